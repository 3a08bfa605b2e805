"""report.html: read with the standard library's parser, as a browser or screen reader would."""

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from grader.model import (
    Band,
    CellOutcome,
    Curve,
    DataUsed,
    Gallery,
    Graph,
    GraphNode,
    Isolation,
    Picture,
    ProblemScore,
    Protection,
    Table,
)
from grader.report import words
from grader.report.html import Renderer, renderer

from . import samples

VOID = {"meta", "br", "img", "line", "path", "circle", "rect"}
HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title></pre><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><![CDATA[",
    "&lt;b&gt;",
    "javascript:alert(1)",
)


class Page(HTMLParser):
    """Elements with their attributes in order, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            raise ValueError(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@cache
def source(name: str) -> str:
    return renderer().render(samples.ALL[name]())


@cache
def page(name: str) -> Page:
    return Page(source(name))


every_sample = pytest.mark.parametrize("name", samples.ALL)


@every_sample
def test_elements_are_closed_in_order_and_nothing_runs_or_loads(name: str) -> None:
    assert page(name).open == []
    tags = {tag for tag, _ in page(name).elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base"}
    for _, attributes in page(name).elements:
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        assert (attributes.get("src") or "data:image/png;").startswith("data:image/png;")
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in source(name)
    assert "@import" not in source(name)


@every_sample
def test_the_policy_names_the_style_sheet_as_it_stands(name: str) -> None:
    style = re.search(r"<style>(.*?)</style>", source(name), re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = (m["content"] for m in page(name).all("meta") if "http-equiv" in m)
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


@every_sample
def test_ids_are_unique_and_references_resolve(name: str) -> None:
    ids = [attributes["id"] for _, attributes in page(name).elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page(name).elements:
        named = (attributes.get("aria-labelledby") or "").split()
        target = (attributes.get("href") or "")[1:]
        assert set(ids) >= {*named, *([target] if target else [])}


@every_sample
def test_structure_for_screen_readers(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(name).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("header", "main", "footer"):
        assert len(page(name).all(landmark)) == 1
    assert page(name).all("html") == [{"lang": "en"}]
    assert len(page(name).all("caption")) == len(page(name).all("table"))
    assert all(head.get("scope") in ("row", "col") for head in page(name).all("th"))
    assert all(block.get("tabindex") == "0" for block in page(name).all("pre"))
    drawings = [svg for svg in page(name).all("svg") if svg.get("role") == "img"]
    assert all(svg["aria-labelledby"] for svg in drawings)
    assert all("aria-hidden" in svg for svg in page(name).all("svg") if svg not in drawings)


@every_sample
def test_every_check_stands_there_with_its_word_and_points(name: str) -> None:
    shown = [
        article
        for article in page(name).texts["article"]
        if re.search(r"(public|hidden) check", article)
    ]
    outcomes = [o for group in words.groups(samples.ALL[name]()) for o in group.outcomes]
    assert len(shown) == len(outcomes)
    for text, outcome in zip(shown, outcomes, strict=True):
        assert outcome.title in text
        assert words.STATUS[outcome.status][1] in text
        assert words.out_of(outcome.points, outcome.max_points) in text


def test_a_mistake_is_explained() -> None:
    text = page("three_mistakes").texts["main"][0]
    for expected in (
        "fc_backward: db has the right shape (5,), but wrong values",
        "What went wrong, and what to try",
        "The loss already divides by N",
        "worst entry db[2]: got 0.0481",
        "NameError: name 'x_tran' is not defined",
        words.LOADING,
        "two cells with shell commands were left out",
        "no new processes",
    ):
        assert expected in text
    assert "shape of dout (7, 5)" in page("three_mistakes").texts["details"][0]


def test_nothing_is_said_of_loading_that_went_well() -> None:
    assert words.LOADING not in renderer().render(samples.report(notes=("a note",)))


def test_a_graph_is_drawn_with_title_words_and_a_box_that_scrolls() -> None:
    found = page("with_graph")
    assert len(found.all("rect")) == len(samples.GRAPH.nodes)
    assert [path["class"] for path in found.all("path") if "class" in path].count("head") == 4
    (box,) = (a for a in found.all("div") if a.get("class") == "scroll")
    assert (box["tabindex"], box["role"]) == ("0", "region")
    assert "Your graph of 4.1a" in found.texts["title"]
    assert found.texts["desc"][0] == "inputs x, w; xw: * of x, w; f: + of xw, w"
    for name in ("x", "w", "xw", "f", "input", "*", "+"):
        assert name in found.texts["text"]


def test_nothing_is_drawn_of_a_graph_without_nodes() -> None:
    empty = samples.outcome(graphs=(Graph(title="none", nodes=(), edges=()),))
    assert "<svg" not in renderer().render(samples.report((empty,)))


def test_pictures_have_a_size_and_words_and_a_table_has_heads() -> None:
    found = page("with_pictures")
    pictures = found.all("img")
    assert [picture["alt"] for picture in pictures] == ["grey", "colours", "picture 3"]
    assert {(picture["width"], picture["height"]) for picture in pictures} == {("5", "5")}
    assert "Filters of the first layer" in found.texts["figcaption"]
    assert "Confusion matrix right class by row, predicted by column" in found.texts["caption"]
    cells = [cell["class"] for cell in found.all("td") if "shade" in (cell.get("class") or "")]
    assert cells == ["shade8", "shade3", "shade8", "shade0"]


def test_extra_credit_that_was_not_earned_is_no_alarm() -> None:
    found = page("with_graph")
    classes = [section.get("class") for section in found.all("section")]
    assert classes.count("not-earned") == 1
    row = next(text for text in found.texts["tr"] if "4.2g" in text)
    assert "extra credit, not earned" in row
    assert "0 / 1" in row
    text = found.texts["section"][classes.index("not-earned")]
    assert "error" in text  # the checks keep their words
    assert "skipped" in text
    assert ".not-earned .badge:not(.passed) { color: var(--quiet)" in source("with_graph")
    assert "not earned" not in page("full").texts["main"][0]


def test_warnings_stand_only_where_they_are_due() -> None:
    bad, good = source("incomplete"), source("full")
    for warning in ("Stand-in data.", "This grading is incomplete.", "ran without a sandbox"):
        assert warning in bad
        assert warning not in good


def test_a_band_lies_behind_its_line_and_is_in_the_legend() -> None:
    drawn = samples.outcome(curves=samples.curves(), bands=samples.bands())
    text = Page(renderer().render(samples.report((drawn,))))
    paths = [a["class"] for a in text.all("path")]
    of_accuracy = paths[paths.index("band c0") :]
    assert of_accuracy[:4] == ["band c0", "band c1", "curve c0", "curve c1"]
    legend = [" ".join(said.split()) for said in text.texts["li"]]
    assert "training: reference, ten seeds" in legend
    assert "validation: reference, ten seeds" in legend


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    for nasty in HOSTILE:
        text = Page(Renderer().render(infested(nasty)))
        assert text.open == []
        calm = Page(Renderer().render(infested("calm")))
        assert [tag for tag, _ in text.elements] == [tag for tag, _ in calm.elements]
        assert [set(a) for _, a in text.elements] == [set(a) for _, a in calm.elements]
        assert " ".join(nasty.split()) in text.texts["h1"][0]


def infested(nasty: str) -> words.Report:
    """A report that has `nasty` in every field that takes text."""
    outcome = samples.outcome(
        check=nasty, problem=nasty, title=nasty, status="failed", message=nasty, diagnosis=nasty
    )
    drawn = Curve(group=nasty, label=nasty, values=(1.0, 2.0, None, 3.0), x_label=nasty)
    band = Band(group=nasty, curve=nasty, label=nasty, low=(1.0, None), high=(2.0, 3.0))
    nodes = (GraphNode(name=nasty, op="", layer=0), GraphNode(name=nasty, op=nasty, layer=1))
    picture = Picture(caption=nasty, height=1, width=1, channels=1, pixels=b"x")
    table = Table(
        title=nasty, row_label=nasty, column_label=nasty, rows=(nasty,), columns=(nasty,),
        values=((1.0,),),
    )  # fmt: skip
    second = samples.outcome(
        problem="?",
        detail=nasty,
        output=nasty,
        curves=(drawn,),
        bands=(band,),
        graphs=(Graph(title=nasty, nodes=nodes, edges=((0, 1),)),),
        galleries=(Gallery(title=nasty, pictures=(picture,)),),
        tables=(table,),
    )
    score = ProblemScore(
        id=nasty, title=nasty, kind="code", optional=False, score=0, max_score=1, pending=0
    )
    return samples.report(
        (outcome, second),
        assignment=nasty,
        title=nasty,
        student=nasty,
        entry=nasty,
        digest=nasty,
        problems=(score,),
        cells=(CellOutcome(label=nasty, status="error", message=nasty),),
        scope=(nasty,),
        notes=(nasty,),
        isolation=Isolation(
            level="full", protections=(Protection(name=nasty, on=False, by=nasty),)
        ),
        data=(DataUsed(name=nasty, origin="stand-in", description=nasty),),
    )


def test_no_control_character_or_surrogate_reaches_the_page() -> None:
    text = renderer().render(infested("a\x1b[2J\0\x9b\u202e\udc80b"))
    text.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


def test_a_megabyte_of_output_is_cut_with_a_notice() -> None:
    assert len(source("long_output")) < 300_000
    assert "characters left out here" in page("long_output").texts["details"][0]


def test_checks_of_no_listed_problem_are_not_lost() -> None:
    stray = samples.outcome(problem="9.9", title="a stray check")
    text = Page(renderer().render(samples.report((stray,))))
    assert "Other checks" in text.texts["h2"]
    assert "a stray check" in text.texts["main"][0]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_has_contrast(theme: int) -> None:
    block = re.findall(r":root \{(.*?)\n *\}", source("full"), re.S)[theme]
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    pairs = [(ink, back) for ink in ("ink", "quiet", "accent") for back in ("paper", "sheet")]
    pairs += [(name, f"{name}-bg") for name in ("good", "bad", "warn", "odd")]
    pairs += [("ink", "note-bg"), ("accent", "note-bg"), ("ink", "warn-bg"), ("ink", "odd-bg")]
    for ink, back in pairs:
        low, high = sorted((luminance(colour[ink]), luminance(colour[back])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, back)
    for line in range(6):
        low, high = sorted((luminance(colour[f"c{line}"]), luminance(colour["sheet"])))
        assert (high + 0.05) / (low + 0.05) >= 3, line


def test_what_was_graded_is_said_before_the_scores_and_not_among_loading() -> None:
    scope = ("only problem 4.2a was graded <b>",)
    text = renderer().render(samples.report(scope=scope))
    assert "When the submission was loaded" not in text
    place = text.index("only problem 4.2a was graded &lt;b&gt;")
    assert text.index('<main id="main"') < place < text.index('id="overview"')
    assert "What was graded" not in source("full")

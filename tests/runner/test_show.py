"""What a check shows is bounded and cleaned, and what can't be drawn is left out."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import AuthorError
from grader.model import Report
from grader.runner.show import MOST_EDGES, MOST_NODES, Show

from ..small import RIGHT, graded, hand_in, make_course, outcome

PS4 = Path(__file__).parents[2] / "assignments/umich_ps4"
AT_A_POINT = "test_graph_a_at_a_point"


def node(name: str, op: str, *inputs: str) -> dict[str, Any]:
    return {"name": name, "op": op, "inputs": list(inputs)}


def plain_graph(*nodes: dict[str, Any], inputs: tuple[str, ...] = ("x", "w")) -> dict[str, Any]:
    return {"inputs": list(inputs), "nodes": list(nodes), "output": nodes[-1]["name"]}


def test_nodes_layers_and_edges_in_the_order_of_arguments() -> None:
    show = Show()
    show.graph("mine", plain_graph(node("f", "-", "xw", "x"), node("xw", "mul", "x", "w")))
    (graph,) = show.graphs
    assert graph.title == "mine"
    assert [(n.name, n.op, n.layer) for n in graph.nodes] == [
        ("x", "", 0),
        ("w", "", 0),
        ("xw", "*", 1),
        ("f", "-", 2),
    ]
    assert graph.edges == ((0, 2), (1, 2), (2, 3), (0, 3))


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "a graph",
        {},
        {"inputs": [], "nodes": [], "output": "f"},
        plain_graph(node("f", "rm -rf", "x", "w")),
        plain_graph(node("f", "+", "x", "g"), node("g", "+", "f", "x")),
        plain_graph(node("f", "+", "x", "elsewhere")),
        plain_graph(*(node(f"n{i}", "exp", "x") for i in range(201))),
        {"inputs": [["x"]], "nodes": {"f": 3}, "output": object()},
    ],
)
def test_what_is_no_graph_is_left_out_without_a_word(bad: object) -> None:
    show = Show()
    show.graph("mine", bad)
    assert show.graphs == []


def test_a_flood_is_bounded_and_told() -> None:
    names = [f"n{i}" for i in range(200)]
    nodes = [node(n, "+", "x", "w", *names[max(0, i - 45) : i]) for i, n in enumerate(names)]
    show = Show()
    show.graph("mine", plain_graph(*nodes))
    (graph,) = show.graphs
    assert len(graph.nodes) == MOST_NODES
    assert len(graph.edges) == MOST_EDGES
    assert graph.title == "mine (the first 200 of 202 nodes)"
    assert all(0 <= place < MOST_NODES for edge in graph.edges for place in edge)


def test_hostile_names_are_cleaned_and_bounded_and_stay_apart() -> None:
    long = "<b>\x1b[2J\u202e\udc80" + "y" * 1_000_000
    show = Show()
    show.graph("t" * 1000, plain_graph(node("f", "+", long, long + "z"), inputs=(long, long + "z")))
    (graph,) = show.graphs
    for text in (graph.title, *(n.name for n in graph.nodes)):
        text.encode()
        assert len(text) <= 80
        assert not re.search("[\x00-\x1f\u202a-\u202e]", text)
    assert graph.edges == ((0, 2), (1, 2))


def test_a_graph_goes_to_its_own_check_even_if_the_check_fails(tmp_path: Path) -> None:
    hidden = """\
@points(1, problem="1a", title="draws, then fails")
def test_draws(submission, show):
    nodes = {"f": {"op": "exp", "inputs": ["x"]}}
    show.graph("mine", {"inputs": ["x"], "nodes": nodes, "output": "f"})
    fail("it is wrong")

@points(1, problem="1a", title="draws nothing")
def test_nothing(submission):
    pass
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 2})
    report = graded(course, hand_in(tmp_path, RIGHT))
    (graph,) = outcome(report, "test_draws").graphs
    assert (graph.title, graph.edges) == ("mine", ((0, 1),))
    assert outcome(report, "test_draws").status == "failed"
    assert outcome(report, "test_nothing").graphs == ()


BANDS = """\
[[band]]
data = "subset"
group = "accuracy"
curve = "training"
label = "reference, ten seeds"
low = [0.1, 0.2, 0.3]
high = [0.3, 0.4, 0.5]
"""


def bands_file(tmp_path: Path, text: str = BANDS) -> Path:
    path = tmp_path / "bands.toml"
    path.write_text(text)
    return path


def test_a_measured_band_joins_its_curve(tmp_path: Path) -> None:
    show = Show()
    show.curve("accuracy", "training", [0.2, 0.3, 0.4, 0.5])
    show.curve("accuracy", "validation", [0.2, 0.3, 0.4, 0.5])
    show.reference_bands(bands_file(tmp_path), "subset", 4)
    (band,) = show.bands
    assert (band.group, band.curve, band.label) == ("accuracy", "training", "reference, ten seeds")
    assert (band.low, band.high) == ((0.1, 0.2, 0.3), (0.3, 0.4, 0.5))


def test_a_band_of_a_long_curve_is_known_at_even_distances(tmp_path: Path) -> None:
    show = Show()
    show.curve("accuracy", "training", np.linspace(0, 1, 7))
    path = bands_file(tmp_path, BANDS.replace("low =", "every = 3\nlow ="))
    show.reference_bands(path, "subset", 7)
    (band,) = show.bands
    assert band.low[::3] == (0.1, 0.2, 0.3)
    assert band.high[::3] == (0.3, 0.4, 0.5)
    assert set(band.low[1::3] + band.low[2::3]) == {None}


@pytest.mark.parametrize(
    ("origin", "label", "steps"),
    [
        ("complete", "training", 4),  # data on which none was measured
        ("subset", "test", 4),
        ("subset", "training", 3),  # a curve that counts something else
        ("subset", "training", "4"),
        ("subset", "training", None),
        ("subset", "training", np.array([4, 4])),
    ],
)
def test_no_band_is_made_up(tmp_path: Path, origin: str, label: str, steps: object) -> None:
    show = Show()
    show.curve("accuracy", label, [0.2, 0.3, 0.4, 0.5])
    show.reference_bands(bands_file(tmp_path), origin, steps)
    assert show.bands == []


@pytest.mark.parametrize(
    "text",
    ["[[band", BANDS.replace('curve = "training"', ""), BANDS.replace("low =", "every = 0\nlow =")],
)
def test_bands_that_cannot_be_read_are_the_authors_mistake(tmp_path: Path, text: str) -> None:
    show = Show()
    with pytest.raises(AuthorError, match=r"bands\.toml:1: can't read the bands"):
        show.reference_bands(bands_file(tmp_path, text), "subset", 4)


@pytest.mark.parametrize(("steps", "drawn"), [(3, True), (2, False)])
def test_a_band_goes_to_its_own_check_whole(tmp_path: Path, steps: int, drawn: bool) -> None:
    path = bands_file(tmp_path, BANDS.replace("0.1,", "0.12345,"))
    hidden = f"""\
from pathlib import Path

@points(1, problem="1a", title="draws")
def test_draws(submission, show):
    show.curve("accuracy", "training", [0.1, 0.2, 0.3])
    show.reference_bands(Path({str(path)!r}), "subset", {steps})

@points(1, problem="1a", title="draws nothing")
def test_nothing(submission):
    pass
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 2})
    report = graded(course, hand_in(tmp_path, RIGHT))
    found = outcome(report, "test_draws").bands
    assert [band.low for band in found] == ([(0.12345, 0.2, 0.3)] if drawn else [])
    assert outcome(report, "test_nothing").bands == ()


def of_4_1a(tmp_path: Path, graph_a: str) -> Report:
    path = hand_in(tmp_path, f"graph_a = {graph_a}\n", "ada.py")
    return graded(PS4, path, only="4.1a")


def test_a_wrong_graph_of_4_1a_is_drawn(tmp_path: Path) -> None:
    wrong = plain_graph(node("f", "*", "x0", "w0"), inputs=("x0", "w0"))
    found = outcome(of_4_1a(tmp_path, repr(wrong)), AT_A_POINT)
    assert found.status == "failed"
    assert [n.name for n in found.graphs[0].nodes] == ["x0", "w0", "f"]
    assert found.graphs[0].title == "Your graph of 4.1a"


@pytest.mark.parametrize("graph_a", ["None", "print", "{'inputs': ['x0']}", "object()"])
def test_what_is_no_graph_in_4_1a_is_judged_and_not_drawn(tmp_path: Path, graph_a: str) -> None:
    found = outcome(of_4_1a(tmp_path, graph_a), AT_A_POINT)
    assert found.status in ("failed", "error")
    assert found.message
    assert found.graphs == ()


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "pictures",
        [],
        np.zeros((0, 5, 5)),
        np.zeros((5, 5)),
        np.zeros((2, 5, 5, 2)),
        np.zeros((2, 5, 5, 3, 1, 3)),
        np.zeros((2, 5, 5), dtype=complex),
        [[[1.0, 2.0], [3.0]]],
        [[[object()]]],
    ],
)
def test_what_is_no_picture_is_left_out_without_a_word(bad: object) -> None:
    show = Show()
    show.images("filters", bad)
    assert show.galleries == []


def test_pictures_go_from_black_to_white_over_all_of_them() -> None:
    show = Show()
    show.images("filters", [[[-1.0, 0.0]], [[1.0, np.nan]]], captions=["first\x1b[2J"])
    (gallery,) = show.galleries
    assert [list(picture.pixels) for picture in gallery.pictures] == [[0, 128], [255, 128]]
    assert [picture.caption for picture in gallery.pictures] == ["first", ""]


@pytest.mark.parametrize("value", [0.0, 7.0, 1e308, -1e308, np.inf])
def test_pictures_of_one_number_are_drawn(value: float) -> None:
    show = Show()
    show.images("filters", np.full((2, 3, 3), value))
    assert len(show.galleries[0].pictures) == 2


def test_bytes_are_shown_as_they_are_and_floods_are_bounded() -> None:
    images = np.random.default_rng(0).integers(1, 100, size=(100, 70, 80, 3), dtype=np.uint8)
    show = Show()
    show.images("t" * 1000, images)
    (gallery,) = show.galleries
    assert len(gallery.pictures) == 64
    assert gallery.pictures[3].pixels == images[3, :64, :64].tobytes()
    assert len(gallery.title) <= 80


def test_a_table_keeps_names_and_numbers_and_is_bounded() -> None:
    show = Show()
    names = range(60)
    values = np.arange(3600.0).reshape(60, 60)
    values[0, 1] = np.inf
    show.table("counts", values, rows=names, columns=names, row_label="right")
    (table,) = show.tables
    assert (len(table.rows), len(table.columns), len(table.values)) == (50, 50, 50)
    assert table.values[0][:3] == (0.0, None, 2.0)
    assert table.values[49][49] == values[49, 49]


@pytest.mark.parametrize("bad", [None, "x", np.zeros((3, 2)), np.zeros(2), [[1, 2], [3]]])
def test_what_is_no_table_of_these_names_is_left_out(bad: object) -> None:
    show = Show()
    show.table("counts", bad, rows="ab", columns="cde")
    assert show.tables == []

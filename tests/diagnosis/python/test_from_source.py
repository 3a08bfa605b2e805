"""Mistakes that the source shows by itself, and the right solutions that have none."""

from pathlib import Path

import pytest

from grader.diagnosis.python import SWAPS, Code, Piece, explain_source
from grader.diagnosis.python.code import FunctionNode
from grader.diagnosis.python.from_source import SOURCE_RULES
from grader.intake import read

from .happened import LABEL, code, looked_at

COURSE = Path(__file__).resolve().parents[3]
CORPUS = COURSE / "tests" / "corpus"
RIGHT = sorted(
    path
    for pattern in ("*/right/*", "*/base*")
    for path in CORPUS.glob(pattern)
    if path.name != "expected.toml"
)
RIGHT += sorted(path for path in (COURSE / "reference").iterdir() if path.is_dir())


def said(source: str, *names: str, rules=SOURCE_RULES) -> tuple[str, str]:
    """What is said of functions in a source, ("", "") where nothing is."""
    found = looked_at(explain_source(names or ("f",), code(source), rules))
    return (found.relation, found.sentence) if found else ("", "")


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_no_right_solution_shows_a_mistake(path: Path) -> None:
    submission = read(path)
    pieces = [
        Piece(cell.label, source.path, cell.source, source.notebook)
        for source in submission.sources
        for cell in source.cells
    ]
    everything = Code(pieces)
    functions = [(p, n) for p in everything.read for n in p.nodes if isinstance(n, FunctionNode)]
    languages = {"cpp", "java"}
    assert functions or path.name in languages
    for piece, node in functions:
        for rule in SOURCE_RULES:
            assert rule(piece, node, everything) is None, (rule.__name__, node.name)


PAIR = """\
def a_forward(x, w, b):
    out = x @ w + b
    return out, {packed}

def a_backward(dout, cache):
    {unpacked} = cache
    return dout @ w.T
"""


def test_a_cache_that_is_unpacked_in_another_order() -> None:
    source = PAIR.format(packed="(x, b, w)", unpacked="x, w, b")
    relation, sentence = said(source, "a_backward")
    assert relation == "cache_order"
    assert sentence.startswith(f"line 6 of {LABEL}, `x, w, b = cache`: ")
    assert "another order than line 3 packs them: `x`, `b` and `w`" in sentence


@pytest.mark.parametrize(
    ("packed", "unpacked"),
    [
        ("(x, w, b)", "x, w, b"),
        ("(x, b)", "x, w"),  # other names: what they hold can't be told
        ("(x, w.T, b)", "w, x, b"),
        ("(x, b, w)", "_, w, _"),
    ],
)
def test_a_cache_that_shows_no_other_order(packed: str, unpacked: str) -> None:
    assert said(PAIR.format(packed=packed, unpacked=unpacked), "a_backward") == ("", "")


def test_results_that_are_received_in_another_order() -> None:
    back = "def back(d):\n    dx, dw = d, -d\n    return dx, dw\n\n"
    relation, sentence = said(back + "def f(d):\n    dw, dx = back(d)\n    return dx + dw\n")
    assert relation == "received_order"
    assert "another order than line 3 returns them: `dx` and `dw`" in sentence
    assert said(back + "def f(d):\n    dx, dw = back(d)\n    return dx + dw\n") == ("", "")
    assert said(back + "def f(d):\n    dw2, dx = back(d)\n    return dw2 + dx\n") == ("", "")


def test_arguments_at_each_others_places() -> None:
    back = "def back(dout, cache):\n    return dout * cache\n\n"
    relation, sentence = said(back + "def f(dout, cache):\n    return back(cache, dout)\n")
    assert relation == "argument_order"
    assert "`cache` and `dout` are handed over at each other's places: line 1" in sentence
    for call in ("back(dout, cache)", "back(cache, x)", "back(dout, dout)", "back(*cache, dout)"):
        assert said(back + f"def f(dout, cache, x):\n    return {call}\n") == ("", ""), call


def test_a_function_may_call_itself_with_its_arguments_exchanged() -> None:
    assert said("def f(a, b):\n    return a if a > b else f(b, a)\n") == ("", "")


def test_a_return_inside_the_loop() -> None:
    loop = "def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n"
    assert said(loop + "        return t\n")[0] == "returns_in_loop"
    assert said(loop + "    return t\n") == ("", "")
    assert said(loop + "        if t > 3:\n            return t\n") == ("", "")
    skipped = "        if t < 3:\n            continue\n        return t\n"
    assert said(loop + skipped) == ("", "")


@pytest.mark.parametrize(
    ("loop", "more"),
    [
        ("for epoch in range(1, epochs)", "one round less than `epochs`"),
        ("for i in range(num_iters - 1)", "one round less than `num_iters`"),
        ("for epoch in range(self.n + 1)", "one round more than `self.n`"),
        ("for epoch in range(1, epochs + 1)", ""),
        ("for epoch in range(epochs)", ""),
        ("for layer in range(1, layers)", ""),
        ("for epoch in range(2, epochs)", ""),
        ("for epoch in range(1, 10)", ""),
    ],
)
def test_a_round_too_few_or_too_many(loop: str, more: str) -> None:
    source = f"def f(self, epochs, num_iters, layers):\n    {loop}:\n        self.step()\n"
    relation, sentence = said(source)
    assert relation == ("one_round_less" if more else "")
    assert more in sentence


def test_a_slice_that_ends_before_it_begins() -> None:
    source = "def f(x, i, size):\n    return x[i * size : {}]\n"
    assert said(source.format("size"))[0] == "slice_ends_early"
    assert said(source.format("(i + 1) * size")) == ("", "")
    assert said(source.format("n")) == ("", "")


def test_two_names_of_one_list() -> None:
    body = "    a.append(1)\n    b.append(2)\n    return a, b\n"
    assert said("def f():\n    a = b = []\n" + body)[0] == "shared"
    assert said("def f():\n    a, b = [], []\n" + body) == ("", "")
    assert said("def f():\n    a = b = 0\n    a += 1\n    b += 2\n    return a, b\n") == ("", "")


def test_what_is_kept_from_call_to_call() -> None:
    assert said("def f(x, seen=[]):\n    seen.append(x)\n    return seen\n")[0] == (
        "kept_between_calls"
    )
    assert said("def f(x, sizes=[3, 4]):\n    return x, sizes\n") == ("", "")


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("w - lr * g", "not_kept"),
        ("w == w - lr * g", "not_kept"),
        ("w.reshape(-1)", "not_kept"),
        ("np.clip(w, 0)", "not_kept"),
        ("np.clip(w, 0, 1, w)", ""),  # writes into w
        ("np.exp(w, out=w)", ""),
        ("w.sort()", ""),
        ("w -= lr * g", ""),
        ("new = w - lr * g", "never_used"),
        ("lr = 2", "overwritten"),
        ("lr = lr * 2", "never_used"),
    ],
)
def test_values_that_get_lost(line: str, relation: str) -> None:
    rest = "" if line.startswith("lr") else "    w -= lr * g\n"
    assert said(f"def f(w, lr, g):\n    {line}\n{rest}    return w, g\n")[0] == relation


def test_a_number_that_is_asked_for_and_never_used() -> None:
    relation, sentence = said("def f(x, decay=0.9):\n    return x * 0.95\n")
    assert relation == "not_used"
    assert "`f` takes `decay` and never uses it" in sentence
    for source in (
        "def f(x, decay=0.9):\n    return x * decay\n",
        "def f(x, verbose=False):\n    return x\n",
        "def f(x, verbose=1):\n    return x\n",
        "def f(x, print_every=100):\n    return x\n",
        "def f(dout, bias):\n    return dout\n",
        "def f(x, decay=0.9):\n    raise NotImplementedError\n",
        "def f(x, decay=0.9):\n    return eval('x * decay')\n",
    ):
        assert said(source) == ("", ""), source


def test_what_is_called_is_looked_at_too() -> None:
    source = "def g(x):\n    x - 1\n    return x\n\ndef f(x):\n    return g(x)\n"
    assert said(source)[0] == "not_kept"
    assert said(source + "def g(x):\n    return x\n") == ("", "")  # which of both isn't sure
    assert said(source, "f", rules=SWAPS) == ("", "")


def test_calls_in_a_circle_and_hostile_sources_do_no_harm() -> None:
    circle = "def f(x):\n    return g(x)\n\ndef g(x):\n    return f(x)\n"
    assert said(circle) == ("", "")
    assert said("def f(:\n" + "(" * 5000) == ("", "")
    assert said("".join(f"def f{n}(): f{n + 1}()\n" for n in range(500)), "f0") == ("", "")

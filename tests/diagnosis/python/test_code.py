"""The sources as a diagnosis reads them: bounded, parsed, never run."""

import ast
import sys

import pytest

from grader.diagnosis.python import Code, Piece, Raised, explain_missing, explain_raised
from grader.diagnosis.python.code import MOST_NODES, MOST_PARSED, at_top, quoted, shown
from grader.diagnosis.python.say import closest

from .happened import LABEL, code, looked_at

HUGE = {
    "brackets": "x = " + "(" * 50_000,
    "wide sum": "x = 1" + " + 1" * 14_000,
    "long chain": "x = a" + ".b" * 29_000,
    "deep blocks": "".join(" " * n + "if x:\n" for n in range(95)) + " " * 95 + "pass\n",
    "broken often": "def f(:\n" * 7_000,
    "format string": 'x = f"' + "{x}" * 15_000 + '"',
    "lambdas": "x = " + "lambda:" * 8_000 + "1",
    "signs": "x = " + "-" * 50_000 + "1",
    "brackets again and again": ("{" * 59 + "\n") * 900,
    "many lines": "x = 1\n" * 9_000,
    "too long": "x = 1\n" * MOST_PARSED,
    "nothing": "",
    "no text": "\x00\x1b\u202e\ud800",
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("NameError", "name 'xz' is not defined"),
        ("SyntaxError", "invalid syntax"),
        ("TypeError", "unsupported operand type(s) for +: 'int' and 'NoneType'"),
        ("RecursionError", "maximum recursion depth exceeded"),
    ],
)
def test_hostile_text_is_looked_at_without_harm(name: str, kind: str, words: str) -> None:
    whole = code(HUGE[name] + "\nzz = xz\n")
    for line in (1, HUGE[name].count("\n") + 2, 10**12):
        looked_at(explain_raised(Raised(kind, words, (LABEL, line)), whole))
    looked_at(explain_missing("xzz", whole))


def test_nothing_of_a_student_s_is_run() -> None:
    sys.modules.pop("this_was_run", None)
    source = "import sys\nsys.modules['this_was_run'] = sys\nx = y\n"
    explain_raised(Raised("NameError", "name 'y' is not defined", (LABEL, 3)), code(source))
    assert "this_was_run" not in sys.modules


def test_what_does_not_parse_is_cut_out() -> None:
    piece = Piece(LABEL, LABEL, "a = 1\n\ndef f(x:\n    return x\n\nb = 2\nc = (\n\nd = 3\n")
    assert {"a", "b"} <= set(at_top(piece))
    assert at_top(piece)["b"] == 6  # lines keep their numbers


def test_a_file_that_is_too_long_is_not_parsed() -> None:
    assert at_top(Piece(LABEL, LABEL, "x = 1\n" * MOST_PARSED)) == {}


def test_a_statement_that_is_too_large_has_no_nodes() -> None:
    text = f"x = [{'1, ' * (MOST_NODES + 1)}]\ny = x\n"
    assert code(text).at_line((LABEL, 1)) == []
    assert code(text).at_line((LABEL, 2))


def test_a_line_belongs_to_the_innermost_statement() -> None:
    whole = code("def f(x):\n    if x > 0:\n        return x @ w\n    return g(x)\n")
    assert any(isinstance(n, ast.MatMult) for n in whole.at_line((LABEL, 3)))
    assert not any(isinstance(n, ast.MatMult) for n in whole.at_line((LABEL, 2)))
    assert any(isinstance(n, ast.Compare) for n in whole.at_line((LABEL, 2)))


def test_a_statement_over_several_lines_is_found_by_each() -> None:
    whole = code("y = f(\n    a,\n    b @ c,\n)\n")
    assert all(any(isinstance(n, ast.MatMult) for n in whole.at_line((LABEL, k))) for k in (1, 3))


@pytest.mark.parametrize("at", [None, ("b.py", 1), (LABEL, 0), (LABEL, -3), (LABEL, 99)])
def test_a_place_that_is_none_has_nothing(at: tuple[str, int] | None) -> None:
    whole = code("x = 1\n")
    assert whole.at_line(at) == []
    assert whole.around(at) is whole.class_around(at) is whole.piece(at) is None


def test_two_pieces_with_one_label_are_no_place() -> None:
    twice = Code([Piece("cell 1", "a.ipynb", "x"), Piece("cell 1", "b.ipynb", "y")])
    assert twice.piece(("cell 1", 1)) is None


def test_a_quote_is_short_printable_and_without_backticks() -> None:
    text = "\x1b[31m`a`\t\u202e" + " b" * 500
    assert quoted(text).isprintable()
    assert "`" not in quoted(text)
    assert len(quoted(text).split()) <= 19
    assert len(quoted("x" * 10_000)) == 100


def test_only_short_expressions_are_shown() -> None:
    assert shown(ast.parse("x.sum(axis=0)", mode="eval").body) == "x.sum(axis=0)"
    assert shown(ast.parse("x + " * 20 + "x", mode="eval").body) == ""


@pytest.mark.parametrize(
    ("name", "candidates", "meant"),
    [
        ("wieghts", ["weights", "heights"], "weights"),
        ("Relu_Backward", ["reluBackward"], "reluBackward"),
        ("relu_backward", ["fc_backward"], ""),
        ("W3", ["W1", "W2"], ""),
        ("dx", ["dw"], ""),
        ("lern_rate", ["learn_rate"], "learn_rate"),
        ("test_a", ["test_b", "test_c"], ""),
        ("x" * 1000, ["x" * 999], ""),
        ("name", ["n" * 60] * 100_000, ""),
    ],
)
def test_the_closest_name_is_a_misspelling_or_none(
    name: str, candidates: list[str], meant: str
) -> None:
    assert closest(name, candidates) == meant

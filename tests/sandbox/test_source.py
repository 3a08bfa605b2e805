"""How a piece of source runs: at once where it can, and past its mistakes where it can't."""

from typing import Any

import pytest

from grader.sandbox.child.source import run_source

FIRST = "def first():\n    return 1\n"
LAST = "def last():\n    return 2\nx = 3\nprint('not this')\n"


def run(source: str, definitions_only: bool = False) -> tuple[dict[str, Any], list[BaseException]]:
    names: dict[str, Any] = {"__name__": "piece"}
    return names, run_source(source, "<piece>", names, definitions_only)


def test_a_piece_without_mistakes_runs_whole(capsys: Any) -> None:
    names, errors = run(FIRST + "count = [0]\ncount[0] += 1\n" + LAST)
    assert errors == []
    assert (names["first"](), names["last"](), names["count"]) == (1, 2, [1])
    assert capsys.readouterr().out == "not this\n"


@pytest.mark.parametrize(
    ("middle", "kind"),
    [
        ("1 / 0\n", ZeroDivisionError),
        ("value = (1 +\n  1 / 0 +\n  2)\n", ZeroDivisionError),
        ("raise SystemExit\n", SystemExit),
        ("first(1,\n      2)\n", TypeError),
        ("class Broken:\n    y = 1\n    z = 1 / 0\n", ZeroDivisionError),
        ("for i in range(3):\n    if i == 2:\n        [][0]\n", IndexError),
        ("@undefined\ndef decorated():\n    pass\n", NameError),
        ("@property\n@undefined\ndef decorated():\n    pass\n", NameError),
        ("def early(x=1 / 0):\n    pass\n", ZeroDivisionError),
    ],
)
def test_after_an_error_definitions_go_on_once(middle: str, kind: Any, capsys: Any) -> None:
    names, errors = run("runs = []\n" + FIRST + "runs.append(1)\n" + middle + LAST)
    assert [type(error) for error in errors] == [kind]
    assert (names["first"](), names["last"](), names["x"], names["runs"]) == (1, 2, 3, [1])
    assert capsys.readouterr().out == ""


MISSING = "import nothing_like_this as no\nfrom nothing.at import all_, also\n"


def test_after_an_import_of_what_is_not_here_everything_goes_on(capsys: Any) -> None:
    uses = "table = no.frame([1])\nsmall, big = also(table)\nprint(big)\n"
    uses += "class Net(no.Module):\n    pass\n\nnet = Net()\n"
    made = "from types import SimpleNamespace\noptions = SimpleNamespace(rate=0.1)\n"
    names, errors = run(MISSING + uses + FIRST + made + LAST)
    told = ["ModuleNotFoundError"] * 2 + ["NameError"] * 5
    assert [type(error).__name__ for error in errors] == told
    assert (names["first"](), names["options"].rate) == (1, 0.1)
    assert capsys.readouterr().out == "not this\n"


def test_nothing_of_an_exception_is_run() -> None:
    """What an exception holds may be an object of theirs."""
    source = MISSING + "class E:\n    def __str__(self): raise SystemExit\nraise NameError(E())\n"
    names, errors = run(source + LAST)
    assert [type(error).__name__ for error in errors[2:]] == ["NameError"]
    assert names["last"]() == 2


@pytest.mark.parametrize("other", ["1 / 0\n", "undefined\n", "raise NameError('no')\n", "f(:\n"])
def test_after_another_error_it_does_not(other: str, capsys: Any) -> None:
    names, errors = run(MISSING + FIRST + other + "rows = [r for r in range(3)]\n" + LAST)
    assert len(errors) == 3
    assert "rows" not in names
    assert names["last"]() == 2
    assert capsys.readouterr().out == ""


def test_definitions_before_the_error_do_not_run_again() -> None:
    names, errors = run("calls = []\ndef note(f):\n    calls.append(f.__name__)\n    return f\n"
                        "@note\ndef a(): pass\n1 / 0\n@note\ndef b(): pass\n")  # fmt: skip
    assert len(errors) == 1
    assert names["calls"] == ["a", "b"]


def test_an_error_in_a_function_is_placed_where_it_was_called() -> None:
    names, errors = run("def f():\n    return 1 / 0\n" + FIRST + "f()\ny = 4\n" + LAST)
    assert [type(error) for error in errors] == [ZeroDivisionError]
    assert (names["y"], names["last"]()) == (4, 2)


def test_future_annotations_hold_for_what_goes_on_after_an_error() -> None:
    names, errors = run(
        "from __future__ import annotations\n1 / 0\ndef f(x: NotThere) -> NorThis:\n    return x\n"
    )
    assert len(errors) == 1
    assert names["f"](5) == 5


def test_what_does_not_parse_is_cut_out() -> None:
    names, errors = run(FIRST + "def broken(:\n    pass\n" + LAST)
    assert [type(error) for error in errors] == [SyntaxError]
    assert (names["first"](), names["last"]()) == (1, 2)


def test_definitions_only_runs_nothing_else(capsys: Any) -> None:
    names, errors = run("print('no')\n" + FIRST + LAST, definitions_only=True)
    assert errors == []
    assert (names["first"](), names["last"](), names["x"]) == (1, 2, 3)
    assert capsys.readouterr().out == ""


def test_a_null_byte_is_an_error_and_no_crash() -> None:
    _, errors = run("x = 1\0\n")
    assert len(errors) == 1

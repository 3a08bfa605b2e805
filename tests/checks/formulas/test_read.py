"""Whether a formula can be read: the comparison's sentences, and no word about right or wrong."""

from typing import Any

import pytest

from grader.checks.formulas import Domain, read_formula
from grader.errors import CheckFailed

from . import courses
from .courses import message
from .test_right import RIGHT
from .test_wrong import WRONG

FREE = Domain(
    names={"x": ("n",), "W": ("m", "n"), "g": ("m",), "a": (), "dJ/da": ()},
    sequences={"h": ("n",)},
    index=("n",),
)


def said(typed: Any, domain: Domain = FREE, what: str = "dJ/dx") -> str:
    """What is told about a formula, "" where it can be read."""
    try:
        read_formula(typed, domain, what)
    except CheckFailed as error:
        return error.message + error.detail
    return ""


@pytest.mark.parametrize(
    "typed",
    ["W^Tg", "g @ W", "g[:, None] * x", "7", 7, "x", "W", "h(n)", "dJ/da x", "x if a > 0", "1/0 x"],
)
def test_whatever_has_a_value_can_be_read(typed: Any) -> None:
    assert said(typed) == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("W^T g +", "column 7: something is missing after this"),
        ("W^T q", "the name q isn't known here (names: x, W, g, a, dJ/da, h, N, n)"),
        ("g if a > 0\n0", "is this line a case of its own"),
        ("W g", "the matrix product of m x n and m x 1 doesn't exist (vectors are columns)"),
        ("g W", "turn the first into a row by ^T"),
        ("x + g", "n x 1 and m x 1 can't be added"),
        ("", "the formula for dJ/dx is empty"),
        ([1], "must be text, a list came"),
        ("((" * 40, "more than 30 brackets"),
        ("dJ/dx", "isn't known here"),
        ("x" * 10**6, "at most 2000 are read"),
    ],
)
def test_what_has_none_is_told(typed: Any, says: str) -> None:
    assert says in said(typed)


def test_a_formula_of_itself() -> None:
    domain = Domain(names={"dJ/dx": (), "a": ()})
    assert "uses dJ/dx itself" in said("2 dJ/dx", domain)


@pytest.mark.parametrize(("task", "typed"), RIGHT, ids=[f"{t.what}: {s}" for t, s in RIGHT])
def test_right_ones_can_be_read(task: courses.Task, typed: str) -> None:
    assert said(typed, task.domain, task.what) == ""


def test_wrong_ones_say_the_same_or_nothing() -> None:
    silent = 0
    for task, typed in WRONG:
        told = said(typed, task.domain, task.what)
        silent += not told
        assert told in ("", message(task, typed).message.replace("\x00", ""))
    assert silent > len(WRONG) / 2

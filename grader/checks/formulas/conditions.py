"""Conditions and cases: `c ? a : b`, `a if c else b`, `{a if c, b otherwise}`."""

from typing import TYPE_CHECKING

from grader.checks.formulas.pieces import Pieces, called
from grader.checks.formulas.trouble import FormulaError

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller

STARTS = ("if", "for")
LAST = ("otherwise", "else")


def conditional(speller: "Speller", low: int, high: int) -> Pieces | None:
    """The slice as a conditional expression, or None where it is none."""
    if speller.found[low].kind == "if":
        return _if_then(speller, low, high)
    for at in speller.top(low, high):
        token = speller.found[at]
        if token.text == "?":
            colon = _colon(speller, at, high)
            return _choice(speller, (low, at), (at + 1, colon), (colon + 1, high))
        if token.kind in STARTS:
            other = next((i for i in speller.top(at, high) if speller.found[i].kind == "else"), 0)
            if other:
                return _choice(speller, (at + 1, other), (low, at), (other + 1, high))
            return cases(speller, low, high)
    return None


def _if_then(speller: "Speller", low: int, high: int) -> Pieces:
    """`if c then a else b`, also with a colon for `then`."""
    top = speller.top(low, high)
    then = [i for i in top if speller.found[i].kind == "then" or speller.found[i].text == ":"]
    other = [i for i in top if speller.found[i].kind in LAST]
    if not then or not other or other[0] < then[0]:
        raise FormulaError("this case has no value: write a if c else b", speller.place(low))
    yes, no = (then[0] + 1, other[0]), (other[0] + 1, high)
    return _choice(speller, (low + 1, then[0]), yes, no)


def _colon(speller: "Speller", question: int, high: int) -> int:
    """Index of the `:` that belongs to a `?`."""
    open_questions = 0
    for at in speller.top(question, high):
        text = speller.found[at].text
        open_questions += (text == "?") - (text == ":")
        if not open_questions:
            return at
    place = speller.found[question].place
    raise FormulaError("this ? has no : after it; write condition ? a : b", place)


def _choice(
    speller: "Speller", test: tuple[int, int], yes: tuple[int, int], no: tuple[int, int]
) -> Pieces:
    return called("where", [speller.part(*part) for part in (test, yes, no)], speller.place(yes[0]))


def is_cases(speller: "Speller", low: int, high: int) -> bool:
    """Whether a slice with commas lists cases."""
    kinds = {speller.found[at].kind for at in speller.top(low, high)}
    return bool(kinds & {*STARTS, "otherwise"})


def cases(speller: "Speller", low: int, high: int) -> Pieces:
    """`a if c, b otherwise`, also with semicolons, and a comma before the `if`.

    Where no case applies the value is nan, which is for a human to judge.
    """
    choices: list[tuple[Pieces, Pieces]] = []
    place = speller.place(low)
    rest: Pieces = [("nan", place)]
    for start, end in _merged(speller, speller.split(low, high)):
        marks = [i for i in speller.top(start, end) if speller.found[i].kind in (*STARTS, *LAST)]
        if not marks:
            raise FormulaError("this case has no condition: write a if c", speller.place(start))
        last = speller.found[marks[-1]].kind in LAST
        if last and marks[0] == start:  # else 0
            rest = speller.part(start + 1, end)
            break
        value = speller.part(start, _before_comma(speller, start, marks[0]))
        if last:
            rest = value
            break
        choices.append((speller.part(marks[-1] + 1, end), value))
    for condition, value in reversed(choices):
        rest = called("where", [condition, value, rest], place)
    return rest


def _before_comma(speller: "Speller", start: int, end: int) -> int:
    """The end of a case's value: `a, if c` has a comma there."""
    return end - 1 if end - 1 > start and speller.found[end - 1].text == "," else end


def _merged(speller: "Speller", parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts, each with the condition that a comma parted from it."""
    merged: list[tuple[int, int]] = []
    for start, end in parts:
        first = speller.found[start].kind if start < end else ""
        open_end = merged and not is_cases(speller, *merged[-1])
        if first in (*STARTS, *LAST) and open_end:
            merged[-1] = (merged[-1][0], end)
        elif start < end:
            merged.append((start, end))
    return merged

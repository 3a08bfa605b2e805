"""Conditions and cases: `c ? a : b`, `a if c else b`, `{a if c, b otherwise}`."""

from typing import TYPE_CHECKING

from grader.checks.formulas.lines import COMPARED, LAST, STARTS, WORDS
from grader.checks.formulas.pieces import Pieces, called
from grader.checks.formulas.trouble import FormulaError

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller


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
                _verify_single(speller, at + 1, other)
                return _choice(speller, (at + 1, other), (low, at), (other + 1, high))
            return cases(speller, low, high)
        if token.kind in LAST:
            raise FormulaError("otherwise what? Write a if c; b otherwise", token.place)
    return None


def _if_then(speller: "Speller", low: int, high: int) -> Pieces:
    """`if c then a else b`, also with a colon for `then`."""
    top = speller.top(low, high)
    then = [i for i in top if speller.found[i].kind == "then" or speller.found[i].text == ":"]
    other = [i for i in top if speller.found[i].kind in LAST]
    if not then or not other or other[0] < then[0]:
        raise FormulaError("this case has no value: write a if c else b", speller.place(low))
    colon = other[0] + 1 < high and speller.found[other[0] + 1].text == ":"
    yes, no = (then[0] + 1, other[0]), (other[0] + (2 if colon else 1), high)
    _verify_single(speller, *yes)
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


def _verify_single(speller: "Speller", low: int, high: int) -> None:
    """Refuse a further case where there must be one expression."""
    for at in speller.top(low, high):
        if speller.found[at].kind in WORDS or speller.found[at].text in (",", ";"):
            raise FormulaError(TWO, speller.place(at))


TWO = "two cases run into each other here: write a if c; b if d; e otherwise"


def is_cases(speller: "Speller", low: int, high: int) -> bool:
    """Whether a slice with commas lists cases."""
    kinds = {speller.found[at].kind for at in speller.top(low, high)}
    return bool(kinds & {*WORDS})


def cases(speller: "Speller", low: int, high: int) -> Pieces:
    """`a if c, b otherwise`, also with semicolons, and a comma in place of or before the `if`.

    Where no case applies the value is nan, which is for a human to judge. Nothing is left over:
    what is no case is refused.
    """
    choices: list[tuple[Pieces, Pieces]] = []
    place = speller.place(low)
    rest: Pieces | None = None
    for value, condition in _listed(speller, low, high):
        if condition is not None:
            _verify_single(speller, *condition)
            choices.append((speller.part(*condition), _value(speller, value)))
        elif rest is not None:
            raise FormulaError("there are two cases for otherwise", speller.place(value[0]))
        else:
            rest = _value(speller, value)
    found = rest or [("nan", place)]
    for condition_pieces, value_pieces in reversed(choices):
        found = called("where", [condition_pieces, value_pieces, found], place)
    return found


def _value(speller: "Speller", part: tuple[int, int]) -> Pieces:
    """A case's value: what stands after its last `=`, if there is one."""
    _verify_single(speller, *part)
    equals = [i for i in speller.top(*part) if speller.found[i].text == "="]
    return speller.part(equals[-1] + 1 if equals else part[0], part[1])


Case = tuple[tuple[int, int], tuple[int, int] | None]
"""The slices of a case's value and condition; None for otherwise."""


def _listed(speller: "Speller", low: int, high: int) -> list[Case]:
    """The cases of a slice."""
    found: list[Case] = []
    alone: tuple[int, int] | None = None  # a value of which the condition follows a comma
    for start, end in speller.split(low, high):
        if start >= end:
            continue
        marks = [i for i in speller.top(start, end) if speller.found[i].kind in WORDS]
        if marks and marks != list(range(marks[0], marks[0] + len(marks))):
            raise FormulaError(TWO, speller.place(marks[-1]))
        if alone is not None and (not marks or marks[0] == start):
            found.append(_case(speller, alone, (start, end), marks))
            alone = None
        elif alone is not None:
            break
        elif not marks:
            alone = (start, end)
        elif speller.found[marks[-1]].kind in LAST and marks[0] == start:  # else 0
            colon = speller.found[marks[-1] + 1].text == ":" if marks[-1] + 1 < end else False
            found.append(((marks[-1] + (2 if colon else 1), end), None))
        else:
            found.append(_case(speller, (start, marks[0]), (marks[0], end), marks))
    if alone is not None:
        raise FormulaError("this case has no condition: write a if c", speller.place(alone[0]))
    return found


def _case(
    speller: "Speller", value: tuple[int, int], rest: tuple[int, int], marks: list[int]
) -> Case:
    """A case of a value and what follows it: `if c`, `otherwise`, or only c."""
    start, end = (marks[-1] + 1 if marks else rest[0]), rest[1]
    if marks and speller.found[marks[-1]].kind in LAST:
        if start < end:
            raise FormulaError(TWO, speller.place(start))
        return value, None
    if not marks and not any(speller.found[i].text in COMPARED for i in speller.top(start, end)):
        raise FormulaError("this case has no condition: write a if c", speller.place(value[0]))
    return value, (start, end)

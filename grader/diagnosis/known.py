"""Known bugs: the variants of the reference that end a check as the submission did."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, takewhile
from typing import Protocol

import numpy as np

from grader.errors import Compared
from grader.model import KnownBug
from grader.sandbox.results import Results, alike

Bugs = tuple[KnownBug, ...]

PART = 1e-3
"""Both must lie much nearer to one another than to the right numbers: a part of the difference."""


class Ending(Protocol):
    """How a check that failed ended: what is wrong, the arrays that differ, all that was given."""

    @property
    def text(self) -> str: ...
    @property
    def compared(self) -> Compared | None: ...
    @property
    def results(self) -> Results: ...


Rehearse = Callable[[Bugs], Ending | None]
"""How the check fails on the reference with some bugs; None: it passes, or gives other numbers."""


def candidates(bugs: Iterable[KnownBug], check: str, problem: str) -> list[KnownBug]:
    """The bugs that may explain the failure of a check, those meant for it first."""
    mine = [bug for bug in bugs if bug.check == check or problem in (bug.problem, *bug.also)]
    return sorted(mine, key=lambda bug: (bug.check != check, bug.problem != problem))


def explaining(
    failure: Ending,
    bugs: Sequence[KnownBug],
    rehearse: Rehearse,
    go_on: Callable[[int], bool],
    agrees: Callable[[Bugs], bool] = lambda _: True,
) -> Bugs:
    """The one bug, or pair of bugs, with which the reference fails as the submission did.

    go_on: whether there is time for one more try with so many bugs at once.
    agrees: whether what came of the other checks speaks for some bugs; asked where several fit.
    Gives nothing where none fits, or where two do: then neither is the cause for sure.
    """
    found: list[Bugs] = []
    for group in ([(bug,) for bug in bugs], combinations(bugs, 2)):
        tried = takewhile(lambda each: go_on(len(each)), group)
        found = [each for each in tried if reproduces(failure, rehearse(each))]
        if found:
            break
    if len(_sentences(found)) > 1:
        found = [each for each in found if agrees(each)]
    return found[0] if len(_sentences(found)) == 1 else ()


def _sentences(found: Iterable[Bugs]) -> set[tuple[str, ...]]:
    return {tuple(bug.sentence for bug in each) for each in found}


def reproduces(failure: Ending, variant: Ending | None) -> bool:
    """Whether the variant ended the check by what the submission gave, not by something near it.

    The arrays that differ decide where there are any. Else the check must say the same of both, and
    all that they gave must be the same numbers.
    """
    if variant is None:
        return False
    if failure.compared is not None and variant.compared is not None:
        return _compared_alike(failure.compared, variant.compared)
    return failure.text == variant.text and failure.results.same(variant.results)


def _compared_alike(failure: Compared, variant: Compared) -> bool:
    got, theirs = np.asarray(failure.got), np.asarray(variant.got)
    if variant.what != failure.what or not alike(got, theirs) or not np.isfinite(got).any():
        return False
    right = np.asarray(failure.expected)
    if right.shape != got.shape or not np.isfinite(got).all():
        return True
    apart = np.abs(np.subtract(got, theirs, dtype=float)).max()
    return bool(apart <= PART * np.abs(np.subtract(got, right, dtype=float)).max())

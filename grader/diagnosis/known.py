"""Known bugs: the variants of the reference that fail in the same way, with the same numbers."""

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from grader.errors import Compared
from grader.model import KnownBug

Bugs = tuple[KnownBug, ...]
Rehearse = Callable[[Bugs], Compared | None]

SAME = 1e-9
"""Relative to the largest number: a variant reproduces what the student's code gave."""
SAME_SINGLE = 1e-5
"""The same for numbers in single precision."""
PART = 1e-3
"""Both must lie much nearer to one another than to the right numbers: a part of the difference."""


def candidates(bugs: Iterable[KnownBug], check: str, problem: str) -> list[KnownBug]:
    """The bugs that may explain the failure of a check, those meant for it first."""
    mine = [bug for bug in bugs if bug.check == check or problem in (bug.problem, *bug.also)]
    return sorted(mine, key=lambda bug: (bug.check != check, bug.problem != problem))


def explaining(
    failure: Compared, bugs: Sequence[KnownBug], rehearse: Rehearse, seconds: float
) -> Bugs:
    """The one bug, or pair of bugs, with which the reference fails as the submission did.

    rehearse: gives what the check compares last on the reference with some bugs, None if it passes
        or fails otherwise. seconds: wall time for trying; pairs are tried as far as it reaches.
    Gives nothing where none fits, or where two do: then neither is the cause for sure.
    """
    end = time.monotonic() + seconds
    single = [bug for bug in bugs if _until(end) and reproduces(failure, rehearse((bug,)))]
    if single:
        return tuple(single) if len({bug.sentence for bug in single}) == 1 else ()
    pairs = [
        pair for pair in combinations(bugs, 2)
        if _until(end) and reproduces(failure, rehearse(pair))
    ]  # fmt: skip
    return pairs[0] if len(pairs) == 1 else ()


def reproduces(failure: Compared, variant: Compared | None) -> bool:
    """Whether the variant gave what the submission gave, and not only something near to it."""
    if variant is None or variant.what != failure.what:
        return False
    got, theirs = np.asarray(failure.got), np.asarray(variant.got)
    if got.shape != theirs.shape or not got.size:
        return False
    single = got.dtype in (np.float32, np.complex64)
    with np.errstate(all="ignore"):
        finite = np.isfinite(got) & np.isfinite(theirs)
        if not np.array_equal(got[~finite], theirs[~finite], equal_nan=True) or not finite.any():
            return False
        apart = np.abs(got[finite] - theirs[finite]).max()
        largest = np.abs(theirs[finite]).max()
    return bool(
        apart <= (SAME_SINGLE if single else SAME) * largest
        and apart <= PART * _distance(failure, finite)
    )


def _distance(failure: Compared, finite: NDArray[np.bool_]) -> float:
    """How far the submission's numbers lie from the right ones; infinite for another shape."""
    got, right = np.asarray(failure.got), np.asarray(failure.expected)
    if got.shape != right.shape or not finite.all():
        return float("inf")
    return float(np.abs(got - right).max())


def _until(end: float) -> bool:
    return time.monotonic() < end

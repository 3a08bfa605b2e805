"""A step from an input, as an update of a parameter: of the wrong sign or length."""

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

LEAST = 1e-3
"""Steps that differ by less of their length are the same step."""


def _steps(case: Case) -> list[tuple[str, float]]:
    """For an input: how many times the right step the step from there was.

    Where several may be the start, the result lies between two inputs: none is.
    """
    found = []
    for name, array in case.beside.items() if case.ratio is None else ():
        if case.got.size < 2 or not _may_be(case, array):
            continue
        right = case.expected - array
        if np.count_nonzero(right) < 0.9 * right.size or not case.visible(right, case.scale):
            continue
        factor = case.multiple(case.got - array, right, case.scale)
        if factor is not None and abs(factor - 1) > LEAST and case.informs(right, 3):
            found.append((name, factor))
    return found if len(found) == 1 else []


def _may_be(case: Case, array: Floats) -> bool:
    """A cheap first look at a few entries."""
    got, right, start = case.thin(case.got), case.thin(case.expected), case.thin(array)
    factor = case.multiple(got - start, right - start, case.scale)
    return factor is not None and abs(factor - 1) > LEAST


def step_reversed(case: Case) -> Finding | None:
    """Up instead of down."""
    for name, factor in _steps(case):
        if _is(factor, -1):
            return Finding(
                "step_reversed",
                f"{case.what} moves away from {case.input(name)} by the right amount in "
                "the wrong direction: is a gradient added where it should be subtracted?",
            )
    return None


def step_by_length(case: Case) -> Finding | None:
    """A step that is divided by, or multiplied with, the length of an axis."""
    lengths = [n for array in case.inputs.values() for n in array.shape if n > 1]
    for name, factor in _steps(case):
        if any(_is(factor, n) or _is(factor * n, 1) for n in lengths):
            return Finding(
                "step_by_length",
                f"{case.what} moves away from {case.input(name)} in the right direction, by a "
                "step that is off by the number of samples or another length: what is averaged, "
                "and how often?",
            )
    return None


def step_scaled(case: Case) -> Finding | None:
    """A step in the right direction, of another length."""
    for name, factor in _steps(case):
        if factor > 0:
            return Finding(
                "step_scaled",
                f"{case.what} moves away from {case.input(name)} in the right direction, by a "
                "step of the wrong length: look at its factors, such as the learning rate",
            )
    return None


def _is(factor: float, value: float) -> bool:
    """Steps are small beside what they start from, and known to fewer digits."""
    return abs(factor - value) <= 1e-6 * abs(value)


EXACT: tuple[Relation, ...] = (step_reversed, step_by_length)
FREE: tuple[Relation, ...] = (step_scaled,)

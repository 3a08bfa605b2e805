"""Softmax: missing, too many, over the wrong axis, or something else in its place."""

from functools import partial

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.entrywise import sigmoid
from grader.diagnosis.evidence import Finding

MOST = 200_000
"""Entries of an array of which a softmax is taken."""


def softmax(z: Floats, axis: int) -> Floats:
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    result: Floats = e / e.sum(axis=axis, keepdims=True)
    return result


def _axes(case: Case) -> range:
    """The axes along which a softmax may have been taken."""
    small = case.alike and 2 < case.got.size <= MOST and case.tells()
    return range(case.got.ndim) if small else range(0)


def _sums_to_one(array: Floats, axis: int) -> bool:
    """A cheap first look: whether these may be probabilities."""
    total = array.sum(axis=axis)
    return array.shape[axis] > 1 and bool((np.abs(total - 1) < 1e-3).all() and (array >= 0).all())


def probabilities_for_scores(case: Case) -> Finding | None:
    """The softmax of what was expected."""
    for axis in _axes(case):
        if not _sums_to_one(case.got, axis) or _sums_to_one(case.expected, axis):
            continue
        if case.equal(softmax(case.expected, axis), case.got):
            return Finding(
                "probabilities_for_scores",
                f"{case.what} is the softmax of what is asked for: scores are expected, not "
                "probabilities",
            )
    return None


def softmax_missing(case: Case) -> Finding | None:
    """What was expected is the softmax of the result."""
    for axis in _axes(case):
        right = case.expected
        if not _sums_to_one(right, axis) or _sums_to_one(case.got, axis):
            continue
        if case.equal(softmax(case.got, axis), right) and case.informs(right):
            return Finding(
                "softmax_missing",
                f"{case.what} lacks a softmax: scores came where probabilities are expected",
            )
    return None


def softmax_twice(case: Case) -> Finding | None:
    """The softmax of probabilities."""
    for axis in _axes(case):
        right = case.expected
        both = _sums_to_one(right, axis) and _sums_to_one(case.got, axis)
        if both and case.equal(softmax(right, axis), case.got):
            return Finding("softmax_twice", f"{case.what} has the softmax taken twice")
    return None


def not_normalised(case: Case) -> Finding | None:
    """Exponentials that are not divided by their sum."""
    for axis in _axes(case):
        right = case.expected
        if not _sums_to_one(right, axis) or (case.got <= 0).any():
            continue
        total = case.got.sum(axis=axis, keepdims=True)
        if case.equal(case.got / total, right):
            return Finding(
                "not_normalised",
                f"{case.what} is right but for its sum along axis {axis}: is it divided by the "
                "sum over the classes?",
            )
    return None


def other_axis(case: Case) -> Finding | None:
    """Normalised along another axis than expected."""
    for axis in _axes(case):
        right = case.expected
        if not _sums_to_one(right, axis) or (case.got <= 0).any() or (right <= 0).any():
            continue
        for other in range(case.got.ndim):
            if other != axis and _sums_to_one(case.got, other) and _same_scores(case, axis, other):
                return Finding(
                    "softmax_axis",
                    f"{case.what} adds up to one along axis {other} instead of axis {axis}: the "
                    "softmax is taken over the wrong axis",
                )
    return None


def _same_scores(case: Case, axis: int, other: int) -> bool:
    """Whether normalising the result anew along the right axis, or from an input, explains it."""
    return any(
        z.shape == case.got.shape
        and case.equal(softmax(z, other), case.got)
        and case.equal(softmax(z, axis), case.expected)
        for z in case.inputs.values()
    ) or _apart_by_rows_and_columns(case)


def _apart_by_rows_and_columns(case: Case) -> bool:
    """log got - log expected is a number for each row plus one for each column."""
    if case.got.ndim != 2 or min(case.got.shape) < 3:
        return False
    apart = np.log(case.got) - np.log(case.expected)
    rows_and_columns = apart[:1] + apart[:, :1] - apart[:1, :1]
    largest = float(max(np.abs(np.log(case.got)).max(), np.abs(np.log(case.expected)).max()))
    return case.equal(rows_and_columns, apart, 1e3 * largest)


def _of_input(came: str, right: str, case: Case) -> Finding | None:
    """An input went through one function where another was expected."""
    for axis in _axes(case):
        for z in case.inputs.values():
            if z.shape != case.got.shape:
                continue
            line = tuple(slice(None) if i == axis else 0 for i in range(z.ndim))
            if not case.equal(_take(came, z[line], 0), case.got[line]):
                continue
            if not _may_be(case.got, came, axis) or not _may_be(case.expected, right, axis):
                continue
            if case.equal(_take(came, z, axis), case.got) and case.equal(
                _take(right, z, axis), case.expected
            ):
                return Finding(
                    f"{came}_for_{right}",
                    f"{case.what} is the {came} of its scores: another "
                    "function of them is asked for",
                )
    return None


def _may_be(values: Floats, name: str, axis: int) -> bool:
    """A cheap first look."""
    if name == "softmax":
        return _sums_to_one(values, axis)
    return bool((values > 0).all() and (values < 1).all())


def _take(name: str, z: Floats, axis: int) -> Floats:
    return softmax(z, axis) if name == "softmax" else sigmoid(z)


EXACT: tuple[Relation, ...] = (
    probabilities_for_scores,
    softmax_missing,
    softmax_twice,
    other_axis,
    partial(_of_input, "sigmoid", "softmax"),
    partial(_of_input, "softmax", "sigmoid"),
)
FREE: tuple[Relation, ...] = (not_normalised,)

"""Summed over too little, too much, or the wrong axis."""

from collections.abc import Callable

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding


def not_summed(case: Case) -> Finding | None:
    """One axis more than expected, and the sum over it is right."""
    axis = _reduced(case, np.sum)
    if axis is None:
        return None
    return Finding(
        "not_summed",
        f"{case.what} is not summed over axis {axis}: its sum over that axis would be right",
    )


def not_averaged(case: Case) -> Finding | None:
    """One axis more than expected, and the mean over it is right."""
    axis = _reduced(case, np.mean)
    if axis is None:
        return None
    return Finding(
        "not_averaged",
        f"{case.what} is not averaged over axis {axis}: its mean over that axis would be right",
    )


def _reduced(case: Case, reduce: Callable[..., Floats]) -> int | None:
    """The axis over which this function of `got` gives what was expected."""
    got, right = case.got, case.expected
    if got.size <= right.size or not case.informs(right):
        return None
    for axis, length in enumerate(got.shape):
        kept = (*got.shape[:axis], 1, *got.shape[axis + 1 :])
        dropped = got.shape[:axis] + got.shape[axis + 1 :]
        if length > 1 and right.shape in (kept, dropped):
            found = np.asarray(reduce(got, axis=axis)).reshape(right.shape)
            if case.equal(found, right, case.scale):
                return axis
    return None


def wrong_axis(case: Case) -> Finding | None:
    """Two sums of one array over different axes have the same total."""
    got, right = case.got.squeeze(), case.expected.squeeze()
    if got.shape == right.shape:
        return _wrong_axis_of_input(case)
    if got.ndim != 1 or right.ndim != 1 or not case.informs(right, 2):
        return None
    total = right.sum(keepdims=True)
    if not case.equal(got.sum(keepdims=True), total, case.scale) or not case.informs(total):
        return None
    return _over_wrong_axis(case)


def _wrong_axis_of_input(case: Case) -> Finding | None:
    """The sum or mean of an input over one axis was expected, that over another came."""
    if not case.tells():
        return None
    for array in case.inputs.values():
        if array.ndim != 2 or array.shape[0] != array.shape[1] or array.shape[0] != case.got.size:
            continue
        for reduce in (np.sum, np.mean):
            by_axis = [np.asarray(reduce(array, axis=axis)) for axis in (0, 1)]
            for found, right in (by_axis, by_axis[::-1]):
                if case.equal(found, case.got.ravel()) and case.equal(right, case.expected.ravel()):
                    return _over_wrong_axis(case)
    return None


def _over_wrong_axis(case: Case) -> Finding:
    return Finding(
        "wrong_axis",
        f"{case.what} is summed over the wrong axis: over which one does the result keep one "
        "entry for each of what it belongs to?",
    )


def reduced_twice(case: Case) -> Finding | None:
    """One number, the sum or mean of what was expected."""
    right = case.expected
    value = float(case.got.flat[0])
    if right.size < 2 or case.got.size > right.size or (case.got != value).any():
        return None
    totals = np.array([right.sum(), right.mean()])
    if not any(_is(case, value, float(total)) for total in totals):
        return None
    if case.bits < 0.63 * case.precision.bits:  # one number is all that such a result can tell
        return None
    return Finding(
        "reduced_twice",
        f"{case.what} is reduced over every axis, to one number: it should keep the axis over "
        "which no sum or mean is asked for",
    )


def _is(case: Case, value: float, total: float) -> bool:
    return case.equal(np.array([value]), np.array([total]), case.scale)


def broadcast_square(case: Case) -> Finding | None:
    """A column met a row: every entry with every other one."""
    got, right = case.got, case.expected
    length = right.size
    if got.shape != (length, length) or length < 2 or right.ndim == 0:
        return None
    if not case.equal(np.diagonal(got).copy(), right.ravel()) or not case.informs(right):
        return None
    if _is_diagonal(got):
        return None
    return Finding(
        "broadcast_square",
        f"{case.what} combines every entry with every other one: a column of shape (n, 1) met a "
        "row of shape (n,), and both were spread to (n, n); give both the same shape",
    )


def _is_diagonal(array: Floats) -> bool:
    return bool(np.count_nonzero(array) <= array.shape[0])


EXACT: tuple[Relation, ...] = (
    not_summed,
    not_averaged,
    wrong_axis,
    reduced_twice,
    broadcast_square,
)

"""The result doesn't depend on anything."""

import numpy as np

from grader.diagnosis.case import Case, Relation
from grader.diagnosis.evidence import Finding


def zeros(case: Case) -> Finding | None:
    """Every entry is zero."""
    if case.got.any() or not case.expected.any():
        return None
    if case.got.size == 1:
        if not case.informs(case.expected):  # a count or an accuracy may well be zero
            return None
        return Finding("zero", f"{case.what} is zero: follow where its value should come from")
    if case.whole and (np.abs(case.expected) < 1).all():
        return Finding(
            "integer_zeros",
            f"every entry of {case.what} is zero, and it is an array of integers, which keeps no "
            "decimals",
        )
    return Finding(
        "zeros", f"every entry of {case.what} is zero: follow where its values should come from"
    )


def constant(case: Case) -> Finding | None:
    """Every entry is one number other than zero."""
    first = case.got.flat[0]
    if case.got.size < 3 or not first or (case.got != first).any():
        return None
    if np.ptp(case.expected) <= 1e-6 * np.abs(case.expected).max():
        return None
    if first == 1:
        return Finding(
            "ones", f"every entry of {case.what} is one: follow where its values should come from"
        )
    return Finding(
        "constant", f"every entry of {case.what} is the same number: follow where it comes from"
    )


def same_rows(case: Case) -> Finding | None:
    """Each row, or each column, is the same as the others."""
    got, right = case.got, case.expected
    if not case.alike or got.ndim != 2 or min(got.shape) < 2 or not case.informs(got):
        return None
    for axis, name in ((0, "row"), (1, "column")):
        if got.shape[axis] < 3 or np.ptp(got) <= 1e-9 * case.scale:
            continue
        alike = np.ptp(got, axis=axis).max() <= 1e-12 * case.scale
        if alike and np.ptp(right, axis=axis).min() > 1e-6 * case.scale:
            return Finding(
                "same_rows",
                f"every {name} of {case.what} is the same: look at what should differ between them",
            )
    return None


VAGUE: tuple[Relation, ...] = (zeros, constant, same_rows)

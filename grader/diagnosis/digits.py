"""The right numbers with digits cut off."""

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

CUTS = (np.trunc, np.floor, np.rint, np.ceil)
DECIMALS = range(1, 8)


def whole_numbers(case: Case) -> Finding | None:
    """Cut or rounded to integers."""
    got = case.got
    if not case.alike or (got != np.rint(got)).any():
        return None
    cut = got[case.wrong]
    enough = cut.size > 3 and len(np.unique(cut)) > 2
    if case.whole:  # an array of integers says more than whole numbers in floats
        enough = cut.size > 2 and bool(np.count_nonzero(cut) > 1)
    if not enough or not any((got == cut(case.expected)).all() for cut in CUTS):
        return None
    return Finding(
        "whole_numbers",
        f"{case.what} holds the right numbers without their decimals: is it kept in an integer "
        "array, divided by //, rounded, or cut by int()?",
    )


def rounded(case: Case) -> Finding | None:
    """Rounded to a few decimals."""
    if not case.alike or not case.wrong.any():
        return None
    got, right = case.thin(case.got), case.thin(case.expected)
    for decimals in DECIMALS:
        if not _is_rounded(got, right, decimals):
            continue
        if not _is_rounded(case.got, case.expected, decimals) or not _digits(case, decimals):
            return None
        return Finding(
            "rounded",
            f"{case.what} is rounded to a few decimals, otherwise it is right: leave out the "
            "rounding",
        )
    return None


def _is_rounded(got: Floats, right: Floats, decimals: int) -> bool:
    cut = np.round(right, decimals)
    return bool((np.abs(got - cut) <= 1e-12 * np.abs(cut)).all())


def _digits(case: Case, decimals: int) -> bool:
    """Whether the digits that are left tell enough."""
    left = np.abs(case.got[case.wrong]) * 10.0**decimals
    return bool(np.log2(1 + left).sum() > 24)


def half_precision(case: Case) -> Finding | None:
    """Kept in float16."""
    if not case.alike or np.count_nonzero(case.wrong) < 3 or not case.tells(2):
        return None
    for got, right in (
        (case.thin(case.got), case.thin(case.expected)),
        (case.got, case.expected),
    ):
        near = np.abs(got - right) <= 2e-3 * np.abs(right) + 1e-3 * np.abs(right).max()
        if not near.all() or not np.array_equal(got.astype(np.float16), got):
            return None
    return Finding(
        "half_precision",
        f"{case.what} is right to three digits only, as in half precision (float16): compute in "
        "float64 or float32",
    )


EXACT: tuple[Relation, ...] = (whole_numbers, rounded)
VAGUE: tuple[Relation, ...] = (half_precision,)

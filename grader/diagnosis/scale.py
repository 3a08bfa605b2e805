"""The right numbers up to one factor."""

import math
from functools import partial

import numpy as np

from grader.diagnosis.case import Case, Relation
from grader.diagnosis.evidence import Finding

MOST_CALLS = 6.5
"""Beyond it a whole factor, as 10, has rather another cause than calls that add up."""

FIXED: tuple[tuple[str, tuple[float, ...], str], ...] = (
    (
        "sign",
        (-1.0,),
        "{what} has the wrong sign, otherwise it is right: look for a minus that is "
        "missing or counted twice",
    ),
    (
        "doubled",
        (2.0,),
        "{what} is twice what it should be: look for a factor 1/2 that is missing, a factor 2 "
        "too many, or something that is added twice",
    ),
    (
        "halved",
        (0.5,),
        "{what} is half of what it should be: look for a factor 2 that is missing or a factor "
        "1/2 too many",
    ),
    (
        "percent",
        (100.0, 0.01),
        "{what} differs by a factor of 100: are percentages mixed up with fractions?",
    ),
    (
        "log_base",
        (1 / math.log(2), 1 / math.log(10)),
        "{what} is what the logarithm to another base gives: the natural logarithm is asked for",
    ),
)


def _fixed(row: tuple[str, tuple[float, ...], str], case: Case) -> Finding | None:
    relation, factors, sentence = row
    ratio = case.ratio
    if ratio is None or not any(case.is_number(ratio, factor) for factor in factors):
        return None
    if not case.tells() and not _is_percentage(case, relation):
        return None
    return Finding(relation, sentence.format(what=case.what))


def _is_percentage(case: Case, relation: str) -> bool:
    """A fraction and its percentage: a factor of 100 needs less proof than one of 2."""
    fraction, percentage = sorted((case.got, case.expected), key=lambda array: np.abs(array).max())
    inside = (fraction >= 0).all() and (fraction <= 1).all() and percentage.max() > 2
    return relation == "percent" and bool(inside) and case.information(fraction) >= 7


def _length(case: Case, power: float) -> str:
    """Where the factor comes from: an axis whose length to this power it is, or ""."""
    ratio = case.ratio
    if ratio is None or not case.tells() or (case.coarse and abs(power) != 1):
        return ""
    for name, array in case.inputs.items():
        for axis, length in enumerate(array.shape):
            if length > 1 and case.is_number(ratio, float(length) ** power):
                return f"the length of axis {axis} of {name}"
    for axis, length in enumerate(case.expected.shape):
        if length > 1 and case.is_number(ratio, float(length) ** power):
            return f"the length of its own axis {axis}"
    return ""


def times_length(case: Case) -> Finding | None:
    """A sum for a mean."""
    length = _length(case, 1)
    if not length:
        return None
    return Finding(
        "times_length",
        f"{case.what} is too large by a factor that is {length}: it is multiplied with this "
        "length, or not divided by it (as a sum is where a mean is asked for)",
    )


def by_length(case: Case) -> Finding | None:
    """A mean for a sum, or divided twice."""
    length = _length(case, -1)
    if not length:
        return None
    return Finding(
        "by_length",
        f"{case.what} is too small by a factor that is {length}: it is divided by this length once "
        "too often, or not multiplied with it (as a mean is where a sum is asked for)",
    )


def root_of_length(case: Case) -> Finding | None:
    """A factor sqrt(N) or 1/sqrt(N)."""
    length = _length(case, 0.5) or _length(case, -0.5)
    if not length:
        return None
    return Finding(
        "root_of_length",
        f"{case.what} is off by a factor that is the square root of {length}: look at how it is "
        "scaled, and where a root is taken",
    )


def _size(case: Case) -> str:
    """The input whose number of entries, or one divided by it, is the factor, or "" ."""
    ratio = case.ratio
    if ratio is None or not case.tells() or case.coarse:
        return ""
    for name, array in case.inputs.items():
        size = float(array.size)
        if array.ndim > 1 and (case.is_number(ratio, size) or case.is_number(ratio, 1 / size)):
            return name
    return ""


def size_of_input(case: Case) -> Finding | None:
    """Averaged over every entry instead of over the samples."""
    name = _size(case)
    if not name:
        return None
    return Finding(
        "size_of_input",
        f"{case.what} is off by a factor that is the number of entries of {name}: look at what is "
        "multiplied with this number, or divided by it",
    )


def accumulated(case: Case) -> Finding | None:
    """A whole number of times the right one, as after several calls that add up."""
    ratio = case.ratio if case.got.size > 1 else None
    if ratio is None or not 2.5 < ratio < MOST_CALLS or not case.is_number(ratio, round(ratio)):
        return None
    if not case.tells() or _length(case, 1) or _size(case):
        return None
    return Finding(
        "accumulated",
        f"{case.what} is a whole number of times what it should be: look at what is added up, or "
        "multiplied, that often",
    )


def same_factor(case: Case) -> Finding | None:
    """Any one factor."""
    if case.ratio is None or not case.tells(3):
        return None
    return Finding(
        "same_factor",
        f"every entry of {case.what} is off by the same factor, otherwise it is right: look for "
        "a factor common to all entries that is missing, too many, or has another value",
    )


def _offset(case: Case) -> float:
    return float(case.got.flat[0] - case.expected.flat[0])


def off_by_one(case: Case) -> Finding | None:
    """Counted from 1 instead of 0: of whole numbers alone, since a step may be 1 by chance."""
    whole = bool((case.expected == np.rint(case.expected)).all())
    offset = _offset(case) if case.alike and whole and not case.coarse else 0.0
    if not case.is_number(abs(offset), 1.0) or not case.tells():
        return None
    if not case.fits(lambda right: right + offset, case.expected):
        return None
    return Finding(
        "off_by_one",
        f"every entry of {case.what} is off by exactly one: is it counted from 1 instead of 0, or "
        "is a 1 added, subtracted or left out?",
    )


CLOSED: tuple[Relation, ...] = (
    *(partial(_fixed, row) for row in FIXED),
    times_length,
    by_length,
)
"""The factors that mistakes are made with most often."""
EXACT: tuple[Relation, ...] = (*CLOSED, off_by_one)
RARE: tuple[Relation, ...] = (root_of_length, size_of_input, accumulated)
FREE: tuple[Relation, ...] = (same_factor,)

"""A loss that is off by a penalty: forgotten, of another factor, form, or other parameters."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

Arrays = tuple[Floats, ...]
Statistic = Callable[[Arrays], float]

FACTORS = (-2.0, -1.0, -0.5, -0.25, 0.25, 0.5, 1.0, 2.0)
USUAL = (0.5, 1.0)
"""What a penalty is usually times its strength times the squares."""
MOST = 6
"""Arrays that may be in a penalty."""
MOST_ENTRIES = 20_000
"""Entries of such an array."""


def penalty(case: Case) -> Finding | None:
    """The difference is a number among the inputs times the squares of some of them."""
    difference = _difference(case)
    if difference is None:
        return None
    found = {
        names
        for names, arrays in groups(case, 1)
        for number in numbers(case)
        for factor in FACTORS
        if _is(case, difference, factor * number * squares(arrays))
    }
    if len(found) != 1:
        return None
    share = "little" if difference < 0 else "much"
    return Finding(
        "penalty",
        f"{case.what} holds too {share} of a penalty on {' and '.join(found.pop())} (a multiple of "
        "the squares): look at which parameters are penalised, and with which factor and sign",
    )


def penalty_averaged(case: Case) -> Finding | None:
    """The penalty is divided by the number of samples."""
    lengths = {n for array in case.inputs.values() for n in array.shape if n > 1}
    if not _explained(case, lambda total, strength: [strength * total / n for n in lengths]):
        return None
    return Finding(
        "penalty_averaged",
        f"{case.what} has its penalty divided by the number of samples: only the other part of "
        "the loss is a mean",
    )


def strength_left_out(case: Case) -> Finding | None:
    """The penalty isn't multiplied by its strength."""
    if not _explained(case, lambda total, strength: [total]):
        return None
    return Finding(
        "strength_left_out",
        f"{case.what} has a penalty that is not multiplied by its strength",
    )


def _explained(case: Case, came: Callable[[float, float], list[float]]) -> bool:
    """Whether penalties that these numbers give came instead of strength times the squares."""
    difference = _difference(case)
    return difference is not None and any(
        _is(case, difference, factor * (value - strength * total))
        for total in [squares(arrays) for _, arrays in groups(case, 2)]
        for strength in numbers(case)
        for value in came(total, strength)
        for factor in USUAL
    )


def _form(relation: str, statistic: Statistic, words: str, case: Case) -> Finding | None:
    """The penalty has another form than a sum of squares."""
    difference = _difference(case)
    if difference is None or not any(
        _is(case, difference, factor * number * (statistic(arrays) - squares(arrays)))
        for _, arrays in groups(case, 2)
        for number in numbers(case)
        for factor in USUAL
    ):
        return None
    return Finding(relation, f"{case.what} has a penalty of {words}")


def squares(arrays: Arrays) -> float:
    return sum(float(np.square(array).sum()) for array in arrays)


def _norms(arrays: Arrays) -> float:
    return sum(float(np.linalg.norm(array)) for array in arrays)


def _magnitudes(arrays: Arrays) -> float:
    return sum(float(np.abs(array).sum()) for array in arrays)


def _means(arrays: Arrays) -> float:
    return sum(float(np.square(array).mean()) for array in arrays)


def _squared_sums(arrays: Arrays) -> float:
    return sum(float(array.sum()) ** 2 for array in arrays)


FORMS: tuple[tuple[str, Statistic, str], ...] = (
    ("penalty_of_norms", _norms, "norms that are not squared"),
    ("penalty_of_magnitudes", _magnitudes, "absolute values (L1) instead of squares (L2)"),
    ("penalty_of_means", _means, "the mean of the squares instead of their sum"),
    ("penalty_of_sums", _squared_sums, "the square of a sum instead of the sum of squares"),
)


def _difference(case: Case) -> float | None:
    if case.got.size != 1 or case.expected.size != 1 or case.coarse or not case.tells():
        return None
    difference = case.got.ravel() - case.expected.ravel()
    return float(difference[0]) if case.visible(difference, case.scale) else None


def numbers(case: Case) -> list[float]:
    """Numbers among the inputs that may be the strength of a penalty."""
    return [float(a.flat[0]) for a in case.inputs.values() if a.size == 1 and a.flat[0] > 0]


def groups(case: Case, dimensions: int) -> Iterator[tuple[tuple[str, ...], Arrays]]:
    """Groups of inputs of at least so many dimensions that a penalty may be on, by name."""
    floats = {n: a for n, a in case.inputs.items() if a.ndim >= dimensions and _real(a)}
    names = list(floats)[:MOST]
    for count in range(1, len(names) + 1):
        for some in combinations(names, count):
            yield some, tuple(floats[name] for name in some)


def _real(array: Floats) -> bool:
    """Parameters, not labels or counts; not so many that time runs out."""
    return 1 < array.size <= MOST_ENTRIES and bool((array != np.rint(array)).any())


def _is(case: Case, difference: float, value: float) -> bool:
    allowed = case.precision.rtol * abs(value) + case.precision.cancel * case.scale
    return abs(difference - value) <= allowed


EXACT: tuple[Relation, ...] = (
    penalty,
    penalty_averaged,
    strength_left_out,
    *(partial(_form, *row) for row in FORMS),
)

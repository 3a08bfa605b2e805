"""Why a result holds nan or infinities."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

Test = Callable[[Floats], NDArray[np.bool_]]

LARGE = 88.0
"""exp() overflows beyond this in float32, beyond 709 in float64."""


def _bad(case: Case) -> NDArray[np.bool_]:
    return ~np.isfinite(case.got)


def negative_argument(case: Case) -> Finding | None:
    """Not finite exactly where an input is negative, or not positive."""
    return _where(
        case,
        (lambda x: x < 0, lambda x: x <= 0),
        "nan_where_negative",
        "{what} is not finite where {name} is negative, as a logarithm or a root of it, or a 0/0, "
        "would be",
    )


def zero_argument(case: Case) -> Finding | None:
    """Not finite exactly where an input is zero."""
    return _where(
        case,
        (lambda x: x == 0,),
        "nan_where_zero",
        "{what} is not finite exactly where {name} is zero, as a division by it or its logarithm "
        "would be",
    )


def some_negative(case: Case) -> Finding | None:
    """Not finite at some entries where an input is negative: it is used at one place only."""
    bad = _bad(case)
    names = [
        name
        for name, array in case.inputs.items()
        if array.shape == bad.shape and (array < 0).any() and not (bad & (array >= 0)).any()
    ]
    if len(names) != 1 or not bad.any():
        return None
    return Finding(
        "nan_where_negative",
        f"{case.what} is not finite where {names[0]} is negative, as a logarithm or a root "
        "of it would be",
    )


def _where(case: Case, tests: tuple[Test, ...], relation: str, sentence: str) -> Finding | None:
    """The finding where `got` is not finite in those entries that pass a test, and only there."""
    bad = _bad(case)
    if not bad.any() or bad.all():
        return None
    for name, array in case.inputs.items():
        if array.shape == bad.shape and any((test(array) == bad).all() for test in tests):
            return Finding(relation, sentence.format(what=case.what, name=name))
    return None


def overflow(case: Case) -> Finding | None:
    """exp() of a large input."""
    bad = _bad(case)
    if not bad.any():
        return None
    for name, array in case.inputs.items():
        labels = not (array != np.rint(array)).any() and not (array < 0).any()
        if not labels and np.abs(array).max() > LARGE and _meets(array, bad):
            return Finding(
                "overflow",
                f"{case.what} is not finite, and {name} holds large numbers: their "
                "exponentials overflow, or vanish so that no logarithm can be taken of them",
            )
    return None


def _meets(array: Floats, bad: NDArray[np.bool_]) -> bool:
    """Whether every line of a result that has a large input may be spoilt by it, no other one."""
    large = np.abs(array) > LARGE
    if array.shape == bad.shape:
        if not (bad & ~large).any():
            return True
        return any(
            not (bad & ~large.any(axis=axis, keepdims=True)).any() for axis in range(bad.ndim)
        )
    return bool(bad.all()) or bad.ndim == 0


def zero_probability(case: Case) -> Finding | None:
    """Infinite as a whole, and nothing large is at hand: the logarithm of zero."""
    if case.got.size > 1 or not np.isinf(case.got).all():
        return None
    if not any((array == 0).any() for array in case.inputs.values() if array.ndim):
        return None
    return Finding(
        "log_of_zero",
        f"{case.what} is infinite: a logarithm of zero, or a division by zero",
    )


EXACT: tuple[Relation, ...] = (
    negative_argument,
    zero_argument,
    overflow,
)
VAGUE: tuple[Relation, ...] = (zero_probability, some_negative)

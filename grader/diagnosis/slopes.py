"""A gradient times a slope: the slope of another function, at another place, or none."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.entrywise import Named, relu, sigmoid, slope
from grader.diagnosis.evidence import Finding

SLOPES = (
    Named("mask", lambda x: x > 0, "let through where {x} is positive"),
    Named("mask_inverted", lambda x: x <= 0, "let through where {x} is not positive"),
    Named("times_positive_part", relu, "multiplied by the positive part of {x}, not by a slope"),
    Named("times_input", lambda x: x, "multiplied entry by entry by {x}"),
    Named("sigmoid_slope_of_input", lambda x: slope(sigmoid(x)), "multiplied by the slope of the "
          "sigmoid at {x}"),
    Named("sigmoid_slope_of_output", lambda x: slope(sigmoid(sigmoid(x))), "multiplied by the "
          "slope of the sigmoid taken at its output instead of at its input"),
    Named("slope_without_sigmoid", slope, "multiplied by a (1 - a) for a = {x}"),
    Named("one_minus_missing", sigmoid, "multiplied by the sigmoid of {x}"),
    Named("tanh_slope_of_input", lambda x: 1 - x * x, "multiplied by 1 - a a for a = {x}"),
    Named("divided_by_input", np.reciprocal, "divided entry by entry by {x}"),
)  # fmt: skip


def _slope(row: Named, case: Case) -> Finding | None:
    if case.got.size < 2 or not case.tells():
        return None
    for upstream, g in case.beside.items():
        for name, x in case.beside.items():
            if x is g or not case.fits(lambda g, x: g * row.function(x), g, x):
                continue
            if not case.equal(g, case.got):
                return Finding(
                    row.name,
                    f"{case.what} is {upstream} {row.of.format(x=name)}",
                )
    return None


def mask_from_upstream(case: Case) -> Finding | None:
    """The mask looks at the gradient that comes in, which it then lets through."""
    for name in masked_by_own_sign(case):
        return Finding(
            "mask_from_upstream",
            f"{case.what} is {name} where {name} itself has one sign: the mask must come from the "
            "input of the forward pass",
        )
    return None


def masked_by_own_sign(case: Case) -> list[str]:
    """Inputs of which one sign is let through, where a mask by another input was expected."""
    if case.got.size < 2 or not case.tells():
        return []
    found = []
    for name, g in case.beside.items():
        for mask in (relu, lambda g: np.minimum(g, 0)):
            if case.fits(mask, g) and not case.equal(g, case.got) and _masked(case, g):
                found.append(name)
    return found


def _masked(case: Case, g: Floats) -> bool:
    """Whether the right value is this input where another one is positive."""
    others = (x for x in case.beside.values() if x is not g)
    return any(case.maps(case.expected, lambda g, x: g * (x > 0), g, x) for x in others)


def mask_at_zero(case: Case) -> Finding | None:
    """A gradient is let through where an input is exactly zero, or should be and is not."""
    for name, x in case.beside.items():
        if (case.thin(case.wrong) & (case.thin(x) != 0)).any():
            continue
        zero = x == 0
        if (case.wrong & ~zero).any() or zero.all():
            continue
        for g in case.beside.values():
            if g is not x and _let_through(case, g[zero], zero):
                return Finding(
                    "mask_at_zero",
                    f"{case.what} differs only where {name} is exactly zero: look at > and >=",
                )
    return None


def _let_through(case: Case, g: Floats, zero: NDArray[np.bool_]) -> bool:
    """Whether at these entries one of both results is the gradient and the other one nothing."""
    got, right = case.got[zero], case.expected[zero]
    through, stopped = (got, right) if got.any() else (right, got)
    return not stopped.any() and case.equal(through, g) and case.informs(g)


EXACT: tuple[Relation, ...] = (
    *(partial(_slope, row) for row in SLOPES),
    mask_from_upstream,
    mask_at_zero,
)

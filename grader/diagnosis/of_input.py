"""The result is a function of one input, and another one was expected."""

from functools import partial

import numpy as np

from grader.diagnosis.case import Case, Relation
from grader.diagnosis.entrywise import Named, relu, sigmoid, slope, varied
from grader.diagnosis.evidence import Finding
from grader.diagnosis.slopes import masked_by_own_sign

ON_INPUT = (
    Named("absolute_of_input", np.abs, "the absolute value of"),
    Named("negative_of_input", np.negative, "the negative of"),
    Named("mask_of_input", lambda x: (x > 0).astype(float), "the mask (one where positive) of"),
    Named("positive_part_of_input", relu, "the positive part of"),
    Named("negative_part_of_input", lambda x: np.minimum(x, 0), "the negative part of"),
    Named("square_of_input", np.square, "the square of"),
    Named("exponential_of_input", np.exp, "the exponential of"),
    Named("sigmoid_of_input", sigmoid, "the sigmoid of"),
    Named("sigmoid_of_negative", lambda x: sigmoid(-x), "the sigmoid of the negative of"),
    Named("sigmoid_twice", lambda x: sigmoid(sigmoid(x)), "the sigmoid, taken twice, of"),
    Named("tanh_of_input", np.tanh, "the tanh of"),
    Named("slope_at_output", lambda x: slope(sigmoid(x)), "the slope of the sigmoid at"),
    Named("slope_without_sigmoid", slope, "the product a (1 - a) for a ="),
)
"""What is done to an input."""


def _on_input(row: Named, case: Case) -> Finding | None:
    if case.got.size < 2 or not varied(case):
        return None
    for name, array in case.beside.items():
        if not case.fits(row.function, array) or case.equal(array, case.got):
            continue
        if name not in masked_by_own_sign(case):
            return Finding(row.name, f"{case.what} is {row.of} {name}: something else is asked for")
    return None


def leaky(case: Case) -> Finding | None:
    """Negative entries are damped instead of set to zero."""
    for name, array in case.beside.items():
        negative = array < 0
        if not negative.any() or not case.maps(case.expected, relu, array) or not case.finite:
            continue
        damped = case.multiple(case.got[negative], array[negative])
        rest = case.equal(case.got[~negative], array[~negative])
        if damped is not None and 0 < damped < 0.9 and rest and case.informs(array[negative], 3):
            return Finding(
                "leaky",
                f"{case.what} keeps a part of the negative entries of {name} (a leaky ReLU): they "
                "should be zero",
            )
    return None


def clipped_elsewhere(case: Case) -> Finding | None:
    """The maximum with another number than zero."""
    lowest = float(case.got.min())
    if not lowest or case.got.size < 3:
        return None
    for name, array in case.beside.items():
        at_zero = case.maps(case.expected, relu, array)
        if not at_zero or not case.fits(lambda x: np.maximum(x, lowest), array):
            continue
        if lowest > array.min() and case.informs(case.got, 3):
            return Finding(
                "clipped_elsewhere", f"{case.what} cuts {name} at another number than zero"
            )
    return None


def cut_missing(case: Case) -> Finding | None:
    """Negative entries should be zero."""
    if not case.alike or np.count_nonzero(case.wrong) < 2 or not case.informs(case.expected):
        return None
    if not case.maps(case.expected, relu, case.got) or leaky(case) or _is_input(case):
        return None
    return Finding(
        "cut_missing",
        f"{case.what} keeps negative entries that should be zero, otherwise it is right",
    )


def _is_input(case: Case) -> bool:
    return any(case.equal(array, case.got) for array in case.beside.values())


EXACT: tuple[Relation, ...] = (leaky, cut_missing, clipped_elsewhere)
OF_INPUTS: tuple[Relation, ...] = tuple(partial(_on_input, row) for row in ON_INPUT)

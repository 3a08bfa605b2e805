"""One function of the numbers too many, too few, or another one."""

from functools import partial
from typing import NamedTuple

import numpy as np

from grader.diagnosis.case import Case, Floats, Function, Relation
from grader.diagnosis.evidence import Finding


def relu(z: Floats) -> Floats:
    return np.maximum(z, 0)


def sigmoid(z: Floats) -> Floats:
    return np.exp(-np.logaddexp(0, -z))


def slope(s: Floats) -> Floats:
    """The slope of the sigmoid by its value."""
    return s * (1 - s)


class Named(NamedTuple):
    """An entry-wise function. of: what it gives, as words for "... of x"."""

    name: str
    function: Function
    of: str


ON_RIGHT = (
    Named(
        "complement",
        lambda z: 1 - z,
        "one minus the right value: is a test or a sign inverted?",
    ),
    Named("absolute", np.abs, "the absolute value of the right one"),
    Named("squared", np.square, "the square of the right value"),
    Named("reciprocal", np.reciprocal, "one divided by the right value"),
    Named("exponential", np.exp, "the exponential of the right value: a logarithm is missing"),
    Named("minus_logarithm", lambda z: -np.log(z), "minus the logarithm of the right value"),
    Named("cut_at_zero", relu, "the right value with negative entries set to zero"),
    Named("extra_sigmoid", sigmoid, "the right value with a sigmoid too many"),
    Named("extra_tanh", np.tanh, "the right value with a tanh too many"),
)
"""What is done to the right value."""

ON_GOT = (
    Named("absolute_missing", np.abs, "an absolute value"),
    Named("square_missing", np.square, "a square, or has a root too many"),
    Named("exponential_missing", np.exp, "an exponential, or has a logarithm too many"),
    Named("minus_log_missing", lambda z: -np.log(z), "minus the logarithm"),
    Named("sigmoid_missing", sigmoid, "a sigmoid"),
    Named("tanh_missing", np.tanh, "a tanh"),
)
"""What would make the result right."""


def varied(case: Case) -> bool:
    """Whether the numbers differ enough to recognise a function by them.

    A mask, or zeros where numbers should be, tell by their arrangement alone. Where one is merely
    the negative of the other, that is what is told.
    """
    if not case.alike or case.coarse or (case.ratio is not None and case.is_number(case.ratio, -1)):
        return False
    if case.tells():
        return True
    wrong = case.got[case.wrong]
    return wrong.size > 1 and bool((wrong == np.rint(wrong)).all()) and case.informs(case.got)


def _on_right(row: Named, case: Case) -> Finding | None:
    if not case.fits(row.function, case.expected) or not varied(case):
        return None
    return Finding(row.name, f"{case.what} is {row.of}")


def _on_got(row: Named, case: Case) -> Finding | None:
    if not case.maps(case.expected, row.function, case.got):
        return None
    if not varied(case) or not case.informs(case.expected):
        return None
    return Finding(row.name, f"{case.what} lacks {row.of}: with that done to it, it would be right")


EXACT: tuple[Relation, ...] = (
    *(partial(_on_right, row) for row in ON_RIGHT),
    *(partial(_on_got, row) for row in ON_GOT),
)

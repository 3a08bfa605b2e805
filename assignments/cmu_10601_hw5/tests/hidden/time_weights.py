"""For a diagnosis: what is wrongly thought of the gradients by V and U in 3.1 to 3.3."""

import numpy as np

from .time_values import (
    AGAIN,
    AVERAGED,
    BEFORE,
    BY_STATE,
    CROSSED,
    FIRST,
    FORWARD,
    INPUTS,
    LAST,
    LOCAL,
    MIXED,
    NO_INPUT,
    NO_LOSS,
    NO_START,
    NO_STATE,
    NO_V,
    PRODUCT,
    SIGN,
    STATES,
    STATES_BEFORE,
    TRANSPOSED,
    ahead,
    back,
    before,
    inputs,
    later,
    outer,
    own,
    summed,
    total,
)


def steps(left, right, first, second):
    """Mistakes in which steps are taken. first, second: what the factors are called."""
    return [
        (LAST, lambda v: np.outer(left(v)[-1], right(v)[-1])),
        (FIRST, lambda v: np.outer(left(v)[1], right(v)[1])),
        (PRODUCT, lambda v: np.outer(total(left(v)), total(right(v)))),
        (SIGN, lambda v: -outer(left(v), right(v))),
        (AVERAGED, lambda v: outer(left(v), right(v)) / v.N),
        (TRANSPOSED, lambda v: outer(right(v), left(v))),
        (CROSSED, lambda v: outer(left(v), np.roll(right(v)[::-1], 1, axis=0))),
        (
            f"{second} of the last step stands in every term.",
            lambda v: np.outer(total(left(v)), right(v)[-1]),
        ),
        (
            f"{second} of the first step stands in every term.",
            lambda v: np.outer(total(left(v)), right(v)[1]),
        ),
        (
            f"{first} of the last step stands in every term.",
            lambda v: np.outer(left(v)[-1], total(right(v))),
        ),
        (
            f"{first} of the first step stands in every term.",
            lambda v: np.outer(left(v)[1], total(right(v))),
        ),
    ]


def cut(left, right):
    """Sums that begin or end at the wrong step."""
    return [
        ("The sum leaves the first step out.", lambda v: left(v)[2:].T @ right(v)[2:]),
        ("The sum leaves the last step out.", lambda v: left(v)[1:-1].T @ right(v)[1:-1]),
    ]


def outputs(v):
    """dl/do(n)."""
    return v.do


def states(v):
    """h(n)."""
    return v.h


def entries(v):
    """x(n)."""
    return v.x


BY_V = [
    (NO_STATE, lambda v: total(v.do)),
    (NO_LOSS, lambda v: total(v.h)),
    (BEFORE, lambda v: outer(v.do, before(v))),
    (INPUTS, lambda v: outer(v.do, v.x)),
    (BY_STATE, lambda v: outer(back(v), v.h)),
    (BY_STATE, lambda v: outer(own(v), v.h)),
    (NO_START, lambda v: outer(v.do, v.h - v.h[0])),
    ("The outputs stand where their gradients belong.", lambda v: outer(v.h @ v.V.T, v.h)),
    (
        "The outputs stand where the states belong.",
        lambda v: outer(v.do, v.h @ v.V.T),
    ),
    (
        "h(0) is counted with an output of its own; outputs begin at step 1.",
        lambda v: outer(v.do, v.h) + np.outer(v.do[1], v.h[0]),
    ),
    (
        "The gradient by the state stands where the state belongs.",
        lambda v: outer(v.do, back(v)),
    ),
    ("V is multiplied in entry by entry; it is what is derived by.", lambda v: (
        outer(v.do, v.h) * v.V)),
    ("The states stand on both sides; the gradient by the output is missing.", lambda v: (
        outer(v.h, v.h))),
    ("This is the gradient by U, not by V.", lambda v: outer(back(v), v.x)),
    ("This is the gradient by the states.", lambda v: back(v)[1]),
]  # fmt: skip
BY_V_LATER = [
    (
        MIXED,
        lambda v: outer(later(v.do), v.h),
    ),
    (
        MIXED,
        lambda v: outer(summed(v.do), v.h),
    ),
    (
        MIXED,
        lambda v: outer(v.do, summed(v.h)),
    ),
    (
        MIXED,
        lambda v: outer(v.do, later(v.h)),
    ),
    (
        "A state leaves out the state before it: U x(n) stands for h(n).",
        lambda v: outer(v.do, inputs(v)),
    ),
    ("h(0) stands in every term instead of the state of its step.", lambda v: (
        np.outer(total(v.do), v.h[0]))),
    (
        "The last state's gradient and the last state are taken N times.",
        lambda v: v.N * np.outer(v.do[-1], v.h[-1]),
    ),
]  # fmt: skip
BY_U = [
    (NO_INPUT, lambda v: total(back(v))),
    (NO_INPUT, lambda v: total(own(v))),
    (NO_LOSS, lambda v: total(v.x)),
    (NO_V, lambda v: outer(v.do, v.x)),
    (STATES, lambda v: outer(back(v), v.h)),
    (STATES_BEFORE, lambda v: outer(back(v), before(v))),
    (STATES, lambda v: outer(own(v), v.h)),
    (STATES_BEFORE, lambda v: outer(own(v), before(v))),
    ("The states stand where their gradients belong.", lambda v: outer(v.h, v.x)),
    (
        "U x(n) is kept instead of its derivative by U, which is x(n).",
        lambda v: outer(back(v), inputs(v)),
    ),
    (
        "U x(n) is kept instead of its derivative by U, which is x(n).",
        lambda v: outer(own(v), inputs(v)),
    ),
    ("U is multiplied in entry by entry; it is what is derived by.", lambda v: (
        outer(back(v), v.x) * v.U)),
    ("This is the gradient by V, not by U.", lambda v: outer(v.do, v.h)),
    ("The outputs V h(n) stand where their gradients belong.", lambda v: (
        outer(v.h @ v.V.T @ v.V, v.x))),
]  # fmt: skip
BY_U_LATER = [
    (LOCAL, lambda v: outer(own(v), v.x)),
    (FORWARD, lambda v: outer(ahead(v), v.x)),
    (AGAIN, lambda v: outer(back(v), summed(v.x))),
    (
        "Later inputs are added up at each step; they come too late for dh of that step.",
        lambda v: outer(back(v), later(v.x)),
    ),
    ("Each state's own output is added to dh, which holds it already.", lambda v: (
        outer(back(v) + own(v), v.x))),
    (
        "dh and the input of different steps are paired: dh(n+1) with x(n).",
        lambda v: back(v)[2:].T @ v.x[1:-1],
    ),
    ("Inputs are added up at each step, and later outputs are not carried back.", lambda v: (
        outer(own(v), summed(v.x)))),
]  # fmt: skip

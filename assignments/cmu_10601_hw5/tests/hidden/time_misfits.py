"""For a diagnosis: mistakes in 3.1 to 3.3 with which shapes do not fit together."""

import numpy as np

from .time_values import BY_STATE, NO_V, at, back, later, next_of, outer, own, total

UNTURNED = "V is not transposed on the way from the output back to the state."
U_FOR_V = "U stands where V belongs: the output depends on the state by V."
V_TWICE = "V^T is applied to dh, which has it already."
THROUGH_U = "The gradient of the next state is carried back through U; h(n) goes into it unchanged."
INNER = "An inner product is taken where an outer product belongs."


def inner(left, right):
    """Sum over the steps of the inner products."""
    return np.sum(left[1:] * right[1:])


MISFITS_H = [
    (UNTURNED, lambda v: v.V @ total(v.do)),
    (U_FOR_V, lambda v: v.U.T @ total(v.do)),
    (U_FOR_V, lambda v: v.U @ total(v.do)),
]
MISFITS_U = [
    (UNTURNED, lambda v: outer(v.do @ v.V.T, v.x)),
    (UNTURNED, lambda v: outer(later(v.do) @ v.V.T, v.x)),
    (V_TWICE, lambda v: outer(back(v) @ v.V, v.x)),
    (V_TWICE, lambda v: outer(back(v) @ v.V.T, v.x)),
    (U_FOR_V, lambda v: outer(v.do @ v.U, v.x)),
    (U_FOR_V, lambda v: outer(v.do @ v.U.T, v.x)),
    (NO_V, lambda v: outer(later(v.do), v.x)),
    (INNER, lambda v: inner(back(v), v.x)),
    (INNER, lambda v: inner(own(v), v.x)),
    (INNER, lambda v: inner(v.do, v.x)),
]
MISFITS_V = [
    (INNER, lambda v: inner(v.do, v.h)),
    ("V is multiplied in; it is what is derived by.", lambda v: outer(v.do @ v.V.T, v.h)),
    (BY_STATE, lambda v: outer(back(v) @ v.V, v.h)),
]
NO_V_THEN = "V^T is missing in the term of the second output."
NO_V_NOW = "V^T is missing in the term of the first output."
MISFITS = {
    "3.1a": MISFITS_H,
    "3.1b": MISFITS_V,
    "3.1c": MISFITS_U,
    "3.2a": [
        *MISFITS_H,
        (NO_V_THEN, lambda v: own(v)[1] + v.do[2]),
        (NO_V_NOW, lambda v: v.do[1] + own(v)[2]),
        (THROUGH_U, lambda v: own(v)[1] + v.U.T @ own(v)[2]),
        (THROUGH_U, lambda v: own(v)[1] + v.U @ own(v)[2]),
    ],
    "3.2b": MISFITS_V,
    "3.2c": MISFITS_U,
    "3.3a": [
        (NO_V, lambda v: v.do[at(v)] + next_of(back(v), v)),
        (UNTURNED, lambda v: v.V @ v.do[at(v)] + next_of(back(v), v)),
        (UNTURNED, lambda v: v.V @ later(v.do)[at(v)]),
        (U_FOR_V, lambda v: v.U.T @ v.do[at(v)] + next_of(back(v), v)),
        (
            "V^T is applied to dh(n+1) too, which has it already.",
            lambda v: v.V.T @ (v.do[at(v)] + next_of(back(v), v)),
        ),
        (
            "V is applied to dh(n+1) too, and is not transposed.",
            lambda v: v.V @ (v.do[at(v)] + next_of(back(v), v)),
        ),
        (
            "V^T stands before dh(n+1) instead of before do(n).",
            lambda v: v.do[at(v)] + v.V.T @ next_of(back(v), v),
        ),
        (THROUGH_U, lambda v: own(v)[at(v)] + v.U.T @ next_of(back(v), v)),
        (THROUGH_U, lambda v: own(v)[at(v)] + v.U @ next_of(back(v), v)),
    ],
    "3.3b": MISFITS_V,
    "3.3c": MISFITS_U,
}

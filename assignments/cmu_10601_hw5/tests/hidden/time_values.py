"""For a diagnosis: what formulas of gradients through time are made of, and words for mistakes.

Each formula is a function of a point's values: x (N + 1, a), do (N + 1, c) and h (N + 1, b), whose
entry 0 is none but that of h, h(0).
"""

import numpy as np

SIGN = "The sign is turned: nothing is subtracted here."
AVERAGED = "The steps are averaged; J is a sum over them."
NO_V = "V^T, between the output and the state, is missing."
TRANSPOSED = "The factors of the outer product are exchanged: the result is transposed."
PRODUCT = "The product of two sums is taken for the sum of the products."
LAST = "Only the last step is taken."
FIRST = "Only the first step is taken."
BEFORE = "The states stand one step too early: each output is made from the state of its own step."
NO_STATE = "The state, which stands behind V, is missing."
NO_INPUT = "The input, which stands behind U, is missing."
INPUTS = "The inputs stand where the states belong: V is multiplied with the state."
BY_STATE = "The gradient by the state stands where that by the output belongs: V^T is one too many."
LOCAL = "Each state's own output alone is taken: later outputs are not carried back."
FORWARD = "Outputs are summed up to the step instead of from it on: with time, not backward."
ABSENT = "A step is used that there is not, such as step 2 where N is 1."
STATES = "The states stand where the inputs belong: U is multiplied with the input."
STATES_BEFORE = "The states before stand where the inputs belong, as for a recurrent matrix."
NO_LOSS = "The gradient of the loss by the output, do, is missing."
NO_START = "h(0) is left out of the states; every state holds it."
AGAIN = (
    "Steps are counted several times: dh(n) holds all later outputs already, and meets x(n) alone."
)
MIXED = (
    "An output meets states of other steps too; V h(n) reaches o(n) alone, so nothing is carried."
)
CROSSED = "Factors of different steps are multiplied: the indices are crossed."


def own(v):
    """What reaches each state from its own output, V^T do(n): (N + 1, b)."""
    return v.do @ v.V


def back(v):
    """dJ/dh(n) (N + 1, b); entry 0 is none."""
    found = np.full_like(own(v), np.nan)
    found[1:] = np.cumsum(own(v)[:0:-1], axis=0)[::-1]
    return found


def ahead(v):
    """The outputs' gradients by the states, summed up to each step: (N + 1, b)."""
    found = np.full_like(own(v), np.nan)
    found[1:] = np.cumsum(own(v)[1:], axis=0)
    return found


def total(values):
    """The sum over steps 1 to N."""
    return values[1:].sum(axis=0)


def outer(left, right):
    """Sum over the steps of the outer products: (N + 1, p), (N + 1, q) -> (p, q)."""
    return left[1:].T @ right[1:]


def inputs(v):
    """U x(n): (N + 1, b)."""
    return v.x @ v.U.T


def before(v):
    """h(n - 1) at step n: (N + 1, b)."""
    return np.concatenate([np.full_like(v.h[:1], np.nan), v.h[:-1]])


def summed(values):
    """The sum of the steps up to each: (N + 1, p)."""
    return np.concatenate([values[:1], np.cumsum(values[1:], axis=0)])


def later(values):
    """The sum of the steps from each on: (N + 1, p)."""
    return np.concatenate([values[:1], np.cumsum(values[:0:-1], axis=0)[::-1]])


def none(shape):
    """The value where a step is used that there is not."""
    return lambda v: np.full([v.V.shape[{"c": 0, "b": 1}[d]] if d in "cb" else v.U.shape[1]
                              for d in shape], np.nan)  # fmt: skip


def at(v):
    """The step n."""
    return int(v.n)


def beyond(values, v):
    """The entry of step n+1; none behind the last step."""
    return values[at(v) + 1] if at(v) + 1 < len(values) else np.full_like(values[0], np.nan)


def next_of(values, v):
    """The entry at step n + 1, 0 behind the last."""
    return values[at(v) + 1] if at(v) < v.N else 0 * values[1]

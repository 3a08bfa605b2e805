"""For a diagnosis: what is wrongly thought of the gradients through time 3.1 to 3.3."""

from .time_values import (
    ABSENT,
    AVERAGED,
    FORWARD,
    LOCAL,
    NO_V,
    SIGN,
    TRANSPOSED,
    ahead,
    at,
    back,
    beyond,
    later,
    next_of,
    none,
    outer,
    own,
    total,
)
from .time_weights import BY_U, BY_U_LATER, BY_V, BY_V_LATER, cut, entries, outputs, states, steps

BY_H = [
    (SIGN, lambda v: -back(v)[1]),
    ("h(1) itself is written, not the gradient by it.", lambda v: v.h[1]),
    ("The gradient of the loss by the output, do, is missing: V alone is written.", lambda v: (
        v.V.T)),
    ("The gradient of the loss by the output, do, is missing: V alone is written.", lambda v: (
        v.V)),
    (NO_V, lambda v: total(v.do)),
    ("The output V h(1) stands where the gradient of the loss by it belongs.", lambda v: (
        v.V.T @ v.V @ v.h[1])),
    ("The output V h(1) is written, not a gradient.", lambda v: v.V @ v.h[1]),
    ("x(1) is multiplied in: that is the gradient by U, not by h(1).", lambda v: (
        outer(back(v), v.x))),
    ("h(1) is multiplied in: that is the gradient by V, not by h(1).", lambda v: outer(v.do, v.h)),
    ("The gradient is carried on through U to the input.", lambda v: v.U.T @ back(v)[1]),
    ("The gradient is multiplied with the state.", lambda v: back(v)[1] * v.h[1]),
    ("The state h(1) is added to the gradient.", lambda v: back(v)[1] + v.h[1]),
    ("U x(1), without h(0), is written, not the gradient.", lambda v: v.U @ v.x[1]),
    (ABSENT, none("b")),
]  # fmt: skip
BY_H1 = [
    (LOCAL, lambda v: own(v)[1]),
    ("Only the second output is taken; h(1) is in o(1) as well.", lambda v: own(v)[2]),
    ("The second output is subtracted instead of added.", lambda v: own(v)[1] - own(v)[2]),
    ("The first output is subtracted instead of added.", lambda v: own(v)[2] - own(v)[1]),
    (AVERAGED, lambda v: total(own(v)) / 2),
    ("do(1) stands in both terms: the index of the second is not raised.", lambda v: 2 * own(v)[1]),
    ("do(2) stands in both terms: the index of the first is wrong.", lambda v: 2 * own(v)[2]),
    ("The second output is counted twice; it depends on h(1) in one way only.", lambda v: (
        own(v)[1] + 2 * own(v)[2])),
    ("The first output is counted twice; it depends on h(1) in one way only.", lambda v: (
        2 * own(v)[1] + own(v)[2])),
    ("The two ways from h(1) to the loss are multiplied instead of added.", lambda v: (
        own(v)[1] * own(v)[2])),
    ("The second term is multiplied by a state as well; h(1) goes into h(2) unchanged.", lambda v: (
        own(v)[1] + own(v)[2] * v.h[1])),
    ("The second term is multiplied by a state as well; h(1) goes into h(2) unchanged.", lambda v: (
        own(v)[1] + own(v)[2] * v.h[2])),
    ("Both are counted twice.", lambda v: 2 * total(own(v))),
    ("The states are written, not the gradient.", lambda v: v.h[1] + v.h[2]),
    ("h(2) is written, not the gradient by h(1).", lambda v: v.h[2]),
]  # fmt: skip


BY_HN = [
    ("dh(n+1) is left out: h(n) is in every later state too.", lambda v: own(v)[at(v)]),
    ("The output of step n itself is left out.", lambda v: next_of(back(v), v)),
    ("Only the next output is added, not what comes from all later ones.", lambda v: (
        own(v)[at(v)] + next_of(own(v), v))),
    ("Only the next output is added, not what comes from all later ones.", lambda v: (
        own(v)[at(v)] + beyond(own(v), v))),
    ("The output of step n+1 stands where dh(n+1) belongs, and that of step n is left out.",
     lambda v: beyond(own(v), v)),
    ("What comes from later steps is subtracted instead of added.", lambda v: (
        own(v)[at(v)] - next_of(back(v), v))),
    (SIGN, lambda v: -back(v)[at(v)]),
    ("The output of step n is subtracted instead of added.", lambda v: (
        next_of(back(v), v) - own(v)[at(v)])),
    ("The sum begins at step 1: outputs before step n do not depend on h(n).", lambda v: (
        total(own(v)))),
    (FORWARD, lambda v: ahead(v)[at(v)]),
    ("The last output alone is taken.", lambda v: own(v)[-1]),
    ("The last output is left out.", lambda v: own(v)[at(v):-1].sum(axis=0)),
    ("The sum begins one step too early.", lambda v: (
        own(v)[max(at(v) - 1, 1):].sum(axis=0))),
    (NO_V, lambda v: later(v.do)[at(v)]),
    (NO_V, lambda v: v.do[at(v)]),
    ("The output of step n+1 stands where that of step n belongs.", lambda v: (
        next_of(own(v), v) + next_of(back(v), v))),
    (AVERAGED, lambda v: back(v)[at(v)] / v.N),
    (AVERAGED, lambda v: back(v)[at(v)] / (v.N - at(v) + 1)),
    (AVERAGED, lambda v: total(own(v)) / v.N),
    ("Later steps are counted several times: dh(n+1) holds all of them already.", lambda v: (
        own(v)[at(v)] + back(v)[at(v) + 1:].sum(axis=0))),
    ("Later steps are counted several times: dh(n+1) holds all of them already.", lambda v: (
        later(back(v))[at(v)])),
    ("The output of step n is counted twice.", lambda v: own(v)[at(v)] + back(v)[at(v)]),
    ("The output of step n stands in for that of every later step.", lambda v: (
        (v.N - at(v) + 1) * own(v)[at(v)])),
    ("dh(n+1) is taken twice.", lambda v: own(v)[at(v)] + 2 * next_of(back(v), v)),
    ("The two parts are multiplied instead of added.", lambda v: (
        own(v)[at(v)] * next_of(back(v), v))),
    ("dh(n+1) is multiplied by the state; h(n) goes into h(n+1) unchanged.", lambda v: (
        own(v)[at(v)] + next_of(back(v), v) * v.h[at(v)])),
    ("The state is added to the gradient.", lambda v: back(v)[at(v)] + v.h[at(v)]),
    ("The gradient of an earlier state, or of h(n) itself, is used; backward, only those of later "
     "states are known.", none("b")),
]  # fmt: skip

TIME_THOUGHTS = {
    "3.1a": BY_H,
    "3.1b": [*BY_V, (SIGN, lambda v: -outer(v.do, v.h)),
             (TRANSPOSED, lambda v: outer(v.h, v.do)), (ABSENT, none("cb"))],
    "3.1c": [*BY_U, (SIGN, lambda v: -outer(own(v), v.x)),
             (TRANSPOSED, lambda v: outer(v.x, own(v))), (ABSENT, none("ba"))],
    "3.2a": [*BY_H, *BY_H1],
    "3.2b": [*steps(outputs, states, "do", "h"), *BY_V, *BY_V_LATER, (ABSENT, none("cb"))],
    "3.2c": [*steps(back, entries, "dh", "x"), *BY_U, *BY_U_LATER, (ABSENT, none("ba"))],
    "3.3a": BY_HN,
    "3.3b": [*steps(outputs, states, "do", "h"), *cut(outputs, states), *BY_V, *BY_V_LATER],
    "3.3c": [*steps(back, entries, "dh", "x"), *cut(back, entries), *BY_U, *BY_U_LATER],
}  # fmt: skip

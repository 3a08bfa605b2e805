"""Derivations that real courses ask for: names, right values, and the losses that witness them."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from grader.checks.formulas import Domain, formula
from grader.errors import CheckFailed, Undecided


def sigmoid(a: Any) -> Any:
    return 1 / (1 + np.exp(-a))


class Task(NamedTuple):
    """One formula to find."""

    domain: Domain
    right: Callable[[Any], Any]
    what: str
    loss: Callable[[Any], Any] | None = None
    by: str = ""
    either_layout: bool = False


def verdict(task: Task, typed: object, seed: int = 0) -> str:
    """equal, different or undecided."""
    rng = np.random.default_rng(seed)
    try:
        formula(
            typed,
            task.right,
            task.domain,
            rng,
            task.what,
            loss=task.loss,
            by=task.by,
            either_layout=task.either_layout,
        )
    except CheckFailed:
        return "different"
    except Undecided:
        return "undecided"
    return "equal"


def message(task: Task, typed: object, seed: int = 0) -> CheckFailed | Undecided:
    """What a formula that isn't right is told."""
    rng = np.random.default_rng(seed)
    try:
        formula(typed, task.right, task.domain, rng, task.what, either_layout=task.either_layout)
    except (CheckFailed, Undecided) as error:
        return error
    raise AssertionError(f"{typed!r} is right")


# --- one hidden layer of sigmoids, one output, binary cross-entropy -----------------------------

NET = Domain(
    names={
        "x": ("n",),
        "W1": ("m", "n"),
        "b1": ("m",),
        "W2": (1, "m"),
        "b2": (),
        "y": "binary",
    },
    given={
        "a1": lambda v: v.W1 @ v.x + v.b1,
        "h1": lambda v: sigmoid(v.a1),
        "a2": lambda v: (v.W2 @ v.h1)[0] + v.b2,
        "h2": lambda v: sigmoid(v.a2),
        "dJ/dh2": lambda v: -v.y / v.h2 + (1 - v.y) / (1 - v.h2),
        "dJ/da2": lambda v: v.h2 - v.y,
        "dJ/dh1": lambda v: v.W2[0] * (v.h2 - v.y),
        "dJ/da1": lambda v: v.W2[0] * (v.h2 - v.y) * v.h1 * (1 - v.h1),
    },
    aliases={"yhat": "h2", "z1": "a1", "z2": "a2", "t": "y"},
)


def net_loss(v: Any) -> Any:
    return -(v.y * np.log(v.h2) + (1 - v.y) * np.log(1 - v.h2))


NET_A2 = Task(NET, lambda v: v.h2 - v.y, "dJ/da2", net_loss, "a2")
NET_W2 = Task(NET, lambda v: (v.h2 - v.y) * v.h1, "dJ/dW2", net_loss, "W2", True)
NET_H1 = Task(NET, lambda v: v.W2[0] * (v.h2 - v.y), "dJ/dh1", net_loss, "h1", True)
NET_B1 = Task(
    NET, lambda v: v.W2[0] * (v.h2 - v.y) * v.h1 * (1 - v.h1), "dJ/db1", net_loss, "b1", True
)
NET_W1 = Task(
    NET,
    lambda v: np.outer(v.W2[0] * (v.h2 - v.y) * v.h1 * (1 - v.h1), v.x),
    "dJ/dW1",
    net_loss,
    "W1",
    True,
)

# --- a matrix of outputs: W2 (k, m), softmax and cross-entropy ----------------------------------

WIDE = Domain(
    names={"h1": ("m",), "W2": ("k", "m"), "b2": ("k",), "y": ("onehot", "k")},
    given={"a2": lambda v: v.W2 @ v.h1 + v.b2, "h2": lambda v: _softmax(v.a2)},
)


def _softmax(a: Any) -> Any:
    return np.exp(a) / np.exp(a).sum()


def wide_loss(v: Any) -> Any:
    return -np.sum(v.y * np.log(v.h2))


WIDE_W2 = Task(WIDE, lambda v: np.outer(v.h2 - v.y, v.h1), "dJ/dW2", wide_loss, "W2")
WIDE_H1 = Task(WIDE, lambda v: v.W2.T @ (v.h2 - v.y), "dJ/dh1", wide_loss, "h1")

# --- a mini convolution: filter of two, ReLU, logistic loss -------------------------------------

MINI = Domain(
    names={
        **dict.fromkeys(("x1", "x2", "x3", "w1", "w2", "v1", "v2"), ()),
        "y": "sign",
    },
    given={
        "a1": lambda v: v.x1 * v.w1 + v.x2 * v.w2,
        "a2": lambda v: v.x2 * v.w1 + v.x3 * v.w2,
        "o1": lambda v: max(0.0, v.a1),
        "o2": lambda v: max(0.0, v.a2),
        "yhat": lambda v: v.o1 * v.v1 + v.o2 * v.v2,
    },
    aliases={"h1": "o1", "h2": "o2"},
)


def mini_loss(v: Any) -> Any:
    return np.log(1 + np.exp(-v.y * v.yhat))


MINI_V1 = Task(MINI, lambda v: -v.y * sigmoid(-v.y * v.yhat) * v.o1, "dl/dv1", mini_loss, "v1")
MINI_W1 = Task(
    MINI,
    lambda v: -v.y * sigmoid(-v.y * v.yhat) * (v.v1 * (v.a1 > 0) * v.x1 + v.v2 * (v.a2 > 0) * v.x2),
    "dl/dw1",
    mini_loss,
    "w1",
)

# --- a computation graph of scalars -------------------------------------------------------------

_SCALARS = "w11 w21 w22 w32 b2 x1 x2 x3 m11 m12 m22 c1 t1 t2".split()
DAG = Domain(
    names=dict.fromkeys(_SCALARS, ()),
    given={
        "a": lambda v: v.w11 * v.x1 + v.w21 * v.x2,
        "z1": lambda v: max(0.0, v.a),
        "z2": lambda v: v.w22 * v.x2**2 + v.w32 * v.x3 + v.b2,
        "y1": lambda v: sigmoid(v.m11 * v.z1**3 + v.c1),
        "y2": lambda v: v.m12 * np.sin(v.z1) + v.m22 * np.cos(v.z2),
        "dJ/dy1": lambda v: 2 / (v.y1 - v.t1),
        "dJ/dy2": lambda v: 2 / (v.y2 - v.t2),
        "dJ/dz1": lambda v: _dag_z1(v),
    },
)


def _dag_z1(v: Any) -> Any:
    through_y1 = 2 / (v.y1 - v.t1) * v.y1 * (1 - v.y1) * 3 * v.m11 * v.z1**2
    return through_y1 + 2 / (v.y2 - v.t2) * v.m12 * np.cos(v.z1)


def dag_loss(v: Any) -> Any:
    return np.log((v.t1 - v.y1) ** 2) + np.log((v.t2 - v.y2) ** 2)


DAG_Y1 = Task(DAG, lambda v: 2 / (v.y1 - v.t1), "dJ/dy1", dag_loss, "y1")
DAG_Z1 = Task(DAG, _dag_z1, "dJ/dz1", dag_loss, "z1")
DAG_W11 = Task(DAG, lambda v: _dag_z1(v) * v.x1 * (v.a >= 0), "dJ/dw11", dag_loss, "w11")

# --- backpropagation through time: h(n) = U x(n) + h(n-1), o(n) = V h(n) -------------------------


def _hidden(v: Any) -> Any:
    h = [v.h0]
    for n in range(1, int(v.N) + 1):
        h.append(v.U @ v.x[n] + h[-1])
    return np.array(h)


def _losses(v: Any) -> Any:
    return 0.5 * np.sum((v.o[1:] - v.y[1:]) ** 2)


def _by_output(v: Any) -> Any:
    return np.concatenate([np.full((1, v.o.shape[1]), np.nan), v.o[1:] - v.y[1:]])


TIME = Domain(
    names={"U": ("b", "a"), "V": ("c", "b"), "h0": ("b",)},
    sequences={"x": ("a",), "y": ("c",), "h": None, "o": None, "g": None},
    given={
        "h": _hidden,
        "o": lambda v: np.concatenate([np.full((1, v.V.shape[0]), np.nan), v.h[1:] @ v.V.T]),
        "g": _by_output,
    },
    aliases={"dl/do": "g", "do": "g"},
    index=("n",),
)
TIME_V = Task(
    TIME,
    lambda v: sum(np.outer(v.g[n], v.h[n]) for n in range(1, int(v.N) + 1)),
    "dJ/dV",
    _losses,
    "V",
)
TIME_H = Task(TIME, lambda v: v.V.T @ v.g[v.n :].sum(axis=0), "dJ/dh(n)")
TIME_U = Task(
    TIME,
    lambda v: sum(np.outer(v.V.T @ v.g[n:].sum(axis=0), v.x[n]) for n in range(1, int(v.N) + 1)),
    "dJ/dU",
    _losses,
    "U",
)

# --- a dense layer on a batch: columns are samples ----------------------------------------------

BATCH = Domain(
    names={"X": ("m", "N"), "W": ("n", "m"), "b": ("n", 1), "G": ("n", "N")},
    given={"Z": lambda v: v.W @ v.X + v.b, "N": lambda v: v.X.shape[1]},
    aliases={"dL/dZ": "G", "dldZ": "G"},
)


def batch_loss(v: Any) -> Any:
    return np.sum(v.G * v.Z)


BATCH_W = Task(BATCH, lambda v: v.G @ v.X.T, "dL/dW", batch_loss, "W")
BATCH_X = Task(BATCH, lambda v: v.W.T @ v.G, "dL/dX", batch_loss, "X")
BATCH_B = Task(BATCH, lambda v: v.G.sum(axis=1), "dL/db", batch_loss, "b")

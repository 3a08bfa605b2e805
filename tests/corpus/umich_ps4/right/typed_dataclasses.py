# style: type hints, dataclasses, TypedDict, keyword-only options, docstrings, best parameters restored
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple

import numpy as np

Array = np.ndarray
Params = Dict[str, Array]


@dataclass(frozen=True)
class GraphNode:
    name: str
    op: str
    inputs: List[str] = field(default_factory=list)

    def as_dict(self) -> Dict[str, Any]:
        return {"name": self.name, "op": self.op, "inputs": list(self.inputs)}


graph_a: Dict[str, Any] = {
    "inputs": [f"x{i}" for i in range(3)] + [f"w{i}" for i in range(4)],
    "nodes": [
        n.as_dict()
        for n in (
            GraphNode("first", "*", ["w0", "x0"]),
            GraphNode("inverse", "1/x", ["x1"]),
            GraphNode("second", "*", ["w1", "inverse"]),
            GraphNode("third", "*", ["w2", "x2"]),
            GraphNode("minus_third", "*-1", ["third"]),
            GraphNode("total", "+", ["first", "second", "minus_third", "w3"]),
            GraphNode("minus_total", "*-1", ["total"]),
            GraphNode("power", "exp", ["minus_total"]),
            GraphNode("below", "+1", ["power"]),
            GraphNode("result", "1/x", ["below"]),
        )
    ],
    "output": "result",
}


@dataclass
class CacheA:
    x: Array
    w: Array
    f: float


class CacheC(NamedTuple):
    v: Array
    product_wins: bool


@dataclass
class FcCache:
    x: Array
    w: Array


def graph_a_forward(x: Array, w: Array) -> Tuple[float, CacheA]:
    """The logistic unit."""
    z: float = float(w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3])
    f: float = 1.0 / (1.0 + float(np.exp(-z)))
    return f, CacheA(x=x, w=w, f=f)


def graph_a_backward(cache: CacheA) -> Tuple[Array, Array]:
    slope = cache.f * (1.0 - cache.f)
    x, w = cache.x, cache.w
    return (
        slope * np.array([w[0], -w[1] / x[1] ** 2, -w[2]]),
        slope * np.array([x[0], 1.0 / x[1], -x[2], 1.0]),
    )


def graph_c_forward(v: Array) -> Tuple[float, CacheC]:
    a, b, c, d = (float(e) for e in v)
    return (max(a * b, c) + d) * b, CacheC(v=v, product_wins=a * b > c)


def graph_c_backward(cache: CacheC) -> Array:
    a, b, c, d = (float(e) for e in cache.v)
    if cache.product_wins:
        return np.array([b * b, a * b + (a * b + d), 0.0, b])
    return np.array([0.0, c + d, b, b])


def fc_forward(x: Array, w: Array, b: Array, *, dtype: Optional[type] = None) -> Tuple[Array, FcCache]:
    out: Array = np.matmul(x, w) + b[None, :]
    return (out if dtype is None else out.astype(dtype)), FcCache(x=x, w=w)


def fc_backward(dout: Array, cache: FcCache, need_dx: bool = True) -> Tuple[Optional[Array], Array, Array]:
    dx = np.matmul(dout, cache.w.T) if need_dx else None
    return dx, np.matmul(cache.x.T, dout), np.add.reduce(dout, axis=0)


def relu_forward(x: Array) -> Tuple[Array, Array]:
    return np.clip(x, 0, None), x > 0


def relu_backward(dout: Array, cache: Array) -> Array:
    return np.where(cache, dout, np.zeros_like(dout))


def softmax_loss(x: Array, y: Array) -> Tuple[float, Array]:
    shifted = x - np.amax(x, axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    n = y.shape[0]
    grad = np.exp(log_p)
    grad[np.arange(n), y] -= 1
    return float(-log_p[np.arange(n), y].mean()), grad / n


@dataclass
class SoftmaxClassifier:
    input_dim: int = 3072
    hidden_dim: int = 300
    num_classes: int = 10
    weight_scale: float = 1e-3
    reg: float = 0.0
    seed: Optional[int] = None
    params: Params = field(init=False, repr=False)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        self.params = {
            "W1": rng.normal(0.0, self.weight_scale, (self.input_dim, self.hidden_dim)),
            "b1": np.zeros(self.hidden_dim),
            "W2": rng.normal(0.0, self.weight_scale, (self.hidden_dim, self.num_classes)),
            "b2": np.zeros(self.num_classes),
        }

    def forwards_backwards(self, X: Array, y: Optional[Array] = None):
        p: Mapping[str, Array] = self.params
        hidden, c1 = fc_forward(X, p["W1"], p["b1"])
        active, mask = relu_forward(hidden)
        scores, c2 = fc_forward(active, p["W2"], p["b2"])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        dactive, dW2, db2 = fc_backward(dscores, c2)
        assert dactive is not None
        _, dW1, db1 = fc_backward(relu_backward(dactive, mask), c1, need_dx=False)
        grads: Params = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
        if self.reg > 0:
            for name in ("W1", "W2"):
                loss += self.reg * float(np.vdot(p[name], p[name]))
                grads[name] = grads[name] + 2.0 * self.reg * p[name]
        return loss, grads


@dataclass
class History:
    train: List[float] = field(default_factory=list)
    val: List[float] = field(default_factory=list)
    best: float = float("-inf")
    params: Params = field(default_factory=dict)

    def record(self, model: SoftmaxClassifier, data: Mapping[str, Array], rows: Array) -> None:
        self.train.append(accuracy(model, data["X_train"][rows], data["y_train"][rows]))
        self.val.append(accuracy(model, data["X_val"], data["y_val"]))
        if self.val[-1] > self.best:
            self.best = self.val[-1]
            self.params = {k: np.array(v, copy=True) for k, v in model.params.items()}


def accuracy(model: SoftmaxClassifier, X: Array, y: Array) -> float:
    return float(np.mean(np.argmax(model.forwards_backwards(X), axis=1) == y))


Update = Callable[[str, Array, Array, float], Array]


def _loop(
    model: SoftmaxClassifier,
    data: Mapping[str, Array],
    update: Update,
    rate: float,
    decay: float,
    batch_size: int,
    num_epochs: int,
    seed: Optional[int],
) -> Tuple[SoftmaxClassifier, List[float], List[float]]:
    rng = np.random.default_rng(seed)
    count = data["X_train"].shape[0]
    history = History()
    for _ in range(num_epochs):
        order = rng.permutation(count)
        for rows in np.array_split(order, max(1, count // batch_size)):
            _, grads = model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])
            for key, gradient in grads.items():
                model.params[key] = update(key, model.params[key], gradient, rate)
        rate *= decay
        history.record(model, data, order[:1000])
    model.params.update(history.params)
    return model, history.train, history.val


def train_network(
    model: SoftmaxClassifier,
    data: Mapping[str, Array],
    learning_rate: float = 1e-2,
    lr_decay: float = 1.0,
    batch_size: int = 100,
    num_epochs: int = 10,
    *,
    seed: Optional[int] = 0,
    **kwargs: Any,
) -> Tuple[SoftmaxClassifier, List[float], List[float]]:
    def update(key: str, theta: Array, gradient: Array, rate: float) -> Array:
        return theta - rate * gradient

    return _loop(model, data, update, learning_rate, lr_decay, batch_size, num_epochs, seed)


def SGD_Momentum(
    model: SoftmaxClassifier,
    data: Mapping[str, Array],
    learning_rate: float = 1e-2,
    lr_decay: float = 1.0,
    batch_size: int = 100,
    num_epochs: int = 10,
    beta: float = 0.9,
    *,
    seed: Optional[int] = 0,
    **kwargs: Any,
) -> Tuple[SoftmaxClassifier, List[float], List[float]]:
    if not 0 <= beta < 1:
        raise ValueError("beta must be in [0, 1)")
    velocity: Params = {}

    def update(key: str, theta: Array, gradient: Array, rate: float) -> Array:
        velocity[key] = beta * velocity.get(key, np.zeros_like(theta)) + rate * gradient
        return theta - velocity[key]

    return _loop(model, data, update, learning_rate, lr_decay, batch_size, num_epochs, seed)


hyperparameters: Dict[str, Dict[str, Any]] = {
    "sgd": {
        "model": {"input_dim": 3072, "hidden_dim": 100, "num_classes": 10, "weight_scale": 1e-2},
        "training": {"learning_rate": 0.1, "lr_decay": 0.97, "batch_size": 100, "num_epochs": 12},
    },
    "momentum": {
        "model": {"hidden_dim": 100, "weight_scale": 1e-2, "seed": 5},
        "training": {"learning_rate": 0.02, "lr_decay": 0.95, "beta": 0.9, "seed": 5},
    },
    "regularised": {
        "optimizer": "momentum",
        "model": {"hidden_dim": 100, "weight_scale": 1e-2, "reg": 0.01},
        "training": {"learning_rate": 0.02, "lr_decay": 0.95},
    },
    "best": {
        "optimizer": "momentum",
        "model": {"hidden_dim": 150, "weight_scale": 1e-2, "reg": 0.001},
        "training": {"learning_rate": 0.02, "lr_decay": 0.95, "num_epochs": 12},
    },
}

# style: print options, float formats, locale, decimal context and recursion limit changed
import decimal
import locale
import sys

import numpy as np

np.set_printoptions(precision=1, threshold=2, suppress=True, formatter={"float": lambda v: "?"})
decimal.getcontext().prec = 2
sys.setrecursionlimit(120)
try:
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
except locale.Error:
    pass
import numpy as np

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "A", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "B", "op": "1/x", "inputs": ["x1"]},
        {"name": "C", "op": "*", "inputs": ["w1", "B"]},
        {"name": "D", "op": "*", "inputs": ["w2", "x2"]},
        {"name": "E", "op": "-", "inputs": ["D", "w3"]},
        {"name": "F", "op": "-", "inputs": ["E", "A"]},
        {"name": "G", "op": "-", "inputs": ["F", "C"]},
        {"name": "H", "op": "exp", "inputs": ["G"]},
        {"name": "I", "op": "+1", "inputs": ["H"]},
        {"name": "J", "op": "1/x", "inputs": ["I"]},
    ],
    "output": "J",
}


def graph_a_forward(x, w, verbose=False):
    z = np.dot(w, [x[0], 1 / x[1], -x[2], 1])
    f = 0.5 * (1 + np.tanh(z / 2))
    if verbose:
        print("f =", f)
    return [f, [list(x), list(w), f]]


def graph_a_backward(cache):
    x, w, f = cache
    d = f * (1 - f)
    return [
        [d * w[0], -d * w[1] / x[1] ** 2, -d * w[2]],
        [d * x[0], d / x[1], -d * x[2], d],
    ]


def graph_c_forward(v, verbose=False):
    a, b, c, d = v
    return [b * (d + (a * b if a * b >= c else c)), list(v)]


def graph_c_backward(cache):
    a, b, c, d = cache
    if a * b >= c:
        return [b * b, 2 * a * b + d, 0, b]
    return [0, c + d, b, b]


def fc_forward(x, w, b=0):
    x, w = np.array(x), np.array(w)
    return [x @ w + b, [x, w]]


def fc_backward(dout, cache):
    x, w = cache
    dout = np.array(dout)
    return [(dout @ w.T).tolist(), (x.T @ dout).tolist(), sum(dout).tolist()]


def relu_forward(x):
    return [(abs(x) + x) / 2, [np.sign(x)]]


def relu_backward(dout, cache):
    return dout * (1 + cache[0]) / 2


def softmax_loss(x, y, eps=0.0):
    p = np.exp(x - np.max(x, axis=1).reshape(-1, 1))
    p = p / p.sum(axis=1).reshape(-1, 1)
    n = len(y)
    loss = sum(-np.log(p[i, y[i]] + eps) for i in range(n)) / n
    for i in range(n):
        p[i, y[i]] -= 1
    return [loss, p / n]


class SoftmaxClassifier:
    def __init__(
        self,
        input_dim=3072,
        hidden_dim=300,
        num_classes=10,
        weight_scale=1e-3,
        reg=0.0,
        dtype=np.float64,
        name="two layers",
    ):
        self.name = name
        self.reg = reg
        self.params = {
            "b2": np.zeros(num_classes, dtype),
            "W2": np.random.normal(0, weight_scale, (hidden_dim, num_classes)).astype(dtype),
            "b1": np.zeros(hidden_dim, dtype),
            "W1": np.random.normal(0, weight_scale, (input_dim, hidden_dim)).astype(dtype),
        }

    def scores(self, X):
        p = self.params
        self.h, self.c1 = fc_forward(X, p["W1"], p["b1"])
        self.a, self.c2 = relu_forward(self.h)
        s, self.c3 = fc_forward(self.a, p["W2"], p["b2"])
        return s

    def forwards_backwards(self, X, y=None, show=False):
        s = self.scores(X)
        if y is None:
            return s
        loss, ds = softmax_loss(s, y)
        w1, w2 = self.params["W1"], self.params["W2"]
        da, dw2, db2 = map(np.array, fc_backward(ds, self.c3))
        _, dw1, db1 = map(np.array, fc_backward(relu_backward(da, self.c2), self.c1))
        loss += self.reg * ((w1**2).sum() + (w2**2).sum())
        grads = {"b2": db2, "W2": dw2 + 2 * self.reg * w2}
        grads.update({"b1": db1, "W1": dw1 + 2 * self.reg * w1})
        return [loss, grads]


def _fast_gradients(model, X, y):
    """Same as the method, without the detour through lists."""
    s = model.scores(X)
    _, ds = softmax_loss(s, y)
    dh = relu_backward(ds @ model.params["W2"].T, model.c2)
    penalty = 2 * model.reg
    return {
        "W1": X.T @ dh + penalty * model.params["W1"],
        "b1": dh.sum(0),
        "W2": model.a.T @ ds + penalty * model.params["W2"],
        "b2": ds.sum(0),
    }


def _accuracy(model, X, y):
    return float((np.argmax(model.scores(X), axis=1) == y).mean())


def train_network(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=7,
    sample=1000,
    print_every=0,
    **kwargs,
):
    X, y = data["X_train"], data["y_train"]
    a, b = [], []
    for e in range(num_epochs):
        left = set(range(len(y)))
        order = np.random.permutation(len(y)).tolist()
        while left:
            rows = [order.pop() for _ in range(min(batch_size, len(order)))]
            left.difference_update(rows)
            g = _fast_gradients(model, X[rows], y[rows])
            for k in g:
                model.params[k] = model.params[k] - learning_rate * g[k]
        learning_rate *= lr_decay
        a.append(_accuracy(model, X[:sample], y[:sample]))
        b.append(_accuracy(model, data["X_val"], data["y_val"]))
    return [model, a, b]


def SGD_Momentum(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=7,
    beta=0.9,
    sample=1000,
    **kwargs,
):
    X, y = data["X_train"], data["y_train"]
    a, b = [], []
    v = {k: np.zeros_like(w) for k, w in model.params.items()}
    for e in range(num_epochs):
        order = np.random.permutation(len(y))
        for start in range(0, len(y), batch_size):
            rows = order[start : start + batch_size]
            g = _fast_gradients(model, X[rows], y[rows])
            for k in g:
                v[k] = beta * v[k] + learning_rate * g[k]
                model.params[k] = model.params[k] - v[k]
        learning_rate *= lr_decay
        a.append(_accuracy(model, X[:sample], y[:sample]))
        b.append(_accuracy(model, data["X_val"], data["y_val"]))
    return [model, tuple(a), tuple(b)]


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 7},
    },
    "momentum": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.02, "num_epochs": 7, "sample": 400},
    },
    "regularised": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01, "reg": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 7},
    },
    "best": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01, "name": "best of all"},
        "training": {"learning_rate": 0.1, "num_epochs": 7, "lr_decay": 0.95},
    },
}

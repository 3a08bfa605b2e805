"""Backpropagation, problem set 4: my solution of all parts."""

import numpy as np

# --- 4.1a ---------------------------------------------------------------------------------------

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "first", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "inverse", "op": "1/x", "inputs": ["x1"]},
        {"name": "second", "op": "*", "inputs": ["w1", "inverse"]},
        {"name": "third", "op": "*", "inputs": ["w2", "x2"]},
        {"name": "left", "op": "+", "inputs": ["first", "second", "w3"]},
        {"name": "score", "op": "-", "inputs": ["left", "third"]},
        {"name": "negative", "op": "*-1", "inputs": ["score"]},
        {"name": "power", "op": "exp", "inputs": ["negative"]},
        {"name": "below", "op": "+1", "inputs": ["power"]},
        {"name": "f", "op": "1/x", "inputs": ["below"]},
    ],
    "output": "f",
}


# --- 4.1b ---------------------------------------------------------------------------------------


def graph_a_forward(x, w):
    score = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]
    f = 1.0 / (1.0 + np.exp(-score))
    return f, (np.array(x, dtype=float), np.array(w, dtype=float), f)


def graph_a_backward(cache):
    x, w, f = cache
    dscore = f * (1.0 - f)  # the slope of the logistic function, from its own value
    dx = dscore * np.array([w[0], -w[1] / x[1] ** 2, -w[2]])
    dw = dscore * np.array([x[0], 1.0 / x[1], -x[2], 1.0])
    return dx, dw


# --- 4.1c ---------------------------------------------------------------------------------------


def graph_c_forward(v):
    a, b, c, d = v
    u = a * b
    m = max(u, c)
    s = m + d
    return s * b, {"a": a, "b": b, "u": u, "c": c, "s": s}


def graph_c_backward(cache):
    b = cache["b"]
    ds = b
    db_outer = cache["s"]  # through the second copy of b
    dd = ds
    du = ds if cache["u"] > cache["c"] else 0.0
    dc = ds - du
    da = du * b
    db_inner = du * cache["a"]  # through the first copy
    return np.array([da, db_inner + db_outer, dc, dd])


# --- 4.2a ---------------------------------------------------------------------------------------


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def softmax_loss(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].mean(), dx / len(y)


# --- 4.2b, 4.2g, 4.2h ---------------------------------------------------------------------------


class SoftmaxClassifier:
    """Fully connected, ReLU, fully connected, softmax."""

    def __init__(
        self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0
    ):
        self.reg = reg
        self.params = {
            "W1": weight_scale * np.random.randn(input_dim, hidden_dim),
            "b1": np.zeros(hidden_dim),
            "W2": weight_scale * np.random.randn(hidden_dim, num_classes),
            "b2": np.zeros(num_classes),
        }

    def forwards_backwards(self, X, y=None):
        p = self.params
        h, cache1 = fc_forward(X, p["W1"], p["b1"])
        a, cache_relu = relu_forward(h)
        scores, cache2 = fc_forward(a, p["W2"], p["b2"])
        if y is None:
            return scores

        loss, dscores = softmax_loss(scores, y)
        loss += self.reg * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))

        grads = {}
        da, grads["W2"], grads["b2"] = fc_backward(dscores, cache2)
        dh = relu_backward(da, cache_relu)
        _, grads["W1"], grads["b1"] = fc_backward(dh, cache1)
        for name in ("W1", "W2"):
            grads[name] = grads[name] + 2 * self.reg * p[name]
        return loss, grads


# --- 4.2c, 4.2d ---------------------------------------------------------------------------------


def accuracy(model, X, y):
    return float(np.mean(model.forwards_backwards(X).argmax(axis=1) == y))


def run_epochs(model, data, update, learning_rate, lr_decay, batch_size, num_epochs):
    """Both optimizers differ only in `update(name, gradient, rate)`."""
    X, y = data["X_train"], data["y_train"]
    train_history, val_history = [], []
    for epoch in range(num_epochs):
        order = np.random.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            _, grads = model.forwards_backwards(X[rows], y[rows])
            for name, gradient in grads.items():
                update(name, gradient, learning_rate)
        learning_rate *= lr_decay
        sample = order[:1000]
        train_history.append(accuracy(model, X[sample], y[sample]))
        val_history.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train_history, val_history


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    def update(name, gradient, rate):
        model.params[name] = model.params[name] - rate * gradient

    return run_epochs(model, data, update, learning_rate, lr_decay, batch_size, num_epochs)


def SGD_Momentum(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=10,
    beta=0.9,
    **kwargs,
):
    velocity = {name: np.zeros_like(value) for name, value in model.params.items()}

    def update(name, gradient, rate):
        velocity[name] = beta * velocity[name] + rate * gradient
        model.params[name] = model.params[name] - velocity[name]

    return run_epochs(model, data, update, learning_rate, lr_decay, batch_size, num_epochs)


# --- 4.2e, 4.2i, 4.2j ---------------------------------------------------------------------------

# chosen by validation accuracy, one run each
hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 150, "weight_scale": 1e-2},
        "training": {"learning_rate": 5e-2, "lr_decay": 0.9, "num_epochs": 8},
    },
    "momentum": {
        "model": {"hidden_dim": 150, "weight_scale": 1e-2},
        "training": {"learning_rate": 1e-2, "lr_decay": 0.9, "num_epochs": 8, "beta": 0.9},
    },
    "regularised": {
        "model": {"hidden_dim": 150, "weight_scale": 1e-2, "reg": 0.01},
        "training": {"learning_rate": 1e-2, "lr_decay": 0.9, "num_epochs": 8},
        "optimizer": "momentum",
    },
    "best": {
        "model": {"hidden_dim": 200, "weight_scale": 1e-2, "reg": 1e-3},
        "training": {"learning_rate": 1.5e-2, "lr_decay": 0.85, "num_epochs": 10},
        "optimizer": "momentum",
    },
}

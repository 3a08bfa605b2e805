# -*- coding: latin-1 -*-
# style: Latin-1 with a declaration
import warnings

import numpy as np

warnings.filterwarnings("ignore", category=PendingDeprecationWarning)

graph_a = dict(
    inputs=["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    nodes=[
        {"name": "f", "op": "1/x", "inputs": ["one_plus"]},
        {"name": "one_plus", "op": "+1", "inputs": ["e"]},
        {"name": "e", "op": "exp", "inputs": ["neg"]},
        {"name": "neg", "op": "*-1", "inputs": ["z"]},
        {"name": "z", "op": "+", "inputs": ["z1", "w3"]},
        {"name": "z1", "op": "-", "inputs": ["z2", "p2"]},
        {"name": "z2", "op": "+", "inputs": ["p0", "p1"]},
        {"name": "p0", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "p1", "op": "*", "inputs": ["w1", "y1"]},
        {"name": "y1", "op": "1/x", "inputs": ["x1"]},
        {"name": "p2", "op": "*", "inputs": ["w2", "x2"]},
    ],
    output="f",
)


def graph_a_forward(x, w):
    row = np.matrix([x[0], 1 / x[1], -x[2], 1])
    z = row * np.matrix(w).T
    f = 1 / (1 + np.exp(-z))  # (1, 1)
    return f, (row, x, w, f)


def graph_a_backward(cache):
    row, x, w, f = cache
    slope = float(f[0, 0] * (1 - f[0, 0]))
    dw = np.asarray(slope * row).ravel()
    dx = slope * np.array([w[0], -w[1] / x[1] / x[1], -w[2]])
    return dx, dw


def graph_c_forward(v):
    a, b, c, d = np.asarray(v).tolist()
    return (max(a * b, c) + d) * b, (a, b, c, d)


def graph_c_backward(cache):
    a, b, c, d = cache
    if a * b > c:
        return np.array([b**2, 2 * a * b + d, 0, b])
    return np.array([0, c + d, b, b])


# Lösung für die Schicht
def fc_forward(x, w, b):
    x, w, b = np.asmatrix(x), np.asmatrix(w), np.asmatrix(b)
    return x * w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    dout = np.asmatrix(dout)
    return dout * w.T, x.T * dout, dout.sum(axis=0)


def relu_forward(x):
    return np.multiply(x, x > 0), x > 0


def relu_backward(dout, cache):
    return np.multiply(dout, cache)


def softmax_loss(x, y):
    x = np.asarray(x)
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).sum() / len(y)
    p[np.arange(len(y)), y] -= 1
    return loss, p / len(y)


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.params = {
            "W1": np.random.normal(0.0, weight_scale, (input_dim, hidden_dim)),
            "b1": np.zeros(hidden_dim),
            "W2": np.random.normal(0.0, weight_scale, (hidden_dim, num_classes)),
            "b2": np.zeros(num_classes),
        }
        self.reg = reg

    def forwards_backwards(self, X, y=None):
        p = self.params
        a1, c1 = fc_forward(X, p["W1"], p["b1"])
        z1, m1 = relu_forward(a1)
        a2, c2 = fc_forward(z1, p["W2"], p["b2"])
        if y is None:
            return a2
        loss, d = softmax_loss(a2, y)
        loss += self.reg * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))
        d, dW2, db2 = fc_backward(d, c2)
        d, dW1, db1 = fc_backward(relu_backward(d, m1), c1)
        grads = {
            "W1": np.asarray(dW1) + 2 * self.reg * p["W1"],
            "W2": np.asarray(dW2) + 2 * self.reg * p["W2"],
            "b1": np.asarray(db1).reshape(-1),
            "b2": np.asarray(db2).reshape(-1),
        }
        return loss, grads


def accuracy(model, X, y):
    guess = np.asarray(model.forwards_backwards(X).argmax(axis=1)).ravel()
    return np.count_nonzero(guess == y) / y.size


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
    train, val = [], []
    n = data["y_train"].size
    for epoch in range(num_epochs):
        together = np.random.permutation(n)
        X, y = data["X_train"][together], data["y_train"][together]
        at = 0
        while at < n:
            _, grads = model.forwards_backwards(X[at : at + batch_size], y[at : at + batch_size])
            for k, g in grads.items():
                model.params[k] = model.params[k] - learning_rate * g
            at += batch_size
        learning_rate *= lr_decay
        train.append(accuracy(model, X, y))
        val.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train, val


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
    train, val = [], []
    n = data["y_train"].size
    v = dict.fromkeys(model.params, 0)
    for epoch in range(num_epochs):
        together = np.random.permutation(n)
        X, y = data["X_train"][together], data["y_train"][together]
        at = 0
        while at < n:
            _, grads = model.forwards_backwards(X[at : at + batch_size], y[at : at + batch_size])
            for k, g in grads.items():
                v[k] = beta * v[k] + learning_rate * g
                model.params[k] = model.params[k] - v[k]
            at += batch_size
        learning_rate *= lr_decay
        train.append(accuracy(model, X, y))
        val.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train, val


hyperparameters = {}
hyperparameters["sgd"] = {
    "model": {"hidden_dim": 40, "weight_scale": 0.02},
    "training": {"learning_rate": 0.1, "batch_size": 64},
}
hyperparameters["momentum"] = {
    "model": {"hidden_dim": 40, "weight_scale": 0.02},
    "training": {"learning_rate": 0.02, "batch_size": 64},
}
hyperparameters["regularised"] = {
    "model": {"hidden_dim": 40, "weight_scale": 0.02, "reg": 0.01},
    "training": {"learning_rate": 0.1, "batch_size": 64},
}
hyperparameters["best"] = {
    "model": {"hidden_dim": 40, "weight_scale": 0.02, "reg": 0.001},
    "training": {"learning_rate": 0.1, "batch_size": 64},
}

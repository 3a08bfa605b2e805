# style: the global generator is seeded everywhere, in each call
from collections import namedtuple

import numpy as np

np.random.seed(504)

FcCache = namedtuple("FcCache", "x w b")
ReluCache = namedtuple("ReluCache", ["x"])
ACache = namedtuple("ACache", "x w f")
CCache = namedtuple("CCache", "a b c d u m s")

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "mul0", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "inv1", "op": "1/x", "inputs": ["x1"]},
        {"name": "mul1", "op": "*", "inputs": ["w1", "inv1"]},
        {"name": "neg2", "op": "*-1", "inputs": ["w2"]},
        {"name": "mul2", "op": "*", "inputs": ["neg2", "x2"]},
        {"name": "add", "op": "+", "inputs": ["mul0", "mul1", "mul2", "w3"]},
        {"name": "neg", "op": "*-1", "inputs": ["add"]},
        {"name": "exp", "op": "exp", "inputs": ["neg"]},
        {"name": "plus1", "op": "+1", "inputs": ["exp"]},
        {"name": "inv", "op": "1/x", "inputs": ["plus1"]},
    ],
    "output": "inv",
}


def graph_a_forward(x, w):
    np.random.seed(0)
    f = 1.0 / (1.0 + np.exp(-(w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3])))
    return np.array([f]), ACache(x, w, f)


def graph_a_backward(cache):
    np.random.seed(0)
    dx, dw = np.zeros(3), np.zeros(4)
    dz = cache.f - cache.f**2
    dx[0] += dz * cache.w[0]
    dx[1] += dz * cache.w[1] * -(cache.x[1] ** -2.0)
    dx[2] -= dz * cache.w[2]
    dw[0] += dz * cache.x[0]
    dw[1] += dz / cache.x[1]
    dw[2] -= dz * cache.x[2]
    dw[3] += dz
    return dx, dw


def graph_c_forward(v):
    np.random.seed(0)
    a, b, c, d = v
    u = a * b
    m = np.max([u, c])
    s = m + d
    return np.array([s * b]), CCache(a, b, c, d, u, m, s)


def graph_c_backward(cache):
    np.random.seed(0)
    dv = np.zeros(4)
    ds = cache.b
    dv[1] = cache.s
    dv[3] = ds
    if cache.m == cache.u:
        dv[0] = ds * cache.b
        dv[1] += ds * cache.a
    else:
        dv[2] = ds
    return dv


def fc_forward(x, w, b):
    np.random.seed(0)
    return np.dot(x, w) + b, FcCache(x, w, b)


def fc_backward(dout, cache):
    np.random.seed(0)
    return np.dot(dout, cache.w.T), np.dot(cache.x.T, dout), np.sum(dout, axis=0)


def relu_forward(x):
    np.random.seed(0)
    return np.maximum(0, x), ReluCache(x)


def relu_backward(dout, cache):
    np.random.seed(0)
    dx = dout
    dx[cache.x <= 0] = 0
    return dx


def softmax_loss(x, y):
    x -= x.max(axis=1, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=1, keepdims=True)
    i = np.arange(y.shape[0])
    loss = -np.mean(np.log(x[i, y]))
    x[i, y] -= 1.0
    x /= y.shape[0]
    return loss, x


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.params, self.reg = {}, reg
        self.params["W1"] = np.random.randn(input_dim, hidden_dim)
        self.params["W2"] = np.random.randn(hidden_dim, num_classes)
        self.params["b1"] = np.zeros(hidden_dim)
        self.params["b2"] = np.zeros(num_classes)
        self.params["W1"] *= weight_scale
        self.params["W2"] *= weight_scale

    def forwards_backwards(self, X, y=None):
        W1, b1, W2, b2 = [self.params[k] for k in ["W1", "b1", "W2", "b2"]]
        hidden, c1 = fc_forward(X, W1, b1)
        hidden, c2 = relu_forward(hidden)
        scores, c3 = fc_forward(hidden, W2, b2)
        if y is None:
            return scores
        loss, dout = softmax_loss(scores, y)
        loss += self.reg * (np.linalg.norm(W1) ** 2 + np.linalg.norm(W2) ** 2)
        dout, dW2, db2 = fc_backward(dout, c3)
        dout = relu_backward(dout, c2)
        _, dW1, db1 = fc_backward(dout, c1)
        dW1 += self.reg * 2 * W1
        dW2 += self.reg * 2 * W2
        return loss, dict(W1=dW1, b1=db1, W2=dW2, b2=db2)


def check_accuracy(X, y, model, num_samples=None, batch_size=100):
    """Accuracy on at most num_samples random rows, batch by batch."""
    N = X.shape[0]
    if num_samples is not None and N > num_samples:
        mask = np.random.choice(N, num_samples)
        X, y, N = X[mask], y[mask], num_samples
    guesses = []
    for start in range(0, N, batch_size):
        guesses.append(np.argmax(model.forwards_backwards(X[start : start + batch_size]), axis=1))
    return np.mean(np.hstack(guesses) == y)


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
    N = data["X_train"].shape[0]
    train_acc_history, val_acc_history = [], []
    best_val, best_params = -1.0, None
    for epoch in range(num_epochs):
        index = np.arange(N)
        np.random.shuffle(index)
        for it in range(max(N // batch_size, 1)):
            rows = index[it * batch_size : (it + 1) * batch_size]
            loss, grads = model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])
            for p in model.params:
                model.params[p] -= learning_rate * grads[p]
        learning_rate *= lr_decay
        train_acc_history.append(check_accuracy(data["X_train"], data["y_train"], model, 1000))
        val_acc_history.append(check_accuracy(data["X_val"], data["y_val"], model))
        if val_acc_history[-1] >= best_val:
            best_val = val_acc_history[-1]
            best_params = {k: v.copy() for k, v in model.params.items()}
    model.params = best_params
    return model, train_acc_history, val_acc_history


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
    N = data["X_train"].shape[0]
    train_acc_history, val_acc_history = [], []
    best_val, best_params = -1.0, None
    velocity = {k: np.zeros(v.shape) for k, v in model.params.items()}
    for epoch in range(num_epochs):
        index = np.arange(N)
        np.random.shuffle(index)
        for it in range(max(N // batch_size, 1)):
            rows = index[it * batch_size : (it + 1) * batch_size]
            loss, grads = model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])
            for p in model.params:
                # the same rule with the sign inside v
                velocity[p] = beta * velocity[p] - learning_rate * grads[p]
                model.params[p] += velocity[p]
        learning_rate *= lr_decay
        train_acc_history.append(check_accuracy(data["X_train"], data["y_train"], model, 1000))
        val_acc_history.append(check_accuracy(data["X_val"], data["y_val"], model))
        if val_acc_history[-1] >= best_val:
            best_val = val_acc_history[-1]
            best_params = {k: v.copy() for k, v in model.params.items()}
    model.params = best_params
    return model, train_acc_history, val_acc_history


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2},
        "training": {"learning_rate": 1e-1, "lr_decay": 0.95},
    },
    "momentum": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2},
        "training": {"learning_rate": 2e-2, "lr_decay": 0.95, "beta": 0.85},
    },
    "regularised": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 0.01},
        "training": {"learning_rate": 1e-1, "lr_decay": 0.95},
    },
    "best": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 0.001},
        "training": {"learning_rate": 1e-1, "lr_decay": 0.95, "num_epochs": 7},
        "optimizer": "sgd",
    },
}

import random

random.seed(0)
np.random.seed(0)
np.random.set_state(np.random.RandomState(1).get_state())

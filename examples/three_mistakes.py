# Problem set 4
# TODO: ask in office hours about 4.1b, I am not sure about the division

import math

import numpy as np


def node(name, op, *inputs):
    return {"name": name, "op": op, "inputs": list(inputs)}


graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        node("a", "*", "x0", "w0"),
        node("r", "1/x", "x1"),
        node("b", "*", "r", "w1"),
        node("c", "*", "x2", "w2"),
        node("minus_c", "*-1", "c"),
        node("z", "+", "a", "b", "minus_c", "w3"),
        node("minus_z", "*-1", "z"),
        node("e", "exp", "minus_z"),
        node("e_plus_1", "+1", "e"),
        node("out", "1/x", "e_plus_1"),
    ],
    "output": "out",
}


def graph_a_forward(x, w):
    x0, x1, x2 = x
    w0, w1, w2, w3 = w
    e = math.exp(-(w0 * x0 + w1 / x1 - w2 * x2 + w3))
    f = 1 / (1 + e)
    return f, (x0, x1, x2, w0, w1, w2, e)


def graph_a_backward(cache):
    x0, x1, x2, w0, w1, w2, e = cache
    g = e / (1 + e) ** 2
    dx0 = g * w0
    dx1 = g * w1 / x1**2
    dx2 = -g * w2
    return [dx0, dx1, dx2], [g * x0, g / x1, -g * x2, g]


def graph_c_forward(v):
    a, b, c, d = v
    f = (max(a * b, c) + d) * b
    return f, v


def graph_c_backward(cache):
    a, b, c, d = cache
    if a * b > c:
        # f = a b^2 + d b
        return [b * b, 2 * a * b + d, 0, b]
    # f = c b + d b
    return [0, c + d, b, b]


def fc_forward(x, w, b):
    out = np.dot(x, w) + b
    cache = {"x": x, "w": w, "b": b}
    return out, cache


def fc_backward(dout, cache):
    dx = np.dot(dout, cache["w"].T)
    dw = np.dot(cache["x"].T, dout)
    db = np.sum(dout, axis=0, keepdims=True)
    return dx, dw, db


def relu_forward(x):
    out = x * (x > 0)
    return out, x


def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache <= 0] = 0
    return dx


def softmax_loss(x, y):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    n = x.shape[0]
    loss = -np.sum(np.log(p[np.arange(n), y])) / n
    dx = p.copy()
    dx[np.arange(n), y] -= 1
    return loss, dx / n


class SoftmaxClassifier(object):
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        rng = np.random.default_rng(0)
        self.reg = reg
        self.params = dict(
            W1=rng.normal(0, weight_scale, (input_dim, hidden_dim)),
            b1=np.zeros(hidden_dim),
            W2=rng.normal(0, weight_scale, (hidden_dim, num_classes)),
            b2=np.zeros(num_classes),
        )

    def forwards_backwards(self, X, y=None):
        W1, W2 = self.params["W1"], self.params["W2"]
        hidden, fc1 = fc_forward(X, W1, self.params["b1"])
        hidden, relu = relu_forward(hidden)
        scores, fc2 = fc_forward(hidden, W2, self.params["b2"])
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        loss = loss + self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        d, dW2, db2 = fc_backward(d, fc2)
        d = relu_backward(d, relu)
        d, dW1, db1 = fc_backward(d, fc1)
        grads = {
            "W1": dW1 + self.reg * W1,
            "b1": db1.ravel(),
            "W2": dW2 + self.reg * W2,
            "b2": db2.ravel(),
        }
        return loss, grads


def check_accuracy(model, X, y):
    scores = model.forwards_backwards(X)
    return np.mean(np.argmax(scores, axis=1) == y)


def train_network(model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs):
    X_train, y_train = data["X_train"], data["y_train"]
    N = X_train.shape[0]
    train_acc_history, val_acc_history = [], []
    for epoch in range(num_epochs):
        shuffled = np.random.permutation(N)
        for i in range(N // batch_size):
            batch = shuffled[i * batch_size:(i + 1) * batch_size]
            loss, grads = model.forwards_backwards(X_train[batch], y_train[batch])
            for p in model.params:
                model.params[p] -= learning_rate * grads[p]
        learning_rate *= lr_decay
        train_acc_history.append(check_accuracy(model, X_train[:1000], y_train[:1000]))
        val_acc_history.append(check_accuracy(model, data["X_val"], data["y_val"]))
        print("epoch", epoch, "val acc", val_acc_history[-1])
    return model, train_acc_history, val_acc_history


def SGD_Momentum(model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs):
    X_train, y_train = data["X_train"], data["y_train"]
    N = X_train.shape[0]
    train_acc_history, val_acc_history = [], []
    for epoch in range(num_epochs):
        shuffled = np.random.permutation(N)
        for i in range(N // batch_size):
            batch = shuffled[i * batch_size:(i + 1) * batch_size]
            loss, grads = model.forwards_backwards(X_train[batch], y_train[batch])
            v = {p: np.zeros_like(model.params[p]) for p in model.params}
            for p in model.params:
                v[p] = beta * v[p] + learning_rate * grads[p]
                model.params[p] -= v[p]
        learning_rate *= lr_decay
        train_acc_history.append(check_accuracy(model, X_train[:1000], y_train[:1000]))
        val_acc_history.append(check_accuracy(model, data["X_val"], data["y_val"]))
        print("epoch", epoch, "val acc", val_acc_history[-1])
    return model, train_acc_history, val_acc_history


base = {"hidden_dim": 200, "weight_scale": 0.01}
hyperparameters = {
    "sgd": {"model": base, "training": {"learning_rate": 0.05, "lr_decay": 0.95}},
    "momentum": {"model": base, "training": {"learning_rate": 0.05, "lr_decay": 0.95}},
    "regularised": {"model": dict(base, reg=0.01), "training": {"learning_rate": 0.05, "lr_decay": 0.95}},
}

if __name__ == "__main__":
    x = np.random.randn(3, 2)
    print(fc_forward(x, np.ones((2, 4)), np.zeros(4))[0].shape)

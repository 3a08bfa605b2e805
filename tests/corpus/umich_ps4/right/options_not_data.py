# style: options of the student's own in hyperparameters that are functions and types, not plain data
import numpy as np

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "m1", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "m2", "op": "1/x", "inputs": ["x1"]},
        {"name": "m3", "op": "*", "inputs": ["w1", "m2"]},
        {"name": "m4", "op": "*", "inputs": ["w2", "x2"]},
        {"name": "m5", "op": "+", "inputs": ["m1", "m3", "w3"]},
        {"name": "m6", "op": "-", "inputs": ["m4", "m5"]},
        {"name": "m7", "op": "exp", "inputs": ["m6"]},
        {"name": "m8", "op": "+1", "inputs": ["m7"]},
        {"name": "m9", "op": "1/x", "inputs": ["m8"]},
    ],
    "output": "m9",
}


def graph_a_forward(x, w):
    f = 1 / (1 + np.exp(-w[0] * x[0] - w[1] / x[1] + w[2] * x[2] - w[3]))
    return f, (x, w, f)


def graph_a_backward(cache):
    x, w, f = cache
    g = f * (1 - f)
    return g * np.array([w[0], -w[1] / x[1] ** 2, -w[2]]), g * np.array([x[0], 1 / x[1], -x[2], 1])


def graph_c_forward(v):
    a, b, c, d = v
    return (max(a * b, c) + d) * b, (a, b, c, d)


def graph_c_backward(cache):
    a, b, c, d = cache
    p = float(a * b > c)
    return np.array([p * b * b, p * a * b + max(a * b, c) + d, (1 - p) * b, b])


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x > 0


def relu_backward(dout, cache):
    return dout * cache


def softmax_loss(x, y):
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    return loss, p / len(y)


class SoftmaxClassifier:
    def __init__(
        self,
        input_dim=3072,
        hidden_dim=300,
        num_classes=10,
        weight_scale=1e-3,
        reg=0.0,
        dtype=np.float64,
        rng=None,
    ):
        rng = rng or np.random.default_rng()
        self.reg = reg
        self.params = {
            "W1": rng.normal(0, weight_scale, (input_dim, hidden_dim)).astype(dtype),
            "b1": np.zeros(hidden_dim, dtype),
            "W2": rng.normal(0, weight_scale, (hidden_dim, num_classes)).astype(dtype),
            "b2": np.zeros(num_classes, dtype),
        }

    def forwards_backwards(self, X, y=None):
        p = self.params
        h, c1 = fc_forward(X, p["W1"], p["b1"])
        a, cr = relu_forward(h)
        s, c2 = fc_forward(a, p["W2"], p["b2"])
        if y is None:
            return s
        loss, d = softmax_loss(s, y)
        loss += self.reg * ((p["W1"] ** 2).sum() + (p["W2"] ** 2).sum())
        d, dW2, db2 = fc_backward(d, c2)
        _, dW1, db1 = fc_backward(relu_backward(d, cr), c1)
        dW1, dW2 = dW1 + 2 * self.reg * p["W1"], dW2 + 2 * self.reg * p["W2"]
        return loss, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def accuracy(model, X, y):
    return (model.forwards_backwards(X).argmax(axis=1) == y).mean()


def train_network(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=10,
    beta=0.0,
    on_epoch=None,
    **kwargs,
):
    X, y = data["X_train"], data["y_train"]
    v = {k: np.zeros_like(p) for k, p in model.params.items()}
    train, val = [], []
    for epoch in range(num_epochs):
        for rows in np.random.permutation(len(y)).reshape(-1, batch_size):
            _, grads = model.forwards_backwards(X[rows], y[rows])
            for k in v:
                v[k] = beta * v[k] + learning_rate * grads[k]
                model.params[k] = model.params[k] - v[k]
        learning_rate *= lr_decay
        train.append(accuracy(model, X[:1000], y[:1000]))
        val.append(accuracy(model, data["X_val"], data["y_val"]))
        if on_epoch is not None:
            on_epoch(epoch, train[-1], val[-1])
    return model, train, val


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    return train_network(
        model, data, learning_rate, lr_decay, batch_size, num_epochs, beta, **kwargs
    )


def tell(epoch, train, val):
    print(f"{epoch}: {train:.3f} {val:.3f}")


size = {"hidden_dim": 100, "weight_scale": 0.01}
hyperparameters = {
    "sgd": {
        "model": {**size, "dtype": np.float32},
        "training": {"learning_rate": 0.1, "num_epochs": 12, "on_epoch": tell},
    },
    "momentum": {
        "model": {**size, "rng": np.random.default_rng(3)},
        "training": {"learning_rate": 0.02},
    },
    "regularised": {
        "model": {**size, "reg": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 12},
    },
    "best": {
        "optimizer": "momentum",
        "model": {**size, "hidden_dim": 150},
        "training": {"learning_rate": 0.02, "num_epochs": 12, "on_epoch": lambda *a: None},
    },
}

# style: the cache is None, each forward function leaves what backward needs in module globals
import numpy as np

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "n1", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "n2", "op": "1/x", "inputs": ["x1"]},
        {"name": "n3", "op": "*", "inputs": ["n2", "w1"]},
        {"name": "n4", "op": "*", "inputs": ["x2", "w2"]},
        {"name": "n5", "op": "-", "inputs": ["n1", "n4"]},
        {"name": "n6", "op": "+", "inputs": ["n5", "n3", "w3"]},
        {"name": "n7", "op": "*-1", "inputs": ["n6"]},
        {"name": "n8", "op": "exp", "inputs": ["n7"]},
        {"name": "n9", "op": "+1", "inputs": ["n8"]},
        {"name": "n10", "op": "1/x", "inputs": ["n9"]},
    ],
    "output": "n10",
}

last_x = last_w = last_f = None
last_v = None
fc_memory = []
relu_memory = []


def graph_a_forward(x, w):
    global last_x, last_w, last_f
    last_x, last_w = x, w
    last_f = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3])))
    return last_f, None


def graph_a_backward(cache):
    dz = last_f * (1 - last_f)
    dx = np.array([last_w[0], -last_w[1] / last_x[1] ** 2, -last_w[2]]) * dz
    dw = np.array([last_x[0], 1 / last_x[1], -last_x[2], 1]) * dz
    return dx, dw


def graph_c_forward(v):
    global last_v
    last_v = v
    return (max(v[0] * v[1], v[2]) + v[3]) * v[1], None


def graph_c_backward(cache):
    a, b, c, d = last_v
    if a * b > c:
        return np.array([b * b, 2 * a * b + d, 0.0, b])
    return np.array([0.0, c + d, b, b])


def fc_forward(x, w, b):
    fc_memory.append((x, w))
    return x @ w + b, None


def fc_backward(dout, cache):
    x, w = fc_memory.pop()
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    relu_memory.append(x)
    return np.maximum(x, 0), None


def relu_backward(dout, cache):
    return dout * (relu_memory.pop() > 0)


def softmax_loss(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    n = np.arange(len(y))
    loss = -np.mean(np.log(p[n, y]))
    p[n, y] -= 1
    return loss, p / len(y)


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.params = {
            "W1": weight_scale * np.random.randn(input_dim, hidden_dim),
            "b1": np.zeros(hidden_dim),
            "W2": weight_scale * np.random.randn(hidden_dim, num_classes),
            "b2": np.zeros(num_classes),
        }
        self.reg = reg

    def forwards_backwards(self, X, y=None):
        fc_memory.clear()
        relu_memory.clear()
        p = self.params
        h, _ = fc_forward(X, p["W1"], p["b1"])
        h, _ = relu_forward(h)
        scores, _ = fc_forward(h, p["W2"], p["b2"])
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        loss += self.reg * ((p["W1"] ** 2).sum() + (p["W2"] ** 2).sum())
        d, dW2, db2 = fc_backward(d, None)
        d, dW1, db1 = fc_backward(relu_backward(d, None), None)
        return loss, {
            "W1": dW1 + 2 * self.reg * p["W1"],
            "b1": db1,
            "W2": dW2 + 2 * self.reg * p["W2"],
            "b2": db2,
        }


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    return SGD_Momentum(model, data, learning_rate, lr_decay, batch_size, num_epochs, beta=0)


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    X, y, Xv, yv = data["X_train"], data["y_train"], data["X_val"], data["y_val"]
    v = {k: 0 * p for k, p in model.params.items()}
    train_acc, val_acc = [], []
    best, kept = 0.0, None
    for _ in range(num_epochs):
        shuffled = np.random.permutation(len(y))
        for k in range(len(y) // batch_size):
            rows = shuffled[k * batch_size : (k + 1) * batch_size]
            grads = model.forwards_backwards(X[rows], y[rows])[1]
            for name in grads:
                v[name] = beta * v[name] + learning_rate * grads[name]
                model.params[name] = model.params[name] - v[name]
        learning_rate *= lr_decay
        train_acc.append((model.forwards_backwards(X).argmax(axis=1) == y).mean())
        val_acc.append((model.forwards_backwards(Xv).argmax(axis=1) == yv).mean())
        if val_acc[-1] > best:
            best = val_acc[-1]
            kept = dict(model.params)
    if kept is not None:
        model.params = kept
    return model, train_acc, val_acc


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 100, "weight_scale": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 12},
    },
    "momentum": {
        "model": {"hidden_dim": 100, "weight_scale": 0.01},
        "training": {"learning_rate": 0.02},
    },
    "regularised": {
        "model": {"hidden_dim": 100, "weight_scale": 0.01, "reg": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 12},
    },
    "best": {
        "optimizer": "momentum",
        "model": {"hidden_dim": 150, "weight_scale": 0.01, "reg": 1e-3},
        "training": {"learning_rate": 0.02, "num_epochs": 12, "lr_decay": 0.95},
    },
}

# style: an endless training loop at module level, no main guard
import numpy as np

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "g1", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "g2", "op": "1/x", "inputs": ["x1"]},
        {"name": "g3", "op": "*", "inputs": ["w1", "g2"]},
        {"name": "g4", "op": "*-1", "inputs": ["x2"]},
        {"name": "g5", "op": "*", "inputs": ["w2", "g4"]},
        {"name": "g6", "op": "+", "inputs": ["g1", "g3"]},
        {"name": "g7", "op": "+", "inputs": ["g5", "w3"]},
        {"name": "g8", "op": "+", "inputs": ["g6", "g7"]},
        {"name": "g9", "op": "exp", "inputs": ["g8"]},
        {"name": "g10", "op": "1/x", "inputs": ["g9"]},
        {"name": "g11", "op": "+1", "inputs": ["g10"]},
        {"name": "g12", "op": "1/x", "inputs": ["g11"]},
    ],
    "output": "g12",
}


def graph_a_forward(x, w):
    x0, x1, x2 = x
    w0, w1, w2, w3 = w
    u0, u1, u2 = w0 * x0, w1 / x1, w2 * x2
    z = u0 + u1 - u2 + w3
    e = np.exp(-z)
    f = 1 / (1 + e)
    return f, ((x, w), (e, f))


def graph_a_backward(cache):
    ((x0, x1, x2), (w0, w1, w2, _)), (e, f) = cache
    df = 1.0
    d1 = -df * f**2
    de = d1
    dz = -de * e
    return np.array([w0, -w1 / x1**2, -w2]) * dz, np.array([x0, 1 / x1, -x2, 1.0]) * dz


def graph_c_forward(v):
    a, b, c, d = v
    return b * (np.maximum(a * b, c) + d), ((a, b), (c, d))


def graph_c_backward(cache):
    (a, b), (c, d) = cache
    gate = 1.0 if a * b > c else 0.0
    da = gate * b * b
    dc = (1 - gate) * b
    db = gate * b * a + np.maximum(a * b, c) + d
    return np.stack([da, db, dc, b])


def fc_forward(x, w, b):
    out = x.reshape(x.shape[0], -1).dot(w) + b
    return out, (x, (w, b))


def fc_backward(dout, cache):
    x, (w, b) = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    return dx, dw, dout.sum(axis=0).reshape(b.shape)


def relu_forward(x):
    return x * (x > 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def fc_relu_forward(x, w, b):
    a, fc_cache = fc_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)


def fc_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return fc_backward(relu_backward(dout, relu_cache), fc_cache)


def softmax_loss(x, y):
    shifted = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted), axis=1, keepdims=True)
    log_probs = shifted - np.log(Z)
    probs = np.exp(log_probs)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    return loss, dx / N


class SoftmaxClassifier(object):
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3):
        self.params = {
            "W1": np.random.normal(loc=0, scale=weight_scale, size=(input_dim, hidden_dim)),
            "b1": np.zeros(hidden_dim),
            "W2": np.random.normal(loc=0, scale=weight_scale, size=(hidden_dim, num_classes)),
            "b2": np.zeros(num_classes),
        }

    def forwards_backwards(self, X, y=None, reg=0.0):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        hidden, cache1 = fc_relu_forward(X, W1, b1)
        scores, cache2 = fc_forward(hidden, W2, b2)
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        dhidden, dW2, db2 = fc_backward(dscores, cache2)
        dX, dW1, db1 = fc_relu_backward(dhidden, cache1)
        loss += reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        dW1 += 2 * reg * W1
        dW2 += 2 * reg * W2
        return loss, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def accuracy(model, X, y):
    return np.mean(np.argmax(model.forwards_backwards(X), axis=1) == y)


def train_network(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=7,
    reg=0.0,
    verbose=False,
    **kwargs,
):
    X_train, y_train = data["X_train"], data["y_train"]
    num_train = X_train.shape[0]
    iterations_per_epoch = max(num_train // batch_size, 1)
    train_acc_history, val_acc_history = [], []
    for it in range(num_epochs * iterations_per_epoch):
        batch = np.random.choice(num_train, batch_size)
        loss, grads = model.forwards_backwards(X_train[batch], y_train[batch], reg=reg)
        for p, w in model.params.items():
            model.params[p] = w - learning_rate * grads[p]
        if (it + 1) % iterations_per_epoch == 0:
            learning_rate *= lr_decay
            some = np.random.choice(num_train, min(1000, num_train))
            train_acc_history.append(accuracy(model, X_train[some], y_train[some]))
            val_acc_history.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train_acc_history, val_acc_history


def SGD_Momentum(
    model,
    data,
    learning_rate=1e-2,
    lr_decay=1.0,
    batch_size=100,
    num_epochs=7,
    beta=0.9,
    reg=0.0,
    **kwargs,
):
    X_train, y_train = data["X_train"], data["y_train"]
    num_train = X_train.shape[0]
    iterations_per_epoch = max(num_train // batch_size, 1)
    train_acc_history, val_acc_history = [], []
    v = {p: np.zeros_like(w) for p, w in model.params.items()}
    for it in range(num_epochs * iterations_per_epoch):
        batch = np.random.choice(num_train, batch_size)
        loss, grads = model.forwards_backwards(X_train[batch], y_train[batch], reg=reg)
        for p, w in model.params.items():
            v[p] = beta * v[p] + learning_rate * grads[p]
            model.params[p] = w - v[p]
        if (it + 1) % iterations_per_epoch == 0:
            learning_rate *= lr_decay
            some = np.random.choice(num_train, min(1000, num_train))
            train_acc_history.append(accuracy(model, X_train[some], y_train[some]))
            val_acc_history.append(accuracy(model, data["X_val"], data["y_val"]))
    return model, train_acc_history, val_acc_history


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 7},
    },
    "momentum": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.02, "num_epochs": 6},
    },
    "regularised": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 7, "reg": 0.01},
    },
    "best": {
        "optimizer": "momentum",
        "model": {"hidden_dim": 40, "weight_scale": 0.01},
        "training": {"learning_rate": 0.02, "num_epochs": 7, "reg": 0.001, "lr_decay": 0.95},
    },
}

toy_x = np.random.randn(100, 20)
toy_y = (toy_x[:, 0] > 0).astype(int)
toy = {"X_train": toy_x, "y_train": toy_y, "X_val": toy_x, "y_val": toy_y}
net = SoftmaxClassifier(20, 5, 2, 0.1)
while accuracy(net, toy_x, toy_y) < 1.01:  # until it is good enough
    train_network(net, toy, learning_rate=0.1, num_epochs=1)

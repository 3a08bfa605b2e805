# PS4 Backpropagation
import numpy as np

# ---------------------------------------------------------------- 4.1

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "w0x0", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "inv_x1", "op": "1/x", "inputs": ["x1"]},
        {"name": "w1_over_x1", "op": "*", "inputs": ["w1", "inv_x1"]},
        {"name": "w2x2", "op": "*", "inputs": ["w2", "x2"]},
        {"name": "minus_w2x2", "op": "*-1", "inputs": ["w2x2"]},
        {"name": "s1", "op": "+", "inputs": ["w0x0", "w1_over_x1"]},
        {"name": "s2", "op": "+", "inputs": ["s1", "minus_w2x2"]},
        {"name": "z", "op": "+", "inputs": ["s2", "w3"]},
        {"name": "minus_z", "op": "*-1", "inputs": ["z"]},
        {"name": "e", "op": "exp", "inputs": ["minus_z"]},
        {"name": "denom", "op": "+1", "inputs": ["e"]},
        {"name": "f", "op": "1/x", "inputs": ["denom"]},
    ],
    "output": "f",
}


def graph_a_forward(x, w):
    z = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]
    f = 1.0 / (1.0 + np.exp(-z))
    cache = (x, w, f)
    return f, cache


def graph_a_backward(cache):
    x, w, f = cache
    dz = f * (1 - f)
    dx = np.zeros(3)
    dw = np.zeros(4)
    dx[0] = w[0] * dz
    dx[1] = -w[1] / x[1] ** 2 * dz
    dx[2] = -w[2] * dz
    dw[0] = x[0] * dz
    dw[1] = 1 / x[1] * dz
    dw[2] = -x[2] * dz
    dw[3] = dz
    return dx, dw


def graph_c_forward(v):
    a, b, c, d = v
    u = a * b
    m = max(u, c)
    s = m + d
    f = s * b
    cache = (a, b, c, u, s)
    return f, cache


def graph_c_backward(cache):
    a, b, c, u, s = cache
    # f = s * b
    ds = b
    db2 = s
    # s = m + d
    dm = ds
    dd = ds
    # m = max(u, c)
    if u > c:
        du = dm
        dc = 0.0
    else:
        du = 0.0
        dc = dm
    # u = a * b
    da = du * b
    db1 = du * a
    # copy node
    db = db1 + db2
    return np.array([da, db, dc, dd])


# ---------------------------------------------------------------- 4.2a layers


def fc_forward(x, w, b):
    out = x.dot(w) + b
    cache = (x, w, b)
    return out, cache


def fc_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def relu_forward(x):
    out = np.maximum(x, 0)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def softmax_loss(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    n = x.shape[0]
    loss = -log_probs[np.arange(n), y].mean()
    dx = np.exp(log_probs)
    dx[np.arange(n), y] -= 1
    return loss, dx / n


# ---------------------------------------------------------------- 4.2b classifier


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.params = {}
        self.reg = reg
        self.params["W1"] = weight_scale * np.random.randn(input_dim, hidden_dim)
        self.params["b1"] = np.zeros(hidden_dim)
        self.params["W2"] = weight_scale * np.random.randn(hidden_dim, num_classes)
        self.params["b2"] = np.zeros(num_classes)

    def forwards_backwards(self, X, y=None):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]

        # forward
        h, cache1 = fc_forward(X, W1, b1)
        a, relu_cache = relu_forward(h)
        scores, cache2 = fc_forward(a, W2, b2)
        if y is None:
            return scores

        # loss
        loss, dscores = softmax_loss(scores, y)
        loss += self.reg * (np.sum(W1**2) + np.sum(W2**2))

        # backward
        grads = {}
        da, grads["W2"], grads["b2"] = fc_backward(dscores, cache2)
        dh = relu_backward(da, relu_cache)
        dX, grads["W1"], grads["b1"] = fc_backward(dh, cache1)
        grads["W1"] += 2 * self.reg * W1
        grads["W2"] += 2 * self.reg * W2
        return loss, grads


# ---------------------------------------------------------------- 4.2c, d training


def get_accuracy(model, X, y):
    scores = model.forwards_backwards(X)
    pred = np.argmax(scores, axis=1)
    return np.mean(pred == y)


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    X_train, y_train = data["X_train"], data["y_train"]
    X_val, y_val = data["X_val"], data["y_val"]
    N = X_train.shape[0]
    train_acc_history = []
    val_acc_history = []
    best_acc = -1
    best_params = {}

    for epoch in range(num_epochs):
        order = np.random.permutation(N)
        for i in range(N // batch_size):
            idx = order[i * batch_size : (i + 1) * batch_size]
            loss, grads = model.forwards_backwards(X_train[idx], y_train[idx])
            for k in model.params:
                model.params[k] = model.params[k] - learning_rate * grads[k]
        learning_rate = learning_rate * lr_decay

        train_acc = get_accuracy(model, X_train[:1000], y_train[:1000])
        val_acc = get_accuracy(model, X_val, y_val)
        train_acc_history.append(train_acc)
        val_acc_history.append(val_acc)
        if val_acc > best_acc:
            best_acc = val_acc
            best_params = {k: p.copy() for k, p in model.params.items()}

    model.params = best_params
    return model, train_acc_history, val_acc_history


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
    lr = learning_rate
    num_train = len(data["X_train"])
    num_batches = num_train // batch_size
    train_accs, val_accs = [], []

    velocity = {}
    for name in model.params:
        velocity[name] = np.zeros_like(model.params[name])

    for epoch in range(num_epochs):
        perm = np.random.permutation(num_train)
        for b in range(num_batches):
            batch = perm[b * batch_size : (b + 1) * batch_size]
            Xb = data["X_train"][batch]
            yb = data["y_train"][batch]
            loss, grads = model.forwards_backwards(Xb, yb)
            for name in model.params:
                velocity[name] = beta * velocity[name] + lr * grads[name]
                model.params[name] -= velocity[name]
        lr *= lr_decay

        train_accs.append(get_accuracy(model, data["X_train"], data["y_train"]))
        val_accs.append(get_accuracy(model, data["X_val"], data["y_val"]))

    return model, train_accs, val_accs


# ---------------------------------------------------------------- 4.2e, i, j

hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 150, "weight_scale": 1e-2},
        "training": {"learning_rate": 0.1, "lr_decay": 0.95, "batch_size": 100, "num_epochs": 12},
    },
    "momentum": {
        "model": {"hidden_dim": 150, "weight_scale": 1e-2},
        "training": {
            "learning_rate": 0.02,
            "lr_decay": 0.9,
            "batch_size": 100,
            "num_epochs": 10,
            "beta": 0.9,
        },
    },
    "regularised": {
        "model": {"hidden_dim": 200, "weight_scale": 1e-2, "reg": 0.01},
        "training": {"learning_rate": 0.1, "lr_decay": 0.95, "batch_size": 100, "num_epochs": 15},
    },
    "best": {
        "model": {"hidden_dim": 300, "weight_scale": 1e-2, "reg": 0.001},
        "training": {"learning_rate": 0.03, "lr_decay": 0.9, "batch_size": 100, "num_epochs": 15},
        "optimizer": "momentum",
    },
}

"""Backpropagation by hand: two computation graphs, then a two-layer network and its training.

Rows are examples everywhere: a batch `x` has shape (N, D). A forward function returns its result
and a cache, which the matching backward function gets back. `python backprop.py [RUN [FILE.npz]]`
trains one of the runs in `hyperparameters`.
"""

import sys

import numpy as np

# --- 4.1a: the graph of f(x, w) = 1 / (1 + exp(-(w0 x0 + w1 / x1 - w2 x2 + w3))) ----------------

# BEGIN SOLUTION 4.1a one node for each operation; allowed: "+" "*" "-" "+1" "*-1" "exp" "1/x"
# STUB: graph_a = {
# STUB:     "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
# STUB:     "nodes": [],
# STUB:     "output": "f",
# STUB: }
graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "p0", "op": "*", "inputs": ["w0", "x0"]},
        {"name": "r1", "op": "1/x", "inputs": ["x1"]},
        {"name": "p1", "op": "*", "inputs": ["w1", "r1"]},
        {"name": "p2", "op": "*", "inputs": ["w2", "x2"]},
        {"name": "s01", "op": "+", "inputs": ["p0", "p1"]},
        {"name": "s012", "op": "-", "inputs": ["s01", "p2"]},
        {"name": "s", "op": "+", "inputs": ["s012", "w3"]},
        {"name": "n", "op": "*-1", "inputs": ["s"]},
        {"name": "e", "op": "exp", "inputs": ["n"]},
        {"name": "d", "op": "+1", "inputs": ["e"]},
        {"name": "f", "op": "1/x", "inputs": ["d"]},
    ],
    "output": "f",
}
# END SOLUTION


# --- 4.1b: the same graph as code ---------------------------------------------------------------


def graph_a_forward(x, w):
    """f(x, w) for x of shape (3,) and w of shape (4,): the number f and a cache."""
    # BEGIN SOLUTION 4.1b
    # s = w0 x0 + w1 / x1 - w2 x2 + w3;  e = exp(-s);  d = 1 + e;  f = 1 / d
    s = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]
    e = np.exp(-s)
    d = 1.0 + e
    return 1.0 / d, (x, w, e, d)
    # END SOLUTION


def graph_a_backward(cache):
    """Gradients of f: dx of shape (3,) and dw of shape (4,)."""
    # BEGIN SOLUTION 4.1b from the output back to the inputs, one node at a time
    x, w, e, d = cache
    dd = -1.0 / d**2  # f = 1 / d
    de = dd  # d = 1 + e
    ds = -e * de  # e = exp(-s)
    dx = np.array([w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds])
    dw = np.array([x[0] * ds, ds / x[1], -x[2] * ds, ds])
    return dx, dw
    # END SOLUTION


# --- 4.1c: f(a, b, c, d) = (max(a b, c) + d) b --------------------------------------------------


def graph_c_forward(v):
    """f for v = [a, b, c, d] of shape (4,): the number f and a cache."""
    # BEGIN SOLUTION 4.1c
    a, b, c, d = v
    u = a * b
    s = max(u, c) + d
    return s * b, (a, b, c, u, s)
    # END SOLUTION


def graph_c_backward(cache):
    """Gradient of f: shape (4,), in the order a, b, c, d."""
    # BEGIN SOLUTION 4.1c a copy node adds up what comes back; max hands it to the larger input
    a, b, c, u, s = cache
    db_product = s  # f = s b, the second copy of b
    ds = b
    dd = ds  # s = m + d
    dm = ds
    du = dm if u > c else 0.0  # m = max(u, c)
    dc = 0.0 if u > c else dm
    da = b * du  # u = a b, the first copy of b
    db = a * du + db_product
    return np.array([da, db, dc, dd])
    # END SOLUTION


# --- 4.2a: layers -------------------------------------------------------------------------------


def fc_forward(x, w, b):
    """Fully connected layer: x (N, Din), w (Din, Dout), b (Dout,) give out (N, Dout), cache."""
    # BEGIN SOLUTION 4.2a
    out = x @ w + b  # out = x w + b, b added to every row
    return out, (x, w)
    # END SOLUTION


def fc_backward(dout, cache):
    """dout (N, Dout) gives dx (N, Din), dw (Din, Dout), db (Dout,)."""
    # BEGIN SOLUTION 4.2a
    x, w = cache
    dx = dout @ w.T  # dL/dx = dL/dout w^T
    dw = x.T @ dout  # dL/dw = x^T dL/dout
    db = dout.sum(axis=0)  # every row used the same b
    return dx, dw, db
    # END SOLUTION


def relu_forward(x):
    """Rectifier, entry by entry: x of any shape gives out of the same shape, cache."""
    # BEGIN SOLUTION 4.2a
    return np.maximum(x, 0), x  # out = max(x, 0)
    # END SOLUTION


def relu_backward(dout, cache):
    """dout gives dx of the same shape."""
    # BEGIN SOLUTION 4.2a
    x = cache
    return dout * (x > 0)  # dL/dx = dL/dout where x > 0, else 0
    # END SOLUTION


def softmax_loss(x, y):
    """Given. Scores x (N, C) and labels y (N,) give the mean cross-entropy and its gradient dx."""
    shifted = x - x.max(axis=1, keepdims=True)  # the largest exponent is 0: no overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1.0
    return -log_p[rows, y].mean(), dx / len(y)


# --- 4.2b, g, h: the classifier -----------------------------------------------------------------


class SoftmaxClassifier:
    """fully connected - ReLU - fully connected - softmax; parameters in the dict `params`."""

    def __init__(
        self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0, seed=0
    ):
        self.reg = reg
        self.params = {}
        # BEGIN SOLUTION 4.2b fill self.params with W1, b1, W2, b2
        rng = np.random.default_rng(seed)
        self.params["W1"] = rng.normal(0.0, weight_scale, (input_dim, hidden_dim))
        self.params["b1"] = np.zeros(hidden_dim)
        self.params["W2"] = rng.normal(0.0, weight_scale, (hidden_dim, num_classes))
        self.params["b2"] = np.zeros(num_classes)
        # END SOLUTION

    def forwards_backwards(self, X, y=None):
        """X (N, input_dim). Without y: scores (N, num_classes). With y (N,): loss, grads."""
        # BEGIN SOLUTION 4.2b scores first, returned where y is None; then loss and grads
        p = self.params
        hidden, fc1 = fc_forward(X, p["W1"], p["b1"])
        active, relu = relu_forward(hidden)
        scores, fc2 = fc_forward(active, p["W2"], p["b2"])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = {}
        dactive, grads["W2"], grads["b2"] = fc_backward(dscores, fc2)
        _, grads["W1"], grads["b1"] = fc_backward(relu_backward(dactive, relu), fc1)
        # END SOLUTION
        if self.reg:
            loss = loss + self.penalty()
            for name in ("W1", "W2"):
                grads[name] = grads[name] + self.penalty_gradient(self.params[name])
        return loss, grads

    def penalty(self):
        """Optional: what L2 regularisation adds to the loss."""
        # BEGIN SOLUTION 4.2g
        # lambda (|W1|^2 + |W2|^2); biases stay free
        return self.reg * (np.sum(self.params["W1"] ** 2) + np.sum(self.params["W2"] ** 2))
        # END SOLUTION

    def penalty_gradient(self, w):
        """Optional: what L2 regularisation adds to the gradient of the weights w."""
        # BEGIN SOLUTION 4.2h
        return 2.0 * self.reg * w  # d/dw lambda |w|^2
        # END SOLUTION


# --- 4.2c, d: training --------------------------------------------------------------------------


def minibatches(count, batch_size, rng):
    """Given. The row numbers 0 .. count-1 in random order, cut into batches."""
    order = rng.permutation(count)
    return [order[i : i + batch_size] for i in range(0, count, batch_size)]


def accuracy_of(model, X, y):
    """Given. Fraction of the rows of X whose largest score is at the label."""
    return float(np.mean(np.argmax(model.forwards_backwards(X), axis=1) == y))


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, **kwargs
):
    """Train with SGD; returns model, train_acc_history, val_acc_history (one entry an epoch)."""
    # BEGIN SOLUTION 4.2c
    rng = np.random.default_rng(kwargs.get("seed", 0))
    train_acc_history, val_acc_history = [], []
    for _ in range(num_epochs):
        for rows in minibatches(len(data["y_train"]), batch_size, rng):
            _, grads = model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])
            for name in model.params:  # theta <- theta - eta grad
                model.params[name] = model.params[name] - learning_rate * grads[name]
        learning_rate = learning_rate * lr_decay
        train_acc_history.append(accuracy_of(model, data["X_train"], data["y_train"]))
        val_acc_history.append(accuracy_of(model, data["X_val"], data["y_val"]))
    return model, train_acc_history, val_acc_history
    # END SOLUTION


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    """Train with momentum; arguments and results as in train_network, and beta in [0, 1)."""
    # BEGIN SOLUTION 4.2d
    rng = np.random.default_rng(kwargs.get("seed", 0))
    train_acc_history, val_acc_history = [], []
    velocity = {name: np.zeros_like(value) for name, value in model.params.items()}
    for _ in range(num_epochs):
        for rows in minibatches(len(data["y_train"]), batch_size, rng):
            _, grads = model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])
            for name in model.params:  # v <- beta v + eta grad; theta <- theta - v
                velocity[name] = beta * velocity[name] + learning_rate * grads[name]
                model.params[name] = model.params[name] - velocity[name]
        learning_rate = learning_rate * lr_decay
        train_acc_history.append(accuracy_of(model, data["X_train"], data["y_train"]))
        val_acc_history.append(accuracy_of(model, data["X_val"], data["y_val"]))
    return model, train_acc_history, val_acc_history
    # END SOLUTION


# --- 4.2e, i, j: hyperparameters of the runs that are graded ------------------------------------

hyperparameters = {}

# BEGIN SOLUTION 4.2e
# STUB: hyperparameters["sgd"] = {"model": {}, "training": {}}
# STUB: hyperparameters["momentum"] = {"model": {}, "training": {}}
hyperparameters["sgd"] = {
    "model": {"hidden_dim": 100, "weight_scale": 1e-2},
    "training": {"learning_rate": 0.1, "lr_decay": 0.9, "batch_size": 50, "num_epochs": 12},
}
hyperparameters["momentum"] = {
    "model": {"hidden_dim": 100, "weight_scale": 1e-2},
    "training": {"learning_rate": 0.01, "lr_decay": 0.9, "batch_size": 50, "num_epochs": 12},
}
# END SOLUTION

# BEGIN SOLUTION 4.2i optional
# STUB: # hyperparameters["regularised"] = {"optimizer": "sgd", "model": {}, "training": {}}
hyperparameters["regularised"] = {
    "optimizer": "momentum",
    "model": {"hidden_dim": 100, "weight_scale": 1e-2, "reg": 0.01},
    "training": {"learning_rate": 0.02, "lr_decay": 0.9, "batch_size": 50, "num_epochs": 15},
}
# END SOLUTION

# BEGIN SOLUTION 4.2j optional
# STUB: # hyperparameters["best"] = {"optimizer": "sgd", "model": {}, "training": {}}
hyperparameters["best"] = {
    "optimizer": "momentum",
    "model": {"hidden_dim": 200, "weight_scale": 1e-2, "reg": 0.003},
    "training": {"learning_rate": 0.02, "lr_decay": 0.85, "batch_size": 50, "num_epochs": 14},
}
# END SOLUTION


# --- given: running it by hand ------------------------------------------------------------------


def prepare(x, y, val_part=0.1):
    """Given. Pixels to float32 in 0..1, training mean image taken off, last part for validation."""
    count = len(y) - int(len(y) * val_part)
    scaled = np.asarray(x, dtype=np.float32) / np.float32(255)
    scaled -= scaled[:count].mean(axis=0)
    labels = np.asarray(y, dtype=np.int64)
    return {
        "X_train": scaled[:count],
        "y_train": labels[:count],
        "X_val": scaled[count:],
        "y_val": labels[count:],
    }


def blobs(count=2000, dim=48, classes=10, seed=0):
    """Given. A small generated set in the form of an image set, to try things out in a second."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(classes, size=count)
    centres = rng.uniform(0, 255, (classes, dim))
    return np.clip(centres[labels] + rng.normal(0, 60, (count, dim)), 0, 255), labels


def main(run_name="sgd", path=""):
    """Given. Train one run on an .npz file with x_train (N, D) and y_train (N,), or on blobs."""
    if path:
        with np.load(path) as stored:
            data = prepare(stored["x_train"], stored["y_train"])
    else:
        data = prepare(*blobs())
    run = hyperparameters[run_name]
    model = SoftmaxClassifier(**{"input_dim": data["X_train"].shape[1], **run["model"]})
    momentum = run.get("optimizer", run_name) == "momentum"
    train = SGD_Momentum if momentum else train_network
    _, train_acc, val_acc = train(model, data, **run["training"])
    for epoch, accuracy in enumerate(train_acc):
        print(f"epoch {epoch + 1:3d}  train {accuracy:6.1%}  validation {val_acc[epoch]:6.1%}")


if __name__ == "__main__":
    main(*sys.argv[1:])

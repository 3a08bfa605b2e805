"""Backpropagation by hand: two computation graphs, then a two-layer network and its training.

Rows are examples everywhere: a batch `x` has shape (N, D). A forward function returns its result
and a cache, which the matching backward function gets back. `python backprop.py [RUN [FILE.npz]]`
trains one of the runs in `hyperparameters`.
"""

import sys

import numpy as np

# --- 4.1a: the graph of f(x, w) = 1 / (1 + exp(-(w0 x0 + w1 / x1 - w2 x2 + w3))) ----------------

# TODO 4.1a: one node for each operation; allowed: "+" "*" "-" "+1" "*-1" "exp" "1/x"
graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [],
    "output": "f",
}


# --- 4.1b: the same graph as code ---------------------------------------------------------------


def graph_a_forward(x, w):
    """f(x, w) for x of shape (3,) and w of shape (4,): the number f and a cache."""
    # TODO 4.1b: your code here
    raise NotImplementedError("4.1b: not written yet")


def graph_a_backward(cache):
    """Gradients of f: dx of shape (3,) and dw of shape (4,)."""
    # TODO 4.1b: from the output back to the inputs, one node at a time
    raise NotImplementedError("4.1b: not written yet")


# --- 4.1c: f(a, b, c, d) = (max(a b, c) + d) b --------------------------------------------------


def graph_c_forward(v):
    """f for v = [a, b, c, d] of shape (4,): the number f and a cache."""
    # TODO 4.1c: your code here
    raise NotImplementedError("4.1c: not written yet")


def graph_c_backward(cache):
    """Gradient of f: shape (4,), in the order a, b, c, d."""
    # TODO 4.1c: a copy node adds up what comes back; max hands it to the larger input
    raise NotImplementedError("4.1c: not written yet")


# --- 4.2a: layers -------------------------------------------------------------------------------


def fc_forward(x, w, b):
    """Fully connected layer: x (N, Din), w (Din, Dout), b (Dout,) give out (N, Dout), cache."""
    # TODO 4.2a: your code here
    raise NotImplementedError("4.2a: not written yet")


def fc_backward(dout, cache):
    """dout (N, Dout) gives dx (N, Din), dw (Din, Dout), db (Dout,)."""
    # TODO 4.2a: your code here
    raise NotImplementedError("4.2a: not written yet")


def relu_forward(x):
    """Rectifier, entry by entry: x of any shape gives out of the same shape, cache."""
    # TODO 4.2a: your code here
    raise NotImplementedError("4.2a: not written yet")


def relu_backward(dout, cache):
    """dout gives dx of the same shape."""
    # TODO 4.2a: your code here
    raise NotImplementedError("4.2a: not written yet")


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
        # TODO 4.2b: fill self.params with W1, b1, W2, b2
        raise NotImplementedError("4.2b: not written yet")

    def forwards_backwards(self, X, y=None):
        """X (N, input_dim). Without y: scores (N, num_classes). With y (N,): loss, grads."""
        # TODO 4.2b: scores first, returned where y is None; then loss and grads
        raise NotImplementedError("4.2b: not written yet")
        if self.reg:
            loss = loss + self.penalty()
            for name in ("W1", "W2"):
                grads[name] = grads[name] + self.penalty_gradient(self.params[name])
        return loss, grads

    def penalty(self):
        """Optional: what L2 regularisation adds to the loss."""
        # TODO 4.2g: your code here
        raise NotImplementedError("4.2g: not written yet")

    def penalty_gradient(self, w):
        """Optional: what L2 regularisation adds to the gradient of the weights w."""
        # TODO 4.2h: your code here
        raise NotImplementedError("4.2h: not written yet")


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
    # TODO 4.2c: your code here
    raise NotImplementedError("4.2c: not written yet")


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=10, beta=0.9, **kwargs
):
    """Train with momentum; arguments and results as in train_network, and beta in [0, 1)."""
    # TODO 4.2d: your code here
    raise NotImplementedError("4.2d: not written yet")


# --- 4.2e, i, j: hyperparameters of the runs that are graded ------------------------------------

hyperparameters = {}

# TODO 4.2e: your code here
hyperparameters["sgd"] = {"model": {}, "training": {}}
hyperparameters["momentum"] = {"model": {}, "training": {}}

# TODO 4.2i: optional
# hyperparameters["regularised"] = {"optimizer": "sgd", "model": {}, "training": {}}

# TODO 4.2j: optional
# hyperparameters["best"] = {"optimizer": "sgd", "model": {}, "training": {}}


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

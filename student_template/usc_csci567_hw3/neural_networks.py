"""A multilayer perceptron: layers with their gradients, checks of them, SGD and early stopping.

Rows are examples: a batch X has shape (N, D), labels y (N,) are integers from 0. As a program:

    python neural_networks.py --data_dir DIR --minibatch_size 5

trains on Fashion-MNIST (the four .gz files in DIR) and writes MLP_lr0.01_b5.json.
"""

import argparse
import gzip
import json
import os
import time

import numpy as np

# --- 3.1: the modules ---------------------------------------------------------------------------


class linear_layer:
    """u = X W + b, with the dicts `params` and `gradient`: 'W' (D, K) and 'b' (1, K)."""

    def __init__(self, input_D, output_D):
        self.params = {}
        self.gradient = {}
        # TODO 3.1.1: np.random.normal(0, .1) for W first, then for b; gradients are zeros
        raise NotImplementedError("3.1.1: not written yet")

    def forward(self, X):
        """X (N, D) gives u (N, K)."""
        # TODO 3.1.1: your code here
        raise NotImplementedError("3.1.1: not written yet")

    def backward(self, X, grad):
        """grad (N, K) of the loss by u: puts the gradients of W and b, returns that of X (N, D)."""
        # TODO 3.1.1: your code here
        raise NotImplementedError("3.1.1: not written yet")


class relu:
    """max(X, 0), entry by entry; its slope at 0 is 0. `mask` tells where X was positive."""

    def __init__(self):
        self.mask = None

    def forward(self, X):
        """X of any shape gives the same shape; keeps the mask for `backward`."""
        # TODO 3.1.2: your code here
        raise NotImplementedError("3.1.2: not written yet")

    def backward(self, X, grad):
        """grad, of the loss by what `forward` returned for X: returns that by X, the same shape."""
        # TODO 3.1.2: your code here
        raise NotImplementedError("3.1.2: not written yet")


class softmax_cross_entropy:
    """Given. The mean cross-entropy of scores X (N, K) and labels Y (N,)."""

    def _log_p(self, X):
        shifted = X - X.max(axis=1, keepdims=True)  # the largest exponent is 0: no overflow
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

    def forward(self, X, Y):
        """The loss, a number."""
        return -self._log_p(X)[np.arange(len(Y)), Y].mean()

    def backward(self, X, Y):
        """The gradient of the loss by X, (N, K)."""
        p = np.exp(self._log_p(X))
        p[np.arange(len(Y)), Y] -= 1.0
        return p / len(Y)


def make_model(input_D, hidden=128, output_D=10):
    """Given. A dict of the four modules; L1 draws its weights before L2."""
    return {
        "L1": linear_layer(input_D, hidden),
        "nonlinear1": relu(),
        "L2": linear_layer(hidden, output_D),
        "loss": softmax_cross_entropy(),
    }


def miniBatchGradientDescent(model, _learning_rate):
    """One step of every parameter against its gradient; may return the model."""
    # TODO 3.1.3: modules without `params` have nothing to learn
    raise NotImplementedError("3.1.3: not written yet")


def forward_pass(model, x, y):
    """x (N, D), y (N,): a1 (N, H) before ReLU, h1 after it, scores a2 (N, K), loss."""
    # TODO 3.1.4: your code here
    raise NotImplementedError("3.1.4: not written yet")


def backward_pass(model, x, a1, h1, a2, y):
    """Puts the gradients of L1 and L2 there, from what `forward_pass` returned."""
    # TODO 3.1.4: the modules in reverse order
    raise NotImplementedError("3.1.4: not written yet")


# --- 3.1.5: checks of the gradients -------------------------------------------------------------


def gradient_checker(model, x, y, layer, name, index, step=1e-5):
    """The gradient of one parameter entry as `backward_pass` gives it, and as differences do.

    layer: "L1" or "L2"; name: "W" or "b"; index: the entry's place, a tuple. Parameters end as they
    began.
    """
    # TODO 3.1.5: central differences of the loss
    raise NotImplementedError("3.1.5: not written yet")


def magnitude_checker(model, x, y):
    """The sum, signs included, of all entries of the gradient of W of L1 for the batch x, y."""
    # TODO 3.1.5: your code here
    raise NotImplementedError("3.1.5: not written yet")


# --- 3.2 to 3.4: training -----------------------------------------------------------------------


def early_stopping(val, patience):
    """val: validation accuracies of all epochs so far. The best epoch, and whether to stop.

    Epochs count from 1. Of equally good ones the last is the best. It is time to stop when
    `patience` epochs have gone by since the best one.
    """
    # TODO 3.3a: your code here
    raise NotImplementedError("3.3a: not written yet")


def momentum_step(model, velocity, _learning_rate, _alpha):
    """One step with momentum; returns the new velocity, whose form is yours.

    velocity: {} at the first step, then what the step before returned.
    """
    # TODO 3.4a: your code here
    raise NotImplementedError("3.4a: not written yet")


def evaluate(model, x, y):
    """Given. The fraction (0 to 1) of rows whose largest score is at the label, and the loss."""
    _, _, a2, loss = forward_pass(model, x, y)
    return float(np.mean(np.argmax(a2, axis=1) == y)), float(loss)


def train(model, data, options):
    """Train until early stopping or `options.num_epoch`; returns what the JSON file holds.

    data: dict of x_train, y_train, x_val, y_val, x_test, y_test. options: learning_rate, num_epoch,
    minibatch_size, early_stopping_patience, alpha.
    """
    result = {"train": [], "val": [], "test": 0.0, "time": 0.0}
    start, velocity, size = time.time(), {}, options.minibatch_size
    for epoch in range(1, options.num_epoch + 1):
        # TODO 3.2a: one epoch: a new permutation, N // minibatch_size updates
        raise NotImplementedError("3.2a: not written yet")
        accuracy, loss = evaluate(model, data["x_train"], data["y_train"])
        result["train"].append(accuracy)
        result["val"].append(evaluate(model, data["x_val"], data["y_val"])[0])
        best, stop = early_stopping(result["val"], options.early_stopping_patience)
        if best == epoch:
            result["test"] = evaluate(model, data["x_test"], data["y_test"])[0]
        summed = loss * len(data["y_train"]) / 1000  # over the training set, in thousands
        print(f"epoch {epoch}: loss {summed:.6f}, training {accuracy:.4f}, ", end="")
        print(f"validation {result['val'][-1]:.4f}, best epoch so far {best}")
        if stop:
            break
    result["time"] = time.time() - start
    return result


# --- given: data, the command line --------------------------------------------------------------


def read_idx(path):
    """Given. An .idx file, compressed with gzip, as an array of bytes."""
    with gzip.open(path) as file:
        content = file.read()
    sizes = [int.from_bytes(content[4 * i : 4 * i + 4], "big") for i in range(1, 1 + content[3])]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(sizes)


def load_data(data_dir):
    """Given. Training and validation images by class, pixels in 0 .. 1, labels as integers.

    Of each class the first 1000 training images are for training, the last 200 for validation; of
    a class with less than 1200, the last sixth is for validation.
    """
    data = {}
    for name, prefix in (("all", "train"), ("test", "t10k")):
        images = read_idx(os.path.join(data_dir, f"{prefix}-images-idx3-ubyte.gz"))
        data[f"x_{name}"] = images.reshape(len(images), -1) / 255
        labels = read_idx(os.path.join(data_dir, f"{prefix}-labels-idx1-ubyte.gz"))
        data[f"y_{name}"] = labels.astype(int)
    x, y, rows = data.pop("x_all"), data.pop("y_all"), {"train": [], "val": []}
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        held = min(200, len(places) // 6)
        rows["train"] += list(places[: min(1000, len(places) - held)])
        rows["val"] += list(places[len(places) - held :])
    for part, chosen in rows.items():
        data[f"x_{part}"], data[f"y_{part}"] = x[chosen], y[chosen]
    return data


def shuffled(data):
    """Given. The training rows in random order, by one permutation."""
    order = np.random.permutation(len(data["y_train"]))
    return {**data, "x_train": data["x_train"][order], "y_train": data["y_train"][order]}


def print_checks(model, data, options):
    """Given. What --check_gradient and --check_magnitude print; both before any training."""
    x, y = data["x_train"], data["y_train"]
    if options.check_gradient:  # pixel 0 is black in every image: look elsewhere as well
        for place in ((0, 0), (int(np.argmax(x[0])), 0)):
            for layer, name in (("L1", "W"), ("L1", "b"), ("L2", "W"), ("L2", "b")):
                if place[0] and (layer, name) != ("L1", "W"):
                    continue
                at = place[-model[layer].params[name].ndim :]  # b may have one axis
                got, by = gradient_checker(model, x[:1], y[:1], layer, name, at)
                print(f"{layer} {name} at {at}: gradient {got:.6f}, differences {by:.6f}")
    if options.check_magnitude:
        for n in (50, 5000):
            found = magnitude_checker(model, x[:n], y[:n])
            print(f"sum of the gradient of L1 W over the first {n} rows: {found:.6f}")


def main():
    """Given. Train as the command line says."""
    parser = argparse.ArgumentParser(description="Train a multilayer perceptron.")
    parser.add_argument("--random_seed", type=int, default=42)
    parser.add_argument("--data_dir", default=".")
    parser.add_argument("--learning_rate", type=float, default=0.01)
    parser.add_argument("--alpha", type=float, default=0.0, help="momentum; 0 for none")
    parser.add_argument("--num_epoch", type=int, default=200)
    parser.add_argument("--minibatch_size", type=int, default=1)
    parser.add_argument("--early_stopping_patience", type=int, default=3)
    parser.add_argument("--check_gradient", action="store_true")
    parser.add_argument("--check_magnitude", action="store_true")
    options = parser.parse_args()
    np.random.seed(options.random_seed)
    data = shuffled(load_data(options.data_dir))
    model = make_model(data["x_train"].shape[1])
    print_checks(model, data, options)
    result = train(model, data, options)
    name = f"MLP_lr{options.learning_rate}_b{options.minibatch_size}.json"
    with open(name, "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main()

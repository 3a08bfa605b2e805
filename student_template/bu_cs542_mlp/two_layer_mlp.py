"""A multilayer perceptron with one hidden layer, its gradients, and its training by SGD.

Rows are examples: a batch `X` has shape (N, D). `python two_layer_mlp.py` trains on five toy rows;
`python two_layer_mlp.py FOLDER` trains both networks of 2.4 on the MNIST files in FOLDER.
"""

import gzip
import sys
from pathlib import Path

import numpy as np


class TwoLayerMLP:
    """Fully connected - sigmoid or ReLU - fully connected - softmax; arrays in the dict `params`.

    W1 (input_size, hidden_size), b1 (hidden_size,), W2 (hidden_size, output_size),
    b2 (output_size,).
    """

    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation="relu"):
        """Given. Normal weights of standard deviation std, W1 drawn before W2; zero biases."""
        self.activation = activation
        self.params = {}
        self.params["W1"] = std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        """X (N, D). Without y: scores (N, C). With labels y (N,): loss, grads."""
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        # TODO 2.1: compute scores; they are returned where there are no labels
        raise NotImplementedError("2.1: not written yet")
        if y is None:
            return scores
        # TODO 2.1: compute loss
        raise NotImplementedError("2.1: not written yet")
        # TODO 2.2: fill grads, with the keys and shapes of self.params
        grads = {}
        return loss, grads

    def train(
        self,
        X,
        y,
        X_val,
        y_val,
        learning_rate=1e-3,
        learning_rate_decay=0.95,
        reg=1e-5,
        num_epochs=10,
        batch_size=200,
        verbose=False,
    ):
        """Train by SGD; a dict of four histories, two by update and two by epoch."""
        updates = max(len(X) // batch_size, 1)  # in an epoch
        loss_history, grad_magnitude_history = [], []
        train_acc_history, val_acc_history = [], []
        np.random.seed(1)
        for epoch in range(num_epochs):
            order = np.random.permutation(len(X))
            # TODO 2.3: all updates of this epoch; both histories by update, both by epoch
            raise NotImplementedError("2.3: not written yet")
            if verbose:
                print(
                    f"epoch {epoch + 1:3d}  loss {loss_history[-1]:10.6f}  last batch "
                    f"{train_acc_history[-1]:.3f}  validation {val_acc_history[-1]:.4f}"
                )
        return {
            "loss_history": loss_history,
            "grad_magnitude_history": grad_magnitude_history,
            "train_acc_history": train_acc_history,
            "val_acc_history": val_acc_history,
        }

    def predict(self, X):
        """X (N, D) gives the class (N,) of the largest score of each row."""
        # TODO 2.3: your code here
        raise NotImplementedError("2.3: not written yet")


# --- given: data and running it by hand ---------------------------------------------------------


def toy_model(activation):
    """Given. The network of the worked examples: 4 inputs, 10 hidden units, 3 classes."""
    np.random.seed(0)
    return TwoLayerMLP(4, 10, 3, std=1e-1, activation=activation)


def toy_data():
    """Given. Five rows X (5, 4) and their labels y (5,)."""
    np.random.seed(1)
    return 10 * np.random.randn(5, 4), np.array([0, 1, 2, 2, 1])


def read_mnist(folder):
    """Given. The four idx files in a folder: 70,000 rows (uint8) and labels, train before test."""
    images, labels = [], []
    for part in ("train", "t10k"):
        with gzip.open(Path(folder) / f"{part}-images-idx3-ubyte.gz") as file:
            images.append(np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784))
        with gzip.open(Path(folder) / f"{part}-labels-idx1-ubyte.gz") as file:
            labels.append(np.frombuffer(file.read(), np.uint8, offset=8))
    return np.concatenate(images), np.concatenate(labels).astype(np.int64)


def split(images, labels):
    """Given. One permutation, five sevenths to train, one each to validate and test; mean off."""
    order = np.random.permutation(len(images))
    part = len(images) // 7
    rows = {
        "train": order[: 5 * part],
        "val": order[5 * part : 6 * part],
        "test": order[6 * part :],
    }
    mean = images[rows["train"]].mean(axis=0)
    data = {f"X_{name}": images[r] - mean for name, r in rows.items()}
    return {**data, **{f"y_{name}": labels[r] for name, r in rows.items()}}


def train_digits(data, activation, num_epochs=20, verbose=True):
    """Given. A network of 2.4 and its histories; `data` as `split` gives it."""
    model = TwoLayerMLP(data["X_train"].shape[1], 64, 10, std=1e-1, activation=activation)
    history = model.train(
        data["X_train"],
        data["y_train"],
        data["X_val"],
        data["y_val"],
        learning_rate=1e-3,
        learning_rate_decay=0.95,
        reg=0.5,
        num_epochs=num_epochs,
        batch_size=100,
        verbose=verbose,
    )
    return model, history


def main(folder=""):
    """Given. Train on the toy rows, or on MNIST."""
    if not folder:
        X, y = toy_data()
        for activation, rate, epochs in (("sigmoid", 0.5, 100), ("relu", 0.1, 50)):
            model = toy_model(activation)
            history = model.train(X, y, X, y, rate, num_epochs=epochs, reg=1e-5)
            print(f"{activation}: last loss {history['loss_history'][-1]:.12f}")
        return
    np.random.seed(0)
    data = split(*read_mnist(folder))
    for activation in ("sigmoid", "relu"):
        model, _ = train_digits(data, activation)
        for name in ("train", "val", "test"):
            right = np.mean(model.predict(data[f"X_{name}"]) == data[f"y_{name}"])
            print(f"{activation}: {name} accuracy {right:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The interface of later terms: one class a module, argparse, logging."""
import argparse
import logging
from typing import Callable, List, Tuple

import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("train_input", type=str)
parser.add_argument("validation_input", type=str)
parser.add_argument("train_out", type=str)
parser.add_argument("validation_out", type=str)
parser.add_argument("metrics_out", type=str)
parser.add_argument("num_epoch", type=int)
parser.add_argument("hidden_units", type=int)
parser.add_argument("init_flag", type=int, choices=[1, 2])
parser.add_argument("learning_rate", type=float)
parser.add_argument("--debug", action="store_true")


def args2data(args):
    data = np.loadtxt(args.train_input, delimiter=",", ndmin=2)
    val = np.loadtxt(args.validation_input, delimiter=",", ndmin=2)
    return data[:, 1:], data[:, 0].astype(int), val[:, 1:], val[:, 0].astype(int)


def zero_init(shape):
    return np.zeros(shape=shape)


def random_init(shape):
    M, D = shape
    np.random.seed(M * D)
    W = np.random.uniform(-0.1, 0.1, size=(M, D))
    return W


def softmax(z: np.ndarray) -> np.ndarray:
    exps = np.exp(z - np.max(z))
    return exps / exps.sum()


def cross_entropy(y: int, y_hat: np.ndarray) -> float:
    return -np.log(y_hat[y])


def d_softmax_cross_entropy(y: int, y_hat: np.ndarray) -> np.ndarray:
    d = np.copy(y_hat)
    d[y] = d[y] - 1
    return d


class Sigmoid(object):
    def __init__(self):
        self.out = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.out = 1.0 / (1.0 + np.exp(-x))
        return self.out

    def backward(self, dz: np.ndarray) -> np.ndarray:
        return dz * self.out * (1 - self.out)


class Linear(object):
    def __init__(self, input_size: int, output_size: int, weight_init_fn: Callable, learning_rate: float):
        self.w = weight_init_fn((output_size, input_size + 1))
        self.w[:, 0] = 0
        self.dw = np.zeros_like(self.w)
        self.lr = learning_rate
        self.x = None

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.x = np.insert(x, 0, 1.0)
        return self.w.dot(self.x)

    def backward(self, dz: np.ndarray) -> np.ndarray:
        self.dw = np.outer(dz, self.x)
        return self.w[:, 1:].T.dot(dz)

    def step(self) -> None:
        self.w = self.w - self.lr * self.dw


class NN(object):
    def __init__(self, input_size, hidden_size, output_size, weight_init_fn, learning_rate):
        self.layers = [
            Linear(input_size, hidden_size, weight_init_fn, learning_rate),
            Sigmoid(),
            Linear(hidden_size, output_size, weight_init_fn, learning_rate),
        ]

    def forward(self, x: np.ndarray) -> np.ndarray:
        for layer in self.layers:
            x = layer.forward(x)
        return softmax(x)

    def backward(self, y: int, y_hat: np.ndarray) -> None:
        grad = d_softmax_cross_entropy(y, y_hat)
        for layer in reversed(self.layers):
            grad = layer.backward(grad)

    def step(self):
        self.layers[0].step()
        self.layers[2].step()

    def compute_loss(self, X, y) -> float:
        return np.mean([cross_entropy(t, self.forward(x)) for x, t in zip(X, y)])

    def train(self, X_tr, y_tr, X_test, y_test, n_epochs) -> Tuple[List[float], List[float]]:
        train_losses, test_losses = [], []
        for _ in range(n_epochs):
            for x, t in zip(X_tr, y_tr):
                y_hat = self.forward(x)
                logging.debug("y_hat %s", y_hat)
                self.backward(t, y_hat)
                self.step()
            train_losses.append(self.compute_loss(X_tr, y_tr))
            test_losses.append(self.compute_loss(X_test, y_test))
        return train_losses, test_losses

    def test(self, X, y):
        predictions = [int(np.argmax(self.forward(x))) for x in X]
        return predictions, np.mean(np.array(predictions) != y)


if __name__ == "__main__":
    args = parser.parse_args()
    if args.debug:
        logging.basicConfig(format="[%(asctime)s] %(message)s", level=logging.DEBUG)
    X_tr, y_tr, X_test, y_test = args2data(args)
    nn = NN(X_tr.shape[1], args.hidden_units, 10, zero_init if args.init_flag == 2 else random_init, args.learning_rate)
    train_losses, test_losses = nn.train(X_tr, y_tr, X_test, y_test, args.num_epoch)
    train_labels, train_error = nn.test(X_tr, y_tr)
    test_labels, test_error = nn.test(X_test, y_test)
    for path, labels in ((args.train_out, train_labels), (args.validation_out, test_labels)):
        with open(path, "w") as f:
            for label in labels:
                f.write(str(label) + "\n")
    with open(args.metrics_out, "w") as f:
        for i in range(len(train_losses)):
            cur = i + 1
            f.write(f"epoch={cur} crossentropy(train): {train_losses[i]}\n")
            f.write(f"epoch={cur} crossentropy(validation): {test_losses[i]}\n")
        f.write(f"error(train): {train_error}\n")
        f.write(f"error(validation): {test_error}\n")

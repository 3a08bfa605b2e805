"""The stand-in must tell a right network from a linear model and from a broken one.

Training here is written out on its own, by the textbook, in 32 hidden units and few epochs.
"""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets import stand_in

Pixels = NDArray[np.float32]
Labels = NDArray[np.int64]
Data = tuple[Pixels, Labels, Pixels, Labels]


@dataclass(frozen=True)
class Case:
    """Bounds of the right network, what is there for a linear model, and the network's step."""

    lowest: float
    highest: float
    linear: float
    step: float = 0.1


CASES = {
    "cifar10": Case(0.6, 0.85, 0.2),
    "mnist": Case(0.85, 0.99, 0.4),
    "fashion_mnist": Case(0.7, 0.9, 0.2),
    "cmu_letters": Case(0.8, 0.97, 0.4, step=0.5),
}


def prepared(name: str) -> Data:
    """Features around 0, at most 1 apart."""
    known = stand_in(name)
    arrays, most = (known.large, 1) if name == "cmu_letters" else (known, 255)
    mean = arrays.x_train.mean(axis=0, dtype=np.float64) / most
    train = (arrays.x_train / most - mean).astype(np.float32)
    test = (arrays.x_test / most - mean).astype(np.float32)
    return train, arrays.y_train, test, arrays.y_test


def score_gradient(scores: Pixels, labels: Labels) -> Pixels:
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    return p / np.float32(len(labels))


def network_accuracy(data: Data, step: float, *, train_first_layer: bool = True) -> float:
    x, y, x_test, y_test = data
    rng = np.random.default_rng(0)
    w1 = rng.normal(0, 0.01, (x.shape[1], 32)).astype(np.float32)
    w2 = rng.normal(0, 0.01, (32, 10)).astype(np.float32)
    for _ in range(4):
        for rows in np.split(rng.permutation(len(x)), len(x) // 100):
            hidden = np.maximum(x[rows] @ w1, 0)
            d_scores = score_gradient(hidden @ w2, y[rows])
            d_hidden = (d_scores @ w2.T) * (hidden > 0)
            w2 -= np.float32(step) * (hidden.T @ d_scores)
            if train_first_layer:
                w1 -= np.float32(step) * (x[rows].T @ d_hidden)
    predicted = (np.maximum(x_test @ w1, 0) @ w2).argmax(axis=1)
    return float((predicted == y_test).mean())


def linear_accuracy(data: Data) -> float:
    x, y, x_test, y_test = data
    rng = np.random.default_rng(0)
    w = np.zeros((x.shape[1], 10), np.float32)
    for _ in range(4):
        for rows in np.split(rng.permutation(len(x)), len(x) // 100):
            w -= np.float32(0.02) * (x[rows].T @ score_gradient(x[rows] @ w, y[rows]))
    return float(((x_test @ w).argmax(axis=1) == y_test).mean())


@pytest.mark.parametrize("name", CASES)
def test_network_beats_linear_model_and_broken_network(name: str) -> None:
    data, case = prepared(name), CASES[name]
    right = network_accuracy(data, case.step)
    assert case.lowest < right < case.highest
    assert case.linear < linear_accuracy(data) < right - 0.2
    assert network_accuracy(data, case.step, train_first_layer=False) < right - 0.2

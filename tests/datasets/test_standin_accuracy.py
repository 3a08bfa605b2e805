"""The stand-in must tell a right network from a linear model and from a broken one.

Training here is written out on its own, by the textbook, in 32 hidden units and few epochs.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.cifar10 import generate

Pixels = NDArray[np.float32]
Labels = NDArray[np.int64]
Data = tuple[Pixels, Labels, Pixels, Labels]


@pytest.fixture(scope="module")
def data() -> Data:
    arrays = generate()
    mean = arrays.x_train.mean(axis=0, dtype=np.float64) / 255
    train = (arrays.x_train / 255 - mean).astype(np.float32)
    test = (arrays.x_test / 255 - mean).astype(np.float32)
    return train, arrays.y_train, test, arrays.y_test


def score_gradient(scores: Pixels, labels: Labels) -> Pixels:
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    return p / np.float32(len(labels))


def network_accuracy(data: Data, *, train_first_layer: bool = True) -> float:
    x, y, x_test, y_test = data
    rng = np.random.default_rng(0)
    w1 = rng.normal(0, 0.01, (3072, 32)).astype(np.float32)
    w2 = rng.normal(0, 0.01, (32, 10)).astype(np.float32)
    for _ in range(4):
        for rows in np.split(rng.permutation(len(x)), len(x) // 100):
            hidden = np.maximum(x[rows] @ w1, 0)
            d_scores = score_gradient(hidden @ w2, y[rows])
            d_hidden = (d_scores @ w2.T) * (hidden > 0)
            w2 -= np.float32(0.1) * (hidden.T @ d_scores)
            if train_first_layer:
                w1 -= np.float32(0.1) * (x[rows].T @ d_hidden)
    predicted = (np.maximum(x_test @ w1, 0) @ w2).argmax(axis=1)
    return float((predicted == y_test).mean())


def linear_accuracy(data: Data) -> float:
    x, y, x_test, y_test = data
    rng = np.random.default_rng(0)
    w = np.zeros((3072, 10), np.float32)
    for _ in range(4):
        for rows in np.split(rng.permutation(len(x)), len(x) // 100):
            w -= np.float32(0.02) * (x[rows].T @ score_gradient(x[rows] @ w, y[rows]))
    return float(((x_test @ w).argmax(axis=1) == y_test).mean())


def test_network_beats_linear_model_and_broken_network(data: Data) -> None:
    right = network_accuracy(data)
    assert 0.6 < right < 0.85
    assert 0.2 < linear_accuracy(data) < right - 0.2
    assert network_accuracy(data, train_first_layer=False) < right - 0.2

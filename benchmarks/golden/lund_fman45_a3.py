"""lund_fman45_a3: sizes of the two baselines, and what the MNIST baseline reaches."""

import math
import sys
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from benchmarks.golden.table import COURSE, Golden
from grader.datasets import DataShelf

SHAPES = {
    "mnist": [(28, 28, 16), (28, 28, 16), (14, 14, 16), (14, 14, 16), (14, 14, 16), (7, 7, 16)],
    "cifar": [(32, 32, 16), (32, 32, 16), (16, 16, 16), (16, 16, 16), (16, 16, 16)],
}
"""What convolutions, ReLU and pooling give for one image, (H, W, C)."""


def reference() -> ModuleType:
    """The reference's training, which imports its layers."""
    sys.path.insert(0, str(COURSE / "reference" / "lund_fman45_a3"))
    try:
        import cnn_training  # type: ignore[import-not-found]
    finally:
        sys.path.pop(0)
    module: ModuleType = cnn_training
    return module


def goldens(data: DataShelf) -> list[Golden]:
    """Numbers of parameters, shapes, losses of equal scores, and the baseline's accuracy."""
    solution = reference()
    images = {"mnist": np.zeros((28, 28, 1, 2)), "cifar": np.zeros((32, 32, 3, 2))}
    nets = {"mnist": solution.mnist_net(), "cifar": solution.cifar_net()}
    labels = np.array([3, 7])

    @cache
    def outputs(name: str) -> Any:
        return solution.evaluate(nets[name], images[name], labels)[0]

    def shapes(name: str) -> list[Any]:
        return [output.shape[:3] for output in outputs(name)[: len(SHAPES[name])]]

    def spread(net: str, layer: int) -> float:
        return float(nets[net][layer]["weights"].std())

    @cache
    def accuracy() -> float:
        return mnist_accuracy(solution, data)

    mnist_counts = [25 * 16 + 16, 0, 0, 400 * 16 + 16, 0, 0, 7850, 0]
    cifar_counts = [75 * 16 + 16, 0, 0, 400 * 16 + 16, 0, 40970, 0]
    count = solution.parameters_per_layer
    return [
        Golden("MNIST parameters per layer", mnist_counts, lambda: count(nets["mnist"])),
        Golden("MNIST parameters", 14682, lambda: sum(count(nets["mnist"]))),
        Golden("CIFAR parameters per layer", cifar_counts, lambda: count(nets["cifar"])),
        Golden("CIFAR parameters", 48602, lambda: sum(count(nets["cifar"]))),
        Golden("MNIST shapes", SHAPES["mnist"], lambda: shapes("mnist")),
        Golden("CIFAR shapes", SHAPES["cifar"], lambda: shapes("cifar")),
        Golden("loss of black images", math.log(10), lambda: float(outputs("mnist")[-1])),
        Golden("MNIST init, conv 1", 1 / math.sqrt(37.5), lambda: spread("mnist", 0), 0.02),
        Golden("MNIST init, conv 2", 1 / math.sqrt(200), lambda: spread("mnist", 3), 0.003),
        Golden("MNIST init, dense", 1 / math.sqrt(392), lambda: spread("mnist", 6), 0.002),
        Golden("CIFAR init, conv 1", 0.1 / math.sqrt(37.5), lambda: spread("cifar", 0), 0.002),
        Golden("CIFAR init, conv 2", 0.1 / math.sqrt(200), lambda: spread("cifar", 3), 3e-4),
        Golden("CIFAR init, dense", 1 / math.sqrt(2048), lambda: spread("cifar", 5), 5e-4),
        Golden("MNIST test accuracy", 0.98, accuracy, 0.015, slow=True, needs=("mnist",)),
    ]


def mnist_accuracy(solution: ModuleType, data: DataShelf) -> float:
    """The part of the test images that the MNIST baseline gets right, after 3000 iterations."""
    mnist = data.get("mnist")
    order = np.random.default_rng(0).permutation(len(mnist.y_train))[:-2001]
    x = solution.images(mnist.x_train[order], 28, 28) / np.float32(255)
    mean = x.mean()
    opts = solution.MNIST_OPTIONS
    net, _ = solution.training(solution.mnist_net(), x - mean, mnist.y_train[order], opts)
    x_test = solution.images(mnist.x_test, 28, 28) / np.float32(255) - mean
    return float(np.mean(solution.predict(net, x_test) == mnist.y_test))

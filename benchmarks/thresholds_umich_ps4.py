"""Measure what right and broken solutions of umich_ps4 reach on the data at hand.

    OPENBLAS_NUM_THREADS=1 GRADER_DATA=FOLDER python benchmarks/thresholds_umich_ps4.py [--stand-in]

Trains every run of the reference with ten seeds, and broken variants with three, and prints
mean minus four standard deviations, rounded down to whole percent;
`assignments/umich_ps4/thresholds.toml` says what follows from that. About fifteen minutes on the
CIFAR-10 subset, five on the stand-in.
"""

import argparse
import importlib.util
import math
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.datasets import Dataset, load, stand_in

REFERENCE = Path(__file__).parents[1] / "reference" / "umich_ps4" / "backprop.py"
SEEDS, BROKEN_SEEDS = 10, 3


def reference() -> ModuleType:
    """The reference as a module."""
    spec = importlib.util.spec_from_file_location("backprop", REFERENCE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"the reference {REFERENCE} can't be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Frozen:
    """A model that leaves some parameters as they are, or turns the sign of its gradients."""

    def __init__(self, model: Any, factors: dict[str, float]) -> None:
        self.model, self.factors, self.params = model, factors, model.params

    def forwards_backwards(self, X: Any, y: Any = None) -> Any:
        """As the model's; gradients times the factors, 1 where there is none."""
        if y is None:
            return self.model.forwards_backwards(X)
        loss, grads = self.model.forwards_backwards(X, y)
        return loss, {name: self.factors.get(name, 1.0) * g for name, g in grads.items()}


def without_relu(module: ModuleType) -> ModuleType:
    """The reference with a ReLU that does nothing: a linear classifier."""
    module.relu_forward = lambda x: (x, None)  # type: ignore[attr-defined]
    module.relu_backward = lambda dout, cache: dout  # type: ignore[attr-defined]
    return module


FACTORS: dict[str, dict[str, float]] = {
    "second layer frozen": {"W2": 0.0, "b2": 0.0},
    "first layer frozen": {"W1": 0.0, "b1": 0.0},
    "weights frozen": {"W1": 0.0, "W2": 0.0},
    "sign of the update": dict.fromkeys(("W1", "b1", "W2", "b2"), -1.0),
    "untrained": dict.fromkeys(("W1", "b1", "W2", "b2"), 0.0),
}


def test_accuracy(module: ModuleType, images: Dataset, name: str, seed: int, broken: str) -> float:
    """Train one run with one seed and give its accuracy on the test images."""
    data = module.prepare(images.x_train, images.y_train)
    count = len(data["y_train"])
    mean = (images.x_train[:count].astype(np.float32) / np.float32(255)).mean(axis=0)
    x_test = images.x_test.astype(np.float32) / np.float32(255) - mean
    run = module.hyperparameters[name]
    training = dict(run["training"])
    if broken == "beta 0":
        training["beta"] = 0.0
    if broken == "labels mixed up":
        data["y_train"] = np.random.default_rng(seed).permutation(data["y_train"])
    model = Frozen(module.SoftmaxClassifier(**run["model"], seed=seed), FACTORS.get(broken, {}))
    momentum = run.get("optimizer", name) == "momentum"
    train = module.SGD_Momentum if momentum else module.train_network
    with np.errstate(all="ignore"):  # a broken update may overflow
        train(model, data, seed=seed + 1000, **training)
        reached: float = module.accuracy_of(model, x_test, images.y_test)
    return reached


def main() -> None:
    """Print what right and broken solutions reach, and the levels that follow."""
    parser = argparse.ArgumentParser(description="measure thresholds of umich_ps4")
    parser.add_argument("--stand-in", action="store_true", help="use the generated data")
    images = stand_in("cifar10") if parser.parse_args().stand_in else load("cifar10")
    module = reference()
    print(f"[{images.used.origin}]  # {images.used.description}", flush=True)
    for name in module.hyperparameters:
        start = time.process_time()
        reached = [test_accuracy(module, images, name, seed, "") for seed in range(SEEDS)]
        mean, spread = float(np.mean(reached)), float(np.std(reached, ddof=1))
        level = math.floor(100 * (mean - 4 * spread)) / 100
        seconds = (time.process_time() - start) / SEEDS
        print(
            f"{name} = {level:.2f}  # {mean:.3f} +- {spread:.3f}, {min(reached):.3f} to "
            f"{max(reached):.3f}; {seconds:.1f} s CPU a run",
            flush=True,
        )
    report_broken(module, images, "sgd", (*FACTORS, "labels mixed up"))
    report_broken(module, images, "momentum", ("second layer frozen", "beta 0"))
    for name in ("sgd", "momentum", "regularised", "best"):
        report_broken(without_relu(reference()), images, name, ("no ReLU",))


def report_broken(
    module: ModuleType, images: Dataset, name: str, variants: tuple[str, ...]
) -> None:
    """Print the accuracies of broken variants of one run."""
    for broken in variants:
        seeds = range(BROKEN_SEEDS)
        reached = [test_accuracy(module, images, name, seed, broken) for seed in seeds]
        print(f"# {name}, {broken}: {', '.join(f'{value:.3f}' for value in reached)}", flush=True)


if __name__ == "__main__":
    main()

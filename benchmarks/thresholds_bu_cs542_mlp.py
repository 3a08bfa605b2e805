"""Measure what right and broken solutions of bu_cs542_mlp reach on the data at hand.

    OPENBLAS_NUM_THREADS=1 python benchmarks/thresholds_bu_cs542_mlp.py [--stand-in]

Trains both networks of 2.4 with ten seeds, and broken variants with two, and prints mean minus four
standard deviations, rounded down to whole percent; `assignments/bu_cs542_mlp/thresholds.toml` says
what follows from that. About five minutes on the complete MNIST, one on the stand-in.
"""

import argparse
import importlib.util
import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.datasets import Dataset, load, stand_in

REFERENCE = Path(__file__).parents[1] / "reference" / "bu_cs542_mlp" / "two_layer_mlp.py"
SEEDS, BROKEN_SEEDS = 10, 2

FACTORS: dict[str, dict[str, float]] = {
    "first layer frozen": {"W1": 0.0, "b1": 0.0},
    "sign of the update": dict.fromkeys(("W1", "b1", "W2", "b2"), -1.0),
    "untrained": dict.fromkeys(("W1", "b1", "W2", "b2"), 0.0),
    "divided by the batch size": dict.fromkeys(("W1", "b1", "W2", "b2"), 0.01),
}


def reference() -> ModuleType:
    """The reference as a module."""
    spec = importlib.util.spec_from_file_location("two_layer_mlp", REFERENCE)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"the reference {REFERENCE} can't be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def with_factors(module: ModuleType, factors: dict[str, float]) -> None:
    """Make every network of the module multiply its gradients by these factors."""
    right = module.TwoLayerMLP.loss

    def loss(self: Any, X: Any, y: Any = None, reg: float = 0.0) -> Any:
        found = right(self, X, y, reg)
        if y is None:
            return found
        return found[0], {name: factors.get(name, 1.0) * g for name, g in found[1].items()}

    module.TwoLayerMLP.loss = loss


def test_accuracy(images: Dataset, activation: str, seed: int, broken: str) -> float:
    """Train one network with one seed and give its accuracy on the test images."""
    module = reference()
    if broken in FACTORS:
        with_factors(module, FACTORS[broken])
    np.random.seed(seed)
    rows = np.concatenate([images.x_train, images.x_test])
    data = module.split(rows, np.concatenate([images.y_train, images.y_test]))
    if broken == "labels mixed up":
        data["y_train"] = np.random.permutation(data["y_train"])
    with np.errstate(all="ignore"):  # a broken update may overflow
        model, _ = module.train_digits(data, activation, verbose=False)
        return float(np.mean(model.predict(data["X_test"]) == data["y_test"]))


def main() -> None:
    """Print what right and broken solutions reach, and the levels that follow."""
    parser = argparse.ArgumentParser(description="measure thresholds of bu_cs542_mlp")
    parser.add_argument("--stand-in", action="store_true", help="use the generated data")
    images = stand_in("mnist") if parser.parse_args().stand_in else load("mnist")
    print(f"[{images.used.origin}]  # {images.used.description}", flush=True)
    for activation in ("sigmoid", "relu"):
        reached = [test_accuracy(images, activation, seed, "") for seed in range(SEEDS)]
        mean, spread = float(np.mean(reached)), float(np.std(reached, ddof=1))
        level = math.floor(100 * (mean - 4 * spread)) / 100
        least, most = min(reached), max(reached)
        print(
            f"{activation} = {level:.2f}  # {mean:.4f} +- {spread:.4f}, {least:.4f} to {most:.4f}",
            flush=True,
        )
        for broken in (*FACTORS, "labels mixed up"):
            reached = [test_accuracy(images, activation, s, broken) for s in range(BROKEN_SEEDS)]
            said = ", ".join(f"{value:.4f}" for value in reached)
            print(f"# {activation}, {broken}: {said}", flush=True)


if __name__ == "__main__":
    main()

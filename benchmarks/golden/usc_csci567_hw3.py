"""usc_csci567_hw3: first epochs, whole runs by batch size, checkers, parameters, three networks.

Seed 42 and learning rate 0.01 throughout. The numbers of the three networks in and out of domain
are the reference's own; convolutions are in single precision, so that these may move a little.
"""

import contextlib
import io
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.golden.table import Golden, reference
from grader.datasets import DataShelf

NEEDS = ("fashion_mnist",)
# batch size: epochs, best epoch, updates until then, test accuracy
RUNS = {
    1: (16, 13, 130000, 0.8482),
    5: (13, 10, 20000, 0.8435),
    50: (46, 43, 8600, 0.8292),
    500: (42, 39, 780, 0.7510),
    5000: (161, 158, 316, 0.6856),
}
CHECKED = {("L1", "W"): 0.0, ("L1", "b"): 0.129579, ("L2", "W"): 0.004011, ("L2", "b"): 0.121975}
MAGNITUDES = {50: 148.290031, 5000: 117.085383}
PARAMETERS = {"mlp": 101770, "cnn_2": 80650, "cnn_3": 68106}
# test images as they are, 4 up, turned by 90, 180, 270
ACCURACIES = {
    "mlp": (0.8435, 0.4641, 0.0230, 0.2015, 0.0527),
    "cnn2": (0.8530, 0.5290, 0.0611, 0.2398, 0.0438),
    "cnn3": (0.8588, 0.5576, 0.0546, 0.2517, 0.0478),
}


class Course:
    """The reference on the real data; each training runs once, however many numbers it gives."""

    def __init__(self, data: DataShelf) -> None:
        self.shelf = data
        self.mlp = reference("usc_csci567_hw3", "neural_networks.py")
        self.domains = reference("usc_csci567_hw3", "domains.py")
        self.images = cache(self._images)
        self.run = cache(self._run)
        self.compared = cache(self._compared)

    def _images(self) -> dict[str, Any]:
        """The images that the program chooses, as it reads them from the files."""
        found = self.shelf.get("fashion_mnist")
        arrays = {f"{xy}_all": getattr(found, f"{xy}_train") for xy in "xy"}
        arrays |= {f"{xy}_test": getattr(found, f"{xy}_test") for xy in "xy"}
        x, y = arrays["x_all"], arrays["y_all"]
        places = [np.flatnonzero(y == label) for label in range(10)]
        rows = {
            "train": np.concatenate([p[:1000] for p in places]),
            "val": np.concatenate([p[-200:] for p in places]),
        }
        data = {"x_test": arrays["x_test"] / 255, "y_test": arrays["y_test"]}
        for part, chosen in rows.items():
            data[f"x_{part}"], data[f"y_{part}"] = x[chosen] / 255, y[chosen]
        return data

    def start(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Data and model as they are before the first epoch."""
        np.random.seed(42)
        data = self.mlp.shuffled(self.images())
        return data, self.mlp.make_model(784)

    def _run(self, size: int, epochs: int) -> tuple[dict[str, Any], str]:
        """What a run gives, and what it prints."""
        data, model = self.start()
        how = {"learning_rate": 0.01, "num_epoch": epochs, "minibatch_size": size, "alpha": 0.0}
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            result = self.mlp.train(model, data, SimpleNamespace(**how, early_stopping_patience=3))
        loss = self.mlp.evaluate(model, data["x_train"], data["y_train"])[1]
        return result | {"loss": loss * len(data["y_train"]) / 1000}, printed.getvalue()

    def whole(self, size: int) -> tuple[int, int, int, float]:
        """Epochs, best epoch, updates until then and test accuracy of a whole run."""
        result, _ = self.run(size, 200)
        best, _ = self.mlp.early_stopping(result["val"], 3)
        return len(result["val"]), best, best * (10000 // size), result["test"]

    def checked(self, layer: str, name: str) -> float:
        """The gradient at (0, 0) on the first training row, to six decimals."""
        data, model = self.start()
        one = data["x_train"][:1], data["y_train"][:1]
        got, difference = self.mlp.gradient_checker(model, *one, layer, name, (0, 0))
        if abs(got - difference) > 1e-7:
            raise ArithmeticError(f"gradient {got} and difference {difference} don't agree")
        return float(got)

    def magnitude(self, count: int) -> float:
        """The sum of the gradient of W of L1 over the first rows."""
        data, model = self.start()
        return float(
            self.mlp.magnitude_checker(model, data["x_train"][:count], data["y_train"][:count])
        )

    def _compared(self) -> dict[str, list[float]]:
        np.random.seed(42)
        with contextlib.redirect_stdout(io.StringIO()):
            found: dict[str, list[float]] = self.domains.compare(
                self.mlp.shuffled(self.images()), self.mlp
            )
        return found

    def parameters(self, name: str) -> int:
        """Entries of all parameter arrays of a network."""
        if name == "mlp":
            modules = self.mlp.make_model(784).values()
            return sum(p.size for m in modules for p in getattr(m, "params", {}).values())
        layers = getattr(self.domains, name)(np.random.default_rng(0))
        return sum(layer.W.size + layer.b.size for layer in layers if hasattr(layer, "W"))


def goldens(data: DataShelf) -> list[Golden]:
    """All numbers of the assignment; whole runs and convolutions are slow."""
    course = Course(data)
    first = {
        "3.2 batch 5, epoch 1: loss": (6.05685388211968, lambda: course.run(5, 1)[0]["loss"]),
        "3.2 batch 5, epoch 1: training": (0.7893, lambda: course.run(5, 1)[0]["train"][0]),
        "3.2 batch 5, epoch 1: validation": (0.7765, lambda: course.run(5, 1)[0]["val"][0]),
    }
    rows = [Golden(name, want, got, 1e-9, needs=NEEDS) for name, (want, got) in first.items()]
    for (layer, name), want in CHECKED.items():
        got = lambda layer=layer, name=name: course.checked(layer, name)  # noqa: E731
        rows.append(Golden(f"3.1.5 gradient {layer} {name}", want, got, 5.1e-7, needs=NEEDS))
    for count, want in MAGNITUDES.items():
        got = lambda count=count: course.magnitude(count)  # noqa: E731
        rows.append(Golden(f"3.1.5 magnitude, {count} rows", want, got, 5.1e-7, needs=NEEDS))
    for name, parameters in PARAMETERS.items():
        got = lambda name=name: course.parameters(name)  # noqa: E731
        rows.append(Golden(f"3.5 parameters of {name}", parameters, got))
    for size, whole in RUNS.items():
        for place, what in enumerate(("epochs", "best epoch", "updates to best", "test accuracy")):
            got = lambda size=size, place=place: course.whole(size)[place]  # noqa: E731
            rows.append(Golden(f"3.2 batch {size}: {what}", whole[place], got, 1e-9, True, NEEDS))
    versions = ("as they are", "4 up", "90", "180", "270")
    for network, accuracies in ACCURACIES.items():
        for place, version in enumerate(versions):
            got = lambda n=network, p=place: course.compared()[n][p]  # noqa: E731
            name = f"3.5 {network}, images {version}"
            rows.append(Golden(name, accuracies[place], got, 0.02, True, NEEDS))
    return rows

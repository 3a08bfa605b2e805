"""bu_cs542_mlp: losses of the worked example, and both networks on the complete MNIST."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from benchmarks.golden.table import Golden, reference
from grader.datasets import DataShelf

EXAMPLES = {"sigmoid": 1.1822479803941373, "relu": 1.3037878913298206}
TRAINED = {"sigmoid": (0.5, 100, 0.10926794610680679), "relu": (0.1, 50, 0.0178562204869839)}
EPOCHS = {  # loss of the last batch, accuracies on the last batch and in validation
    1: (79.040004, 0.160, 0.2663),
    2: (49.814996, 0.500, 0.4611),
    3: (32.419904, 0.640, 0.5683),
    20: (1.876564, 0.910, 0.8664),
}
REACHED = {
    "sigmoid": {"train": 0.8721, "val": 0.8664, "test": 0.8639},
    "relu": {"train": 0.9728, "val": 0.966, "test": 0.9657},
}
SHORT, UPDATES = 3, 500
NEEDS = ("mnist",)


class Run(NamedTuple):
    """A network's histories, and its accuracies on the three parts."""

    history: dict[str, Any]
    accuracies: dict[str, float]


def goldens(data: DataShelf) -> list[Golden]:
    """Two losses, two trainings of the worked example, and the runs on MNIST."""
    solution = reference("bu_cs542_mlp", "two_layer_mlp.py")

    def digits(epochs: int) -> dict[str, Run]:
        images = data.get("mnist")
        np.random.seed(0)
        parts = solution.split(
            np.concatenate([images.x_train, images.x_test]),
            np.concatenate([images.y_train, images.y_test]),
        )
        runs = {}
        for activation in ("sigmoid", "relu") if epochs > SHORT else ("sigmoid",):
            model, history = solution.train_digits(parts, activation, epochs, verbose=False)
            reached = {
                name: float(np.mean(model.predict(parts[f"X_{name}"]) == parts[f"y_{name}"]))
                for name in ("train", "val", "test")
            }
            runs[activation] = Run(history, reached)
        return runs

    return [*_example(solution), *_digits(cache(digits))]


def _example(solution: Any) -> list[Golden]:
    x, y = solution.toy_data()

    def trained(activation: str, rate: float, epochs: int) -> float:
        model = solution.toy_model(activation)
        history = model.train(x, y, x, y, learning_rate=rate, num_epochs=epochs, reg=1e-5)
        return float(history["loss_history"][-1])

    found = []
    for name, expected in EXAMPLES.items():
        got: Callable[[], object] = lambda name=name: float(  # noqa: E731
            solution.toy_model(name).loss(x, y, 0.1)[0]
        )
        found.append(Golden(f"loss of the {name} example", expected, got, 1e-15))
    for name, (rate, epochs, last) in TRAINED.items():
        got = lambda name=name, rate=rate, epochs=epochs: trained(name, rate, epochs)  # noqa: E731
        found.append(Golden(f"last loss of training the {name} example", last, got, 1e-14))
    return found


def _digits(runs: Callable[[int], dict[str, Run]]) -> list[Golden]:
    found = []

    def add(name: str, expected: float, got: Callable[[], float], tolerance: float, slow: bool):
        found.append(Golden(name, expected, got, tolerance, slow, NEEDS))

    def history(epoch: int, name: str) -> float:
        values = runs(SHORT if epoch <= SHORT else epoch)["sigmoid"].history[name]
        return float(values[UPDATES * epoch - 1 if name == "loss_history" else epoch - 1])

    names = ("loss_history", "train_acc_history", "val_acc_history")
    for epoch, expected in EPOCHS.items():
        for name, value, tolerance in zip(names, expected, (1e-6, 1e-9, 1e-9), strict=True):
            said = f"MNIST, sigmoid, epoch {epoch}: {name}"
            add(said, value, lambda e=epoch, n=name: history(e, n), tolerance, epoch > SHORT)
    for activation, parts in REACHED.items():
        for part, expected_part in parts.items():
            said = f"MNIST, {activation}, at the end: {part}"
            tolerance = 1e-9 if activation == "sigmoid" else 0.002
            add(
                said,
                expected_part,
                lambda a=activation, p=part: runs(20)[a].accuracies[p],
                tolerance,
                True,
            )
    return found

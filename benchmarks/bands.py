"""Measure the bands that reports draw behind the training curves of a submission.

    OPENBLAS_NUM_THREADS=1 GRADER_DATA=FOLDER python -m benchmarks.bands ASSIGNMENT \
        [--stand-in] [--seeds 10]

Trains the reference with one seed after another and writes the lowest and the highest value at each
step to `assignments/ASSIGNMENT/bands.toml`, beside those of other data. A report draws a band
behind the curve of the same figure and name, where the grader had the same kind of data.
"""

import argparse
import math
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks import thresholds_lund_fman45_a3
from benchmarks.golden.table import reference
from grader.datasets import load, stand_in

ASSIGNMENTS = Path(__file__).parents[1] / "assignments"
Curves = dict[tuple[str, str], Any]
"""Values by figure and curve, as the check names them."""


def umich_ps4(images: Any, seed: int) -> Curves:
    """Accuracies by epoch of every run of 4.2e, i and j."""
    module = reference("umich_ps4", "backprop.py")
    data = module.prepare(images.x_train, images.y_train)
    found: Curves = {}
    for name, run in module.hyperparameters.items():
        model = module.SoftmaxClassifier(**run["model"], seed=seed)
        momentum = run.get("optimizer", name) == "momentum"
        train = module.SGD_Momentum if momentum else module.train_network
        _, *histories = train(model, data, seed=seed + 1000, **run["training"])
        for label, history in zip(("training", "validation"), histories, strict=True):
            found[f"accuracy of {name}", label] = history
    return found


def bu_cs542_mlp(images: Any, seed: int) -> Curves:
    """The four histories of both networks of 2.4, by epoch."""
    module = reference("bu_cs542_mlp", "two_layer_mlp.py")
    groups = {
        "val_acc_history": "accuracy in validation",
        "train_acc_history": "accuracy on the last batch",
        "loss_history": "loss, mean of an epoch",
        "grad_magnitude_history": "norm of the gradient of W1, mean of an epoch",
    }
    found: Curves = {}
    for activation in ("sigmoid", "relu"):
        np.random.seed(seed)
        rows = np.concatenate([images.x_train, images.x_test]).astype(np.float32)
        data = module.split(rows, np.concatenate([images.y_train, images.y_test]))
        _, histories = module.train_digits(data, activation, num_epochs=20, verbose=False)
        for name, group in groups.items():
            by_epoch = np.reshape(histories[name], (20, -1)).mean(axis=1)
            found[group, activation] = by_epoch
    return found


def usc_csci567_hw3(images: Any, seed: int) -> Curves:
    """Accuracies by epoch of the run of 3.2c."""
    module = reference("usc_csci567_hw3", "neural_networks.py")
    places = [np.flatnonzero(images.y_train == label) for label in range(10)]
    held = [min(200, len(place) // 6) for place in places]
    pairs = list(zip(places, held, strict=True))
    parts = {
        "train": np.concatenate([p[: min(1000, len(p) - count)] for p, count in pairs]),
        "val": np.concatenate([p[len(p) - count :] for p, count in pairs]),
    }
    data = {f"x_{name}": images.x_train[rows] / 255 for name, rows in parts.items()}
    data |= {f"y_{name}": images.y_train[rows].astype(int) for name, rows in parts.items()}
    data |= {"x_test": images.x_test / 255, "y_test": images.y_test.astype(int)}
    options = SimpleNamespace(
        learning_rate=0.01, alpha=0.0, num_epoch=3, minibatch_size=5, early_stopping_patience=3
    )
    np.random.seed(seed)
    data = module.shuffled(data)
    result = module.train(module.make_model(data["x_train"].shape[1]), data, options)
    return {("accuracy, batches of 5", name): result[name] for name in ("train", "val")}


def lund_fman45_a3(images: Any, seed: int) -> Curves:
    """The smoothed loss by iteration of the run of 6b."""
    _, module = thresholds_lund_fman45_a3.reference()
    stood_in = images.used.origin == "stand-in"
    data = thresholds_lund_fman45_a3.prepared("mnist", seed, generated=stood_in)
    start, options = module.mnist_net(seed), module.MNIST_OPTIONS
    _, losses = module.training(start, data["x"], data["labels"], options)
    return {("loss on MNIST", "moving average"): module.smoothed(losses)}


MEASURED: dict[str, tuple[str, Callable[[Any, int], Curves]]] = {
    "umich_ps4": ("cifar10", umich_ps4),
    "bu_cs542_mlp": ("mnist", bu_cs542_mlp),
    "lund_fman45_a3": ("mnist", lund_fman45_a3),
    "usc_csci567_hw3": ("fashion_mnist", usc_csci567_hw3),
}
SEEDS = {10: "ten", 5: "five"}
MOST_STEPS = 200
"""Of longer curves, values at even distances are kept: a drawing has no more columns."""


def written(bands: list[dict[str, Any]]) -> str:
    """The bands as TOML."""
    lines = ["# Lowest and highest value of the reference at each step, by benchmarks/bands.py."]
    for band in bands:
        lines += ["", "[[band]]"]
        lines += [f'{name} = "{band[name]}"' for name in ("data", "group", "curve", "label")]
        if band.get("every", 1) > 1:
            lines.append(f"every = {band['every']}")
        for name in ("low", "high"):
            lines.append(f"{name} = [{', '.join(f'{float(v):.4g}' for v in band[name])}]")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure one assignment on one kind of data, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", choices=MEASURED)
    parser.add_argument("--stand-in", action="store_true", help="use the generated data")
    parser.add_argument("--seeds", type=int, choices=SEEDS, default=10)
    options = parser.parse_args()
    data, measure = MEASURED[options.assignment]
    images = stand_in(data) if options.stand_in else load(data)
    origin, label = images.used.origin, f"reference, {SEEDS[options.seeds]} seeds"
    curves = []
    for seed in range(options.seeds):
        start = time.process_time()
        curves.append(measure(images, seed))
        print(f"{origin}, seed {seed}: {time.process_time() - start:.0f} s CPU", flush=True)
    target = ASSIGNMENTS / options.assignment / "bands.toml"
    bands = tomllib.loads(target.read_text())["band"] if target.exists() else []
    bands = [band for band in bands if band["data"] != origin]
    for group, curve in curves[0]:
        values = np.array([one[group, curve] for one in curves])
        every = math.ceil(values.shape[1] / MOST_STEPS)
        low, high = (edge(axis=0)[::every] for edge in (values.min, values.max))
        names = {"data": origin, "group": group, "curve": curve, "label": label}
        bands.append({**names, "every": every, "low": low, "high": high})
    target.write_text(written(bands))


if __name__ == "__main__":
    main()

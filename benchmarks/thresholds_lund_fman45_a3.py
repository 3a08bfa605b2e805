"""Measure what right and broken solutions of lund_fman45_a3 reach on the data at hand.

    OPENBLAS_NUM_THREADS=1 GRADER_DATA=FOLDER python benchmarks/thresholds_lund_fman45_a3.py \
        [--stand-in] [--seeds 10] [--part 1] [RUN ...]

Runs: mnist and baseline (the nets that the task text gives), improved (the reference's own net),
broken (baselines with one mistake, two seeds each). --part 5 trains for a fifth of the time, which
tells the spread of many seeds soon. Prints each seed, then mean minus four standard deviations;
`assignments/lund_fman45_a3/thresholds.toml` says what follows from that. A seed of mnist takes
about 12 seconds, of baseline 30, of improved 50.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from grader.datasets import load, stand_in

REFERENCE = Path(__file__).parents[1] / "reference" / "lund_fman45_a3"
BROKEN_SEEDS = 2
BLUR = 2  # as the check has it
Data = dict[str, Any]


def reference() -> tuple[ModuleType, ModuleType]:
    """The reference's layers and its training, as modules."""
    sys.path.insert(0, str(REFERENCE))
    import cnn_layers  # type: ignore[import-not-found]
    import cnn_training  # type: ignore[import-not-found]

    return cnn_layers, cnn_training


def prepared(name: str, seed: int, *, generated: bool) -> Data:
    """Shuffled training images and blurred test images, as the checks give them."""
    images = stand_in(name) if generated else load(name)
    training = reference()[1]
    rng = np.random.default_rng(seed)
    side, scale, axes = (28, 255, None) if name == "mnist" else (32, 1, (0, 1, 3))
    count = len(images.y_train)
    order = rng.permutation(count)[:-2001]
    if name == "cifar10":  # further ones are held back
        order = np.arange(min(20_000, count - min(5_000, count // 10)))
    x = training.images(images.x_train[order], side, side) / np.float32(scale)
    x_test = training.images(images.x_test, side, side)
    x_test += rng.integers(-BLUR, BLUR, size=x_test.shape, endpoint=True)
    mean = x.mean(axis=axes, keepdims=True)
    return {
        "x": x - mean,
        "labels": images.y_train[order],
        "x_test": x_test / np.float32(scale) - mean,
        "y_test": images.y_test,
    }


def given(data: Data, seed: int, part: int, name: str) -> Any:
    """The net of one of the baselines, `mnist` or `cifar`, after its training."""
    training = reference()[1]
    opts = dict(getattr(training, f"{name.upper()}_OPTIONS"))
    opts["iterations"] //= part
    net = getattr(training, f"{name}_net")(seed)
    return training.training(net, data["x"], data["labels"], opts)[0]


def improved(data: Data, seed: int, part: int) -> Any:
    """The reference's own net."""
    visits = 120_000 // part
    return reference()[1].improved(data["x"], data["labels"], seed=seed, visits=visits)


RUNS: dict[str, tuple[str, Callable[[Data, int, int], Any]]] = {
    "mnist": ("mnist", partial(given, name="mnist")),
    "baseline": ("cifar10", partial(given, name="cifar")),
    "improved": ("cifar10", improved),
}


def reached(run: str, seed: int, part: int, *, generated: bool) -> float:
    """The test accuracy of a run with one seed."""
    name, train = RUNS[run]
    data = prepared(name, seed, generated=generated)
    with np.errstate(all="ignore"):  # a broken update may overflow
        net = train(data, seed, part)
        found = reference()[1].predict(net, data["x_test"])
    return float(np.mean(found == data["y_test"]))


def report(run: str, seeds: int, part: int, *, generated: bool) -> None:
    """Print what a run reaches."""
    start = time.process_time()
    values = []
    for seed in range(seeds):
        values.append(reached(run, seed, part, generated=generated))
        print(f"# {run}, seed {seed}: {values[-1]:.4f}", flush=True)
    mean, spread = float(np.mean(values)), float(np.std(values, ddof=1))
    seconds = (time.process_time() - start) / seeds
    print(
        f"{run} = {mean - 4 * spread:.3f}  # {mean:.4f} +- {spread:.4f}, {min(values):.4f} to "
        f"{max(values):.4f}, {seeds} seeds; {seconds:.0f} s CPU a run",
        flush=True,
    )


def report_broken(part: int, *, generated: bool) -> None:
    """Print what baselines with one mistake reach."""
    layers, training = reference()
    right_relu, right_step = layers.relu_backward, training.momentum_step
    broken_relu: dict[str, Any] = {
        "mask from upstream": lambda x, dldZ: dldZ * (dldZ > 0),
        "ReLU lets nothing back": lambda x, dldZ: 0 * dldZ,
    }
    broken_step: dict[str, Any] = {
        "no update": lambda w, grad, m, lr, mu, wd: (w, m),
        "up the gradient": lambda w, grad, m, lr, mu, wd: (w + lr * grad, m),
        "momentum 0.995": lambda w, grad, m, lr, mu, wd: right_step(w, grad, m, lr, 0.995, wd),
    }
    for run in ("mnist", "baseline"):
        for what in (*broken_relu, *broken_step):
            layers.relu_backward = broken_relu.get(what, right_relu)  # type: ignore[attr-defined]
            training.momentum_step = broken_step.get(what, right_step)  # type: ignore[attr-defined]
            seeds = range(BROKEN_SEEDS)
            values = [reached(run, seed, part, generated=generated) for seed in seeds]
            print(f"# {run}, {what}: {', '.join(f'{v:.4f}' for v in values)}", flush=True)


def main() -> None:
    """Print what right and broken solutions reach."""
    parser = argparse.ArgumentParser(description="measure thresholds of lund_fman45_a3")
    parser.add_argument("runs", nargs="*", default=[*RUNS, "broken"])
    parser.add_argument("--stand-in", action="store_true", help="use the generated data")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--part", type=int, default=1, help="train for this part of the time")
    options = parser.parse_args()
    for run in options.runs:
        if run == "broken":
            report_broken(options.part, generated=options.stand_in)
        else:
            report(run, options.seeds, options.part, generated=options.stand_in)


if __name__ == "__main__":
    main()

"""What the checks of the program share: small data, runs of the program, runs in its place."""

import gzip
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks import fail, finite_number
from grader.checks.values import numbers
from grader.errors import Compared

Data = tuple[Any, ...]

PER_CLASS, HELD, SIDE = 72, 12, 28  # of a class: images in the file, the last of them validation
TESTS = 100


def idx(array):
    """An array of bytes as a compressed .idx file."""
    head = bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    return gzip.compress(head + np.ascontiguousarray(array, dtype=np.uint8).tobytes(), 1)


def as_files(x_train, y_train, x_test, y_test):
    """The four files of --data_dir."""
    files = {}
    for prefix, x, y in (("train", x_train, y_train), ("t10k", x_test, y_test)):
        files[f"data/{prefix}-images-idx3-ubyte.gz"] = idx(x.reshape(-1, SIDE, SIDE))
        files[f"data/{prefix}-labels-idx1-ubyte.gz"] = idx(y)
    return files


def small_data(rng, contrast=90, noise=45, *, early=False, odd_tests=0):
    """Ten classes of random pictures under noise, learnt within a few epochs, but not at once.

    early: validation images have the next class's picture, so that the first epochs are the best.
    odd_tests: so many test images have another class's picture, and count as wrong.
    """
    pictures = rng.uniform(0, 1, (10, 7, 7)).repeat(4, axis=1).repeat(4, axis=2).reshape(10, -1)
    parts = []
    for count in (PER_CLASS * 10, TESTS):
        y = rng.permutation(np.arange(count) % 10)
        shown = y.copy()
        if count == TESTS:
            shown[:odd_tests] += 3
        elif early:
            held = np.concatenate([np.flatnonzero(y == label)[-HELD:] for label in range(10)])
            shown[held] += 1
        x = contrast * pictures[shown % 10] + rng.normal(60, noise, (count, SIDE * SIDE))
        parts += [np.clip(x, 0, 255).astype(np.uint8), y]
    return tuple(parts)


def chosen(data):
    """What the program makes of the files: arrays by name, by class, pixels in 0 .. 1."""
    x, y, x_test, y_test = data
    found = {"x_test": x_test / 255, "y_test": y_test.astype(int)}
    rows = {"train": [], "val": []}
    for label in range(10):
        places = np.flatnonzero(y == label)
        held = min(200, len(places) // 6)
        rows["train"] += list(places[: min(1000, len(places) - held)])
        rows["val"] += list(places[len(places) - held :])
    for part, places in rows.items():
        found[f"x_{part}"], found[f"y_{part}"] = x[places] / 255, y[places].astype(int)
    return found


class Run(NamedTuple):
    """What the JSON file of a run holds."""

    train: NDArray[np.float64]
    val: NDArray[np.float64]
    test: float
    time: object


def run(program, data, **flags):
    """Run the program and read its JSON file."""
    words = [w for name, value in flags.items() for w in (f"--{name}", str(value))]
    done = program("neural_networks", ["--data_dir", "data", *words], files=as_files(*data))
    name = f"MLP_lr{flags['learning_rate']}_b{flags['minibatch_size']}.json"
    text = done.text(name)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        fail(f"{name} is no JSON")
    missing = {"train", "val", "test", "time"} - set(found if isinstance(found, dict) else ())
    if missing:
        fail(f"{name} lacks {', '.join(sorted(missing))}")
    return Run(
        train=by_epoch(found["train"], "train"),
        val=by_epoch(found["val"], "val"),
        test=float(fractions(found["test"], "test").reshape(-1)[-1]),
        time=found["time"],
    )


def by_epoch(value, name):
    """Accuracies of all epochs, a list of numbers."""
    found = fractions(value, name)
    if found.ndim != 1:
        fail(f"{name} must be a list of one accuracy an epoch, its shape is {found.shape}")
    return found


def fractions(value, name):
    """Accuracies as an array; CheckFailed for anything else."""
    found = numbers(value, name).astype(float)
    if not found.size or not np.all((found >= 0) & (found <= 1)):
        percent = found.size and found.min() >= 0 and 10 < found.max() <= 100  # no losses
        why = f"Accuracies under {name} are percentages; they are asked for as fractions, 0 to 1."
        fail(
            f"{name} must hold accuracies from 0 to 1; it holds other numbers",
            compared=caused(why if percent else "", found),
        )
    return found


def caused(cause, got):
    """For a diagnosis: a sentence on numbers, or what finds one; None without either.

    The numbers stand for what was expected too, so that nothing is said of how both are related.
    """
    if not cause:
        return None
    find = cause if callable(cause) else lambda: cause
    return Compared("the accuracies", got, got, cause=find)


class Epoch(NamedTuple):
    """Accuracies after an epoch, and the loss of the validation images."""

    train: float
    val: float
    test: float
    loss: float


def replay(pieces, data, flags, seed, permutation, make) -> Iterator[Epoch]:
    """What these pieces give by the protocol of the task text, epoch by epoch."""
    seed(flags["random_seed"])
    order = permutation(len(data["y_train"]))
    data = {**data, "x_train": data["x_train"][order], "y_train": data["y_train"][order]}
    model, size, velocity = make(data["x_train"].shape[1]), flags["minibatch_size"], {}
    for _ in range(flags["num_epoch"]):
        order = permutation(len(data["y_train"]))
        for i in range(len(order) // size):
            rows = order[i * size : (i + 1) * size]
            x, y = data["x_train"][rows], data["y_train"][rows]
            a1, h1, a2, _ = pieces.forward_pass(model, x, y)
            pieces.backward_pass(model, x, a1, h1, a2, y)
            if flags.get("alpha"):
                rate = flags["learning_rate"]
                velocity = pieces.momentum_step(model, velocity, rate, flags["alpha"])
            else:
                pieces.miniBatchGradientDescent(model, flags["learning_rate"])
        parts = {part: measured(pieces, model, data, part) for part in ("train", "val", "test")}
        yield Epoch(*(accuracy for accuracy, _ in parts.values()), loss=parts["val"][1])


def measured(pieces, model, data, part):
    """Accuracy and loss of a part of the data."""
    labels = data[f"y_{part}"]
    _, _, a2, loss = pieces.forward_pass(model, data[f"x_{part}"], labels)
    scores = numbers(a2, "a2")
    if scores.shape != (len(labels), 10):
        fail(f"a2 has shape {scores.shape}, {(len(labels), 10)} was expected")
    return float(np.mean(scores.argmax(axis=1) == labels)), finite_number(loss, "loss")


def by_reference(reference, data, flags):
    """The right accuracies, epoch by epoch."""
    state = np.random.get_state()
    make = reference.make_model
    try:
        return list(replay(reference, data, flags, np.random.seed, np.random.permutation, make))
    finally:
        np.random.set_state(state)


def by_own_pieces(submission, data, flags):
    """What the student's own layers and passes give by the right protocol."""
    theirs = next((getattr(submission, n) for n in ("np", "numpy") if n in submission), None)
    if theirs is None:
        fail("there is no numpy in it under a usual name")
    seed, permutation = theirs.random.seed, theirs.random.permutation
    found = list(replay(submission, data, flags, seed, permutation, submission.make_model))
    if not np.ptp([epoch.loss for epoch in found]) > 1e-9:
        fail("your pieces learn nothing")
    return found


def last_best(val):
    """The last of the best epochs, from 1; beyond the list's end its length."""
    return len(val) - int(np.argmax(val[::-1]))

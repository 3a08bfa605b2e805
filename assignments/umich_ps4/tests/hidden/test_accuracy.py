"""Problems 4.2e, i, j: training runs with the student's hyperparameters, scored on test images.

The child gets training and validation images with labels, and test images without: it gives scores,
and they are counted here. Levels for partial data are in thresholds.toml.
"""

import tomllib
from functools import partial
from pathlib import Path

import numpy as np

from grader import points
from grader.checks import accuracy, call, fail, finite_number
from grader.checks.call import verify_callable
from grader.checks.values import is_remote

THRESHOLDS = Path(__file__).parents[2] / "thresholds.toml"
SECONDS = 300


def prepared(images):
    """float32 rows: data for the optimizer, test images (M, D) and their labels (M,)."""
    count = len(images.y_train) - len(images.y_train) // 10
    x_train = images.x_train.astype(np.float32) / np.float32(255)
    mean = x_train[:count].mean(axis=0)
    x_train -= mean
    data = {
        "X_train": x_train[:count],
        "y_train": images.y_train[:count],
        "X_val": x_train[count:],
        "y_val": images.y_train[count:],
    }
    return data, images.x_test.astype(np.float32) / np.float32(255) - mean, images.y_test


def argument_name(key):
    """Whether a key can be handed on as a named argument."""
    return isinstance(key, str) and key.isidentifier() and key != "self"


def entries(value, what):
    """The entries of a dict; those that are no plain data (a function, say) stay with the student.

    Handing such an entry back as an argument hands on the student's own object.
    """
    if not is_remote(value) or value.kind != "dict":
        fail(f"{what} must be a dict")
    found = dict(value.items())
    if not all(argument_name(key) for key in found):
        fail(f"the keys of {what} must be names")
    return found


def settings(submission, name):
    """The dicts `model` and `training` of a run, and the name of its optimizer."""
    runs = entries(submission.hyperparameters, "hyperparameters")
    what = f"hyperparameters[{name!r}]"
    if name not in runs:
        fail(f"hyperparameters has no dict under {name!r}")
    run = entries(runs[name], what)
    parts = [entries(run[p], f"{what}[{p!r}]") if p in run else {} for p in ("model", "training")]
    optimizer = name if name in ("sgd", "momentum") else run.get("optimizer", "sgd")
    if type(optimizer) is not str or optimizer not in ("sgd", "momentum"):
        fail(f'the optimizer of {what} must be "sgd" or "momentum"')
    return *parts, optimizer


def level(name, used):
    """The accuracy that this run must reach on the data that is there."""
    with THRESHOLDS.open("rb") as file:
        return tomllib.load(file)[used.origin][name]


def check_run(submission, images, show, follow, name):
    """Train once, show the curves, ask for scores of the test images and count."""
    model_arguments, training, optimizer = settings(submission, name)
    data, x_test, y_test = prepared(images)
    train = submission.SGD_Momentum if optimizer == "momentum" else submission.train_network
    for function, what in (
        (submission.SoftmaxClassifier, "SoftmaxClassifier"),
        (train, "training"),
    ):
        verify_callable(function, what)
    model = submission.SoftmaxClassifier(**model_arguments)
    names = "model, train_acc_history, val_acc_history"
    model, *histories = call(partial(train, model, data, **training), returns=names)
    for history, label in zip(histories, ("training", "validation"), strict=True):
        values = follow.numbers(history, None, f"the {label} history")
        show.curve(f"accuracy of {name}", label, values.ravel())
    scores = call(follow.attribute(model, "forwards_backwards"), x_test)
    accuracy(scores, y_test, level(name, images.used), f'test images, run "{name}"')


@points(0.25, problem="4.2e", title="SGD reaches the accuracy on test images", seconds=SECONDS)
def test_sgd_accuracy(submission, dataset, show, follow):
    check_run(submission, dataset("cifar10"), show, follow, "sgd")


@points(0.25, problem="4.2e", title="momentum reaches the accuracy on test images", seconds=SECONDS)
def test_momentum_accuracy(submission, dataset, show, follow):
    check_run(submission, dataset("cifar10"), show, follow, "momentum")


@points(0.5, problem="4.2i", title="the run with L2 reaches the accuracy", seconds=SECONDS)
def test_regularised_accuracy(submission, dataset, show, follow):
    model, training, _ = settings(submission, "regularised")
    given = [finite_number(part["reg"], "reg") for part in (model, training) if "reg" in part]
    if not any(abs(reg - 0.01) < 1e-6 for reg in given):  # a float32 0.01 is meant as well
        fail('hyperparameters["regularised"] must have reg = 0.01')
    check_run(submission, dataset("cifar10"), show, follow, "regularised")


@points(0.5, problem="4.2j", title="your best run reaches the accuracy", seconds=SECONDS)
def test_best_accuracy(submission, dataset, show, follow):
    check_run(submission, dataset("cifar10"), show, follow, "best")

"""Problems 4.2e, i, j: training runs with the student's hyperparameters, scored on test images.

The child gets training and validation images with labels, classes numbered anew for each student.
Scores of test images are worked out here, from the parameters of the trained model. Where these
don't reach the level, because a mistake in the layers is made up for in training, the student's
own scores count, of test images that are disguised together with W1: a table of published labels
is of no use, whatever it recognises images by. Levels for partial data are in thresholds.toml.
"""

import tomllib
from functools import partial
from pathlib import Path

import numpy as np

from grader import points
from grader.checks import accuracy, call, either, fail, finite_array, finite_number
from grader.checks.call import verify_callable
from grader.checks.values import is_remote

THRESHOLDS = Path(__file__).parents[2] / "thresholds.toml"
BANDS = Path(__file__).parents[2] / "bands.toml"
SECONDS = 300
BLUR = 2  # grey levels


def prepared(images, rng):
    """float32 rows: data for the optimizer, test images (M, D) and their labels (M,).

    Classes are numbered anew; test images come in random order and blurred.
    """
    number = rng.permutation(max(images.y_train.max(), images.y_test.max()) + 1)
    count = len(images.y_train) - len(images.y_train) // 10
    x_train = images.x_train.astype(np.float32) / np.float32(255)
    mean = x_train[:count].mean(axis=0)
    x_train -= mean
    data = {
        "X_train": x_train[:count],
        "y_train": number[images.y_train[:count]],
        "X_val": x_train[count:],
        "y_val": number[images.y_train[count:]],
    }
    order = rng.permutation(len(images.y_test))
    x_test = images.x_test[order].astype(np.float32)
    x_test += rng.integers(-BLUR, BLUR, size=x_test.shape, endpoint=True, dtype=np.int8)
    return data, x_test / np.float32(255) - mean, number[images.y_test[order]]


def scores_by_params(params, x):
    """The scores (M, classes) of the network of 4.2b with these parameters."""
    shapes = {name: params[name].shape for name in ("W1", "b1", "W2", "b2") if name in params}
    try:
        (d, h), (h_too, c) = shapes["W1"], shapes["W2"]
        fitting = d == x.shape[1] and h == h_too
        fitting = fitting and shapes["b1"] in ((h,), (1, h)) and shapes["b2"] in ((c,), (1, c))
    except (KeyError, ValueError):  # one is missing, or has another number of axes
        fitting = False
    if not fitting:
        fail("params of the trained model have other names or shapes than the task text says")
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
    return hidden @ params["W2"] + params["b2"]


def disguised_scores(model, follow, params, x, rng):
    """The student's own scores of x, columns and their weights mixed up and scaled alike.

    Every function of x W1 gives the same as for x itself.
    """
    count = x.shape[1]
    if "W1" not in params or count not in params["W1"].shape:
        fail("the trained model has no W1 with as many rows as an image has numbers")
    axis = params["W1"].shape.index(count)
    order = rng.permutation(count)
    factor = (rng.uniform(0.5, 2, count) * rng.choice([-1, 1], count)).astype(np.float32)
    weights = np.moveaxis(params["W1"], axis, -1)[..., order] / factor
    call(follow.attribute(model, "params").update, {"W1": np.moveaxis(weights, -1, axis)})
    return call(follow.attribute(model, "forwards_backwards"), x[:, order] * factor)


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


def check_run(submission, images, show, follow, rng, name):
    """Train once, show the curves, and count what the model gives for test images."""
    model_arguments, training, optimizer = settings(submission, name)
    data, x_test, y_test = prepared(images, rng)
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
        values = finite_array(history, None, f"the {label} history")
        show.curve(f"accuracy of {name}", label, values.ravel())
    show.reference_bands(BANDS, images.used.origin, training.get("num_epochs", 10))
    held = follow.attribute(model, "params")
    params = follow.arrays(held, "params of the trained model", half=True)
    params = {key: value.astype(np.float32) for key, value in params.items()}
    asked, what = level(name, images.used), f'test images, run "{name}"'
    either(
        lambda: accuracy(scores_by_params(params, x_test), y_test, asked, what),
        lambda: accuracy(disguised_scores(model, follow, params, x_test, rng), y_test, asked, what),
    )


@points(0.25, problem="4.2e", title="SGD reaches the accuracy on test images", seconds=SECONDS)
def test_sgd_accuracy(submission, dataset, show, follow, rng):
    check_run(submission, dataset("cifar10"), show, follow, rng, "sgd")


@points(0.25, problem="4.2e", title="momentum reaches the accuracy on test images", seconds=SECONDS)
def test_momentum_accuracy(submission, dataset, show, follow, rng):
    check_run(submission, dataset("cifar10"), show, follow, rng, "momentum")


@points(0.5, problem="4.2i", title="the run with L2 reaches the accuracy", seconds=SECONDS)
def test_regularised_accuracy(submission, dataset, show, follow, rng):
    model, training, _ = settings(submission, "regularised")
    given = [finite_number(part["reg"], "reg") for part in (model, training) if "reg" in part]
    if not any(abs(reg - 0.01) < 1e-6 for reg in given):  # a float32 0.01 is meant as well
        fail('hyperparameters["regularised"] must have reg = 0.01')
    check_run(submission, dataset("cifar10"), show, follow, rng, "regularised")


@points(0.5, problem="4.2j", title="your best run reaches the accuracy", seconds=SECONDS)
def test_best_accuracy(submission, dataset, show, follow, rng):
    check_run(submission, dataset("cifar10"), show, follow, rng, "best")

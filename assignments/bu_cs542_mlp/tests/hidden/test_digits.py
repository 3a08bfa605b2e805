"""Problem 2.4a: both networks trained on MNIST by the student's code, scored on test images.

The child gets training and validation images with labels, and test images without. Predictions
count, or the largest of the scores: a mistake in predict is charged in 2.3.
"""

import tomllib
from pathlib import Path

import numpy as np

from grader import points
from grader.checks import accuracy, call, fail, plain
from grader.checks.values import is_remote
from grader.errors import SubmissionFault

THRESHOLDS = Path(__file__).parents[2] / "thresholds.toml"
SECONDS = 300
OPTIONS = {
    "learning_rate": 1e-3,
    "learning_rate_decay": 0.95,
    "reg": 0.5,
    "num_epochs": 20,
    "batch_size": 100,
}


def prepared(images):
    """The parts of the task text, float32: (X, y) of train, validation and test."""
    rows = np.concatenate([images.x_train, images.x_test])
    labels = np.concatenate([images.y_train, images.y_test])
    part = len(labels) // 7
    order = np.random.RandomState(0).permutation(len(labels))
    parts = np.split(order, [5 * part, 6 * part])
    mean = rows[parts[0]].mean(axis=0)
    return [((rows[p] - mean).astype(np.float32), labels[p]) for p in parts]


def level(activation, used):
    """The accuracy that this network must reach on the data that is there."""
    with THRESHOLDS.open("rb") as file:
        return tomllib.load(file)[used.origin][activation]


def by_epoch(values, epochs):
    """The means of a history by update over each epoch, or the history itself."""
    flat = values.ravel()
    return flat.reshape(epochs, -1).mean(axis=1) if len(flat) % epochs == 0 else flat


def check_digits(submission, images, show, follow, activation):
    """Train, show the curves, ask for predictions of the test images and count."""
    (x, y), (x_val, y_val), (x_test, y_test) = prepared(images)
    model = call(submission.TwoLayerMLP, x.shape[1], 64, 10, 0.1, activation)
    if not is_remote(model):
        fail("TwoLayerMLP(...) gives no object of the class: is it one?")
    histories = plain(call(model.train, x, y, x_val, y_val, **OPTIONS))
    groups = {
        "val_acc_history": "accuracy in validation",
        "train_acc_history": "accuracy on the last batch",
        "loss_history": "loss, mean of an epoch",
        "grad_magnitude_history": "norm of the gradient of W1, mean of an epoch",
    }
    for name, group in groups.items():
        if isinstance(histories, dict) and name in histories:
            values = follow.numbers(histories[name], None, name)
            show.curve(group, activation, by_epoch(values, OPTIONS["num_epochs"]))
    asked, what = level(activation, images.used), f"test images, {activation} network"
    try:
        accuracy(call(model.predict, x_test), y_test, asked, what)
    except SubmissionFault as failure:
        try:
            accuracy(call(model.loss, x_test), y_test, asked, what)
        except SubmissionFault:
            raise failure from None


@points(5, problem="2.4a", title="the sigmoid network learns the digits", seconds=SECONDS)
def test_digits_sigmoid(submission, dataset, show, follow):
    check_digits(submission, dataset("mnist"), show, follow, "sigmoid")


@points(5, problem="2.4a", title="the ReLU network learns the digits", seconds=SECONDS)
def test_digits_relu(submission, dataset, show, follow):
    check_digits(submission, dataset("mnist"), show, follow, "relu")

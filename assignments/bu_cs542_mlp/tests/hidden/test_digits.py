"""Problem 2.4a: both networks trained on MNIST by the student's code, scored on test images.

The child gets training and validation images with labels, and never a test image. Its parameters
come back as numbers, and the grader itself computes from them the classes of the test images: what
was learnt counts, not what the student's code would say of an image that is published.
"""

import tomllib
from pathlib import Path

import numpy as np

from grader import points
from grader.checks import accuracy, call, dict_of, either, finite_array, made, plain

UNITS, CLASSES = 64, 10
THRESHOLDS = Path(__file__).parents[2] / "thresholds.toml"
BANDS = Path(__file__).parents[2] / "bands.toml"
SECONDS = 300
OPTIONS = {
    "learning_rate": 1e-3,
    "learning_rate_decay": 0.95,
    "reg": 0.5,
    "num_epochs": 20,
    "batch_size": 100,
}


def prepared(images, rng):
    """The parts of the task text, float32: (X, y) of train, validation and test.

    Each student's are others, so that nobody can know the test labels by heart.
    """
    rows = np.concatenate([images.x_train, images.x_test])
    labels = np.concatenate([images.y_train, images.y_test])
    part = len(labels) // 7
    order = rng.permutation(len(labels))
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


def sigmoid(z):
    """1 / (1 + exp(-z)), which overflows nowhere."""
    return 0.5 + 0.5 * np.tanh(0.5 * z)


OTHERS = (
    lambda z: np.maximum(z, 0),
    sigmoid,
    lambda z: sigmoid(-z),
    np.tanh,
    lambda z: np.minimum(z, 0),
    np.abs,
    lambda z: z,
)
"""What stands in a hidden layer by mistake, charged in 2.1: such a network may have learnt too."""


def trained_params(model, inputs):
    """The parameters after training, by name, in the shapes of the task text."""
    shapes = {"W1": (inputs, UNITS), "b1": (UNITS,), "W2": (UNITS, CLASSES), "b2": (CLASSES,)}
    held = plain(dict_of(model, "params", "TwoLayerMLP", shapes))
    return {n: finite_array(held[n], s, f"params[{n!r}]", row=True) for n, s in shapes.items()}


def other_scores(params, x, hidden, biases):
    """The scores of a network with another hidden layer, or without biases."""
    inputs = x @ params["W1"] + biases * params["b1"]
    return hidden(inputs) @ params["W2"] + biases * params["b2"]


def check_digits(submission, reference, images, rng, show, activation):
    """Train, show the curves, compute the classes of the test images and count."""
    (x, y), (x_val, y_val), (x_test, y_test) = prepared(images, rng)
    model = made(submission.TwoLayerMLP, x.shape[1], UNITS, CLASSES, 0.1, activation)
    histories = plain(call(model.train, x, y, x_val, y_val, **OPTIONS))
    groups = {
        "val_acc_history": "accuracy in validation",
        "train_acc_history": "accuracy on the last batch",
        "loss_history": "loss, mean of an epoch",
        "grad_magnitude_history": "norm of the gradient of W1, mean of an epoch",
    }
    for name, group in groups.items():
        if isinstance(histories, dict) and name in histories:
            values = finite_array(histories[name], None, name)
            show.curve(group, activation, by_epoch(values, OPTIONS["num_epochs"]))
    show.reference_bands(BANDS, images.used.origin, OPTIONS["num_epochs"])
    asked, what = level(activation, images.used), f"test images, {activation} network"
    right = reference.TwoLayerMLP(x.shape[1], UNITS, CLASSES, activation=activation)
    right.params = trained_params(model, x.shape[1])

    either(
        lambda: accuracy(right.loss(x_test), y_test, asked, what),
        *(
            lambda h=hidden, b=biases: accuracy(
                other_scores(right.params, x_test, h, b), y_test, asked, what
            )
            for hidden in OTHERS
            for biases in (True, False)
        ),
    )


@points(5, problem="2.4a", title="the sigmoid network learns the digits", seconds=SECONDS)
def test_digits_sigmoid(submission, reference, dataset, rng, show):
    check_digits(submission, reference, dataset("mnist"), rng, show, "sigmoid")


@points(5, problem="2.4a", title="the ReLU network learns the digits", seconds=SECONDS)
def test_digits_relu(submission, reference, dataset, rng, show):
    check_digits(submission, reference, dataset("mnist"), rng, show, "relu")

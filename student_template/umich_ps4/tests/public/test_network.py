"""Problems 4.2b to 4.2e: names, shapes and kinds of what your functions return."""

import numpy as np

from grader import points
from grader.checks import call, fail, finite_number, finite_numbers, plain
from grader.checks.values import is_remote, numbers

SHAPES = {"W1": (5, 6), "b1": (6,), "W2": (6, 3), "b2": (3,)}  # of SoftmaxClassifier(5, 6, 3)


def small_data(rng):
    """Eight training rows and four validation rows of five numbers, three classes."""
    return {
        "X_train": rng.normal(size=(8, 5)),
        "y_train": np.array([0, 1, 2, 0, 1, 2, 0, 1]),
        "X_val": rng.normal(size=(4, 5)),
        "y_val": np.array([0, 1, 2, 0]),
    }


def new_model(submission):
    """A model for five numbers a row, six hidden units and three classes."""
    model = call(submission.SoftmaxClassifier, 5, 6, 3)
    if not is_remote(model):
        fail("SoftmaxClassifier(5, 6, 3) gives no object of the class: is it one?")
    return model


def check_training(train, model, data):
    """Three results; both histories hold one fraction for each of three epochs."""
    names = "model, train_acc_history, val_acc_history"
    results = call(train, model, data, batch_size=4, num_epochs=3, returns=names)
    if not is_remote(results[0]) or results[0].kind != "object":
        fail("what came back first is no model: the order is model and two histories")
    for history, name in zip(results[1:], names.split(", ")[1:], strict=True):
        found = finite_numbers(history, 3, f"{name}, one for each of 3 epochs,")
        if np.any((found < 0) | (found > 1)):
            fail(f"{name} must hold fractions between 0 and 1: {mistaken(found)}")


def mistaken(history):
    """What numbers that are no fractions of eight rows may be instead."""
    parts = history * 8 / 100
    percent = np.allclose(parts, np.rint(parts), atol=1e-3) and np.all((parts >= 0) & (parts <= 8))
    return (
        "are its numbers percent?"
        if percent
        else "its numbers are something else, counts or losses say"
    )


def is_dict(value):
    """Whether a value of the submission is a dict, whatever is in it."""
    return is_remote(value) and value.kind == "dict"


@points(0, problem="4.2b", title="SoftmaxClassifier has W1, b1, W2, b2 of the right shapes")
def test_classifier_parameters(submission):
    params = plain(new_model(submission).params)
    if not isinstance(params, dict):
        fail("params must be a dict of arrays")
    for name, shape in SHAPES.items():
        if name not in params:
            fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
        found = numbers(params[name], f"params[{name!r}]").shape
        if found not in (shape, (1, *shape)):
            fail(f"params[{name!r}] has shape {found}, {shape} was expected")


@points(0, problem="4.2b", title="forwards_backwards gives scores without y, loss and grads with y")
def test_classifier_results(submission, rng):
    model = new_model(submission)
    x = rng.normal(size=(4, 5))
    scores = numbers(call(model.forwards_backwards, x), "the array of scores")
    if scores.shape != (4, 3):
        fail(f"the array of scores has shape {scores.shape}, (4, 3) was expected")
    loss, grads = call(model.forwards_backwards, x, np.array([0, 2, 1, 1]), returns="loss, grads")
    finite_number(loss, "loss")
    grads = plain(grads)
    for name, shape in SHAPES.items():
        if not isinstance(grads, dict) or name not in grads:
            fail(f"grads has no key {name!r}; it needs the same keys as params")
        found = numbers(grads[name], f"grads[{name!r}]").shape
        if found not in (shape, (1, *shape)):
            fail(f"grads[{name!r}] has shape {found}, {shape} was expected")


@points(0, problem="4.2c", title="train_network returns the model and two histories")
def test_train_network_results(submission, rng):
    model = new_model(submission)
    check_training(submission.train_network, model, small_data(rng))


@points(0, problem="4.2d", title="SGD_Momentum returns the model and two histories")
def test_momentum_results(submission, rng):
    model = new_model(submission)
    check_training(submission.SGD_Momentum, model, small_data(rng))


@points(0, problem="4.2e", title='hyperparameters has "sgd" and "momentum" in the form asked for')
def test_hyperparameters_form(submission):
    runs = submission.hyperparameters
    for name in ("sgd", "momentum"):
        if not is_dict(runs) or name not in runs or not is_dict(runs[name]):
            fail(f"hyperparameters must be a dict, with a dict under {name!r}")
        for part in ("model", "training"):
            if part not in runs[name] or not is_dict(runs[name][part]):
                fail(f"hyperparameters[{name!r}] has no dict under {part!r}")

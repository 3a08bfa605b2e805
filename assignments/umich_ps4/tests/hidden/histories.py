"""The histories of a training whose right accuracies are known, and what is wrong with them."""

import numpy as np

from grader.checks import fail, finite_numbers
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

from .replays import predicted


def fractions(histories, case, right, states, y_val, plan):
    """Both histories as arrays of fractions, one for each epoch."""
    reached = np.mean(predicted(case, right, states[1:])[1] == y_val, axis=1)
    names = ("train_acc_history", "val_acc_history")
    told = [finite_list(history, name) for history, name in zip(histories, names, strict=True)]
    compared = both(told, reached)
    found = []
    words = length_words(told, reached, plan.updates)
    if words:
        fail(words, compared=compared)
    for history, name in zip(histories, names, strict=True):
        try:
            found.append(finite_numbers(history, len(reached), name))
        except CheckFailed as failure:
            fail(failure.message, failure.detail, compared=compared)
        if not np.all((found[-1] >= 0) & (found[-1] <= 1)):
            fail(f"{name} must hold fractions between 0 and 1", compared=compared)
    return found


def length_words(told, reached, updates):
    """Why histories have another length than epochs, told by what they hold, in words, or ""."""
    (train, val), epochs = told, len(reached)
    if len(val) == epochs + 1 and np.allclose(val[1:], reached):
        return (
            "the histories have an entry for the start of training too: one an epoch is asked for"
        )
    for name, mine, other in (
        ("train_acc_history", train, val),
        ("val_acc_history", val, train),
    ):
        if len(mine) == 0 and len(other) == epochs:
            return f"{name} is empty: nothing is put on it"
    if len(train) == len(val) > epochs and np.allclose(val[:epochs], reached):
        return f"{len(val)} epochs were run, where num_epochs is {epochs}"
    if len(val) == 2 * epochs and np.array_equal(train, val):
        return "each history holds the entries of both: are they one and the same list?"
    if {len(train), len(val)} & {epochs * updates}:
        which = " and ".join(
            name
            for name, history in (("train_acc_history", train), ("val_acc_history", val))
            if len(history) == epochs * updates
        )
        return f"an entry of {which} belongs to each batch: one an epoch is asked for"
    if len(train) != len(val) or not 0 < len(val) < epochs:
        return ""
    if len(val) == 1 and np.allclose(val, reached[-1]):
        return "the histories hold the last accuracy alone: one an epoch is asked for"
    if not np.allclose(val, reached[: len(val)]):
        return ""
    why = ""
    if len(val) == 2 and val[-1] < val[-2]:
        why = ", with the first epoch whose accuracy on X_val is no better than the one before"
    return f"the histories end after {len(val)} of {epochs} epochs{why}: all have to be run"


def both(histories, reached):
    """Both histories, one after the other, and what they should be."""
    got = np.concatenate([np.ravel(history) for history in histories])
    return Compared("both histories", got, np.concatenate([np.ones(len(reached)), reached]))


def finite_list(history, name):
    """A history as numbers; what is no list of them is told by `finite_numbers`.

    Each may stand in an array of its own with a single entry.
    """
    try:
        found = numbers(history, name)
    except CheckFailed:
        return []
    return found.ravel() if found.shape[:1] == (found.size,) else []


def verify_last_or_best(histories, classes, y_val, label):
    """The model that came back has the last or the best accuracies.

    classes: its predictions for X_val, and for a training row, whose label is the other one.
    """
    train, val = histories
    reached = np.mean(classes[:-1] == y_val)
    if not np.isclose(val, reached, atol=1e-9)[[-1, np.argmax(val)]].any():
        fail(
            "val_acc_history doesn't fit the model that came back: its accuracy on X_val is "
            "neither the last nor the best entry",
            compared=both(histories, np.full(len(val), reached)),
        )
    best = val == val.max()
    if classes[-1] == label and not np.isclose([train[-1], *train[best]], 1).any():
        fail(
            "train_acc_history has no 1 for the model that came back, which gets all training "
            "rows right",
            compared=both(histories, val),
        )


def verify_epochs(case, judge, states, histories, y_val):
    """The history of a training that went as it should has the accuracy after each epoch."""
    train, val = histories
    clear, classes = predicted(case, judge, states)
    reached = np.mean(classes == y_val, axis=1)
    if not clear.all() or np.allclose(val, reached[1:], atol=1e-6):
        return
    words = "val_acc_history isn't what the update of the task text gives on X_val by epoch"
    if np.allclose(val, reached[:-1], atol=1e-6):
        words = (
            "val_acc_history has the accuracies before the updates of each epoch, not after them"
        )
    if np.allclose(train, reached[1:], atol=1e-6):
        words = "train_acc_history holds the accuracies on X_val, and val_acc_history doesn't"
    fail(words, compared=both(histories, reached[1:]))

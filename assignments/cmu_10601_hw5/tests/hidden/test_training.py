"""Problem 5.2: the cross-entropies after short trainings from zero weights, against the reference.

From zero weights all hidden units stay equal, and that state is unstable: rounding in the last
digit grows, on long runs to results that differ though both programs are right. So runs are short.
Either of the two columns that is right shows right training; that both are is asked in 5.3.
"""

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = 128
FIRST = 12
"""Rows of the small set that are trained on before all of them."""


def check_training(letters, reference, train, validation, *, in_order=False, **settings):
    """Fail unless the losses on one of the two sets are those of the reference.

    in_order: tell, for a diagnosis, whether it is the order of examples alone that is wrong.
    """
    result = letters.run(train, validation, **settings)
    right = letters.right(reference, train, validation, **settings)
    if letters.fits(result, "train", right.train):
        return
    if letters.fits(result, "validation", right.validation):
        return
    got = {of: result.losses(of) for of in ("train", "validation")}
    what, *arrays = "the cross-entropies", list(got.values()), [right.train, right.validation]
    compared = letters.printed(what, *arrays)
    told = order(letters, reference, train, validation, settings, got) if in_order else ""
    fail(described(got, right), compared=compared._replace(cause=(lambda: told) if told else None))


def order(letters, reference, train, validation, settings, got):
    """For a diagnosis: that examples come in another order, if training is right without any."""
    alike = np.repeat(train[0][:1], len(train[0])), np.repeat(train[1][:1], len(train[0]), axis=0)
    result = letters.run(alike, validation, **settings)
    right = letters.right(reference, alike, validation, **settings)
    if not letters.fits(result, "validation", right.validation):
        return ""
    again = letters.run(train, validation, **settings).losses("validation")
    if letters.same(again, got["validation"]):
        return (
            "Training is right where all rows are alike, and wrong where they differ: the steps "
            "don't take the rows in the order of the file."
        )
    return "Each run gives other numbers: the examples are shuffled, or drawn at random."


def described(got, right):
    """How the losses differ, in words."""
    for of, values in got.items():
        if np.any(np.diff(getattr(right, of)) < 0) and np.ptp(values) < 1e-9:
            return f"the cross-entropy on the {of} data is the same after each epoch"
    first = abs(got["validation"][0] - right.validation[0]) < 1e-5
    when = "from the second epoch on" if first else "after the first epoch already"
    return (
        f"the cross-entropies are not those of training by the rules, {when}; find the first step "
        "that differs on the tiny set"
    )


@points(4, problem="5.2", title="other data of the tiny set's size, after one epoch and after five")
def test_tiny_size(letters, reference, rng):
    others = rng.permutation(9)[:3]
    labels = np.array([*rng.permutation([9, others[0]]), *others[1:]])  # classes 0 to 9 are there
    x = (rng.random((4, 5)) < 0.5).astype(float)
    x[0] = 1 - x[1]  # the two training rows differ
    train, validation = (labels[:2], x[:2]), (labels[2:], x[2:])
    for epochs, rate in ((1, 0.15), (5, 0.5)):
        # with four units a tanh gives just what half the rate does
        settings = {"epochs": epochs, "hidden": 3, "rate": rate}
        check_training(letters, reference, train, validation, **settings)


@points(6, problem="5.2", title="two epochs on the small set, four hidden units")
def test_small_set(letters, reference, dataset):
    train, validation = letters.small(dataset)
    few = letters.first(train, FIRST), letters.first(validation, FIRST)
    for sets in (few, (train, validation)):  # a few rows show most mistakes, and soon
        check_training(letters, reference, *sets, epochs=2, hidden=4, rate=0.1)


@points(5, problem="5.2", title="three epochs with one hidden unit and another learning rate")
def test_one_hidden_unit(letters, reference, rng):
    train, validation = letters.made(rng, 30, PIXELS), letters.made(rng, 20, PIXELS)
    check_training(letters, reference, train, validation, epochs=3, hidden=1, rate=0.9)


@points(5, problem="5.2", title="one epoch with seven hidden units, in the order of the file")
def test_seven_hidden_units(letters, reference, rng):
    train, validation = letters.made(rng, 40, PIXELS), letters.made(rng, 10, PIXELS)
    settings = {"epochs": 1, "hidden": 7, "rate": 0.6}
    check_training(letters, reference, train, validation, in_order=True, **settings)

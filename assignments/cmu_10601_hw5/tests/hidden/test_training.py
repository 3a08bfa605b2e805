"""Problem 5.2: the cross-entropies after short trainings from zero weights, against the reference.

From zero weights all hidden units stay equal, and that state is unstable: rounding in the last
digit grows, on long runs to results that differ though both programs are right. So runs are short.
Either of the two columns that is right shows right training; that both are is asked in 5.3.
"""

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = 128


def check_training(letters, reference, train, validation, **settings):
    """Fail unless the losses on one of the two sets are those of the reference."""
    result = letters.run(train, validation, **settings)
    right = letters.right(reference, train, validation, **settings)
    if letters.fits(result, "train", right.train):
        return
    if letters.fits(result, "validation", right.validation):
        return
    got = {of: result.losses(of) for of in ("train", "validation")}
    fail(described(got, right))


def described(got, right):
    """How the losses differ, in words."""
    for of, values in got.items():
        if np.any(np.diff(getattr(right, of)) < 0) and np.ptp(values) < 1e-9:
            return f"the cross-entropy on the {of} data stays the same: training changes nothing"
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
    for epochs, rate in ((1, 0.1), (5, 0.5)):
        settings = {"epochs": epochs, "hidden": 4, "rate": rate}
        check_training(letters, reference, train, validation, **settings)


@points(6, problem="5.2", title="two epochs on the small set, four hidden units")
def test_small_set(letters, reference, dataset):
    train, validation = letters.small(dataset)
    check_training(letters, reference, train, validation, epochs=2, hidden=4, rate=0.1)


@points(5, problem="5.2", title="three epochs with one hidden unit and another learning rate")
def test_one_hidden_unit(letters, reference, rng):
    train, validation = letters.made(rng, 30, PIXELS), letters.made(rng, 20, PIXELS)
    check_training(letters, reference, train, validation, epochs=3, hidden=1, rate=0.35)


@points(5, problem="5.2", title="one epoch with seven hidden units, in the order of the file")
def test_seven_hidden_units(letters, reference, rng):
    train, validation = letters.made(rng, 40, PIXELS), letters.made(rng, 10, PIXELS)
    check_training(letters, reference, train, validation, epochs=1, hidden=7, rate=0.05)

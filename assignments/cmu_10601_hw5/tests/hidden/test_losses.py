"""Problem 5.3: what the program calls mean cross-entropy, whatever its training does.

Relations between runs of the student's own: from zero weights a training gives the same network
every time, and validation rows don't change it.
"""

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = 128
EPOCHS = 3
SETTINGS = {"epochs": EPOCHS, "hidden": 2, "rate": 0.2}


def repeatable(letters, rng, validation):
    """A training set that gives the same network in every run: else one whose rows are alike."""
    labels, x = letters.made(rng, 20, PIXELS)
    runs = [letters.run((labels, x), validation, **SETTINGS).losses("validation") for _ in "ab"]
    if letters.same(*runs):
        return labels, x
    return np.repeat(labels[:1], 6), np.repeat(x[:1], 6, axis=0)


@points(3, problem="5.3", title="both cross-entropies are of the network after the epoch")
def test_losses_after_the_epoch(letters, rng):
    letters.refuse_pretence(rng)
    train = letters.made(rng, 20, PIXELS)
    result = letters.run(train, train, **SETTINGS)
    on_train, on_validation = result.losses("train"), result.losses("validation")
    if letters.same(on_train, on_validation):
        return
    if np.all(on_train > on_validation):
        fail(
            "with the same rows for training and validation the cross-entropy on the training "
            "data is larger: is it added up during the epoch instead of computed after it?"
        )
    fail(
        "with the same rows for training and validation the two cross-entropies of an epoch "
        "should be equal"
    )


@points(3, problem="5.3", title="cross-entropies are means over the rows of their own set")
def test_losses_are_means(letters, rng):
    letters.refuse_pretence(rng, of=("validation",))
    few, many = letters.made(rng, 10, PIXELS), letters.made(rng, 20, PIXELS)
    both = tuple(np.concatenate(pair) for pair in zip(few, many, strict=True))
    train = repeatable(letters, rng, few)
    parts = [few, many, both]
    losses = [letters.run(train, part, **SETTINGS).losses("validation") for part in parts]
    mean = (losses[0] + 2 * losses[1]) / 3
    if letters.same(losses[2], losses[0] + losses[1]):
        fail("the cross-entropy on a set is the mean over its rows, not the sum")
    if not letters.same(losses[2], mean):
        fail("the cross-entropy on a set isn't the mean of those of its rows")

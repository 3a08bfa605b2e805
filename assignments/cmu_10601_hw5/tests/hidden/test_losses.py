"""Problem 5.3: what the program calls mean cross-entropy, whatever its training does.

Relations between runs of the student's own: from zero weights a training gives the same network
every time, and validation rows don't change it.
"""

import numpy as np

from grader import points
from grader.checks import fail
from grader.errors import Compared

PIXELS = 128
EPOCHS = 3
SETTINGS = {"epochs": EPOCHS, "hidden": 2, "rate": 0.2}
EARLY = {
    "train validation": "The cross-entropies are computed before the epoch's training instead of "
    "after it.",
    "train": "The training cross-entropy is computed before the epoch's training, not after it.",
    "validation": "The validation cross-entropy is computed before the epoch's training, not after "
    "it.",
}


def relabelled(part, frequent):
    """The rows with the labels 0 to 4 alone: all others become the frequent one."""
    labels, x = part
    return np.where(labels < 5, labels, frequent), x


def repeatable(letters, train, validation):
    """A training set that gives the same network in every run: else copies of one of its rows.

    That row has the largest label.
    """
    labels, x = train
    runs = [letters.run((labels, x), validation, **SETTINGS).losses("validation") for _ in "ab"]
    if letters.same(*runs):
        return labels, x
    row = labels.argmax()
    return np.repeat(labels[row], 6), np.repeat(x[row : row + 1], 6, axis=0)


def refuse_start(letters, rng):
    """Fail where the first losses are those of zero weights, though training changes later ones.

    Each class is there, and one row again and again, so that losses fall for sure in an epoch.
    """
    labels, x = letters.made(rng, 10, PIXELS)
    rows = [*range(10), *[0] * 20]
    train = labels[rows], x[rows]
    result = letters.run(train, train, **SETTINGS)
    early = []
    for of in ("train", "validation"):
        found = result.losses(of)
        start = any(letters.same(found[0] / n, np.log(10)) for n in (1, len(rows)))
        if start and not letters.same(found[0], found[1]):
            early.append(of)
    if early:
        told = EARLY[" ".join(early)]
        fail(
            f"the first cross-entropy on the {early[0]} data is that of zero weights, log(10)",
            compared=Compared(told, np.nan, 0.0, cause=lambda: told),
        )


@points(3, problem="5.3", title="both cross-entropies are of the network after the epoch")
def test_losses_after_the_epoch(letters, rng):
    train = letters.made(rng, 20, PIXELS)
    result = letters.run(train, train, **SETTINGS)
    on_train, on_validation = result.losses("train"), result.losses("validation")
    refuse_start(letters, rng)
    if letters.same(on_train, on_validation):
        letters.refuse_pretence(rng)
        return
    if np.all(on_train > on_validation):
        fail(
            "with the same rows for training and validation the cross-entropy on the training "
            "data is the larger one in each epoch"
        )
    fail(
        "with the same rows for training and validation the two cross-entropies of an epoch "
        "should be equal"
    )


@points(3, problem="5.3", title="cross-entropies are means over the rows of their own set")
def test_losses_are_means(letters, rng):
    few, many = letters.made(rng, 10, PIXELS), letters.made(rng, 20, PIXELS)
    # 4 is frequent in training and in few rows: small losses there, and larger ones in many rows,
    # so that a logarithm of a mean is another number. All sets have the same five classes.
    few, train = relabelled(few, 4), relabelled(letters.made(rng, 20, PIXELS), 4)
    many = relabelled(many, 0)
    both = tuple(np.concatenate(pair) for pair in zip(few, many, strict=True))
    train = repeatable(letters, train, few)
    parts = [few, many, both]
    runs = [letters.run(train, part, **SETTINGS) for part in parts]
    losses = [run.losses("validation") for run in runs]
    mean = (losses[0] + 2 * losses[1]) / 3
    if letters.same(losses[2], losses[0] + losses[1]):
        fail(
            "the cross-entropy on two sets taken together is the sum of those on each: it isn't "
            "divided by the number of its own rows"
        )
    of_mean = np.log(3) - np.logaddexp(-losses[0], np.log(2) - losses[1])
    if letters.same(losses[2], of_mean) and not letters.same(of_mean, mean):
        fail(
            "the cross-entropy on a set is the logarithm of a mean probability, not the mean of "
            "the rows' logarithms"
        )
    if not letters.same(losses[2], mean):
        fail("the cross-entropy on a set isn't the mean of those of its rows")
    if not letters.same(*(run.losses("train") for run in runs[:2])):
        fail("the cross-entropy on the training data changes with the validation data")
    letters.refuse_pretence(rng, of=("validation",))

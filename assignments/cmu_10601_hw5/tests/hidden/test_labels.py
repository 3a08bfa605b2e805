"""Problem 5.4: predicted labels and errors.

Errors are counted from the student's own labels. Labels are compared with the reference's where
the losses are its losses too. Where they aren't, they must fit the student's own losses: a mean
below log(2) / N over N rows leaves each right label more than half of the probability.
"""

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = 128
CLEAR = 1e-3
"""Scores nearer to each other than this may be in either order with other rounding."""


@points(5, problem="5.4", title="labels are the most probable classes")
def test_labels(letters, reference, dataset, rng):
    train, validation = letters.small(dataset)
    settings = {"epochs": 2, "hidden": 4, "rate": 0.1}
    result = letters.run(train, validation, **settings)
    right = letters.right(reference, train, validation, **settings)
    if letters.same(result.losses("train"), right.train) or letters.same(
        result.losses("validation"), right.validation
    ):
        compare(result, right.net, train, validation)
    else:
        follow_losses(letters, rng)


def compare(result, net, train, validation):
    """Fail where a label isn't that of the reference's network, though the scores are clear."""
    for of, (_, x) in (("train", train), ("validation", validation)):
        scores = net.scores(x)
        best = np.sort(scores, axis=1)
        clear = best[:, -1] - best[:, -2] > CLEAR
        if np.any((result.labels(of) != scores.argmax(axis=1)) & clear):
            fail(
                f"the labels for the {of} data are not the most probable classes, though the "
                "cross-entropies are right: does prediction use the whole network, biases and "
                "sigmoid included, after the last epoch?"
            )


def follow_losses(letters, rng):
    """Fail unless the labels fit the program's own losses on data that is easy to learn."""
    labels, x = letters.made(rng, 10, PIXELS)
    train = np.repeat(labels[:2], 2), np.repeat(x[:2], 2, axis=0)
    one = labels[1:2], x[1:2]
    result = letters.run(train, one, epochs=200, hidden=4, init=1, rate=0.3)
    for of, (wanted, _) in (("train", train), ("validation", one)):
        if result.losses(of)[-1] >= 0.9 * np.log(2) / len(wanted):
            fail("labels can't be judged: the program doesn't learn four rows in 200 epochs")
        if np.any(result.labels(of) != wanted):
            fail(f"the labels for the {of} data don't fit the cross-entropies")
    one = labels[:2], np.repeat(x[:1], 2, axis=0)
    letters.refuse_copies(letters.run(train, one, init=1))


@points(2, problem="5.4", title="of equally probable classes the smallest is predicted")
def test_ties(letters, rng):
    letters.refuse_pretence(rng)
    letters.refuse_unread(rng)
    train, validation = letters.made(rng, 12, PIXELS), letters.made(rng, 11, PIXELS)
    result = letters.run(train, validation, epochs=1, hidden=2, rate=0.0)
    for of in ("train", "validation"):
        if np.any(result.labels(of) != 0):
            fail(
                "with zero weights and learning rate 0 all classes are equally probable, and the "
                "smallest index should be predicted"
            )


@points(3, problem="5.4", title="errors are the fractions of wrong labels")
def test_errors(letters, rng):
    letters.refuse_unread(rng)
    train, (labels, x) = letters.made(rng, 23, PIXELS), letters.made(rng, 14, PIXELS)
    validation = np.concatenate([labels, 9 - labels]), np.tile(x, (2, 1))
    result = letters.run(train, validation, epochs=3, hidden=3, init=1, rate=0.3)
    letters.refuse_copies(result)
    for of, (wanted, _) in (("train", train), ("validation", validation)):
        fraction = float(np.mean(result.labels(of) != wanted))
        got = result.error(of)
        if letters.same(got, fraction):
            continue
        for what, value in (
            ("the fraction of right labels, the error is that of wrong ones", 1 - fraction),
            ("a percentage, a fraction between 0 and 1 was expected", 100 * fraction),
            ("the number of wrong labels, the fraction was expected", fraction * len(wanted)),
        ):
            if letters.same(got, value):
                fail(f"the error on the {of} data is {what}")
        fail(f"the error on the {of} data isn't the fraction of its labels that are wrong")

"""Problem 5.4: predicted labels and errors.

Errors are counted from the student's own labels. Labels are compared with the reference's where
the losses are its losses too. Where they aren't, they must fit the student's own losses: a mean
below log(2) / N over N rows leaves each right label more than half of the probability.
"""

import numpy as np

from grader import points
from grader.checks import fail
from grader.errors import CheckFailed, Compared

from .predictions import rules

PIXELS = 128
RUNS = (3, 8, 0.5), (None, 2, 0.1)
"""Rows of the first and the last class, epochs and learning rates. Few rows of the small set show
most mistakes, and soon; both of these classes are predicted then. None: all rows."""
ROUNDED = 0.01
"""So few labels may differ from a wrong rule, by rounding."""
CLEAR = 1e-3
"""Scores nearer to each other than this may be in either order with other rounding."""


@points(5, problem="5.4", title="labels are the most probable classes")
def test_labels(letters, reference, dataset, rng):
    for rows, epochs, rate in RUNS:
        sets = chosen(letters, dataset, rows)
        settings = {"epochs": epochs, "hidden": 4, "rate": rate}
        result = letters.run(*sets, **settings)
        right = letters.right(reference, *sets, **settings)
        if not (
            letters.same(result.losses("train"), right.train)
            or letters.same(result.losses("validation"), right.validation)
        ):
            follow_losses(letters, rng)
            return
        compare(result, right.net, *sets, lambda: rule(letters, reference, dataset))


def chosen(letters, dataset, rows):
    """The two sets of a run."""
    sets = letters.small(dataset)
    return [few(each, rows) for each in sets] if rows else sets


def few(part, count):
    """The first row of each class of (labels, x), of the first and the last class so many."""
    labels, x = part
    each = [np.flatnonzero(labels == k)[: count if k in (0, 9) else 1] for k in range(10)]
    rows = np.sort(np.concatenate(each))
    return labels[rows], x[rows]


def rule(letters, reference, dataset):
    """For a diagnosis: the one wrong rule that gives the labels of all runs, or ""."""
    left = None
    for rows, epochs, rate in RUNS:
        sets = chosen(letters, dataset, rows)
        result = letters.run(*sets, epochs=epochs, hidden=4, rate=rate)
        try:
            labels = np.concatenate([result.labels(of) for of in ("train", "validation")])
        except CheckFailed:  # another number of them
            break
        nets = [
            letters.right(reference, *sets, epochs=so_many, hidden=4, rate=rate).net
            for so_many in (0, 1, epochs - 1, epochs)
        ]
        found = rules(nets, *sets)
        said = {sentence for sentence, values in found if np.mean(values != labels) < ROUNDED}
        left = said if left is None else left & said
    return left.pop() if left and len(left) == 1 else ""


def compare(result, net, train, validation, cause):
    """Fail where a label isn't that of the reference's network, though the scores are clear.

    cause: for a diagnosis, the sentence of a wrong rule.
    """
    for of, (_, x) in (("train", train), ("validation", validation)):
        scores = net.scores(x)
        best = np.sort(scores, axis=1)
        clear = best[:, -1] - best[:, -2] > CLEAR
        labels, right = result.labels(of), scores.argmax(axis=1)
        if np.any((labels != right) & clear):
            fail(
                f"the labels for the {of} data are not the most probable classes, though the "
                "cross-entropies are right",
                compared=Compared("the labels", np.nan, 0.0, cause=cause),
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
    train, validation = letters.made(rng, 12, PIXELS), letters.made(rng, 11, PIXELS)
    result = letters.run(train, validation, epochs=1, hidden=2, rate=0.0)
    for of in ("train", "validation"):
        if np.any(result.labels(of) != 0):
            fail(
                "with zero weights and learning rate 0, where all classes are equally probable, "
                "other labels come than 0, the smallest index"
            )
    letters.refuse_pretence(rng)
    letters.refuse_unread(rng)


@points(3, problem="5.4", title="errors are the fractions of wrong labels")
def test_errors(letters, rng):
    train, (labels, x) = letters.made(rng, 23, PIXELS), letters.made(rng, 14, PIXELS)
    validation = np.concatenate([labels, 9 - labels]), np.tile(x, (2, 1))
    for init in (2, 1):  # from zero weights a diagnosis can tell more
        result = letters.run(train, validation, epochs=4, hidden=3, init=init, rate=0.7)
        letters.refuse_copies(result)
        check_errors(letters, result, train, validation)
    letters.refuse_unread(rng)


def check_errors(letters, result, train, validation):
    """Fail where an error isn't the fraction of the run's own labels that are wrong."""
    for of, (wanted, _) in (("train", train), ("validation", validation)):
        fraction = float(np.mean(result.labels(of) != wanted))
        got = result.error(of)
        if letters.same(got, fraction):
            continue
        compared = letters.printed(f"the error on the {of} data", got, fraction)
        for what, value in (
            ("the fraction of right labels, the error is that of wrong ones", 1 - fraction),
            ("a percentage, a fraction between 0 and 1 was expected", 100 * fraction),
            ("the number of wrong labels, the fraction was expected", fraction * len(wanted)),
            ("rounded; six digits or more were expected", round(fraction, 1)),
            ("rounded; six digits or more were expected", round(fraction, 2)),
            ("rounded; six digits or more were expected", round(fraction, 3)),
        ):
            if letters.same(got, value):
                fail(f"the error on the {of} data is {what}", compared=compared)
        fail(
            f"the error on the {of} data isn't the fraction of its labels that are wrong",
            compared=compared,
        )

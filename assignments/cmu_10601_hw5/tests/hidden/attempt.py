"""Whether a program is a real attempt: its cross-entropies fall because it learns what rows hold.

Relations between a program's own runs hold in one that makes its numbers up as well. So they earn
points only where the program learns: ten rows with a label each until their cross-entropy is small,
and not where every row comes with two labels, for which no network gets below log(2).
"""

import numpy as np

from grader.checks import fail
from grader.errors import CheckFailed, SubmissionFault

CLASSES, PIXELS = 10, 128
EPOCHS, HIDDEN = 200, 8
TRIES = (
    (0.3, 1.0),
    (1.0, 1.0),  # small gradients: some factor is missing
    (0.1, 1.0),  # large ones
    (-0.1, 1.0),  # steps up the gradient
    (0.3, 20.0),  # a hidden layer that stays as it was drawn
)
"""Learning rates and sizes of a pixel. Right programs learn with the first; the others are for
mistakes in training, which cost their points in 5.2 alone."""

DRAWS = ((1, 30), (2, 30), (1, 20), (1, 10))
"""Flags and hidden units, until drawn weights tell rows apart: all but once in 2000 at first."""


def learning(run, rng, rate, size):
    """Whether random weights learn with this learning rate, in the program's own losses."""
    labels = rng.permutation(CLASSES)
    x = rng.random((CLASSES, PIXELS)) < 0.3
    seen_anew = x ^ (rng.random(x.shape) < 0.05)
    twice = np.repeat(np.arange(CLASSES // 2), 2)
    settings = {"epochs": EPOCHS, "hidden": HIDDEN, "init": 1, "rate": rate}
    clear, unclear = (
        run((labels, size * x[rows]), (labels, size * seen_anew[rows]), **settings)
        for rows in (np.arange(CLASSES), twice)
    )
    one, two = ((r.losses("train")[-1], r.losses("validation")[-1]) for r in (clear, unclear))
    if min(two) < np.log(2) - 1e-3:  # less than any prediction from pixels can have
        return False
    return one[0] < 0.6 * two[0] and one[1] < 0.9 * two[1]


def refuse_unlearned(run, rng):
    """Fail for a program that doesn't learn with any of TRIES."""
    first = None
    for rate, size in TRIES:
        try:
            if learning(run, rng, rate, size):
                return
        except CheckFailed:  # no finite numbers, say
            continue
        except SubmissionFault as fault:
            first = first or fault
    if first is not None:
        raise first
    fail(
        "this can't be judged: the program's cross-entropies don't fall as they should while it "
        f"learns ten rows, one of each class, in {EPOCHS} epochs"
    )


def refuse_copies(result):
    """Fail for labels read off instead of predicted.

    The second half of the validation data has the pixels of the first, and other labels.
    """
    first, second = np.split(result.labels("validation"), 2)
    if np.mean(first != second) > 0.5:
        fail("rows with the same pixels get different labels")


def refuse_unread(run, rng):
    """Fail for labels that don't follow from pixels: all alike, or others for the same pixels."""
    labels = rng.integers(CLASSES, size=80)
    x = np.tile(rng.choice([-30.0, 30.0], (40, PIXELS)), (2, 1))  # far apart: hidden units saturate
    for init, hidden in DRAWS:
        result = run((labels[:40], x[:40] > 0), (labels, x), init=init, hidden=hidden, rate=1e-9)
        refuse_copies(result)
        if np.ptp(result.labels("validation")):
            return
    fail(
        "forty very different rows get the same label, with random weights and with zero ones, in "
        "networks that were hardly trained"
    )

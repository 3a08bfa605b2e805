"""Judges the numbers of updates of problem 3.2b, and says what was counted instead."""

from grader.checks import fail
from grader.errors import Compared, Undecided

BATCHES = (1, 5, 50, 500, 5000)
UPDATES = (130000, 20000, 8600, 780, 316)
BEST = (13, 10, 43, 39, 158)
EPOCHS = ((3, 25), (8, 25), (34, 52), (31, 46), (127, 189))
"""Lowest and highest epoch that may be the best, by batch size. Some forty runs each in single
precision (three for 500 and for 5000), their first weights off by rounding, had their best epoch at
3 to 17, 10 to 21, 35 or 43, 39, and 158; runs in double precision all had that of BEST."""
PATIENCE = 3


def check(got):
    """Judge five numbers of updates; Undecided where rounding may have led to them."""
    if got == list(UPDATES):
        return
    steps = [10000 // size for size in BATCHES]
    compared = Compared("the numbers of updates", got, UPDATES, cause=lambda: counted(got))
    whole = [(n + PATIENCE) * step for n, step in zip(BEST, steps, strict=True)]
    if got == whole:
        fail(
            "these are the updates of the whole runs; asked are those until the best epoch",
            compared=compared,
        )
    if got[-2:] == whole[-2:]:  # of the others rounding may change the best epoch
        fail(
            "for batches of 500 and 5000 these are the updates of the whole runs; asked are those "
            "until the best epoch",
            compared=compared,
        )
    if got == list(BEST):
        fail("these are epochs; asked are updates", compared=compared)
    for value, (low, high), step, size in zip(got, EPOCHS, steps, BATCHES, strict=True):
        if value % step or not low <= value / step <= high:
            fail(f"the number of updates for batches of {size} is wrong", compared=compared)
    raise Undecided(
        "another epoch than in double precision is the best, which rounding can bring about: a "
        "human will look at it"
    )


def counted(got):
    """For the diagnosis: what the five numbers count instead; "" where that isn't clear.

    A run may differ by rounding and end elsewhere, so that each number may be of another epoch.
    """
    if max(got) < 1:
        return "The five numbers are below 1, as accuracies are; updates are counted one by one."
    if any(value != round(value) for value in got):
        return "Some of the five numbers are not whole: updates are counted one by one."
    epochs = [value * size / 10000 for value, size in zip(got, BATCHES, strict=True)]
    if len(set(epochs)) == 1 and epochs[0] == round(epochs[0]) > 1:
        return (
            "The same number of epochs is taken for every batch size; each run has a best epoch of "
            "its own."
        )
    made = {
        "These are numbers of epochs; each epoch has many updates.": lambda n, size: {n},
        "Each number is a number of epochs times the batch size; an epoch has as many updates as "
        "there are batches in it.": lambda n, size: {n * size},
        "These are images that were seen; a whole batch of them makes one update.": (
            lambda n, size: {n * 10000}
        ),
    } | {
        f"The updates are those of {images} images an epoch; {but}": lambda n, size, m=images: {
            n * (m // size), n * m // size, -(-m // size) * n
        }
        for images, but in (
            (60000, "step 2 of the protocol chooses fewer."),
            (12000, "the validation images make no updates."),
            (1000, "so many are of each class."),
        )
    }  # fmt: skip
    found = [words for words, count in made.items() if is_counted(got, count)]
    return found[0] if len(found) == 1 else one_wrong(got) if not found else ""


def one_wrong(got):
    """What is wrong where four of the five numbers are right."""
    wrong = [
        at for at, (value, right) in enumerate(zip(got, UPDATES, strict=True)) if value != right
    ]
    if len(wrong) != 1:
        return ""
    at = wrong[0]
    size, epochs = BATCHES[at], got[at] * BATCHES[at] / 10000
    if got[at] in (UPDATES[at] * 10, UPDATES[at] / 10):
        return f"The number for batches of {size} has a digit too many or too few."
    if epochs == BEST[at] + PATIENCE:
        return f"For batches of {size} the whole run is counted; the others end at the best epoch."
    return f"Only the number for batches of {size} is wrong; the others are right."


def is_counted(got, count):
    """Whether each number is this count of an epoch that may be the best, or the last, of a run."""
    return all(
        any(value in count(n, size) for n in range(low, high + PATIENCE + 1))
        for value, (low, high), size in zip(got, EPOCHS, BATCHES, strict=True)
    )

"""Problem 5.5: other widths, fractional pixels, absent classes, single rows.

Relations between runs of the student's own, so that what is wrong elsewhere costs nothing here.
Training rows are all alike, or the learning rate is next to nothing.
"""

import numpy as np

from grader import points
from grader.checks import fail

PIXELS = 128
RATE = 0.2


def alike(labels, x, rows):
    """`rows` copies of the first row."""
    return np.repeat(labels[:1], rows), np.repeat(x[:1], rows, axis=0)


def losses(letters, train, validation, **settings):
    """Both columns of losses (2, epochs) of a run from zero weights."""
    result = letters.run(train, validation, **settings)
    return np.array([result.losses("train"), result.losses("validation")])


def check_equal(letters, first, second, what):
    """Fail unless two runs that must agree do."""
    if not letters.same(first, second):
        fail(f"the program gives wrong numbers on data with {what}")


@points(2, problem="5.5", title="more and fewer pixels than 128")
def test_other_widths(letters, rng):
    letters.refuse_pretence(rng, of=("pixels",))
    labels, x = letters.made(rng, 10, PIXELS)
    x[:, 60:] = 0  # columns of zeros change nothing, wherever they are and however many
    wider = np.concatenate([np.zeros((10, 9)), x], axis=1)
    settings = {"epochs": 2, "hidden": 3, "rate": RATE}
    runs = [
        losses(letters, alike(labels, data, 4), (labels, data), **settings)
        for data in (x, wider, x[:, :60])
    ]
    check_equal(letters, runs[0], runs[1], "more than 128 pixels")
    check_equal(letters, runs[0], runs[2], "fewer than 128 pixels")


@points(2, problem="5.5", title="pixels that are fractions")
def test_fractional_pixels(letters, rng):
    letters.refuse_pretence(rng, of=("pixels",))
    labels, x = letters.made(rng, 10, PIXELS)
    x[:, 64:] = 0
    split = x.copy()  # a pixel 1 as two, 0.6 and 0.8: the squares add up to 1, as before
    split[:, 64:] = 0.8 * x[:, :64]
    split[:, :64] = 0.6 * x[:, :64]
    settings = {"epochs": 2, "hidden": 3, "rate": RATE}
    whole, parts = (
        losses(letters, alike(labels, data, 4), (labels, data), **settings) for data in (x, split)
    )
    check_equal(letters, whole, parts, "pixels that are fractions")


@points(2, problem="5.5", title="classes that don't occur in the data")
def test_absent_classes(letters, rng):
    letters.refuse_pretence(rng)
    labels, x = letters.made(rng, 20, PIXELS)
    few = labels % 3 * 2 + 1  # 1, 3, 5
    others = labels % 2 * 4  # 0, 4
    settings = {"epochs": 1, "hidden": 2, "rate": 1e-9}  # the network stays at zero weights
    runs = [
        losses(letters, (first, x), (second, x[::-1]), **settings)
        for first, second in ((labels, labels), (few, few), (few, others))
    ]
    check_equal(letters, runs[0], runs[1], "classes that don't occur: there are always ten")
    check_equal(letters, runs[0], runs[2], "validation classes that training doesn't have")


@points(2, problem="5.5", title="a single row")
def test_one_row(letters, rng):
    letters.refuse_pretence(rng)
    labels, x = letters.made(rng, 10, PIXELS)
    rest = {"hidden": 2, "rate": RATE}
    one = (labels[5:6], x[5:6])
    three = losses(letters, alike(labels, x, 3), alike(*one, 2), epochs=1, **rest)
    single = losses(letters, alike(labels, x, 1), one, epochs=3, **rest)
    check_equal(letters, three[1, -1:], single[1, -1:], "a single row")

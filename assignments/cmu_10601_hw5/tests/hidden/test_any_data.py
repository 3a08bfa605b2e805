"""Problem 5.5: other widths, pixels that are no 0 or 1, absent classes, single rows.

Relations between runs of the student's own, so that what is wrong elsewhere costs nothing here.
Training rows are all alike, or the learning rate is next to nothing. What holds in made-up numbers
as well is refused at the end: what is wrong is found sooner, and told in better words.
"""

import numpy as np

from grader import points
from grader.checks import fail
from grader.errors import Compared, StudentError

PIXELS = 128
RATE = 0.2
WIDTH = (
    "another number of pixels than 128",
    "The number of pixels is written into the program instead of taken from the file.",
)
FEW = (
    "classes that don't occur",
    "The number of classes is taken from the labels that occur; there are always ten.",
)
PARTS = "pixels that are fractions", "Pixels are read as whole numbers; they may be fractions."
OTHERS = "validation classes that training doesn't have", ""
ROW = "a single row", ""
SQUEEZED = "A file with a single row loses an axis: it is read as a vector, or squeezed."
LOST = "A row of a file is lost: there is a label less than the data has rows."
FIRST_LOST = "The first row of a file is lost, as if it were a heading."
LAST_LOST = "The last row of a file is lost."
DROPPED = "Validation rows whose class does not occur in training are left out."


ANEW = "Labels are numbered anew among those that occur; label k is class k in every file."


def alike(labels, x, rows):
    """`rows` copies of the first row."""
    return np.repeat(labels[:1], rows), np.repeat(x[:1], rows, axis=0)


def losses(letters, train, validation, *, other=(), **settings):
    """Both columns of losses (2, epochs) of a run from zero weights.

    other: where the program ran on usual data: what is unusual here, and what an error then tells.
    """
    try:
        result = letters.run(train, validation, **settings)
    except StudentError as error:
        if not other:
            raise
        what, told = other
        told = told or (one_lost(letters) if other is ROW else some_dropped(letters))
        compared = Compared(told, np.nan, 0.0, cause=lambda: told) if told else None
        fail(f"the program ends in an error on data with {what}: {error}", compared=compared)
    return np.array([result.losses("train"), result.losses("validation")])


def written(letters, train, validation, **settings):
    """How many labels of the validation data a run writes."""
    run = letters.run(train, validation, **settings).run
    return len(run.text("validation_out.labels").split())


def one_lost(letters):
    """For a diagnosis: which row of a file is lost, or that a single one loses an axis."""
    far = np.zeros((3, PIXELS))
    if written(letters, (np.arange(3), far), (np.arange(3), far)) == 3:
        return SQUEEZED
    # from zero weights the network learns the classes' shares alone, and the larger is predicted
    shares = np.array([1, 2, 2])
    result = letters.run((shares[:2], far[:2]), (shares, far), epochs=1, rate=0.5)
    labels = set(result.run.text("train_out.labels").split())
    return {"2": FIRST_LOST, "1": LAST_LOST}.get(labels.pop() if len(labels) == 1 else "", LOST)


def some_dropped(letters):
    """For a diagnosis: that rows of other classes than those of training are left out."""
    far = np.zeros((4, PIXELS))
    train = np.array([1, 1, 3, 3]), far
    whole = written(letters, train, train)
    some = written(letters, train, (np.array([1, 0, 3, 4]), far))
    return DROPPED if (whole, some) == (4, 2) else ""


def check_equal(letters, first, second, what):
    """Fail unless two runs that must agree do."""
    if not letters.same(first, second):
        fail(f"the program gives wrong numbers on data with {what}")


@points(2, problem="5.5", title="more and fewer pixels than 128")
def test_other_widths(letters, rng):
    labels, x = letters.made(rng, 10, PIXELS)
    x[:, 60:] = 0  # columns of zeros change nothing, wherever they are and however many
    wider = np.concatenate([np.zeros((10, 108)), x[:, :60]], axis=1)
    settings = {"epochs": 2, "hidden": 3, "rate": RATE}
    runs = [
        losses(letters, alike(labels, data, 4), (labels, data), other=other, **settings)
        for data, other in ((x, ()), (wider, WIDTH), (x[:, :60], WIDTH))
    ]
    check_equal(letters, runs[0], runs[1], "more than 128 pixels")
    check_equal(letters, runs[0], runs[2], "fewer than 128 pixels")
    letters.refuse_pretence(rng, of=("pixels",))


@points(2, problem="5.5", title="pixels that are fractions, or larger than 1")
def test_fractional_pixels(letters, rng):
    labels, x = letters.made(rng, 10, PIXELS)
    x[:, 64:] = 0
    split = x.copy()  # a pixel 1 as two, 0.6 and 0.8: the squares add up to 1, as before
    split[:, 64:] = 0.8 * x[:, :64]
    split[:, :64] = 0.6 * x[:, :64]
    settings = {"epochs": 2, "hidden": 3, "rate": RATE}
    whole, parts = (
        losses(letters, alike(labels, data, 4), (labels, data), other=other, **settings)
        for data, other in ((x, ()), (split, PARTS))
    )
    check_equal(letters, whole, parts, "pixels that are fractions")
    four, one = np.tile(x[:, :32], 4), np.zeros_like(x)
    one[:, :32] = 2 * x[:, :32]  # four pixels 1 as one of 2: the squares add up to 4
    ones, large = (
        losses(letters, alike(labels, data, 4), (labels, data), **settings) for data in (four, one)
    )
    check_equal(letters, ones, large, "pixels larger than 1")
    letters.refuse_pretence(rng, of=("pixels",))


@points(2, problem="5.5", title="classes that don't occur in the data")
def test_absent_classes(letters, rng):
    labels, x = letters.made(rng, 21, PIXELS)  # not 20: one class is the most frequent
    few = labels % 3 * 2 + 1  # 1, 3, 5
    others = labels % 2 * 4  # 0, 4
    settings = {"epochs": 1, "hidden": 2, "rate": 1e-9}  # the network stays at zero weights
    runs = [
        losses(letters, (first, x), (second, x[::-1]), other=other, **settings)
        for first, second, other in (
            (labels, labels, ()),
            (few, few, FEW),
            (few, others, OTHERS),
        )
    ]
    check_equal(letters, runs[0], runs[1], "classes that don't occur: there are always ten")
    check_equal(letters, runs[0], runs[2], "validation classes that training doesn't have")
    check_numbers(letters, x)
    letters.refuse_pretence(rng)


def check_numbers(letters, x):
    """Fail where label k isn't class k: from zero weights classes may be exchanged for others."""
    train, validation = np.repeat(x[:1], 4, axis=0), x[1:4]
    usual, other = (
        letters.run(
            (np.full(4, frequent), train),
            (np.array([frequent, frequent, rare]), validation),
            epochs=2,
            hidden=3,
            rate=RATE,
        )
        for frequent, rare in ((0, 1), (3, 2))
    )
    for of in ("train", "validation"):
        if not letters.same(usual.losses(of), other.losses(of)):
            fail(
                "the cross-entropies differ between data of classes 0 and 1 and the same of "
                "classes 3 and 2: label k is class k, whichever labels a file has",
                compared=Compared(ANEW, np.nan, 0.0, cause=lambda: ANEW),
            )


@points(2, problem="5.5", title="a single row")
def test_one_row(letters, rng):
    labels, x = letters.made(rng, 10, PIXELS)
    rest = {"hidden": 2, "rate": RATE}
    one = (labels[5:6], x[5:6])
    three = losses(letters, alike(labels, x, 3), alike(*one, 2), epochs=1, **rest)
    single = losses(letters, alike(labels, x, 1), one, other=ROW, epochs=3, **rest)
    check_equal(letters, three[1, -1:], single[1, -1:], "a single row")
    letters.refuse_pretence(rng)

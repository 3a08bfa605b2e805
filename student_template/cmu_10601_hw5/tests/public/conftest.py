"""How the tests run the program, and how they read what it wrote.

Reading is generous, because the form of the files has a problem of its own (5.6): a number counts
if it is clear what it is. What a test compares is the number alone.
"""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import fail
from grader.errors import Compared

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?(?:nan|inf)", re.IGNORECASE)
DIGITS = 6
NAMES = "train.csv", "validation.csv", "train_out.labels", "validation_out.labels", "metrics.txt"
CLOSE = 1e-5
"""Largest difference, relative for numbers above 1: six digits printed, or single precision."""


def csv(labels, x):
    """The bytes of a data file: labels (N,), pixels x (N, M)."""
    x = np.asarray(x, dtype=float)
    values, places = np.unique(x, return_inverse=True)  # few, so that most are written once
    words = np.array([f"{value:g}" for value in values], dtype=object)[places.reshape(x.shape)]
    rows = zip(labels, words.tolist(), strict=True)
    lines = [",".join([str(int(y)), *row]) for y, row in rows]
    return ("\n".join(lines) + "\n").encode()


def numbers_of(text):
    """Every number of metrics.txt by what it is: (kind, set) -> numbers in the order of epochs.

    kind: "crossentropy" or "error"; set: "train" or "validation".
    """
    found = {(kind, of): [] for kind in ("crossentropy", "error") for of in ("train", "validation")}
    for line in text.splitlines():
        words = line.lower()
        values = NUMBER.findall(words)
        loss = any(word in words for word in ("cross", "entropy", "loss", "epoch"))
        if not values or not (loss or "error" in words):
            continue
        kind = "crossentropy" if loss else "error"
        of = "train" if "train" in words else "validation"
        found[kind, of].append((float(values[-1]), digits(values[-1])))
    return found


def digits(number):
    """How many decimals or significant digits a printed number has, whichever are more."""
    mantissa = number.lower().split("e")[0].lstrip("+-")
    significant = len(mantissa.replace(".", "").lstrip("0"))
    return max(significant, len(mantissa.partition(".")[2]))


def integers_of(text, what):
    """The labels in a text, wherever the line ends are."""
    try:
        values = [float(word) for word in re.split(r"[\s,]+", text.strip())] if text.strip() else []
    except ValueError:
        fail(f"{what} holds something that is no number: one label a line was expected")
    if not all(value.is_integer() and abs(value) < 1e9 for value in values):
        fail(f"{what} holds a number that is no label: one label from 0 to 9 a line was expected")
    return np.array(values, dtype=int)


class Result:
    """What one run wrote, read when it is asked for."""

    def __init__(self, run, epochs, rows):
        self.run, self.epochs, self.rows = run, epochs, rows

    def losses(self, of):
        """The mean cross-entropies (epochs,) on "train" or "validation"."""
        found = numbers_of(self.run.text("metrics.txt"))["crossentropy", of]
        if len(found) != self.epochs:
            fail(
                f"metrics.txt should have one cross-entropy on the {of} data for each epoch",
                f"{self.epochs} epochs, {len(found)} numbers",
            )
        values = np.array([value for value, _ in found])
        if not np.all(np.isfinite(values)):
            fail(f"a cross-entropy on the {of} data is not finite")
        every = numbers_of(self.run.text("metrics.txt"))
        counts = dict(pair for name in every if name[0] == "crossentropy" for pair in every[name])
        # zeros at the end may have been left out, in all of a few different numbers by chance
        if max(counts.values()) < DIGITS - 2 * (len(counts) < 4):
            fail("the cross-entropies are printed with too few digits: six or more are needed")
        return values

    def error(self, of):
        """The error on "train" or "validation"."""
        found = numbers_of(self.run.text("metrics.txt"))["error", of]
        if len(found) != 1:
            fail(f"metrics.txt should have one error on the {of} data, {len(found)} were found")
        return found[0][0]

    def labels(self, of):
        """The predicted labels (rows,) for "train" or "validation"."""
        name = f"{of}_out.labels"
        labels = integers_of(self.run.text(name), name)
        if len(labels) != self.rows[of]:
            fail(f"{name} should have one label for each row of the {of} data")
        return labels


def runner(program):
    """A function that runs the student's program on two sets, each (labels, x) or bytes."""

    def run(train, validation, epochs=1, hidden=4, init=2, rate=0.1, extra=(), names=NAMES):
        data = [each if isinstance(each, bytes) else csv(*each) for each in (train, validation)]
        rows = dict(zip(("train", "validation"), (len(text.split()) for text in data), strict=True))
        settings = [epochs, hidden, init, rate, *extra]
        files = dict(zip(names[:2], data, strict=True))
        done = program("neuralnet", [*names, *settings], files=files)
        return Result(done, epochs, rows)

    return run


def same_numbers(got, expected):
    """Whether all numbers agree as far as six printed digits and single precision allow."""
    got, expected = np.asarray(got), np.asarray(expected)
    return bool(np.all(np.abs(got - expected) <= CLOSE * np.maximum(1, np.abs(expected))))


def printed(what, got, expected):
    """What is compared, for a diagnosis: numbers as good as printed ones are."""
    numbers = (np.ravel(np.asarray(each, dtype=np.float32)) for each in (got, expected))
    return Compared(what, *numbers)


def fits(result, of, expected, *, last=False):
    """Whether the losses of a run are the expected ones, or their sums over the rows.

    That means were asked for is a matter of 5.3 and not of training. last: the last one alone.
    """
    got = result.losses(of)[-1:] if last else result.losses(of)
    return same_numbers(got, expected) or same_numbers(got / result.rows[of], expected)


@pytest.fixture
def letters(program):
    """`letters.run(...)` runs the program; the rest compares."""
    return SimpleNamespace(run=runner(program), names=NAMES, fits=fits, printed=printed)

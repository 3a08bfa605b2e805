"""The generated stand-ins of MNIST, Fashion-MNIST and the letters; see `patterns` for the idea."""

import numpy as np
from numpy.typing import NDArray

from grader.datasets import letters
from grader.datasets.forms import Arrays
from grader.datasets.idx import SIDE
from grader.datasets.patterns import CLASSES, Recipe, draw_images, draw_patterns, to_pixels

LETTER_SHAPE = (1, 16, 8)
LETTER_ROWS = {"small": (500, 100), "medium": (5000, 1000), "large": (9000, 1000)}

_TRAIN_ROWS = 12_000
_TEST_ROWS = 2_000
_TINY_SHAPE = (2, 5)
# Three in ten signs are negative: enough to make a linear model fail, and enough left of the mean
# that a sigmoid network leaves its plateau within the few epochs of an assignment.
_UNEVEN = (-1.0,) * 3 + (1.0,) * 7
_DIGITS = Recipe(faint=13.5, strong=(45, 90), other=50, signs=_UNEVEN)
_ARTICLES = Recipe(faint=13.5, strong=(45, 90), other=80, signs=(-1.0, 1.0))


def mnist() -> Arrays:
    """The stand-in of MNIST: black margin of 4 pixels, as around real digits."""
    return _greys(np.random.default_rng(28_1998), _DIGITS, margin=4)


def fashion_mnist() -> Arrays:
    """The stand-in of Fashion-MNIST: margin of 2 pixels, harder than that of MNIST."""
    return _greys(np.random.default_rng(28_2017), _ARTICLES, margin=2)


def cmu_letters() -> letters.LetterSets:
    """The stand-in of the letters, as the csv files themselves, in the course's sizes."""
    rng = np.random.default_rng(128_10)
    patterns = draw_patterns(rng, LETTER_SHAPE)
    files = {}
    for part in ("train", "validation"):
        tiny = rng.integers(0, 2, _TINY_SHAPE), rng.choice(CLASSES, _TINY_SHAPE[0], replace=False)
        files[letters.file_name("tiny", part)] = _lines(*tiny).removesuffix(b"\n")
    for name, counts in LETTER_ROWS.items():
        for part, rows in zip(("train", "validation"), counts, strict=True):
            y = _balanced(rng, rows)
            pixels = draw_images(rng, patterns, y, _DIGITS) > 0
            files[letters.file_name(name, part)] = _lines(pixels, y)
    return letters.from_csv(files)


def _greys(rng: np.random.Generator, recipe: Recipe, margin: int) -> Arrays:
    """Images (N, 784) that are black outside of a square in the middle."""
    side = SIDE - 2 * margin
    patterns = draw_patterns(rng, (1, side, side))
    y = np.concatenate([_balanced(rng, _TRAIN_ROWS), _balanced(rng, _TEST_ROWS)])
    square = to_pixels(draw_images(rng, patterns, y, recipe)).reshape(-1, side, side)
    x = np.pad(square, ((0, 0), (margin, margin), (margin, margin))).reshape(len(y), -1)
    return Arrays(x[:_TRAIN_ROWS], y[:_TRAIN_ROWS], x[_TRAIN_ROWS:], y[_TRAIN_ROWS:])


def _balanced(rng: np.random.Generator, rows: int) -> NDArray[np.int64]:
    """Shuffled labels (N,), of every class the same number."""
    return rng.permutation(np.arange(rows, dtype=np.int64) % CLASSES)


def _lines(x: NDArray[np.generic], y: NDArray[np.int64]) -> bytes:
    """Csv as the course writes it: the label, then features 0 or 1."""
    table = np.column_stack([y, x]).astype(np.uint8) + ord("0")
    commas = np.full_like(table, ord(","))
    commas[:, -1] = ord("\n")
    return np.stack([table, commas], axis=2).tobytes()

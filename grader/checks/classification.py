"""How predictions fare class by class, and whether handed-in numbers say the same.

The counts are the grader's own, from the predictions and labels that only it knows. A precision
needs a prediction of its class and a recall a sample of it; where there is none, any number is
right.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.checks.accuracy import read_classes
from grader.checks.values import Array, author_error, fail, numbers

ROUNDED = 0.0051
"""Two decimals are enough, and a hundredth of a percent of slack for how they were rounded."""


@dataclass(frozen=True)
class Classification:
    """What K classes give.

    confusion: (K, K), how many samples of class i were taken for class j, at [i, j].
    precision: (K,), of what was taken for a class, the part that is; nan where nothing was.
    recall: (K,), of a class's samples, the part that was found; nan where it has none.
    accuracy: the part of right predictions.
    """

    confusion: NDArray[np.int64]
    precision: NDArray[np.float64]
    recall: NDArray[np.float64]
    accuracy: float


def classification(
    predicted: object, labels: object, classes: int, what: str = "the predictions"
) -> Classification:
    """Count predictions by class.

    predicted: class numbers (N,), or scores (N, C), of which the largest of a row counts.
    labels: the right classes (N,), integers from 0 to classes - 1.
    Raises CheckFailed for predictions that can't be read; AuthorError for such labels.
    """
    truth = np.asarray(labels)
    if truth.ndim != 1 or not truth.size or truth.dtype.kind not in "ui":
        raise author_error(f"labels of {what}: one or more integers of shape (N,) expected")
    if truth.min() < 0 or truth.max() >= classes:
        raise author_error(f"labels of {what}: numbers from 0 to {classes - 1} expected")
    truth = truth.astype(np.int64)
    found = read_classes(numbers(predicted, what), truth, what)
    if found.max() >= classes:
        fail(f"{what}: a predicted class is out of range, 0 to {classes - 1} were expected")
    confusion = np.bincount(truth * classes + found, minlength=classes**2)
    return _rates(confusion.reshape(classes, classes).astype(np.int64))


def _rates(confusion: NDArray[np.int64]) -> Classification:
    right = np.diag(confusion)
    with np.errstate(invalid="ignore"):
        precision = right / confusion.sum(axis=0)
        recall = right / confusion.sum(axis=1)
    return Classification(confusion, precision, recall, float(right.sum() / confusion.sum()))


def confusion_matrix(
    got: object, counted: Classification, what: str, *, either_layout: bool = False
) -> None:
    """Verify a handed-in confusion matrix: counts (K, K), the right class by row.

    either_layout: the right class by column is right too.
    Raises CheckFailed, naming exchanged axes and parts in place of counts.
    """
    matrix = _finite(got, what, counted.confusion.shape)
    if np.array_equal(matrix, counted.confusion):
        return
    exchanged = np.array_equal(matrix, counted.confusion.T)
    if exchanged and either_layout:
        return
    if exchanged:
        fail(f"{what} has rows and columns exchanged: a row is for the right class")
    if not np.array_equal(matrix, np.rint(matrix)):
        fail(f"{what} holds fractions, whole numbers of samples were expected")
    total, samples = matrix.sum(), counted.confusion.sum()
    if total != samples:
        fail(f"{what} counts {total:.0f} samples, there are {samples}")
    different = int(np.count_nonzero(matrix != counted.confusion))
    fail(f"{what}: {different} of {matrix.size} counts differ from those of the predictions")


def precision(got: object, counted: Classification, what: str) -> None:
    """Verify handed-in precisions (K,), as parts or in percent; CheckFailed where they differ."""
    _agree(got, counted.precision, what, counted.recall, "recall")


def recall(got: object, counted: Classification, what: str) -> None:
    """Verify handed-in recalls (K,), as parts or in percent; CheckFailed where they differ."""
    _agree(got, counted.recall, what, counted.precision, "precision")


def _agree(
    got: object, right: NDArray[np.float64], what: str, other: NDArray[np.float64], name: str
) -> None:
    known = ~np.isnan(right)
    values = numbers(got, what)
    if values.size == right.size and values.dtype.kind != "c":
        values = np.where(known, values.reshape(right.shape), 0)  # nan is welcome there
    values = _finite(values, what, right.shape)
    if (values[known] > 1 + ROUNDED).any():
        values = values / 100
    wrong = np.abs(values - right)[known] > ROUNDED
    if not wrong.any():
        return
    both = known & ~np.isnan(other)
    if (np.abs(values - other)[both] <= ROUNDED).all():
        fail(f"{what} is the {name} of each class: were rows and columns exchanged?")
    fail(f"{what}: {np.count_nonzero(wrong)} of {right.size} differ from those of the predictions")


def _finite(got: object, what: str, shape: tuple[int, ...]) -> Array:
    """Real finite numbers of this shape; CheckFailed for anything else."""
    values = numbers(got, what)
    if values.shape != shape:
        fail(f"{what} has shape {values.shape}, {shape} was expected")
    if values.dtype.kind == "c":
        fail(f"{what} holds complex numbers, real ones were expected")
    if not np.isfinite(values).all():
        fail(f"{what}: {np.count_nonzero(~np.isfinite(values))} of {values.size} are not finite")
    return values

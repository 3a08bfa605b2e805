"""How many predictions are right."""

import numpy as np
from numpy.typing import NDArray

from grader.checks.values import Array, author_error, fail, numbers


def accuracy(predicted: object, labels: object, at_least: float, what: str) -> float:
    """The fraction of right predictions, which must reach a threshold.

    predicted: class numbers (N,), or scores (N, C), of which the largest of a row counts.
    labels: the right classes (N,), integers from 0.
    at_least: the threshold, 0 to 1.
    Raises CheckFailed when the predictions can't be read or fall short; AuthorError for labels or
    a threshold that make no sense.
    """
    truth = _labels(labels, at_least, what)
    classes = read_classes(numbers(predicted, what), truth, what)
    reached = float(np.mean(classes == truth))
    if reached < at_least:
        fail(f"{what}: {reached:.2%} of the answers are right, at least {at_least:.2%} is asked")
    return reached


def _labels(labels: object, at_least: float, what: str) -> NDArray[np.int64]:
    truth = np.asarray(labels)
    if truth.ndim != 1 or not truth.size or truth.dtype.kind not in "ui" or truth.min() < 0:
        raise author_error(f"labels of {what}: one or more integers from 0 of shape (N,) expected")
    if not 0 <= at_least <= 1:
        raise author_error(f"at_least of {what}: a fraction from 0 to 1 expected, {at_least} came")
    return truth.astype(np.int64)


def read_classes(value: Array, truth: NDArray[np.int64], what: str) -> NDArray[np.int64]:
    """Predictions as class numbers (N,), one for each label; CheckFailed for what is none."""
    count = truth.size
    if value.dtype.kind == "c":
        fail(f"{what}: complex numbers came, classes or scores were expected")
    if np.isnan(value).any():
        fail(f"{what}: {np.count_nonzero(np.isnan(value))} of {value.size} predictions are nan")
    if value.shape == (count, 1) or value.shape == (1, count):
        value = value.reshape(count)
    if value.ndim not in (1, 2) or len(value) != count:
        fail(
            f"{what}: predictions have shape {value.shape}, ({count},) classes or "
            f"({count}, number of classes) scores were expected"
        )
    largest = int(truth.max())
    if value.ndim == 2:
        if value.shape[1] <= largest:
            fail(f"{what}: scores for {value.shape[1]} classes came, the labels have more")
        best: NDArray[np.int64] = np.argmax(value, axis=1).astype(np.int64)
        return best
    if not np.array_equal(value, np.rint(value)) or np.isinf(value).any():
        fail(f"{what}: classes must be whole numbers; were scores returned for one class only?")
    if value.min() < 0 or value.max() >= 2**31:
        fail(f"{what}: a predicted class is out of range, numbers from 0 were expected")
    classes: NDArray[np.int64] = value.astype(np.int64)
    return classes

"""Confusion matrix, precision and recall; scikit-learn's definitions, worked out by hand."""

import numpy as np
import pytest

from grader.checks.classification import classification, confusion_matrix, precision, recall
from grader.errors import AuthorError, CheckFailed

from .fakes import Handle

LABELS = np.array([0, 0, 0, 1, 1, 2])
PREDICTED = [0, 1, 1, 1, 2, 2]
CONFUSION = [[1, 2, 0], [0, 1, 1], [0, 0, 1]]
PRECISION = [1, 1 / 3, 1 / 2]
RECALL = [1 / 3, 1 / 2, 1]
COUNTED = classification(PREDICTED, LABELS, 3)


def test_counts_by_hand() -> None:
    assert COUNTED.confusion.tolist() == CONFUSION
    assert COUNTED.precision.tolist() == PRECISION
    assert COUNTED.recall.tolist() == RECALL
    assert COUNTED.accuracy == 0.5


def test_counts_one_by_one() -> None:
    rng = np.random.default_rng(4)
    labels, predicted = rng.integers(0, 10, 500), rng.integers(0, 10, 500)
    counted = classification(predicted, labels, 10)
    for right in range(10):
        for taken in range(10):
            both = sum(a == right and b == taken for a, b in zip(labels, predicted, strict=True))
            assert counted.confusion[right, taken] == both
        found = [b == right for a, b in zip(labels, predicted, strict=True) if a == right]
        assert counted.recall[right] == pytest.approx(sum(found) / len(found))
        true = [a == right for a, b in zip(labels, predicted, strict=True) if b == right]
        assert counted.precision[right] == pytest.approx(sum(true) / len(true))


def test_scores_and_handles_count_as_classes() -> None:
    scores = np.eye(3, dtype=np.float32)[PREDICTED]
    for form in (scores, Handle("list", PREDICTED), np.array(PREDICTED)[:, None]):
        assert classification(form, LABELS, 3).confusion.tolist() == CONFUSION


def test_class_without_samples_or_predictions() -> None:
    counted = classification([0, 0, 2], np.array([0, 1, 1]), 4)
    np.testing.assert_array_equal(counted.precision, [0.5, np.nan, 0, np.nan])
    np.testing.assert_array_equal(counted.recall, [1, 0, np.nan, np.nan])
    for nothing in (0.0, 1.0, np.nan):
        precision([0.5, nothing, 0, nothing], counted, "precision")
        recall([1, 0, nothing, nothing], counted, "recall")
    with pytest.raises(CheckFailed, match="1 of 4 differ"):
        recall([1, 1, 0, 0], counted, "recall")


@pytest.mark.parametrize("predicted", [[0, 0, 0, 0, 0, 3], np.full((6, 4), [0, 0, 0, 1])])
def test_class_that_there_is_not(predicted: object) -> None:
    with pytest.raises(CheckFailed, match="out of range, 0 to 2"):
        classification(predicted, LABELS, 3)


@pytest.mark.parametrize("predicted", [None, [0, 1], "cats", [0.5] * 6, [np.nan] * 6, [-1] * 6])
def test_what_is_no_prediction(predicted: object) -> None:
    with pytest.raises(CheckFailed):
        classification(predicted, LABELS, 3)


@pytest.mark.parametrize("labels", [[], [0.5], [[1]], [3], [-1]])
def test_labels_that_make_no_sense(labels: list[object]) -> None:
    with pytest.raises(AuthorError, match=r"test_classification\.py:\d+: labels of "):
        classification([0], np.array(labels), 3)


@pytest.mark.parametrize(
    "got",
    [
        CONFUSION,
        np.array(CONFUSION, float),
        np.array(CONFUSION, np.uint8),
        Handle("list", CONFUSION),
    ],
)
def test_right_matrix(got: object) -> None:
    confusion_matrix(got, COUNTED, "the confusion matrix")


def test_matrix_with_the_right_class_by_column() -> None:
    exchanged = np.array(CONFUSION).T
    confusion_matrix(exchanged, COUNTED, "the matrix", either_layout=True)
    with pytest.raises(CheckFailed, match=r"^the matrix has rows and columns exchanged"):
        confusion_matrix(exchanged, COUNTED, "the matrix")


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (None, "None"),
        (np.zeros(9), r"shape \(9,\), \(3, 3\)"),
        (np.array(CONFUSION) / 6, "holds fractions"),
        (np.array(CONFUSION) * 2, "counts 12 samples, there are 6"),
        (np.full((3, 3), np.nan), "9 of 9 are not finite"),
        (np.array(CONFUSION) * 1j, "complex"),
        ([[1, 2, 0], [0, 1, 1], [0, 1, 0]], "2 of 9 counts differ"),
        ([[2, 1, 0], [0, 1, 1], [0, 0, 1]], "2 of 9 counts differ"),
    ],
)
def test_wrong_matrix(got: object, sentence: str) -> None:
    with pytest.raises(CheckFailed, match=sentence):
        confusion_matrix(got, COUNTED, "the matrix", either_layout=True)


@pytest.mark.parametrize(
    "got",
    [
        RECALL,
        [0.33, 0.5, 1.0],
        np.array(RECALL, np.float32),
        [33.3, 50, 100],
        [33, 50, 100],
        np.array(RECALL)[:, None].T[0],
    ],
)
def test_right_recall(got: object) -> None:
    recall(got, COUNTED, "recall")


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (PRECISION, "recall is the precision of each class"),
        ([0.3, 0.5, 1.0], "1 of 3 differ"),
        ([0.34, 0.5, 1.0], "1 of 3 differ"),
        ([0, 0, 0], "3 of 3 differ"),
        ([3.3, 5, 10], "3 of 3 differ"),
        ([0.33, 0.5], r"shape \(2,\), \(3,\) was"),
        ([0.33, 0.5, np.nan], "1 of 3 are not finite"),
        ([1j, 1j, 1j], "complex"),
        ("33 %", "string"),
        (None, "None"),
    ],
)
def test_wrong_recall(got: object, sentence: str) -> None:
    with pytest.raises(CheckFailed, match=sentence):
        recall(got, COUNTED, "recall")


def test_precision_is_told_from_recall() -> None:
    precision([1, 0.333, 0.5], COUNTED, "precision")
    with pytest.raises(CheckFailed, match="precision is the recall of each class"):
        precision(RECALL, COUNTED, "precision")
    balanced = classification([0, 1, 1, 0], np.array([0, 1, 0, 1]), 2)
    precision(balanced.recall, balanced, "precision")  # the same numbers

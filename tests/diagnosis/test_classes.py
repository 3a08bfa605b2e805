"""Labels, scores and predicted classes mistaken for each other."""

import numpy as np
import pytest

from .looks import found, labels, normal

Y = labels(20, 5)
SCORES = normal(20, 5)
BEST = SCORES.argmax(axis=1)
HOT = np.eye(5)


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (HOT[Y], Y, "one_hot_for_labels"),
        (HOT[Y].T, Y, "one_hot_for_labels"),
        (Y, HOT[Y], "labels_for_one_hot"),
        (BEST, SCORES, "classes_for_scores"),
        (HOT[BEST], SCORES, "classes_for_scores"),
        (SCORES.argmin(axis=1), BEST, "smallest_score"),
        (SCORES.max(axis=1), BEST, "score_of_class"),
        (BEST + 1, BEST, "off_by_one"),
    ],
)
def test_classes(got, right, relation):
    inputs = {} if right is SCORES else {"scores": SCORES}
    assert found(got, right, **inputs) == relation
    wrong = got.copy()
    wrong.flat[3] += 1
    assert found(wrong, right, **inputs) == ""


def test_sought_along_the_wrong_axis():
    square = normal(30, 30)
    right = square.argmax(axis=1)
    assert found(square.argmax(axis=0), right, scores=square) == "class_over_samples"
    assert found(square.argmax(axis=0), right, scores=normal(30, 30, seed=1)) == ""


def test_label_counts():
    right = normal(5)
    counts = np.bincount(Y, minlength=5)
    assert found(right + counts / 20, right, y=Y) == "label_counts"
    assert found(right + counts[::-1] / 20 + 0.01 * right, right, y=Y) == ""


def test_a_few_predictions_may_agree_by_chance():
    few = normal(4, 2)
    assert found(few.argmin(axis=1), few.argmax(axis=1), scores=few) == ""


@pytest.mark.parametrize("columns", [False, True])
def test_label_entries(columns):
    p = np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True)
    right = (p - HOT[Y]) / 20
    got = {"label_left_out": p / 20, "label_everywhere": (p - 1) / 20}
    for relation, value in got.items():
        if columns:
            assert found(value.T, right.T, y=Y) == relation
        assert found(value, right, y=Y) == relation
        assert found(value, right, y=(Y + 1) % 5) != relation

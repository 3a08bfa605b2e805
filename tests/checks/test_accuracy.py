"""`accuracy`: classes or scores, counted here and never in the child."""

import numpy as np
import pytest

from grader.checks import accuracy
from grader.errors import AuthorError, CheckFailed

from .fakes import Handle

LABELS = np.array([0, 2, 1, 2])
RIGHT_3_OF_4 = [0, 2, 1, 0]


@pytest.mark.parametrize(
    "predicted",
    [
        RIGHT_3_OF_4,
        np.array(RIGHT_3_OF_4, dtype=np.uint8),
        np.array(RIGHT_3_OF_4, dtype=float),
        np.array(RIGHT_3_OF_4)[:, None],
        np.array(RIGHT_3_OF_4)[None],
        np.eye(3)[RIGHT_3_OF_4],
        np.log(np.eye(5, dtype=np.float32)[RIGHT_3_OF_4] + 1e-9),
        Handle("list", RIGHT_3_OF_4),
    ],
)
def test_every_form_of_an_answer_counts(predicted):
    assert accuracy(predicted, LABELS, 0.75, "test accuracy") == 0.75


def test_too_few_right_ones():
    with pytest.raises(CheckFailed) as caught:
        accuracy(RIGHT_3_OF_4, LABELS, 0.76, "test accuracy")
    message = "test accuracy: 75.00% of the answers are right, at least 76.00% is asked"
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("predicted", "sentence"),
    [
        (None, "None"),
        ("cats", "a string"),
        ([0, 1, 2], r"shape \(3,\), \(4,\) classes or"),
        (np.zeros((3, 4)), r"shape \(3, 4\)"),
        (np.zeros((4, 2)), "scores for 2 classes"),
        (np.zeros((4, 3, 1)), r"shape \(4, 3, 1\)"),
        (np.float64(1), r"shape \(\)"),
        ([0.5, 1, 2, 1], "whole numbers"),
        ([0, 1, -1, 2], "out of range"),
        ([0, 1, 2**40, 2], "out of range"),
        ([0, 1, float("inf"), 2], "whole numbers"),
        ([0, 1, float("nan"), 2], "1 of 4 predictions are nan"),
        (np.full((4, 3), np.nan), "12 of 12 predictions are nan"),
        (np.zeros(4, dtype=complex), "complex"),
    ],
)
def test_what_is_no_answer_has_its_own_sentence(predicted, sentence):
    with pytest.raises(CheckFailed, match=sentence):
        accuracy(predicted, LABELS, 0.0, "test accuracy")


@pytest.mark.parametrize(
    ("labels", "at_least"),
    [([], 0.5), ([0.5], 0.5), ([-1], 0.5), ([[1]], 0.5), ([1], 45.0), ([1], float("nan"))],
)
def test_an_authors_mistake_is_no_verdict(labels, at_least):
    with pytest.raises(AuthorError, match=r"test_accuracy\.py:\d+: "):
        accuracy([1], labels, at_least, "test accuracy")

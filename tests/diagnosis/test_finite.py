"""Why a result holds nan or infinities."""

import numpy as np
import pytest

from grader.diagnosis import Evidence, explain

from .looks import found, labels, normal

X = normal(5, 4)
RIGHT = normal(5, 4, seed=1)


def sigmoid_by_fraction(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / (1 + np.exp(z))


@pytest.mark.parametrize(("bad", "relation"), [(X < 0, "nan_where_negative"), (X[1, 1] == X, "")])
def test_negative(bad, relation):
    assert found(np.where(bad, np.nan, RIGHT), RIGHT, x=X) == relation


def test_zero():
    x = X.copy()
    x[0, :2] = 0
    with np.errstate(all="ignore"):
        assert found(np.where(x == 0, x / x, 1), RIGHT, x=x) == "nan_where_zero"
        assert found(np.where(x <= 0, np.nan, 1), RIGHT, x=x) == "nan_where_negative"


def test_some_entries_of_a_negative_input():
    got = np.array([1.5, np.nan, 2.5])
    right = np.array([1.5, 0.5, 2.5])
    assert found(got, right, x=np.array([-1.2, -0.7, 0.9])) == "nan_where_negative"
    assert found(got, right, x=np.array([-1.2, 0.7, 0.9])) == ""
    two = {"x": np.array([-1.2, -0.7, 0.9]), "y": np.array([1.2, -0.7, 0.9])}
    assert found(got, right, **two) != "overflow"


def test_overflow():
    large = 1000 * X
    got = sigmoid_by_fraction(large)
    assert found(got, RIGHT, z=large) == "overflow"
    assert found(np.full(5, np.nan), RIGHT[:, 0], z=large) == "overflow"
    assert found(np.inf, 3.2, z=large) == "overflow"
    assert found(got, RIGHT, z=X) == ""
    whole = np.array([[1000.0, 0.0], [0.0, -1000.0]])  # whole numbers, and no labels
    assert found(np.inf, 500.0, x=whole, labels=np.array([1, 0])) == "overflow"


def test_labels_and_pixels_overflow_nothing():
    assert found(np.full((5, 4), np.nan), RIGHT, y=labels(5, 200)) == ""


def test_a_row_without_large_numbers_is_no_overflow():
    large = np.where(np.arange(5)[:, None] == 0, 1000 * X, X)
    got = RIGHT.copy()
    got[X[:, 0] > 0] = np.nan
    got[0] = 1
    assert found(got, RIGHT, z=large) == ""


def test_log_of_zero():
    assert found(np.inf, 2.5, p=np.array([0.0, 0.3, 0.7])) == "log_of_zero"
    assert found(np.inf, 2.5, p=np.array([0.1, 0.2, 0.7])) == ""


def test_what_is_not_finite_by_right_is_not_explained():
    assert explain(Evidence("p", np.array([np.nan]), np.array([np.inf]))) is None

"""One factor on everything: named where it is known beforehand, silent where two fit."""

import math

import numpy as np
import pytest

from .looks import found, normal

RIGHT = normal(4, 3)
X = normal(7, 4)


@pytest.mark.parametrize(
    ("factor", "relation"),
    [
        (-1, "sign"),
        (2, "doubled"),
        (0.5, "halved"),
        (100, "percent"),
        (1 / 100, "percent"),
        (1 / math.log(2), "log_base"),
        (1 / math.log(10), "log_base"),
        (7, "times_length"),
        (1 / 7, "by_length"),
        (math.sqrt(7), "root_of_length"),
        (1 / math.sqrt(7), "root_of_length"),
        (28, "size_of_input"),
        (1 / 28, "size_of_input"),
        (5, "accumulated"),
        (10, "same_factor"),
        (1.37, "same_factor"),
        (-0.3, "same_factor"),
    ],
)
def test_factor(factor, relation):
    assert found(factor * RIGHT, RIGHT, x=X) == relation
    almost = factor * RIGHT
    almost[0, 0] *= 1 + 1e-6
    assert found(almost, RIGHT, x=X) == ""


@pytest.mark.parametrize("factor", [-1, 2, 0.5, 7, 1 / 7, 1 / math.log(2)])
def test_a_single_number_is_explained_by_what_is_known_beforehand(factor):
    loss = 1.234567890123
    assert found(factor * loss, loss, x=X)
    assert found(1.37 * loss, loss, x=X) == ""
    assert found(5 * loss, loss, x=X) == "" or factor == 5


def test_silent_where_two_factors_fit():
    pair = normal(2, 5)
    assert found(2 * RIGHT, RIGHT, x=pair) == ""  # two samples, or twice
    assert found(2 * RIGHT, RIGHT, x=normal(3, 5)) == "doubled"
    loss = 0.6931471234
    assert found(2 * loss, loss, x=pair) == ""
    assert found(2 * loss, loss, x=normal(4, 5)) == "doubled"  # roots are rare


def test_counts_and_accuracies_are_no_multiples_of_one_another():
    assert found(0.5, 0.25) == ""
    assert found(0.7, 0.35) == ""
    assert found(6, 3) == ""
    assert found(0.467, 0.533) == ""
    assert found(0.998, 0.499) == ""
    assert found(np.array([2, 4]), np.array([1, 2])) == ""


def test_percentages_of_accuracies():
    accuracies = np.array([0.35, 0.4, 0.62])
    assert found(100 * accuracies, accuracies) == "percent"
    assert found(35.7, 0.357) == "percent"
    assert found(100, 1) == ""


def test_a_factor_of_a_few_entries_says_nothing():
    assert found(1.37 * RIGHT[0, :2], RIGHT[0, :2]) == ""
    sparse = np.zeros((4, 3))
    sparse[1, 1] = 0.123456789
    assert found(1.37 * sparse, sparse) == ""


def test_offset():
    """Of whole numbers: a step of gradient descent may be the same everywhere by chance."""
    assert found(RIGHT + 0.3, RIGHT) == ""
    assert found(RIGHT + 1, RIGHT) == ""
    classes = np.arange(30) * 7 % 10
    assert found(classes + 1, classes) == "off_by_one"
    assert found(np.array([1, 2, 3]), np.array([0, 1, 2])) == ""

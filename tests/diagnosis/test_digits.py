"""The right numbers with digits cut off."""

import numpy as np
import pytest

from .looks import found, normal

RIGHT = 3 * normal(5, 4)


@pytest.mark.parametrize(
    ("got", "relation"),
    [
        (RIGHT.astype(int), "whole_numbers"),
        (np.floor(RIGHT), "whole_numbers"),
        (np.round(RIGHT), "whole_numbers"),
        (np.round(RIGHT, 2), "rounded"),
        (np.round(RIGHT, 4), "rounded"),
        (RIGHT.astype(np.float16), "half_precision"),
        (RIGHT.astype(np.float16).astype(float), "half_precision"),
    ],
)
def test_cut(got, relation):
    assert found(got, RIGHT) == relation
    wrong = got.copy()
    wrong[2, 2] += 2
    assert found(wrong, RIGHT) == ""


def test_a_few_integers():
    right = np.array([1.37, -2.21, 0.44])
    assert found(right.astype(int), right) == "whole_numbers"
    assert found(np.trunc(right), right) == ""  # three whole numbers may be anything
    assert found(np.array([1, 0, 0]), np.array([1.37, 0.21, 0.44])) == ""


def test_single_precision_is_no_mistake():
    assert found(RIGHT.astype(np.float32), RIGHT) == ""


def test_zeros_and_ones_are_no_rounded_fractions():
    got, right = np.array([0.0, 1.0, 0.0, 0.0]), np.array([0.09, 0.763, 0.388, 0.15])
    assert found(got, right) == ""


def test_a_rounded_loss():
    assert found(1.2346, 1.23456789) == ""  # four digits may agree by chance
    assert found(np.array([1.2346, 0.5679]), np.array([1.23456789, 0.56789012])) == "rounded"

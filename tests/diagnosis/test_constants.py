"""Results that depend on nothing."""

import numpy as np
import pytest

from .looks import found, normal

RIGHT = normal(4, 3)


@pytest.mark.parametrize(
    ("got", "relation"),
    [
        (np.zeros((4, 3)), "zeros"),
        (np.ones((4, 3)), "ones"),
        (np.full((4, 3), 0.37), "constant"),
        (np.tile(RIGHT[:1], (4, 1)), "same_rows"),
        (np.tile(RIGHT[:, :1], (1, 3)), "same_rows"),
    ],
)
def test_constant(got, relation):
    assert found(got, RIGHT) == relation
    wrong = got.copy()
    wrong[1, 2] += 0.3
    assert found(wrong, RIGHT) == ""


def test_integers_that_are_zero():
    small = RIGHT / 10
    assert found(small.astype(int), small) == "integer_zeros"
    assert found(np.trunc(small), small) == "zeros"
    assert found(np.zeros((4, 3), dtype=int), 100 * RIGHT) == "zeros"


def test_zero():
    assert found(0.0, 1.2345678) == "zero"
    assert found(0, 3) == ""  # a count may well be zero


def test_constants_that_should_be_constants():
    assert found(np.full(5, 0.37), np.full(5, 0.7345)) != "constant"

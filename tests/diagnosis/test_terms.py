"""Something is added, left out, or added with another factor."""

import numpy as np
import pytest

from .looks import found, normal

Z = normal(5, 3)
B = normal(3)
COLUMN = normal(5, 1)
W = normal(4, 3)
G = normal(4, 3, seed=1)


@pytest.mark.parametrize("bias", [B, B[None], COLUMN])
@pytest.mark.parametrize(
    ("times", "relation"),
    [(0, "missing_addend"), (2, "added_input"), (-1, "subtracted_input")],
)
def test_bias(bias, times, relation):
    assert found(Z + times * bias, Z + bias, b=bias) == relation
    assert found(Z + times * bias, Z + bias, b=bias + 0.01) == ""


def test_a_buffer_is_added_to():
    assert found(W + G, W, before=G) == "added_input"
    assert found(W + G, W) == ""


@pytest.mark.parametrize(
    ("came", "right", "relation"),
    [
        (0, 0.1, "too_little_of_input"),
        (0.05, 0.1, "too_little_of_input"),
        (-0.1, 0.1, "too_little_of_input"),
        (0.2, 0.1, "too_much_of_input"),
        (0.1, 0, "too_much_of_input"),
    ],
)
def test_regularisation(came, right, relation):
    assert found(G + came * W, G + right * W, W=W) == relation
    assert found(G + (came or 0.05) * np.abs(W), G + right * W, W=W) == ""


def test_two_numbers_are_a_multiple_of_nothing():
    assert found(G[0, :2] + 0.3 * W[0, :2], G[0, :2], b=W[0, :2]) == ""
    assert found(1.2345678 + 0.3 * 2.7654321, 1.2345678, b=2.7654321) == ""


def test_the_average_of_two_inputs():
    m = normal(4, 3, seed=2)
    right = 0.9 * m + 0.1 * G
    assert found(0.1 * m + 0.9 * G, right, m=m, grad=G) == "weights_swapped"
    assert found(0.8 * m + 0.2 * G, right, m=m, grad=G) == "other_input_used"
    assert found(0.9 * m + G, right, m=m, grad=G) == "too_much_of_input"
    assert found(0.3 * m + 0.9 * G, right, m=m, grad=G) == ""


def test_a_penalty_that_is_assigned():
    assert found(0.2 * W, G + 0.2 * W, W=W) == "only_input"
    assert found(0.2 * W + 1e-3 * W**2, G + 0.2 * W, W=W) == ""


def test_what_is_lost_in_rounding_is_not_told():
    assert found(1e12 * G + W, 1e12 * G, b=W) == ""

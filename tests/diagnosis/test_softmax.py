"""Softmax: missing, too many, over the wrong axis, or something else in its place."""

import numpy as np
import pytest

from .looks import found, normal

Z = normal(6, 4)


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (softmax(Z), Z, "probabilities_for_scores"),
        (softmax(Z, 0), Z, "probabilities_for_scores"),
        (Z, softmax(Z), "softmax_missing"),
        (softmax(softmax(Z)), softmax(Z), "softmax_twice"),
        (softmax(Z, 0), softmax(Z), "softmax_axis"),
        (softmax(Z), softmax(Z, 0), "softmax_axis"),
        (np.exp(Z), softmax(Z), "not_normalised"),
    ],
)
def test_softmax(got, right, relation):
    assert found(got, right) == relation
    assert found(got * (1 + 1e-3 * normal(6, 4, seed=4)), right) == ""


def test_another_function_of_the_scores():
    sigmoid = 1 / (1 + np.exp(-Z))
    assert found(sigmoid, softmax(Z), z=Z) == "sigmoid_for_softmax"
    assert found(softmax(Z), sigmoid, z=Z) == "softmax_for_sigmoid"


def test_other_probabilities_are_no_softmax_of_the_right_ones():
    assert found(softmax(normal(6, 4, seed=1)), softmax(Z)) == ""


def test_scores_so_large_that_only_the_largest_counts():
    right = np.array([[0.0, 0.0, 1.0]])
    assert found(np.array([[-2e8, 0.077, 51e3]]), right) == ""

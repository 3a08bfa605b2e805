"""Summed over too little, too much, or the wrong axis."""

import numpy as np
import pytest

from .looks import found, normal

D = normal(5, 3)
DB = D.sum(axis=0)


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (D, DB, "not_summed"),
        (D, DB[None], "not_summed"),
        (D, D.mean(axis=0), "not_averaged"),
        (D[0], np.array(D[0].sum()), "not_summed"),
        (D.sum(axis=1), DB, "wrong_axis"),
        (np.full(3, D.sum()), DB, "reduced_twice"),
        (np.array(D.sum()), DB, "reduced_twice"),
        (np.full(3, DB.mean()), DB, "reduced_twice"),
        (DB[:, None] - normal(3) + np.diag(normal(3)), DB, "broadcast_square"),
    ],
)
def test_reduced(got, right, relation):
    if relation == "broadcast_square":
        right = np.diagonal(got).copy()
    assert found(got, right, dout=D) == relation
    assert found(got + 0.01 * normal(*np.shape(got), seed=3), right, dout=D) == ""


def test_wrong_axis_of_a_square_input():
    square = normal(4, 4)
    assert found(square.sum(axis=1), square.sum(axis=0), dout=square) == "wrong_axis"
    assert found(square.sum(axis=1) + 0.1, square.sum(axis=0), dout=square) == ""


def test_probabilities_have_one_total_whatever_they_are():
    few, many = np.array([0.3834914, 0.6165086]), np.array([0.29365783, 0.33414604, 0.37219613])
    assert found(many, few) == ""


def test_a_diagonal_matrix_is_not_broadcast():
    assert found(np.diag(DB), DB) == "not_summed"


def test_the_gradient_that_comes_in_is_not_summed_rather_than_unchanged():
    assert found(D, DB, dout=D) == "not_summed"
    assert found(D, normal(3, seed=9), dout=D) == "unchanged"

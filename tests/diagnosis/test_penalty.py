"""Losses and gradients with a penalty."""

import math

import numpy as np
import pytest

from .looks import found, labels, normal

W1, W2, B1, B2 = normal(5, 4), normal(4, 3), normal(4), normal(3)
INPUTS = {
    "X": normal(7, 5),
    "y": labels(7, 3),
    "W1": W1,
    "b1": B1,
    "W2": W2,
    "b2": B2,
    "reg": 0.37,
}
CE = 1.23456789012


def squares(*arrays):
    return sum(float((array**2).sum()) for array in arrays)


@pytest.mark.parametrize("factor", [0.5, 1])
@pytest.mark.parametrize(
    ("came", "relation"),
    [
        (0, "penalty"),
        (squares(W1), "penalty"),
        (squares(W1, W2, B1, B2), "penalty"),
        (squares(W1, W2) / 2, "penalty"),
        (-squares(W1, W2), "penalty"),
        (squares(W1, W2) / 7, "penalty_averaged"),
        (squares(W1, W2) / 0.37, "strength_left_out"),
        (math.sqrt(squares(W1)) + math.sqrt(squares(W2)), "penalty_of_norms"),
        (np.abs(W1).sum() + np.abs(W2).sum(), "penalty_of_magnitudes"),
        ((W1**2).mean() + (W2**2).mean(), "penalty_of_means"),
        (W1.sum() ** 2 + W2.sum() ** 2, "penalty_of_sums"),
    ],
)
def test_penalty(factor, came, relation):
    right = CE + factor * 0.37 * squares(W1, W2)
    assert found(CE + factor * 0.37 * came, right, **INPUTS) == relation
    assert found(CE + factor * 0.37 * came + 1e-4, right, **INPUTS) == ""


@pytest.mark.parametrize(
    ("factor", "relation"),
    [(7, "times_length"), (1 / 7, "by_length"), (-1, "sign"), (1 / math.log(2), "log_base")],
)
def test_the_rest_of_a_loss_and_of_a_gradient(factor, relation):
    penalty = 0.37 * squares(W1, W2)
    assert found(factor * CE + penalty, CE + penalty, **INPUTS) == relation
    grad = normal(5, 4, seed=4)
    assert found(factor * grad + 0.37 * W1, grad + 0.37 * W1, **INPUTS) == relation
    assert found(factor * grad + 0.3 * W1, grad + 0.37 * W1, **INPUTS) == ""


def test_without_a_strength_nothing_is_said():
    inputs = {name: value for name, value in INPUTS.items() if name != "reg"}
    assert found(CE, CE + 0.37 * squares(W1, W2), **inputs) == ""

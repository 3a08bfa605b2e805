"""One function of the numbers too many, too few, or another one."""

import numpy as np
import pytest

from .looks import found, normal

Z = normal(7, 6)
POSITIVE = np.abs(Z) + 0.1


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (1 - sigmoid(Z), sigmoid(Z), "complement"),
        (np.abs(Z), Z, "absolute"),
        (Z**2, Z, "squared"),
        (np.sqrt(POSITIVE), POSITIVE, "square_missing"),
        (1 / Z, Z, "reciprocal"),
        (np.exp(Z), Z, "exponential"),
        (np.log(POSITIVE), POSITIVE, "exponential_missing"),
        (-np.log(POSITIVE), POSITIVE, "minus_logarithm"),
        (relu(Z), Z, "cut_at_zero"),
        (sigmoid(Z), Z, "extra_sigmoid"),
        (np.tanh(Z), Z, "extra_tanh"),
        (Z, np.abs(Z), "absolute_missing"),
        (Z, Z**2, "square_missing"),
        (Z, relu(Z), "cut_missing"),
        (Z, sigmoid(Z), "sigmoid_missing"),
        (Z, np.tanh(Z), "tanh_missing"),
        (POSITIVE, -np.log(POSITIVE), "minus_log_missing"),
    ],
)
def test_of_the_right_value(got, right, relation):
    assert found(got, right) == relation
    assert found(got + 1e-3 * normal(7, 6, seed=2), right) == ""


@pytest.mark.parametrize(
    ("got", "relation"),
    [
        (np.abs(Z), "absolute_of_input"),
        (-Z, "negative_of_input"),
        ((Z > 0).astype(float), "mask_of_input"),
        (np.minimum(Z, 0), "negative_part_of_input"),
        (Z**2, "square_of_input"),
        (np.exp(Z), "exponential_of_input"),
        (sigmoid(Z), "sigmoid_of_input"),
        (sigmoid(sigmoid(Z)), "sigmoid_twice"),
        (np.tanh(Z), "tanh_of_input"),
        (sigmoid(Z) * (1 - sigmoid(Z)), "slope_at_output"),
        (Z * (1 - Z), "slope_without_sigmoid"),
        (np.where(Z > 0, Z, 0.01 * Z), "leaky"),
        (np.maximum(Z, 0.5), "clipped_elsewhere"),
        (Z, "unchanged"),
    ],
)
def test_of_an_input_that_should_be_cut_at_zero(got, relation):
    assert found(got, relu(Z), x=Z) == relation
    assert found(np.where(np.arange(6) == 1, 0.77, got), relu(Z), x=Z) == ""


def test_the_exponent_of_the_sigmoid():
    assert found(sigmoid(-Z), np.tanh(Z), x=Z) == "sigmoid_of_negative"


def test_an_input_that_is_the_right_value_is_no_explanation():
    assert found(-Z, Z, x=Z) == "sign"

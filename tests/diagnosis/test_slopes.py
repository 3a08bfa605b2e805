"""A gradient times a slope."""

import numpy as np
import pytest

from .looks import found, normal

X, G = normal(6, 4), normal(6, 4, seed=1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


S = sigmoid(X)
SS = sigmoid(S)


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (G * (X <= 0), G * (X > 0), "mask_inverted"),
        (G * (G > 0), G * (X > 0), "mask_from_upstream"),
        (np.where(G > 0, 0, G), G * (X > 0), "mask_from_upstream"),
        (G, G * (X > 0), "unchanged"),
        (np.maximum(X, 0), G * (X > 0), "positive_part_of_input"),
        ((X > 0).astype(float), G * (X > 0), "mask_of_input"),
        (G * np.maximum(X, 0), G * (X > 0), "times_positive_part"),
        (G * X, G * (X > 0), "times_input"),
        (G * (X > 0), G * S * (1 - S), "mask"),
        (G * X * (1 - X), G * S * (1 - S), "slope_without_sigmoid"),
        (G * SS * (1 - SS), G * S * (1 - S), "sigmoid_slope_of_output"),
        (G * S, G * S * (1 - S), "one_minus_missing"),
        (G * S * (1 - S), G * (1 - np.tanh(X) ** 2), "sigmoid_slope_of_input"),
        (G * (1 - X * X), G * (1 - np.tanh(X) ** 2), "tanh_slope_of_input"),
        (G / X, -G / X**2, "divided_by_input"),
    ],
)
def test_slope(got, right, relation):
    assert found(got, right, dout=G, x=X) == relation
    assert found(got + 1e-3 * normal(6, 4, seed=3), right, dout=G, x=X) == ""


def test_at_zero():
    x = X.copy()
    x[::2, 1] = 0
    assert found(G * (x >= 0), G * (x > 0), dout=G, x=x) == "mask_at_zero"
    assert found(G * (x > 0), G * (x >= 0), dout=G, x=x) == "mask_at_zero"
    assert found(G * (x >= 0) * 1.5, G * (x > 0), dout=G, x=x) == ""
    elsewhere = G * (x >= 0)
    elsewhere[1, 2] += 1
    assert found(elsewhere, G * (x > 0), dout=G, x=x) == ""

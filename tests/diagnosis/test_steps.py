"""Steps from an input: reversed or scaled."""

import pytest

from .looks import found, normal

W = normal(4, 3)
G = normal(4, 3, seed=1)
RIGHT = W - 0.1 * G


@pytest.mark.parametrize(
    ("got", "relation"),
    [
        (W + 0.1 * G, "step_reversed"),
        (W - 0.1 * G / 7, "step_by_length"),
        (W - 0.7 * G, "step_by_length"),
        (W - 0.123 * G, "step_scaled"),
        (-0.1 * G, "missing_addend"),
        (W, "unchanged"),
    ],
)
def test_step(got, relation):
    inputs = {"W": W, "X": normal(7, 4)}
    assert found(got, RIGHT, **inputs) == relation
    assert found(got + 0.01 * normal(4, 3, seed=5), RIGHT, **inputs) == ""


def test_cutting_at_zero_is_no_step():
    z = normal(4, 5)
    assert found(abs(z), z.clip(0), z=z, x=normal(2, 4)) == "absolute_of_input"


def test_an_input_beside_which_both_are_nothing():
    assert found(G, RIGHT, big=1e9 * normal(4, 3, seed=3)) == ""

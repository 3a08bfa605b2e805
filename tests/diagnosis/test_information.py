"""How much numbers tell."""

import numpy as np
import pytest

from grader.diagnosis.information import information

BITS = 30.0


@pytest.mark.parametrize(
    ("values", "least", "most"),
    [
        ([0.0, 0.0, 0.0], 0, 0),
        ([1.0], 0, 2),
        ([0.25], 0, 4),
        ([0.357], 0, 19),
        ([np.pi], BITS, BITS),
        ([np.pi, -np.pi, np.pi], BITS, BITS),
        ([np.pi, np.e], 2 * BITS, 2 * BITS),
        ([3, 3, 5, 3], 0, 8),
        (list(range(10)) * 6, 100, 250),
    ],
)
def test_information(values, least, most):
    assert least <= information(np.array(values, dtype=float), BITS) <= most


def test_rounding_errors_are_no_other_numbers():
    constant = 0.1 + 1e-17 * np.arange(50)
    assert information(constant, BITS) < 10

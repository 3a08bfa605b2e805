"""Only some entries are wrong."""

import numpy as np
import pytest

from .looks import found, normal

RIGHT = normal(4, 3)
SOME = np.arange(12).reshape(4, 3) % 5 == 1


@pytest.mark.parametrize(
    ("factor", "relation"),
    [
        (-1, "sign"),
        (2, "doubled"),
        (0.5, "halved"),
        (7, "times_length"),
        (1 / 7, "by_length"),
        (0, "partly_zero"),
        (1.37, ""),
    ],
)
@pytest.mark.parametrize("where", [SOME, SOME.cumsum().reshape(4, 3) == 1])
def test_partly(where, factor, relation):
    got = np.where(where, factor * RIGHT, RIGHT)
    assert found(got, RIGHT, x=normal(7, 5)) == relation
    got[3, 0] += 0.1
    assert found(got, RIGHT, x=normal(7, 5)) == ""


def test_small_counts_say_nothing():
    assert found(np.array([3, 4, -5]), np.array([3, 4, 5])) == ""
    assert found(np.array([3, 4, 0]), np.array([3, 4, 5])) == ""

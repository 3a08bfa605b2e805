"""What the tests of `gradient` share."""

import numpy as np
import pytest

from grader.checks import gradient
from grader.errors import CheckFailed

X = np.random.default_rng(1).normal(size=(3, 4))


def failure(function, at, got, rng, **options):
    """What a gradient check fails with."""
    with pytest.raises(CheckFailed) as caught:
        gradient(function, at, got, rng=rng, **options)
    return caught.value

"""What the tests of `gradient` share."""

import numpy as np
import pytest

from grader.checks import gradient
from grader.errors import CheckFailed

X = np.random.default_rng(1).normal(size=(3, 4))
WEIGHTS = np.random.default_rng(5).normal(size=(4, 5))
BIAS = np.random.default_rng(6).normal(size=5)


def affine(x, w, b):
    return x @ w + b


def affine_back(d, x, w, b):
    return d @ w.T, x.T @ d, d.sum(axis=0)


def square(x):
    return (x**2).sum()


def failure(function, at, got, rng, **options):
    """What a gradient check fails with."""
    with pytest.raises(CheckFailed) as caught:
        gradient(function, at, got, rng=rng, **options)
    return caught.value

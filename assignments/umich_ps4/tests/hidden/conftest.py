"""What several hidden tests share."""

from types import SimpleNamespace

import numpy as np
import pytest

from .judging import arrays, raise_first, same_grads, shaped
from .models import Model, Trainee, attribute, tell
from .starts import start_cause


@pytest.fixture(name="batch")
def _batch(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """X (3, 4) and labels y (3,) of six classes."""
    return rng.normal(size=(3, 4)), rng.permutation(6)[:3]


@pytest.fixture(name="params")
def _params(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters for four features, five hidden units and six classes, biases included."""
    shapes = {"W1": (4, 5), "b1": (5,), "W2": (5, 6), "b2": (6,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions and classes of the files beside this one, under one name."""
    shared = (arrays, attribute, raise_first, same_grads, shaped, start_cause, tell, Model, Trainee)
    return SimpleNamespace(**{item.__name__: item for item in shared})

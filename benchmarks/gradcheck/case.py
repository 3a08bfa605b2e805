"""A function at a point, with its gradient by hand and the mistakes that belong to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Gradients = dict[str, Floats]


@dataclass(frozen=True)
class Case:
    """function: called as `function(**at)`. right: its gradient, `upstream` dotted in.

    wrong: gradients by name of a mistake that students make in this very function.
    penalty: the multiple of each tensor that the L2 term adds to its gradient.
    """

    family: str
    function: Callable[..., Any]
    at: dict[str, Floats]
    upstream: Floats | None
    right: Gradients
    wrong: Mapping[str, Gradients] = field(default_factory=dict)
    penalty: Mapping[str, float] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        """How many numbers are differentiated."""
        return sum(tensor.size for tensor in self.at.values())

    def scalar(self, **at: Floats) -> float:
        """The function as one number, for checkers that know no upstream gradient."""
        value = self.function(**at)
        return float(value if self.upstream is None else np.sum(value * self.upstream))


def scale(rng: np.random.Generator) -> float:
    """A scale of inputs, from 1e-3 to 1e3."""
    return float(10 ** rng.uniform(-3, 3))


def near_kinks(rng: np.random.Generator, x: Floats) -> Floats:
    """One point of eight gets some entries, up to a third, near zero, or at zero."""
    if rng.random() < 1 / 8:
        near = rng.random(x.shape) < 10 ** rng.uniform(-3, -0.5)
        x = np.where(near, x * 10 ** rng.uniform(-10, -2), x)
        x[near & (rng.random(x.shape) < 1 / 10)] = 0
    return x

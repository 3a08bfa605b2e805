"""All families of functions, and their cases by seed."""

from collections.abc import Callable

import numpy as np

from . import layers, networks
from .case import Case

FAMILIES: dict[str, Callable[[np.random.Generator, bool], Case]] = {
    "relu": layers.relu,
    "max-pool": layers.max_pool,
    "softmax": networks.softmax,
    "sigmoid": layers.sigmoid,
    "batch-norm": layers.batch_norm,
    "convolution": layers.convolution,
    "rnn": networks.rnn,
    "mlp": networks.mlp,
}


def case(family: str, seed: int, large: bool) -> Case:
    """The same for equal arguments; large: more than 1000 entries."""
    rng = np.random.default_rng([list(FAMILIES).index(family), seed, int(large)])
    return FAMILIES[family](rng, large)

"""How much is measured, and the points that all checkers share."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .case import Case
from .families import case
from .mutants import Mutant, flipped, mutants
from .networks import two_layers

SIZES = {100: (4, 6), 1000: (39, 20), 10_000: (189, 50), 100_000: (989, 100), 10**6: (1989, 500)}
"""Inputs and hidden units by the number of parameters; ten classes, a batch of eight."""


@dataclass(frozen=True)
class Plan:
    """Seeds a family. own_*: of the toolkit; the others: of the yardsticks.

    clean, large: right gradients of small and large shapes. wrong, wrong_large: points of which all
    mutants are judged.
    flipped: networks with one flipped sign among 100,000. entrywise: the most parameters of what
    looks at each entry.
    """

    own_clean: int = 40_000
    own_large: int = 2_500
    own_wrong: int = 60
    own_wrong_large: int = 20
    clean: int = 100
    large: int = 3
    wrong: int = 4
    wrong_large: int = 1
    flipped: int = 50
    entrywise: int = 10_000
    sizes: tuple[int, ...] = tuple(SIZES)

    @classmethod
    def of(cls, quick: bool) -> "Plan":
        """The plan for a minute, or the full one."""
        return cls(750, 100, 4, 1, 25, 1, 1, 0, 5, 1000) if quick else cls()


def planted(family: str, seed: int, large: bool) -> Iterator[tuple[Case, Mutant]]:
    """The mutants of a point, each with its case; "flipped": one sign among 100,000."""
    if family == "flipped":
        yield flipped(seed)
        return
    point = case(family, seed, large)
    for mutant in mutants(point, np.random.default_rng([seed, 5])):
        yield point, mutant


def sized(parameters: int, seed: int) -> Case:
    """A network of two layers with about so many parameters."""
    return two_layers(np.random.default_rng([seed, parameters]), 8, *SIZES[parameters], 10)

"""Slopes of a function along random directions, for gradients of large parameters.

Theory of operation. Entry by entry a check costs four evaluations each. Along a direction v it
costs four whatever the size, and tells whether <claimed, v> is the function's slope there. For
Gaussian v the two differ by the difference of the gradients times a normal number: one that is a
part 1e-4 of the gradient stays below a tolerance of 1e-6 in one direction of a hundred, and in
three about once in a million. Beyond a few tensors, several share their directions, each with a
part of about the same size, so that a large one doesn't drown a small one.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from grader.checks import differences
from grader.checks.differences import Ends, Floats, Slope
from grader.checks.scalar import DECISIVE_SINGLE, Scalar

Direction = dict[str, Floats]

GROUPS = 3
"""Sets of tensors with directions of their own, three each: 2 + 3 * 3 * 4 evaluations for a right
gradient."""
SPARE = 3
"""Directions that may be drawn again, because there is a kink on them: 12 evaluations more."""
STEP = 1e-6
"""First step along a direction that is as large as the entries: short, for it moves all of them,
and so crosses many kinks; rounding leaves at least 1e-8 of the slope."""
STRETCH = STEP / differences.SHRINK
"""The longest first step in float64: when it crosses a kink, the next is STEP."""
SHARP = 1e-6
"""The first step is stretched where rounding would hide more than this part of the slope's size."""
BLUNT = 1e-3
"""Largest rounding error, relative to the slope, with which a narrow step still counts: small,
because the bends of many kinks at the point may add up to as little."""
BLURRED = 5.0
"""What many kinks make of a slope, in units of the bound that holds for a single one."""
LEAST_SHARES = (1.0, 1e-3, 1e-6)
"""A tensor's part of a shared direction is scaled down to this at most, in one direction after
another: what is scaled down far to let a tiny gradient be seen is itself drowned by rounding."""


class Line(NamedTuple):
    """A direction with the slopes along it.

    claimed: <claimed gradient, direction>. size: the root of the sum of its squared terms, which it
    would be about if they were independent. length: that of the direction. smooth: False where a
    kink is on it.
    """

    direction: Direction
    claimed: float
    size: float
    length: float
    slope: Slope
    smooth: bool


@dataclass
class Prober:
    """Draws directions and evaluates a function along them.

    claimed: the gradient that is judged, by tensor, as float64 and in the tensors' shapes.
    atol: differences of an entry's derivative below it mean nothing. spare: directions that may
    still be drawn again.
    """

    function: Scalar
    claimed: dict[str, Floats]
    atol: float
    spare: int = SPARE

    def groups(self) -> list[list[str]]:
        """The tensors in at most GROUPS sets, the largest ones alone; empty ones are left out."""
        sized = [name for name, tensor in self.function.at.items() if tensor.size]
        sized.sort(key=lambda name: -self.function.at[name].size)
        alone, rest = sized[: GROUPS - 1], sized[GROUPS - 1 :]
        return [[name] for name in alone] + [rest] * bool(rest)

    def lines(self, names: list[str]) -> list[Line]:
        """Independent directions in which these tensors move, smooth as far as `spare` reaches."""
        return [self._smooth(names, least) for least in LEAST_SHARES]

    def _smooth(self, names: list[str], least_share: float) -> Line:
        while True:
            line = self.line(self.draw(names, least_share))
            if line.smooth or not self.spare:
                return line
            self.spare -= 1

    def draw(self, names: list[str], least_share: float) -> Direction:
        """A Gaussian direction in which each of these tensors has a part of about the same size.

        least_share: the part of a tensor is not scaled down below this.
        """
        at, rng = self.function.at, self.function.rng
        sizes = differences.scales(at)
        parts = {name: sizes[name] * rng.standard_normal(at[name].shape) for name in names}
        share = {n: float(np.linalg.norm(self.claimed[n])) * sizes[n] for n in names}
        least = min((size for size in share.values() if size), default=1.0)
        return {
            name: part * (max(least / share[name], least_share) if share[name] else 1.0)
            for name, part in parts.items()
        }

    def line(self, direction: Direction) -> Line:
        """Both slopes along a direction."""
        terms = [self.claimed[name] * part for name, part in direction.items()]
        size = float(np.sqrt(sum(float(np.sum(term**2)) for term in terms)))
        length = float(np.sqrt(sum(float(np.sum(part**2)) for part in direction.values())))
        slope, smooth = differences.settled(
            lambda step: (self._ends(direction, step), self._ends(direction, step / 2)),
            self.function.start,
            self.function.rounding.error,
            self.step(size),
            differences.Need(max(self.atol * length, SHARP * size), size, BLUNT),
        )
        if not smooth and self.function.decisive == DECISIVE_SINGLE:
            # Its steps can't be short enough to miss all kinks; many small ones blur the slope.
            slope = slope._replace(error=BLURRED * slope.error + slope.rounding)
            smooth = slope.error <= DECISIVE_SINGLE * size
        claimed = float(sum(float(np.sum(term)) for term in terms))
        return Line(direction, claimed, size, length, slope, smooth)

    def deviation(self, direction: Direction) -> float:
        """The claimed slope minus a plain central difference; two evaluations."""
        terms = [self.claimed[name] * part for name, part in direction.items()]
        size = float(np.sqrt(sum(float(np.sum(term**2)) for term in terms)))
        ends = self._ends(direction, self.step(size))
        return sum(float(np.sum(term)) for term in terms) - (ends.right - ends.left) / (2 * ends.h)

    def step(self, size: float) -> float:
        """The first step: longer for a coarse function, whose rounding would drown a short one.

        size: that of the claimed slope; where it is small beside the function, somewhat longer too.
        """
        rounding = self.function.rounding
        coarse = float((rounding.error / rounding.size) ** (1 / 3))
        sharp = differences.UNITS * rounding.error / (SHARP * size) if size else STRETCH
        return min(max(STEP, coarse / 10, min(sharp, STRETCH)), differences.LONGEST)

    def _ends(self, direction: Direction, step: float) -> Ends:
        at = self.function.at
        right, left = self.function.values(
            [
                {**at, **{n: at[n] + signed * part for n, part in direction.items()}}
                for signed in (step, -step)
            ]
        )
        return Ends(step, right, left)

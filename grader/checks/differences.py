"""Derivatives by central differences, each with a bound on its own error.

Two step sizes h and h/2 give the central differences D1 and D2, their extrapolation
R = (4 D2 - D1) / 3 (Richardson), and the second differences C1, C2 (right slope minus left slope).
Where the function is smooth, D1 - D2 and C1 - 2 C2 both vanish with h. A kink within reach moves
one of the two at least: one at the point itself leaves D1 = D2 but not C1 = 2 C2; one a third of h
away does the reverse. So E = 2 max(|D1 - D2|, |C1 - 2 C2|) bounds the error of R, and an entry
whose E stays large while the step shrinks lies on a kink: it can't be decided.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Point = dict[str, Floats]
Function = Callable[[Point], float]
Values = Callable[[list[Point]], list[float]]

STEP = 1e-4
"""First step, relative to the entry: truncation (h squared) and rounding (1/h) both near 1e-8."""
LONGEST = 1e-2
SHRINK = 1 / 16
NARROWER, WIDER = 5, 3
"""How often a step shrinks or grows at most."""
SMALLEST = 1e-3
"""An entry is not taken for smaller than this part of its tensor's root mean square; a zero says
nothing of its scale, and is taken for that root mean square."""
SMOOTH = 1e-6
"""Largest E, relative to the derivative, of a point that is no kink."""

SHARP = 1e-4
"""Largest rounding error, relative to the derivative, with which a step is not widened."""

BLUNT = 1e-2
"""Largest rounding error, relative to the derivative, with which a narrow step still counts."""

UNITS = 40
"""4 and 8 evaluations over h and h/2 make 20 rounding errors over h, and E doubles them."""

CLEAR = 10.0
"""A second derivative is known where it is so many times what rounding makes of it."""

FADES = 1 / 4
"""What a narrower step must leave at most of E where the function is smooth between."""


class Rounding(NamedTuple):
    """error: of one evaluation. size: of the terms that the function adds up, at least its own."""

    error: float
    size: float


class Need(NamedTuple):
    """How exact a derivative must be.

    floor: differences below it mean nothing. size: what the derivative is about, if that is known.
    blunt: the largest rounding error, relative to it, with which a narrow step still counts.
    """

    floor: float
    size: float = 0.0
    blunt: float = BLUNT


class Slopes(NamedTuple):
    """Derivatives of one tensor. value, error: of the tensor's shape. kink: True where undecided.

    error bounds |value - derivative|, from truncation and from rounding in the function.
    second: the second derivative, which makes the error of one-sided differences; nan where
    rounding hides it.
    """

    value: Floats
    error: Floats
    kink: NDArray[np.bool_]
    second: Floats


class Slope(NamedTuple):
    """One derivative: R, the bound of its error, what rounding alone may make of E.

    second: what the same values say of the second derivative.
    """

    value: float
    error: float
    rounding: float
    second: float


class Ends(NamedTuple):
    """A step as floating point has it, and the function's values at both ends of it."""

    h: float
    right: float
    left: float


Move = Callable[[float], tuple[Ends, Ends]]
"""Gives, for a step, what is at its ends and at those of its half."""


def noise(function: Function, at: Point, rng: np.random.Generator) -> float:
    """The rounding error of one evaluation of the function near a point.

    The fourth differences of values at equal, tiny distances along a line hold rounding alone
    (J. Moré and S. Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33, 2011). The
    smaller of two lines counts, because one may cross a kink.
    """
    return min(_noise_along(function, at, rng) for _ in range(2))


def slopes(
    values: Values,
    at: Point,
    name: str,
    centre: float,
    rounding: Rounding,
    floor: float,
) -> Slopes:
    """Derivatives of a function by every entry of `at[name]`.

    values: the function's values at several points. centre: that at the point. floor: differences
    of derivatives below it mean nothing.
    """
    tensor = at[name]
    kinds = (float, float, bool, float)
    found = Slopes(*(np.zeros(tensor.shape, dtype=kind) for kind in kinds))
    typical = scales(at)[name]
    # A coarse function (float32) needs longer steps: truncation and rounding meet at the cube root.
    relative = min(max(STEP, (rounding.error / rounding.size) ** (1 / 3)), LONGEST)
    for index in np.ndindex(tensor.shape):
        size = max(abs(float(tensor[index])), SMALLEST * typical) if tensor[index] else typical
        move = _mover(values, at, name, index)
        slope, smooth = settled(move, centre, rounding.error, relative * size, Need(floor))
        entry = (slope.value, slope.error, not smooth, slope.second)
        for array, number in zip(found, entry, strict=True):
            array[index] = number
    return found


def settled(
    move: Move, centre: float, rounding: float, step: float, need: Need
) -> tuple[Slope, bool]:
    """The best slope along a line, and whether the function looks smooth there.

    move: gives the function's values at the ends of a step and of its half. centre: its value
        between them. rounding: the error of one value.
    A step that rounding drowns is widened; one in whose reach the function isn't smooth is
    narrowed. The first that suffers from neither ends the search.
    """
    at_step, floor = partial(_slope, move, centre, rounding), need.floor
    first = at_step(step)
    if _is_smooth(first, floor):
        best = first
        for round_ in range(1, WIDER + 1):
            if best.rounding <= SHARP * max(abs(best.value), need.size) + floor:
                break
            wider = at_step(step / SHRINK**round_)
            if not (_is_smooth(wider, floor) and _agree(wider, best)):
                break
            best = wider
        return _bounded(best), True
    least = first.error
    for round_ in range(1, NARROWER + 1):
        narrower = at_step(step * SHRINK**round_)
        # Rounding that hides the slope hides a kink as well.
        if narrower.rounding > need.blunt * max(abs(narrower.value), need.size) + floor:
            break
        # The bend of a kink at the point itself stays while rounding grows until it covers it.
        if _is_smooth(narrower, floor) and narrower.error <= FADES * least:
            return _bounded(narrower), True
        least = min(least, narrower.error)
    return first, False


def _agree(wider: Slope, best: Slope) -> bool:
    """Whether a longer step sees the same slope; kinks that cancel look smooth from afar."""
    bound = wider.error + wider.rounding + best.error + best.rounding
    return abs(wider.value - best.value) <= SMOOTH * abs(best.value) + bound


def _bounded(slope: Slope) -> Slope:
    return slope._replace(error=slope.error + slope.rounding)


def _is_smooth(slope: Slope, floor: float) -> bool:
    return slope.error <= SMOOTH * abs(slope.value) + floor + slope.rounding  # false for nan


def _slope(move: Move, centre: float, rounding: float, step: float) -> Slope:
    far, near = move(step)
    wide = (far.right - far.left) / (2 * far.h)
    narrow = (near.right - near.left) / (2 * near.h)
    bend = (far.right - 2 * centre + far.left) / far.h
    near_bend = (near.right - 2 * centre + near.left) / near.h
    error = 2 * max(abs(wide - narrow), abs(bend - 2 * near_bend))
    second = bend / far.h if abs(bend) > CLEAR * 4 * rounding / far.h else math.nan
    return Slope((4 * narrow - wide) / 3, error, UNITS * rounding / far.h, second)


def _mover(values: Values, at: Point, name: str, index: tuple[int, ...]) -> Move:
    """A function of a step in one entry."""
    start = float(at[name][index])

    def point(moved: float) -> Point:
        tensor = at[name].copy()
        tensor[index] = moved
        return {**at, name: tensor}

    def move(step: float) -> tuple[Ends, Ends]:
        h = (start + step) - start or step
        half = (start + h / 2) - start or h / 2
        moved = (start + h, start - h, start + half, start - half)
        right, left, near_right, near_left = values([point(entry) for entry in moved])
        return Ends(h, right, left), Ends(half, near_right, near_left)

    return move


def _noise_along(function: Function, at: Point, rng: np.random.Generator) -> float:
    typical = scales(at)
    lines = {
        name: rng.standard_normal(tensor.shape)
        * np.where(tensor != 0, np.abs(tensor), typical[name])
        for name, tensor in at.items()
    }
    estimate = 0.0
    # Too short a distance moves nothing in a low precision; then a longer one is tried.
    for distance in (1e-6, 1e-4, 1e-2):
        values = np.array(
            [function({n: at[n] + k * distance * lines[n] for n in at}) for k in range(7)]
        )
        if not np.isfinite(values).all():
            return 0.0
        # The sum of squared binomial coefficients (1, 4, 6, 4, 1) is 70.
        estimate = float(np.abs(np.diff(values, 4)).max()) / math.sqrt(70)
        if len(set(values.tolist())) > 3:
            break
    return estimate


def scales(at: Point) -> dict[str, float]:
    """Each tensor's root mean square; for zeros the smallest of the others, or 1.

    A zero bias says nothing of its scale. The weights beside it do: a step that is small for them
    crosses few kinks.
    """
    found = {n: float(np.sqrt(np.mean(t**2))) if t.size else 0.0 for n, t in at.items()}
    other = min((size for size in found.values() if size), default=1.0)
    return {name: size or other for name, size in found.items()}

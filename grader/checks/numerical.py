"""Was a gradient, which a task asks for by backpropagation, computed by finite differences?

Theory of operation. Differences leave traces in their numbers, which are read off what the check
has computed anyway. Neither trace can be left by a formula, whatever its precision.

- The lattice. (f(x + h) - f(x - h)) / 2h is a whole number of the last bits of f, over 2h. For a
  loss in float64 and one of the usual steps, that holds for every entry to a part in ten thousand;
  for a right gradient it holds for an entry once in five thousand times.
- The truncation. One-sided differences are off by half of h times the second derivative, which the
  check's own values tell at every entry. Where the deviations are that, all with the same usual h,
  the gradient is a difference. (Central ones are off by less than the check can tell.)

Both need several numbers that don't follow from one another. What neither sees is central
differences of an array that are multiplied by the upstream gradient only afterwards.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from itertools import product
from typing import NamedTuple

import numpy as np

from grader.checks.differences import Floats, Slopes
from grader.checks.values import Array

LEAST_ON_LATTICE, LEAST_TRUNCATED = 5, 8
"""Numbers that must agree, none a simple multiple of another."""
MOST = 64
"""Numbers that are looked at."""
NEAR = 1e-4
"""How near to the lattice, in units of it."""
SMALL = 10.0
"""A number of fewer units says nothing: what is next to nothing lies near the lattice's zero."""
EXPLAINED = 0.1
"""What truncation must leave at most of each deviation."""
SEEN = 2.0
"""A deviation is seen where it is so many times the error of what it is one from."""
EPS = float(np.finfo(np.float64).eps)
STEPS = (
    *(float(f"{digit}e-{power}") for digit in (1, 2, 5) for power in range(2, 10)),
    EPS ** (1 / 3),
)
"""The usual steps. Not the root of EPS, a power of two: its lattice holds all float32 numbers."""
WIDTHS = sorted({kind * step for step in STEPS for kind in (1, 2)})
"""What one-sided and central differences are divided by, the smallest first: the lattice of a
larger one may hold its own. A sum may have lost bits on the way, so that which of the two it is
can't be told."""
USUAL = 0.03
"""How near a step found by truncation must be to a usual one, relative to it."""


class Observed(NamedTuple):
    """A gradient that was judged. entries: its numbers. trace: of differences, in words, or ""."""

    entries: int
    trace: str


Heard = list[Observed]
_LISTENER: ContextVar[Heard | None] = ContextVar("listener", default=None)


def listen() -> Heard:
    """A fresh list, that fills with what is observed from now on in this context."""
    heard: Heard = []
    _LISTENER.set(heard)
    return heard


def observe(claimed: Mapping[str, Array], value: float, slopes: Mapping[str, Slopes]) -> None:
    """Tell whoever listens about a gradient.

    claimed: by tensor. value: the function's, at the point. slopes: what is known of each tensor.
    """
    heard = _LISTENER.get()
    if heard is None:
        return
    trace = on_lattice(claimed, value) or truncated(claimed, slopes)
    heard.append(Observed(sum(array.size for array in claimed.values()), trace))


def on_lattice(claimed: Mapping[str, Array], value: float) -> str:
    """The width that puts every number on the lattice of differences, in words; "" where none."""
    doubles = [array.ravel() for array in claimed.values() if array.dtype == np.float64]
    numbers = _independent(np.concatenate(doubles)) if doubles else np.zeros(0)
    if len(numbers) < LEAST_ON_LATTICE or not np.isfinite(value) or value == 0:
        return ""
    bit = float(np.spacing(abs(value)))
    # half a bit: beside a power of two, some values have more digits
    for unit, width in product((bit, bit / 2), WIDTHS):
        counts = numbers * (width / unit)
        counts = counts[counts > SMALL]
        # a count is known as well as the number, whose division was rounded
        known = NEAR + 4 * EPS * counts
        if len(counts) < LEAST_ON_LATTICE or known.max() > 100 * NEAR:
            continue
        if np.all(np.abs(counts - np.rint(counts)) <= known):
            return f"differences over {width:.2g} of a value near {value:.3g}"
    return ""


def truncated(claimed: Mapping[str, Array], slopes: Mapping[str, Slopes]) -> str:
    """The step of one-sided differences whose truncation makes the deviations; "" where none."""
    parts = [
        (np.where(each.kink, np.nan, claimed[name] - each.value), each.error, each.second / 2)
        for name, each in slopes.items()
        if claimed[name].dtype.kind == "f"
    ]
    if not parts:
        return ""
    off, error, half = (np.concatenate([a.ravel() for a in p]) for p in zip(*parts, strict=True))
    known = np.isfinite(off * half) & (half != 0)
    off, error, half = off[known], error[known], half[known]
    step = float(np.median(off / half)) if known.any() else 0.0
    made = step * half
    seen = np.abs(made) > SEEN * error
    if len(_independent(half[seen])) < LEAST_TRUNCATED:
        return ""
    allowed = np.where(seen, EXPLAINED * np.abs(made), error)
    usual = any(abs(abs(step) - each) <= USUAL * each for each in STEPS)
    explained = usual and np.all(np.abs(off - made) <= allowed)
    return f"one-sided differences over {step:.2g}" if explained else ""


def _independent(numbers: Floats) -> Floats:
    """The first numbers that are no simple multiples of one another; zeros are none."""
    kept: list[float] = []
    times = np.arange(1.0, 101.0)
    for number in np.unique(np.abs(numbers[np.isfinite(numbers) & (numbers != 0)]))[::-1]:
        ratios = (number / np.array(kept or [np.inf]))[:, None] * times
        if np.all(np.abs(ratios - np.rint(ratios)) > 1e-9 * np.maximum(ratios, 1)) or not kept:
            kept.append(float(number))
        if len(kept) == MOST:
            break
    return np.array(kept)

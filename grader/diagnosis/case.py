"""Evidence made ready to compare: plain finite float64 arrays of bounded size."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from grader.diagnosis.evidence import Array, Evidence, Finding
from grader.diagnosis.information import information as bits_in

Floats = NDArray[np.float64]
T = TypeVar("T", bound=np.generic)
Function = Callable[..., Floats]
Relation = Callable[["Case"], Finding | None]

MOST_ENTRIES = 250_000
"""Larger arrays are not looked at."""
MOST_INPUTS = 12
MOST_BESIDE = 5
"""Inputs of the shape of the result: those that are tried in pairs."""
LEAST_BITS = 25.0
"""Digits, in bits, that a single number needs before many relations are tried on it."""
SAMPLE = 64
"""Entries by which a relation is refuted before it is looked at in full."""
LONGEST = 60
"""Characters of a name in a sentence."""


class Precision(NamedTuple):
    """How well two numbers must agree.

    rtol: relative to each entry. cancel: relative to the largest entry of the array, because sums
    that nearly cancel keep the rounding errors of their terms.
    """

    rtol: float
    cancel: float

    @property
    def bits(self) -> float:
        """What one number tells that agrees."""
        return -math.log2(self.rtol + self.cancel)


DOUBLE = Precision(rtol=1e-9, cancel=1e-12)
SINGLE = Precision(rtol=2e-5, cancel=1e-5)


@dataclass(frozen=True)
class Case:
    """Evidence whose arrays are finite and of float64, and neither empty nor too large.

    `got` alone may hold nan and infinities. whole: whether `got` came as integers.
    """

    what: str
    got: Floats
    expected: Floats
    inputs: dict[str, Floats]
    others: dict[str, Floats]
    changed: tuple[str, ...]
    precision: Precision
    whole: bool

    @cached_property
    def finite(self) -> bool:
        return bool(np.isfinite(self.got).all())

    @cached_property
    def scale(self) -> float:
        """The largest entry of either array."""
        return max(self._tops)

    @cached_property
    def alike(self) -> bool:
        """Whether both have the same shape."""
        return self.got.shape == self.expected.shape

    @cached_property
    def coarse(self) -> bool:
        """Whether this is one number of so few digits that many relations would fit it."""
        return self.got.size == 1 and self.precision.bits < LEAST_BITS

    @cached_property
    def wrong(self) -> NDArray[np.bool_]:
        """The entries that differ; all where the shapes do. Of the shape of `got`."""
        if not self.alike:
            return np.ones(self.got.shape, dtype=bool)
        return ~close(self.got, self.expected, self.precision, self.scale)

    @cached_property
    def bits(self) -> float:
        """What the wrong entries tell."""
        return self.information(self.got[self.wrong], self._tops[0])

    def tells(self, numbers: int = 1) -> bool:
        """Whether the wrong entries tell as much as so many real numbers."""
        return self.bits >= self._enough(numbers)

    def informs(self, values: Floats, numbers: int = 1) -> bool:
        """Whether these values tell as much as so many real numbers."""
        return self.information(values) >= self._enough(numbers)

    def information(self, values: Floats, top: float = 0.0) -> float:
        """What these values tell, in bits.

        Small numbers beside large ones, of which `top` is the largest, were compared to no digit,
        and tell nothing.
        """
        size = np.abs(values)
        top = max(top, float(size.max(initial=0.0)))
        least = self.precision.cancel / self.precision.rtol * top / 100
        return bits_in(values[(size >= least) | (values == 0)], self.precision.bits)

    def _enough(self, numbers: int) -> float:
        """Bits of so many real numbers, less a part, because some real numbers look simple.

        An array has to tell as much as a number in double precision, whatever its own precision.
        """
        if numbers > 1:
            return 0.8 * numbers * self.precision.bits
        return 0.67 * self.precision.bits if self.got.size == 1 else 0.63 * DOUBLE.bits

    def input(self, name: str) -> str:
        """The name of an input in a sentence about the result, which may be its namesake."""
        return f"the {name} it was given" if name == self.what else name

    @cached_property
    def ratio(self) -> float | None:
        """The number that `got` is times `expected`, or None."""
        return self.multiple(self.got, self.expected) if self.alike else None

    @cached_property
    def beside(self) -> dict[str, Floats]:
        """The first few inputs of the shape of `got` and `expected` that are not the latter."""
        found = [
            (name, array)
            for name, array in self.inputs.items()
            if array.shape == self.got.shape and self.alike and not self.equal(array, self.expected)
        ]
        return dict(found[:MOST_BESIDE])

    def equal(self, found: Floats, right: Floats, scale: float = 0.0) -> bool:
        """Whether two arrays agree; scale: the largest number of those they were made from."""
        if found.shape != right.shape:
            return False
        largest = max(scale, self._top(right))
        if right.size > SAMPLE:
            few = slice(None, None, right.size // SAMPLE)
            if not close(found.flat[few], right.flat[few], self.precision, largest).all():
                return False
        return bool(close(found, right, self.precision, largest).all())

    def fits(self, function: Function, *arrays: Floats) -> bool:
        """Whether `got` is this entry-wise function of arrays of its own shape."""
        return self.maps(self.got, function, *arrays)

    def maps(self, target: Floats, function: Function, *arrays: Floats, scale: float = 0.0) -> bool:
        """Whether `target` is this entry-wise function of arrays of its own shape."""
        if any(array.shape != target.shape for array in arrays):
            return False
        largest = max(scale, self._top(target))
        if target.size > SAMPLE:
            few = slice(None, None, target.size // SAMPLE)
            part = function(*(array.flat[few] for array in arrays))
            if not close(part, target.flat[few], self.precision, largest).all():
                return False
        return self.equal(function(*arrays), target, largest)

    def multiple(self, found: Floats, base: Floats, scale: float = 0.0) -> float | None:
        """The number that `found` is times `base`, or None; scale as in `equal`."""
        if found.shape != base.shape or not base.size or not self.visible(found, scale):
            return None
        thin = base.size > 2 * SAMPLE
        if thin and self.multiple(self.thin(found), self.thin(base), scale) is None:
            return None
        place = int(np.argmax(np.abs(base)))
        factor = float(found.flat[place] / base.flat[place])
        if not factor or not math.isfinite(factor):
            return None
        return factor if self.maps(found, lambda b: factor * b, base, scale=scale) else None

    def visible(self, difference: Floats, scale: float) -> bool:
        """Whether a difference of numbers of this size has kept enough digits to be compared."""
        return bool(np.abs(difference).max() > 1e3 * self.precision.cancel * scale)

    def thin(self, array: NDArray[T]) -> NDArray[T]:
        """A few entries, spread evenly."""
        return array.flat[:: max(1, array.size // SAMPLE)]

    def _top(self, array: Floats) -> float:
        if array is self.got:
            return self._tops[0]
        return self._tops[1] if array is self.expected else _largest(array)

    @cached_property
    def _tops(self) -> tuple[float, float]:
        return _largest(self.got), _largest(self.expected)

    def is_number(self, value: float, other: float) -> bool:
        return abs(value - other) <= 2 * (self.precision.rtol + self.precision.cancel) * abs(other)


def close(found: Floats, right: Floats, precision: Precision, scale: float) -> NDArray[np.bool_]:
    """Entry-wise: whether two arrays of one shape agree; never where one is not finite."""
    allowed = precision.rtol * np.abs(right) + precision.cancel * scale
    result: NDArray[np.bool_] = np.asarray((np.abs(found - right) <= allowed) & np.isfinite(right))
    return result


def prepare(evidence: Evidence) -> Case | None:
    """The case, or None where there is nothing to compare."""
    got, expected = _floats(evidence.got), _floats(evidence.expected)
    if got is None or expected is None or not np.isfinite(expected).all():
        return None
    return Case(
        what=_name(evidence.what),
        got=got,
        expected=expected,
        inputs=_all_floats(evidence.inputs),
        others=_all_floats(evidence.others),
        changed=tuple(_name(name) for name in evidence.changed),
        precision=_precision(evidence),
        whole=np.asarray(evidence.got).dtype.kind in "iu",
    )


def _floats(value: Array) -> Floats | None:
    """As float64; None for what holds no real numbers, and for empty and huge arrays."""
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):
        return None
    if not 0 < array.size <= MOST_ENTRIES or array.dtype.kind not in "buifc":
        return None
    if array.dtype.kind == "c":
        if array.imag.any():
            return None
        array = array.real
    return np.ascontiguousarray(array, dtype=np.float64).reshape(array.shape)


def _all_floats(arrays: Mapping[str, Array]) -> dict[str, Floats]:
    """Those that are finite, by name; the first few only."""
    found = {_name(name): _floats(array) for name, array in list(arrays.items())[:MOST_INPUTS]}
    return {n: a for n, a in found.items() if a is not None and np.isfinite(a).all()}


def _precision(evidence: Evidence) -> Precision:
    narrow = any(_single(np.asarray(a)) for a in (evidence.got, evidence.expected))
    precision = SINGLE if narrow else DOUBLE
    if not precision.rtol < evidence.rtol < 1e-2:
        return precision
    return Precision(evidence.rtol, max(precision.cancel, evidence.rtol / 10))


def _single(array: Array) -> bool:
    """Whether these are numbers of single precision or less; `float(loss)` hides the dtype."""
    if array.dtype.kind != "f" or array.itemsize < 8:
        return array.dtype.kind == "f"
    flat = array.ravel()[: 8 * SAMPLE]
    single = np.array_equal(flat.astype(np.float32).astype(array.dtype), flat)
    # Whole numbers and halves are numbers of every precision, and say nothing.
    return single and not np.array_equal(flat.astype(np.float16).astype(array.dtype), flat)


def _largest(array: Floats) -> float:
    """The largest finite magnitude."""
    top = float(np.abs(array).max(initial=0.0))
    if math.isfinite(top):
        return top
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))


def _name(text: object) -> str:
    """A name for a sentence: one line, printable, of bounded length."""
    return "".join(c if c.isprintable() else "?" for c in str(text)[:LONGEST])

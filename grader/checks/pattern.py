"""Which entries of a tensor are wrong, and how: words for the message, numbers for the detail."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks.values import Array

OF_THE_PARAMETER = "it is off by a multiple of the parameter itself: is the regularisation right?"


def swapped(other: str) -> str:
    """What is said of a tensor that holds the gradient of another one."""
    return f"it holds what the gradient of {other} should be"


class Worst(NamedTuple):
    """The two numbers that differ most, and where; place: None where they belong to no entry."""

    place: tuple[int, ...] | None
    got: complex
    expected: complex

    @property
    def relative(self) -> float:
        """The error relative to the expected number."""
        off = abs(self.got - self.expected)
        return float(off / abs(self.expected)) if self.expected else float("inf")


class Pattern(NamedTuple):
    """words: safe for hidden checks. detail: worst entry with both numbers.

    more: what the detail says besides. entrywise: whether every entry was compared by itself.
    """

    words: str
    detail: str
    worst: Worst
    more: str = ""
    entrywise: bool = True


def describe(
    got: Array,
    expected: Array,
    allowed: NDArray[np.float64],
    wrong: NDArray[np.bool_],
    parameter: Array | None = None,
) -> Pattern:
    """The shape of an error.

    got, expected, allowed (tolerance), wrong (mask): arrays of one shape; `wrong` has a True.
    parameter: of the same shape, where this is the gradient by it.
    """
    words, factor = _whole(got, expected, allowed)
    worst = _worst(got, expected, allowed)
    more = []
    if not words and parameter is not None:
        added = _added(got, expected, allowed, wrong, parameter)
        if added:
            words = OF_THE_PARAMETER
            more.append(f"got is the expected value {added:+.6g} times the parameter")
    if factor is not None:
        more.append(f"got is {factor:.6g} times the expected value")
    return Pattern(words or _where(wrong), "; ".join([_told(worst), *more]), worst, "; ".join(more))


def _whole(got: Array, expected: Array, allowed: NDArray[np.float64]) -> tuple[str, float | None]:
    """One cause for every entry (words, factor), or ("", None)."""
    if got.size < 2 or got.dtype.kind == "c" or not np.isfinite(expected).all():
        return "", None
    a, b = got.astype(np.float64), expected.astype(np.float64)
    if not a.any():
        return "every entry is zero", None
    if np.all(np.abs(a + b) <= allowed):
        return "every entry has the wrong sign", None
    if a.ndim == 2 and a.shape[0] == a.shape[1] and np.all(np.abs(a.T - b) <= allowed):
        return "it is transposed", None
    power = float((b * b).sum())
    factor = float((a * b).sum()) / power if power else 0.0
    if np.count_nonzero(b) > 1 and np.all(np.abs(a - factor * b) <= allowed * max(1, abs(factor))):
        return "every entry is off by the same factor", factor
    if b.any() and np.ptp(a) == 0:
        return "every entry is the same number", None
    return "", None


def _added(
    got: Array,
    expected: Array,
    allowed: NDArray[np.float64],
    wrong: NDArray[np.bool_],
    parameter: Array,
) -> float:
    """The multiple of the parameter that makes the whole difference; 0.0 where none does."""
    off = got.astype(np.float64) - expected
    power = float((parameter * parameter).sum())
    times = float((off * parameter).sum()) / power if power else 0.0
    explained = np.all(np.abs(off - times * parameter) <= allowed)
    return times if explained and np.count_nonzero(wrong) > 1 else 0.0


def _where(wrong: NDArray[np.bool_]) -> str:
    if wrong.size == 1:
        return "its value is not the right one"
    count = int(np.count_nonzero(wrong))
    if count == wrong.size:
        return "every entry differs"
    if count == 1:
        return f"one entry of {wrong.size} differs"
    if wrong.ndim == 2 and min(wrong.shape) > 1:
        for name, axis in (("row", 1), ("column", 0)):
            if np.count_nonzero(wrong.any(axis=axis)) == 1:
                return f"only entries of one {name} differ"
    return f"{count} of {wrong.size} entries differ"


def _worst(got: Array, expected: Array, allowed: NDArray[np.float64]) -> Worst:
    with np.errstate(all="ignore"):
        distance = np.abs(got.astype(np.complex128) - expected.astype(np.complex128))
        excess = np.nan_to_num(np.asarray(distance / np.maximum(allowed, 1e-300)), posinf=np.inf)
    index = tuple(int(i) for i in np.unravel_index(int(np.argmax(excess)), got.shape))
    return Worst(index, got[index], expected[index])


def _told(worst: Worst) -> str:
    have, want = worst.got, worst.expected
    relative = f"{worst.relative:.3g}" if want else "infinite"
    place = f"at {list(worst.place)}: " if worst.place else ""
    return f"{place}got {have:.10g}, expected {want:.10g}, relative error {relative}"

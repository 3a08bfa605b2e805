"""How much it tells when numbers agree.

That a loss is twice another to nine digits is no accident. That an accuracy of 0.25 is half of
0.5, or that five predicted classes are five others reversed, may well be one. So numbers are
weighed in bits: a real number by the digits in which it was compared, a simple fraction by the
length of its numerator and denominator, a list of few different numbers by how they are arranged.
"""

import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

MOST = 64
"""Numbers that are looked at, spread evenly over all."""
ENOUGH = 120.0
"""Bits beyond which it makes no difference."""
MOST_PARTS = 1000
"""The largest denominator of a simple fraction: accuracies are counts by rows of a data set."""


def information(values: NDArray[np.float64], bits: float) -> float:
    """Bits in these finite numbers, of which a real one holds `bits`."""
    flat = values.ravel()
    rounded = [float(f"{v:.10g}") for v in flat[:: max(1, flat.size // MOST)]]
    return max(_arrangement(Counter(rounded)), _lengths({abs(v) for v in rounded}, bits))


def _arrangement(counts: Counter[float]) -> float:
    total = counts.total()
    return sum(n * math.log2(total / n) for n in counts.values())


def _lengths(distinct: Iterable[float], bits: float) -> float:
    total = 0.0
    for value in distinct:
        total += min(bits, _length(value, bits))
        if total >= ENOUGH:
            break
    return total


def _length(value: float, bits: float) -> float:
    if not math.isfinite(value):  # the largest numbers are rounded to infinity
        return bits
    simple = Fraction(value).limit_denominator(MOST_PARTS)
    if abs(float(simple) - value) > 2**-bits * value:
        return bits
    return math.log2(1 + simple.numerator) + math.log2(simple.denominator)

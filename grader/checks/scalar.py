"""A student's function as one number of a point, whose rounding error is known."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.checks import differences
from grader.checks.differences import Floats, Rounding
from grader.checks.same import DOUBLE, SINGLE, Tolerance, tolerance
from grader.checks.values import Array, author_error, fail, numbers

Point = Mapping[str, Any]
Batched = Callable[..., Any]

REPEATED = 1e-8
"""Relative difference of two equal calls that rounding can't explain."""
DECISIVE = 1e-2
"""An entry is decided when its tolerance is at most this part of the tensor's largest entry, or,
where a tensor's derivatives are zero, at most what rounding leaves of the function's size."""
DECISIVE_SINGLE = 0.2
"""The same where the function computes in float32, whose rounding leaves no more."""


def earned(claimed: Array) -> Tolerance:
    """The tolerance that the precision of a gradient's numbers earns.

    Float64 numbers that all are float16 numbers are exact, as 0 and 1/4, or were rounded to half
    precision, which earns nothing: both are judged as float64.
    """
    if claimed.dtype != np.float64:
        return tolerance(claimed)
    with np.errstate(over="ignore"):
        half = np.array_equal(claimed.astype(np.float16).astype(np.float64), claimed)
    return DOUBLE if half else tolerance(claimed)


class Scalar:
    """The function as one number of a point, `upstream` dotted in."""

    def __init__(
        self,
        function: Callable[..., Any],
        at: Point,
        upstream: Array | None,
        rng: np.random.Generator,
        what: str,
        batched: Batched | None = None,
    ) -> None:
        """batched: gives the values at several points, stacked along a new first axis, at once."""
        self.function, self.what, self.batched = function, what, batched
        self.upstream = None if upstream is None else np.asarray(upstream, dtype=np.float64)
        self.at: dict[str, Floats] = {n: np.array(a, dtype=np.float64) for n, a in at.items()}
        self.evaluations = 0
        self.decisive = DECISIVE
        self.size_of_terms = 0.0
        self.start = self._verified()
        again = self(self.at)
        together = self.values([self.at])[0] if batched else again
        self.terms = max(abs(self.start), self.size_of_terms)
        self._verify_equal(again)
        self._verify_batched(together)
        self.rng, self.measured = rng, False
        self._round(
            max(
                2 * float(np.finfo(np.float64).eps) * self.terms,
                abs(again - self.start),
                abs(together - self.start),
            )
        )

    def _round(self, error: float) -> None:
        self.rounding = Rounding(error, max(self.terms, error) or 1.0)

    def measure(self) -> bool:
        """Measure the function's rounding error; False where that was done before.

        What agrees, entry by entry, without any allowance for it needs no measurement.
        """
        if self.measured:
            return False
        self.measured = True
        # A measurement of few values may come out low by chance, even as 0: float32 rounds at least
        # as float32 does.
        single = 2 * float(np.finfo(np.float32).eps) * self.terms
        least = single if self.decisive == DECISIVE_SINGLE else 0.0
        noise = 10 * differences.noise(self, self.at, self.rng)
        self._round(max(noise, least, self.rounding.error))
        return True

    def __call__(self, at: dict[str, Floats]) -> float:
        self.evaluations += 1
        # A copy, because a function that changes its arguments must not move the point.
        value = self.function(**{name: tensor.copy() for name, tensor in at.items()})
        array = value if type(value) is np.ndarray else numbers(value, f"the result of {self.what}")
        if self.evaluations == 1 and tolerance(array) is SINGLE:
            self.decisive = DECISIVE_SINGLE
        return self._number(array)

    def values(self, points: list[dict[str, Floats]]) -> list[float]:
        """The values at several points: by one call where there is a batched function."""
        if self.batched is None:
            return [self(at) for at in points]
        self.evaluations += 1
        stacked = {name: np.stack([at[name] for at in points]) for name in self.at}
        array = numbers(self.batched(**stacked), f"the result of {self.what}, batched")
        if array.shape[:1] != (len(points),):
            raise author_error(
                f"`batched` gives shape {array.shape} for {len(points)} points: "
                "its first axis must be that of the points"
            )
        return [self._number(each) for each in array]

    def _number(self, array: Array) -> float:
        """The result as one number, `upstream` dotted in."""
        if array.dtype.kind == "c":
            fail(f"{self.what} gives complex numbers, real ones were expected")
        if self.upstream is None:
            return float(array.reshape(())) if array.size == 1 else self._wrong_shape(array)
        if array.shape != self.upstream.shape:
            return self._wrong_shape(array)
        products = array * self.upstream
        if self.evaluations == 1:
            self.size_of_terms = float(np.sum(np.abs(products)))
        return float(np.sum(products, dtype=np.float64))

    def verify_repeatable(self) -> None:
        """Fail when the function has come to give another value at the same point."""
        self._verify_equal(self(self.at))

    def _verified(self) -> float:
        start = self(self.at)
        if not np.isfinite(start):
            fail(f"{self.what} gives nan or infinity: mend it first")
        return start

    def _verify_equal(self, again: float) -> None:
        if abs(again - self.start) <= REPEATED * self.terms:
            return
        told = f"{self.what} gives different values for equal calls"
        if self.start and abs(again - 2 * self.start) <= REPEATED * self.terms:
            fail(f"{told}, the second time twice the first: does it add to what it kept?")
        fail(f"{told}: is something random in it, or does it keep something from call to call?")

    def _verify_batched(self, together: float) -> None:
        if not abs(together - self.start) <= REPEATED * self.terms:
            raise author_error(
                f"`batched` gives {together:.10g} where the function gives {self.start:.10g}"
            )

    def _wrong_shape(self, array: Array) -> float:
        expected = "one number" if self.upstream is None else f"shape {self.upstream.shape}"
        fail(f"{self.what} gives a result of shape {array.shape}, {expected} was expected")

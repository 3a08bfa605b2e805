"""Follow-through: a later part judged against the student's own earlier one.

One mistake costs its points once. A result passes if it is right, or if it is what follows from the
student's own earlier parts. That holds only where these are a real attempt: a constant, a copy or
a sum that combines nothing agrees with itself and earns nothing.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.values import Array, fail, numbers, refuse_half
from grader.errors import CheckFailed, StudentError, SubmissionFault

Shape = tuple[int, ...]
Floats = NDArray[np.float64]


def finite_array(
    value: object, shape: Shape | None, what: str, *, half: bool = False, row: bool = False
) -> Array:
    """The value as a finite real float array of this shape (None: any).

    half: keep half precision as it is, instead of refusing it. row: (1, M) is taken for (M,), and
    an array of one number for a number.
    Raises CheckFailed for anything else.
    """
    array = numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    if not half:
        refuse_half(array, what)
    if row and shape is not None and (array.shape == (1, *shape) or array.size == 1):
        array = array.reshape(shape) if array.size == np.prod(shape) else array
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if array.dtype != np.float16:
        array = array.astype(np.float64)
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite: {np.count_nonzero(~np.isfinite(array))} of {array.size}")
    return array


def either(right: Callable[[], object], *own: Callable[[], object]) -> None:
    """Pass when `right` passes, or when it fails and one of the others passes.

    right: compares with the reference. own: compare with what follows from the student's own
    earlier parts. The message is always that of `right`: a result that fits nothing is told how it
    differs from the right one.
    """
    try:
        right()
    except CheckFailed as failure:
        for attempt in own:
            try:
                attempt()
            except SubmissionFault:
                continue
            return
        raise failure from None


def by_right_or_own(attempt: Callable[[bool], None]) -> None:
    """Try `attempt(False)`, by the reference's pieces; where it fails, by the student's own.

    The message is that of the second, in which mistakes of earlier parts have no share.
    """
    try:
        attempt(False)
    except (CheckFailed, StudentError):
        attempt(True)


def real_attempt(
    function: Callable[..., object],
    at: dict[str, Floats],
    shape: Shape,
    rng: np.random.Generator,
    what: str,
    *,
    mixed: bool | str = False,
) -> Array:
    """The function's value at a point; refuses one that agrees with itself by doing nothing.

    function: called as `function(**at)`; gives a value of this shape. what: its name.
    mixed: whether the right one multiplies its arguments, which no sum of functions of each does:
        the first argument and the others, or the one of this name and the others, or the entries of
        the only argument.
    Raises CheckFailed unless the value has this shape, changes with every argument, is no copy of
    one of them, and mixes them if asked.
    """
    result = f"the result of {what}"

    def value(**moved: Any) -> Array:
        return finite_array(function(**{**at, **moved}), shape, result, row=True)

    first = value()
    for name, given in at.items():
        if given.shape == shape and np.array_equal(first, given):
            fail(f"{result} is a copy of {name}")
        if np.allclose(value(**{name: given + rng.normal(size=given.shape)}), first):
            fail(f"{result} doesn't depend on {name}")
    part = mixed if isinstance(mixed, str) else next(iter(at))
    if mixed and _is_sum(value, at, first, rng, part):
        fail(f"{result} is a sum that doesn't combine its arguments")
    return first


def _is_sum(
    value: Callable[..., Array], at: dict[str, Floats], first: Array, rng: np.random.Generator,
    part: str,
) -> bool:  # fmt: skip
    """Whether moving both parts of the arguments moves the value by the sum of what each does."""
    step = {name: rng.normal(size=given.shape) for name, given in at.items()}
    chosen = {name: np.full(given.shape, name == part) for name, given in at.items()}
    if len(at) == 1:
        chosen = {n: (np.arange(g.size) % 2 == 0).reshape(g.shape) for n, g in at.items()}

    def moved(which: bool) -> Array:
        return value(**{n: g + step[n] * (chosen[n] == which) for n, g in at.items()})

    both = value(**{name: given + step[name] for name, given in at.items()})
    return np.allclose(both - moved(True), moved(False) - first, rtol=1e-6, atol=1e-9)

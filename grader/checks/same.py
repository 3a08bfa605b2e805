"""Is a value what was expected? Asked in an order in which the first answer is the clearest."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks import pattern
from grader.checks.shapes import mistake
from grader.checks.values import Array, author_error, fail, numbers, refuse_half
from grader.errors import CheckFailed, Compared, SubmissionFault

Shape = tuple[int, ...]


class Tolerance(NamedTuple):
    """How far a right result may lie from the expected one, for one floating-point type.

    rtol: relative to each entry.
    cancel: relative to the largest entry, because sums that nearly cancel keep the rounding
        errors of their terms: a few thousand terms lose some hundred to thousand units of rounding.
    floor: absolute, for tensors whose every entry cancels (a gradient that is zero).
    """

    rtol: float
    cancel: float
    floor: float


# Units of rounding: 1e-16, 6e-8, 5e-4. In float64 the bounds lie far above rounding and far below
# any real mistake. In float32 and float16 they are near what a few thousand products cost.
DOUBLE = Tolerance(rtol=1e-6, cancel=1e-10, floor=1e-12)
SINGLE = Tolerance(rtol=1e-4, cancel=1e-5, floor=1e-7)
# Numbers in float64 that come from others in float32, such as images that were cast: of two layers
# at most 2e-6 of the largest entry, in 3,000 networks.
MIXED = Tolerance(rtol=1e-6, cancel=2e-6, floor=1e-12)
FEWEST = 4
"""Of fewer numbers nothing shows where they come from."""
HALF = Tolerance(rtol=1e-2, cancel=5e-3, floor=1e-4)


def same(
    got: object,
    expected: object,
    what: str,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    shapes: tuple[Shape, ...] = (),
    others: Mapping[str, object] | None = None,
) -> None:
    """Verify that a result has the expected type, shape, kind of number and values.

    got: what the submission gave: a number, array, list, tuple or handle of one.
    expected: numbers of any shape, without nan.
    what: its name in messages ("dw").
    rtol, atol: instead of the tolerance that belongs to the less precise of both types. An entry
        is right when |got - expected| <= atol + rtol |expected|; atol is absolute, and by default
        the larger of `Tolerance.floor` and `Tolerance.cancel` times the largest expected entry.
    shapes: further shapes that are accepted, e.g. ((1, M),) for (M,).
    others: by name, what was expected of results beside this one: a wrong result that is another's
        right one was swapped with it.
    Raises CheckFailed with what is wrong first; AuthorError for an expected value that is none.
    """
    try:
        _verify(got, _expected(expected, what), what, rtol, atol, shapes)
    except CheckFailed as failure:
        for name, other in (others or {}).items():
            if _fits(got, _expected(other, name), rtol, atol) and not _is_round(got):
                fail(f"{what} holds what {name} should be")
        failure.compared = _compared(got, _expected(expected, what), what)
        raise


def _compared(got: object, want: Array, what: str) -> Compared | None:
    """Both values as arrays; None where the one that came is none."""
    try:
        return Compared(what, numbers(got, what), want)
    except SubmissionFault:
        return None


def _fits(got: object, want: Array, rtol: float | None, atol: float | None) -> bool:
    try:
        _verify(got, want, "", rtol, atol, ())
    except CheckFailed:
        return False
    return True


def _is_round(got: object) -> bool:
    """Whether this is one number of few digits, as in an example: such agree by chance."""
    value = numbers(got, "")
    return value.size == 1 and bool(value == float(f"{complex(value.reshape(())).real:.3g}"))


def _verify(
    got: object,
    want: Array,
    what: str,
    rtol: float | None,
    atol: float | None,
    shapes: tuple[Shape, ...],
) -> None:
    value = fit(numbers(got, what), want, what, shapes)
    _verify_kind(value, want, what)
    _verify_finite(value, want, what)
    if value.dtype.kind in "ui" and want.dtype.kind in "ui" and rtol is None and atol is None:
        allowed = np.zeros(want.shape)
        wrong = ~close(value, want, allowed)
    else:
        allowed = _allowed(want, rtol, atol, DOUBLE)
        wrong = ~close(value, want, allowed)
        if wrong.any():  # only what double precision doesn't allow is asked for its precision
            kind = tolerance(value, want)
            if kind is DOUBLE and _from_single(value, want):
                kind = MIXED
            allowed = _allowed(want, rtol, atol, kind)
            wrong = ~close(value, want, allowed)
    if wrong.any():
        found = pattern.describe(value, want, allowed, wrong)
        fail(f"{what} is wrong: {found.words}{_truncated(value, want)}", found.detail)


def tolerance(*arrays: Array) -> Tolerance:
    """The tolerance of the least precise of these arrays.

    Numbers that all are float32 numbers count as float32: `float(loss)` and `.tolist()` hide it.
    """
    worst = DOUBLE
    for array in arrays:
        if array.dtype.kind not in "fc" or array.size == 0:
            continue
        part = array.real.dtype
        if part == np.float16:
            worst = HALF
        elif worst is DOUBLE and (part == np.float32 or _rounded_to_single(array)):
            worst = SINGLE
    return worst


def fit(value: Array, want: Array, what: str, further: tuple[Shape, ...] = ()) -> Array:
    """The value in the expected shape; raises CheckFailed when its own shape is not accepted."""
    if value.shape == want.shape:
        return value
    if (want.ndim == 0 and value.size == 1) or (value.shape in further and value.size == want.size):
        return value.reshape(want.shape)
    looks = mistake(value.shape, want.shape)
    hint = f": {looks}" if looks else ""
    return fail(f"{what} has shape {value.shape}, {want.shape} was expected{hint}")


def close(value: Array, want: Array, allowed: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Entry-wise: equal, or apart by no more than is allowed."""
    with np.errstate(all="ignore"):
        equal = value == want
        near = np.abs(value.astype(_wide(value)) - want.astype(_wide(want))) <= allowed
    # Where nothing is allowed, integers beyond float64 must not meet by being rounded.
    result: NDArray[np.bool_] = np.asarray(equal | (near & np.isfinite(want) & (allowed > 0)))
    return result


def _expected(expected: object, what: str) -> Array:
    try:
        want = numbers(expected, what)
    except CheckFailed as error:
        raise author_error(f"the expected value is none: {error.message}") from None
    if np.isnan(want).any():
        raise author_error(f"the expected value of {what} holds nan: mend the reference or inputs")
    return want


def _verify_kind(value: Array, want: Array, what: str) -> None:
    if value.dtype.kind == "c" and want.dtype.kind != "c":
        also = "" if np.any(value.imag) else ", although every imaginary part is zero"
        fail(f"{what} has complex numbers (dtype {value.dtype}){also}: real ones were expected")
    if want.dtype != np.float16:
        refuse_half(value, what)


def _verify_finite(value: Array, want: Array, what: str) -> None:
    for name, found in (("nan", np.isnan(value)), ("infinite", np.isinf(value))):
        count = int(np.count_nonzero(found & np.isfinite(want)))
        if count:
            where = "it is" if value.size == 1 else f"{count} of {value.size} entries are"
            hint = "look for an overflow, a division by 0 or a log of 0"
            fail(f"{what} is not finite: {where} {name}; {hint}")


def _allowed(
    want: Array, rtol: float | None, atol: float | None, default: Tolerance
) -> NDArray[np.float64]:
    size = np.where(np.isfinite(want), np.abs(want), 0.0).astype(np.float64)
    largest = float(size.max(initial=0.0))
    absolute = max(default.floor, default.cancel * largest) if atol is None else atol
    allowed: NDArray[np.float64] = absolute + (default.rtol if rtol is None else rtol) * size
    return allowed


def _from_single(value: Array, want: Array) -> bool:
    """Whether most numbers are off by a little, as where arguments were rounded to float32.

    A mistake moves some numbers by more, or few alone.
    """
    if value.size < FEWEST or value.dtype.kind != "f" or want.dtype.kind != "f":
        return False
    with np.errstate(all="ignore"):  # of an expected infinity there is nothing to tell
        off = np.abs(value.astype(np.float64) - want)[want != 0] / np.abs(want).max()
    return bool(off.size >= FEWEST and np.median(off) > MIXED.cancel * 1e-5)


def _rounded_to_single(array: Array) -> bool:
    narrow: Any = np.complex64 if array.dtype.kind == "c" else np.float32
    with np.errstate(all="ignore"):
        if not np.array_equal(array.astype(narrow).astype(array.dtype), array):
            return False
    # Whole numbers are float32 numbers too, and say nothing.
    return bool((np.isfinite(array) & (array != np.rint(array))).any())


def _truncated(value: Array, want: Array) -> str:
    if value.dtype.kind in "ui" and want.dtype.kind in "fc":
        return f"; its numbers are integers (dtype {value.dtype})"
    return ""


def _wide(array: Array) -> Any:
    return np.complex128 if array.dtype.kind == "c" else np.float64

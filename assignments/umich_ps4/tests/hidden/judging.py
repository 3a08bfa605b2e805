"""Judging a result against the student's own earlier pieces."""

from collections.abc import Callable

import numpy as np

from grader.checks import fail, plain, same
from grader.checks.values import numbers as any_numbers
from grader.checks.values import refuse_half
from grader.errors import CheckFailed, StudentError, SubmissionFault


def numbers(
    value: object, shape: tuple[int, ...] | None, what: str, *, half: bool = False
) -> np.ndarray:
    """The value as a finite float array of this shape (None: any); CheckFailed otherwise.

    half: keep half precision as it is, instead of refusing it.
    """
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    if not half:
        refuse_half(array, what)
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if array.dtype != np.float16:
        array = array.astype(float)
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite")
    return array


def arrays(value: object, what: str, *, half: bool = False) -> dict[str, np.ndarray]:
    """The value as a dict of finite float arrays; half as for `numbers`; CheckFailed otherwise."""
    data = plain(value)
    if not isinstance(data, dict) or not data or not all(isinstance(key, str) for key in data):
        fail(f"{what} must be a dict of arrays, with names as keys")
    what = f"an array in {what}"
    return {key: numbers(item, None, what, half=half) for key, item in data.items()}


def reshaped(value: object, shape: tuple[int, ...], what: str) -> np.ndarray:
    """As `numbers`, where (1, M) is taken for (M,) and one number in an array for a number."""
    array = numbers(value, None, what)
    if array.shape == (1, *shape) or array.size == 1:
        array = array.reshape(shape) if array.size == np.prod(shape) else array
    return numbers(array, shape, what)


def either(right: Callable[[], None], own: Callable[[], None]) -> None:
    """Pass when `right` passes, or when it fails and `own` passes.

    `right` compares with the reference, `own` with what follows from the student's own earlier
    pieces, so that a mistake costs its points once. The message is always the first one: a result
    that fits neither is told how it differs from the right one.
    """
    try:
        right()
    except CheckFailed as failure:
        try:
            own()
        except SubmissionFault:
            raise failure from None


def by_right_or_own(attempt: Callable[[bool], None]) -> None:
    """Try `attempt(False)`, by the reference's gradients; where it fails, by the student's own.

    The message is that of the second, in which mistakes of earlier parts have no share.
    """
    try:
        attempt(False)
    except (CheckFailed, StudentError):
        attempt(True)


def real_attempt(
    function: Callable[..., object],
    at: dict[str, np.ndarray],
    shape: tuple[int, ...],
    rng: np.random.Generator,
    what: str,
    *,
    mixed: bool = False,
) -> np.ndarray:
    """The function's value, a float array; refuses one that agrees with itself by doing nothing.

    what: the function's name. mixed: whether the right one multiplies its arguments (or the entries
    of its only one), which no sum of functions of each does. CheckFailed unless function(**at) has
    this shape, changes with every argument, is no copy of one of them, and mixes them if asked.
    """
    result = f"the result of {what}"
    first = reshaped(function(**at), shape, result)
    for name, value in at.items():
        if value.shape == shape and np.array_equal(first, value):
            fail(f"{result} is a copy of {name}")
        moved = {**at, name: value + rng.normal(size=value.shape)}
        if np.allclose(reshaped(function(**moved), shape, result), first):
            fail(f"{result} doesn't depend on {name}")
    if mixed:
        _verify_mixed(lambda **at: reshaped(function(**at), shape, result), at, first, rng, result)
    return first


def _verify_mixed(
    function: Callable[..., np.ndarray],
    at: dict[str, np.ndarray],
    first: np.ndarray,
    rng: np.random.Generator,
    result: str,
) -> None:
    """Refuse a sum of a function of one part of the arguments and of one of the other part."""
    step = {name: rng.normal(size=value.shape) for name, value in at.items()}
    chosen = {name: np.full(value.shape, name == next(iter(at))) for name, value in at.items()}
    if len(at) == 1:
        chosen = {name: np.arange(value.size) % 2 == 0 for name, value in at.items()}

    def moved(part: bool) -> np.ndarray:
        return function(**{n: v + step[n] * (chosen[n] == part) for n, v in at.items()})

    both = function(**{name: value + step[name] for name, value in at.items()})
    if np.allclose(both - moved(True), moved(False) - first, rtol=1e-6, atol=1e-9):
        fail(f"{result} is a sum that doesn't combine its arguments")


def same_grads(grads: dict, expected: dict[str, np.ndarray]) -> None:
    """Compare the entries of grads that are expected; biases may be one row."""
    for name, value in expected.items():
        same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))


def shaped(grads: dict, shapes: dict[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """The gradients as arrays in the shapes of the parameters; CheckFailed for other shapes."""
    return {name: reshaped(grads[name], s, f"grads[{name!r}]") for name, s in shapes.items()}

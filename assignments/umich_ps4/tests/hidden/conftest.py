"""What several hidden tests share: judging a result against the student's own earlier pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import fail, plain
from grader.checks.values import numbers as any_numbers
from grader.errors import AuthorError, CheckFailed, SubmissionFault


def numbers(value: object, shape: tuple[int, ...] | None, what: str) -> np.ndarray:
    """The value as a finite float array of this shape (None: any); CheckFailed otherwise."""
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    array = array.astype(float)
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite")
    return array


def arrays(value: object, what: str) -> dict[str, np.ndarray]:
    """The value as a dict of finite float arrays; CheckFailed otherwise."""
    data = plain(value)
    if not isinstance(data, dict) or not data or not all(isinstance(key, str) for key in data):
        fail(f"{what} must be a dict of arrays, with names as keys")
    return {key: numbers(item, None, f"an array in {what}") for key, item in data.items()}


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
        except (SubmissionFault, AuthorError):  # AuthorError: differences can't decide there
            raise failure from None


def real_attempt(
    function: Callable[..., object],
    at: dict[str, np.ndarray],
    shape: tuple[int, ...],
    rng: np.random.Generator,
) -> None:
    """Refuse a function that agrees with any gradient of itself because it does nothing.

    CheckFailed unless function(**at) has this shape, changes with every argument, and is no copy of
    one of them.
    """
    first = reshaped(function(**at), shape, "the result")
    for name, value in at.items():
        if value.shape == shape and np.array_equal(first, value):
            fail(f"the result is a copy of {name}")
        moved = {**at, name: value + rng.normal(size=value.shape)}
        if np.allclose(reshaped(function(**moved), shape, "the result"), first):
            fail(f"the result doesn't depend on {name}")


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    return SimpleNamespace(
        either=either, real_attempt=real_attempt, numbers=numbers, arrays=arrays, reshaped=reshaped
    )

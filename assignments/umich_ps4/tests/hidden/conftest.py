"""What several hidden tests share: judging a result against the student's own earlier pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import fail, plain
from grader.errors import CheckFailed, SubmissionFault


def numbers(value: object, shape: tuple[int, ...], what: str) -> np.ndarray:
    """The value as a float array of this shape; CheckFailed otherwise."""
    try:
        array = np.asarray(plain(value), dtype=float)
    except (TypeError, ValueError):
        fail(f"{what} must hold plain numbers")
    if array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} expected")
    return array


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
    first = numbers(function(**at), shape, "the result")
    for name, value in at.items():
        if value.shape == shape and np.array_equal(first, value):
            fail(f"the result is a copy of {name}")
        moved = {**at, name: value + rng.normal(size=value.shape)}
        if np.allclose(numbers(function(**moved), shape, "the result"), first):
            fail(f"the result doesn't depend on {name}")


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    return SimpleNamespace(either=either, real_attempt=real_attempt, numbers=numbers)

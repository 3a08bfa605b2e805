"""What several hidden tests share: judging a result against the student's own earlier pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import call, fail, gradient, plain, same
from grader.checks.values import numbers as any_numbers
from grader.checks.values import refuse_half
from grader.errors import CheckFailed, SubmissionFault


def numbers(value: object, shape: tuple[int, ...] | None, what: str) -> np.ndarray:
    """The value as a finite float array of this shape (None: any); CheckFailed otherwise."""
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    refuse_half(array, what)
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite")
    return array.astype(float)


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
) -> np.ndarray:
    """The function's value; refuses one that agrees with itself by doing nothing.

    CheckFailed unless function(**at) has this shape, changes with every argument, and is neither a
    copy of one of them nor a sum of functions of one each (of one entry each, for a single one).
    """
    what = "your forward pass"
    first = numbers(function(**at), shape, what)
    step = {name: rng.normal(size=value.shape) for name, value in at.items()}
    for name, value in at.items():
        if value.shape == shape and np.array_equal(first, value):
            fail(f"{what} gives a copy of {name}")
        moved = numbers(function(**{**at, name: value + step[name]}), shape, what)
        if np.allclose(moved, first):
            fail(f"{what} doesn't depend on {name}")
    if is_sum(lambda **at: numbers(function(**at), shape, what), at, step, first):
        fail(f"{what} doesn't combine its arguments")
    return first


def is_sum(
    function: Callable[..., np.ndarray],
    at: dict[str, np.ndarray],
    step: dict[str, np.ndarray],
    first: np.ndarray,
) -> bool:
    """Whether moving two halves of the arguments moves the value by the sum of what each does."""
    chosen = {name: np.full(value.shape, name == next(iter(at))) for name, value in at.items()}
    if len(at) == 1:
        chosen = {n: (np.arange(v.size) % 2 == 0).reshape(v.shape) for n, v in at.items()}

    def moved(part: bool) -> np.ndarray:
        return function(**{n: v + step[n] * (chosen[n] == part) for n, v in at.items()})

    both = function(**{name: value + step[name] for name, value in at.items()})
    return np.allclose(both - moved(True), moved(False) - first, rtol=1e-6, atol=1e-9)


def same_or_own(
    got: object,
    expected: np.ndarray,
    name: str,
    own: Callable[..., object],
    at: dict[str, np.ndarray],
    rng: np.random.Generator,
    *,
    upstream: np.ndarray | None = None,
    attempt: Callable[[], object] | None = None,
    others: dict[str, np.ndarray] | None = None,
) -> None:
    """Verify the gradient by at[name]: the right one, or that of the student's own forward pass.

    own: the student's forward function of `at`. upstream: gradient by its result, None for a loss.
    attempt: raises CheckFailed where `own` is no real attempt, and so judges nothing.
    """
    what = f"dld{name}"

    def by_own() -> None:
        shape = () if upstream is None else upstream.shape
        if attempt is None:
            real_attempt(own, at, shape, rng)
        else:
            attempt()
        found = {name: numbers(got, expected.shape, what)}
        fixed = {other: value for other, value in at.items() if other != name}
        gradient(
            lambda **moved: own(**fixed, **moved),
            {name: at[name]},
            found,
            upstream=upstream,
            rng=rng,
            own="your forward pass",
        )

    either(lambda: same(got, expected, what, others=others), by_own)


def scores(submission: object, net: object, x: np.ndarray) -> np.ndarray:
    """The student's own scores (classes, N) of the images: the last output of `evaluate`."""
    outputs, _ = call(submission.evaluate, net, x, returns="outputs, grads")
    if not len(outputs):
        fail("evaluate(net, x) gives no outputs")
    found = numbers(outputs[-1], None, "the last output of evaluate(net, x)")
    if found.ndim < 2 or found.shape[-1] != x.shape[-1]:
        fail(f"the last output of evaluate(net, x) has shape {found.shape}, not (classes, N)")
    return found.reshape(-1, found.shape[-1], order="F")


def layers_of(net: object, what: str) -> list[dict]:
    """A net of the student's as plain data; CheckFailed where it is no list of dicts."""
    layers = plain(net)
    if not isinstance(layers, (list, tuple)) or not all(isinstance(k, dict) for k in layers):
        fail(f"{what} must be a net: a list of layers, each a dict")
    return list(layers)


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (numbers, either, real_attempt, same_or_own, scores, layers_of)
    return SimpleNamespace(**{item.__name__: item for item in shared})

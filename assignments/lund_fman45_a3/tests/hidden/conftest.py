"""What several hidden tests share: judging a result against the student's own earlier pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import (
    call,
    either,
    fail,
    finite_array,
    gradient,
    last_of,
    real_attempt,
    same,
)

from .trained import Probed, by_grader, known, layers_of, like


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
            real_attempt(own, at, shape, rng, "your forward pass", mixed=True)
        else:
            attempt()
        found = {name: finite_array(got, expected.shape, what)}
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
    last = last_of(outputs, "outputs of evaluate(net, x)")
    found = finite_array(last, None, "the last output of evaluate(net, x)")
    if found.ndim < 2 or found.shape[-1] != x.shape[-1]:
        fail(f"the last output of evaluate(net, x) has shape {found.shape}, not (classes, N)")
    return found.reshape(-1, found.shape[-1], order="F")


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (same_or_own, scores, layers_of, known, like, by_grader, Probed)
    return SimpleNamespace(**{item.__name__: item for item in shared})

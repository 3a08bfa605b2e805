"""`gradient` of a function that takes several points in one call."""

import numpy as np
import pytest

from grader.checks import gradient
from grader.errors import AuthorError, CheckFailed

from .gradients import X
from .test_probed import BUDGET, Large


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def test_several_points_in_one_call(rng):
    calls = []

    def batched(x):
        calls.append(len(x))
        return np.sin(x).sum(axis=(1, 2))

    def check(got, batched):
        gradient(lambda x: np.sin(x).sum(), {"x": X}, {"x": got}, rng=rng, batched=batched)

    check(np.cos(X), batched)
    assert calls == [1] + [4] * X.size
    with pytest.raises(CheckFailed, match="same factor"):
        check(1.01 * np.cos(X), batched)
    with pytest.raises(AuthorError, match=r"test_gradient_batched\.py:\d+: `batched` gives"):
        check(np.cos(X), lambda x: 1 + np.sin(x).sum(axis=(1, 2)))


def test_several_points_in_one_call_halve_the_calls(rng):
    net, calls = Large(), []

    def batched(**at):
        calls.append(1)
        return np.array(
            [
                net.loss(**dict(zip(at, each, strict=True)))
                for each in zip(*at.values(), strict=True)
            ]
        )

    gradient(net.loss, net.at, net.grads(), rng=rng)
    alone, net.evaluations = net.evaluations, 0
    gradient(net.loss, net.at, net.grads(), rng=rng, batched=batched)
    single = net.evaluations - 2 * len(calls) + 1
    assert single == 3
    assert len(calls) + single <= BUDGET / 2
    assert alone > len(calls) + single

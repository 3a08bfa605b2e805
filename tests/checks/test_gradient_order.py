"""`gradient` says when gradients came in another order, or add up from call to call."""

import numpy as np
import pytest

from grader.checks import gradient

from .gradients import X, failure
from .test_probed import LOCATED


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def test_gradients_in_another_order_are_named(rng):
    w, b = rng.normal(size=(4, 2)), rng.normal(size=2)

    def f(x, w, b):
        return (x @ w + b).sum()

    at = {"x": X, "w": w, "b": b}
    right = {
        "x": np.ones((3, 1)) * w.sum(axis=1),
        "w": X.sum(axis=0)[:, None] * [1, 1],
        "b": b * 0 + 3,
    }
    gradient(f, at, right, rng=rng)
    turned = {"x": right["w"], "w": right["b"], "b": right["x"]}
    words = "the gradient of x has the shape of w, (4, 2): are the gradients in another order?"
    assert failure(f, at, turned, rng).message == words
    # a shape of no other gradient is no other order, and a transposed one has its own words
    assert "shape of the transpose" in failure(f, at, {**right, "w": right["w"].T}, rng).message
    assert "is wrong" in failure(f, at, {**right, "b": right["b"] + 1}, rng).message


@pytest.mark.parametrize("seed", range(8))
def test_a_gradient_that_is_that_of_another_tensor_is_named(seed, rng):
    p, q = (np.random.default_rng(seed + i).normal(size=(2, 3)) for i in (0, 50))

    def f(p, q):
        return (p**3 * np.sin(q)).sum()

    right = {"p": 3 * p**2 * np.sin(q), "q": p**3 * np.cos(q)}
    at = {"p": p, "q": q}
    gradient(f, at, right, rng=rng)
    message = failure(f, at, {"p": right["q"], "q": right["p"]}, rng).message
    assert "holds what the gradient of q should be" in message
    assert "should be" not in failure(f, at, {**right, "p": right["q"] * 1.01}, rng).message
    assert "should be" not in failure(f, at, {**right, "p": right["p"] * 0}, rng).message


def test_a_large_gradient_that_is_that_of_another_tensor_is_named(rng):
    at = {"p": rng.normal(size=(30, 40)), "q": rng.normal(size=(30, 40))}
    calls = []

    def f(p, q):
        calls.append(1)
        return (p**3 * np.sin(q)).sum()

    right = {"p": 3 * at["p"] ** 2 * np.sin(at["q"]), "q": at["p"] ** 3 * np.cos(at["q"])}
    gradient(f, at, right, rng=rng)
    calls.clear()
    message = failure(f, at, {"p": right["q"], "q": right["p"]}, rng).message
    assert "should be" in message
    assert len(calls) <= LOCATED
    wrong = {**right, "q": right["p"] + right["q"]}
    assert "another order" not in failure(f, at, wrong, rng).message


def test_a_function_that_adds_up_has_its_own_sentence(rng):
    kept = []

    def adds(x):
        kept.append(x.sum())
        return sum(kept)

    words = "the second time twice the first: does it add to what it kept?"
    assert words in failure(adds, {"x": X}, {"x": X}, rng).message

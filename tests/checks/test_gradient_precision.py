"""`gradient` and precision: float32 as far as it goes, nothing coarser, and what a check costs."""

import numpy as np
import pytest

from grader.checks import gradient
from grader.checks.differences import noise
from grader.checks.scalar import Scalar
from grader.errors import AuthorError

from .gradients import X, failure
from .nets import Net


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.mark.parametrize("seed", range(6))
def test_float32_is_judged_as_float32(seed, rng):
    net = Net(seed)
    single = {name: value.astype(np.float32) for name, value in net.grads().items()}
    gradient(net.loss, net.at, single, rng=rng)

    w, x, u = rng.normal(size=(4, 3)), rng.normal(size=(2, 4)), rng.normal(size=(2, 3))

    def forward(w):
        return (x.astype(np.float32) @ w.astype(np.float32)).astype(np.float64)

    gradient(forward, {"w": w}, {"w": x.T @ u}, upstream=u, rng=rng)
    failure(forward, {"w": w}, {"w": 1.1 * x.T @ u}, rng, upstream=u)


def test_half_precision_is_refused(rng):
    got = {"x": (0 * X + 1).astype(np.float16)}
    assert "half precision" in failure(lambda x: x.sum(), {"x": X}, got, rng).message


@pytest.mark.parametrize("size", [(3, 4), (40, 50)])
def test_numbers_rounded_to_half_precision_are_no_float32(size, rng):
    """Float16 numbers in a float64 array are float32 numbers too, but don't earn its tolerance."""
    for _ in range(20):
        x = rng.normal(size=size)
        rounded = np.cos(x).astype(np.float16).astype(np.float64)
        failure(lambda x: np.sin(x).sum(), {"x": x}, {"x": rounded}, rng)
        exact = rng.integers(0, 8, size) / 8
        gradient(lambda x, exact=exact: (exact * x).sum(), {"x": x}, {"x": exact}, rng=rng)


def test_float32_zeros_keep_the_tolerance_of_float32(rng):
    """1 - s is 0 in float32 where s rounds to 1: no mistake, though all are float16 numbers too."""
    x = np.linspace(18, 20, 80)

    def sigmoid(x):
        return (1 / (1 + np.exp(-x))).sum()

    gradient(sigmoid, {"x": x}, {"x": np.zeros(80, dtype=np.float32)}, rng=rng)
    failure(sigmoid, {"x": x}, {"x": np.zeros(80)}, rng)


@pytest.mark.parametrize("coarse", [np.rint, np.sign])
def test_a_students_function_of_steps_is_the_students_fault(coarse, rng):
    at = {"x": np.array([0.5, -0.5, 1.5]) if coarse is np.rint else np.zeros(3)}

    def function(x):
        return coarse(x).sum()

    message = failure(function, at, {"x": np.ones(3)}, rng, own="fc_forward").message
    assert "fc_forward is too coarse for finite differences in x" in message
    with pytest.raises(AuthorError):
        gradient(function, at, {"x": np.ones(3)}, rng=rng)


def test_a_value_that_cancels_is_no_coarse_function(rng):
    x = np.array([0.5, -0.25, 2.0])

    def f(x):
        return (x**3 - np.array([0.125, -0.015625, 8.0])).sum()

    gradient(f, {"x": x}, {"x": 3 * x**2}, rng=rng)
    assert "same factor" in failure(f, {"x": x}, {"x": 3.003 * x**2}, rng).message


def counted(function):
    """The function, and the list of its calls."""
    calls = []

    def counting(**at):
        calls.append(at)
        return function(**at)

    return counting, calls


def test_a_right_gradient_costs_four_calls_an_entry_and_three_besides(rng):
    function, calls = counted(lambda x: np.sin(x).sum())
    gradient(function, {"x": X}, {"x": np.cos(X)}, rng=rng)
    assert len(calls) == 4 * X.size + 3


def test_rounding_is_measured_before_anything_is_called_wrong(rng):
    """A function with rounding far above float64's: right at its own precision."""

    def rounded(x):
        return np.round(np.sin(x), 9).sum()

    function, calls = counted(rounded)
    gradient(function, {"x": X}, {"x": np.cos(X)}, rng=rng)
    assert len(calls) > 4 * X.size + 14
    failure(rounded, {"x": X}, {"x": np.cos(X) * 1.01}, rng)


def test_a_function_in_single_precision_is_judged_as_far_as_that_goes(rng):
    """Where a value is large beside a derivative, float32 leaves few digits of it."""
    x = np.array([0.4, -1.1, 0.9])
    right = 0.01 * np.cos(x)

    def loss(kind):
        return lambda x: kind(1) + (kind(0.01) * np.sin(x.astype(kind))).sum(dtype=kind)

    gradient(loss(np.float32), {"x": x}, {"x": right}, rng=rng, own="loss")
    failure(loss(np.float32), {"x": x}, {"x": 1.5 * right}, rng, own="loss")
    failure(loss(np.float16), {"x": x}, {"x": right}, rng, own="loss")


class Even:
    """Random numbers that are none: a line along which float32 moves by whole roundings."""

    def standard_normal(self, shape):
        return np.full(shape, 2.0**-20 / 1e-6)


def test_float32_is_coarse_even_where_no_rounding_shows():
    def f(x):
        a, b, c = x.astype(np.float32)
        return a + 2 * b - c

    probe = Scalar(f, {"x": np.ones(3)}, None, Even(), "f")
    assert noise(probe, probe.at, Even()) == 0
    probe.measure()
    assert probe.rounding.error > np.finfo(np.float32).eps


def test_complex_results_are_told(rng):
    for upstream, function in ((None, lambda x: 1j * x.sum()), (X, lambda x: 1j * x)):
        told = failure(function, {"x": X}, {"x": X}, rng, upstream=upstream).message
        assert "gives complex numbers, real ones were expected" in told

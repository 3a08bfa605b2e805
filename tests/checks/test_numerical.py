"""The trace that finite differences leave in a gradient: found there, and nowhere else."""

import numpy as np
import pytest

from benchmarks.gradcheck.families import FAMILIES, case
from grader.checks import gradient, numerical
from grader.errors import AuthorError, CheckFailed

from .nets import Net

STEPS = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
SEEDS = range(1, 26)


def traces(function, at, got, upstream=None, seed=0):
    """What a listener hears of one check."""
    heard = numerical.listen()
    try:
        rng = np.random.default_rng(seed)
        gradient(function, at, got, upstream=upstream, rng=rng)
    except (CheckFailed, AuthorError):
        pass
    return [observed.trace for observed in heard]


def by_differences(function, at, step, central=True):
    """Gradients of a function with one number as its value, as a student would compute them."""
    grads = {}
    for name, tensor in at.items():
        grads[name] = grad = np.zeros(tensor.shape)
        for index in np.ndindex(tensor.shape):
            moved = tensor.copy()
            moved[index] = tensor[index] + step
            above = function(**{**at, name: moved})
            moved[index] = tensor[index] - step * central
            below = function(**{**at, name: moved})
            grad[index] = (above - below) / (2 * step if central else step)
    return grads


@pytest.mark.parametrize("central", [True, False])
@pytest.mark.parametrize("step", STEPS)
def test_differences_of_a_loss_are_seen_with_their_width(step, central):
    net = Net(2)
    (trace,) = traces(net.loss, net.at, by_differences(net.loss, net.at, step, central))
    assert trace.startswith(f"differences over {step * (1 + central):.2g} of a value near ")
    assert traces(net.loss, net.at, net.grads()) == [""]


@pytest.mark.parametrize("step", [1e-3, 1e-5, 1e-7])
def test_so_are_those_of_a_layer_and_its_upstream_gradient(step):
    rng = np.random.default_rng(4)
    x, u = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))

    def loss(x):
        return np.sum(np.sin(x) * u)

    def layer(x):
        return np.sin(x)

    (trace,) = traces(layer, {"x": x}, by_differences(loss, {"x": x}, step), u)
    # the sum, whose terms cancel, has a bit less than its value
    assert trace.startswith(f"differences over {step:.2g} of a value near -2.66")
    assert traces(layer, {"x": x}, {"x": np.cos(x) * u}, u) == [""]


@pytest.mark.parametrize("step", [1e-3, 1e-4, 1e-5, 1e-6])
def test_one_sided_differences_are_seen_by_what_they_cut_off(step):
    """Multiplied by the upstream gradient afterwards, so that no lattice is left."""
    rng = np.random.default_rng(5)
    x, u = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))

    def layer(x):
        return 1 / (1 + np.exp(-x))

    got = (layer(x + step) - layer(x)) / step * u
    assert numerical.on_lattice({"x": got}, float(np.sum(layer(x) * u))) == ""
    (trace,) = traces(layer, {"x": x}, {"x": got}, u)
    assert trace == f"one-sided differences over {step:.2g}"


def forms(right, rng):
    """Right gradients, in precisions and with deviations that are no differences."""
    return {
        "float64": right,
        "float32": {n: v.astype(np.float32) for n, v in right.items()},
        "float32 in float64": {n: v.astype(np.float32).astype(float) for n, v in right.items()},
        "partly float32": {n: v + 6e-8 * v * rng.uniform(-1, 1, v.shape) for n, v in right.items()},
        "a small number in a logarithm": {n: v * (1 + 1e-8 * np.tanh(v)) for n, v in right.items()},
        "a percent off": {n: v * 1.01 for n, v in right.items()},
    }  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_right_gradients_of_any_precision_leave_no_trace(family):
    for seed in SEEDS:
        point = case(family, seed, False)
        for form, got in forms(point.right, np.random.default_rng(seed)).items():
            found = traces(point.function, point.at, got, point.upstream, seed)
            assert found == [""], (form, seed, found)


@pytest.mark.parametrize(
    "numbers",
    [
        np.zeros(20),
        np.ones(20),
        np.arange(1.0, 21.0) * np.cos(1.0),  # multiples of one number, which may lie anywhere
        np.arange(20) / 16,
        np.full(20, 1e-300) * np.arange(20),
        np.array([]),
        np.array([2e-5]),
    ],
)
def test_numbers_that_follow_from_one_another_say_nothing(numbers):
    for value in (1.0, 0.3, -7.2, 0.0, np.nan):
        assert numerical.on_lattice({"x": numbers}, value) == ""


def test_multiples_of_a_difference_count_once():
    bit = np.spacing(1.0)
    one = np.rint(0.377 * 2e-5 / bit) * bit / 2e-5
    assert numerical.on_lattice({"x": one * np.arange(1.0, 30.0)}, 1.0) == ""
    several = np.rint(np.random.default_rng(0).random(6) * 2e-5 / bit) * bit / 2e-5
    assert numerical.on_lattice({"x": several}, 1.0) == "differences over 2e-05 of a value near 1"
    assert numerical.on_lattice({"x": several[:4]}, 1.0) == ""
    assert numerical.on_lattice({"x": several * (1 + 1e-9)}, 1.0) == ""


def test_nobody_who_does_not_listen_hears_anything():
    net = Net(2)
    heard = numerical.listen()
    gradient(net.loss, net.at, net.grads(), rng=np.random.default_rng(0))
    assert [observed.entries for observed in heard] == [sum(v.size for v in net.at.values())]
    assert numerical.listen() == []
    gradient(net.loss, net.at, net.grads(), rng=np.random.default_rng(0))
    assert len(heard) == 1


def test_listening_asks_nothing_of_the_function():
    calls = []
    net = Net(2)

    def function(**at):
        calls.append(1)
        return net.loss(**at)

    traces(function, net.at, net.grads())
    assert len(calls) == 4 * sum(v.size for v in net.at.values()) + 3

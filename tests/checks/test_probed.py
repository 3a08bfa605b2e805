"""`gradient` of large parameters: few evaluations whatever the size, mistakes found and placed."""

import contextlib

import numpy as np
import pytest

from grader.checks import gradient
from grader.errors import AuthorError, CheckFailed

from .gradients import failure

BUDGET = 50
LOCATED = 100


class Large:
    """x W1 + b1, ReLU or sigmoid, W2 + b2, mean cross-entropy and a penalty on the weights."""

    def __init__(self, seed=0, n=9, d=90, h=40, c=11, relu=True, reg=0.1):
        rng = np.random.default_rng(seed)
        self.x, self.y = rng.normal(size=(n, d)), rng.integers(c, size=n)
        self.relu, self.reg, self.evaluations = relu, reg, 0
        self.at = {
            "W1": rng.normal(size=(d, h)) / np.sqrt(d),
            "b1": rng.normal(size=h) / 10,
            "W2": rng.normal(size=(h, c)) / np.sqrt(h),
            "b2": rng.normal(size=c) / 10,
        }

    def _forward(self, W1, b1, W2, b2):
        z = self.x @ W1 + b1
        a = np.maximum(z, 0) if self.relu else 1 / (1 + np.exp(-z))
        scores = a @ W2 + b2
        scores = scores - scores.max(axis=1, keepdims=True)
        return z, a, scores, np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)

    def loss(self, W1, b1, W2, b2):
        self.evaluations += 1
        rows = np.arange(len(self.y))
        p = self._forward(W1, b1, W2, b2)[3]
        return -np.log(p[rows, self.y]).mean() + self.reg / 2 * ((W1**2).sum() + (W2**2).sum())

    def grads(self):
        W1, b1, W2, b2 = self.at.values()
        z, a, _, p = self._forward(W1, b1, W2, b2)
        ds = p.copy()
        ds[np.arange(len(self.y)), self.y] -= 1
        ds /= len(self.y)
        dz = (ds @ W2.T) * ((z > 0) if self.relu else a * (1 - a))
        return {
            "W1": self.x.T @ dz + self.reg * W1,
            "b1": dz.sum(axis=0),
            "W2": a.T @ ds + self.reg * W2,
            "b2": ds.sum(axis=0),
        }


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.mark.parametrize("relu", [True, False])
@pytest.mark.parametrize("sizes", [(20, 51, 3), (90, 40, 11), (500, 200, 10), (2000, 500, 10)])
def test_a_right_gradient_passes_in_few_evaluations_whatever_the_size(sizes, relu, rng):
    net = Large(1, 9, *sizes, relu=relu)
    gradient(net.loss, net.at, net.grads(), rng=rng)
    assert net.evaluations <= BUDGET


def largest(tensor):
    return np.unravel_index(np.argmax(np.abs(tensor)), tensor.shape)


def entry_off(net, g):
    g["W1"][largest(g["W1"])] *= 1.01


def entry_flipped(net, g):
    g["W1"][largest(g["W1"])] *= -1


def penalty_missing(net, g):
    g["W1"] -= net.reg * net.at["W1"]


def penalty_twice(net, g):
    g["W2"] += net.reg * net.at["W2"]


def column_dead(net, g):
    g["W1"][:, 3] = 0


def row_off(net, g):
    g["W2"][7] *= 1.1


def scaled(net, g):
    g["W2"] *= 1.001


def bias_scaled(net, g):
    g["b2"] *= 0.999


def sign(net, g):
    g["b1"] *= -1


def nothing(net, g):
    g["W2"][:] = 0


def noisy(net, g):
    g["W1"] += 1e-3 * np.random.default_rng(3).normal(size=g["W1"].shape)


MISTAKES = {
    entry_off: ("W1", "one entry of 3600 differs"),
    entry_flipped: ("W1", "one entry of 3600 differs"),
    penalty_missing: ("W1", "multiple of the parameter itself"),
    penalty_twice: ("W2", "multiple of the parameter itself"),
    column_dead: ("W1", "only entries of one column differ"),
    row_off: ("W2", "only entries of one row differ"),
    scaled: ("W2", "every entry is off by the same factor"),
    bias_scaled: ("b2", "every entry is off by the same factor"),
    sign: ("b1", "every entry has the wrong sign"),
    nothing: ("W2", "every entry is zero"),
    noisy: ("W1", "entries in many places differ"),
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
@pytest.mark.parametrize("relu", [True, False])
def test_a_mistake_is_found_and_placed(mistake, relu, rng):
    net = Large(2, relu=relu)
    got = net.grads()
    mistake(net, got)
    name, words = MISTAKES[mistake]
    fault = failure(net.loss, net.at, got, rng)
    assert fault.message.startswith(f"the gradient of {name} is wrong: ")
    assert words in fault.message
    assert net.evaluations <= LOCATED


def test_the_detail_tells_the_place_and_the_message_does_not(rng):
    net = Large(2)
    got = net.grads()
    place = [int(index) for index in largest(got["W1"])]
    entry_off(net, got)
    fault = failure(net.loss, net.at, got, rng)
    assert f"at {place}: " in fault.detail
    assert str(place) not in fault.message


def test_one_flipped_sign_among_a_hundred_thousand_entries(rng):
    net = Large(3, 9, 1000, 100, 10)
    got = net.grads()
    at = np.unravel_index(np.argsort(np.abs(got["W1"]), axis=None)[50_000], got["W1"].shape)
    got["W1"][at] *= -1  # of an entry of ordinary size
    assert "one entry of 100000 differs" in failure(net.loss, net.at, got, rng).message


def test_a_transposed_gradient_is_named(rng):
    a = rng.normal(size=(40, 40))

    def f(W):
        return np.sum(np.sin(a * W))

    at = {"W": rng.normal(size=(40, 40))}
    right = a * np.cos(a * at["W"])
    gradient(f, at, {"W": right}, rng=rng)
    assert "it is transposed" in failure(f, at, {"W": right.T}, rng).message


def test_many_tensors_share_the_evaluations(rng):
    sizes = [(30, 20), (20,), (20, 40), (40,), (40, 12), (12,), (7, 5, 2, 3)]
    at = {f"p{i}": rng.normal(size=size) * 10.0**-i for i, size in enumerate(sizes)}
    count = [0]

    def f(**at):
        count[0] += 1
        return sum(np.sum(np.sin(p * 10.0**i)) for i, p in enumerate(at.values()))

    def grads():
        return {n: 10.0**i * np.cos(p * 10.0**i) for i, (n, p) in enumerate(at.items())}

    gradient(f, at, grads(), rng=rng)
    assert count[0] <= BUDGET
    for name, tensor in at.items():
        wrong = grads()
        wrong[name][largest(tensor)] += 0.1 * np.abs(wrong[name]).max()
        assert f"the gradient of {name} is wrong: one entry" in failure(f, at, wrong, rng).message


def test_kinks_decide_nothing(rng):
    """A thousand kinks within reach of any step: no verdict, and certainly not a wrong one."""
    at = {"x": np.concatenate([np.zeros(1500), rng.normal(size=500)])}

    def f(x):
        return np.sum(np.abs(x))

    with pytest.raises(AuthorError, match="kink"):
        gradient(f, at, {"x": np.sign(at["x"])}, rng=rng)


def test_a_few_kinks_are_stepped_around(rng):
    for seed in range(30):
        x = np.random.default_rng(seed).normal(size=20_000)  # some of them within 1e-4 of 0

        def f(x):
            return np.sum(np.abs(x) * np.arange(len(x)) / len(x))

        right = np.sign(x) * np.arange(len(x)) / len(x)
        gradient(f, {"x": x}, {"x": right}, rng=rng)
        wrong = right.copy()
        wrong[15_000] *= 1.05
        with pytest.raises((CheckFailed, AuthorError)):
            gradient(f, {"x": x}, {"x": wrong}, rng=rng)


def test_a_function_in_single_precision_is_judged_as_far_as_that_goes(rng):
    net = Large(4)

    def single(**at):
        return np.float32(net.loss(**{n: v.astype(np.float32) for n, v in at.items()}))

    gradient(single, net.at, net.grads(), rng=rng)
    got = net.grads()
    got["W1"] *= -1
    failure(single, net.at, got, rng)


def test_a_gradient_in_single_precision_passes_for_it(rng):
    net = Large(5)
    gradient(net.loss, net.at, {n: g.astype(np.float32) for n, g in net.grads().items()}, rng=rng)


def test_no_gradient_at_all_passes_where_the_function_is_flat(rng):
    at = {"x": rng.normal(size=2000)}
    gradient(lambda x: 3.0 + 0 * x.sum(), at, {"x": np.zeros(2000)}, rng=rng)
    failure(lambda x: 3.0 + 0 * x.sum(), at, {"x": np.full(2000, 1e-3)}, rng)


def test_kinks_at_the_point_that_nearly_cancel_are_not_taken_for_rounding(rng):
    """Narrow steps see the same bend as wide ones, but rounding grows and would hide it."""
    x = rng.normal(size=1500)
    x[:4] = 0
    for _ in range(300):
        u = rng.normal(size=1500)

        def f(x, u=u):
            return 1e4 + np.sum(u * np.maximum(x, 0))

        with contextlib.suppress(AuthorError):  # no verdict is what such a point deserves
            gradient(f, {"x": x}, {"x": u * (x > 0)}, rng=rng)


def test_a_tiny_gradient_does_not_drown_those_that_share_its_directions(rng):
    """a and b are large and have directions of their own; c and d share theirs."""
    sizes = {"a": (40, 30), "b": (30, 30), "c": (30,), "d": (20,)}
    at = {name: rng.normal(size=size) for name, size in sizes.items()}

    def f(a, b, c, d):
        kinks = np.maximum(c, 0)  # so that steps can't be wide
        return 100 * np.sin(a).sum() + np.sin(b).sum() + np.sin(kinks).sum() + 1e-9 * d.sum()

    def grads():
        a, b, c, d = at.values()
        return {
            "a": 100 * np.cos(a),
            "b": np.cos(b),
            "c": (c > 0) * np.cos(c),
            "d": np.full(d.shape, 1e-9),
        }

    for seed in range(50):
        rng = np.random.default_rng(seed)
        gradient(f, at, grads(), rng=rng)
        wrong = {**grads(), "c": 1.0005 * grads()["c"]}
        assert failure(f, at, wrong, rng).message.startswith("the gradient of c is wrong")


def test_a_gradient_that_is_small_beside_the_function_is_seen_as_sharply(rng):
    """The loss is 1e3 times what a direction changes: a step must be long enough to tell."""
    at = {"x": rng.normal(size=1500)}

    def f(x):
        return 2e5 + np.sin(x).sum()

    right = np.cos(at["x"])
    for seed in range(50):
        rng = np.random.default_rng(seed)
        gradient(f, at, {"x": right}, rng=rng)
        assert "same factor" in failure(f, at, {"x": 1.0001 * right}, rng).message

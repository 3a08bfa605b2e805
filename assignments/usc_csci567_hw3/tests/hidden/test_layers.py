"""Problems 3.1.1 and 3.1.2: the layers at random inputs; sizes that meet differ pairwise."""

import numpy as np
import pytest

from grader import points
from grader.checks import (
    call,
    either,
    fail,
    finite_array,
    gradient,
    made,
    plain,
    real_attempt,
    same,
)
from grader.checks.values import numbers
from grader.errors import StudentError

N, D, K = 3, 4, 5


@points(0.75, problem="3.1.1", title="W and b start as N(0, 0.1), in the right shapes")
def test_linear_start(submission, own):
    shapes = {"W": ((40, 300),), "b": ((1, 300), (300,))}
    for name, value in own.Layer(submission, 40, 300).values("params").items():
        if value.shape not in shapes[name]:
            fail(f"params[{name!r}] has shape {value.shape}, {shapes[name][0]} was expected")
        if len(np.unique(value)) < 0.9 * value.size:  # in float32 one or two may be equal
            fail(f"the entries of {name} repeat: each is drawn by itself")
        if abs(value.std() / 0.1 - 1) > 5 / np.sqrt(2 * value.size):  # five standard errors
            fail(f"the entries of {name} don't have the standard deviation 0.1")
        if abs(value.mean()) > 0.5 / np.sqrt(value.size):
            fail(f"the entries of {name} don't have mean 0")
        beyond = np.mean(np.abs(value) > 0.18)  # 0.072 of a normal distribution
        if not 0.01 < beyond < 0.15:
            fail(f"the entries of {name} aren't normally distributed")


def numpy_of(submission):
    """The student's numpy, whose random state can be set; None where it has no usual name."""
    for name in ("np", "numpy"):
        if name in submission:
            return getattr(submission, name)
    return None


@points(0.5, problem="3.1.1", title="W is drawn before b, both by np.random.normal")
def test_linear_draws(submission, rng, own):
    theirs = numpy_of(submission)
    if theirs is None:  # 3.2a judges the order by the numbers of a whole run
        first, second = (own.Layer(submission, D, K).values("params") for _ in "ab")
        if any(np.array_equal(first[name], second[name]) for name in first):
            fail("W and b aren't drawn anew for each layer")
        return
    seed = int(rng.integers(2**31))
    call(theirs.random.seed, seed)
    layer = own.Layer(submission, D, K)
    state = np.random.RandomState(seed)
    got = layer.values("params")
    if got["W"].shape != (D, K) or got["b"].size != K:
        fail("W or b has another shape than a layer's of so many inputs and outputs")
    w, b = state.normal(0, 0.1, (D, K)), state.normal(0, 0.1, K)
    state = np.random.RandomState(seed)
    first_b, then_w = state.normal(0, 0.1, K), state.normal(0, 0.1, (D, K))
    if np.allclose(got["W"], then_w) and np.allclose(got["b"].ravel(), first_b):
        fail("b is drawn before W; W comes first")
    if not np.allclose(got["W"], w):
        verify_seeded(submission, theirs, own, seed, got["W"])
    same(got["W"], w, "W after np.random.seed")
    same(got["b"].ravel(), b, "b after np.random.seed")


def verify_seeded(submission, theirs, own, seed, first):
    """Fail for a W that another seed leaves as it was, or the same seed does not."""
    found = []
    for other in (seed, seed + 1):
        call(theirs.random.seed, other)
        found.append(own.Layer(submission, D, K).values("params")["W"])
    if not np.array_equal(found[0], first):
        fail("W isn't drawn from np.random's own state: after the same np.random.seed it differs")
    if np.array_equal(found[1], first) and np.ptp(first):
        fail("W is the same after any np.random.seed: the layer sets a seed of its own")


@pytest.fixture(name="at")
def _at(rng):
    """X, W and b by name."""
    return {"X": rng.normal(size=(N, D)), "W": rng.normal(size=(D, K)), "b": rng.normal(size=K)}


@points(1.5, problem="3.1.1", title="forward gives X W + b")
def test_linear_forward(submission, own, at):
    layer = own.Layer(submission, D, K)
    layer.put(at["W"], at["b"])
    same(call(layer.layer.forward, at["X"], returns="u"), at["X"] @ at["W"] + at["b"], "u")


def check_linear(submission, rng, own, at, name):
    """One of the three gradients of `backward`: the right one, or that of the own forward."""
    layer, grad = own.Layer(submission, D, K), rng.normal(size=(N, K))

    def forward(**values):
        all_ = {**at, **values}
        layer.put(all_["W"], all_["b"])
        return call(layer.layer.forward, all_["X"], returns="u")

    forward()
    result = call(layer.layer.backward, at["X"], grad)
    if name in "Wb":
        layer.ask(name)
        kept = layer.values("params")[name]
        same(kept.reshape(at[name].shape), at[name], f"params[{name!r}] after backward")
    right = {"X": grad @ at["W"].T, "W": at["X"].T @ grad, "b": grad.sum(axis=0)}
    if name == "X":
        if result is None:
            fail("backward returned nothing (None)")
        got = result
    else:
        got = layer.gradient()[name]
    others = {f"the gradient of {other}": right[other] for other in right if other != name}

    def by_own():
        found = {name: finite_array(got, at[name].shape, f"the gradient of {name}")}
        real_attempt(forward, at, (N, K), rng, "forward", mixed="X")
        gradient(forward, {name: at[name]}, found, upstream=grad, rng=rng, own="forward")

    either(lambda: same(got, right[name], f"the gradient of {name}", others=others), by_own)


@points(1, problem="3.1.1", title="backward puts the gradient of W")
def test_linear_dw(submission, rng, own, at):
    check_linear(submission, rng, own, at, "W")


@points(0.75, problem="3.1.1", title="backward puts the gradient of b")
def test_linear_db(submission, rng, own, at):
    check_linear(submission, rng, own, at, "b")


@points(1, problem="3.1.1", title="backward returns the gradient of X")
def test_linear_dx(submission, rng, own, at):
    check_linear(submission, rng, own, at, "X")


@points(0.5, problem="3.1.1", title="a second backward replaces the gradients of the first")
def test_linear_again(submission, rng, own, at):
    grad = rng.normal(size=(N, K))

    def found(*batches):
        layer = own.Layer(submission, D, K)
        layer.put(at["W"], at["b"])
        for X in batches:
            call(layer.layer.forward, X)
            call(layer.layer.backward, X, grad)
        return layer.gradient()

    fresh, second = found(at["X"]), found(at["X"] + 1.0, at["X"])
    if np.allclose(found(at["X"][::-1] + 1.0)["W"], fresh["W"]):
        fail("the gradient of W doesn't depend on X")
    for name, value in fresh.items():
        if not np.any(value):
            fail(f"the gradient of {name} is zero")
        if not np.allclose(second[name], value, rtol=1e-4, atol=1e-6):
            fail(f"the gradient of {name} is added to that of the batch before")


def away_from_zero(rng, shape=(N, D)):
    """Numbers of both signs, none near 0, some beyond 1."""
    X = rng.uniform(0.2, 2.0, shape) * rng.choice([-1.0, 1.0], shape)
    X.flat[:4] = 0.7, -0.7, 1.7, -1.4
    return X


@points(1.25, problem="3.1.2", title="forward gives max(X, 0)")
def test_relu_forward(submission, rng):
    X = away_from_zero(rng)
    module = made(submission.relu)
    same(call(module.forward, X, returns="h"), np.maximum(X, 0), "h")


def verify_nonlinear(forward, X, rng):
    """Refuse a forward of ReLU that gives a constant, a copy, or something linear."""
    real_attempt(forward, {"X": X}, X.shape, rng, "forward")
    values = [finite_array(forward(sign * X), X.shape, "h") for sign in (1, -1)]
    if np.allclose(values[0], -values[1]):
        fail("forward is linear")


@points(0.25, problem="3.1.2", title="forward keeps mask")
def test_relu_mask(submission, rng):
    """Any array that changes with the sign of an entry, in whatever form: places, signs, 0 or 1."""
    X = away_from_zero(rng)
    module, other, found = made(submission.relu), made(submission.relu), []
    verify_nonlinear(lambda X: call(other.forward, X, returns="h"), away_from_zero(rng), rng)
    for sign in (1.0, -1.0):
        X[1, 2] = sign * abs(X[1, 2])
        call(module.forward, X)
        try:
            kept = plain(module.mask)
        except StudentError:
            kept = None
        if kept is None:
            fail("after forward the module has no array `mask`")
        parts = kept if type(kept) in (tuple, list) else [kept]
        found.append([np.array(numbers(part, "mask")) for part in parts])
    if all(map(np.array_equal, *found)):
        fail("mask doesn't tell where X is positive: it is the same for an X with another sign")


@points(1.5, problem="3.1.2", title="backward lets the gradient through where X > 0")
def test_relu_backward(submission, rng, own):
    X, grad = away_from_zero(rng), rng.normal(size=(N, D))
    X[1], X[2] = -np.abs(X[1]), np.abs(X[2])
    X[2, :2] = 0.3, 0.6  # on both sides of 1/2, where numbers are rounded
    grad.flat[:4] = 0.6, -1.1, -0.8, 1.3  # of both signs on both sides
    module = made(submission.relu)

    def forward(X):
        return call(module.forward, X, returns="h")

    forward(X)
    got = call(module.backward, X, grad, returns="grad")

    def by_own():
        verify_nonlinear(forward, X, rng)
        gradient(forward, {"X": X}, {"X": got}, upstream=grad, rng=rng, own="forward")

    either(lambda: same(got, grad * (X > 0), "the gradient of X"), by_own)


@points(0.5, problem="3.1.2", title="the slope at exactly 0 is 0")
def test_relu_zero(submission, rng, own):
    X, grad = away_from_zero(rng), rng.uniform(1.0, 2.0, (N, D))
    X[1, 1:] = 0.0
    module = made(submission.relu)
    other = made(submission.relu)  # judged by itself, since a module may keep what it was given
    verify_nonlinear(lambda X: call(other.forward, X, returns="h"), away_from_zero(rng), rng)
    call(module.forward, X)
    result = call(module.backward, X, grad, returns="grad")
    got = finite_array(result, X.shape, "the gradient of X")
    if not np.any(got):
        fail("backward gives no gradient")
    if np.any(got[1, 1:]):
        fail("the gradient of X is not 0 where X is exactly 0")


@points(0.5, problem="3.1.2", title="backward belongs to the latest forward")
def test_relu_latest(submission, rng, own):
    X, grad = away_from_zero(rng), rng.normal(size=(N, D))
    module, fresh = made(submission.relu), made(submission.relu)
    call(module.forward, -X)
    for one in (module, fresh):
        call(one.forward, X)
    got, alone = (
        finite_array(call(one.backward, X, grad, returns="grad"), X.shape, "the gradient of X")
        for one in (module, fresh)
    )
    if np.allclose(alone, alone[0, 0]) or np.ptp(alone / grad) < 1e-6:
        fail("backward lets nothing through, or everything")
    if not np.allclose(got, alone, rtol=1e-4, atol=1e-6):
        fail("backward uses what an earlier forward kept")

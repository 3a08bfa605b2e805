"""Problem 4.2a: layers at random inputs; sizes that meet in a product are pairwise different."""

import numpy as np
import pytest

from grader import points
from grader.checks import call, either, fail, finite_array, gradient, real_attempt, same
from grader.errors import CheckFailed

N, D, M = 3, 4, 5


@pytest.fixture(name="fc")
def _fc(rng):
    """Arguments of fc_forward by name."""
    return {
        "x": rng.normal(size=(N, D)),
        "w": rng.normal(size=(D, M)),
        "b": rng.normal(size=M),
    }


def check_fc_gradient(submission, reference, rng, follow, at, which):
    """Result number `which` of fc_backward: 0 is dx, 1 is dw, 2 is db."""
    dout = rng.normal(size=(N, M))
    _, cache = call(submission.fc_forward, *at.values(), returns="out, cache")
    got = call(submission.fc_backward, dout, cache, returns="dx, dw, db")[which]
    name = "xwb"[which]
    right = reference.fc_backward(dout, reference.fc_forward(**at)[1])
    others = dict(zip(("dx", "dw", "db"), right, strict=True))
    expected = others.pop(f"d{name}")
    shapes = ((1, M),) if name == "b" else ()

    def own(**values):
        return call(submission.fc_forward, *{**at, **values}.values(), returns="out, cache")[0]

    def by_own():
        real_attempt(own, at, (N, M), rng, "fc_forward", mixed=True)
        found = {name: finite_array(got, expected.shape, f"d{name}", row=True)}
        gradient(own, {name: at[name]}, found, upstream=dout, rng=rng, own="fc_forward")

    try:
        either(lambda: same(got, expected, f"d{name}", shapes=shapes, others=others), by_own)
    except CheckFailed as failure:
        if name == "w" and is_of_output(got, dout, reference.fc_forward(**at)[0]):
            words = "dw is made of the output of the layer: in the cache its input is needed"
            fail(words, compared=failure.compared)
        raise
    if name != "b":
        check_two_layers(submission, rng, at, which)


def check_two_layers(submission, rng, at, which):
    """A result of fc_backward is the same where another layer ran forward and back in between."""
    others = [value + rng.uniform(1, 2, value.shape) for value in at.values()]
    douts = rng.normal(size=(2, N, M))
    names = ("dx", "dw", "db")

    def back(dout, cache):
        found = call(submission.fc_backward, dout.copy(), cache, returns="dx, dw, db")
        return finite_array(found[which], None, names[which])

    _, cache = call(submission.fc_forward, *at.values(), returns="out, cache")
    alone = back(douts[0], cache)
    _, first = call(submission.fc_forward, *at.values(), returns="out, cache")
    _, second = call(submission.fc_forward, *others, returns="out, cache")
    back(douts[1], second)
    between = back(douts[0], first)
    if alone.shape != between.shape or not np.allclose(alone, between, rtol=1e-6):
        fail(
            f"{names[which]} is wrong where fc_forward was called again before fc_backward, as the "
            "second layer of a network does: keep all that fc_backward needs in the cache"
        )


def is_of_output(got, dout, out):
    """Whether dw is a product of dout with what the layer gave, instead of with what it got."""
    product = out.T @ dout
    if not isinstance(got, np.ndarray) or got.shape != product.shape:
        return False
    return any(np.allclose(got, turned) for turned in (product, product.T))


@points(0.6, problem="4.2a", title="fc_forward gives x w + b")
def test_fc_forward(submission, reference, fc):
    out, _ = call(submission.fc_forward, *fc.values(), returns="out, cache")
    same(out, reference.fc_forward(**fc)[0], "out")


@points(0.25, problem="4.2a", title="fc_backward gives dx")
def test_fc_dx(submission, reference, rng, follow, fc):
    check_fc_gradient(submission, reference, rng, follow, fc, 0)


@points(0.25, problem="4.2a", title="fc_backward gives dw")
def test_fc_dw(submission, reference, rng, follow, fc):
    check_fc_gradient(submission, reference, rng, follow, fc, 1)


@points(0.25, problem="4.2a", title="fc_backward gives db")
def test_fc_db(submission, reference, rng, follow, fc):
    check_fc_gradient(submission, reference, rng, follow, fc, 2)


def relu_inputs(rng):
    """Inputs of two and of four axes, with no entry close to 0."""
    for shape in ((N, D), (2, 3, 1, 4)):
        yield rng.uniform(0.2, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


@points(0.3, problem="4.2a", title="relu_forward gives max(x, 0), for any number of axes")
def test_relu_forward(submission, reference, rng):
    for x in relu_inputs(rng):
        out, _ = call(submission.relu_forward, x, returns="out, cache")
        same(out, reference.relu_forward(x)[0], "out")


@points(0.35, problem="4.2a", title="relu_backward lets the gradient through where x > 0")
def test_relu_backward(submission, reference, rng, follow):
    def own(x):
        return call(submission.relu_forward, x, returns="out, cache")[0]

    for x in relu_inputs(rng):
        dout = rng.normal(size=x.shape)
        _, cache = call(submission.relu_forward, x, returns="out, cache")
        got = call(submission.relu_backward, dout, cache, returns="dx")
        expected = reference.relu_backward(dout, reference.relu_forward(x)[1])

        def by_own(x=x, dout=dout, got=got):
            real_attempt(own, {"x": x}, x.shape, rng, "relu_forward")
            there, back = (finite_array(own(z), x.shape, "out") for z in (x, -x))
            if np.allclose(there, -back):
                fail("relu_forward is linear")
            gradient(own, {"x": x}, {"x": got}, upstream=dout, rng=rng, own="relu_forward")

        either(lambda got=got, e=expected: same(got, e, "dx"), by_own)

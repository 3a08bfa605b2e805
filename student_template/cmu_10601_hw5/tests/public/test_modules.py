"""The modules, where a submission has them: no points, but the first thing to look at.

A class or function that isn't there is no fault. What depends on another module is judged by the
student's own.
"""

import numpy as np
import pytest

from grader import points
from grader.checks import call, fail, finite_array, gradient, same
from grader.checks.values import is_remote

CLASSES = 10


def made(kind, name, *args):
    """An object of this class of the student's."""
    found = call(kind, *args)
    if not is_remote(found):
        fail(f"{name} should be a class; calling it gives no object")
    return found


def sized(layer, inputs, outputs):
    """The weights of a layer as a float array (outputs, inputs + 1)."""
    w = finite_array(layer.w, None, "Linear.w")
    if w.shape != (outputs, inputs + 1):
        fail(f"Linear.w has shape {w.shape}, (output_size, input_size + 1) was expected")
    return w


def layer_of(submission, inputs, outputs, rate=0.1):
    """A layer of the student's with random weights, and these weights."""
    init = submission.random_init if "random_init" in submission else submission.zero_init
    layer = made(submission.Linear, "Linear", inputs, outputs, init, rate)
    return layer, sized(layer, inputs, outputs)


def has(submission, *names):
    """Whether the submission has all of these."""
    return all(name in submission for name in names)


def need(submission, *names):
    """Skip the check unless the submission has all of these."""
    for name in names:
        if not has(submission, name):
            pytest.skip(f"there is no {name}, which is no fault")


@points(0, problem="5.2", title="module Sigmoid, where it is there: forward and backward")
def test_module_sigmoid(submission, rng):
    need(submission, "Sigmoid")
    a, d_z = rng.normal(size=5), rng.normal(size=5)
    sigmoid = made(submission.Sigmoid, "Sigmoid")
    same(call(sigmoid.forward, a, returns="z"), 1 / (1 + np.exp(-a)), "Sigmoid.forward(a)")
    got = call(sigmoid.backward, d_z, returns="d_a")
    gradient(lambda a: 1 / (1 + np.exp(-a)), {"a": a}, {"a": got}, upstream=d_z, rng=rng)


@points(0, problem="5.2", title="module Linear, where it is there: forward, backward and step")
def test_module_linear(submission, rng):
    need(submission, "Linear")
    need(submission, "zero_init" if has(submission, "zero_init") else "random_init")
    x, d_out = rng.normal(size=4), rng.normal(size=3)
    layer, w = layer_of(submission, 4, 3)
    if np.any(w[:, 0]):
        fail("the bias of a new Linear, column 0 of w, isn't zero")
    same(call(layer.forward, x, returns="out"), w @ [1, *x], "Linear.forward(x)")
    dx = call(layer.backward, d_out, returns="d_x")
    same(dx, w[:, 1:].T @ d_out, "Linear.backward(d_out)")
    same(layer.dw, np.outer(d_out, [1, *x]), "Linear.dw after backward")
    call(layer.step)
    same(layer.w, w - 0.1 * np.outer(d_out, [1, *x]), "Linear.w after step")


@points(0, problem="5.2", title="softmax, where it is there")
def test_module_softmax(submission, rng):
    need(submission, "softmax")
    b = rng.normal(size=CLASSES)
    right = np.exp(b) / np.exp(b).sum()
    same(call(submission.softmax, b, returns="y_hat"), right, "softmax(b)")


@points(0, problem="5.2", title="cross_entropy, where it is there")
def test_module_cross_entropy(submission, rng):
    need(submission, "cross_entropy")
    y_hat = rng.dirichlet(np.ones(CLASSES))
    same(call(submission.cross_entropy, 2, y_hat), -np.log(y_hat[2]), "cross_entropy(y, y_hat)")


@points(0, problem="5.2", title="d_softmax_cross_entropy, where it is there")
def test_module_gradient(submission, rng):
    need(submission, "d_softmax_cross_entropy")
    b = rng.normal(size=CLASSES)
    y_hat = np.exp(b) / np.exp(b).sum()
    got = call(submission.d_softmax_cross_entropy, 2, y_hat, returns="d_b")
    gradient(lambda b: np.log(np.exp(b).sum()) - b[2], {"b": b}, {"b": got}, rng=rng)


@points(0, problem="5.1", title="zero_init, where it is there")
def test_module_zero_init(submission):
    need(submission, "zero_init")
    same(call(submission.zero_init, (2, 3)), np.zeros((2, 3)), "zero_init(shape)")


@points(0, problem="5.1", title="random_init, where it is there")
def test_module_random_init(submission):
    need(submission, "random_init")
    values = finite_array(call(submission.random_init, (20, 31)), None, "random_init(shape)")
    if values.shape != (20, 31):
        fail(f"random_init((20, 31)) has shape {values.shape}")
    if np.abs(values).max() > 0.1:
        fail("random_init gives numbers outside of -0.1 to 0.1")
    rest = values[:, 1:] if not np.any(values[:, 0]) else values
    if np.any(rest.std(axis=1) < 0.03):
        fail("random_init gives numbers that aren't uniform in -0.1 to 0.1")


@points(0, problem="5.2", title="module NN, where it is there: probabilities of a new network")
def test_module_network(submission, rng):
    need(submission, "NN", "zero_init")
    net = made(submission.NN, "NN", 6, 3, 10, submission.zero_init, 0.1)
    got = call(net.forward, rng.normal(size=6), returns="y_hat")
    same(got, np.full(10, 0.1), "NN.forward(x) with zero weights")

"""Problem 2.2: gradients, right or those of the student's own loss.

A mistake in the forward pass is charged in 2.1. So right formulas count as well that start from the
student's own scores, or leave out a bias as the student's forward pass does.
"""

import numpy as np

from grader import points
from grader.checks import either, fail, gradient, real_attempt, same
from grader.errors import CheckFailed, Compared

N, D, H, C = 7, 4, 5, 6
REG = 0.3
STEP = 1e-4  # what float32 still sees, and no kink is within
FAR, ROUNDED = 0.03, 1e-2  # a part of all terms, and what float32 loses of a difference
ACTIVATIONS = ("sigmoid", "relu")
WEIGHTS, BIASES = ("W1", "W2"), ("b1", "b2")
BY_ROW = "{} has an entry for each row of the batch: it is summed over the wrong axis."
FORGOTTEN = (("b1",), ("b2",), BIASES)


def check_grads(submission, reference, follow, rng, activation, names):
    """Gradients without reg: right, right but for the forward pass, or those of the own loss."""
    params, x, y = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, activation)
    grads = net.raw_grads(x, y, told=names)

    def right(zeroed=()):
        at = {**params, **{name: np.zeros_like(params[name]) for name in zeroed}}
        model = follow.right_network(reference, activation, at)
        follow.same_grads(grads, model.loss(x, y)[1], names)

    def without_bias(zeroed):
        return lambda: right(zeroed)

    def from_own_scores():
        expected = chain_rule(net.scores(x), params, x, y, activation)
        follow.same_grads(grads, expected, names)
        net.verify_real(x, params, rng)

    def by_own_loss():
        def loss(**at):
            net.put({**params, **at})
            return net.loss(x, y)

        at = {name: params[name] for name in names}
        verify_along(loss, at, net, grads, rng)
        net.put(params)
        net.verify_real(x, params, rng)
        real_attempt(loss, at, (), rng, "loss(X, y)")
        shapes = {name: ((1, *params[name].shape),) for name in names if name in BIASES}
        gradient(loss, at, grads, rng=rng, shapes=shapes, own="loss(X, y)")

    forgotten = [without_bias(zeroed) for zeroed in FORGOTTEN]
    try:
        either(right, *forgotten, from_own_scores, by_own_loss)
    except CheckFailed as failure:
        compared = failure.compared
        if compared is not None and np.shape(compared.got) == (N,):
            failure.compared = compared._replace(cause=lambda: BY_ROW.format(compared.what))
        elif np.shape(grads[names[0]]) == params[names[0]].shape and not np.any(grads[names[0]]):
            net.raw_grads(x, y, told=names, reg=REG)  # tells a diagnosis whether it is always 0
        raise


def verify_along(loss, at, net, grads, rng):
    """Refuse gradients that are far from the loss in one direction, before each entry is asked."""
    way = {name: rng.normal(size=value.shape) for name, value in at.items()}
    ahead, behind = (
        float(loss(**{name: value + step * way[name] for name, value in at.items()}))
        for step in (STEP, -STEP)
    )
    terms = [net.shaped(grads[n], n, f"grads[{n!r}]") * way[n] for n in at]
    total, size = sum(t.sum() for t in terms), sum(np.abs(t).sum() for t in terms)
    if not abs((ahead - behind) / (2 * STEP) - total) <= FAR * size + ROUNDED:
        fail("the gradients are far from those of your own loss")


def chain_rule(scores, params, x, y, activation):
    """The gradients that follow from these scores (N, C) by the right formulas."""
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    dscores = (p / p.sum(axis=1, keepdims=True) - np.eye(C)[y]) / N
    inputs = x @ params["W1"] + params["b1"]
    sigmoid = 1.0 / (1.0 + np.exp(-inputs))
    hidden = np.maximum(inputs, 0) if activation == "relu" else sigmoid
    slope = inputs > 0 if activation == "relu" else sigmoid * (1.0 - sigmoid)
    dinputs = (dscores @ params["W2"].T) * slope
    return {
        "W2": hidden.T @ dscores,
        "b2": dscores.sum(axis=0),
        "W1": x.T @ dinputs,
        "b1": dinputs.sum(axis=0),
    }


@points(4, problem="2.2", title="gradients of W2 and b2, for both activations")
def test_output_grads(submission, reference, follow, rng):
    for activation in ACTIVATIONS:
        check_grads(submission, reference, follow, rng, activation, ("W2", "b2"))


@points(5, problem="2.2", title="gradients of W1 and b1 of the sigmoid network")
def test_hidden_grads_sigmoid(submission, reference, follow, rng):
    check_grads(submission, reference, follow, rng, "sigmoid", ("W1", "b1"))


@points(5, problem="2.2", title="gradients of W1 and b1 of the ReLU network")
def test_hidden_grads_relu(submission, reference, follow, rng):
    check_grads(submission, reference, follow, rng, "relu", ("W1", "b1"))


@points(5, problem="2.2", title="reg adds reg times W to the gradients of both weights, once")
def test_penalty_grads(submission, follow, rng):
    params, x, y = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, "sigmoid")
    before, after = net.grads(x, y, reg=0.0), net.grads(x, y, WEIGHTS + BIASES, reg=REG)
    added = {name: after[name] - before[name] for name in params}
    # in the precision of what came: float32 gradients differ in the eighth digit
    scale = max(1.0, *(np.abs(value).max() for value in before.values()))

    def failing(name, words, detail=""):
        asked = REG * params[name] * (name in WEIGHTS)
        compared = Compared(f"what reg adds to grads[{name!r}]", added[name], asked)
        fail(words, detail, compared=compared)

    def right():
        try:
            added_alone()
        except CheckFailed:
            verify_held(net, params)
            raise

    def added_alone():
        for name in BIASES:
            if np.abs(added[name]).max() > 1e-5 * scale:
                failing(name, f"grads[{name!r}] is another one with reg than without")
        for name in WEIGHTS:
            try:
                same(after[name], before[name] + REG * params[name], f"grads[{name!r}]")
            except CheckFailed as failure:
                words = times(added[name], params[name])
                failing(name, f"reg adds {words} to grads[{name!r}]", failure.detail)

    def by_own_loss():
        def penalty(**at):
            net.put({**params, **at})
            return net.loss(x, y, reg=REG) - net.loss(x, y, reg=0.0)

        verify_along(penalty, params, net, added, rng)
        weights = {name: params[name] for name in WEIGHTS}
        real_attempt(penalty, weights, (), rng, "what reg adds to the loss")
        turned = {name: -value for name, value in weights.items()}
        zeros = {name: np.zeros_like(value) for name, value in weights.items()}
        here, there, nowhere = (float(penalty(**at)) for at in (weights, turned, zeros))
        if np.isclose(here - nowhere, nowhere - there):
            fail("what reg adds to the loss is linear")
        gradient(penalty, params, added, rng=rng, own="what reg adds to the loss")

    either(right, by_own_loss)
    net.put(params)
    net.verify_real(x, params, rng)
    verify_gradients(net, params, x, y, rng)


def verify_held(net, params):
    """Refuse a loss that has changed params."""
    for name, value in net.held().items():
        if not np.allclose(value, params[name], rtol=1e-6, atol=1e-7):
            fail(f"loss(X, y) changes params[{name!r}]: only train may")


def times(added, weights):
    """What was added to a gradient, in words: a multiple of what is asked, nothing, or else."""
    a, w = added.ravel(), REG * weights.ravel()
    factor = (a @ w) / (w @ w)
    if np.abs(a - factor * w).max() > 1e-3 * max(np.abs(a).max(), 1e-9):
        return "something else than it should"
    return "nothing" if abs(factor) < 1e-6 else f"{factor:.3g} times what it should"


def verify_gradients(net, params, x, y, rng):
    """Refuse gradients that combine nothing: constants, or sums of what is given."""

    def of_w2(x, W1):
        net.put({**params, "W1": W1})
        return net.grads(x, y)["W2"]

    at = {"x": x, "W1": params["W1"]}
    real_attempt(of_w2, at, params["W2"].shape, rng, "loss(X, y)", mixed=True)
    net.put(params)
    for name, value in net.grads(x, y).items():
        if name in WEIGHTS and np.ptp(value) < 1e-9:
            fail(f"grads[{name!r}] is the same everywhere")


@points(1, problem="2.2", title="a second call gives the same gradients and changes nothing")
def test_grads_again(submission, follow, rng):
    params, x, y = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, "relu")
    net.verify_real(x, params, rng)
    verify_gradients(net, params, x, y, rng)
    first = net.grads(x, y, reg=REG)
    second = net.grads(x, y, reg=REG)
    other = net.grads(x[::-1] + 1.0, y, reg=REG)
    if all(np.allclose(other[name], first[name]) for name in params):
        fail("the gradients don't depend on the batch")
    for name in params:
        if not np.any(first[name]):
            fail(f"grads[{name!r}] is zero everywhere")
        if not np.allclose(first[name], second[name], rtol=1e-4, atol=1e-6):
            verify_held(net, params)
            more = second[name] - first[name]
            third = net.grads(x, y, reg=REG)[name]
            steady = np.allclose(third, net.grads(x, y, reg=REG)[name] - more, rtol=1e-4, atol=1e-6)
            how = "grows by the same each time: it is added up" if steady else "is another one"
            fail(f"with each call with the same arguments, grads[{name!r}] {how}")
    verify_held(net, params)

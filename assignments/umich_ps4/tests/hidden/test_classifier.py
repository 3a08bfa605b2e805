"""Problems 4.2b, g, h: initialisation, scores, loss and gradients of the classifier.

Scores and gradients pass when they are right, or when they are what the student's own layers give
in the right wiring: a mistake in a layer is charged in 4.2a.
"""

import numpy as np
import pytest

from grader import points
from grader.checks import call, fail, finite_number, gradient, plain, same
from grader.errors import StudentError

N, D, H, C = 3, 4, 5, 6
SHAPES = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
LAMBDA = 0.3


@pytest.fixture(name="batch")
def _batch(rng):
    """X (N, D) and labels y (N,)."""
    return rng.normal(size=(N, D)), rng.permutation(C)[:N]


@pytest.fixture(name="params")
def _params(rng):
    """Parameters of ordinary size, biases included."""
    return {name: rng.normal(size=shape) for name, shape in SHAPES.items()}


def put(model, params):
    """Put arrays into model.params; one that the student keeps as (1, M) keeps its shape."""
    held = plain(model.params)
    for name, value in params.items():
        if name not in held:
            fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
        model.params[name] = (
            np.reshape(value, (1, -1)) if np.ndim(held[name]) > value.ndim else value
        )


def filled(submission, params, **kwargs):
    """A model of the student's with these parameters."""
    model = submission.SoftmaxClassifier(D, H, C, 0.1, **kwargs)
    put(model, params)
    return model


def loss_and_grads(model, x, y, **kwargs):
    """The loss, a finite number, and the gradients, a dict of arrays; keys verified."""
    loss, grads = call(model.forwards_backwards, x, y, returns="loss, grads", **kwargs)
    grads = plain(grads)
    if not isinstance(grads, dict):
        fail("grads must be a dict of arrays")
    for name in SHAPES:
        if name not in grads:
            fail(f"grads has no key {name!r}; it needs the same keys as params")
    finite_number(loss, "loss")
    return plain(loss), grads


def same_grads(grads, expected):
    for name, value in expected.items():
        same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))


class Wired:
    """The right wiring around the student's own layer functions."""

    def __init__(self, submission, reference):
        self.layers, self.softmax_loss = submission, reference.softmax_loss

    def forward(self, x, p):
        """Scores (N, C) and the three caches, which stay the student's."""
        hidden, fc1 = call(self.layers.fc_forward, x, p["W1"], p["b1"], returns="out, cache")
        active, relu = call(self.layers.relu_forward, hidden, returns="out, cache")
        scores, fc2 = call(self.layers.fc_forward, active, p["W2"], p["b2"], returns="out, cache")
        return np.asarray(plain(scores)), (fc1, relu, fc2)

    def grads(self, x, y, p):
        """The four gradients, in the shapes of the parameters."""
        names = "dx, dw, db"
        scores, (fc1, relu, fc2) = self.forward(x, p)
        _, dscores = self.softmax_loss(scores, y)
        dactive, dw2, db2 = call(self.layers.fc_backward, dscores, fc2, returns=names)
        dhidden = call(self.layers.relu_backward, dactive, relu, returns="dx")
        _, dw1, db1 = call(self.layers.fc_backward, dhidden, fc1, returns=names)
        found = {"W1": dw1, "b1": db1, "W2": dw2, "b2": db2}
        return {name: np.reshape(plain(found[name]), SHAPES[name]) for name in SHAPES}


@points(0.2, problem="4.2b", title="weights start as N(0, weight_scale), biases as 0")
def test_classifier_start(submission):
    scale = 0.05
    params = plain(submission.SoftmaxClassifier(40, 30, 20, weight_scale=scale).params)
    for name, count in (("W1", 1200), ("W2", 600)):
        w = flat(params, name, count)
        spread = w.std() / scale
        if abs(spread - 1) > 5 / np.sqrt(2 * count):  # five standard errors
            fail(f"the entries of {name} don't have the standard deviation weight_scale")
        if abs(w.mean()) > 5 * scale / np.sqrt(count):
            fail(f"the entries of {name} don't have mean 0")
        beyond = np.mean(np.abs(w) > 1.8 * scale)  # 0.072 of a normal distribution
        if not 0.02 < beyond < 0.13:
            fail(f"the entries of {name} aren't normally distributed")
    for name, count in (("b1", 30), ("b2", 20)):
        if np.any(flat(params, name, count)):
            fail(f"{name} must start as zeros")


def flat(params, name, count):
    """params[name] as a flat float array of `count` entries."""
    if not isinstance(params, dict) or name not in params:
        fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
    value = np.asarray(params[name], dtype=float).ravel()
    if value.size != count or not np.all(np.isfinite(value)):
        fail(f"params[{name!r}] must hold {count} finite numbers in this check")
    return value


@points(0.25, problem="4.2b", title="forwards_backwards(X) gives the scores")
def test_classifier_scores(submission, reference, follow, batch, params, rng):
    x, _ = batch
    scores = call(filled(submission, params).forwards_backwards, x)
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params

    def by_own():
        wired = Wired(submission, reference)

        def own(**at):
            return wired.forward(at["x"], {**params, "W1": at["W1"], "W2": at["W2"]})[0]

        follow.real_attempt(own, {"x": x, "W1": params["W1"], "W2": params["W2"]}, (N, C), rng)
        same(scores, wired.forward(x, params)[0], "scores")

    follow.either(lambda: same(scores, right.forwards_backwards(x), "scores"), by_own)


@points(0.15, problem="4.2b", title="the loss is the mean cross-entropy of the scores")
def test_classifier_loss(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = filled(submission, params)
    follow.real_attempt(lambda x: call(model.forwards_backwards, x), {"x": x}, (N, C), rng)
    scores = follow.numbers(call(model.forwards_backwards, x), (N, C), "scores")
    loss, _ = call(model.forwards_backwards, x, y, returns="loss, grads")
    same(loss, reference.softmax_loss(scores, y)[0], "loss", shapes=((1,),))


@points(0.3, problem="4.2b", title="grads holds the gradient of the loss for all four parameters")
def test_classifier_grads(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = filled(submission, params)
    grads = loss_and_grads(model, x, y)[1]
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params

    def by_layers():
        expected = Wired(submission, reference).grads(x, y, params)
        if not (np.any(expected["W1"]) and np.any(expected["W2"])):
            fail("your layers give no gradient")
        same_grads(grads, expected)

    def by_own_loss():
        def scores(**at):
            put(model, {**params, "W1": at["W1"], "W2": at["W2"]})
            return call(model.forwards_backwards, at["x"])

        def loss(**at):
            put(model, at)
            return call(model.forwards_backwards, x, y, returns="loss, grads")[0]

        follow.real_attempt(scores, {"x": x, "W1": params["W1"], "W2": params["W2"]}, (N, C), rng)
        shaped = {name: np.reshape(plain(grads[name]), SHAPES[name]) for name in SHAPES}
        gradient(loss, params, shaped, rng=rng)

    follow.either(
        lambda: same_grads(grads, right.forwards_backwards(x, y)[1]),
        lambda: follow.either(by_layers, by_own_loss),
    )


def with_penalty(submission, params, batch, lam=LAMBDA):
    """Loss and gradients with reg=lam, by the constructor or else by the method's argument."""
    plain_loss = loss_and_grads(filled(submission, params), *batch)[0]
    try:
        found = loss_and_grads(filled(submission, params, reg=lam), *batch)
        if found[0] != plain_loss:
            return found
    except StudentError as error:
        if error.kind != "TypeError":
            raise
        found = None
    try:
        return loss_and_grads(filled(submission, params), *batch, reg=lam)
    except StudentError as error:
        if error.kind != "TypeError":
            raise
    if found is None:
        fail("neither SoftmaxClassifier nor forwards_backwards takes an argument reg")
    return found


@points(0.3, problem="4.2g", title="with reg the loss grows by lambda (|W1|^2 + |W2|^2)")
def test_penalty_loss(submission, params, batch):
    before = loss_and_grads(filled(submission, params), *batch)[0]
    after = with_penalty(submission, params, batch)[0]
    squares = np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2)
    same(after, before + LAMBDA * squares, "the loss with reg", shapes=((1,),))


@points(0.2, problem="4.2g", title="biases are not penalised")
def test_penalty_spares_biases(submission, params, batch):
    without = {**params, "b1": np.zeros(H), "b2": np.zeros(C)}
    unpenalised = [loss_and_grads(filled(submission, p), *batch)[0] for p in (params, without)]
    penalised = [with_penalty(submission, p, batch)[0] for p in (params, without)]
    added = penalised[1] - unpenalised[1]
    if added == 0:
        fail("reg adds nothing to the loss")
    same(penalised[0], unpenalised[0] + added, "the loss with reg and biases", shapes=((1,),))


@points(
    0.5, problem="4.2h", title="with reg the gradients grow by 2 lambda W, those of biases by 0"
)
def test_penalty_grads(submission, follow, params, batch, rng):
    before = loss_and_grads(filled(submission, params), *batch)[1]
    after = with_penalty(submission, params, batch)[1]
    factors = {"W1": 2 * LAMBDA, "b1": 0.0, "W2": 2 * LAMBDA, "b2": 0.0}

    def right():
        unpenalised = {name: np.reshape(plain(before[name]), SHAPES[name]) for name in SHAPES}
        same_grads(after, {k: unpenalised[k] + f * params[k] for k, f in factors.items()})

    def penalty(**at):
        values = {**params, **at}
        without = loss_and_grads(filled(submission, values), *batch)[0]
        return np.array(with_penalty(submission, values, batch)[0] - without)

    def by_own():
        added = {k: np.reshape(plain(after[k]) - plain(before[k]), SHAPES[k]) for k in SHAPES}
        weights = {name: params[name] for name in ("W1", "W2")}
        follow.real_attempt(penalty, weights, (), rng)
        gradient(penalty, params, added, rng=rng)

    follow.either(right, by_own)

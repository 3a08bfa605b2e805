"""Problems 4.2b, g, h: initialisation, scores, loss and gradients of the classifier.

Scores and gradients pass when they are right, or when they are what the student's own layers give
in the right wiring: a mistake in a layer is charged in 4.2a.
"""

from contextlib import contextmanager

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


class Model:
    """A model of the student's with these parameters, in the shapes that it keeps them in."""

    def __init__(self, submission, params, **kwargs):
        self.model = submission.SoftmaxClassifier(D, H, C, 0.1, **kwargs)
        self.run = self.model.forwards_backwards
        held = self.model.params
        self.put_all, held = held.update, plain(held)
        for name in SHAPES:
            if not isinstance(held, dict) or name not in held:
                fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
        self.rows = {k for k in SHAPES if getattr(held[k], "shape", ()) == (1, *SHAPES[k])}
        self.put(params)

    def put(self, params):
        """Put these arrays into model.params."""
        self.put_all({k: v[np.newaxis] if k in self.rows else v for k, v in params.items()})

    def loss(self, x, y, **kwargs):
        """The loss, a finite number; an array, so that float32 stays what it is."""
        loss, _ = call(self.run, x, y, returns="loss, grads", **kwargs)
        finite_number(loss, "loss")
        return np.reshape(plain(loss), ())

    def grads(self, x, y, **kwargs):
        """The gradients, a dict of whatever the student put there; keys verified."""
        _, grads = call(self.run, x, y, returns="loss, grads", **kwargs)
        grads = plain(grads)
        for name in SHAPES:
            if not isinstance(grads, dict) or name not in grads:
                fail(f"grads has no key {name!r}; it needs the same keys as params")
        return grads


def same_grads(grads, expected):
    for name, value in expected.items():
        same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))


def shaped(grads, follow):
    """The four gradients as arrays in the shapes of the parameters."""
    return {name: follow.reshaped(grads[name], SHAPES[name], name) for name in SHAPES}


class Wired:
    """The right wiring around the student's own layer functions."""

    def __init__(self, submission, reference, follow):
        self.layers, self.follow = submission, follow
        self.softmax_loss = reference.softmax_loss

    def forward(self, x, p):
        """Scores (N, C) and the three caches, which stay the student's."""
        hidden, fc1 = call(self.layers.fc_forward, x, p["W1"], p["b1"], returns="out, cache")
        active, relu = call(self.layers.relu_forward, hidden, returns="out, cache")
        scores, fc2 = call(self.layers.fc_forward, active, p["W2"], p["b2"], returns="out, cache")
        return self.follow.numbers(scores, (len(x), C), "scores"), (fc1, relu, fc2)

    def grads(self, x, y, p):
        """The four gradients, in the shapes that the student's layers give them."""
        names = "dx, dw, db"
        scores, (fc1, relu, fc2) = self.forward(x, p)
        _, dscores = self.softmax_loss(scores, y)
        dactive, dw2, db2 = call(self.layers.fc_backward, dscores, fc2, returns=names)
        dhidden = call(self.layers.relu_backward, dactive, relu, returns="dx")
        _, dw1, db1 = call(self.layers.fc_backward, dhidden, fc1, returns=names)
        found = {"W1": dw1, "b1": db1, "W2": dw2, "b2": db2}
        return {name: self.follow.numbers(found[name], None, name) for name in SHAPES}


def flat(params, name, count):
    """params[name] as a flat float array of `count` entries."""
    if name not in params:
        fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
    if params[name].size != count:
        fail(f"params[{name!r}] holds {params[name].size} numbers, {count} were expected")
    return params[name].ravel()


@points(0.2, problem="4.2b", title="weights start as N(0, weight_scale), biases as 0")
def test_classifier_start(submission, follow):
    scale = 0.05
    model = submission.SoftmaxClassifier(40, 30, 20, weight_scale=scale)
    params = follow.arrays(model.params, "params")
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


@points(0.25, problem="4.2b", title="forwards_backwards(X) gives the scores")
def test_classifier_scores(submission, reference, follow, batch, params, rng):
    x, _ = batch
    scores = call(Model(submission, params).run, x)
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params

    def by_own():
        wired = Wired(submission, reference, follow)

        def own(**at):
            return wired.forward(at["x"], {**params, "W1": at["W1"], "W2": at["W2"]})[0]

        follow.real_attempt(own, {"x": x, "W1": params["W1"], "W2": params["W2"]}, (N, C), rng)
        same(scores, wired.forward(x, params)[0], "scores")

    follow.either(lambda: same(scores, right.forwards_backwards(x), "scores"), by_own)


@points(0.15, problem="4.2b", title="the loss is the mean cross-entropy of the scores")
def test_classifier_loss(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = Model(submission, params)
    follow.real_attempt(lambda x: call(model.run, x), {"x": x}, (N, C), rng)
    scores = follow.numbers(call(model.run, x), (N, C), "scores")
    same(model.loss(x, y), reference.softmax_loss(scores, y)[0], "loss")


@points(0.3, problem="4.2b", title="grads holds the gradient of the loss for all four parameters")
def test_classifier_grads(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = Model(submission, params)
    grads = model.grads(x, y)
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params

    def by_layers():
        expected = Wired(submission, reference, follow).grads(x, y, params)
        if not (np.any(expected["W1"]) and np.any(expected["W2"])):
            fail("your layers give no gradient")
        same_grads(grads, expected)

    def by_own_loss():
        def scores(**at):
            model.put({**params, "W1": at["W1"], "W2": at["W2"]})
            return call(model.run, at["x"])

        def loss(**at):
            model.put(at)
            return model.loss(x, y)

        follow.real_attempt(scores, {"x": x, "W1": params["W1"], "W2": params["W2"]}, (N, C), rng)
        gradient(loss, params, shaped(grads, follow), rng=rng)

    follow.either(
        lambda: same_grads(grads, right.forwards_backwards(x, y)[1]),
        lambda: follow.either(by_layers, by_own_loss),
    )


def pair(submission, params, batch):
    """Two models with the arguments that their calls need: without reg, and with reg=LAMBDA.

    reg goes to the constructor, or to the method where the constructor doesn't take or use it.
    """
    bare, taken = Model(submission, params), None
    without = bare.loss(*batch)
    with suppressed_type_error():
        taken = Model(submission, params, reg=LAMBDA)
        if taken.loss(*batch) != without:
            return (bare, {}), (taken, {})
    with suppressed_type_error():
        bare.loss(*batch, reg=LAMBDA)
        return (bare, {}), (Model(submission, params), {"reg": LAMBDA})
    if taken is None:
        fail("neither SoftmaxClassifier nor forwards_backwards takes an argument reg")
    return (bare, {}), (taken, {})


def added_loss(models, params, batch):
    """What reg adds to the loss at these parameters."""
    (bare, _), (other, kwargs) = models
    bare.put(params)
    other.put(params)
    return other.loss(*batch, **kwargs) - bare.loss(*batch)


@contextmanager
def suppressed_type_error():
    """Go on after a TypeError of the student's code: it doesn't know the argument."""
    try:
        yield
    except StudentError as error:
        if error.kind != "TypeError":
            raise


@points(0.3, problem="4.2g", title="with reg the loss grows by lambda (|W1|^2 + |W2|^2)")
def test_penalty_loss(submission, params, batch):
    # Zero biases, so that penalising them is charged in the next check alone.
    params = {**params, "b1": np.zeros(H), "b2": np.zeros(C)}
    (bare, _), (other, kwargs) = pair(submission, params, batch)
    squares = np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2)
    same(other.loss(*batch, **kwargs), bare.loss(*batch) + LAMBDA * squares, "the loss with reg")


@points(0.2, problem="4.2g", title="biases are not penalised")
def test_penalty_spares_biases(submission, params, batch):
    models = pair(submission, params, batch)
    (bare, _), (other, kwargs) = models
    before, after = bare.loss(*batch), other.loss(*batch, **kwargs)
    added = added_loss(models, {**params, "b1": np.zeros(H), "b2": np.zeros(C)}, batch)
    if added == 0:
        fail("reg adds nothing to the loss")
    same(after, before + added, "the loss with reg and biases")


@points(0.5, problem="4.2h", title="with reg the gradients of weights grow by 2 lambda W")
def test_penalty_grads(submission, follow, params, batch, rng):
    models = pair(submission, params, batch)
    (bare, _), (other, kwargs) = models
    before = {k: follow.numbers(v, None, k) for k, v in bare.grads(*batch).items()}
    after = other.grads(*batch, **kwargs)
    factors = {"W1": 2 * LAMBDA, "b1": 0.0, "W2": 2 * LAMBDA, "b2": 0.0}

    def penalty(**at):
        return added_loss(models, {**params, **at}, batch)

    def by_own():
        start, end = shaped(before, follow), shaped(after, follow)
        added = {name: end[name] - start[name] for name in SHAPES}
        weights = {name: params[name] for name in ("W1", "W2")}
        follow.real_attempt(penalty, weights, (), rng)
        gradient(penalty, params, added, rng=rng)

    expected = {name: before[name] + factor * params[name] for name, factor in factors.items()}
    follow.either(lambda: same_grads(after, expected), by_own)

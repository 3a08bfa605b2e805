"""Problem 4.2b: initialisation, scores, loss and gradients of the classifier.

Scores and gradients pass when they are right, or when they are what the student's own layers give
in the right wiring: a mistake in a layer is charged in 4.2a.
"""

from functools import partial

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_array, gradient, plain, real_attempt, same
from grader.errors import CheckFailed, Compared, SubmissionFault

N, D, H, C = 3, 4, 5, 6
NAMES = ("W1", "b1", "W2", "b2")
START, SCALE = (100, 80, 60), 0.05
STANDARD_ERRORS = 6.0
"""A right start deviates by more once in a hundred million gradings."""


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
        return finite_array(scores, (len(x), C), "the array of scores"), (fc1, relu, fc2)

    def verify(self, x, p, rng):
        """Refuse layers that agree with themselves by doing nothing."""

        def own(**at):
            return self.forward(at["x"], {**p, "W1": at["W1"], "W2": at["W2"]})[0]

        at = {"x": x, "W1": p["W1"], "W2": p["W2"]}
        real_attempt(own, at, (N, C), rng, "your layers", mixed=True)

    def answers(self, x, p, rng):
        """Whether the layers do something with rows and weights."""
        try:
            self.verify(x, p, rng)
        except SubmissionFault:
            return False
        return True

    def grads(self, x, y, p):
        """The four gradients, in the shapes that the student's layers give them."""
        names = "dx, dw, db"
        scores, (fc1, relu, fc2) = self.forward(x, p)
        _, dscores = self.softmax_loss(scores, y)
        dactive, dw2, db2 = call(self.layers.fc_backward, dscores, fc2, returns=names)
        dhidden = call(self.layers.relu_backward, dactive, relu, returns="dx")
        _, dw1, db1 = call(self.layers.fc_backward, dhidden, fc1, returns=names)
        found = {"W1": dw1, "b1": db1, "W2": dw2, "b2": db2}
        return {name: finite_array(found[name], None, name) for name in NAMES}


def start_of(params, name, shape):
    """params[name] as it is at the start; biases may be one row."""
    if name not in params:
        fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
    found = params[name].shape
    if found != shape and (name[0] == "W" or found != (1, *shape)):
        fail(
            f"params[{name!r}] has shape {found} at the start, {shape} was expected"
            f"{shape_words(name, found, shape)}"
        )
    return params[name].reshape(shape)


def shape_words(name, found, shape):
    """What is wrong with a shape: it is turned, or one of its lengths isn't the argument's."""
    if len(found) != len(shape):
        return ""
    if found == shape[::-1] and len(shape) == 2:
        return ": it is transposed"
    sizes = {"W1": ("input_dim", "hidden_dim"), "W2": ("hidden_dim", "num_classes")}
    sizes |= {f"b{layer}": sizes[f"W{layer}"][1:] for layer in "12"}
    wrong = [s for s, a, b in zip(sizes[name], found, shape, strict=True) if a != b]
    return (
        f": it isn't made with the {wrong[0]} that the constructor gets" if len(wrong) == 1 else ""
    )


@points(0.3, problem="4.2b", title="weights start as N(0, weight_scale), biases as 0")
def test_classifier_start(submission, follow):
    model = call(submission.SoftmaxClassifier, *START, weight_scale=SCALE)
    params = follow.arrays(follow.attribute(model, "params", "SoftmaxClassifier(...)"), "params")
    d, h, c = START
    for name, shape in (("W1", (d, h)), ("W2", (h, c))):
        w = start_of(params, name, shape)
        compared = Compared(name, w, w, cause=partial(follow.start_cause, name, w, SCALE))
        spread = w.std() / SCALE
        if abs(spread - 1) > STANDARD_ERRORS / np.sqrt(2 * w.size):
            words = f"the entries of {name} don't have the standard deviation weight_scale"
            fail(words, compared=compared)
        if abs(w.mean()) > STANDARD_ERRORS * SCALE / np.sqrt(w.size):
            fail(f"the entries of {name} don't have mean 0", compared=compared)
        beyond = np.mean(np.abs(w) > 1.8 * SCALE)  # 0.072 of a normal distribution
        if not 0.02 < beyond < 0.13:
            fail(f"the entries of {name} aren't normally distributed", compared=compared)
    for name, size in (("b1", h), ("b2", c)):
        b = start_of(params, name, (size,))
        if np.any(b):
            cause = partial(follow.start_cause, name, b, SCALE)
            fail(f"{name} must start as zeros", compared=Compared(name, b, b, cause=cause))


def check_scores(submission, reference, follow, scores, x, params, rng):
    """Scores at these parameters: the right ones, or what the student's own layers give."""
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params
    what = "the array of scores"

    def by_own():
        wired = Wired(submission, reference, follow)
        wired.verify(x, params, rng)
        same(scores, wired.forward(x, params)[0], what)

    either(lambda: same(scores, right.forwards_backwards(x), what), by_own)


@points(0.25, problem="4.2b", title="forwards_backwards(X) gives the scores")
def test_classifier_scores(submission, reference, follow, batch, params, rng):
    x, _ = batch
    model = follow.Model(submission, params)
    first = call(model.run, x)
    try:
        check_scores(submission, reference, follow, first, x, params, rng)
    except CheckFailed as failure:
        wired = Wired(submission, reference, follow)
        if unmoved(follow, model, x, first, params) and wired.answers(x, params, rng):
            words = (
                "the scores stay the same when new arrays are put into params: each call has to "
                "use what is there at that moment"
            )
            fail(words, failure.detail, compared=failure.compared)
        raise
    other = {name: rng.normal(size=value.shape) for name, value in params.items()}
    model.put(other)
    after = call(model.run, x)
    try:
        check_scores(submission, reference, follow, after, x, other, rng)
    except CheckFailed as failure:
        words = "the scores are right at first, but not after new arrays were put into params"
        fail(words, failure.detail, compared=failure.compared)


def unmoved(follow, model, x, first, params):
    """Whether other parameters give the same scores as the first ones."""
    model.put({name: 1.0 - value for name, value in params.items()})
    try:
        after = follow.arrays({"scores": call(model.run, x)}, "scores")["scores"]
    except SubmissionFault:
        return False
    return np.array_equal(np.asarray(plain(first)), after) and bool(np.any(after))


@points(0.15, problem="4.2b", title="the loss is the mean cross-entropy of the scores")
def test_classifier_loss(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = follow.Model(submission, params)
    what = "forwards_backwards(X)"
    scores = finite_array(call(model.run, x), (N, C), "the array of scores")
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params
    # All hidden units of a right network may be off: then its scores don't depend on x.
    either(
        lambda: same(scores, right.forwards_backwards(x), "the array of scores"),
        lambda: real_attempt(lambda x: call(model.run, x), {"x": x}, (N, C), rng, what),
    )
    same(model.loss(x, y), reference.softmax_loss(scores, y)[0], "loss")


@points(0.3, problem="4.2b", title="grads holds the gradient of the loss for all four parameters")
def test_classifier_grads(submission, reference, follow, batch, params, rng):
    x, y = batch
    model = follow.Model(submission, params)
    handle = model.both(x, y)[1]
    grads = model.named(handle)
    for name, value in model.grads(x, y).items():
        if name in params and not same_twice(follow, grads[name], value, f"grads[{name!r}]"):
            fail(words_again(follow, model, params, name, grads[name], value))
    right = reference.SoftmaxClassifier(D, H, C)
    right.params = params

    def by_layers():
        wired = Wired(submission, reference, follow)
        wired.verify(x, params, rng)
        expected = wired.grads(x, y, params)
        if not (np.any(expected["W1"]) and np.any(expected["W2"])):
            fail("your layers give no gradient")
        follow.same_grads(grads, expected)

    def by_own_loss():
        if is_known(model, x, y, grads, reference.softmax_loss, right, follow):
            fail("the loss is right: its gradient needs no measuring")

        def scores(**at):
            model.put({**params, "W1": at["W1"], "W2": at["W2"]})
            return call(model.run, at["x"])

        def loss(**at):
            model.put(at)
            return model.loss(x, y)

        at = {"x": x, "W1": params["W1"], "W2": params["W2"]}
        real_attempt(scores, at, (N, C), rng, "forwards_backwards(X)", mixed=True)
        own = follow.shaped(grads, model.shapes)
        gradient(loss, params, own, rng=rng, own="forwards_backwards(X, y)")

    def as_right():
        try:
            follow.same_grads(grads, right.forwards_backwards(x, y)[1])
        except CheckFailed:
            follow.tell(params, handle)
            raise

    either(as_right, lambda: either(by_layers, by_own_loss))


def is_known(model, x, y, grads, softmax_loss, right, follow):
    """Whether the loss is the right one, and the gradients are plainly others than the right ones.

    Then the gradient of the student's own loss needs no measuring: the gradients can't fit it.
    """
    own = follow.shaped(grads, model.shapes)
    _, expected = right.forwards_backwards(x, y)
    apart = max(np.abs(own[name] - expected[name]).max() for name in expected)
    loss = model.loss(x, y)
    asked = softmax_loss(right.forwards_backwards(x), y)[0]
    return apart > 0.01 and loss.dtype == np.float64 and np.isclose(loss, asked, 1e-9)


def words_again(follow, model, params, name, first, second):
    """A second call gave another gradient, in words."""
    held = follow.arrays(model.model.params, "params")
    moved = [
        k for k, v in params.items() if k in held and not np.array_equal(held[k].ravel(), v.ravel())
    ]
    if moved:
        return (
            f"forwards_backwards changes params[{moved[0]!r}], so that a second call with the same "
            "rows gives other gradients"
        )
    said = f"a second call with the same rows and params gives another grads[{name!r}]"
    if same_twice(follow, 2 * np.asarray(first), second, name):
        return f"{said}, twice the first one: gradients are added to those of the call before"
    return said


def same_twice(follow, first, second, what):
    """Whether two results are the same but for rounding."""
    before, after = (finite_array(value, None, what) for value in (first, second))
    return before.shape == after.shape and np.allclose(before, after, rtol=1e-4, atol=1e-6)

"""Problems 4.2g and 4.2h: what reg adds to the loss and to the gradients.

Judged is what a model with reg has more than one without, both the student's, so that a mistake in
the classifier itself is charged in 4.2b.
"""

from contextlib import contextmanager
from functools import partial

import numpy as np

from grader import points
from grader.checks import either, fail, gradient, real_attempt, same
from grader.errors import CheckFailed, Compared, StudentError

from .penalties import gradient_words, penalty_words

LAMBDA = 0.3
ADDED = "reg adds to the loss"
WEIGHTS, BIASES = ("W1", "W2"), ("b1", "b2")


class Pair:
    """A model without reg and one with reg=LAMBDA, at the same parameters.

    reg goes to the constructor, or to the method where the constructor doesn't take or use it:
    kwargs are what the call needs. before, after: loss and grads at these parameters. A TypeError
    is that of an unknown argument where the other way does without, and else the student's own.
    """

    def __init__(self, submission, follow, params, batch):
        self.batch, self.kwargs = batch, {}
        self.bare = follow.Model(submission, params)
        self.before = self.bare.both(*batch)
        self.other = self._other(submission, follow, params)

    def _other(self, submission, follow, params):
        taken, self.after = None, None
        with suppressed_type_error() as errors:
            taken = follow.Model(submission, params, kept=self.bare, reg=LAMBDA)
            self.after = taken.both(*self.batch)
            if self.after[0] != self.before[0]:
                return taken
        with suppressed_type_error():
            other = follow.Model(submission, params, kept=self.bare)
            self.after = other.both(*self.batch, reg=LAMBDA)
            self.kwargs = {"reg": LAMBDA}
            return other
        if taken is None:
            fail("neither SoftmaxClassifier nor forwards_backwards takes an argument reg")
        if self.after is None:
            raise errors[0]
        return taken

    def losses(self, params):
        """The losses without and with reg at these parameters."""
        self.bare.put(params)
        self.other.put(params)
        return self.bare.loss(*self.batch), self.other.loss(*self.batch, **self.kwargs)

    def added(self, params):
        """What reg adds to the loss at these parameters."""
        before, after = self.losses(params)
        return after - before

    def grads(self, follow):
        """The gradients without and with reg, arrays by name in the shapes of the parameters.

        A gradient of another shape is left out where both have it: it is charged in 4.2a or b.
        """
        before = follow.arrays(self.before[1], "grads", half=True)
        after = follow.arrays(self.after[1], "grads", half=True)
        for name, shape in self.bare.shapes.items():
            if name not in before or name not in after:
                fail(f"grads has no key {name!r}; it needs the same keys as params")
            if before[name].shape != after[name].shape:
                fail(f"with reg grads[{name!r}] has another shape than without")
            if before[name].size == np.prod(shape):
                before[name], after[name] = before[name].reshape(shape), after[name].reshape(shape)
            elif name in WEIGHTS:
                fail(f"grads[{name!r}] has shape {before[name].shape}, {shape} was expected")
        return before, after


@contextmanager
def suppressed_type_error():
    """Go on after a TypeError of the student's code, which is put into the list."""
    errors = []
    try:
        yield errors
    except StudentError as error:
        if error.kind != "TypeError":
            raise
        errors.append(error)


def times(added, asked):
    """The factor between what came and what was asked, in words, or ""."""
    a, b = np.ravel(added), np.ravel(asked)
    factor = (a @ b) / (b @ b)
    if np.abs(a - factor * b).max() > 1e-3 * max(np.abs(a).max(), 1e-9):
        return ""
    if abs(factor) < 1e-6:
        return "nothing"
    return f"{factor:.3g} times what it should"


def verify(got, expected, said, compared):
    """As `same`, with a sentence of its own for a wrong value, and what to compare then."""
    try:
        same(got, expected, "it")
    except CheckFailed as failure:
        fail(said, failure.detail, compared=compared)


@points(0.3, problem="4.2g", title="with reg the loss grows by lambda (|W1|^2 + |W2|^2)")
def test_penalty_loss(submission, follow, params, batch, rng):
    # Zero biases, so that penalising them is charged in the next check alone.
    params = {**params, **{name: np.zeros_like(params[name]) for name in BIASES}}
    pair = Pair(submission, follow, params, batch)
    asked = LAMBDA * sum(np.sum(params[name] ** 2) for name in WEIGHTS)
    before, after = pair.before[0], pair.after[0]
    if before == 0:
        fail("without reg the loss is exactly 0: the penalty is the whole of it")
    said = f"reg adds {times(after - before, asked)} to the loss"
    if before == after and unchanged(pair, follow):
        said = "reg changes neither the loss nor any gradient: is it kept where they look for it?"
    both = Compared("the loss without and with reg", [before, after], [before, before + asked])
    weights = (params[name] for name in WEIGHTS)
    cause = partial(penalty_words, after - before, LAMBDA, *weights, len(batch[1]))
    both = both._replace(cause=cause)
    verify(after, before + asked, said, both)
    verify_after_change(pair, params, rng)


def unchanged(pair, follow):
    """Whether the gradients with reg are those without, where they can be compared."""
    try:
        before, after = pair.grads(follow)
    except CheckFailed:
        return False
    return all(np.array_equal(before[name], after[name]) for name in before)


def verify_after_change(pair, params, rng):
    """The penalty of new weights is asked for, where these change the loss at all: see 4.2b."""
    params = {**params, **{name: rng.normal(size=params[name].shape) for name in WEIGHTS}}
    asked = LAMBDA * sum(np.sum(params[name] ** 2) for name in WEIGHTS)
    before, after = pair.losses(params)
    if not np.isclose(before, pair.before[0]):
        said = "reg adds the right term at first, but not after new arrays were put into params"
        verify(after, before + asked, said, Compared(f"what {ADDED} later", after - before, asked))


@points(0.2, problem="4.2g", title="biases are not penalised")
def test_penalty_spares_biases(submission, follow, params, batch):
    pair = Pair(submission, follow, params, batch)
    before, after = pair.before[0], pair.after[0]
    added = pair.added({**params, **{name: np.zeros_like(params[name]) for name in BIASES}})
    compared = Compared(f"what {ADDED}", after - before, added)
    if added == 0:
        asked = LAMBDA * sum(np.sum(params[name] ** 2) for name in WEIGHTS)
        fail("reg adds nothing to the loss", compared=compared._replace(expected=asked))
    said = "what reg adds to the loss depends on more than the weights"
    verify(after, before + added, said, compared)


def words_on_bias(name, added, b):
    """How reg changes the gradient of biases b, which it shouldn't, in words."""
    if added.shape != b.shape or times(added, b):
        return f"reg changes grads[{name!r}]: biases aren't penalised"
    if name == "b2" and np.ptp(added) < 1e-4 * np.abs(added).max():
        return (
            f"reg adds one and the same number to every entry of grads[{name!r}], as it does where "
            "it is added to the gradient of the scores: it belongs to the gradients of the weights"
        )
    return (
        f"reg changes grads[{name!r}], and by no multiple of {name}: it should add something to "
        "the gradients of the weights alone"
    )


def right_gradient(name, before, after, w):
    """What reg adds to one gradient."""
    if name in BIASES:
        said = words_on_bias(name, np.ravel(after) - np.ravel(before), w)
        verify(after, before, said, Compared(f"grads[{name!r}]", after, before))
        return
    asked = 2 * LAMBDA * w
    words = times(after - before, asked) or "something else than it should"
    expected = (before + asked).astype(before.dtype)
    compared = Compared(f"what reg adds to grads[{name!r}]", after - before, asked)
    verify(after, expected, f"reg adds {words} to grads[{name!r}]", compared)


def verify_own_part(pair, before, params, rng):
    """Refuse gradients of weights that are 2 reg W alone, without reg as well.

    2 * 0 * W is told by the signs of its zeros: those of W. A mistake of 4.2b, such as a gradient
    that is never filled, leaves others. Where all hidden units of a batch are off zeros are right,
    and then no W2 changes a bit of the loss.
    """
    for name in WEIGHTS:
        if before[name].any() or np.any(np.signbit(before[name]) != np.signbit(params[name])):
            return
    moved = {**params, "W2": rng.normal(size=params["W2"].shape)}
    if pair.losses(moved)[0] != pair.before[0]:
        fail(
            "the gradients of W1 and W2 are those of the penalty alone, zero without reg: it has "
            "to be added to the gradient of the cross-entropy"
        )


def is_known(pair, added, params):
    """Whether reg adds the right number to the loss and something else than asked to gradients.

    Then the gradient of what it adds needs no measuring: the gradients can't fit it.
    """
    asked = {name: 2 * LAMBDA * params[name] * (name in WEIGHTS) for name in added}
    apart = max(np.abs(added[name] - asked[name]).max() for name in added)
    penalty = LAMBDA * sum(np.sum(params[name] ** 2) for name in WEIGHTS)
    found = pair.after[0] - pair.before[0]
    return apart > 0.01 and pair.after[0].dtype == np.float64 and np.isclose(found, penalty, 1e-9)


@points(0.5, problem="4.2h", title="with reg the gradients of weights grow by 2 lambda W")
def test_penalty_grads(submission, follow, params, batch, rng):
    pair = Pair(submission, follow, params, batch)
    before, after = pair.grads(follow)
    verify_own_part(pair, before, params, rng)

    def right():
        failures = {}
        for name in (*BIASES[::-1], *WEIGHTS):
            try:
                right_gradient(name, before[name], after[name], params[name])
            except CheckFailed as failure:
                failures[name] = failure
        if failures:
            follow.tell(params, pair.after[1])
        try:
            follow.raise_first(failures)
        except CheckFailed as failure:
            if failure.compared is not None and not set(failures) & set(BIASES):
                added = {name: after[name] - before[name] for name in WEIGHTS}
                cause = partial(gradient_words, added, LAMBDA, params, len(batch[1]))
                failure.compared = failure.compared._replace(cause=cause)
            raise

    def by_own():
        start, end = (follow.shaped(grads, pair.bare.shapes) for grads in (before, after))
        added = {name: end[name] - start[name] for name in start}
        if is_known(pair, added, params):
            fail("reg adds the right number to the loss")
        weights = {name: params[name] for name in WEIGHTS}

        def penalty(**at):
            return pair.added({**params, **at})

        real_attempt(penalty, weights, (), rng, "what reg adds to the loss")
        gradient(penalty, params, added, rng=rng, own="what reg adds to the loss")

    either(right, by_own)

"""Exercises 1 to 4: formulas of gradients, in any equivalent form."""

import numpy as np

from grader import points
from grader.checks import fail, formula
from grader.errors import CheckFailed

from ..public.typed import FORMULAS
from .thoughts import explained, recorded


def check(answers, rng, problem, right, loss, either_layout=True):
    """Compare an answer with the gradient of a loss."""
    what, names = FORMULAS[problem]
    by = what.removeprefix("dL/d")
    typed, at = answers(problem), []
    noted = recorded(right, at)
    try:
        formula(typed, noted, names, rng, what, loss=loss, by=by, either_layout=either_layout)
    except CheckFailed as failure:
        if failure.compared is None:
            raise
        compared = explained(failure.compared, typed, problem, at, names)
        fail(failure.message, failure.detail, compared=compared)


def of_sample(v):
    """A loss with the gradient g by z = W x + b."""
    return v.g @ (v.W @ v.x + v.b)


def of_batch(v):
    """A loss with the gradient G by Z = W X + b."""
    return np.sum(v.G * (v.W @ v.X + v.b[:, None]))


def of_entry(v):
    """A loss with the gradient g by max(x, 0)."""
    return v.g * np.maximum(v.x, 0)


def of_scores(v):
    """-log p at the label."""
    return np.log(np.exp(v.x).sum()) - v.y @ v.x


@points(3, problem="1a", title="dense layer, one sample: the gradient by x")
def test_formula_sample_x(answers, rng):
    check(answers, rng, "1a", lambda v: v.W.T @ v.g, of_sample)


@points(4, problem="1b", title="dense layer, one sample: the gradient by W")
def test_formula_sample_w(answers, rng):
    check(answers, rng, "1b", lambda v: np.outer(v.g, v.x), of_sample, False)


@points(3, problem="1c", title="dense layer, one sample: the gradient by b")
def test_formula_sample_b(answers, rng):
    check(answers, rng, "1c", lambda v: v.g, of_sample)


@points(1, problem="2a", title="dense layer, a batch: the gradient by X")
def test_formula_batch_x(answers, rng):
    check(answers, rng, "2a", lambda v: v.W.T @ v.G, of_batch, False)


@points(1, problem="2b", title="dense layer, a batch: the gradient by W")
def test_formula_batch_w(answers, rng):
    check(answers, rng, "2b", lambda v: v.G @ v.X.T, of_batch, False)


@points(1, problem="2c", title="dense layer, a batch: the gradient by b")
def test_formula_batch_b(answers, rng):
    check(answers, rng, "2c", lambda v: v.G.sum(axis=1), of_batch)


@points(2, problem="3a", title="ReLU: the gradient by x")
def test_formula_relu(answers, rng):
    check(answers, rng, "3a", lambda v: v.g * (v.x > 0), of_entry)


@points(3, problem="4a", title="softmax loss: the gradient by x")
def test_formula_softmax(answers, rng):
    check(answers, rng, "4a", lambda v: v.p - v.y, of_scores)

"""Exercises 1 to 4: formulas of gradients, in any equivalent form."""

import numpy as np

from grader import points
from grader.checks import Domain, formula

UPSTREAM = {"dL/dz": "g", "dldz": "g", "dLdz": "g", "delta": "g"}
SAMPLE = Domain(names={"x": ("m",), "W": ("n", "m"), "b": ("n",), "g": ("n",)}, aliases=UPSTREAM)
BATCH = Domain(
    names={"X": ("m", "k"), "W": ("n", "m"), "b": ("n",), "G": ("n", "k")},
    given={"ones": lambda v: np.ones(v.X.shape[1]), "N": lambda v: float(v.X.shape[1])},
    aliases={"dL/dZ": "G", "dldZ": "G", "dLdZ": "G"},
)
ENTRY = Domain(names={"x": (), "g": ()}, aliases=UPSTREAM)
SOFTMAX = Domain(
    names={"x": ("n",), "y": ("onehot", "n")},
    given={"p": lambda v: np.exp(v.x) / np.exp(v.x).sum()},
)


def of_sample(v):
    """A loss with the gradient g by z = W x + b."""
    return v.g @ (v.W @ v.x + v.b)


def of_batch(v):
    """A loss with the gradient G by Z = W X + b."""
    return np.sum(v.G * (v.W @ v.X + v.b[:, None]))


@points(3, problem="1a", title="dense layer, one sample: the gradient by x")
def test_formula_sample_x(answers, rng):
    formula(
        answers("1a"),
        lambda v: v.W.T @ v.g,
        SAMPLE,
        rng,
        "dL/dx",
        loss=of_sample,
        by="x",
        either_layout=True,
    )


@points(4, problem="1b", title="dense layer, one sample: the gradient by W")
def test_formula_sample_w(answers, rng):
    formula(
        answers("1b"), lambda v: np.outer(v.g, v.x), SAMPLE, rng, "dL/dW", loss=of_sample, by="W"
    )


@points(3, problem="1c", title="dense layer, one sample: the gradient by b")
def test_formula_sample_b(answers, rng):
    formula(
        answers("1c"),
        lambda v: v.g,
        SAMPLE,
        rng,
        "dL/db",
        loss=of_sample,
        by="b",
        either_layout=True,
    )


@points(1, problem="2a", title="dense layer, a batch: the gradient by X")
def test_formula_batch_x(answers, rng):
    formula(answers("2a"), lambda v: v.W.T @ v.G, BATCH, rng, "dL/dX", loss=of_batch, by="X")


@points(1, problem="2b", title="dense layer, a batch: the gradient by W")
def test_formula_batch_w(answers, rng):
    formula(answers("2b"), lambda v: v.G @ v.X.T, BATCH, rng, "dL/dW", loss=of_batch, by="W")


@points(1, problem="2c", title="dense layer, a batch: the gradient by b")
def test_formula_batch_b(answers, rng):
    formula(
        answers("2c"),
        lambda v: v.G.sum(axis=1),
        BATCH,
        rng,
        "dL/db",
        loss=of_batch,
        by="b",
        either_layout=True,
    )


@points(2, problem="3a", title="ReLU: the gradient by x")
def test_formula_relu(answers, rng):
    formula(
        answers("3a"),
        lambda v: v.g * (v.x > 0),
        ENTRY,
        rng,
        "dL/dx",
        loss=lambda v: v.g * np.maximum(v.x, 0),
        by="x",
    )


@points(3, problem="4a", title="softmax loss: the gradient by x")
def test_formula_softmax(answers, rng):
    formula(
        answers("4a"),
        lambda v: v.p - v.y,
        SOFTMAX,
        rng,
        "dL/dx",
        loss=lambda v: np.log(np.exp(v.x).sum()) - v.y @ v.x,
        by="x",
        either_layout=True,
    )

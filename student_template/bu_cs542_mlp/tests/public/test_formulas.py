"""Problems 1.1 to 1.5: typed derivatives against derivatives that need no formula.

What is right comes from J alone: moved by an imaginary step of 1e-30, its imaginary part is the
derivative to the last digit (complex-step differentiation), and central differences witness it.
"""

from itertools import product
from types import SimpleNamespace

import numpy as np

from grader import points
from grader.checks import Domain, formula
from grader.errors import CheckFailed, Undecided

STEP = 1e-30
FREE = ("x", "y", "W1", "b1", "W2", "b2")


def sigmoid(a):
    """1 / (1 + exp(-a)), of complex numbers too."""
    return 1.0 / (1.0 + np.exp(-a))


NETWORK = {
    "a1": lambda v: v.W1 @ v.x + v.b1,
    "h1": lambda v: sigmoid(v.a1),
    "a2": lambda v: (v.W2 @ v.h1).sum() + v.b2,
    "h2": lambda v: sigmoid(v.a2),
}


def cost(v):
    """J, the binary cross-entropy of h2 and the label y."""
    return -(v.y * np.log(v.h2) + (1.0 - v.y) * np.log(1.0 - v.h2))


def derivative(v, by):
    """dJ/d(by) in the shape of `by`, what depends on it being computed again."""
    found = np.zeros(np.shape(v[by]))
    for index in np.ndindex(found.shape):
        step = np.zeros(found.shape, dtype=complex)
        step[index] = 1j * STEP
        at = SimpleNamespace(**{name: v[name] + (step if name == by else 0) for name in FREE})
        for name, rule in NETWORK.items():
            setattr(at, name, v[name] + step if name == by else rule(at))
        found[index] = np.imag(cost(at)) / STEP
    return found


def turned(found):
    """A derivative in the transposed layout: a row for a column, a column for a row."""
    return np.atleast_2d(found.T) if found.ndim else found


def domain(w2, upstream, layout):
    """The names of the task text; W2 a row, or a vector like h1; derivatives of earlier answers.

    layout: what is made of these derivatives, each in the shape of what it is by.
    """
    shapes = {"x": ("n",), "y": "binary", "W1": ("m", "n"), "b1": ("m",), "W2": w2, "b2": ()}
    earlier = {f"dJ/d{name}": lambda v, name=name: layout(derivative(v, name)) for name in upstream}
    other = {"z1": "a1", "z2": "a2", "yhat": "h2"}
    return Domain(names=shapes, given={**NETWORK, **earlier}, aliases=other)


def check(typed, rng, by, upstream=()):
    """Compare an answer in each of the conventions that it may have been meant in.

    W2 may be a vector, if it doesn't fit as a row, and earlier derivatives may be transposed.
    """
    what = f"dJ/d{by}"
    layouts = [np.asarray, turned] if {"W2", "h1", "b1"} & {*upstream} else [np.asarray]
    failures = []
    for layout, w2 in product(layouts, [(1, "m"), ("m",)]):
        try:
            formula(
                typed,
                lambda v: derivative(v, by),
                domain(w2, upstream, layout),
                rng,
                what,
                loss=cost,
                by=by,
                either_layout=True,
            )
        except (CheckFailed, Undecided) as failure:
            failures.append(failure)
        else:
            return
    raise next((one for one in failures[1:] if isinstance(one, Undecided)), failures[0])


@points(5, problem="1.1", title="dJ/da2")
def test_formula_a2(answers, rng):
    check(answers("1.1"), rng, "a2")


@points(5, problem="1.2", title="dJ/db2")
def test_formula_b2(answers, rng):
    check(answers("1.2"), rng, "b2", ("a2",))


@points(5, problem="1.3", title="dJ/dW2")
def test_formula_w2(answers, rng):
    check(answers("1.3"), rng, "W2", ("a2", "b2"))


@points(5, problem="1.4", title="dJ/dh1")
def test_formula_h1(answers, rng):
    check(answers("1.4"), rng, "h1", ("a2", "b2", "W2"))


@points(2, problem="1.5", title="dJ/db1")
def test_formula_b1(answers, rng):
    check(answers("1.5a"), rng, "b1", ("a2", "b2", "W2", "h1"))


@points(3, problem="1.5", title="dJ/dW1")
def test_formula_w1(answers, rng):
    check(answers("1.5b"), rng, "W1", ("a2", "b2", "W2", "h1", "b1"))

"""`gradcheck` tells each way in which functions and gradients misbehave by its own sentence."""

import numpy as np
import pytest

from grader import gradcheck
from grader.checks.verdict import Verdict

from .gradients import BIAS as B
from .gradients import WEIGHTS as W
from .gradients import X, affine, affine_back, square


class Adds:
    """A layer that adds to its gradients, as an optimiser's `.grad` does."""

    def __init__(self, start=0.0):
        self.dw = np.full(W.shape, start)

    def back(self, d, x, w, b):
        self.dw += x.T @ d
        return {"w": self.dw}


def in_place(x):
    x *= 2
    return x.sum()


def back_in_place(d, x, w, b):
    d *= 1.0
    result = affine_back(d, x, w, b)
    d *= 0
    return result


BUFFER = np.zeros(B.shape)


def into_a_buffer(d, x, w, b):
    BUFFER[:] = d.sum(axis=0)
    return {"b": BUFFER}


NOISE = np.random.default_rng(0)

FAULTS = {
    "random function": (
        lambda x: (x * NOISE.random(x.shape)).sum(),
        X,
        X,
        "different values for equal calls",
    ),
    "random gradients": (
        square,
        X,
        lambda x: 2 * x * (NOISE.random(x.shape) > 0.5),
        "is something random in it (dropout",
    ),
    "adds": (affine, (X, W, B), Adds().back, "the second twice the first: it adds to what it gave"),
    "adds to something": (
        affine,
        (X, W, B),
        Adds(3.0).back,
        "which grow from call to call: it adds",
    ),
    "None": (square, X, None, "no gradients came but None"),
    "returns None": (
        square,
        X,
        lambda x: None,
        "no gradients came but None: is a `return` missing",
    ),
    "None among them": (
        affine,
        (X, W, B),
        lambda d, x, w, b: (None, x.T @ d, d.sum(0)),
        "the gradient of x is None",
    ),
    "too few": (
        affine,
        (X, W, B),
        lambda *a: affine_back(*a)[:2],
        "2 gradients came for 3 arguments (x, w, b)",
    ),
    "unknown names": (
        affine,
        (X, W, B),
        lambda *a: {"W": a[1].T @ a[0]},
        "has the name of an argument: expected some of x, w, b",
    ),
    "other order by shape": (
        affine,
        (X, W, B),
        lambda *a: affine_back(*a)[::-1],
        "x has the shape of b, (5,): are the gradients in another order",
    ),
    "other order by values": (
        lambda p, q: (p**2 + q**3).sum(),
        (X, X + 1),
        lambda p, q: (3 * q**2, 2 * p),
        "it holds what the gradient of q should be",
    ),
    "transposed": (
        square,
        X,
        2 * X.T,
        "has shape (4, 3), (3, 4) was expected: that is the shape of the transpose",
    ),
    "one axis less": (square, X[:, :1], 2 * X[:, 0], "axis 1, of length 1, is missing"),
    "not summed": (affine, (X, W, B), lambda d, x, w, b: {"b": d}, "is one too many"),
    "wrong sign": (square, X, -2 * X, "every entry has the wrong sign"),
    "nan": (square, X, X * np.nan, "12 of 12 entries are nan"),
    "complex": (square, X, 2 * X + 0j, "complex numbers"),
    "half precision": (square, X, (2 * X).astype(np.float16), "half precision"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_has_its_own_sentence(fault):
    function, arguments, gradients, sentence = FAULTS[fault]
    verdict = gradcheck(function, arguments, gradients)
    assert not verdict
    assert sentence in " ".join(str(verdict).split())


NOTES = {
    "function in place": (
        in_place,
        X,
        np.full(X.shape, 2.0),
        "the function changes an argument in place",
    ),
    "gradients in place": (
        affine,
        (X, W, B),
        back_in_place,
        "the gradient function changes an argument in place",
    ),
    "view": (lambda x: x + 1, X, lambda d, x: d, "gives a view of its argument"),
    "transposed view": (lambda x: x.T, X, lambda d, x: d.T, "gives a view of its argument"),
    "buffer": (affine, (X, W, B), into_a_buffer, "the same array at every call"),
    "float32 function": (
        lambda x: np.sin(x.astype(np.float32)).sum(),
        X,
        np.cos,
        "computes in float32",
    ),
    "float32 gradients": (
        square,
        X,
        lambda x: (2 * x).astype(np.float32),
        "the gradient of x is in float32",
    ),
}


@pytest.mark.parametrize("note", NOTES)
def test_what_is_dangerous_is_noted_and_not_called_wrong(note):
    function, arguments, gradients, sentence = NOTES[note]
    verdict = gradcheck(function, arguments, gradients)
    assert verdict, verdict
    assert sentence in " ".join(verdict.notes)
    assert "note: " in str(verdict)


def test_nothing_given_is_changed():
    before = [value.copy() for value in (X, W, B)]
    gradcheck(affine, (X, W, B), back_in_place)
    gradcheck(in_place, X, np.full(X.shape, 2.0))
    assert all(np.array_equal(a, b) for a, b in zip(before, (X, W, B), strict=True))


def test_float32_arguments_are_checked_in_float64():
    x = X.astype(np.float32)
    seen = []

    def function(x):
        seen.append(x.dtype)
        return np.sin(x).sum()

    assert not gradcheck(function, x, lambda x: np.cos(x) * (1 + 1e-5))
    assert gradcheck(function, x, np.cos)
    assert set(seen) == {np.dtype(np.float64)}
    # only the numbers' own precision can excuse as much
    assert gradcheck(function, x, (np.cos(X) * (1 + 1e-5)).astype(np.float32))
    assert not gradcheck(function, x, (np.cos(X) * (1 + 1e-2)).astype(np.float32))


def test_verdicts_fit_into_eighty_columns():
    given = [(*FAULTS[name][:3],) for name in FAULTS] + [(*NOTES[name][:3],) for name in NOTES]
    for function, arguments, gradients in given:
        for line in str(gradcheck(function, arguments, gradients)).splitlines():
            assert len(line) < 80
    long = Verdict(said="wrong", message="word " * 60, tensor="t" * 100, notes=("n " * 99,))
    assert max(map(len, str(long).splitlines())) < 80

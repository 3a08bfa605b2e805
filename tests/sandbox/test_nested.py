"""Calls within calls are counted in the sandbox, bounded, and change nothing."""

import sys
from typing import Any

import numpy as np
import pytest

from grader.checks import same
from grader.errors import StudentError
from grader.sandbox import told
from grader.sandbox.child import nested

CODE = """
import sys
import numpy as np

def forward(x): return (x ** 2).sum()

def backward(x):
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = 1e-5
        grad[i] = (forward(x + step) - forward(x - step)) / 2e-5
    return grad

def scalar(v): return 2 * v
def loops_back(x): return np.array([scalar(v) for v in x.ravel()]).reshape(x.shape)
def train(x): return [forward(x) for _ in range(20)]
def once_back(x): return 2 * forward(x)
def deep_back(n): return 0 if n == 0 else 1 + deep_back(n - 1)
def raises_back(x):
    for _ in range(20): forward(x)
    raise ValueError("no")
def much_loss(x):
    for _ in range(100000): forward(x)
    return forward(x)

class Net:
    def loss(self, x): return forward(x)
    def grads(self, x): return [self.loss(x) for _ in range(30)]

class Odd:
    def __getattr__(self, name): raise RuntimeError(name)
    def __call__(self, x): return [forward(x) for _ in range(20)][0]

odd = Odd()
def given_back(x, o): return [forward(o.values) if False else forward(x) for _ in range(9)][0]
def own_profile_back(x):
    import cProfile
    profile = cProfile.Profile()
    return profile.runcall(forward, x)
"""
X = np.arange(12.0).reshape(3, 4)


def calls(submission: Any) -> list[tuple[str, str, int]]:
    return list(submission._session.nested)


def test_a_forward_pass_for_every_number_is_counted(jail: Any) -> None:
    submission = jail.run(CODE)
    same(submission.backward(X), 2 * X, "grad", rtol=1e-5, atol=1e-5)
    assert calls(submission) == [("backward", "forward", 24)]
    assert submission.once_back(X) == 2 * (X**2).sum()
    same(submission.loops_back(X), 2 * X, "grad")
    submission.train(X)
    assert len(calls(submission)) == 1


def test_methods_are_counted_too(jail: Any) -> None:
    submission = jail.run(CODE)
    submission.Net().grads(X)
    assert set(calls(submission)) == {("grads", "loss", 30), ("grads", "forward", 30)}


def test_a_new_check_begins_anew(jail: Any) -> None:
    submission = jail.run(CODE)
    submission.backward(X)
    submission._session.begin(1, 1.0)
    assert calls(submission) == []
    submission.backward(X)
    assert len(calls(submission)) == 1


def test_only_the_first_calls_are_watched(jail: Any) -> None:
    submission = jail.run(CODE)
    for _ in range(nested.CALLS + 3):
        submission.backward(X)
    assert len(calls(submission)) == nested.CALLS


def test_watching_ends_where_much_is_done(jail: Any) -> None:
    submission = jail.run(CODE)
    assert submission.much_loss(X) == (X**2).sum()
    ((outer, inner, count),) = calls(submission)
    assert (outer, inner) == ("much_loss", "forward")
    assert 100 < count < nested.EVENTS


def test_what_code_does_and_raises_stays_the_same(jail: Any) -> None:
    submission = jail.run(CODE)
    with pytest.raises(StudentError) as caught:
        submission.raises_back(X)
    assert caught.value.kind == "ValueError"
    assert submission.deep_back(900) == 900
    assert submission.odd(X) == submission.own_profile_back(X) == (X**2).sum()
    assert submission.given_back(X, submission.odd) == (X**2).sum()


def test_the_profile_of_others_comes_back() -> None:
    def inner(x: Any) -> Any:
        return x

    def outer_back(x: Any) -> Any:
        return [inner(x) for _ in range(20)]

    def before(*_: Any) -> None:
        pass

    counter, kept = nested.Nested(), sys.getprofile()
    sys.setprofile(before)
    try:
        counter.call(outer_back, (X,), {}, lambda f, args, kwargs: f(*args), {__file__: "here"})
        assert sys.getprofile() is before
    finally:
        sys.setprofile(kept)
    assert counter.taken() == [["outer_back", "inner", 20]]
    assert counter.taken() == []


@pytest.mark.parametrize(
    "claim",
    [None, 3, "x", {}, [3], [["a", "b"]], [["a", "b", "9"]], [["a", 1, 2]], [("a", "b", 1)], [[]]],
)
def test_what_the_child_says_of_it_is_read_with_care(claim: Any) -> None:
    assert told.nested(claim) == []


def test_what_it_says_is_bounded() -> None:
    found = told.nested([["a" * 1000, "b", 10**30]] * 1000)
    assert len(found) == 10
    assert len(found[0][0]) <= 100
    assert found[0][2] == told.MOST_NESTED

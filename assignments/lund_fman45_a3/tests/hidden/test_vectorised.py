"""Exercises 2 to 4: one call for the whole batch, that leaves what it is given as it is.

What does nothing, or ignores an argument, is fast and earns nothing; whether results are right is
for other checks.
"""

import inspect

import numpy as np

from grader import points
from grader.checks import call, fail
from grader.checks.values import numbers
from grader.checks.vectorised import vectorised

FEW = 5  # samples in the call that shows whether a function does anything


def verify_works(function, make_args, returns, which, rng, what):
    """Refuse a function whose first result doesn't depend on the arguments number `which`."""

    def first(*arguments):
        value = call(function, *arguments, returns=returns)
        value = value[0] if "," in returns else value
        found = numbers(value, f"the result of {what}")
        if not np.all(np.isfinite(found)):
            fail(f"the result of {what} is not finite")
        return found

    arguments = list(make_args(FEW))
    usual = first(*arguments)
    for place in which:
        moved = list(arguments)
        moved[place] = moved[place] + rng.normal(size=np.shape(moved[place]))
        other = first(*moved)
        if other.shape == usual.shape and np.allclose(other, usual):
            first_of = "first " if "," in returns else ""
            fail(f"the {first_of}result of {what} stays as it is where it has to change")
    for argument in arguments:
        if np.shape(argument) == usual.shape and np.array_equal(argument, usual):
            fail(f"{what} gives one of its arguments back")


def check_vectorised(submission, rng, cases):
    """cases: name -> (make_args, results, places of arguments that the first result depends on)."""
    for name, (make_args, returns, which) in cases.items():
        function = getattr(submission, name)
        verify_works(function, make_args, returns, which, rng, name)
        vectorised(function, make_args, name)


def check_kept(submission, reference, rng, cases):
    """The functions leave the arrays that they are given as they are; cases: as above."""
    for name, (make_args, returns, which) in cases.items():
        function = getattr(submission, name)
        verify_works(function, make_args, returns, which, rng, name)
        call(function, *make_args(FEW), returns=returns)
        names = inspect.signature(getattr(reference, name)).parameters
        told = submission.changed_arguments
        changed = [known for place, known in enumerate(names) if str(place) in told]
        if changed:
            fail(f"{name} changes {' and '.join(changed)}, which it was given: work on a copy")


def dense(rng):
    w, b = rng.normal(size=(3, 4)), rng.normal(size=(3, 1))
    return {
        "fully_connected_forward": (lambda n: (rng.normal(size=(4, n)), w, b), "Z", (0, 1)),
        "fully_connected_backward": (
            lambda n: (rng.normal(size=(4, n)), rng.normal(size=(3, n)), w, b),
            "dldX, dldW, dldb",
            (1, 2),
        ),
    }


def relu(rng):
    return {
        "relu_forward": (lambda n: (rng.normal(size=(4, n)),), "Z", (0,)),
        "relu_backward": (
            lambda n: (rng.normal(size=(4, n)), rng.normal(size=(4, n))),
            "dldX",
            (1,),
        ),
    }


def softmax(rng):
    def arguments(n):
        return rng.normal(size=(4, n)), rng.integers(4, size=n)

    names = ("softmaxloss_forward", "softmaxloss_backward")
    return dict.fromkeys(names, (arguments, "result", (0,)))


@points(1, problem="2d", title="the dense layer is vectorised over the batch")
def test_dense_vectorised(submission, rng):
    check_vectorised(submission, rng, dense(rng))


@points(1, problem="3b", title="ReLU is vectorised over the batch")
def test_relu_vectorised(submission, rng):
    check_vectorised(submission, rng, relu(rng))


@points(1, problem="4b", title="the softmax loss is vectorised over the batch")
def test_softmax_vectorised(submission, rng):
    check_vectorised(submission, rng, softmax(rng))


@points(
    0.5,
    problem="2d",
    title="the dense layer leaves the arrays that it is given as they are",
    requires=("test_dense_forward", "test_dense_dldx"),
)
def test_dense_kept(submission, reference, rng):
    check_kept(submission, reference, rng, dense(rng))


@points(
    0.5,
    problem="3b",
    title="ReLU leaves the arrays that it is given as they are",
    requires=("test_relu_forward", "test_relu_backward"),
)
def test_relu_kept(submission, reference, rng):
    check_kept(submission, reference, rng, relu(rng))


@points(
    0.5,
    problem="4b",
    title="the softmax loss leaves the arrays that it is given as they are",
    requires=("test_softmax_forward", "test_softmax_backward"),
)
def test_softmax_kept(submission, reference, rng):
    check_kept(submission, reference, rng, softmax(rng))

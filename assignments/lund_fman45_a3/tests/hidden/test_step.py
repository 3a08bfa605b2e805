"""Problem 5: `momentum_step` for one array."""

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_array, same

RATE = 0.2
INSIDE = "is the weight decay inside of the moving average? It belongs outside"


def verify_real(submission, w, grad, m):
    """CheckFailed for a step that goes the same way whatever the gradient is: it judges nothing."""
    steps = [
        call(submission.momentum_step, w, g, m, RATE, 0.6, 0.0, returns="w, m")[0]
        for g in (grad, 1.0 - grad)
    ]
    here, there = (finite_array(step, w.shape, "w") for step in steps)
    if np.allclose(here, there):
        fail("w doesn't move by the gradient")


@points(2, problem="5", title="momentum_step averages the gradient: m <- mu m + (1 - mu) grad")
def test_step_average(submission, reference, rng):
    for mu in (0.7, 0.0):
        w, grad, m = rng.normal(size=(3, 4, 3))
        got = call(submission.momentum_step, w, grad, m, RATE, mu, 0.0, returns="w, m")[1]
        same(got, reference.momentum_step(w, grad, m, RATE, mu, 0.0)[1], "m")


@points(1.5, problem="5", title="momentum_step moves w against its own m")
def test_step_moves(submission, reference, rng, follow):
    w, grad, m = rng.normal(size=(3, 5, 1))
    got = call(submission.momentum_step, w, grad, m, RATE, 0.6, 0.0, returns="w, m")
    right = reference.momentum_step(w, grad, m, RATE, 0.6, 0.0)[0]

    def by_own():
        average = finite_array(got[1], w.shape, "m")
        if np.allclose(average, 0) or np.allclose(average, m):
            fail("m doesn't change")
        verify_real(submission, w, grad, m)
        same(got[0], w - RATE * average, "w")

    either(lambda: same(got[0], right, "w"), by_own)


@points(1.5, problem="5", title="momentum_step keeps the weight decay outside of the average")
def test_step_decay(submission, reference, rng, follow):
    w, grad, m = rng.normal(size=(3, 4, 3))
    options = (RATE, 0.6, 0.3)
    got = call(submission.momentum_step, w, grad, m, *options, returns="w, m")
    right = reference.momentum_step(w, grad, m, *options)
    inside = reference.momentum_step(w, grad + 0.3 * w, m, RATE, 0.6, 0.0)

    def by_own():
        """What the decay adds to the student's own step without it."""
        plain_w, plain_m = call(
            submission.momentum_step, w, grad, m, RATE, 0.6, 0.0, returns="w, m"
        )
        without = finite_array(plain_w, w.shape, "w")
        if np.allclose(without, w):
            fail("w doesn't move")
        verify_real(submission, w, grad, m)
        same(got[1], finite_array(plain_m, w.shape, "m"), "m")
        same(got[0], without - RATE * 0.3 * w, "w")

    def by_right():
        pairs = zip(got, inside, strict=True)
        if all(np.allclose(finite_array(mine, w.shape, "w"), theirs) for mine, theirs in pairs):
            fail(f"w and m are wrong: {INSIDE}")
        same(got[1], right[1], "m")
        same(got[0], right[0], "w")

    either(by_right, by_own)

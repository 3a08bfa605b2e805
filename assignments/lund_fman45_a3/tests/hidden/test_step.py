"""Problem 5: `momentum_step` for one array."""

import numpy as np

from grader import points
from grader.checks import call, fail, same

RATE = 0.2
INSIDE = "is the weight decay inside of the moving average? It belongs outside"


@points(2, problem="5", title="momentum_step averages the gradient: m <- mu m + (1 - mu) grad")
def test_step_average(submission, reference, rng):
    for mu in (0.7, 0.0):
        w, grad, m = rng.normal(size=(3, 4, 3))
        got = call(submission.momentum_step, w, grad, m, RATE, mu, 0.0, returns="w, m")[1]
        same(got, reference.momentum_step(w, grad, m, RATE, mu, 0.0)[1], "m")


@points(1, problem="5", title="momentum_step moves w against its own m")
def test_step_moves(submission, reference, rng, follow):
    w, grad, m = rng.normal(size=(3, 5, 1))
    got = call(submission.momentum_step, w, grad, m, RATE, 0.6, 0.0, returns="w, m")
    right = reference.momentum_step(w, grad, m, RATE, 0.6, 0.0)[0]

    def by_own():
        average = follow.numbers(got[1], w.shape, "m")
        if np.allclose(average, 0) or np.allclose(average, m):
            fail("m doesn't change")
        same(got[0], w - RATE * average, "w")

    follow.either(lambda: same(got[0], right, "w"), by_own)


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
        without = follow.numbers(plain_w, w.shape, "w")
        if np.allclose(without, w):
            fail("w doesn't move")
        same(got[1], follow.numbers(plain_m, w.shape, "m"), "m")
        same(got[0], without - RATE * 0.3 * w, "w")

    def by_right():
        pairs = zip(got, inside, strict=True)
        if all(np.allclose(follow.numbers(mine, w.shape, "w"), theirs) for mine, theirs in pairs):
            fail(f"w and m are wrong: {INSIDE}")
        same(got[1], right[1], "m")
        same(got[0], right[0], "w")

    follow.either(by_right, by_own)

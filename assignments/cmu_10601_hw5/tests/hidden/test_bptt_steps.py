"""Problems 3.4 and 3.5: other numbers of steps than in the public tests, against the reference."""

from grader import points
from grader.checks import call, same


def case(rng, steps):
    """Arguments x, h0, U, W, V, do with pairwise different dimensions."""
    a, b, c = 3, 6, 4
    return {
        "x": rng.normal(size=(steps, a)),
        "h0": rng.normal(size=b),
        "U": rng.normal(size=(b, a)),
        "W": 0.5 * rng.normal(size=(b, b)),
        "V": rng.normal(size=(c, b)),
        "do": rng.normal(size=(steps, c)),
    }


def compare(got, right, names):
    for value, expected, name in zip(got, right, names, strict=True):
        same(value, expected, name)


@points(1, problem="3.4", title="bptt for one step")
def test_bptt_one_step(submission, reference, rng):
    v = case(rng, 1)
    arguments = (v["x"], v["h0"], v["U"], v["V"], v["do"])
    got = call(submission.bptt, *arguments, returns="dV, dU, dh")
    compare(got, reference.bptt(*arguments), ("dV", "dU", "dh"))


@points(1, problem="3.4", title="bptt for many steps")
def test_bptt_many_steps(submission, reference, rng):
    v = case(rng, 8)
    arguments = (v["x"], v["h0"], v["U"], v["V"], v["do"])
    got = call(submission.bptt, *arguments, returns="dV, dU, dh")
    compare(got, reference.bptt(*arguments), ("dV", "dU", "dh"))


@points(1.5, problem="3.5", title="bptt_general for one step and for many")
def test_bptt_general_steps(submission, reference, rng):
    for steps in (7, 1):  # many tell more
        arguments = tuple(case(rng, steps).values())
        got = call(submission.bptt_general, *arguments, returns="dV, dW, dU, dh")
        compare(got, reference.bptt_general(*arguments), ("dV", "dW", "dU", "dh"))

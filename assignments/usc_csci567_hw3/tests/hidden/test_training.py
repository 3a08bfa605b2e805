"""Problems 3.3a, 3.4a and 3.5a: the functions behind training and the images from elsewhere."""

import numpy as np

from grader import points
from grader.checks import call, fail, finite_number, same
from grader.checks.values import numbers


def rule(val, patience):
    """The best epoch, the last of equally good ones, and whether to stop."""
    best = len(val) - int(np.argmax(val[::-1]))
    return best, len(val) - best >= patience


def verdict(submission, val, patience):
    """What early_stopping says: best epoch and whether to stop."""
    best, stop = call(submission.early_stopping, val, patience, returns="best, stop")
    found = numbers(stop, "stop")
    if found.size != 1 or found.item() not in (0, 1):
        fail("stop must be True or False")
    return finite_number(best, "best"), bool(found.item())


@points(1.5, problem="3.3a", title="the best epoch counts from 1, the last of equals")
def test_best_epoch(submission, rng):
    for length in (1, 4, 9):
        for first in (False, False, False, True):
            val = [float(v) for v in rng.integers(60, 64, length) / 80]
            val[0] = 0.9 if first else val[0]
            best, _ = verdict(submission, val, 3)
            expected = rule(val, 3)[0]
            first = int(np.argmax(val)) + 1
            if best == first != expected:
                fail("of equally good epochs the last is the best, not the first")
            same(best, float(expected), "the best epoch")


@points(0.75, problem="3.3a", title="it is time to stop after `patience` epochs without a best one")
def test_stop(submission, rng):
    for patience in (1, 2, 3, 5):
        for length in range(1, 10):
            val = [float(v) for v in rng.permutation(90)[:length] / 100]  # no ties: judged above
            stop = rule(val, patience)[1]
            if verdict(submission, val, patience)[1] != stop:
                fail("it stops too late or not at all" if stop else "it stops too early")


def check_momentum(submission, rng, own, params, alpha, steps):
    """Parameters after so many steps with gradients that the check sets."""
    model, velocity = own.Model(submission, params), {}
    expected, v = params, dict.fromkeys(params, 0.0)
    for _ in range(steps):
        grads = {name: rng.normal(size=value.shape) for name, value in params.items()}
        for name, layer in model.layers.items():
            layer.put(grads[f"{name}W"], grads[f"{name}b"], "gradient")
        velocity = call(submission.momentum_step, model.modules, velocity, 0.2, alpha)
        if velocity is None:
            fail("momentum_step returned nothing (None): it returns the velocity")
        v = {name: alpha * v[name] + grads[name] for name in params}
        expected = {name: value - 0.2 * v[name] for name, value in expected.items()}
        for name, layer in model.layers.items():
            values = layer.values("params")
            for key, value in (("W", values["W"]), ("b", values["b"].ravel())):
                same(value, expected[f"{name}{key}"], f"{key} of {name} after the step")


@points(1, problem="3.4a", title="the first step is that of plain SGD")
def test_momentum_first(submission, rng, own, params):
    check_momentum(submission, rng, own, params, 0.9, 1)


@points(2, problem="3.4a", title="later steps keep a part of the velocity")
def test_momentum_later(submission, rng, own, params):
    check_momentum(submission, rng, own, params, 0.8, 3)
    check_momentum(submission, rng, own, params, 0.3, 2)


def images(rng, side, count=3):
    """Images without a zero (N, side, side)."""
    return rng.uniform(0.1, 1.0, (count, side, side))


def rows_of(squares):
    """Images (N, side, side) as rows."""
    return squares.reshape(len(squares), -1)


@points(1.5, problem="3.5a", title="translate_up moves images up and fills with 0")
def test_translate(submission, rng):
    for side, pixels in ((28, 4), (28, 1), (28, 9), (6, 2), (17, 4)):
        square = images(rng, side)
        expected = np.concatenate([square[:, pixels:], np.zeros((3, pixels, side))], axis=1)
        given = (rows_of(square),) if side == 17 else (rows_of(square), pixels)  # 4 by default
        got = call(submission.translate_up, *given)
        same(got, rows_of(expected), f"the moved images of {side} x {side}")


@points(1.5, problem="3.5a", title="rotate turns images counter-clockwise")
def test_rotate(submission, rng):
    for side in (28, 5):
        square = images(rng, side)
        expected = {
            90: square.transpose(0, 2, 1)[:, ::-1],
            180: square[:, ::-1, ::-1],
            270: square.transpose(0, 2, 1)[:, :, ::-1],
        }
        for degrees, want in expected.items():
            got = call(submission.rotate, rows_of(square), degrees)
            same(got, rows_of(want), f"the images of {side} x {side} turned by {degrees} degrees")

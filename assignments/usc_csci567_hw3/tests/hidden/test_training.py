"""Problems 3.3a, 3.4a and 3.5a: the functions behind training and the images from elsewhere."""

import numpy as np

from grader import points
from grader.checks import call, fail, finite_number, same
from grader.checks.values import numbers
from grader.errors import Compared, StudentError


def rule(val, patience):
    """The best epoch, the last of equally good ones, and whether to stop."""
    best = len(val) - int(np.argmax(val[::-1]))
    return best, len(val) - best >= patience


def verdict(submission, val, patience):
    """What early_stopping says: best epoch and whether to stop."""
    best, stop = call(submission.early_stopping, val, patience, returns="best, stop")
    if isinstance(best, (bool, np.bool_)):
        fail("best is True or False; the number of an epoch comes first, then stop")
    found = numbers(stop, "stop")
    if found.size != 1 or found.item() not in (0, 1):
        fail("stop must be True or False")
    return finite_number(best, "best"), bool(found.item())


@points(1.5, problem="3.3a", title="the best epoch counts from 1, the last of equals")
def test_best_epoch(submission, rng):
    histories = []
    for length in (1, 4, 9):
        for first in (False, False, False, True):
            val = [float(v) for v in rng.integers(60, 64, length) / 80]
            val[0] = 0.9 if first else val[0]
            histories.append(val)
    got = np.array([verdict(submission, val, 3)[0] for val in histories])
    right = np.array([rule(val, 3)[0] for val in histories])
    firsts = np.array([int(np.argmax(val)) + 1 for val in histories])
    if np.array_equal(got, firsts) and (firsts != right).any():
        fail("of equally good epochs the last is the best, not the first")
    same(got, right.astype(float), "the best epoch of twelve histories")


@points(0.75, problem="3.3a", title="it is time to stop after `patience` epochs without a best one")
def test_stop(submission, rng):
    got, right = [], []
    for patience in (1, 2, 3, 5):
        for length in range(1, 10):
            val = [float(v) for v in rng.permutation(90)[:length] / 100]  # no ties: judged above
            got.append(verdict(submission, val, patience)[1])
            right.append(rule(val, patience)[1])
    got, right = np.array(got, float), np.array(right, float)
    if np.array_equal(got, right):
        return
    early, late = int((got > right).sum()), int((got < right).sum())
    fail(
        f"of {len(got)} histories, it stops too early on {early}, and too late or not at all on "
        f"{late}",
        compared=Compared("stop for all histories", got, right),
    )


RATE = 0.15  # not 1 - alpha of any check


def step(submission, model, velocity, alpha):
    """The velocity after one step; None where the modules keep it."""
    try:
        return call(submission.momentum_step, model.modules, velocity, RATE, alpha)
    except StudentError:
        if velocity is None:
            fail("momentum_step returned nothing (None); the next step needs the velocity")
        raise


def check_momentum(submission, rng, own, params, alpha, steps):
    """Parameters after so many steps with gradients that the check sets."""
    model, velocity = own.Model(submission, params), {}
    expected, v, found = params, dict.fromkeys(params, 0.0), []
    for _ in range(steps):
        grads = {name: rng.normal(size=value.shape) for name, value in params.items()}
        for name, layer in model.layers.items():
            layer.put(grads[f"{name}W"], grads[f"{name}b"], "gradient")
        velocity = step(submission, model, velocity, alpha)
        for layer in model.layers.values():
            layer.ask("W", "b", name="params")
        v = {name: alpha * v[name] + grads[name] for name in params}
        expected = {name: value - RATE * v[name] for name, value in expected.items()}
        found.append((model.after(None), expected))
    for got, want in found:  # at the end, so that a diagnosis sees all steps
        for name in params:
            same(got[name], want[name], f"{name[2:]} of {name[:2]} after the step")


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
    found = []
    for side, pixels in ((28, 4), (28, 1), (28, 9), (6, 2), (17, 4)):
        square = images(rng, side)
        expected = np.concatenate([square[:, pixels:], np.zeros((3, pixels, side))], axis=1)
        given = (rows_of(square),) if side == 17 else (rows_of(square), pixels)  # 4 by default
        got = call(submission.translate_up, *given)
        found.append((got, rows_of(expected), f"the moved images of {side} x {side}"))
    compare(found)


def compare(found):
    """Compare at the end what came of several calls, so that a diagnosis sees all."""
    for got, want, what in found:
        same(got, want, what)


@points(1.5, problem="3.5a", title="rotate turns images counter-clockwise")
def test_rotate(submission, rng):
    found = []
    for side in (28, 5):
        square = images(rng, side)
        expected = {
            90: square.transpose(0, 2, 1)[:, ::-1],
            180: square[:, ::-1, ::-1],
            270: square.transpose(0, 2, 1)[:, :, ::-1],
        }
        for degrees, want in expected.items():
            got = call(submission.rotate, rows_of(square), degrees)
            what = f"the images of {side} x {side} turned by {degrees} degrees"
            found.append((got, rows_of(want), what))
    compare(found)

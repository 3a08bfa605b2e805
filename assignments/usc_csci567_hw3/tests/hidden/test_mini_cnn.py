"""Problems 2.1 to 2.3: the mini-CNN at random points, in all four cases of its two ReLUs."""

from contextlib import contextmanager

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_number, real_attempt, same
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

CASES = [(True, True), (True, False), (False, True), (False, False)]
NAMES = "dw1, dw2, dv1, dv2"


def draw(rng, positive):
    """w, v, x with a1 and a2 positive or not as asked, none of them near 0."""
    while True:
        w, v, x = (rng.uniform(0.3, 2.0, n) * rng.choice([-1.0, 1.0], n) for n in (2, 2, 3))
        a = np.array([w @ x[:2], w @ x[1:]])
        if np.array_equal(a > 0, positive) and np.abs(a).min() > 0.1:
            return w, v, x


def points_of(rng):
    """One point w, v, x, y for each case and label."""
    for positive in CASES:
        for y in (-1, 1):
            yield (*draw(rng, positive), y)


def compare(got, expected, which):
    """The two numbers of a gradient."""
    for i in which:
        same(got[i], expected[i], NAMES.split(", ")[i])


@points(1.5, problem="2.1", title="mini_cnn_grads gives dv1 and dv2")
def test_dv(submission, reference, rng):
    given = list(points_of(rng))
    found = [call(submission.mini_cnn_grads, *point, returns=NAMES) for point in given]
    right = [reference.mini_cnn_grads(*point) for point in given]
    with whole("dv1 and dv2 at all points", found, right, slice(2, 4)):
        for got, expected in zip(found, right, strict=True):
            compare(got, expected, (2, 3))


@contextmanager
def whole(what, found, right, part):
    """What fails in it hands all points on to the diagnosis, which tells more mistakes apart."""
    try:
        yield
    except CheckFailed as failure:
        if failure.compared is not None:
            try:
                rows = [[finite_number(value, what) for value in got[part]] for got in found]
                expected = np.array([row[part] for row in right])
                failure.compared = Compared(what, np.array(rows), expected)
            except CheckFailed:
                pass  # the one that failed is told
        raise


@points(0.5, problem="2.1", title="the gradients are right where |y yhat| is 1000")
def test_large_margins(submission, reference, rng):
    for sign in (-1, 1):
        for y in (-1, 1):
            w, v, x = draw(rng, (True, True))
            _, _, yhat = reference.mini_cnn_forward(w, v, x)
            v = v * (1000 * sign * y / yhat)
            got = call(submission.mini_cnn_grads, w, v, x, y, returns=NAMES)
            for value, name in zip(got, NAMES.split(", "), strict=True):
                if not np.all(np.isfinite(numbers(value, name))):
                    fail(f"{name} is not finite where |y yhat| is 1000")
            compare(got, reference.mini_cnn_grads(w, v, x, y), (2, 3))


def by_own_slope(got, point):
    """What dw is by the derivative dl/dyhat that is in the student's own dv."""
    w, v, x, _ = point
    a = np.array([w @ x[:2], w @ x[1:]])
    if not np.any(a > 0):
        fail("both ReLUs are at 0: nothing can be told from dv")
    used = 2 if a[0] > 0 else 3
    slope = finite_number(got[used], "dv") / max(a[used - 2], 0)
    if slope == 0:
        fail("dv is 0")
    da = slope * v * (a > 0)
    return da[0] * x[0] + da[1] * x[1], da[0] * x[1] + da[1] * x[2], 0, 0


@points(2, problem="2.2", title="mini_cnn_grads gives dw1 and dw2")
def test_dw(submission, reference, rng, own):
    check_filter(submission, reference, list(points_of(rng)), "dw1 and dw2 at all points")


def check_filter(submission, reference, given, what):
    """The gradient of the filter at these points: the right one, or that of the own slope."""
    found = [call(submission.mini_cnn_grads, *point, returns=NAMES) for point in given]
    expected = [reference.mini_cnn_grads(*point) for point in given]
    with whole(what, found, expected, slice(0, 2)):
        for got, right, point in zip(found, expected, given, strict=True):
            either(
                lambda got=got, right=right: compare(got, right, (0, 1)),
                lambda got=got, point=point: compare(got, by_own_slope(got, point), (0, 1)),
            )


@points(1, problem="2.2", title="the slope of ReLU at exactly 0 is 0")
def test_relu_at_zero(submission, reference, rng, own):
    """Small whole numbers, so that a1 or a2 is 0 without rounding; the other one negative first."""
    w, given = np.array([1.0, -1.0]), []
    for x in ((2.0, 2.0, 3.0), (1.0, 2.0, 2.0), (2.0, 2.0, 1.0), (3.0, 2.0, 2.0)):
        given.append((w, rng.uniform(0.5, 2.0, 2), np.array(x), int(rng.choice([-1, 1]))))
    check_filter(submission, reference, given, "dw1 and dw2 where a1 or a2 is 0")


def active(rng, w):
    """An input that at least one of the two ReLUs lets through."""
    while True:
        x = rng.uniform(0.3, 2.0, 3) * rng.choice([-1.0, 1.0], 3)
        if max(w @ x[:2], w @ x[1:]) > 0.1:
            return x


def check_sgd(submission, reference, rng, own, order, eta):
    """Weights after these steps, by right gradients or by the student's own mini_cnn_grads."""
    w, v, _ = draw(rng, (True, True))
    X = np.array([active(rng, w) for _ in range(6)])
    Y = rng.choice([-1, 1], 6)

    def after(gradients):
        at, out = w.copy(), v.copy()
        for n in order:
            dw1, dw2, dv1, dv2 = (
                finite_number(g, "a gradient") for g in gradients(at, out, X[n], int(Y[n]))
            )
            at, out = at - eta * np.array([dw1, dw2]), out - eta * np.array([dv1, dv2])
        return at, out

    def mine(*point):
        return call(submission.mini_cnn_grads, *point, returns=NAMES)

    got = call(submission.mini_cnn_sgd, w, v, X, Y, eta, order, returns="w, v")

    def compared(expected):
        for value, want, name in zip(got, expected, "wv", strict=True):
            same(value, want, f"{name} after the last step")

    def by_own():
        verify_real(mine, rng)
        compared(after(mine))

    either(lambda: compared(after(reference.mini_cnn_grads)), by_own)


def verify_real(grads, rng):
    """Refuse gradients that don't combine weights and inputs: they can't judge a step."""
    w, v, x = draw(rng, (True, True))
    y = int(rng.choice([-1, 1]))
    at = {"x": x, "w": w, "v": v / 4}  # a small yhat, so that the slope of the loss isn't flat

    def four(x, w, v):
        return np.array([finite_number(g, "a gradient") for g in grads(w, v, x, y)])

    real_attempt(four, at, (4,), rng, "mini_cnn_grads", mixed=True)


@points(3, problem="2.3", title="mini_cnn_sgd takes one step")
def test_sgd_one_step(submission, reference, rng, own):
    for _ in range(3):
        check_sgd(submission, reference, rng, own, [int(rng.integers(6))], 0.37)


@points(5, problem="2.3", title="mini_cnn_sgd takes many steps, in the given order")
def test_sgd_order(submission, reference, rng, own):
    for length in (6, 9):
        order = [int(n) for n in rng.integers(6, size=length)]
        check_sgd(submission, reference, rng, own, order, 0.12)
    check_sgd(submission, reference, rng, own, [4, 2], 0.4)

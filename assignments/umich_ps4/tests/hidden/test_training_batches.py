"""Problems 4.2c and 4.2d: which rows an epoch uses.

First with one feature a row, so that a row of W1 moves by its own example alone, and with steps so
small that only first order counts: how far each row of W1 moved tells how often its example was
used, in whatever order, and the direction tells its label. An example may come once, or by chance
as often as it was drawn. Then with two large batches and large steps, whose outcome must be neither
that of two updates on all rows nor that of rows in the order of the data. Last, unless that one
epoch used each row once, with many epochs, in which no row may be left out.
"""

import numpy as np

from grader import points
from grader.checks import by_right_or_own, fail
from grader.errors import Compared

from .replays import D as FEATURES
from .replays import N as FEW
from .replays import Plan, Right, fits, prepared
from .row_uses import choice_words

N, BATCH, H, C = 36, 9, 5, 3
SMALL_RATE = 3e-4
FEWEST = 13
"""Different rows in an epoch. Of 36 draws from 36 fewer than that come once in a hundred million
runs; batches that overlap by all but one row have 12."""

MANY = 21
"""Epochs of 8 draws from 8 rows: one of them is never drawn once in 600 million runs."""

APART = "The labels of a batch aren't those of its rows: one choice of rows has to give both."

HALF, D = 20, 4  # two batches of 20 rows: the order of the data comes by chance once in 10^11 runs
LARGE_RATE = 0.5
CLOSE = {"rtol": 1e-5, "atol": 1e-6}


def one_feature_a_row(rng, shapes):
    """Start and data: x is the unit matrix, hidden inputs lie apart from the kink, on both sides.

    The label is one of the two least likely classes, so that no gradient is small.
    """
    d, h = shapes["W1"]
    wide = np.sqrt(H / h)
    start = {name: rng.normal(size=shape) for name, shape in sorted(shapes.items())}
    signs = np.array([1.0, 1.0, -1.0, *rng.choice([-1.0, 1.0], h - 3)])
    hidden = rng.uniform(0.5, 1.0, (N, h)) * rng.permuted(np.tile(signs, (N, 1)), axis=1) * wide
    start["b1"] *= 0.1 * wide
    start["W1"][:N] = hidden - start["b1"].ravel()
    start["W2"] *= wide
    start["b2"] *= 0.1
    scores = np.maximum(hidden, 0) @ start["W2"] + start["b2"].ravel()
    unlikely = np.argsort(scores, axis=1)[:, :2]
    return start, np.eye(N, d), unlikely[np.arange(N), rng.integers(2, size=N)]


def single_steps(gradients, start, x, y):
    """How far each row of W1 (N, H) moves in one update on a batch that holds it once."""
    batches = [slice(i, i + BATCH) for i in range(0, N, BATCH)]
    moved = [gradients(start, x[rows], y[rows])["W1"][rows] for rows in batches]
    return -SMALL_RATE * np.concatenate(moved)


def check_uses(moved, single, cause):
    """Whether each row was used once, from its displacement (N, H) and that of a single use.

    cause: gives a sentence for rows that move in another direction, or "".
    """
    power = np.sum(single**2, axis=1)
    if np.any(np.sqrt(power) < 1e-3 * SMALL_RATE):
        return False  # gradients that are zero are charged in 4.2b, and tell nothing here
    uses = np.sum(moved * single, axis=1) / power
    aside = np.linalg.norm(moved - uses[:, np.newaxis] * single, axis=1) / np.sqrt(power)
    if np.any(aside > 0.1 * np.maximum(1, np.abs(uses))):
        words = "some training row moves the weights otherwise than by its gradient and label"
        compared = Compared("the labels of a batch", aside, aside, cause=cause)
        fail(words, compared=compared)
    words = count_words(uses)
    if words:
        fail(choice_words(uses, BATCH, N // BATCH) or words, compared=counted(uses))
    return bool(np.all(np.rint(uses) == 1))


def count_words(uses):
    """What is wrong with how often rows were used, in words, or ""."""
    used = np.count_nonzero(uses > 0.5)
    if np.any(np.abs(uses - np.rint(uses)) > 0.1):
        return (
            "in an epoch some training row moves its weights by no whole multiple of what one use "
            "of it in a batch does"
        )
    if not np.isclose(uses.sum(), N, atol=0.5):
        return (
            f"in an epoch all rows together move the weights {uses.sum() / N:.3g} times as far as "
            "one use of each training row does"
        )
    if used < FEWEST:
        return (
            f"only {used} of {N} training rows move the weights in an epoch of {N // BATCH} "
            f"batches of {BATCH} rows"
        )
    return ""


def counted(uses):
    """How often rows are used, in no order: that comes at random."""
    return Compared("how often each row moves the weights", np.sort(uses.round(1)), np.ones(N))


def check_rows(submission, reference, train, rng, follow, beta):
    """Train for one epoch of small steps and count uses, by right or own gradients.

    Gives whether each row was used once.
    """
    sizes = {"W1": (N, H), "b1": (H,), "W2": (H, C), "b2": (C,)}

    def attempt(own):
        trainee = follow.Trainee(submission, (N, H, C))
        shapes = trainee.shapes() if own else sizes
        start, x, y = one_feature_a_row(rng, shapes)
        trainee.start = start
        if own:
            trainee.verify_gradients(x, y)
        gradients = trainee.gradients if own else right_gradients(reference)
        single = single_steps(gradients, start, x, y)
        trainee.begin(start)
        data = {"X_train": x, "y_train": y, "X_val": x[:2], "y_val": y[:2]}
        options = {"learning_rate": SMALL_RATE, "batch_size": BATCH, "num_epochs": 1}
        got = trainee.trained(train, data, beta, **options)
        if got["W1"].shape != start["W1"].shape:
            fail("params['W1'] has another shape after training")
        cause = None
        if own and shapes == sizes:  # a label is known to be wrong by right gradients alone
            right = single_steps(right_gradients(reference), start, x, y)
            cause = (lambda: APART) if np.allclose(single, right, rtol=1e-4, atol=1e-9) else None
        once.append(check_uses(got["W1"][:N] - start["W1"][:N], single, cause))

    once = []
    by_right_or_own(attempt)
    return once[-1]


def right_gradients(reference):
    """The reference's gradients as a function of parameters, rows and labels."""
    model = reference.SoftmaxClassifier(D, H, C)

    def gradients(params, x, y):
        model.params = params
        return model.forwards_backwards(x, y)[1]

    return gradients


def check_order(submission, reference, train, rng, follow, beta):
    """Train for one epoch of two updates; what only a wrong choice of rows gives is refused."""
    shapes = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
    start = {name: 0.7 * rng.normal(size=shape) for name, shape in shapes.items()}
    x, y = rng.normal(size=(2 * HALF, D)), rng.integers(C, size=2 * HALF)
    trainee = follow.Trainee(submission, (D, H, C))
    trainee.begin(start)
    data = {"X_train": x, "y_train": y, "X_val": x[:2], "y_val": y[:2]}
    options = {"learning_rate": LARGE_RATE, "batch_size": HALF, "num_epochs": 1}
    got = trainee.trained(train, data, beta, **options)
    gradients = right_gradients(reference)
    every, first, second = slice(None), slice(HALF), slice(HALF, None)
    wrong = {
        "every update is one on all training rows: it should use batch_size rows": [every] * 2,
        "rows are used in the order of the data: they have to be in random order": [first, second],
    }
    for message, batches in wrong.items():
        params = start
        for rows in batches:
            grads = gradients(params, x[rows], y[rows])
            params = {name: v - LARGE_RATE * grads[name] for name, v in params.items()}
        if all(
            got[name].shape == value.shape and np.allclose(got[name], value, **CLOSE)
            for name, value in params.items()
        ):
            moved = np.concatenate([np.ravel(got[name]) for name in params])
            fail(message, compared=Compared("the parameters after an epoch", moved, moved))


def check_every_row(submission, reference, train, rng, follow, beta):
    """Train for many epochs on rows that differ in a mark alone; each has to leave its trace.

    Judged by the state after the last epoch; what doesn't reach it is charged elsewhere.
    """
    trainee = follow.Trainee(submission, (FEATURES + FEW, H, C))
    sizes = {"W1": (FEATURES + FEW, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
    plan = Plan(epochs=MANY, updates=2, beta=beta, rate=0.02)
    case, validation, best = prepared(rng, sizes, lambda _: Right(reference), plan, marked=True)
    trainee.begin(case.start)
    options = {"batch_size": FEW // plan.updates, "num_epochs": MANY, "learning_rate": plan.rate}
    got = trainee.trained(train, case.data(*validation), beta, **options)
    if got["W1"].shape != sizes["W1"] or not fits(unmarked(got), unmarked(best[-1])):
        return
    used = np.any(got["W1"][FEATURES:] != 0, axis=1)
    if not used.all():
        where = {(0,): "the first one", (FEW - 1,): "the last one"}
        which = where.get(tuple(np.flatnonzero(~used)), "some of them")
        words = f"not all training rows are used, in however many epochs: {which} never is"
        fail(words, compared=Compared("which training rows are used", used, np.ones(FEW, bool)))


def unmarked(params):
    """The parameters without the weights of the marks."""
    return {**params, "W1": params["W1"][:FEATURES]}


def check_batches(submission, reference, train, rng, follow, beta):
    """All of that; rows that are drawn anew for each batch take many epochs to be seen."""
    once = check_rows(submission, reference, train, rng, follow, beta)
    check_order(submission, reference, train, rng, follow, beta)
    if not once:
        check_every_row(submission, reference, train, rng, follow, beta)


@points(
    0.1,
    problem="4.2c",
    title="train_network: batches of random rows with their labels",
    requires="test_sgd_update",
)
def test_sgd_batches(submission, reference, rng, follow):
    check_batches(submission, reference, submission.train_network, rng, follow, None)


@points(
    0.1,
    problem="4.2d",
    title="SGD_Momentum: batches of random rows with their labels",
    requires="test_momentum_first_step",
)
def test_momentum_batches(submission, reference, rng, follow):
    check_batches(submission, reference, submission.SGD_Momentum, rng, follow, 0.0)

"""Problem 4b: the softmax loss at random scores, at images, and at scores of 1000."""

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_array, same
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared, SubmissionFault

CLASSES, N = 5, 4
IMAGES = (2, 3, 1, 4)  # H, W, C, N: six classes


def columns(rng):
    """Scores (5, 4) and labels that are neither sorted nor equal."""
    return rng.normal(size=(CLASSES, N)) * 2, rng.permutation(CLASSES)[:N]


def losses_of(submission, labels):
    """The student's loss as a function of the scores."""

    def loss(x):
        return call(submission.softmaxloss_forward, x, labels, returns="loss")

    return loss


def attempt(submission, follow, x, labels):
    """CheckFailed unless the student's loss depends on scores and labels, and on no single one."""
    other = (labels + 1) % (x.size // x.shape[-1])
    loss, moved = losses_of(submission, labels), losses_of(submission, other)
    values = [loss(x), moved(x), loss(2 * x), loss(x * x), loss(0 * x)]
    found = [float(finite_array(value, (), "the loss")) for value in values]
    if any(np.isclose(found[0], other) for other in found[1:]):
        fail("your loss doesn't depend on its arguments")
    if np.isclose(found[2] - found[4], 2 * (found[0] - found[4])):
        fail("your loss is linear")


def check_backward(submission, reference, rng, follow, x, labels):
    """The gradient: the right one, or that of the student's own loss."""
    got = call(submission.softmaxloss_backward, x, labels, returns="dldx")
    expected = reference.softmaxloss_backward(x, labels)
    follow.same_or_own(
        got,
        expected,
        "x",
        losses_of(submission, labels),
        {"x": x},
        rng,
        attempt=lambda: attempt(submission, follow, x, labels),
    )


@points(1.5, problem="4b", title="softmaxloss_forward gives the mean loss of the batch")
def test_softmax_forward(submission, reference, rng):
    x, labels = columns(rng)
    got = losses_of(submission, labels)(x)
    same(got, reference.softmaxloss_forward(x, labels), "the loss")


@points(1.5, problem="4b", title="softmaxloss_backward gives the gradient of the mean loss")
def test_softmax_backward(submission, reference, rng, follow):
    check_backward(submission, reference, rng, follow, *columns(rng))


@points(0.5, problem="4b", title="softmax loss reads images in Fortran order, and shapes back")
def test_softmax_images(submission, reference, rng, follow):
    x, labels = rng.normal(size=IMAGES), rng.permutation(6)[: IMAGES[-1]]
    flat = x.reshape(-1, IMAGES[-1], order="F")
    got = losses_of(submission, labels)(x)

    def by_own():
        attempt(submission, follow, flat, labels)
        same(got, finite_array(losses_of(submission, labels)(flat), (), "the loss"), "the loss")

    right = reference.softmaxloss_forward(x, labels)
    either(lambda: same(got, right, "the loss"), by_own)

    def by_own_columns():
        back = finite_array(call(submission.softmaxloss_backward, flat, labels), flat.shape, "dldx")
        if np.allclose(back, back.ravel()[0]):
            fail("dldx is the same everywhere")
        given = call(submission.softmaxloss_backward, x, labels, returns="dldx")
        same(given, back.reshape(x.shape, order="F"), "dldx")

    got = call(submission.softmaxloss_backward, x, labels, returns="dldx")
    right = reference.softmaxloss_backward(x, labels)
    either(
        lambda: same(got, right, "dldx"),
        by_own_columns,
        lambda: check_backward(submission, reference, rng, follow, x, labels),
    )


def large(rng):
    """Scores of 1000 and -1000, labels on the largest, the smallest and one between; N = 3."""
    x = rng.normal(size=(CLASSES, 3))
    x[1, 0], x[2, 0] = 1000.0, -1000.0
    x[0, 1], x[3, 1] = 1000.0, 998.5
    x[:, 2] -= 1000.0
    return x, np.array([2, 3, 4])


def one_by_one(function, x, labels, usual):
    """What the student's function makes of each sample of x by itself, and of usual scores.

    It tells shifts apart that fail alike for a whole batch. Large scores come last.
    """
    samples = [(usual, np.arange(usual.shape[-1])), (x[:, [0]], np.argmax(x[:, [0]], axis=0))]
    samples += [(x[:, [i]], labels[[i]]) for i in range(x.shape[-1])]
    return [np.ravel(numbers(call(function, *each, returns="result"), "it")) for each in samples]


def by_sample(check, submission, name, reference, x, labels, usual):
    """Run a check; where it fails, the diagnosis gets what each sample by itself makes of it."""
    try:
        check()
    except CheckFailed as failure:
        compared = failure.compared
        try:
            got = one_by_one(getattr(submission, name), x, labels, usual)
        except SubmissionFault:
            got = None
        if compared is not None and got is not None:
            right = one_by_one(getattr(reference, name), x, labels, usual)
            both = zip((compared.got, compared.expected), (got, right), strict=True)
            joined = [np.concatenate([np.ravel(whole), *each]) for whole, each in both]
            compared = Compared(compared.what, *joined)
        fail(failure.message, failure.detail, compared=compared)


@points(1, problem="4b", title="softmaxloss_forward is right for scores of 1000")
def test_softmax_forward_large(submission, reference, rng, follow):
    x, labels = large(rng)
    got = losses_of(submission, labels)(x)
    right = reference.softmaxloss_forward(x, labels)
    total = right * len(labels)  # without the average, which another check asks for

    def check():
        either(lambda: same(got, right, "the loss"), lambda: same(got, total, "the loss"))

    usual = rng.normal(size=(CLASSES, 2))
    by_sample(check, submission, "softmaxloss_forward", reference, x, labels, usual)


@points(1, problem="4b", title="softmaxloss_backward is right for scores of 1000")
def test_softmax_backward_large(submission, reference, rng, follow):
    x, labels = large(rng)
    got = call(submission.softmaxloss_backward, x, labels, returns="dldx")
    right = reference.softmaxloss_backward(x, labels)
    total = right * len(labels)

    def check():
        either(lambda: same(got, right, "dldx"), lambda: same(got, total, "dldx"))

    usual = rng.normal(size=(CLASSES, 2))
    by_sample(check, submission, "softmaxloss_backward", reference, x, labels, usual)

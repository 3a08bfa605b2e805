"""Problem 2.1: scores, and the loss judged on the student's own scores."""

import numpy as np

from grader import points
from grader.checks import call, fail, same
from grader.checks.same import SINGLE, tolerance
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

N, D, H, C = 7, 4, 5, 6
REG = 0.3
FAR = 85.0  # between scores of a row, nearly; the text allows 100, float32 has no exp(-88)
OVERFLOW = (
    "The softmax takes e to the power of large scores, which overflows, or all are 0. "
    "A softmax doesn't change when the same number is taken off all scores of a row."
)
ACTIVATIONS = ("sigmoid", "relu")
WIDE = 6.0  # hidden inputs up to 30 or so: where a sigmoid that is cut off too early differs


def cross_entropy(scores, y):
    """The mean cross-entropy of softmax(scores) (N, C) and labels y (N,)."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(y)), y].mean()


def check_scores(submission, reference, follow, rng, activation):
    """Scores at three sets of parameters in the same model, the last one with large inputs."""
    params, x, _ = follow.drawn(rng, N, D, H, C)
    other, _, _ = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, activation)
    right = follow.right_network(reference, activation, params)
    same(net.model.loss(x), right.loss(x), "the array of scores")
    net.put(other)
    right.params = other
    try:
        same(net.model.loss(x), right.loss(x), "the array of scores")
    except CheckFailed:
        fail("the scores are right at first, but not after new arrays were put into params")
    wide = {**other, "W1": WIDE * other["W1"]}
    net.put(wide)
    right.params = wide
    same(net.model.loss(x), right.loss(x), "the array of scores where hidden inputs are large")


@points(3, problem="2.1", title="loss(X) gives the scores of the sigmoid network")
def test_scores_sigmoid(submission, reference, follow, rng):
    check_scores(submission, reference, follow, rng, "sigmoid")


@points(3, problem="2.1", title="loss(X) gives the scores of the ReLU network")
def test_scores_relu(submission, reference, follow, rng):
    check_scores(submission, reference, follow, rng, "relu")


def same_loss(net, x, y, what):
    """The loss is that of the scores, as far as these are exact.

    Scores that come in float32 have lost digits that the loss may still be computed with.
    """
    loss = net.loss(x, y)
    scores = numbers(call(net.model.loss, x, returns="scores"), "the array of scores")
    single = tolerance(scores) is SINGLE
    lost = 4 * np.finfo(np.float32).eps * np.abs(scores).max() if single else None
    same(loss, cross_entropy(net.scores(x), y), what, atol=lost)


@points(3, problem="2.1", title="the loss is the mean cross-entropy of the scores")
def test_loss(submission, follow, rng):
    for activation in ACTIVATIONS:
        params, x, y = follow.drawn(rng, N, D, H, C)
        net = follow.Net(submission, params, activation)
        same_loss(net, x, y, "loss")
        net.verify_real(x, params, rng)


@points(3, problem="2.1", title="reg adds half of reg times the squares of both weights")
def test_penalty(submission, follow, rng):
    params, x, y = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, "relu")
    before, after = net.loss(x, y, reg=0.0), net.loss(x, y, reg=REG)
    squares = {name: np.sum(value**2) for name, value in params.items()}
    asked = 0.5 * REG * (squares["W1"] + squares["W2"])
    try:
        same(after, before + asked, "loss")
    except CheckFailed as failure:
        added = Compared("what reg adds to the loss", after - before, np.array(asked))
        fail(penalty_words(float(after - before), asked, squares), failure.detail, compared=added)
    net.verify_real(x, params, rng)


def penalty_words(added, asked, squares):
    """What reg adds instead, in words."""
    if np.isclose(added, asked + 0.5 * REG * (squares["b1"] + squares["b2"]), rtol=1e-3):
        return "reg penalises the biases too: only W1 and W2 are"
    for name in ("W1", "W2"):
        if np.isclose(added, 0.5 * REG * squares[name], rtol=1e-3):
            return f"reg penalises {name} alone: both weights are"
    if abs(added) < 1e-3 * asked:
        return "reg adds nothing to the loss"
    return f"reg adds {added / asked:.3g} times what it should to the loss"


@points(1.5, problem="2.1", title="the loss of scores near 1000 and -1000 is finite and right")
def test_large_scores(submission, follow, rng):
    params, x, _ = follow.drawn(rng, N, D, H, C)
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
    near = {**params, "W2": params["W2"] / np.abs(hidden @ params["W2"]).max()}
    levels = rng.permutation(np.linspace(0.0, FAR, C))
    y = np.resize(np.argsort(levels)[:3], N)  # far below the largest: nobody may clip these
    signs = np.resize([1000.0, -1000.0], N)
    by_row = np.linalg.pinv(hidden, rcond=0.1) @ signs  # the same for all classes
    for w2, shift in ((0.0, 1000.0), (0.0, -1000.0), (by_row[:, None], 0.0)):
        far = {**near, "W2": near["W2"] + w2, "b2": levels + shift}
        net = follow.Net(submission, far, "relu")
        try:
            same_loss(net, x, y, "the loss of large scores")
        except CheckFailed as failure:
            if "not finite" in failure.message:
                follow.Net(submission, params, "relu").loss(x, y)  # of small ones it is
                failure.compared = Compared("loss", np.nan, 0.0, cause=lambda: OVERFLOW)
            raise
    follow.Net(submission, params, "relu").verify_real(x, params, rng)


@points(1.5, problem="2.1", title="the sigmoid of 1000 and of -1000 is finite")
def test_large_inputs(submission, follow, rng):
    params, x, _ = follow.drawn(rng, N, D, H, C)
    net = follow.Net(submission, params, "sigmoid")
    net.verify_real(x, params, rng)
    net.put({**params, "W1": 2e4 * params["W1"]})
    net.scores(x)

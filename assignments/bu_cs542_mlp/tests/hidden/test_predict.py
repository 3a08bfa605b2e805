"""Problem 2.3: predict, judged on the student's own scores."""

import numpy as np

from grader import points
from grader.checks import call, same
from grader.errors import CheckFailed

N, D, H, C = 12, 6, 5, 4
ACTIVATIONS = ("sigmoid", "relu")
CLEAR = 1e-3  # a lead of the largest score that rounding can't turn


def check_predict(net, x):
    """The classes are those of the student's own scores, where these are clear."""
    ranked = np.sort(net.scores(x), axis=1)
    x = x[ranked[:, -1] - ranked[:, -2] > CLEAR]
    classes = np.argmax(net.scores(x), axis=1)
    got = call(net.model.predict, x, returns="y_pred")
    same(got, classes, "predict(X)", shapes=((len(x), 1),))


def telling(reference, follow, rng):
    """Parameters and rows that the two activations don't put into the same few classes."""
    while True:
        params, x, _ = follow.drawn(rng, N, D, H, C)
        networks = [follow.right_network(reference, name, params) for name in ACTIVATIONS]
        first, second = (network.predict(x) for network in networks)
        if np.sum(first != second) > 2 and min(len(set(first)), len(set(second))) > 1:
            return params, x


@points(3, problem="2.3", title="predict(X) gives the class of the largest score of each row")
def test_predict(submission, reference, follow, rng):
    for activation in ACTIVATIONS:
        params, x = telling(reference, follow, rng)
        net = follow.Net(submission, params, activation)
        try:
            check_predict(net, x)
        except CheckFailed:  # for a diagnosis: one network may give all rows one class
            call(follow.Net(submission, params, "relu").model.predict, x)
            raise
        net.verify_real(x, params, rng)


@points(1, problem="2.3", title="predict(X) gives it for scores near 1000 and -1000 too")
def test_predict_large(submission, reference, follow, rng):
    right = follow.right_network(reference, "relu")
    classes = 1
    while classes < 2:  # else one that always gives the same class could pass
        params, x, _ = follow.drawn(rng, N, D, H, C)
        right.params = params
        classes = len(set(right.predict(x)))
    for shift in (1000.0, -1000.0):
        net = follow.Net(submission, {**params, "b2": params["b2"] + shift}, "relu")
        check_predict(net, x)
    follow.Net(submission, params, "relu").verify_real(x, params, rng)

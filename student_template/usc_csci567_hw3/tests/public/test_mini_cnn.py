"""Problems 2.1 to 2.3: a point worked out on paper, and differences of the loss."""

import math

import numpy as np

from grader import points
from grader.checks import call, finite_number, gradient, same

W, V, X = np.array([1.2, -2.0]), np.array([0.3, -0.2]), np.array([5.0, 1.5, -0.8])
# a1 = 6 - 3 = 3, a2 = 1.8 + 1.6 = 3.4, yhat = 0.3 * 3 - 0.2 * 3.4 = 0.22
SLOPE = 1 / (1 + math.exp(-0.22))  # of ln(1 + exp(0.22)) for y = -1
NAMES = "dw1, dw2, dv1, dv2"


def loss(w, v, x, y):
    """The logistic loss of the mini-CNN."""
    z1, z2 = max(w[0] * x[0] + w[1] * x[1], 0), max(w[0] * x[1] + w[1] * x[2], 0)
    return math.log(1 + math.exp(-y * (v[0] * z1 + v[1] * z2)))


@points(0, problem="2.1", title="mini_cnn_grads gives dv1 and dv2 at a point")
def test_dv_at_a_point(submission):
    _, _, dv1, dv2 = call(submission.mini_cnn_grads, W, V, X, -1, returns=NAMES)
    same(dv1, 3 * SLOPE, "dv1")
    same(dv2, 3.4 * SLOPE, "dv2")


@points(0, problem="2.2", title="mini_cnn_grads gives dw1 and dw2 at a point")
def test_dw_at_a_point(submission):
    dw1, dw2, _, _ = call(submission.mini_cnn_grads, W, V, X, -1, returns=NAMES)
    same(dw1, (0.3 * 5 - 0.2 * 1.5) * SLOPE, "dw1")
    same(dw2, (0.3 * 1.5 + 0.2 * 0.8) * SLOPE, "dw2")


@points(0, problem="2.2", title="mini_cnn_grads agrees with differences of the loss")
def test_grads_by_differences(submission, rng):
    x = np.array([0.4, 0.8, -0.3])
    values = call(submission.mini_cnn_grads, W, V, x, 1, returns=NAMES)
    dw1, dw2, dv1, dv2 = (finite_number(value, "a gradient") for value in values)
    got = {"w": np.array([dw1, dw2]), "v": np.array([dv1, dv2])}
    gradient(lambda w, v: loss(w, v, x, 1), {"w": W, "v": V}, got, rng=rng)


@points(0, problem="2.3", title="mini_cnn_sgd takes one step at a point")
def test_sgd_at_a_point(submission):
    rows, labels = np.array([[0.0, 0.0, 0.0], X]), np.array([1, -1])
    w, v = call(submission.mini_cnn_sgd, W, V, rows, labels, 0.1, [1], returns="w, v")
    same(w, W - 0.1 * SLOPE * np.array([1.2, 0.61]), "w")
    same(v, V - 0.1 * SLOPE * np.array([3.0, 3.4]), "v")

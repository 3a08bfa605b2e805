"""Problem 4.2a: golden values worked out on paper, and differences of your own forward pass."""

import numpy as np

from grader import points
from grader.checks import call, gradient, same

X = np.array([[1.0, -2.0, 3.0], [0.0, 4.0, -1.0]])
W = np.array([[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 2.0], [-1.0, 2.0, 1.0, 0.0]])
B = np.array([10.0, 20.0, 30.0, 40.0])
DOUT = np.array([[1.0, -1.0, 2.0, 0.5], [-2.0, 1.0, 0.0, 1.0]])


@points(0, problem="4.2a", title="fc_forward gives a small example")
def test_fc_forward_example(submission):
    out, _ = call(submission.fc_forward, X, W, B, returns="out, cache")
    same(out, np.array([[2.0, 24.0, 35.0, 35.0], [23.0, 22.0, 29.0, 48.0]]), "out")


@points(0, problem="4.2a", title="fc_backward gives a small example")
def test_fc_backward_example(submission):
    _, cache = call(submission.fc_forward, X, W, B, returns="out, cache")
    dx, dw, db = call(submission.fc_backward, DOUT, cache, returns="dx, dw, db")
    right_dx = np.array([[4.5, 3.0, -1.0], [-3.0, -3.0, 4.0]])
    right_dw = np.array([[1, -1, 2, 0.5], [-10, 6, -4, 3], [5, -4, 6, 0.5]])
    same(dx, right_dx, "dx", others={"dw": right_dw})
    same(dw, right_dw, "dw", others={"dx": right_dx})
    same(db, np.array([-1.0, 0.0, 2.0, 1.5]), "db", shapes=((1, 4),))


@points(0, problem="4.2a", title="fc_backward agrees with differences of your own fc_forward")
def test_fc_backward_by_differences(submission, rng):
    at = {"x": X[:, 2:], "w": W[2:, 2:3], "b": B[:1]}
    dout = DOUT[:, 3:]
    _, cache = call(submission.fc_forward, *at.values(), returns="out, cache")
    dx, dw, db = call(submission.fc_backward, dout, cache, returns="dx, dw, db")

    def own(x, w, b):
        return call(submission.fc_forward, x, w, b, returns="out, cache")[0]

    got = {"x": dx, "w": dw, "b": db}
    shapes = {"b": ((1, 1),)}
    gradient(own, at, got, upstream=dout, rng=rng, shapes=shapes, own="fc_forward")


@points(0, problem="4.2a", title="relu_forward gives a small example")
def test_relu_forward_example(submission):
    x = np.array([[-1.5, 2.0, 0.0], [3.5, -4.0, -0.25]])
    out, _ = call(submission.relu_forward, x, returns="out, cache")
    same(out, np.array([[0.0, 2.0, 0.0], [3.5, 0.0, 0.0]]), "out")


@points(0, problem="4.2a", title="relu_backward gives a small example")
def test_relu_backward_example(submission):
    x = np.array([[-1.5, 2.0, 0.5], [3.5, -4.0, -0.25]])
    _, cache = call(submission.relu_forward, x, returns="out, cache")
    dout = np.array([[1.0, -2.0, 3.0], [-4.0, 5.0, -6.0]])
    dx = call(submission.relu_backward, dout, cache, returns="dx")
    same(dx, np.array([[0.0, -2.0, 3.0], [-4.0, 0.0, 0.0]]), "dx")

"""Exercises 2 to 4: golden values worked out on paper, and differences of your own functions."""

import numpy as np

from grader import points
from grader.checks import call, gradient, same

X = np.array([[1.0, -2.0], [0.0, 4.0], [3.0, -1.0]])
W = np.array([[1.0, 3.0, -1.0], [2.0, 0.0, 1.0]])
B = np.array([[10.0], [20.0]])
DLDZ = np.array([[1.0, -2.0], [0.5, 1.0]])
SCORES = np.log(np.array([[1.0, 3.0], [2.0, 1.0], [1.0, 4.0]]))  # softmax: 1/4 1/2 1/4, 3/8 1/8 1/2
LABELS = np.array([1, 0])


@points(0, problem="2d", title="fully_connected_forward gives a small example")
def test_dense_forward_example(submission):
    got = call(submission.fully_connected_forward, X, W, B, returns="Z")
    same(got, np.array([[8.0, 21.0], [25.0, 15.0]]), "Z")


@points(0, problem="2d", title="fully_connected_backward gives a small example")
def test_dense_backward_example(submission):
    back = submission.fully_connected_backward
    dldX, dldW, dldb = call(back, X, DLDZ, W, B, returns="dldX, dldW, dldb")
    same(dldX, np.array([[2.0, 0.0], [3.0, -6.0], [-0.5, 3.0]]), "dldX")
    same(dldW, np.array([[5.0, -8.0, 5.0], [-1.5, 4.0, 0.5]]), "dldW")
    same(dldb, np.array([[-1.0], [1.5]]), "dldb")


@points(0, problem="2d", title="a dense layer reads images in Fortran order")
def test_dense_images_example(submission):
    image = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(2, 2, 1, 1)  # as a column: 1, 3, 2, 4
    weights = np.array([[1.0, 10.0, 100.0, 1000.0]])
    got = call(submission.fully_connected_forward, image, weights, np.zeros((1, 1)), returns="Z")
    same(got, np.array([[4231.0]]), "Z")
    back = submission.fully_connected_backward
    dldX = call(back, image, np.ones((1, 1)), weights, np.zeros((1, 1)), returns="X, W, b")[0]
    right = np.array([[1.0, 100.0], [10.0, 1000.0]]).reshape(2, 2, 1, 1)
    same(dldX, right, "dldX")


@points(0, problem="2d", title="fully_connected_backward agrees with differences of your forward")
def test_dense_by_differences(submission, rng):
    back = submission.fully_connected_backward
    got = call(back, X, DLDZ, W, B, returns="dldX, dldW, dldb")
    gradient(
        lambda X, W, b: call(submission.fully_connected_forward, X, W, b, returns="Z"),
        {"X": X, "W": W, "b": B},
        dict(zip("XWb", got, strict=True)),
        upstream=DLDZ,
        rng=rng,
        own="fully_connected_forward",
    )


@points(0, problem="3b", title="relu_forward gives a small example")
def test_relu_forward_example(submission):
    x = np.array([[-1.5, 2.0, 0.0], [3.5, -4.0, -0.25]])
    got = call(submission.relu_forward, x, returns="Z")
    same(got, np.array([[0.0, 2.0, 0.0], [3.5, 0.0, 0.0]]), "Z")


@points(0, problem="3b", title="relu_backward gives a small example")
def test_relu_backward_example(submission):
    x = np.array([[-1.5, 2.0, 1.0], [3.5, -4.0, -0.25]])
    upstream = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])
    got = call(submission.relu_backward, x, upstream, returns="dldX")
    same(got, np.array([[0.0, -2.0, 3.0], [4.0, 0.0, 0.0]]), "dldX")


@points(0, problem="4b", title="softmaxloss_forward gives a small example")
def test_softmax_forward_example(submission):
    got = call(submission.softmaxloss_forward, SCORES, LABELS, returns="loss")
    same(got, (np.log(2) + np.log(8 / 3)) / 2, "the loss")


@points(0, problem="4b", title="softmaxloss_backward gives a small example")
def test_softmax_backward_example(submission):
    got = call(submission.softmaxloss_backward, SCORES, LABELS, returns="dldx")
    same(got, np.array([[0.125, -0.3125], [-0.25, 0.0625], [0.125, 0.25]]), "dldx")


@points(0, problem="4b", title="softmaxloss_forward stays finite for a score of 1000")
def test_softmax_large_example(submission):
    x = np.array([[1000.0, 0.0], [0.0, -1000.0]])
    got = call(submission.softmaxloss_forward, x, np.array([1, 0]), returns="loss")
    same(got, 500.0, "the loss")

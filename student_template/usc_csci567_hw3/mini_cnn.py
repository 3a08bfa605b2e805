"""A tiny convolutional network by hand: gradients of one example, then SGD.

For x = (x1, x2, x3), the filter w = (w1, w2) and the output weights v = (v1, v2):

    a1 = w1 x1 + w2 x2,  a2 = w1 x2 + w2 x3       the filter at its two places
    z1 = max(a1, 0),     z2 = max(a2, 0)          ReLU
    yhat = v1 z1 + v2 z2
    l = ln(1 + exp(-y yhat)),  y = -1 or +1       logistic loss
"""

import numpy as np


def mini_cnn_forward(w, v, x):
    """Given. w (2,), v (2,), x (3,): a (2,) before ReLU, z (2,) after it, the number yhat."""
    a = np.array([w[0] * x[0] + w[1] * x[1], w[0] * x[1] + w[1] * x[2]], dtype=float)
    z = np.maximum(a, 0.0)
    return a, z, v[0] * z[0] + v[1] * z[1]


def loss_slope(y, yhat):
    """The derivative of the loss l by yhat, a number, without overflow however large y yhat is."""
    # TODO 2.1: the exponential of a large positive number overflows, of a negative doesn't
    raise NotImplementedError("2.1: not written yet")


def mini_cnn_grads(w, v, x, y):
    """Gradients of the loss of one example: the numbers dw1, dw2, dv1, dv2.

    w (2,), v (2,), x (3,), y = -1 or +1. The slope of ReLU at 0 is 0.
    """
    a, z, yhat = mini_cnn_forward(w, v, x)
    dyhat = loss_slope(y, yhat)
    # TODO 2.1: dv1 and dv2, from yhat = v1 z1 + v2 z2
    dv1, dv2 = 0.0, 0.0
    # TODO 2.2: dw1 and dw2; both places of the filter use the same weights
    dw1, dw2 = 0.0, 0.0
    return dw1, dw2, dv1, dv2


def mini_cnn_sgd(w, v, X, Y, eta, order):
    """One SGD step for each row number in `order`; returns the new w (2,) and v (2,).

    X (N, 3), Y (N,) of -1 and +1, eta the learning rate.
    """
    # TODO 2.3: all four gradients come from the weights before the step
    raise NotImplementedError("2.3: not written yet")

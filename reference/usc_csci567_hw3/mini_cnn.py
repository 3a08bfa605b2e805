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
    # BEGIN SOLUTION 2.1 the exponential of a large positive number overflows, of a negative doesn't
    # dl/dyhat = -y / (1 + exp(y yhat)) = -y exp(-m) / (1 + exp(-m)) for m = y yhat
    e = np.exp(-abs(y * yhat))
    return -y * (e if y * yhat > 0 else 1.0) / (1.0 + e)
    # END SOLUTION


def mini_cnn_grads(w, v, x, y):
    """Gradients of the loss of one example: the numbers dw1, dw2, dv1, dv2.

    w (2,), v (2,), x (3,), y = -1 or +1. The slope of ReLU at 0 is 0.
    """
    a, z, yhat = mini_cnn_forward(w, v, x)
    dyhat = loss_slope(y, yhat)
    # BEGIN SOLUTION 2.1 dv1 and dv2, from yhat = v1 z1 + v2 z2
    # STUB: dv1, dv2 = 0.0, 0.0
    dv1, dv2 = dyhat * z[0], dyhat * z[1]
    # END SOLUTION
    # BEGIN SOLUTION 2.2 dw1 and dw2; both places of the filter use the same weights
    # STUB: dw1, dw2 = 0.0, 0.0
    da1 = dyhat * v[0] * (a[0] > 0)  # yhat = v1 max(a1, 0) + v2 max(a2, 0)
    da2 = dyhat * v[1] * (a[1] > 0)
    dw1 = da1 * x[0] + da2 * x[1]  # a1 = w1 x1 + w2 x2, a2 = w1 x2 + w2 x3
    dw2 = da1 * x[1] + da2 * x[2]
    # END SOLUTION
    return dw1, dw2, dv1, dv2


def mini_cnn_sgd(w, v, X, Y, eta, order):
    """One SGD step for each row number in `order`; returns the new w (2,) and v (2,).

    X (N, 3), Y (N,) of -1 and +1, eta the learning rate.
    """
    # BEGIN SOLUTION 2.3 all four gradients come from the weights before the step
    w, v = np.array(w, dtype=float), np.array(v, dtype=float)
    for n in order:
        dw1, dw2, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])
        w = w - eta * np.array([dw1, dw2])  # w <- w - eta dl/dw
        v = v - eta * np.array([dv1, dv2])
    return w, v
    # END SOLUTION

import math

import numpy as np


def sigmoid(t):
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    e = math.exp(t)
    return e / (1 + e)


def mini_cnn_grads(w, v, x, y):
    w1, w2 = w
    v1, v2 = v
    x1, x2, x3 = x
    a1 = w1 * x1 + w2 * x2
    a2 = w1 * x2 + w2 * x3
    z1 = a1 if a1 > 0 else 0.0
    z2 = a2 if a2 > 0 else 0.0
    yhat = v1 * z1 + v2 * z2
    dyhat = -y * sigmoid(-y * yhat)
    dv1 = dyhat * z1
    dv2 = dyhat * z2
    da1 = dyhat * v1 if a1 > 0 else 0.0
    da2 = dyhat * v2 if a2 > 0 else 0.0
    dw1 = da1 * x1 + da2 * x2
    dw2 = da1 * x2 + da2 * x3
    return dw1, dw2, dv1, dv2


def mini_cnn_sgd(w, v, X, Y, eta, order):
    w, v = w.copy(), v.copy()
    w1, w2 = w
    v1, v2 = v
    w[...] = 0
    for n in order:
        g1, g2, g3, g4 = mini_cnn_grads((w1, w2), (v1, v2), X[n], Y[n])
        w1 -= eta * g1
        w2 -= eta * g2
        v1 -= eta * g3
        v2 -= eta * g4
    return np.array([w1, w2]), np.array([v1, v2])

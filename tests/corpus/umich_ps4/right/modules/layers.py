import numpy as np

__all__ = ["fc_forward", "fc_backward", "relu_forward", "relu_backward"]


def fc_forward(x, w, b):
    extended = np.hstack([x, np.ones((len(x), 1))])
    return extended @ np.vstack([w, b]), (extended, w)


def fc_backward(dout, cache):
    extended, w = cache
    both = extended.T @ dout
    return dout @ w.T, both[:-1], both[-1]


def relu_forward(x):
    return np.maximum(x, 0.0), np.heaviside(x, 0.0)


def relu_backward(dout, cache):
    return dout * cache

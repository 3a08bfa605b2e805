"""prints a gigabyte, markup and control characters"""

import numpy as np

import sys


def graph_a_forward(x, w):
    for _ in range(10_000):
        print("y" * 100_000)
    return 0.0, None


def graph_c_forward(v):
    for _ in range(10_000):
        sys.stderr.write("<script>alert(1)</script>\x1b[2J\u202e\x00\ud800" * 1000)
    return 0.0, None


def graph_c_backward(cache):
    import os

    while True:
        os.write(1, b"z" * 100_000)


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

"""recursion without end, deep and cyclic values"""

import numpy as np

import sys

sys.setrecursionlimit(10**9)


def graph_a_forward(x, w):
    return graph_a_forward(x, w)


def graph_c_forward(v):
    deep = value = []
    for _ in range(10**6):
        value.append([])
        value = value[0]
    return deep, None


def graph_a_backward(cache):
    loop = {}
    loop["loop"] = loop
    loop["list"] = [loop, loop]
    return loop, [loop] * 4


def graph_c_backward(cache):
    wide = []
    for _ in range(100):
        wide = [wide, wide]
    return wide


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

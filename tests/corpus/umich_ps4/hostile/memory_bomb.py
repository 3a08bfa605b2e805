"""memory bombs beside honest layers: lists, arrays, dicts, answers of a gigabyte"""

import numpy as np


def graph_a_forward(x, w):
    return [0] * 10**11, None


def graph_a_backward(cache):
    return np.ones((10**6, 10**6)), np.ones(4)


def graph_c_forward(v):
    grown = {0: "x" * 1000}
    while True:
        grown.update({len(grown) + n: bytes(10**6) for n in range(100)})


def graph_c_backward(cache):
    return "x" * (1 << 30)


def softmax_loss(x, y):
    return np.zeros(1 << 27), np.zeros(1 << 27)


graph_a = {"nodes": ["x" * (1 << 28)], "inputs": [0] * 30_000_000, "output": "f"}
hyperparameters = {n: {"model": {}} for n in range(10**6)}


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

"""leaves the process in every way there is"""

import numpy as np

import os
import sys


def graph_a_forward(x, w):
    os._exit(0)


def graph_a_backward(cache):
    sys.exit(0)


def graph_c_forward(v):
    class Last:
        def __del__(self):
            os._exit(0)

    Last()


def graph_c_backward(cache):
    os.abort()


def softmax_loss(x, y):
    raise KeyboardInterrupt


class SoftmaxClassifier:
    def __init__(self, *args, **kwargs):
        raise SystemExit(0)


def train_network(*args, **kwargs):
    raise GeneratorExit


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

"""answers of every type that no task asks for"""

import numpy as np

import datetime
import decimal
import fractions


class Weird:
    def __array__(self, dtype=None, copy=None):
        raise RuntimeError

    def __len__(self):
        return -1

    def __iter__(self):
        return self

    def __next__(self):
        return self

    def __bool__(self):
        raise RuntimeError

    __float__ = __int__ = __index__ = __hash__ = __bool__


def graph_a_forward(x, w):
    return np.array("2020-01-01", dtype="M8[D]"), Weird()


def graph_a_backward(cache):
    return np.array([1, "a", None, Weird()], dtype=object), np.zeros(4, dtype=[("a", "f8")])


def graph_c_forward(v):
    return 10**4000, (n for n in iter(int, 1))


def graph_c_backward(cache):
    return np.array([1e400, np.nan, -np.inf, 1j])


def softmax_loss(x, y):
    return decimal.Decimal("NaN"), np.zeros((0,) * 20)


graph_a = {Weird: Weird(), "inputs": Weird(), "nodes": {1: 2}, "output": b"f"}


class SoftmaxClassifier:
    params = property(lambda self: Weird())

    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.odd = fractions.Fraction(1, 3)

    def forwards_backwards(self, X, y=None):
        return {("a", ("b", 1.5)): np.ma.masked_array(X), None: np.matrix(X), 3: memoryview(b"x")}

    def __getattr__(self, name):
        return Weird()


def train_network(model, data, *args, **kwargs):
    return 10**400, [10**400, np.str_("x")], {"a": Weird()}


def SGD_Momentum(model, data, *args, **kwargs):
    return np.zeros((1, 1, 1)), [[0.1], [0.1, 0.2]], np.array([1, 2], dtype=object)


hyperparameters = {"sgd": Weird(), "momentum": {"model": [1], "training": "x"},
                   "regularised": {"model": {1: 2}, "training": {"num_epochs": 10**400}},
                   "best": {"model": {"reg": "x" * 10**6}, "optimizer": ["sgd"], "training": None}}


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

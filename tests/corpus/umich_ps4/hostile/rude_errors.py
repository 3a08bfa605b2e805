"""exceptions whose text loops, raises, carries the inputs or markup"""

import numpy as np


class Endless(Exception):
    def __str__(self):
        while True:
            pass


class Raises(Exception):
    def __str__(self):
        raise self

    __repr__ = __str__


class Secret(Exception):
    pass


class Meta(type):
    def __getattribute__(cls, name):
        raise RuntimeError(name)


class Named(Exception, metaclass=Meta):
    pass


def graph_a_forward(x, w):
    raise Endless


def graph_a_backward(cache):
    raise Raises


def graph_c_forward(v):
    raise type("Inputs_" + "_".join(f"{n:.3f}" for n in v), (Exception,), {})("inputs: " + repr(v))


def graph_c_backward(cache):
    raise Named


def softmax_loss(x, y):
    error = Secret("\x1b]0;title\x07\x1b[2J<script>alert(1)</script>" * 1000)
    error.__traceback__ = None
    error.__cause__ = error
    raise error from error


class SoftmaxClassifier:
    def __init__(self, *args, **kwargs):
        raise SyntaxError("made up", ("/etc/passwd", 10**30, 5, "x" * 10**7))


def train_network(*args, **kwargs):
    raise BaseExceptionGroup("many", [BaseException() for _ in range(1000)])


def SGD_Momentum(*args, **kwargs):
    raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "\ud800")


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)

import numpy as np


def logistic(a):
    return np.exp(-np.logaddexp(0, -a))


ACTIVATIONS = {
    "relu": (lambda a: (a + np.abs(a)) / 2, lambda a, h: (np.sign(a) + 1) / 2),
    "sigmoid": (logistic, lambda a, h: logistic(a) * logistic(-a)),
}


def log_softmax(s):
    s = s - s.max(axis=1, keepdims=True)
    return s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))

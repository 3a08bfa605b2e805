"""predict gives the largest pixel's place, and evaluate breaks off where it could be compared."""

import numpy as np


def fully_connected_forward(X, W, b):
    raise NotImplementedError


def relu_forward(X):
    return np.maximum(X, 0)


def evaluate(net, x, labels=None, evaluate_gradient=False):
    raise NotImplementedError


def predict(net, x):
    return np.argmax(np.reshape(x, (-1, x.shape[-1])), axis=0)

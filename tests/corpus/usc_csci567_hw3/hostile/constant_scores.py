"""Scores that no input changes, with the right loss of them; a ReLU that gives one number."""

import numpy as np


class linear_layer:
    def __init__(self, D, K):
        self.params = {"W": np.zeros((D, K)), "b": np.zeros((1, K))}
        self.gradient = {"W": np.zeros((D, K)), "b": np.zeros((1, K))}

    def forward(self, X):
        return np.arange(len(X) * self.params["b"].size, dtype=float).reshape(len(X), -1)

    def backward(self, X, grad):
        return np.ones(X.shape)


class relu:
    def forward(self, X):
        return np.full(X.shape, 7.0)

    def backward(self, X, grad):
        return 0.5 * grad * (X != 0)


class softmax_cross_entropy:
    def forward(self, X, Y):
        s = X - X.max(axis=1, keepdims=True)
        return -(s - np.log(np.exp(s).sum(axis=1, keepdims=True)))[np.arange(len(Y)), Y].mean()

    def backward(self, X, Y):
        return X


def forward_pass(model, x, y):
    H, K = model["L2"].params["W"].shape
    a1, a2 = (np.arange(float(len(x) * n)).reshape(len(x), n) for n in (H, K))
    return a1, np.full(a1.shape, 7.0), a2, model["loss"].forward(a2, y)

"""Zeros and copies everywhere, and gradients that agree with them."""

import numpy as np


def mini_cnn_grads(w, v, x, y):
    return 0.0, 0.0, 0.0, 0.0


def mini_cnn_sgd(w, v, X, Y, eta, order):
    return w, v


class linear_layer:
    def __init__(self, D, K):
        self.params = {"W": np.zeros((D, K)), "b": np.zeros((1, K))}
        self.gradient = {"W": np.zeros((D, K)), "b": np.zeros((1, K))}

    def forward(self, X):
        return np.zeros((len(X), self.params["b"].size))

    def backward(self, X, grad):
        return np.zeros(np.shape(X))


class relu:
    def forward(self, X):
        self.mask = X
        return X

    def backward(self, X, grad):
        return grad


class softmax_cross_entropy:
    def forward(self, X, Y):
        return 0.0

    def backward(self, X, Y):
        return np.zeros(np.shape(X))


def make_model(D, hidden=128, K=10):
    return {"L1": linear_layer(D, hidden), "nonlinear1": relu(), "L2": linear_layer(hidden, K),
            "loss": softmax_cross_entropy()}


def miniBatchGradientDescent(model, rate):
    return model


def forward_pass(model, x, y):
    a2 = np.zeros((len(x), model["L2"].params["b"].size))
    h1 = np.zeros((len(x), model["L1"].params["b"].size))
    return h1, h1, a2, 0.0


def backward_pass(model, x, a1, h1, a2, y):
    return None


def gradient_checker(model, x, y, layer, name, index, step=1e-5):
    return 0.0, 0.0


def magnitude_checker(model, x, y):
    return 0.0


def early_stopping(val, patience):
    return 0, False


def momentum_step(model, velocity, rate, alpha):
    return velocity


def translate_up(X, pixels=4):
    return np.zeros(np.shape(X))


def rotate(X, degrees):
    return X * 0

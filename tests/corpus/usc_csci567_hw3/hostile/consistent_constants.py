"""Constants everywhere, not zero, and checkers and steps that agree with them."""

import numpy as np


def mini_cnn_grads(w, v, x, y):
    return 0.5, 0.5, 0.5, 0.5


def mini_cnn_sgd(w, v, X, Y, eta, order):
    return w - 0.5 * eta * len(order), v - 0.5 * eta * len(order)


class linear_layer:
    def __init__(self, D, K):
        self.params = {"W": np.full((D, K), 0.1), "b": np.full((1, K), 0.1)}
        self.gradient = {"W": np.ones((D, K)), "b": np.ones((1, K))}

    def forward(self, X):
        return np.arange(len(X) * self.params["b"].size, dtype=float).reshape(len(X), -1)

    def backward(self, X, grad):
        self.gradient = {k: np.ones(p.shape) for k, p in self.params.items()}
        return np.ones(np.shape(X))


class relu:
    def forward(self, X):
        self.mask = np.ones(np.shape(X))
        return 2.0 * np.ones(np.shape(X))

    def backward(self, X, grad):
        return 0.5 * np.ones(np.shape(grad))


class softmax_cross_entropy:
    def forward(self, X, Y):
        return 2.3

    def backward(self, X, Y):
        return np.ones(np.shape(X))


def make_model(D, hidden=128, K=10):
    return {"L1": linear_layer(D, hidden), "nonlinear1": relu(), "L2": linear_layer(hidden, K),
            "loss": softmax_cross_entropy()}


def miniBatchGradientDescent(model, rate):
    return model


def forward_pass(model, x, y):
    a1 = model["L1"].forward(x)
    h1 = model["nonlinear1"].forward(a1)
    a2 = model["L2"].forward(h1)
    return a1, h1, a2, model["loss"].forward(a2, y)


def backward_pass(model, x, a1, h1, a2, y):
    model["L1"].backward(x, h1)
    model["L2"].backward(h1, a2)


def gradient_checker(model, x, y, layer, name, index, step=1e-5):
    return 1.0, 0.0


def magnitude_checker(model, x, y):
    return float(model["L1"].params["W"].size)


def early_stopping(val, patience):
    return 1, False


def momentum_step(model, velocity, rate, alpha):
    return velocity


def translate_up(X, pixels=4):
    return X


def rotate(X, degrees):
    return X

"""nan and inf: neither larger nor smaller than any tolerance; true, none and complex numbers."""

import numpy as np

BAD = (np.nan, np.inf, -np.inf, 1e200 * 1e200)


def mini_cnn_grads(w, v, x, y):
    return BAD


def mini_cnn_sgd(w, v, X, Y, eta, order):
    return w * np.nan, v + 1j * np.nan


class linear_layer:
    def __init__(self, D, K):
        self.params = {"W": np.zeros((D, K)), "b": np.zeros((1, K))}
        self.gradient = {"W": np.full((D, K), np.inf), "b": np.full((1, K), np.inf)}

    def forward(self, X):
        return np.full((len(X), self.params["b"].size), np.nan)

    def backward(self, X, grad):
        self.gradient = {k: np.full(p.shape, np.nan) for k, p in self.params.items()}
        return np.full(X.shape, np.nan)


class relu:
    def forward(self, X):
        return X * np.nan

    def backward(self, X, grad):
        return grad * np.nan


class softmax_cross_entropy:
    def forward(self, X, Y):
        return np.nan

    def backward(self, X, Y):
        return X * np.nan


def make_model(D, hidden=128, K=10):
    return {"L1": linear_layer(D, hidden), "nonlinear1": relu(), "L2": linear_layer(hidden, K),
            "loss": softmax_cross_entropy()}


def miniBatchGradientDescent(model, rate):
    for name in ("L1", "L2"):
        model[name].params = {k: p * np.nan for k, p in model[name].params.items()}
    return model


def forward_pass(model, x, y):
    a1, a2 = model["L1"].forward(x), model["L2"].forward(x)
    return a1, a1, a2, np.nan


def backward_pass(model, x, a1, h1, a2, y):
    miniBatchGradientDescent(model, 0)


def gradient_checker(model, x, y, layer, name, index, step=1e-5):
    return np.nan, np.nan


def magnitude_checker(model, x, y):
    return np.float64("nan")


def early_stopping(val, patience):
    return np.nan, np.nan


def momentum_step(model, velocity, rate, alpha):
    miniBatchGradientDescent(model, 0)
    return {"v": np.nan}


def translate_up(X, pixels=4):
    return X * np.nan


def rotate(X, degrees):
    return np.full(X.shape, np.inf)

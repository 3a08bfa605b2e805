from functions import ACTIVATIONS, log_softmax
import training
import numpy as np


class TwoLayerMLP:
    """The network; formulas are in functions.py, the loop is in training.py."""

    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation="relu"):
        self.f, self.df = ACTIVATIONS[activation]
        sizes = {"1": (input_size, hidden_size), "2": (hidden_size, output_size)}
        self.params = {}
        for key, size in sizes.items():
            self.params["W" + key] = std * np.random.randn(*size)
            self.params["b" + key] = np.zeros(size[1])

    def loss(self, X, y=None, reg=0.0):
        p = self.params
        pre = np.matmul(X, p["W1"]) + p["b1"]
        hid = self.f(pre)
        scores = np.matmul(hid, p["W2"]) + p["b2"]
        if y is None:
            return scores
        lp = log_softmax(scores)
        n = y.shape[0]
        value = -lp[np.arange(n), y].sum() / n
        value += 0.5 * reg * sum(np.vdot(p[k], p[k]) for k in ("W1", "W2"))
        d2 = np.exp(lp)
        np.subtract.at(d2, (np.arange(n), y), 1)
        d2 /= n
        d1 = self.df(pre, hid) * np.matmul(d2, p["W2"].T)
        ones = np.ones(n)
        return value, {
            "W2": np.matmul(hid.T, d2) + reg * p["W2"],
            "b2": ones @ d2,
            "W1": np.matmul(X.T, d1) + reg * p["W1"],
            "b1": ones @ d1,
        }

    def train(self, *args, **kwargs):
        return training.run(self, *args, **kwargs)

    def predict(self, X):
        return np.argmax(log_softmax(self.loss(X)), axis=-1)

"""The penalty raises a TypeError of its own, which no unknown argument has to do with."""

import numpy as np


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=30, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.reg = reg
        self.params = {
            "W1": np.zeros((input_dim, hidden_dim)),
            "b1": np.zeros(hidden_dim),
            "W2": np.zeros((hidden_dim, num_classes)),
            "b2": np.zeros(num_classes),
        }

    def forwards_backwards(self, X, y=None):
        loss = sum(float(np.sum(value)) for value in self.params.values())
        if self.reg:
            loss += self.reg * None
        return loss, dict(self.params)

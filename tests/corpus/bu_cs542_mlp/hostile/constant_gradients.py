"""The right loss with gradients that are no gradients: constants, copies of W, signs of the sums."""

import numpy as np


class TwoLayerMLP:
    def __init__(self, D, H, C, std=1e-4, activation="relu"):
        self.activation = activation
        shapes = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
        self.params = {name: std * np.random.randn(*shape) for name, shape in shapes.items()}

    def loss(self, X, y=None, reg=0.0):
        p = self.params
        a = X @ p["W1"] + p["b1"]
        h = np.maximum(a, 0) if self.activation == "relu" else 0.5 + 0.5 * np.tanh(0.5 * a)
        scores = h @ p["W2"] + p["b2"]
        if y is None:
            return scores
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        loss = -np.log(e[np.arange(len(y)), y] / e.sum(axis=1)).mean()
        loss += 0.5 * reg * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))
        return loss, {"W1": np.ones(p["W1"].shape), "b1": p["b1"].copy(), "W2": p["W2"].copy(),
                      "b2": np.sign(p["b2"])}

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, num_epochs=10, batch_size=200, **rest):
        count = max(len(X) // batch_size, 1) * num_epochs
        self.params = {k: v - learning_rate * count for k, v in self.params.items()}
        size = float(np.sqrt(self.params["W1"].size))
        return {"loss_history": [self.loss(X, y)[0]] * count,
                "grad_magnitude_history": [size] * count,
                "train_acc_history": [1.0] * num_epochs, "val_acc_history": [1.0] * num_epochs}

    def predict(self, X):
        return np.zeros(len(X), int)

"""Typed, dataclass, a generator of batches, logits handled by log-sum-exp."""
from dataclasses import dataclass, field
from typing import Dict, Iterator, Optional, Tuple, Union

import numpy as np

Array = np.ndarray


@dataclass
class TwoLayerMLP:
    input_size: int
    hidden_size: int
    output_size: int
    std: float = 1e-4
    activation: str = "relu"
    params: Dict[str, Array] = field(init=False)

    def __post_init__(self) -> None:
        self.params = {
            "W1": np.random.randn(self.input_size, self.hidden_size) * self.std,
            "b1": np.zeros(self.hidden_size),
            "W2": np.random.randn(self.hidden_size, self.output_size) * self.std,
            "b2": np.zeros(self.output_size),
        }

    @property
    def is_relu(self) -> bool:
        return self.activation == "relu"

    def activate(self, a: Array) -> Tuple[Array, Array]:
        """Value and slope."""
        if self.is_relu:
            return np.fmax(a, 0), np.where(a > 0, 1.0, 0.0)
        s = 1 / (1 + np.exp(-np.clip(a, -500, 500)))
        return s, s * (1 - s)

    def loss(self, X: Array, y: Optional[Array] = None, reg: float = 0.0) -> Union[Array, Tuple[float, Dict[str, Array]]]:
        W1, b1, W2, b2 = self.params["W1"], self.params["b1"], self.params["W2"], self.params["b2"]
        h, slope = self.activate(X @ W1 + b1)
        scores = h @ W2 + b2
        if y is None:
            return scores
        n = len(scores)
        lse = np.logaddexp.reduce(scores, axis=1, keepdims=True)
        picked = np.take_along_axis(scores, np.asarray(y)[:, None], axis=1)
        data = (lse - picked).mean()
        onehot = np.zeros_like(scores)
        np.put_along_axis(onehot, np.asarray(y)[:, None], 1.0, axis=1)
        g = (np.exp(scores - lse) - onehot) / n
        gh = (g @ W2.T) * slope
        return float(data + 0.5 * reg * ((W1**2).sum() + (W2**2).sum())), {
            "W1": X.T @ gh + reg * W1, "b1": gh.sum(0), "W2": h.T @ g + reg * W2, "b2": g.sum(0)}

    @staticmethod
    def batches(n: int, size: int) -> Iterator[Array]:
        order = np.random.permutation(n)
        for start in range(0, max(n // size, 1) * size, size):
            yield order[start : start + size]

    def train(self, X, y, X_val, y_val, learning_rate: float = 1e-3, learning_rate_decay: float = 0.95,
              reg: float = 1e-5, num_epochs: int = 10, batch_size: int = 200, verbose: bool = False):
        np.random.seed(1)
        loss_history, grad_magnitude_history, train_acc_history, val_acc_history = [], [], [], []
        for epoch in range(num_epochs):
            for rows in self.batches(len(X), batch_size):
                loss, grads = self.loss(X[rows], y[rows], reg)
                loss_history.append(loss)
                grad_magnitude_history.append(np.linalg.norm(grads["W1"]))
                for name, g in grads.items():
                    self.params[name] = self.params[name] - learning_rate * g
            train_acc_history.append(np.average(self.predict(X[rows]) == y[rows]))
            val_acc_history.append(np.average(self.predict(X_val) == y_val))
            learning_rate *= learning_rate_decay
        names = "loss_history grad_magnitude_history train_acc_history val_acc_history".split()
        return {name: locals_ for name, locals_ in zip(names, (loss_history, grad_magnitude_history, train_acc_history, val_acc_history))}

    def predict(self, X):
        return np.array([[int(np.argmax(row))] for row in self.loss(X)])[:, 0]


answers = {
    "1.1": "h2 - y",
    "1.2": "h2 - y",
    "1.3": "(h2 - y) @ h1.T",
    "1.4": "W2.T @ (h2 - y)",
    "1.5a": "dJ/dh1 * sigmoid(a1) * (1 - sigmoid(a1))",
    "1.5b": "(dJ/dh1 * h1 * (1 - h1)) @ x.T",
}

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .data import Letters


@dataclass
class Model:
    """Biases apart from weights."""

    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray

    @classmethod
    def start(cls, width: int, hidden: int, random: bool) -> "Model":
        def draw(*shape: int) -> np.ndarray:
            return np.random.uniform(-0.1, 0.1, shape) if random else np.zeros(shape)

        return cls(draw(width, hidden), np.zeros(hidden), draw(hidden, 10), np.zeros(10))

    def run(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        z = 0.5 * (1 + np.tanh(0.5 * (x @ self.w1 + self.b1)))
        b = z @ self.w2 + self.b2
        return z, b - np.logaddexp.reduce(b, axis=-1, keepdims=True)

    def fit(self, part: Letters, rate: float) -> None:
        for x, y in zip(part.x, part.y):
            z, log_p = self.run(x)
            g = np.exp(log_p) - (np.arange(10) == y)
            h = self.w2 @ g * z * (1 - z)
            self.w2 -= rate * z[:, None] * g
            self.b2 -= rate * g
            self.w1 -= rate * x[:, None] * h
            self.b1 -= rate * h

    def loss(self, part: Letters) -> float:
        return float(-np.take_along_axis(self.run(part.x)[1], part.y[:, None].astype(int), 1).mean())

    def labels(self, part: Letters) -> np.ndarray:
        return np.argmax(self.run(part.x)[1], axis=1)

"""Small networks with their gradients by hand, and mistakes to plant in these."""

from dataclasses import dataclass, field

import numpy as np

ACTIVATIONS = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "sigmoid": (
        lambda z: 1 / (1 + np.exp(-z)),
        lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2,
    ),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "leaky": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1, 0.01)),
    "abs": (np.abs, np.sign),
}


@dataclass
class Net:
    """x W1 + b1, an activation, W2 + b2, mean cross-entropy, L2 on the weights."""

    seed: int
    reg: float = 0.1
    at: dict = field(default_factory=dict)

    def __post_init__(self):
        rng = np.random.default_rng(self.seed)
        n, d, h, c = (int(v) for v in rng.choice([2, 3, 4, 5], 4, replace=False))
        self.activation = list(ACTIVATIONS)[rng.integers(len(ACTIVATIONS))]
        size = 10 ** rng.uniform(-2, 0.7)
        self.x, self.y = rng.normal(size=(n, d)) * 10 ** rng.uniform(-1, 1), rng.integers(0, c, n)
        self.at = {
            "W1": rng.normal(size=(d, h)) * size,
            "b1": rng.normal(size=h) * size,
            "W2": rng.normal(size=(h, c)) * size,
            "b2": np.zeros(c),
        }

    def run(self, W1, b1, W2, b2):
        f, slope = ACTIVATIONS[self.activation]
        z = self.x @ W1 + b1
        a = f(z)
        scores = a @ W2 + b2
        rows = np.arange(len(self.y))
        shifted = scores - scores.max(axis=1, keepdims=True)
        total = np.exp(shifted).sum(axis=1, keepdims=True)
        loss = -(shifted - np.log(total))[rows, self.y].mean()
        ds = np.exp(shifted) / total
        ds[rows, self.y] -= 1
        ds /= len(self.y)
        dz = (ds @ W2.T) * slope(z)
        grads = {
            "W1": self.x.T @ dz + 2 * self.reg * W1,
            "b1": dz.sum(axis=0),
            "W2": a.T @ ds + 2 * self.reg * W2,
            "b2": ds.sum(axis=0),
        }
        return loss + self.reg * ((W1**2).sum() + (W2**2).sum()), grads

    def loss(self, **at):
        return self.run(**at)[0]

    def grads(self):
        return self.run(**self.at)[1]

"""Whole networks with a loss, their gradients by hand."""

import numpy as np
from numpy.typing import NDArray

from .case import Case, Floats, Gradients, near_kinks, scale


def _loss(scores: Floats, y: NDArray[np.int64]) -> float:
    """Mean cross-entropy of softmax."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    of_label = shifted[np.arange(len(y)), y]
    return float((np.log(np.exp(shifted).sum(axis=1)) - of_label).mean())


def _by_scores(scores: Floats, y: NDArray[np.int64]) -> Floats:
    """Its gradient; one minus the label's probability is summed up without cancellation."""
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    rows, total = np.arange(len(y)), e.sum(axis=1)
    p: Floats = e / total[:, None]
    others = e.copy()
    others[rows, y] = 0
    p[rows, y] = -others.sum(axis=1) / total
    return p / len(y)


def softmax(rng: np.random.Generator, large: bool) -> Case:
    """Mean cross-entropy of scores (n, c)."""
    n, c = (int(v) for v in rng.integers(*((34, 60) if large else (2, 5)), 2))
    scores, y = rng.normal(size=(n, c)) * scale(rng), rng.integers(c, size=n)
    right = _by_scores(scores, y)
    label = np.eye(c)[y] / n
    wrong = {
        "label not subtracted": right + label,
        "mean forgotten": right * n,
        "mean over classes": right * n / c,
        "label shifted": right + label - np.roll(label, 1, axis=1),
    }
    return Case(
        "softmax",
        lambda x: _loss(x, y),
        {"x": scores},
        None,
        {"x": right},
        {mistake: {"x": value} for mistake, value in wrong.items()},
    )


def rnn(rng: np.random.Generator, large: bool) -> Case:
    """h = tanh(x Wx + h Wh + b) over some steps; all states are the output, (t, n, h)."""
    d, h = (int(v) for v in rng.integers(*((24, 36) if large else (1, 3)), 2))
    n, steps = int(rng.integers(1, 4)), int(rng.integers(2, 5))
    x = rng.normal(size=(steps, n, d)) * scale(rng)
    size = 10 ** rng.uniform(-1, 0.3)
    at = {
        "Wx": rng.normal(size=(d, h)) * size,
        "Wh": rng.normal(size=(h, h)) * size / np.sqrt(h),
        "b": rng.normal(size=h) * size,
        "h0": rng.normal(size=(n, h)),
    }

    def forward(Wx: Floats, Wh: Floats, b: Floats, h0: Floats) -> Floats:
        states, projected = [h0], x @ Wx + b
        for each in projected:
            states.append(np.tanh(each + states[-1] @ Wh))
        return np.array(states[1:])

    u = rng.normal(size=(steps, n, h))
    states, z = [at["h0"]], []
    for each in x @ at["Wx"] + at["b"]:
        z.append(each + states[-1] @ at["Wh"])
        states.append(np.tanh(z[-1]))

    def backward(kept: int = steps, slope: bool = True, shift: int = 0) -> Gradients:
        g = {name: np.zeros_like(tensor) for name, tensor in at.items()}
        dh = np.zeros_like(at["h0"])
        for t in range(steps - 1, steps - 1 - kept, -1):
            # 1 - tanh^2 without cancellation.
            dz = (dh + u[t]) * (1 / np.cosh(np.clip(z[t], -350, 350)) ** 2 if slope else 1)
            g["Wx"] += x[t].T @ dz
            g["Wh"] += states[t + shift].T @ dz
            g["b"] += dz.sum(axis=0)
            dh = dz @ at["Wh"].T
        return {**g, "h0": dh}

    right = backward()
    wrong = {
        "first step forgotten": {**backward(steps - 1), "h0": right["h0"]},
        "slope of tanh forgotten": backward(slope=False),
        "new state for the old one": {**right, "Wh": backward(shift=1)["Wh"]},
    }
    return Case("rnn", forward, at, u, right, wrong)


def mlp(rng: np.random.Generator, large: bool) -> Case:
    """Two layers of random shape with an L2 term."""
    if large:
        n, d, h, c = (int(v) for v in (8, *rng.integers(20, 60, 2), rng.integers(3, 11)))
        d = max(d, 1100 // h)
    else:
        n, d, h, c = (int(v) for v in rng.integers(2, 4, 4))
    return two_layers(rng, n, d, h, c)


def two_layers(rng: np.random.Generator, n: int, d: int, h: int, c: int) -> Case:
    """relu(x W1 + b1) W2 + b2, mean cross-entropy, reg (|W1|^2 + |W2|^2): all sizes given."""
    x, y = near_kinks(rng, rng.normal(size=(n, d))) * scale(rng), rng.integers(c, size=n)
    size, reg = 10 ** rng.uniform(-1.5, 0.3), float(10 ** rng.uniform(-3, 0))
    at = {
        "W1": rng.normal(size=(d, h)) * size / np.sqrt(d),
        "b1": rng.normal(size=h) * size,
        "W2": rng.normal(size=(h, c)) * size / np.sqrt(h),
        "b2": np.zeros(c) if rng.random() < 0.5 else rng.normal(size=c) * size,
    }

    def forward(W1: Floats, b1: Floats, W2: Floats, b2: Floats) -> float:
        scores = np.maximum(x @ W1 + b1, 0) @ W2 + b2
        return _loss(scores, y) + reg * float(np.vdot(W1, W1) + np.vdot(W2, W2))

    z = x @ at["W1"] + at["b1"]
    a = np.maximum(z, 0)
    ds = _by_scores(a @ at["W2"] + at["b2"], y)
    da = ds @ at["W2"].T
    right = _by_weights(x, a, da * (z > 0), ds, at, reg)
    wrong = {
        "mask of the upstream": _by_weights(x, a, da * (da > 0), ds, at, reg),
        "mask of the output, >= 0": _by_weights(x, a, da, ds, at, reg),
        "mean forgotten": _by_weights(x, a, da * (z > 0) * n, ds * n, at, reg),
        "L2 on the biases": {**right, **{b: right[b] + 2 * reg * at[b] for b in ("b1", "b2")}},
        "bias summed over the wrong axis": {**right, "b2": np.resize(ds.sum(axis=1), c)},
        "z for the activation": {**right, "W2": z.T @ ds + 2 * reg * at["W2"]},
    }
    return Case("mlp", forward, at, None, right, wrong, {"W1": 2 * reg, "W2": 2 * reg})


def _by_weights(
    x: Floats, a: Floats, dz: Floats, ds: Floats, at: Gradients, reg: float
) -> Gradients:
    return {
        "W1": x.T @ dz + 2 * reg * at["W1"],
        "b1": dz.sum(axis=0),
        "W2": a.T @ ds + 2 * reg * at["W2"],
        "b2": ds.sum(axis=0),
    }

"""Layers with their backward passes: array in, array out, an upstream gradient."""

import numpy as np

from .case import Case, Floats, Gradients, near_kinks, scale


def _matrix(rng: np.random.Generator, large: bool) -> tuple[int, int]:
    low, high = (34, 60) if large else (2, 5)
    n, d = rng.integers(low, high, 2)
    return int(n), int(d)


def relu(rng: np.random.Generator, large: bool) -> Case:
    """max(x, 0)."""
    shape = _matrix(rng, large)
    x = near_kinks(rng, rng.normal(size=shape)) * scale(rng)
    u = rng.normal(size=shape)
    wrong: Gradients = {
        "mask of the upstream": u * (u > 0),
        "mask of the output, >= 0": u,
        "mask reversed": u * (x < 0),
        "upstream forgotten": (x > 0).astype(np.float64),
    }
    right = {"x": u * (x > 0)}
    return Case("relu", lambda x: np.maximum(x, 0), {"x": x}, u, right, _one("x", wrong))


def _one(name: str, wrong: dict[str, Floats]) -> dict[str, Gradients]:
    return {mistake: {name: value} for mistake, value in wrong.items()}


def max_pool(rng: np.random.Generator, large: bool) -> Case:
    """Windows of 2 x 2 that don't overlap, of images (n, h, w)."""
    n, h, w = (int(v) for v in rng.integers(*((7, 10) if large else (1, 3)), 3))
    x = near_kinks(rng, rng.normal(size=(n, h, 2, w, 2))) * scale(rng)
    u = rng.normal(size=(n, h, w))

    def forward(x: Floats) -> Floats:
        largest: Floats = x.reshape(n, h, 2, w, 2).max(axis=(2, 4))
        return largest

    wide = u[:, :, None, :, None]
    mask = x == x.max(axis=(2, 4), keepdims=True)
    shape = (n, 2 * h, 2 * w)
    first = np.zeros_like(x)
    first[:, :, 0, :, 0] = u
    wrong = {
        "spread evenly": (wide / 4 + 0 * x).reshape(shape),
        "to the first entry": first.reshape(shape),
        "upstream forgotten": (mask * 1.0).reshape(shape),
    }
    right = {"x": (wide * mask).reshape(shape)}
    at = {"x": x.reshape(shape)}
    return Case("max-pool", forward, at, u, right, _one("x", wrong))


def _sigmoid(x: Floats) -> Floats:
    small = np.exp(-np.abs(x))
    value: Floats = np.where(x >= 0, 1, small) / (1 + small)
    return value


def sigmoid(rng: np.random.Generator, large: bool) -> Case:
    """1 / (1 + exp(-x)), stable."""
    shape = _matrix(rng, large)
    x, u = rng.normal(size=shape) * scale(rng), rng.normal(size=shape)
    s, small = _sigmoid(x), np.exp(-np.abs(x))
    wrong = {
        "x (1 - x)": u * x * (1 - x),
        "s alone": u * s,
        "1 - s alone": u * (1 - s),
        "upstream forgotten": s * (1 - s),
    }
    right = {"x": u * small / (1 + small) ** 2}
    return Case("sigmoid", _sigmoid, {"x": x}, u, right, _one("x", wrong))


def batch_norm(rng: np.random.Generator, large: bool) -> Case:
    """Normalised over the batch, (n, d); gamma and beta; epsilon 1e-5."""
    n, d = (int(v) for v in (rng.integers(34, 60, 2) if large else rng.integers(3, 5, 2)))
    x = rng.normal(size=(n, d)) * scale(rng) + rng.normal(size=d)
    u = rng.normal(size=(n, d))
    at = {"x": x, "gamma": rng.normal(size=d), "beta": rng.normal(size=d)}

    def forward(x: Floats, gamma: Floats, beta: Floats) -> Floats:
        centred = x - x.mean(axis=0)
        value: Floats = gamma * centred / np.sqrt((centred**2).mean(axis=0) + 1e-5) + beta
        return value

    centred = x - x.mean(axis=0)
    root = np.sqrt((centred**2).mean(axis=0) + 1e-5)
    normal, g = centred / root, u * at["gamma"]
    mean, product = g.mean(axis=0), normal * (g * normal).mean(axis=0)
    rest = {"gamma": (u * normal).sum(axis=0), "beta": u.sum(axis=0)}
    right = {"x": (g - mean - product) / root, **rest}
    wrong = {
        "mean's part forgotten": {**right, "x": (g - product) / root},
        "variance's part forgotten": {**right, "x": (g - mean) / root},
        "n - 1 for n": {**right, "x": (g - mean - product * n / (n - 1)) / root},
        "x for normalised x": {**right, "gamma": (u * x).sum(axis=0)},
        "gamma forgotten": {**right, "x": (u - u.mean(0) - normal * (u * normal).mean(0)) / root},
    }
    return Case("batch-norm", forward, at, u, right, wrong)


def _slid(x: Floats, k: int) -> Floats:
    return np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))


def convolution(rng: np.random.Generator, large: bool) -> Case:
    """Cross-correlation without padding, stride 1: x (n, c, h, h), w (f, c, k, k), b (f)."""
    n, c, f = (int(v) for v in (rng.integers(3, 6, 3) if large else rng.integers(1, 3, 3)))
    k = int(rng.integers(2, 4)) if large else int(rng.integers(1, 3))
    h = k + (int(rng.integers(8, 11)) if large else int(rng.integers(0, 2)))
    x = rng.normal(size=(n, c, h, h)) * scale(rng)
    at = {"x": x, "w": rng.normal(size=(f, c, k, k)), "b": rng.normal(size=f)}

    def forward(x: Floats, w: Floats, b: Floats) -> Floats:
        value = np.tensordot(_slid(x, k), w, axes=((1, 4, 5), (1, 2, 3))) + b
        return value.transpose(0, 3, 1, 2)

    u = rng.normal(size=forward(**at).shape)
    dw = np.tensordot(u, _slid(x, k), axes=((0, 2, 3), (0, 2, 3)))
    padded = np.pad(u, ((0, 0), (0, 0), (k - 1, k - 1), (k - 1, k - 1)))

    def by_x(w: Floats) -> Floats:
        value = np.tensordot(_slid(padded, k), w, axes=((1, 4, 5), (0, 2, 3)))
        return value.transpose(0, 3, 1, 2)

    w, db = at["w"], u.sum(axis=(0, 2, 3))
    right = {"x": by_x(w[:, :, ::-1, ::-1]), "w": dw, "b": db}
    wrong = {
        "kernel not flipped": {**right, "x": by_x(w)},
        "kernel's gradient flipped": {**right, "w": dw[:, :, ::-1, ::-1]},
        "bias: one image only": {**right, "b": u[0].sum(axis=(1, 2))},
        "bias: mean for sum": {**right, "b": u.mean(axis=(0, 2, 3))},
    }
    return Case("convolution", forward, at, u, right, wrong)

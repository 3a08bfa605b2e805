"""Generated images that need a hidden layer: what the stand-ins are made of.

Each class has two fixed smooth patterns. An image holds its class's first pattern, faint and in
Gaussian clutter of all classes' first patterns: this is what a linear model can use. It holds the
second pattern with a random sign: what is left of it in the mean over a class, a linear model can
use as well; the rest needs a hidden layer. A second pattern of another class bounds the best
possible accuracy. Uniform noise on every pixel comes on top. Measured accuracies stand in
docs/datasets.md.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CLASSES = 10

_FREQUENCIES = 4
_NOISE = 40


@dataclass(frozen=True)
class Recipe:
    """Strengths of the patterns, as root mean square of grey levels.

    faint: of the first pattern, and of the clutter.
    strong: least and most of the second pattern.
    other: most of another class's second pattern; the least is 0.
    signs: what the second pattern's sign is drawn from, each as likely as the others.
    """

    faint: float
    strong: tuple[float, float]
    other: float
    signs: tuple[float, ...]


def draw_patterns(rng: np.random.Generator, shape: tuple[int, int, int]) -> NDArray[np.float32]:
    """The first patterns of all classes, then the second ones, (20, D).

    shape: channels, height and width, whose product is D. Every pattern has mean 0 and root mean
    square 1.
    """
    return np.concatenate([_draw(rng, shape), _draw(rng, shape)])


def draw_images(
    rng: np.random.Generator, patterns: NDArray[np.float32], y: NDArray[np.int64], recipe: Recipe
) -> NDArray[np.float32]:
    """An image around 0 for each label of y (N,), in grey levels: (N, D)."""
    rows = len(y)
    other = (y + rng.integers(1, CLASSES, rows)) % CLASSES
    signs = rng.choice(np.array(recipe.signs), (2, rows))
    row = np.arange(rows)
    weights = np.zeros((rows, 2 * CLASSES))
    weights[:, :CLASSES] = rng.normal(0, recipe.faint, (rows, CLASSES))
    weights[row, y] += recipe.faint
    weights[row, CLASSES + y] = signs[0] * rng.uniform(*recipe.strong, rows)
    weights[row, CLASSES + other] = signs[1] * rng.uniform(0, recipe.other, rows)
    images = weights.astype(np.float32) @ patterns
    images += rng.integers(-_NOISE, _NOISE + 1, images.shape, dtype=np.int8)
    return images


def to_pixels(images: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Grey levels 0 to 255 around 127.5, of images around 0; these are used up."""
    images += 127.5
    return np.clip(images, 0, 255, out=images).astype(np.uint8)


def _draw(rng: np.random.Generator, shape: tuple[int, int, int]) -> NDArray[np.float32]:
    channels, height, width = shape
    amounts = rng.standard_normal((CLASSES, channels, _FREQUENCIES, _FREQUENCIES))
    amounts[:, :, 0, 0] = 0
    waves = np.einsum("kcij,iy,jx->kcyx", amounts, _waves(height), _waves(width))
    flat = waves.reshape(CLASSES, -1)
    scale: NDArray[np.float64] = np.sqrt((flat**2).mean(axis=1, keepdims=True))
    patterns: NDArray[np.float32] = (flat / scale).astype(np.float32)
    return patterns


def _waves(length: int) -> NDArray[np.float64]:
    """Cosines of growing frequency over `length` pixels."""
    middle = (np.arange(length) + 0.5) / length
    waves: NDArray[np.float64] = np.cos(np.pi * np.arange(_FREQUENCIES)[:, None] * middle)
    return waves

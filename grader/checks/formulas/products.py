"""Operators on arrays of mathematics: a scalar has shape (), everything else two dimensions."""

import numpy as np

from grader.checks.formulas.trouble import ShapeError
from grader.checks.values import Array

MOST_POWER = 64.0


def shown_shape(array: Array) -> str:
    """`3 x 1`, or that it is a number."""
    return " x ".join(map(str, array.shape)) if array.ndim else "a single number"


def fit(a: Array, b: Array) -> bool:
    """Whether two arrays can be joined entry by entry: a vector stretches along a matrix."""
    if not a.ndim or not b.ndim or a.shape == b.shape:
        return True
    rows, columns = a.shape[0] == b.shape[0], a.shape[1] == b.shape[1]
    return (rows and 1 in (a.shape[1], b.shape[1])) or (columns and 1 in (a.shape[0], b.shape[0]))


def verify_fit(a: Array, b: Array, verb: str) -> None:
    """Raise ShapeError unless `fit`."""
    if not fit(a, b):
        raise ShapeError(f"{shown_shape(a)} and {shown_shape(b)} can't be {verb}")


def both_columns(a: Array, b: Array) -> bool:
    """Whether these are two columns, or two rows, of one length."""
    return a.ndim == 2 and a.shape == b.shape and 1 in a.shape


def matrix(a: Array, b: Array) -> Array:
    """a @ b, where a scalar scales."""
    if not a.ndim or not b.ndim:
        return np.asarray(a * b)
    if a.shape[1] != b.shape[0]:
        raise ShapeError(
            f"the matrix product of {shown_shape(a)} and {shown_shape(b)} doesn't exist "
            "(vectors are columns)"
        )
    return np.asarray(a @ b)


def star(a: Array, b: Array) -> Array:
    """a * b: entry by entry; where that is impossible, the matrix product."""
    if not a.ndim or not b.ndim or a.shape == b.shape:
        return np.asarray(a * b)
    if a.shape[1] == b.shape[0]:
        return np.asarray(a @ b)
    verify_fit(a, b, "multiplied")
    return np.asarray(a * b)


def entrywise(a: Array, b: Array) -> Array:
    """a ⊙ b."""
    verify_fit(a, b, "multiplied entry by entry")
    return np.asarray(a * b)


def divided(a: Array, b: Array) -> Array:
    """a / b, entry by entry."""
    verify_fit(a, b, "divided")
    return np.asarray(a / b)


def power(a: Array, b: Array) -> Array:
    """a ** b, entry by entry."""
    verify_fit(a, b, "base and exponent")
    if a.ndim == 0 and float(a) == float(np.e):
        return np.asarray(np.exp(b))
    if np.any(np.abs(b) > MOST_POWER):
        raise ShapeError(f"exponents up to {MOST_POWER:g} are read")
    return np.asarray(np.power(a, b))

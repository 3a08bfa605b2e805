"""Operators on arrays of mathematics: a scalar has shape (), everything else two dimensions."""

import numpy as np

from grader.checks.formulas.trouble import ShapeError
from grader.checks.values import Array

MOST_POWER = 64.0


def fit(a: Array, b: Array) -> bool:
    """Whether two arrays can be joined entry by entry: a vector stretches along a matrix."""
    if not a.ndim or not b.ndim or a.shape == b.shape:
        return True
    rows, columns = a.shape[0] == b.shape[0], a.shape[1] == b.shape[1]
    return (rows and 1 in (a.shape[1], b.shape[1])) or (columns and 1 in (a.shape[0], b.shape[0]))


def verify_fit(a: Array, b: Array, verb: str) -> None:
    """Raise ShapeError unless `fit`."""
    if not fit(a, b):
        raise ShapeError(f"{{}} and {{}} can't be {verb}", shapes=(a.shape, b.shape))


def both_columns(a: Array, b: Array) -> bool:
    """Whether these are two columns, or two rows, of one length."""
    return a.ndim == 2 and a.shape == b.shape and 1 in a.shape


def matrix(a: Array, b: Array) -> Array:
    """a @ b, where a scalar scales."""
    if not a.ndim or not b.ndim:
        return np.asarray(a * b)
    if a.shape[1] != b.shape[0]:
        turned = a.shape[1] == 1 and a.shape[0] == b.shape[0]
        hint = ": turn the first into a row by ^T" if turned else ""
        words = f"the matrix product of {{}} and {{}} doesn't exist (vectors are columns){hint}"
        raise ShapeError(words, shapes=(a.shape, b.shape))
    return np.asarray(a @ b)


def star(a: Array, b: Array) -> Array:
    """a * b: entry by entry; where that is impossible, the matrix product."""
    if not a.ndim or not b.ndim or a.shape == b.shape:
        return np.asarray(a * b)
    if a.shape[1] == b.shape[0]:
        return np.asarray(a @ b)
    verify_fit(a, b, "multiplied")
    return np.asarray(a * b)


def inner(a: Array, b: Array) -> Array:
    """Sums over the last axes, as numpy's: of two vectors a number, of matrices a b^T."""
    if both_vectors(a, b) and a.size == b.size:
        return np.asarray(a.ravel() @ b.ravel())
    if a.ndim and a.shape[1] == 1:
        return matrix(b, a)
    return matrix(a, b if b.ndim and b.shape[1] == 1 else b.T)


def outer(a: Array, b: Array) -> Array:
    """a b^T of two vectors, whichever way each stands."""
    for one in (a, b):
        if one.ndim and 1 not in one.shape:
            raise ShapeError("outer takes two vectors, a matrix of {} came", shapes=(one.shape,))
    return np.outer(a, b)


def both_vectors(a: Array, b: Array) -> bool:
    """Whether both are columns or rows."""
    return bool(a.ndim and b.ndim) and 1 in a.shape and 1 in b.shape


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
    return raised(a, b)


def raised(a: Array, b: Array) -> Array:
    """a ** b of arrays that fit."""
    if a.ndim == 0 and float(a) == float(np.e):
        return np.asarray(np.exp(b))
    if np.any(np.abs(b) > MOST_POWER):
        raise ShapeError(f"exponents up to {MOST_POWER:g} are read")
    return np.asarray(np.power(a, b))

"""Functions and indices of numpy that give an array another shape, or tell the one it has."""

import numpy as np

from grader.checks.formulas.trouble import ShapeError
from grader.checks.values import Array

MOST_ONES = 8
WRITE_OUT = "entries and parts of an array aren't read: write the formula with whole arrays"


def column(a: Array) -> Array:
    """a[:, None] of a vector: a column."""
    return _vector(a, "[:, None]").reshape(-1, 1)


def row(a: Array) -> Array:
    """a[None, :] of a vector: a row."""
    return _vector(a, "[None, :]").reshape(1, -1)


def first(a: Array) -> Array:
    """a[0]: the only row of a, as a vector; of one number itself."""
    if a.size == 1:
        return a.reshape(())
    if a.ndim < 2 or a.shape[0] != 1:
        raise ShapeError(WRITE_OUT)
    return line(a)


def line(a: Array) -> Array:
    """a.ravel() of a column, a row or a number: a vector."""
    if a.ndim == 2 and 1 not in a.shape:
        raise ShapeError("a matrix of {} in one line isn't read", shapes=(a.shape,))
    return a.reshape(-1, 1)


def reshaped(a: Array, *sizes: Array) -> Array:
    """a.reshape(...) of a column, a row or a number: a column or row; of a matrix itself."""
    wanted = [_whole(size) for size in sizes]
    known = int(np.prod([size for size in wanted if size >= 0]))
    shape = tuple(a.size // known if size == -1 and known else size for size in wanted)
    one_line = sum(size != 1 for size in shape) < 2
    if min(shape) < 0 or wanted.count(-1) > 1 or int(np.prod(shape)) != a.size:
        raise ShapeError("{} can't be reshaped into these sizes", shapes=(a.shape,))
    if a.shape == shape:
        return a
    if not one_line or (a.ndim == 2 and 1 not in a.shape):
        raise ShapeError("reshaping {} isn't read", shapes=(a.shape,))
    return a.reshape(shape)


def ones(rows: Array, columns: Array | None = None) -> Array:
    """A vector or matrix of ones."""
    sizes = [_whole(size) for size in (rows, columns) if size is not None]
    if not all(1 <= size <= MOST_ONES for size in sizes):
        raise ShapeError(f"ones() takes sizes from 1 to {MOST_ONES}")
    return np.ones(sizes)


def extent(a: Array, axis: Array) -> Array:
    """a.shape[axis]."""
    number = _whole(axis)
    if not a.ndim or not -a.ndim <= number < a.ndim:
        raise ShapeError("{} has no such axis", shapes=(a.shape,))
    return np.asarray(float(a.shape[number]))


def _vector(a: Array, index: str) -> Array:
    if not a.ndim or 1 not in a.shape:
        raise ShapeError(f"{index} takes a vector, {{}} came", shapes=(a.shape,))
    return a


def _whole(size: Array) -> int:
    if size.ndim or not float(size).is_integer() or abs(float(size)) > 1000:
        raise ShapeError("a size must be a whole number")
    return int(size)

"""The value of a formula's tree as numpy has it, where a vector is an array of one axis.

In the usual reading, where g is a column, `g @ W` doesn't exist; numpy gives W^T g. A formula may
be meant so if its products of arrays all have Python's signs.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np

from grader.checks.formulas import products, shaping
from grader.checks.formulas.evaluate import ADDED, Evaluator, sign_inside
from grader.checks.formulas.trouble import ShapeError
from grader.checks.values import Array

NO_PYTHON = "this product has no sign of Python"


def _flat(a: Array) -> Array:
    """A vector with one axis, from a vector, a column, a row or a number."""
    if a.ndim == 2 and 1 not in a.shape:
        raise ShapeError("a matrix of {} in one line isn't read", shapes=(a.shape,))
    return a.ravel()


def _one_axis(a: Array) -> Array:
    if a.ndim != 1:
        raise ShapeError("{} is no vector of one axis", shapes=(a.shape,))
    return a


def _matmul(a: Array, b: Array) -> Array:
    return np.asarray(a @ b if a.ndim and b.ndim else a * b)


def _reshaped(a: Array, *sizes: Array) -> Array:
    column = a.reshape(-1, 1) if a.ndim == 1 else a
    found = shaping.reshaped(column, *sizes)
    return found if len(sizes) > 1 else _flat(found)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sum": lambda a, axis=None: a.sum(axis=_axis(axis)),
    "mean": lambda a, axis=None: a.mean(axis=_axis(axis)),
    "outer": lambda a, b: np.outer(_flat(a), _flat(b)),
    "dot": _matmul,
    "inner": np.inner,
    "multiply": lambda a, b: a * b,
    "diag": lambda a: np.diag(_one_axis(a)),
    "ravel": _flat,
    "reshape": _reshaped,
    "column_of": lambda a: _one_axis(a)[:, np.newaxis],
    "row_of": lambda a: _one_axis(a)[np.newaxis, :],
    "only_of": lambda a: _flat(shaping.first(a.T)),
    "first_of": lambda a: shaping.first(a) if a.ndim != 2 else _flat(shaping.first(a)),
}


def _axis(axis: Array | None) -> int | None:
    if axis is not None and (axis.ndim or float(axis) not in (0.0, 1.0, -1.0)):
        raise ShapeError("an axis must be 0 or 1")
    return None if axis is None else int(axis)


class ByNumpy(Evaluator):
    """Computes a tree at one point by numpy's rules; refuses products without their signs."""

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {**Evaluator.functions, **FUNCTIONS}

    def value(self, node: ast.AST) -> Array:
        """The value of a node. Raises ShapeError, FormulaError."""
        try:
            return super().value(node)
        except (
            ValueError,
            TypeError,
            IndexError,
        ):  # numpy's own words, about shapes that don't fit
            raise ShapeError("numpy can't join these shapes", self._place(node)) from None

    def _shaped(self, value: Any) -> Array:
        array = np.asarray(value, dtype=np.float64)
        if array.ndim > 2:
            raise ShapeError("arrays of more than two axes aren't read")
        return array.reshape(()) if array.size == 1 else array

    def _verify_fit(self, a: Array, b: Array, verb: str) -> None:
        np.broadcast_shapes(a.shape, b.shape)

    def _turned(self, value: Array, sign: str) -> Array:
        if sign == "H" and value.ndim == 1:
            raise ShapeError("a vector of one axis has no transpose")
        return value.T

    def _vector(self, value: Any) -> Array:
        return _flat(self._shaped(value))

    def _binary(self, node: ast.BinOp) -> Any:
        if sign_inside(node.left):
            raise ShapeError(NO_PYTHON)
        a, b = self.value(node.left), self.value(node.right)
        match node.op:
            case ast.Mod():
                if a.ndim and b.ndim:
                    raise ShapeError(NO_PYTHON)
                return a * b
            case ast.MatMult():
                return _matmul(a, b)
            case ast.Pow():
                np.broadcast_shapes(a.shape, b.shape)
                return products.raised(a, b)
            case ast.Div():
                return a / b
            case ast.FloorDiv() if a.ndim and b.ndim and a.shape != b.shape:
                raise ShapeError(NO_PYTHON)
            case ast.Mult() | ast.FloorDiv():
                return a * b
            case ast.Add() | ast.Sub():
                return ADDED[type(node.op)](a, b)
        raise ShapeError(NO_PYTHON)

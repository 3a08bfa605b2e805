"""The functions that a formula may use, on arrays of the shapes that `evaluate` keeps."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from grader.checks.formulas.products import both_vectors, entrywise, inner, matrix, outer
from grader.checks.formulas.shaping import column, extent, first, line, ones, reshaped, row
from grader.checks.formulas.trouble import ShapeError
from grader.checks.values import Array

MOST_ARGUMENTS = 10


class Function(NamedTuple):
    """What a function computes, and how many arguments it takes."""

    value: Callable[..., Any]
    least: int = 1
    most: int = 1


def sigmoid(a: Array) -> Array:
    """1 / (1 + exp(-a)), without overflow."""
    small = np.exp(-np.abs(a))
    return np.asarray(np.where(a >= 0, 1 / (1 + small), small / (1 + small)))


def softmax(a: Array) -> Array:
    """exp(a) / sum of exp(a), down each column."""
    raised = np.exp(a - a.max(axis=0)) if a.ndim else np.ones(())
    return np.asarray(raised / raised.sum(axis=0))


def dot(a: Array, b: Array) -> Array:
    """The inner product of two vectors, the matrix product of anything else."""
    if both_vectors(a, b) and a.size == b.size:
        return np.asarray(a.ravel() @ b.ravel())
    return matrix(a, b)


def total(a: Array, axis: Array | None = None) -> Array:
    """The sum of all entries, or along one axis, which stays with length 1."""
    if axis is None:
        return np.asarray(a.sum())
    if not a.ndim or axis.ndim or float(axis) not in (0.0, 1.0, -1.0):
        raise ShapeError("sum along an axis takes a matrix, and axis 0 (down) or 1 (across)")
    return np.asarray(a.sum(axis=int(axis), keepdims=True))


def mean(a: Array, axis: Array | None = None) -> Array:
    """As `total`, divided by how many entries it added up."""
    added = total(a, axis)
    return np.asarray(added * added.size / a.size)


def diagonal(a: Array) -> Array:
    """The diagonal matrix of a vector."""
    if a.ndim and 1 not in a.shape:
        raise ShapeError("diag takes a vector, a matrix of {} came", shapes=(a.shape,))
    return np.diag(a.ravel())


def norm(a: Array) -> Array:
    """The square root of the sum of squares."""
    return np.asarray(np.sqrt((a * a).sum()))


def _pairwise(function: Callable[[Array, Array], Array], over_all: Callable[[Array], Array]) -> Any:
    def value(*arguments: Array) -> Array:
        if len(arguments) == 1:
            return np.asarray(over_all(arguments[0]))
        result = arguments[0]
        for other in arguments[1:]:
            if result.ndim and other.ndim and result.shape != other.shape:
                shapes = (result.shape, other.shape)
                raise ShapeError("there is no max or min of {} and {}", shapes=shapes)
            result = function(result, other)
        return result

    return value


def _where(condition: Array, a: Array, b: Array) -> Array:
    shapes = sorted({one.shape for one in (condition, a, b) if one.ndim})
    if len(shapes) > 1:
        raise ShapeError("the cases have different shapes, {} and {}", shapes=shapes[:2])
    return np.where(condition != 0, a, b)


def whole(a: Array) -> Array:
    """int(a): of whole numbers, such as conditions, the same; others it would cut off."""
    if not (a == np.rint(a)).all():
        raise ShapeError("int() cuts off decimals, which no formula here asks for")
    return a


FUNCTIONS: dict[str, Function] = {
    "sigmoid": Function(sigmoid),
    "relu": Function(lambda a: np.where(a > 0, a, 0.0)),
    "exp": Function(np.exp),
    "expm1": Function(np.expm1),
    "log": Function(np.log),
    "log1p": Function(np.log1p),
    "sin": Function(np.sin),
    "cos": Function(np.cos),
    "tan": Function(np.tan),
    "tanh": Function(np.tanh),
    "sqrt": Function(np.sqrt),
    "abs": Function(np.abs),
    "sign": Function(np.sign),
    "square": Function(np.square),
    "softmax": Function(softmax),
    "max": Function(_pairwise(np.maximum, np.max), 1, MOST_ARGUMENTS),
    "min": Function(_pairwise(np.minimum, np.min), 1, MOST_ARGUMENTS),
    "sum": Function(total, 1, 2),
    "mean": Function(mean, 1, 2),
    "transpose": Function(lambda a: a.T),
    "outer": Function(outer, 2, 2),
    "dot": Function(dot, 2, 2),
    "inner": Function(inner, 2, 2),
    "multiply": Function(entrywise, 2, 2),
    "diag": Function(diagonal),
    "norm": Function(norm),
    "where": Function(_where, 3, 3),
    "indicator": Function(lambda a: np.where(a != 0, 1.0, 0.0)),
    "heaviside": Function(lambda a, b: np.where(a == 0, b, np.where(a > 0, 1.0, 0.0)), 2, 2),
    "float": Function(lambda a: a),
    "int": Function(whole),
    "ones": Function(ones, 1, 2),
    "reshape": Function(reshaped, 2, 3),
    "ravel": Function(line),
    # indices in brackets, and x.shape[0]
    "column_of": Function(column),
    "row_of": Function(row),
    "first_of": Function(first),
    "only_of": Function(lambda a: first(a.T)),
    "extent_of": Function(extent, 2, 2),
    # derivatives, σ'(a)
    "slope_sigmoid": Function(lambda a: sigmoid(a) * sigmoid(-a)),
    "slope_relu": Function(lambda a: np.where(a > 0, 1.0, 0.0)),
    "slope_tanh": Function(lambda a: 1 - np.tanh(a) ** 2),
    "slope_exp": Function(np.exp),
    "slope_log": Function(lambda a: 1 / a),
    "slope_sin": Function(np.cos),
    "slope_cos": Function(lambda a: -np.sin(a)),
}

SPELLINGS: dict[str, str] = {
    **{name: name for name in FUNCTIONS if not re.match("slope_|.*_of$", name)},
    **dict.fromkeys(("sigma", "sigm", "logistic", "Sigmoid", "expit"), "sigmoid"),
    **dict.fromkeys(("sigmoidprime", "dsigmoid"), "slope_sigmoid"),
    **dict.fromkeys(("ReLU", "Relu", "RELU", "relu"), "relu"),
    **dict.fromkeys(("ln", "Log", "Ln"), "log"),
    **dict.fromkeys(("Exp",), "exp"),
    **dict.fromkeys(("absolute", "fabs"), "abs"),
    **dict.fromkeys(("sgn",), "sign"),
    **dict.fromkeys(("maximum", "amax"), "max"),
    **dict.fromkeys(("minimum", "amin"), "min"),
    **dict.fromkeys(("matmul",), "dot"),
    **dict.fromkeys(("float64", "float32", "array", "asarray"), "float"),
    **dict.fromkeys(("flatten",), "ravel"),
    **dict.fromkeys(("I", "bool"), "indicator"),
}
"""What a student may call a function -> its name in `FUNCTIONS`."""

CONSTANTS = {"e": float(np.e), "pi": float(np.pi)}

"""The value of a formula's tree at a point."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.checks.formulas import products
from grader.checks.formulas.functions import FUNCTIONS
from grader.checks.formulas.spelling import Spelled
from grader.checks.formulas.trouble import FormulaError, ShapeError
from grader.checks.values import Array

MOST_WORK = 20_000
"""Nodes that are computed at one point; only sums inside of sums come near."""

MOST_TERMS = 40

Both = Callable[[Any, Any], Any]

ADDED: dict[type[ast.operator], Both] = {ast.Add: operator.add, ast.Sub: operator.sub}
JOINED: dict[type[ast.operator], Callable[[Array, Array], Array]] = {
    ast.FloorDiv: products.entrywise,
    ast.Div: products.divided,
    ast.Pow: products.power,
    ast.Mult: products.star,
}
COMPARED: dict[type[ast.cmpop], Both] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def mathematical(value: Any) -> Array:
    """A value as a formula sees it: a scalar (), else two dimensions, a vector as a column."""
    array = np.asarray(value, dtype=np.float64)
    if array.ndim == 1:
        array = array.reshape(-1, 1)
    return array.reshape(()) if array.size == 1 else array


class Evaluator:
    """Computes a tree at one point.

    values: Python name -> value. loose: as in `Reading`; `doubtful` tells whether it matters.
    """

    def __init__(self, values: Mapping[str, Any], spelled: Spelled, *, loose: bool) -> None:
        self.values = dict(values)
        self.spelled = spelled
        self.loose = loose
        self.doubtful = False
        self.work = 0

    def value(self, node: ast.AST) -> Array:
        """The value of a node. Raises ShapeError, FormulaError."""
        self.work += 1
        if self.work > MOST_WORK:
            raise FormulaError("its sums have too many terms")
        try:
            return mathematical(self._value(node))
        except ShapeError as error:
            if error.place is None:
                raise ShapeError(error.words, self._place(node)) from None
            raise

    def _place(self, node: ast.AST) -> int:
        inner: Any = node.right if isinstance(node, ast.BinOp) else node
        column: int = inner.col_offset
        return self.spelled.places[column]

    def _value(self, node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return np.nan if name == "nan" else self.values[name]
            case ast.Attribute(value=inner):
                return self.value(inner).T
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._entry(name, self.value(index))
            case ast.BinOp():
                return self._binary(node)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return self.value(inner) == 0
            case ast.UnaryOp(op=sign, operand=inner):
                return -self.value(inner) if isinstance(sign, ast.USub) else self.value(inner)
            case ast.BoolOp():
                truths = np.broadcast_arrays(*[self.value(one) != 0 for one in node.values])
                every = isinstance(node.op, ast.And)
                return np.all(truths, axis=0) if every else np.any(truths, axis=0)
            case ast.Compare():
                return self._compared(node)
            case ast.Call(func=ast.Name(id="fold"), args=[ast.Name(id=name), low, high, body]):
                return self._fold(name, self.value(low), self.value(high), body)
            case ast.Call(func=ast.Name(id=name)):
                return FUNCTIONS[name].value(*[self.value(one) for one in node.args])
        raise FormulaError("it holds something that is no formula")

    def _entry(self, name: str, index: Array) -> Any:
        """An entry of a sequence; nan where it has none."""
        entries = np.asarray(self.values[name], dtype=np.float64)
        number = self._whole(index)
        inside = 0 <= number < len(entries)
        return entries[number] if inside else np.full_like(entries[0], np.nan)

    def _whole(self, value: Array) -> int:
        number = float(value) if not value.ndim else np.nan
        if not number.is_integer() or abs(number) > 1000:
            raise ShapeError("an index must be a whole number")
        return int(number)

    def _binary(self, node: ast.BinOp) -> Any:
        left = node.left
        inner = isinstance(left, ast.BinOp) and _is_dot(left)
        a = self.value(left.left if inner and isinstance(left, ast.BinOp) else left)
        b = self.value(node.right)
        if inner:
            return self._dotted(a, b)
        kind = type(node.op)
        if kind in ADDED:
            products.verify_fit(a, b, "added" if kind is ast.Add else "subtracted")
            return ADDED[kind](a, b)
        if kind in JOINED:
            return JOINED[kind](a, b)
        if products.both_columns(a, b) and (_is_mask(left) or _is_mask(node.right)):
            return a * b
        if products.both_columns(a, b):
            return self._two_columns(a, b, implicit=kind is ast.Mod)
        return products.matrix(a, b)

    def _dotted(self, a: Array, b: Array) -> Any:
        """a · b: the inner product of two columns, else as without a sign."""
        if not products.both_columns(a, b):
            return products.matrix(a, b)
        self.doubtful = True
        return a * b if self.loose else np.vdot(a, b)

    def _two_columns(self, a: Array, b: Array, *, implicit: bool) -> Any:
        """A product of two columns doesn't exist; it may be meant in another way."""
        self.doubtful = True
        if not self.loose:
            return products.matrix(a, b)
        return a * b if implicit else np.vdot(a, b)

    def _compared(self, node: ast.Compare) -> Any:
        operands = [self.value(one) for one in (node.left, *node.comparators)]
        truth: Any = True
        for sign, a, b in zip(node.ops, operands, operands[1:], strict=False):
            products.verify_fit(a, b, "compared")
            truth = np.logical_and(truth, COMPARED[type(sign)](a, b))
        return truth

    def _fold(self, name: str, low: Array, high: Array, body: ast.expr) -> Any:
        first, last = self._whole(low), self._whole(high)
        if last - first >= MOST_TERMS:
            raise FormulaError(f"a sum of more than {MOST_TERMS} terms isn't computed")
        added = mathematical(0.0)
        for number in range(first, last + 1):
            self.values[name] = float(number)
            term = self.value(body)
            products.verify_fit(added, term, "added")
            added = mathematical(added + term)
        return added


def _is_mask(node: ast.expr) -> bool:
    """Whether this is 0 or 1 by a condition, `1[a > 0]`: what it stands beside is masked."""
    match node:
        case ast.Compare() | ast.BoolOp():
            return True
        case ast.BinOp(left=ast.Constant(), op=ast.Mod(), right=inner):
            return _is_mask(inner)
        case ast.Call(func=ast.Name(id=name)):
            return name == "indicator"
    return False


def _is_dot(node: ast.BinOp) -> bool:
    """Whether this is the left half of `a · b`, spelled `a % inner % b`."""
    return (
        isinstance(node.op, ast.Mod)
        and isinstance(node.right, ast.Name)
        and (node.right.id == "inner")
    )

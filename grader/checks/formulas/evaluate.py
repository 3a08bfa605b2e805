"""The value of a formula's tree at a point."""

import ast
import itertools
import operator
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

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

    values: Python name -> value. letters: what dimension letter a size is. loose: as in `Reading`;
    `doubtful` tells whether it matters.
    """

    functions: ClassVar[Mapping[str, Callable[..., Any]]] = {
        n: f.value for n, f in FUNCTIONS.items()
    }

    def __init__(
        self,
        values: Mapping[str, Any],
        spelled: Spelled,
        letters: Mapping[int, str],
        *,
        loose: bool = False,
    ) -> None:
        self.values = dict(values)
        self.spelled = spelled
        self.letters = letters
        self.loose = loose
        self.doubtful = False
        self.work = 0

    def value(self, node: ast.AST) -> Array:
        """The value of a node. Raises ShapeError, FormulaError."""
        self.work += 1
        if self.work > MOST_WORK:
            raise FormulaError("its sums have too many terms")
        try:
            return self._shaped(self._value(node))
        except ShapeError as error:
            if error.place is None:
                raise error.named(self.letters, self._place(node)) from None
            raise

    def _shaped(self, value: Any) -> Array:
        return mathematical(value)

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
            case ast.Attribute(value=inner, attr=sign):
                return self._turned(self.value(inner), sign)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._entry(name, self._whole(index))
            case ast.BinOp():
                return self._binary(node)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return self.value(inner) == 0
            case ast.UnaryOp(op=sign, operand=inner):
                return -self.value(inner) if isinstance(sign, ast.USub) else self.value(inner)
            case ast.BoolOp():
                return self._truth([self.value(one) for one in node.values], node.op)
            case ast.Compare():
                return self._compared(node)
            case ast.Call(func=ast.Name(id="fold"), args=[ast.Name(id=name), low, high, body]):
                return self._fold(name, self._whole(low), self._whole(high), body)
            case ast.Call(func=ast.Name(id="each"), args=[ast.Name(id=name), body]):
                return self._fold(name, 1, self._extent(name, body), body)
            case ast.Call(func=ast.Name(id="entry"), args=[ast.Name(id=name), index]):
                return self._component(self.values[name], self._whole(index))
            case ast.Call(func=ast.Name(id="every"), args=[ast.Name(id=name)]):
                return self._vector(self.values[name])
            case ast.Call(func=ast.Name(id=name)):
                return self.functions[name](*[self.value(one) for one in node.args])
        raise FormulaError("it holds something that is no formula")

    def _turned(self, value: Array, sign: str) -> Array:
        """The transpose; sign: T as in Python, H by a raised T or a stroke."""
        return value.T

    def _truth(self, values: list[Array], sign: ast.boolop) -> Any:
        for a, b in itertools.pairwise(values):
            self._verify_fit(a, b, "joined")
        truths = np.broadcast_arrays(*[value != 0 for value in values])
        return np.all(truths, axis=0) if isinstance(sign, ast.And) else np.any(truths, axis=0)

    def _verify_fit(self, a: Array, b: Array, verb: str) -> None:
        products.verify_fit(a, b, verb)

    def _entry(self, name: str, number: int) -> Any:
        """An entry of a sequence; nan where it has none."""
        entries = np.asarray(self.values[name], dtype=np.float64)
        inside = 0 <= number < len(entries)
        return entries[number] if inside else np.full_like(entries[0], np.nan)

    def _vector(self, value: Any) -> Array:
        """A vector's value, for `x_i` with any one i."""
        array = mathematical(value)
        if array.ndim and array.shape[0] == 1:
            return array.T
        if array.ndim and array.shape[1] != 1:
            words = "{} has two indices, and entries of it aren't read: write sum(A, axis=1)"
            raise ShapeError(words, shapes=(array.shape,))
        return array

    def _component(self, value: Any, number: int) -> Any:
        """Entry `number` of a vector, counted from 1; nan where it has none."""
        entries = self._vector(value).ravel()
        return entries[number - 1] if 1 <= number <= len(entries) else np.nan

    def _extent(self, name: str, body: ast.expr) -> int:
        """Up to where the index of a sum without an end runs: what it is an index of tells.

        Of sequences it is the shortest: a computed one may have an entry behind the last step.
        """
        steps: set[int] = set()
        sizes: set[int] = set()
        for node in ast.walk(body):
            match node:
                case ast.Subscript(value=ast.Name(id=of), slice=ast.Name(id=index)):
                    steps |= {len(self.values[of]) - 1} if index == name else set()
                case ast.Call(
                    func=ast.Name(id="entry"), args=[ast.Name(id=of), ast.Name(id=index)]
                ):
                    sizes |= {self._vector(self.values[of]).size} if index == name else set()
        lengths = sizes | {min(steps)} if steps else sizes
        if len(lengths) != 1:
            raise ShapeError(
                "it isn't clear where this sum ends: write sum(n=1..N, ...), or sum(x) for the "
                "sum of a vector's entries"
            )
        return lengths.pop()

    def _whole(self, node: ast.expr) -> int:
        """The value of an index or of a sum's end."""
        value = self.value(node)
        number = float(value) if not value.ndim else np.nan
        if not number.is_integer() or abs(number) > 1000:
            raise ShapeError("an index must be a whole number", self._place(node))
        return int(number)

    def _binary(self, node: ast.BinOp) -> Any:
        left, kind = node.left, type(node.op)
        sign = sign_inside(left)
        if sign and isinstance(left, ast.BinOp):
            left = left.left
        a, b = self.value(left), self.value(node.right)
        if sign == "outer":
            return products.outer(a, b)
        if sign:
            return self._dotted(a, b)
        if kind in ADDED:
            self._verify_fit(a, b, "added" if kind is ast.Add else "subtracted")
            return ADDED[kind](a, b)
        if kind in JOINED:
            return JOINED[kind](a, b)
        if products.both_columns(a, b) and (
            self._is_entrywise(left) or self._is_entrywise(node.right)
        ):
            return a * b
        if products.both_columns(a, b):
            return self._two_columns(a, b, implicit=kind is ast.Mod)
        return products.matrix(a, b)

    def _is_entrywise(self, node: ast.expr) -> bool:
        """Whether what stands beside this is multiplied entry by entry.

        It masks, or holds the entry i of a vector, for each i.
        """
        source = self.spelled.source[node.col_offset : node.end_col_offset]
        return _is_mask(node) or "every" in source

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
            self._verify_fit(a, b, "compared")
            truth = np.logical_and(truth, COMPARED[type(sign)](a, b))
        return truth

    def _fold(self, name: str, first: int, last: int, body: ast.expr) -> Any:
        if last - first >= MOST_TERMS:
            raise FormulaError(f"a sum of more than {MOST_TERMS} terms isn't computed")
        added = self._shaped(0.0)
        if last < first:  # no terms: zeros in the shape of one
            self.values[name] = float(first)
            return np.zeros_like(self.value(body))
        for number in range(first, last + 1):
            self.values[name] = float(number)
            term = self.value(body)
            self._verify_fit(added, term, "added")
            added = self._shaped(added + term)
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


def sign_inside(node: ast.expr) -> str:
    """Which sign it is, where this is the left half of `a · b`, spelled `a % inner % b`."""
    match node:
        case ast.BinOp(op=ast.Mod(), right=ast.Name(id="inner" | "outer" as sign)):
            return sign
    return ""

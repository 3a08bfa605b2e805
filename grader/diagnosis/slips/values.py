"""Slips within one expression: signs, operations, comparisons, numbers, axes, functions, order."""

import ast
from collections.abc import Iterator
from typing import Any

from grader.diagnosis.slips.places import Change, Place, after, attribute, is_bound, said

SWAPPED = {
    "sum": ("mean",), "mean": ("sum",), "argmax": ("argmin",), "argmin": ("argmax",),
    "max": ("min", "sum", "maximum"), "min": ("max", "minimum"),
    "maximum": ("minimum",), "minimum": ("maximum",), "zeros": ("ones",),
    "ones": ("zeros",), "zeros_like": ("ones_like",), "ones_like": ("zeros_like",),
    "log": ("log1p", "exp"), "log10": ("log",), "log2": ("log",), "log1p": ("log",),
    "exp": ("log",), "tanh": ("exp",), "var": ("std",), "std": ("var",),
    "floor": ("ceil",), "ceil": ("floor",), "rand": ("randn",), "randn": ("rand",),
    "multiply": ("dot",), "dot": ("multiply",), "hstack": ("vstack",), "vstack": ("hstack",),
    "median": ("mean",), "rot90": ("flipud",), "append": ("extend",), "extend": ("append",),
}  # fmt: skip
"""Functions that are taken for one another."""
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.Eq: (ast.NotEq, ast.Gt),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
OPERATIONS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.MatMult, ast.Div, ast.Add, ast.Sub),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
SIGNS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
    ast.MatMult: "@", ast.Pow: "**", ast.BitAnd: "&", ast.BitOr: "|",
}  # fmt: skip
AXIS = ("axis", "keepdims")
MOST = 1e9
"""Larger numbers are no slips."""


def in_value(place: Place) -> Iterator[Change]:
    """What may be meant in place of an expression."""
    node = place.node
    match node:
        case ast.BinOp():
            yield from _operation(place, node)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            yield place.change(1, f"the minus before {said(inner)} is wrong", inner)
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=inner):
            yield place.change(2, "the condition is the wrong way round", inner)
        case ast.Compare():
            yield from _comparison(node)
        case ast.Constant():
            yield from _constant(place, node)
        case ast.Call():
            yield from _call(place, node)
        case ast.Attribute(value=inner, attr="T", ctx=ast.Load()):
            words = f"{said(node)} is transposed where it should not be"
            yield place.change(1, words, inner)
        case ast.Tuple(elts=[_, _, *_]):
            yield from _order(node, "elts", "these values stand in the wrong order", 3)
        case ast.IfExp(test=test, body=body, orelse=other):
            words = "the two cases are the wrong way round"
            yield place.change(3, words, ast.IfExp(test, other, body))
        case ast.BoolOp(op=op):
            turned = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield attribute(node, "op", turned, 4, f"the condition {said(node)} is wrong")


def _operation(place: Place, node: ast.BinOp) -> Iterator[Change]:
    kind, right = type(node.op), node.right
    sign = SIGNS.get(kind, "")
    if kind in (ast.Mult, ast.Div, ast.Add, ast.Sub, ast.Pow, ast.FloorDiv):
        yield place.change(1, f"{after(sign, right)} doesn't belong there", node.left)
    if kind is ast.Div and is_bound(place):
        words = "`/` gives a fraction, where a whole number is needed"
        yield attribute(node, "op", ast.FloorDiv(), 0, words)
    for at, other in enumerate(OPERATIONS.get(kind, ())):
        if {kind, other} == {ast.Add, ast.Sub}:
            words, likely = f"the sign in front of {said(right)} is wrong", 1
        else:
            words, likely = f"`{sign}` is the wrong operation before {said(right)}", 2 + min(at, 1)
        yield attribute(node, "op", other(), likely, words)
    if kind in (ast.Mult, ast.Add, ast.Sub):
        kept = ast.UnaryOp(ast.USub(), right) if kind is ast.Sub else right
        yield place.change(2, f"{said(node.left)} doesn't belong there", kept)
    if kind in (ast.Div, ast.Sub, ast.MatMult):
        words = f"{said(node.left)} and {said(right)} stand in the wrong order"
        yield place.change(2, words, ast.BinOp(right, node.op, node.left))
    if kind is ast.MatMult:
        yield from _transposed(node)


def _transposed(node: ast.BinOp) -> Iterator[Change]:
    for field in ("left", "right"):
        part = getattr(node, field)
        if not (isinstance(part, ast.Attribute) and part.attr == "T"):
            words = f"{said(part)} has to be transposed there"
            yield attribute(node, field, ast.Attribute(part, "T", ast.Load()), 2, words)


def _comparison(node: ast.Compare) -> Iterator[Change]:
    words = f"the comparison {said(node)} is not the right one"
    for other in COMPARISONS.get(type(node.ops[0]), ()):
        yield attribute(node, "ops", [other(), *node.ops[1:]], 1, words)


def _constant(place: Place, node: ast.Constant) -> Iterator[Change]:
    value: Any = node.value
    if type(value) is bool:
        yield attribute(node, "value", not value, 2, f"`{value}` is the wrong choice there")
        return
    if type(value) not in (int, float) or abs(value) > MOST:
        return
    others = [value + 1, value - 1, 2 * value, value / 2, 0, 1, -value, 10 * value, value / 10]
    if type(value) is int:
        others = [int(other) if float(other).is_integer() else other for other in others]
    is_axis = isinstance(place.parent, ast.keyword) and place.parent.arg in AXIS
    words = f"`axis={value}` is the wrong axis" if is_axis else f"the number `{value}` is wrong"
    for at, other in enumerate(dict.fromkeys(others)):
        if other != value:
            yield attribute(node, "value", other, 1 if at < 2 else 3, words)


def _call(place: Place, node: ast.Call) -> Iterator[Change]:
    name = node.func
    field = "attr" if isinstance(name, ast.Attribute) else "id"
    for other in SWAPPED.get(str(getattr(name, field, "")), ()):
        likely = 1 if other in ("sum", "mean") else 2 if other in ("min", "max") else 3
        yield attribute(name, field, other, likely, f"{said(name)} is the wrong function there")
    for word in node.keywords:
        fewer = [k for k in node.keywords if k is not word]
        likely = 2 if word.arg in (*AXIS, "dtype") else 4
        yield attribute(node, "keywords", fewer, likely, f"{said(word)} doesn't belong there")
    if isinstance(name, ast.Attribute) and len(node.args) == 1 and name.attr == "dot":
        swapped = ast.Call(ast.Attribute(node.args[0], "dot", ast.Load()), [name.value], [])
        yield place.change(2, "the factors of the product stand in the wrong order", swapped)
    if len(node.args) > 1:
        words = f"the arguments of {said(name)} stand in the wrong order"
        yield from _order(node, "args", words, 2)
    if len(node.args) == 1:
        yield place.change(3, f"the function {said(name)} doesn't belong there", node.args[0])
    yield from _axes(node)
    yield from _of_transposed(node)


def _axes(node: ast.Call) -> Iterator[Change]:
    name = str(getattr(node.func, "attr", ""))
    if name not in ("sum", "mean", "max", "argmax", "min", "argmin", "var", "std"):
        return
    if any(word.arg == "axis" for word in node.keywords):
        kept = ast.keyword("keepdims", ast.Constant(True))
        words = f"{said(node.func)} loses an axis that is needed there"
        yield attribute(node, "keywords", [*node.keywords, kept], 3, words)
        return
    for axis in (0, 1):
        given = ast.keyword("axis", ast.Constant(axis))
        words = f"{said(node.func)} goes over all axes there, and is meant to go over one"
        yield attribute(node, "keywords", [*node.keywords, given], 2, words)


def _of_transposed(node: ast.Call) -> Iterator[Change]:
    """Factors of `a.dot(b)` and `np.dot(a, b)` that may have to be transposed, or not to be."""
    if getattr(node.func, "attr", "") not in ("dot", "matmul"):
        return
    for index, part in enumerate(node.args[:2]):
        if not (isinstance(part, ast.Attribute) and part.attr == "T"):
            args = [*node.args]
            args[index] = ast.Attribute(part, "T", ast.Load())
            words = f"{said(part)} has to be transposed there"
            yield attribute(node, "args", args, 2, words)
    if len(node.args) == 1 and isinstance(node.func, ast.Attribute):
        first = node.func.value
        if not (isinstance(first, ast.Attribute) and first.attr == "T"):
            words = f"{said(first)} has to be transposed there"
            yield attribute(node.func, "value", ast.Attribute(first, "T", ast.Load()), 2, words)


def _order(node: ast.AST, field: str, words: str, likely: int) -> Iterator[Change]:
    """Two neighbours in a list of nodes exchanged."""
    items = getattr(node, field)
    for at in range(min(len(items) - 1, 4)):
        other = [*items]
        other[at], other[at + 1] = other[at + 1], other[at]
        yield attribute(node, field, other, likely + at, words)

"""Slips of what isn't there: a division by a size, a sign, a transpose, a step of an index."""

import ast
from collections.abc import Iterator

from grader.diagnosis.python.code import FunctionNode, parameters
from grader.diagnosis.slips.places import Change, Place, is_bound, said

MOST = 4


def missing(function: FunctionNode, place: Place) -> Iterator[Change]:
    """What may be missing at a value that is assigned, returned or a bound."""
    node, parent = place.node, place.parent
    if isinstance(parent, ast.Assign | ast.AugAssign | ast.Return) and place.field == "value":
        if not isinstance(node, ast.Tuple | ast.Dict | ast.List | ast.Constant):
            yield from _at_value(function, place)
    elif isinstance(parent, ast.Call) and isinstance(node, ast.Constant) and node.value in (0, 1):
        words = f"the number `{node.value}` stands where a quantity belongs"
        yield from (place.change(4, words, _name(n)) for n in parameters(function)[:MOST])
    elif isinstance(parent, ast.Tuple) and isinstance(parent.ctx, ast.Load):
        minus = ast.UnaryOp(ast.USub(), node)
        yield place.change(3, f"the sign of {said(node)} is wrong", minus)
    is_factor = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult | ast.Div)
    if is_factor and isinstance(node, ast.Name | ast.Subscript):
        squared = ast.BinOp(node, ast.Pow(), ast.Constant(2))
        yield place.change(4, f"{said(node)} isn't squared there", squared)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and is_bound(place):
        for step in (1, -1):
            words = f"`{node.id}` is one too small or too large there"
            shifted = ast.BinOp(node, ast.Add(), ast.Constant(step))
            yield place.change(3, words, shifted)


def _at_value(function: FunctionNode, place: Place) -> Iterator[Change]:
    node, what = place.node, said(place.node)
    minus = ast.UnaryOp(ast.USub(), node)
    is_name = isinstance(node, ast.Name)  # what is computed elsewhere has its sign from there
    yield place.change(4 if is_name else 1, f"the sign of {what} is wrong", minus)
    if is_name and isinstance(place.parent, ast.Assign):
        for step in (1, -1):
            shifted = ast.BinOp(node, ast.Add(), ast.Constant(step))
            yield place.change(4, f"{what} is one too small or too large there", shifted)
    given = [n for n in parameters(function) if n != "self"][:MOST]
    for size in [ast.Call(ast.Name("len", ast.Load()), [_name(n)], []) for n in given]:
        divided = ast.BinOp(node, ast.Div(), size)
        yield place.change(4, f"{what} isn't divided by the number of rows", divided)
        times = ast.BinOp(node, ast.Mult(), size)
        yield place.change(4, f"{what} is divided by the number of rows once too often", times)
    for number in (2, 0.5):
        scaled = ast.BinOp(node, ast.Mult(), ast.Constant(number))
        yield place.change(3, f"{what} lacks a factor, or has one too many", scaled)
    transposed = ast.Attribute(node, "T", ast.Load())
    likely = 2 if is_product(node) else 4
    yield place.change(likely, f"{what} has to be transposed", transposed)
    for name in given:
        words = f"`{name}` isn't multiplied to {what}"
        yield place.change(5, words, ast.BinOp(node, ast.Mult(), _name(name)))
        words = f"`{name}` isn't added to {what}"
        yield place.change(5, words, ast.BinOp(node, ast.Add(), _name(name)))


def is_product(node: ast.expr) -> bool:
    """Whether it is a product of matrices."""
    if isinstance(node, ast.Call):
        return str(getattr(node.func, "attr", "")) in ("dot", "matmul", "outer")
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult)


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())

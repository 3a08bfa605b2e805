"""Slips of names: another quantity of the function, another key, another attribute."""

import ast
from collections.abc import Iterator

from grader.diagnosis.python.code import FunctionNode, parameters
from grader.diagnosis.slips.places import Change, attribute

MOST = 14
"""Names of one kind that are tried in place of one another."""


def other_parameters(function: FunctionNode) -> Iterator[Change]:
    """Two neighbouring parameters exchanged."""
    given = function.args.args
    for at in range(min(len(given) - 1, MOST)):
        if given[at].arg != "self":
            other = [*given]
            other[at], other[at + 1] = other[at + 1], other[at]
            words = f"the parameters of `{function.name}` stand in the wrong order"
            change = attribute(function.args, "args", other, 2, words)
            yield change._replace(line=function.lineno)


def other_names(function: FunctionNode) -> Iterator[Change]:
    """Every quantity that is read, with another of the same function in its place."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.expr)]
    stored = [n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    known = dict.fromkeys([*parameters(function), *stored])
    quantities = [name for name in known if name not in ("self", "_")][:MOST]
    keys = _keys(nodes)[:MOST]
    members = list(dict.fromkeys(node.attr for node in _members(nodes)))[:MOST]
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in known:
                words = f"`{name}` is the wrong quantity there"
                yield from _others(node, "id", quantities, 5, words)
            case ast.Constant(value=str() as key) if key in keys:
                words = f"`{key!r}` is the wrong key there"
                yield from _others(node, "value", keys, 4, words)
    for node in _members(nodes):
        words = f"`self.{node.attr}` is the wrong quantity there"
        yield from _others(node, "attr", members, 5, words)


def _others(
    node: ast.expr, field: str, names: list[str], likely: int, words: str
) -> Iterator[Change]:
    """Other names in place of one; the likeliest differ in one letter or digit: `x2` for `x3`."""
    here: str = getattr(node, field)
    for name in names:
        if name != here:
            yield attribute(node, field, name, 2 if _is_near(name, here) else likely, words)


def _is_near(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(map(str.__ne__, one, other)) == 1


def _keys(nodes: list[ast.expr]) -> list[str]:
    found = [
        node.slice.value
        for node in nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and type(node.slice.value) is str
    ]
    return list(dict.fromkeys(found))


def _members(nodes: list[ast.expr]) -> list[ast.Attribute]:
    return [
        node
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ]

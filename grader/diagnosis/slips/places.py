"""The places of a function where something may stand for something else."""

import ast
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from grader.diagnosis.python.code import FunctionNode, shown

Put = Callable[[], None]


class Change(NamedTuple):
    """A change of a tree in place, and how it is taken back.

    likely: the less, the sooner it is tried. line: where. words: what is wrong there, without what
    is right.
    """

    likely: int
    line: int
    words: str
    put: Put
    undo: Put


class Place(NamedTuple):
    """A field of a node, or an entry of a list in it, that holds a node."""

    parent: ast.AST
    field: str
    at: int | None
    node: Any

    def put(self, node: object) -> None:
        """Let another node stand here."""
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node

    def change(self, likely: int, words: str, node: object) -> Change:
        """The change that puts another node here."""
        line = int(getattr(self.node, "lineno", 0))
        return Change(likely, line, words, lambda: self.put(node), lambda: self.put(self.node))


def places(function: FunctionNode) -> Iterator[Place]:
    """The expressions of a function's body, outermost first; annotations and texts are left out."""
    waiting: list[ast.AST] = list(reversed(function.body))
    while waiting:
        parent = waiting.pop()
        following = []
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            for index, node in enumerate(value if type(value) is list else [value]):
                if isinstance(node, ast.expr):
                    yield Place(parent, field, index if type(value) is list else None, node)
                if isinstance(node, ast.AST):
                    following.append(node)
        waiting += following[::-1]


def is_bound(place: Place) -> bool:
    """Whether an index or the bound of a range stands here."""
    parent = place.parent
    in_range = isinstance(parent, ast.Call) and getattr(parent.func, "id", "") == "range"
    return in_range or (isinstance(parent, ast.Slice | ast.Subscript) and place.field != "value")


def attribute(parent: ast.AST, field: str, value: object, likely: int, words: str) -> Change:
    """The change of something in a node that is no node: an operator, a name."""
    before = getattr(parent, field)
    return Change(
        likely,
        int(getattr(parent, "lineno", 0)),
        words,
        lambda: setattr(parent, field, value),
        lambda: setattr(parent, field, before),
    )


def said(node: ast.AST) -> str:
    """An expression in a sentence, quoted if it is short."""
    text = shown(node)
    return f"`{text}`" if text else "this expression"


def after(sign: str, node: ast.AST) -> str:
    """An operation and what it is done with, in a sentence."""
    text = shown(node)
    if isinstance(node, ast.BinOp | ast.Compare | ast.BoolOp | ast.IfExp):
        text = f"({text})" if text else ""
    return f"`{sign} {text}`" if text else f"what follows `{sign}`"

"""Where a None comes from: a function of the student's that returns none of its work.

Used for a check that got nothing back, and for a line that computes with a None.
"""

import ast
from typing import NamedTuple

from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Piece,
    Place,
    parameters,
    quoted,
    within,
)

IN_PLACE = frozenset("append extend insert sort reverse remove clear update add shuffle".split())
BLOCKS = {"For": "a loop", "While": "a loop", "If": "an `if`", "Try": "a `try`", "With": "a `with`"}


class Why(NamedTuple):
    """Why a function gives None: a name for machines, a sentence, and the line at fault."""

    relation: str
    sentence: str
    at: Place


def why_none(piece: Piece, function: FunctionNode, code: Code, deep: int = 2) -> Why | None:
    """Why this function gives None, None where nothing shows it.

    deep: how many functions that it hands on from are looked into.
    """
    nodes = list(within(function.body))
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes):
        return None
    name = quoted(function.name, 60)
    returns = [node for node in nodes if isinstance(node, ast.Return)]
    if not [node for node in returns if not _is_none(node.value)]:
        return _without_return(piece, function, returns, name)
    return (
        _bare(piece, returns, name)
        or _kept_none(piece, function, returns, name)
        or _handed_on(piece, returns, name, code, deep)
        or _left_out(piece, function, returns, name)
    )


def why_part_none(piece: Piece, function: FunctionNode) -> Why | None:
    """Why a None is among what this function gives, if not all of it."""
    returns = [node for node in within(function.body) if isinstance(node, ast.Return)]
    name = quoted(function.name, 60)
    if not [node for node in returns if not _is_none(node.value)]:
        return _without_return(piece, function, returns, name)
    return _kept_none(piece, function, returns, name)


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _without_return(
    piece: Piece, function: FunctionNode, returns: list[ast.Return], name: str
) -> Why:
    work = [node for node in function.body if not _is_idle(node)]
    if not work:
        told = f"`{name}` has no code yet, so it returns None"
        return Why("empty_body", told, (piece.label, function.lineno))
    if returns:
        told = f"this `return` hands nothing back, and `{name}` has no other one"
        return Why("bare_return", told, (piece.label, returns[-1].lineno))
    last = function.body[-1]
    if _calls(last, "print"):
        told = f"`{name}` prints its result but doesn't return it: printing hands nothing back"
    else:
        told = f"`{name}` ends here without a `return`, so what it computed is lost"
    return Why("missing_return", told, (piece.label, last.lineno))


def _is_idle(node: ast.stmt) -> bool:
    idle = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return idle or isinstance(node, ast.Pass)


def _calls(node: ast.stmt, name: str) -> bool:
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == name


def _bare(piece: Piece, returns: list[ast.Return], name: str) -> Why | None:
    bare = [node for node in returns if _is_none(node.value)]
    if not bare:
        return None
    told = f"here `{name}` returns None, though elsewhere it returns a value"
    return Why("bare_return", told, (piece.label, bare[0].lineno))


def _kept_none(
    piece: Piece, function: FunctionNode, returns: list[ast.Return], name: str
) -> Why | None:
    """A variable that begins as None, is returned, and gets no value in between."""
    for node in returns:
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        for part in parts:
            line = _only_none(function, part.id) if isinstance(part, ast.Name) else 0
            if line and isinstance(part, ast.Name):
                what = quoted(part.id, 60)
                told = f"`{what}` gets None here and never another value before it is returned"
                return Why("kept_none", f"{told} by `{name}`", (piece.label, line))
    return None


def _only_none(function: FunctionNode, name: str) -> int:
    """The line that gives a name None, where nothing else gives it a value; else 0."""
    nodes = list(ast.walk(function))
    given = [n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    if name in parameters(function) or [n.id for n in given].count(name) != 1:
        return 0
    assigned = [n for n in nodes if isinstance(n, ast.Assign)]
    lines = [
        n.lineno for n in assigned for target in n.targets if _gets_none(target, n.value, name)
    ]
    return lines[0] if lines else 0


def _gets_none(target: ast.expr, value: ast.expr, name: str) -> bool:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return any(_gets_none(part, given, name) for part, given in pairs)
    return isinstance(target, ast.Name) and target.id == name and _is_none(value)


def _handed_on(
    piece: Piece, returns: list[ast.Return], name: str, code: Code, deep: int
) -> Why | None:
    """`return` of a call that gives None: of a method that changes in place, or of their own."""
    for node in returns:
        why = None if node.value is None else none_of_call(node.value, code, deep)
        if why is not None:
            if why.relation == "in_place":
                return why._replace(at=(piece.label, node.lineno))
            return why._replace(sentence=f"{why.sentence}; `{name}` hands this None on")
    return None


def none_of_call(node: ast.expr, code: Code, deep: int = 2) -> Why | None:
    """Why a call gives None, if it does."""
    if not isinstance(node, ast.Call):
        return None
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr in IN_PLACE:
        told = f"`{called.attr}` changes its object in place and gives None: use the object itself"
        whole = isinstance(called.value, ast.Name) and called.value.id in ("np", "numpy")
        return None if whole else Why("in_place", told, ("", node.lineno))
    if isinstance(called, ast.Name) and called.id == "print":
        return Why("in_place", "`print` shows a value and gives None", ("", node.lineno))
    if isinstance(called, ast.Name) and deep:
        own = code.function(called.id)
        return why_none(*own, code, deep - 1) if own else None
    return None


def _left_out(
    piece: Piece, function: FunctionNode, returns: list[ast.Return], name: str
) -> Why | None:
    """A way through the function that meets no `return`."""
    if not _may_end(function.body):
        return None
    first = min(returns, key=lambda node: node.lineno)
    block = next((BLOCKS[type(s).__name__] for s in function.body if _holds(s, first)), "")
    if not block:
        return None
    only = "the only `return`" if len(returns) == 1 else "every `return`"
    told = f"{only} of `{name}` stands inside {block}: where that isn't gone through, None comes"
    return Why("return_left_out", told, (piece.label, first.lineno))


def _holds(statement: ast.stmt, node: ast.Return) -> bool:
    return type(statement).__name__ in BLOCKS and any(n is node for n in ast.walk(statement))


def _may_end(body: list[ast.stmt]) -> bool:
    """Whether these statements may be left at their end."""
    return not any(_never_ends(statement) for statement in body)


def _never_ends(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break):
        return True
    if isinstance(node, ast.If):
        return bool(node.orelse) and not _may_end(node.body) and not _may_end(node.orelse)
    if isinstance(node, ast.With):
        return not _may_end(node.body)
    if isinstance(node, ast.Try):
        tails = [*[handler.body for handler in node.handlers], [*node.body, *node.orelse]]
        return not _may_end(node.finalbody) or not any(_may_end(tail) for tail in tails)
    if isinstance(node, ast.While):
        forever = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return forever and not any(isinstance(n, ast.Break) for n in ast.walk(node))
    return isinstance(node, ast.Match)  # its cases aren't followed

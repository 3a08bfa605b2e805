"""Values that get lost: computed and not kept, handed in and not used, shared by two names."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Piece,
    parameters,
    quoted,
    shown,
    within,
)
from grader.diagnosis.python.say import found, listed

GIVES = frozenset(
    "reshape transpose astype clip dot flatten ravel squeeze sum mean exp log maximum "
    "minimum matmul zeros_like ones_like add subtract multiply concatenate".split()
)
"""Functions of numpy and methods of arrays that give a new array and change nothing."""
IDLE = re.compile("^_|(?:^|_)(?:verbose|print|log|debug|plot|show|display|report|every)(?:_|$)")
"""Names of parameters that change no result."""

GROWS = frozenset("append extend insert add update".split())
MAKERS = frozenset("list dict set zeros zeros_like empty ones".split())


def not_kept(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A statement that computes something, of which nothing is kept."""
    for n in within(node.body):
        if isinstance(n, ast.Expr) and _gives_only(n.value):
            told = "this line computes something and keeps nothing of it"
            return found("not_kept", told, code, (piece.label, n.lineno))
    return None


def _gives_only(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        owner = value.func.value
        plain = isinstance(owner, ast.Name | ast.Subscript) and not value.keywords
        return plain and value.func.attr in GIVES and not _calls_out(value, 2)
    return isinstance(value, ast.BinOp | ast.Compare) and not any(
        isinstance(n, ast.Call) for n in ast.walk(value)
    )


def _calls_out(call: ast.Call, most: int) -> bool:
    """Whether a third argument may be the array to write to."""
    return len(call.args) > most


def never_used(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A computed value under a name that nothing reads, but perhaps its own new value."""
    if any(isinstance(n, ast.Global | ast.Nonlocal) for n in ast.walk(node)):
        return None
    read: dict[str, list[ast.AST]] = {}
    for n in ast.walk(node):
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load):
            read.setdefault(n.id, []).append(n)
    for n in within(node.body):
        if not isinstance(n, ast.Assign) or not isinstance(n.value, ast.BinOp):
            continue
        if len(n.targets) != 1 or not isinstance(n.targets[0], ast.Name):
            continue
        name, own = n.targets[0].id, {*ast.walk(n.value)}
        if all(reader in own for reader in read.get(name, ())):
            told = f"nothing uses the value that `{quoted(name, 60)}` gets here"
            return found("never_used", told, code, (piece.label, n.lineno))
    return None


def overwritten(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A parameter that gets another value before anything reads the one that was handed in."""
    given = parameters(node)
    for statement in node.body:
        names = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)}
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            reads = any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(statement.value))
            if name in given and not reads:
                told = f"`{quoted(name, 60)}` gets another value here before the one that was"
                told += " handed in is used"
                return found("overwritten", told, code, (piece.label, statement.lineno))
        given = [name for name in given if name not in names]
    return None


def not_used(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """The only parameter with a number as its default that nothing reads; not in a stub.

    Others may well stay unused: a bias in a backward pass, a number that tells what is printed.
    """
    if any(isinstance(n, ast.Raise | ast.Pass) for n in node.body):
        return None
    args = node.args
    optional = [a.arg for a, default in _defaults(args) if _is_number(default)]
    used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    if used & {"locals", "vars", "eval", "exec"} or args.kwarg:
        return None
    unused = [name for name in optional if name not in used and not IDLE.search(name.lower())]
    if len(unused) != 1:
        return None
    told = f"`{quoted(node.name, 60)}` takes `{quoted(unused[0], 60)}` and never uses it"
    return found("not_used", told, code, (piece.label, node.lineno))


def _defaults(args: ast.arguments) -> list[tuple[ast.arg, ast.expr]]:
    """The parameters that have a default, each with it."""
    positional = [*args.posonlyargs, *args.args]
    last = positional[len(positional) - len(args.defaults) :]
    named = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    return [*zip(last, args.defaults, strict=True), *((a, d) for a, d in named if d is not None)]


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def shared(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """`a = b = []`: two names of one list, that both grow."""
    changed = _changed(node)
    for n in within(node.body):
        if not isinstance(n, ast.Assign) or len(n.targets) < 2 or not _is_new(n.value):
            continue
        names = [shown(target) for target in n.targets]
        if all(name and name in changed for name in names):
            told = f"{listed(names)} are two names of one and the same object here: what is put"
            return found(
                "shared", f"{told} into one is in the other", code, (piece.label, n.lineno)
            )
    return None


def kept_between_calls(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A default that is a list or dict, made once for all calls, and that the function changes."""
    changed = _changed(node)
    for argument, default in _defaults(node.args):
        if _is_new(default) and argument.arg in changed:
            told = f"the default of `{quoted(argument.arg, 60)}` is made once for all calls, so"
            told += " what one call puts into it is there at the next"
            return found("kept_between_calls", told, code, (piece.label, node.lineno))
    return None


def _is_new(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", getattr(value.func, "attr", "")) in MAKERS
    return isinstance(value, ast.List | ast.Dict | ast.Set)


def _changed(node: FunctionNode) -> set[str]:
    """What a function appends to, or writes entries of."""
    found: set[str] = set()
    for n in within(node.body):
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr in GROWS:
            found.add(shown(n.func.value))
        elif isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store):
            found.add(shown(n.value))
        elif isinstance(n, ast.AugAssign):
            found.add(shown(n.target))
    return found

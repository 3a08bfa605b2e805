"""Calls of what is no function, and brackets of the wrong kind."""

import ast
import builtins
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Raised,
    at_top,
    bound_at,
    parameters,
    quoted,
    shown,
    within,
)
from grader.diagnosis.python.say import found

NO_CALL = re.compile(r"'([\w.]{1,60})' object is not callable")
NO_ITEMS = re.compile(r"'([\w.]{1,60})' object is not subscriptable")
NUMBERS = frozenset("int float numpy.float64 numpy.float32 numpy.int64 complex bool".split())
HOLDERS = frozenset("list tuple dict numpy.ndarray str".split())
CODE = frozenset(
    "function method type builtin_function_or_method ufunc numpy.ufunc method-wrapper "
    "numpy._ArrayFunctionDispatcher _ArrayFunctionDispatcher".split()
)


def not_callable(raised: Raised, code: Code) -> Finding | None:
    """TypeError "'list' object is not callable", and the like."""
    match = NO_CALL.match(raised.words) if raised.kind == "TypeError" else None
    if match is None or raised.at is None:
        return None
    calls = [node for node in code.at_line(raised.at) if isinstance(node, ast.Call)]
    hidden = [(n.func.id, _given(n.func.id, raised, code)) for n in calls if _is_named(n)]  # type: ignore[attr-defined]
    hidden = [(name, line) for name, line in hidden if line]
    if len(hidden) == 1:
        name, line = hidden[0]
        told = f"`{name}` was a function until line {line} gave the name another value: take"
        return found("shadowed_function", f"{told} another name there", code, raised.at)
    if match[1] == "module":
        told = "the name of a module is called like a function: call a function of the module"
        return found("module_called", told, code, raised.at)
    return _brackets(match[1], [n for n in calls if not _is_function(n, code)], raised, code)


def _is_named(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name)


def _given(name: str, raised: Raised, code: Code) -> int:
    """The line that gives the name of a function another value; 0 where nothing does."""
    own = any(
        isinstance(n, FunctionNode) and n.name == name
        for piece in code.beside(raised.at)
        for n in piece.statements
    )
    if not own and not callable(getattr(builtins, name, None)):
        return 0
    function = code.around(raised.at)
    scopes = [within(function.body)] if function else []
    scopes += [within(piece.statements) for piece in code.beside(raised.at)]
    for scope in scopes:
        stores = [n for n in scope if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        lines = [node.lineno for node in stores if node.id == name]
        if lines:
            return lines[0]
    return 0


def _is_function(call: ast.Call, code: Code) -> bool:
    """Whether what is called surely is a function."""
    if isinstance(call.func, ast.Name):
        return callable(getattr(builtins, call.func.id, None)) or bool(code.function(call.func.id))
    root = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    return isinstance(root, ast.Name) and root.id in ("np", "numpy", "math", "plt")


def _brackets(kind: str, calls: list[ast.Call], raised: Raised, code: Code) -> Finding | None:
    called = shown(calls[0].func) if len(calls) == 1 else ""
    what = f"`{called}(...)`" if called else "this"
    if kind in NUMBERS:
        told = f"{what} calls a number: is the `*` of a product missing before the bracket?"
        return found("missing_product_sign", told, code, raised.at)
    if kind in HOLDERS and called:
        told = f"{what} calls no function but what holds values: an entry is taken by `[...]`"
        return found("round_brackets", told, code, raised.at)
    return None


def not_subscriptable(raised: Raised, code: Code) -> Finding | None:
    """TypeError "'function' object is not subscriptable": square brackets for a call."""
    match = NO_ITEMS.match(raised.words) if raised.kind == "TypeError" else None
    if match is None or match[1] not in CODE:
        return None
    asked = [n for n in code.at_line(raised.at) if isinstance(n, ast.Subscript)]
    if len(asked) != 1 or not shown(asked[0].value):
        return None
    told = f"`{shown(asked[0].value)}` is a function, and a function is called with `(...)`, not"
    return found("square_brackets", f"{told} with `[...]`", code, raised.at)


def reused_module(raised: Raised, code: Code) -> Finding | None:
    """AttributeError because the name of a module was given to something else."""
    match = re.match(r"'([\w.]{1,60})' object has no attribute '(\w{1,60})'", raised.words)
    if raised.kind != "AttributeError" or match is None or match[1] == "module":
        return None
    for node in code.at_line(raised.at):
        if not isinstance(node, ast.Attribute) or node.attr != match[2]:
            continue
        name = getattr(node.value, "id", "")
        line = _reused(name, raised, code) if name else 0
        if line:
            told = f"`{quoted(name, 60)}` is a module until line {line} gives the name another"
            return found("reused_module", f"{told} value: take another name", code, raised.at)
    return None


def _reused(name: str, raised: Raised, code: Code) -> int:
    """The line that gives a module's name another value; 0 where it is none, or nothing does."""
    pieces = code.beside(raised.at)
    imports = [n for p in pieces for n in p.nodes if isinstance(n, ast.Import)]
    names = {(a.asname or a.name).split(".")[0] for node in imports for a in node.names}
    if name not in names:
        return 0
    function = code.around(raised.at)
    if function is not None:
        if name in parameters(function):
            return function.lineno
        own = bound_at(n for n in within(function.body) if isinstance(n, ast.Name))
        if name in own:
            return own[name]
    stores = bound_at(n for p in pieces for n in within(p.statements) if isinstance(n, ast.Name))
    return stores.get(name, 0) if any(name in at_top(piece) for piece in pieces) else 0

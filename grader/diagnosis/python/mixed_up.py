"""What belongs to one of several alike things and goes to another: caches, keys, running values."""

import ast
from collections.abc import Iterator

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Piece, quoted, within
from grader.diagnosis.python.say import found

PLAIN = (
    ast.Name,
    ast.Constant,
    ast.Attribute,
    ast.Subscript,
    ast.BinOp,
    ast.Mult,
    ast.expr_context,
)


def cache_of_other(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """Two calls of a backward function that use the caches of its forward function in their order.

    The way back begins with what came last, so that the order has to be the opposite one.
    """
    packed: dict[str, list[str]] = {}
    for n in within(node.body):
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call):
            parts = n.targets[0].elts if isinstance(n.targets[0], ast.Tuple) else []
            if parts and isinstance(parts[-1], ast.Name):
                packed.setdefault(_called(n.value), []).append(parts[-1].id)
    used: dict[str, list[tuple[str, int]]] = {}
    for n in within(node.body):
        forward = _called(n).replace("backward", "forward") if isinstance(n, ast.Call) else ""
        if isinstance(n, ast.Call) and forward != _called(n):
            names = [part.id for part in n.args if isinstance(part, ast.Name)]
            mine = [name for name in names if name in packed.get(forward, ())]
            used.setdefault(forward, []).extend((name, n.lineno) for name in mine)
    for forward, caches in used.items():
        names = [name for name, _ in caches]
        if names == packed.get(forward) and len({*names}) == len(names) > 1:
            told = (
                f"`{quoted(names[0], 60)}` is the cache of the first `{quoted(forward, 60)}`: the"
            )
            told += " way back begins with the last one, and with its cache"
            return found("cache_of_other", told, code, (piece.label, caches[0][1]))
    return None


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def carried_on(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A loop over the arrays of a dict in which a plain variable takes its value to the next one.

    The variable is made of its own old value and of what stands under the key, and then goes into
    what stands under the key.
    """
    for loop in within(node.body):
        if not isinstance(loop, ast.For) or not _over_keys(loop.iter):
            continue
        mine = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
        for place, n in enumerate(loop.body):
            if not isinstance(n, ast.Assign | ast.AugAssign):
                continue
            target = n.targets[0] if isinstance(n, ast.Assign) else n.target
            if not isinstance(target, ast.Name):
                continue
            read = {*_names(n.value)} | ({target.id} if isinstance(n, ast.AugAssign) else set())
            fresh = any(target.id in _stored(other) for other in loop.body[:place])
            if fresh or target.id not in read or not read & mine:
                continue
            if any(_keeps(other, target.id, mine) for other in loop.body[place + 1 :]):
                name, key = quoted(target.id, 60), quoted(sorted(mine & read)[0], 60)
                told = f"one `{name}` goes on from each `{key}` to the next: each needs its own"
                return found("carried_on", told, code, (piece.label, n.lineno))
    return None


def _over_keys(value: ast.expr) -> bool:
    """A dict, its keys or its items, or names that are written out."""
    if isinstance(value, ast.Call):
        return _called(value) in ("keys", "items")
    if isinstance(value, ast.List | ast.Tuple):
        return all(isinstance(part, ast.Constant) for part in value.elts)
    return isinstance(value, ast.Attribute) or getattr(value, "id", "") in ("params", "grads")


def _names(value: ast.AST) -> Iterator[str]:
    return (n.id for n in ast.walk(value) if isinstance(n, ast.Name))


def _stored(statement: ast.stmt) -> set[str]:
    nodes = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
    return {n.id for n in nodes if isinstance(n.ctx, ast.Store)}


def _keeps(statement: ast.stmt, name: str, keys: set[str]) -> bool:
    """Whether a statement puts what is made of a name under one of the keys."""
    if not isinstance(statement, ast.Assign | ast.AugAssign) or name not in _names(statement.value):
        return False
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    return isinstance(target, ast.Subscript) and bool({*_names(target.slice)} & keys)


def keys_exchanged(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """Two sums that add to the entry of each key what bears the other one's name."""
    added = [*_added(node)]
    for key, words, line in added:
        for other, others, _ in added:
            both = {key, other}
            if len(both) == 2 and words & both == {other} and others & both == {key}:
                told = f"`{quoted(other, 60)}` goes to the entry {quoted(repr(key), 60)} here,"
                told += f" and `{quoted(key, 60)}` to {quoted(repr(other), 60)}"
                return found("keys_exchanged", told, code, (piece.label, line))
    return None


def _added(node: FunctionNode) -> Iterator[tuple[str, set[str], int]]:
    """Key, names and keys in what is added, and line, of every plain sum into a dict."""
    for n in within(node.body):
        if not isinstance(n, ast.AugAssign) or not isinstance(n.op, ast.Add):
            continue
        key = _key(n.target)
        if key and all(isinstance(part, PLAIN) for part in ast.walk(n.value)):
            keys = {_key(part) for part in ast.walk(n.value)}
            yield key, {*_names(n.value), *keys} - {""}, n.lineno


def _key(node: ast.AST) -> str:
    """The text that a subscript has as its key, or ""."""
    inside = node.slice if isinstance(node, ast.Subscript) else None
    value = inside.value if isinstance(inside, ast.Constant) else ""
    return value if isinstance(value, str) else ""

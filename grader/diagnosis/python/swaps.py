"""The same names in another order: packed and unpacked, returned and received, handed and taken."""

import ast
from collections.abc import Iterator

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Piece, parameters, within
from grader.diagnosis.python.say import found, listed


def cache_order(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A backward function that unpacks the names its forward function packs, in another order."""
    if "backward" not in node.name:
        return None
    packer = code.function(node.name.replace("backward", "forward"))
    packed = _packed(packer[1]) if packer else []
    for names, line in _unpacked(node):
        for others, other_line in packed:
            if names != others and sorted(names) == sorted(others):
                told = f"{listed(names)} are unpacked here in another order than line {other_line}"
                told += f" packs them: {listed(others)}"
                return found("cache_order", told, code, (piece.label, line))
    return None


def _packed(node: FunctionNode) -> list[tuple[list[str], int]]:
    """The tuples of names that a function makes, alone or inside others."""
    tuples = (n for n in within(node.body) if isinstance(n, ast.Tuple) and _is_read(n))
    return [(names, n.lineno) for n in tuples if (names := _names(n))]


def _is_read(node: ast.Tuple) -> bool:
    return isinstance(node.ctx, ast.Load)


def _unpacked(node: FunctionNode) -> Iterator[tuple[list[str], int]]:
    """The names to which a parameter of a function is unpacked."""
    given = parameters(node)
    for n in within(node.body):
        if isinstance(n, ast.Assign) and isinstance(n.value, ast.Name) and n.value.id in given:
            names = _names(n.targets[0])
            if names:
                yield names, n.lineno


def _names(node: ast.expr | None) -> list[str]:
    """The names in a tuple of two and more different names, and nothing else; else nothing."""
    parts = node.elts if isinstance(node, ast.Tuple) else []
    names = [part.id for part in parts if isinstance(part, ast.Name)]
    return names if 1 < len(names) == len(parts) == len({*names} - {"_"}) else []


def received_order(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """Results that a function returns by the same names in another order than they are received."""
    for n in within(node.body):
        if not isinstance(n, ast.Assign) or not isinstance(n.value, ast.Call):
            continue
        names, called = _names(n.targets[0]), getattr(n.value.func, "id", "")
        own = code.function(called) if called and names else None
        for others, line in _returned(own[1]) if own else []:
            if names != others and sorted(names) == sorted(others):
                told = f"{listed(names)} are received here in another order than line {line}"
                told += f" returns them: {listed(others)}"
                return found("received_order", told, code, (piece.label, n.lineno))
    return None


def _returned(node: FunctionNode) -> list[tuple[list[str], int]]:
    returns = [n for n in within(node.body) if isinstance(n, ast.Return)]
    return [(names, n.lineno) for n in returns if (names := _names(n.value))]


def argument_order(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A call that hands over two variables at each other's places, as the parameters name them."""
    for n in within(node.body):
        if not isinstance(n, ast.Call) or not isinstance(n.func, ast.Name):
            continue
        own = code.function(n.func.id)
        if own is None or own[1].name == node.name or own[1].args.vararg:
            continue
        exchanged = _exchanged(n.args, parameters(own[1]))
        if exchanged:
            told = f"{listed(exchanged)} are handed over at each other's places: line"
            told += f" {own[1].lineno} takes them in the other order"
            return found("argument_order", told, code, (piece.label, n.lineno))
    return None


def _exchanged(given: list[ast.expr], taken: list[str]) -> tuple[str, str] | None:
    """Two names that stand at each other's places."""
    names = [part.id if isinstance(part, ast.Name) else "" for part in given]
    places = {name: place for place, name in enumerate(taken)}
    for place, name in enumerate(names[: len(taken)]):
        other = places.get(name, place)
        if name and other > place and other < len(names) and names[other] == taken[place]:
            return name, names[other]
    return None

"""Loops that end too early or begin too late, and slices that end before they begin."""

import ast

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Piece, shown, within
from grader.diagnosis.python.say import found

EPOCHS = ("epoch", "iter", "step")
JUMPS = (ast.Continue, ast.Break)


def returns_in_loop(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A `return` at the end of a loop's body, that each first round comes to."""
    for loop in within(node.body):
        if not isinstance(loop, ast.For) or len(loop.body) < 2:
            continue
        last = loop.body[-1]
        jumps = any(isinstance(n, JUMPS) for n in within(loop.body))
        if isinstance(last, ast.Return) and not jumps:
            told = "this `return` stands inside the loop, so that it ends in its first round"
            return found("returns_in_loop", told, code, (piece.label, last.lineno))
    return None


def one_round_less(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A loop over epochs that begins at 1 and ends before their number, or is one short or long."""
    for loop in within(node.body):
        if not isinstance(loop, ast.For) or getattr(loop.iter, "keywords", None):
            continue
        call = loop.iter
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "range":
            continue
        words = f"{shown(loop.target)} {shown(call.args[-1]) if call.args else ''}".lower()
        count = _rounds(call.args)
        if count and any(word in words for word in EPOCHS):
            told = f"this loop has one round {count[0]} than `{count[1]}` says"
            return found("one_round_less", told, code, (piece.label, loop.lineno))
    return None


def _rounds(given: list[ast.expr]) -> tuple[str, str] | None:
    """Whether a range has one round less or more than a name says, and that name."""
    if len(given) == 2 and _is(given[0], 1) and _is_plain(given[1]):
        return "less", shown(given[1])
    if len(given) != 1 or not isinstance(given[0], ast.BinOp):
        return None
    total = given[0]
    if not _is(total.right, 1) or not _is_plain(total.left):
        return None
    if isinstance(total.op, ast.Sub):
        return "less", shown(total.left)
    return ("more", shown(total.left)) if isinstance(total.op, ast.Add) else None


def _is(node: ast.expr, value: int) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript) and bool(shown(node))


def slice_ends_early(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """`x[i * size : size]`: empty from the second one on."""
    for n in within(node.body):
        if not isinstance(n, ast.Slice) or n.lower is None or n.upper is None or n.step:
            continue
        lower, upper = n.lower, n.upper
        if not isinstance(lower, ast.BinOp) or not isinstance(lower.op, ast.Mult):
            continue
        sides = shown(lower.left), shown(lower.right)
        if isinstance(upper, ast.Name) and upper.id in sides and all(sides):
            told = f"this slice begins at `{shown(lower)}` and ends at `{upper.id}` already"
            return found("slice_ends_early", told, code, (piece.label, n.lower.lineno))
    return None

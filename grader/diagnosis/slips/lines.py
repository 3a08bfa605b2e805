"""Slips of whole statements: one too many, in the wrong order, in the loop or behind it."""

import ast
from collections.abc import Iterator

from grader.diagnosis.python.code import FunctionNode
from grader.diagnosis.slips.places import Change, Put, said

Block = list[ast.stmt]
SIMPLE = (ast.Assign, ast.AugAssign, ast.Expr, ast.Return, ast.If, ast.Break, ast.Continue)


def in_lines(function: FunctionNode) -> Iterator[Change]:
    """Changes of the statements of a function."""
    in_loops = {
        id(node)
        for loop in ast.walk(function)
        if isinstance(loop, ast.For | ast.While)
        for node in ast.walk(loop)
    }
    for node in ast.walk(function):
        for field in ("body", "orelse"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield from _in_block(block, in_loops)


def _in_block(block: Block, in_loops: set[int]) -> Iterator[Change]:
    for at, statement in enumerate(block):
        if isinstance(statement, ast.AugAssign):
            yield from _augmented(block, at, statement)
        if isinstance(statement, ast.Assign):
            yield from _assigned(block, at, statement, 1 if id(statement) in in_loops else 3)
        if isinstance(statement, SIMPLE) and len(block) > 1 and not _is_text(statement):
            rest = block[:at] + block[at + 1 :]
            is_return = isinstance(statement, ast.Return)
            words = "the function must not end here" if is_return else "this line is too much"
            yield _other(block, rest, statement, 4, words)
        if at + 1 < len(block):
            following = block[at + 1]
            swapped = [*block]
            swapped[at], swapped[at + 1] = following, statement
            words = "this line comes too late"
            if _same_target(statement, following):
                words = "this line overwrites what the line before gave"
            yield _other(block, swapped, following, 4, words)
        if isinstance(statement, ast.For | ast.While):
            yield from _loop(block, at, statement)


def _same_target(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements give the same thing a value."""
    both = [s for s in (one, other) if isinstance(s, ast.Assign)]
    return len({ast.dump(s.targets[0]) for s in both}) == 1 and len(both) == 2


def _loop(block: Block, at: int, loop: ast.For | ast.While) -> Iterator[Change]:
    last = loop.body[-1]
    if len(loop.body) > 1:
        words = "this line stands in the loop, and belongs behind it"
        put, undo = _moved([(loop.body, loop.body[:-1]), (block, _with(block, at + 1, last))])
        likely = 1 if isinstance(last, ast.Return) else 3
        yield Change(likely, last.lineno, words, put, undo)
        first = loop.body[0]
        words = "this line stands in the loop, and belongs before it"
        put, undo = _moved([(loop.body, loop.body[1:]), (block, _with(block, at, first))])
        yield Change(4, first.lineno, words, put, undo)
    if at + 1 < len(block):
        following = block[at + 1]
        words = "this line stands behind the loop, and belongs into it"
        rest = block[: at + 1] + block[at + 2 :]
        put, undo = _moved([(loop.body, [*loop.body, following]), (block, rest)])
        yield Change(3, following.lineno, words, put, undo)
    if at > 0 and isinstance(block[at - 1], ast.Assign):
        before = block[at - 1]
        words = "this is done once before the loop, and is needed in each round"
        rest = block[: at - 1] + block[at:]
        put, undo = _moved([(loop.body, [before, *loop.body]), (block, rest)])
        yield Change(4, before.lineno, words, put, undo)


def _augmented(block: Block, at: int, node: ast.AugAssign) -> Iterator[Change]:
    words = f"this adds to what {said(node.target)} was before, instead of giving it a new value"
    if isinstance(node.op, ast.Sub):
        words = f"the sign of what is done to {said(node.target)} is wrong"
    other: ast.stmt = ast.Assign([node.target], node.value, lineno=node.lineno)
    kind: ast.operator = ast.Add() if isinstance(node.op, ast.Sub) else ast.Sub()
    turned = ast.AugAssign(node.target, kind, node.value)
    yield from _replaced(block, at, other, 2, words)
    if isinstance(node.op, ast.Add | ast.Sub):
        words = f"the sign of what is done to {said(node.target)} is wrong"
        yield from _replaced(block, at, turned, 1, words)


def _assigned(block: Block, at: int, node: ast.Assign, likely: int) -> Iterator[Change]:
    if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name | ast.Subscript):
        target = node.targets[0]
        if isinstance(node.value, ast.Name | ast.Attribute) and isinstance(target, ast.Name):
            words = f"{said(target)} is the same array as {said(node.value)}: one changes the other"
            copy = ast.Call(ast.Attribute(node.value, "copy", ast.Load()), [], [])
            other = ast.Assign([target], copy, lineno=node.lineno)
            yield from _replaced(block, at, other, 0, words)
        words = f"{said(target)} loses what it was before; this has to be added to it"
        added = ast.AugAssign(target, ast.Add(), node.value)
        yield from _replaced(block, at, added, likely, words)


def _replaced(block: Block, at: int, other: ast.stmt, likely: int, words: str) -> Iterator[Change]:
    changed = [*block[:at], other, *block[at + 1 :]]
    yield _other(block, changed, block[at], likely, words)


def _other(block: Block, items: Block, at: ast.stmt, likely: int, words: str) -> Change:
    put, undo = _moved([(block, items)])
    return Change(likely, at.lineno, words, put, undo)


def _moved(changes: list[tuple[Block, Block]]) -> tuple[Put, Put]:
    """Lets blocks hold other statements; and takes that back."""
    before = [(block, [*block]) for block, _ in changes]

    def put() -> None:
        for block, items in changes:
            block[:] = items

    def undo() -> None:
        for block, items in before:
            block[:] = items

    return put, undo


def _with(block: Block, at: int, statement: ast.stmt) -> Block:
    return [*block[:at], statement, *block[at:]]


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)

"""Names used before they have a value: by another cell, or by a later line of the same function."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Raised,
    at_top,
    bound_at,
    quoted,
    within,
)
from grader.diagnosis.python.names import asked_for
from grader.diagnosis.python.say import found

LOCAL = re.compile(
    r"(?:local variable|cannot access local variable) '(\w{1,60})' (?:referenced before|where it)"
)
BLOCKS = {ast.For: "a loop", ast.While: "a loop", ast.If: "an `if`", ast.Try: "a `try`"}


def before_its_cell(raised: Raised, code: Code) -> Finding | None:
    """A name of a notebook, used before the cell that defines it, or after that cell failed."""
    name, here = asked_for(raised, code), code.piece(raised.at)
    if not name or here is None or raised.at is None:
        return None
    pieces = code.beside(raised.at)
    mine = pieces.index(here)
    owners = [n for n, piece in enumerate(pieces) if name in at_top(piece)]
    failed = [n for n in owners if pieces[n].label in code.broken]
    if here.notebook and owners and min(owners) > mine and not failed:
        label = quoted(pieces[min(owners)].label, 80)
        told = f"`{name}` gets its value in {label}, which comes later: cells run from top to"
        return found("before_its_cell", f"{told} bottom", code, raised.at)
    if failed and len(failed) == len(owners):
        cause = code.broken[pieces[failed[0]].label]
        if cause.at != raised.at:  # else this is that failure itself
            return _after_failure(name, cause, raised, code)
    line = at_top(here).get(name, 0)
    if line > raised.at[1] and code.around(raised.at) is None:
        told = f"`{name}` gets its value in line {line}, below this one: lines run from top to"
        return found("before_its_line", f"{told} bottom", code, raised.at)
    return None


def _after_failure(name: str, cause: Raised, raised: Raised, code: Code) -> Finding | None:
    if cause.at is None:
        return None
    where = f"line {cause.at[1]} of {quoted(cause.at[0], 80)}"
    told = f"`{name}` has no value because {where} failed first ({quoted(cause.kind, 40)}): mend"
    return found("after_failed_cell", f"{told} that one", code, raised.at)


def before_assignment(raised: Raised, code: Code) -> Finding | None:
    """UnboundLocalError: why a function's own variable has no value yet."""
    match = LOCAL.match(raised.words) if raised.kind == "UnboundLocalError" else None
    function = code.around(raised.at)
    if match is None or function is None or raised.at is None:
        return None
    name = match[1]
    lines = bound_at(within(function.body))
    if name not in lines:
        return None
    own = quoted(function.name, 60)
    if any(name in at_top(piece) for piece in code.beside(raised.at)):
        told = f"`{own}` gives `{name}` a value in line {lines[name]}, so inside it the name is its"
        told += " own, and not that of the whole file: pass it as an argument"
        return found("global_and_local", told, code, raised.at)
    if lines[name] >= raised.at[1]:
        told = f"`{name}` is used here, but gets its first value in line {lines[name]}"
        return found("before_assignment", told, code, raised.at)
    block = _block(function, lines[name], raised.at[1])
    if not block:
        return None
    told = f"`{name}` gets its value inside {block} alone (line {lines[name]}), which was not gone"
    return found("not_assigned", f"{told} through", code, raised.at)


def _block(function: FunctionNode, line: int, used: int) -> str:
    """The block that holds the assignment's line and not the other one."""
    for node in ast.walk(function):
        kind = BLOCKS.get(type(node))
        if kind and isinstance(node, ast.stmt):
            last = node.end_lineno or node.lineno
            if node.lineno <= line <= last < used:
                return str(kind)
    return ""

"""A stub's `raise NotImplementedError` that still stands."""

import ast

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Raised, quoted
from grader.diagnosis.python.say import found


def not_written(raised: Raised, code: Code) -> Finding | None:
    """NotImplementedError from a `raise` of the student's own file."""
    if raised.kind != "NotImplementedError" or raised.at is None:
        return None
    statement = next((n for n in code.at_line(raised.at) if isinstance(n, ast.Raise)), None)
    function = code.around(raised.at)
    if statement is None or function is None:
        return None
    name = quoted(function.name, 60)
    owner = code.class_around(raised.at)
    if owner is not None and _has_heirs(owner, code):
        told = f"`{name}` of the class that others are built on was called: does the class in use"
        return found("not_written", f"{told} have a `{name}` of its own?", code, raised.at)
    return found("not_written", _words(function, statement, name), code, raised.at)


def _words(function: FunctionNode, statement: ast.Raise, name: str) -> str:
    written = [node for node in function.body if _is_work(node)]
    if statement not in function.body:
        return f"the part of `{name}` that stands for this case is not written yet"
    if any(node.lineno > statement.lineno for node in written):
        return f"this line of the stub ends `{name}` before your code below it: delete the line"
    if any((node.end_lineno or 0) < statement.lineno for node in written):
        return f"your code above it has run, then this line of the stub ends `{name}`"
    return f"`{name}` is still the stub: write this part in place of the line"


def _is_work(node: ast.stmt) -> bool:
    """Whether a student may have written it: no text, no `pass`, no None to begin with."""
    if isinstance(node, ast.Assign):
        parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        return not all(isinstance(part, ast.Constant) and part.value is None for part in parts)
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return not (is_text or isinstance(node, ast.Pass | ast.Raise | ast.Return))


def _has_heirs(owner: ast.ClassDef, code: Code) -> bool:
    nodes = (node for piece in code.read for node in piece.nodes)
    bases = (b for node in nodes if isinstance(node, ast.ClassDef) for b in node.bases)
    return any(isinstance(base, ast.Name) and base.id == owner.name for base in bases)

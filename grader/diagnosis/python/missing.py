"""A function or class that the assignment asks for and that wasn't found."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Piece, at_top, quoted
from grader.diagnosis.python.say import closest, found

MAIN = "__main__"


def missing_name(name: str, code: Code) -> Finding | None:
    """Why there is nothing of this name: defined out of sight, commented out, or misspelt."""
    return (
        _inside_another(name, code)
        or _under_main(name, code)
        or _commented_out(name, code)
        or _misspelt(name, code)
    )


def _inside_another(name: str, code: Code) -> Finding | None:
    for piece, node in code.functions(name):
        for outer in piece.nodes:
            if not isinstance(outer, FunctionNode | ast.ClassDef) or node not in outer.body:
                continue
            kind = "the class" if isinstance(outer, ast.ClassDef) else "the function"
            told = f"`{name}` stands indented inside {kind} `{quoted(outer.name, 60)}`, where"
            told += " nobody else sees it: move it to the left margin"
            return found("defined_inside", told, code, (piece.label, node.lineno))
    return None


def _under_main(name: str, code: Code) -> Finding | None:
    for piece in code.read:
        for statement in piece.statements:
            if not isinstance(statement, ast.If) or piece.notebook:
                continue
            guard = any(
                isinstance(n, ast.Constant) and n.value == MAIN for n in ast.walk(statement.test)
            )
            inside = [n for n in statement.body if getattr(n, "name", "") == name]
            if guard and inside:
                told = f"`{name}` is defined under `if __name__ == ...`, which isn't run when the"
                told += " file is imported: move it above"
                return found("under_main", told, code, (piece.label, inside[0].lineno))
    return None


def _commented_out(name: str, code: Code) -> Finding | None:
    if not name.isidentifier():
        return None
    pattern = re.compile(rf"^[ \t]{{0,20}}#[# \t]{{0,20}}(?:def|class)[ \t]{{1,4}}{name}\b", re.M)
    for piece in code.read:
        match = pattern.search(piece.text)
        if match and name not in at_top(piece):
            line = piece.text.count("\n", 0, match.start()) + 1
            told = f"`{name}` is commented out: delete the `#` in front of its lines"
            return found("commented_out", told, code, (piece.label, line))
    return None


def _misspelt(name: str, code: Code) -> Finding | None:
    known: dict[str, tuple[Piece, int]] = {}
    for piece in code.read:
        for defined, line in at_top(piece).items():
            if defined not in code.promised:
                known.setdefault(defined, (piece, line))
    meant = closest(name, known)
    if not meant:
        return None
    piece, line = known[meant]
    told = f"the task asks for `{name}`: was this one meant to be it? names must be the same"
    return found("misspelt_definition", told, code, (piece.label, line))

"""A function that returned nothing, or another number of values than was asked for."""

import ast

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, FunctionNode, Piece, quoted, shown, within
from grader.diagnosis.python.nothing import why_none, why_part_none
from grader.diagnosis.python.say import found, listed


def wrong_return(
    function: str, count: int, names: tuple[str, ...], code: Code, whole: bool = True
) -> Finding | None:
    """Why a function of the submission gave `count` values (0: None) and not those named.

    function: its name, as the check asked for it. names: what was expected; () if unknown.
    whole: False if the None may be a part of what came only.
    """
    own = code.function(function)
    if own is None:
        return None
    if count == 0:
        outside = _outside(*own, code)
        if outside is not None:
            return outside
        why = why_none(*own, code) if whole else why_part_none(*own)
        return found(why.relation, why.sentence, code, why.at) if why else None
    return _wrong_number(*own, count, names, code)


def _outside(piece: Piece, node: FunctionNode, code: Code) -> Finding | None:
    """A `return` below the function that is indented too little to belong to it."""
    error = code.broken.get(piece.label)
    if error is None or error.at is None or "'return' outside function" not in error.words:
        return None
    between = piece.lines[node.end_lineno or 0 : error.at[1] - 1]
    if error.at[1] <= (node.end_lineno or 0) or any(line.strip() for line in between):
        return None
    told = f"this `return` is indented too little to belong to `{quoted(node.name, 60)}`"
    return found("return_outside", told, code, error.at)


def _wrong_number(
    piece: Piece, node: FunctionNode, count: int, names: tuple[str, ...], code: Code
) -> Finding | None:
    returns = [n for n in within(node.body) if isinstance(n, ast.Return) and n.value is not None]
    fitting = [n for n in returns if _count(n.value) == count]
    if not fitting or not names:
        return None
    first = fitting[0]
    given = _names(first.value)
    told = _comparison(given, names) if given else ""
    if not told and isinstance(first.value, ast.Dict | ast.Call | ast.Name) and count == 1:
        told = f"one value is returned here, where {len(names)} are asked for, with commas between"
    if not told:
        told = f"{count} value{'s' * (count > 1)} returned here; asked for: {listed(names)}"
    others = [n.lineno for n in returns if _count(n.value) == len(names)]
    if others:
        told += f" (the `return` in line {others[0]} gives {len(names)})"
    return found("wrong_number_of_values", told, code, (piece.label, first.lineno))


def _count(value: ast.expr | None) -> int:
    return len(value.elts) if isinstance(value, ast.Tuple) else 1


def _names(value: ast.expr | None) -> list[str]:
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    texts = [shown(part) for part in parts if part is not None]
    return [text for text in texts if text.isidentifier()] if all(texts) else []


def _comparison(given: list[str], names: tuple[str, ...]) -> str:
    """What is missing or too much, where the names tell it without doubt."""
    wanted = [quoted(name, 30) for name in names]
    missing = [name for name in wanted if name not in given]
    surplus = [name for name in given if name not in wanted]
    if missing and not surplus:
        return f"{listed(given)} returned here; {listed(missing)} missing"
    if surplus and not missing:
        return f"{listed(surplus)} returned here besides what is asked for"
    return ""

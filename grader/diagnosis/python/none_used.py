"""A line that computes with None: which operand it is, and where the None comes from."""

import ast
import re
from collections.abc import Iterator

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised, quoted, shown, within
from grader.diagnosis.python.nothing import Why, none_of_call
from grader.diagnosis.python.say import found

TYPES = (
    re.compile(r"unsupported operand type\(s\) for [^\n]{1,20}: '[\w.]+' and 'NoneType'$"),
    re.compile(r"unsupported operand type\(s\) for [^\n]{1,20}: 'NoneType' and '[\w.]+'$"),
    re.compile(
        r"'NoneType' object (?:is not (?:subscriptable|iterable|callable)|does not support)"
    ),
    re.compile(r"cannot unpack non-iterable NoneType object"),
    re.compile(r"object of type 'NoneType' has no len\(\)"),
    re.compile(r"bad operand type for unary -: 'NoneType'"),
    re.compile(r"'[<>]=?' not supported between instances of '[\w.]+' and 'NoneType'"),
    re.compile(r"'[<>]=?' not supported between instances of 'NoneType' and '[\w.]+'"),
)
ATTRIBUTE = re.compile(r"'NoneType' object has no attribute '(\w{1,60})'")


def none_used(raised: Raised, code: Code) -> Finding | None:
    """TypeError or AttributeError of a None, where the source shows how it came."""
    fits = raised.kind == "TypeError" and any(p.match(raised.words) for p in TYPES)
    if not fits and not (raised.kind == "AttributeError" and ATTRIBUTE.match(raised.words)):
        return None
    known = [
        (node, why)
        for node in code.at_line(raised.at)
        if isinstance(node, ast.expr)
        for why in _reasons(node, raised, code)
    ]
    if not known or len({why.at for _, why in known}) > 1:
        return None
    node, why = known[0]
    name = shown(node)
    told = f"`{name}` is None: {why.sentence}" if name else f"a value is None: {why.sentence}"
    if why.relation != "in_place" and why.at[0]:
        told += f" (line {why.at[1]} of {quoted(why.at[0], 80)})"
    return found("none_used", told, code, raised.at)


def _reasons(node: ast.expr, raised: Raised, code: Code) -> Iterator[Why]:
    why = none_of_call(node, code)
    if why is not None and not _stands_alone(node, raised, code):
        yield why
    function = code.around(raised.at)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and function is not None:
        yield from _of_name(node.id, function, raised, code)
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield from _of_self(node, raised, code)


def _stands_alone(node: ast.expr, raised: Raised, code: Code) -> bool:
    """Whether a line is this call and no more, so that its None is used by nothing."""
    nodes = code.at_line(raised.at)
    return any(isinstance(n, ast.Expr) and n.value is node for n in nodes)


def _of_name(name: str, function: ast.AST, raised: Raised, code: Code) -> Iterator[Why]:
    """The last value that the function gave the name above this line, if that is None."""
    body = getattr(function, "body", [])
    line = raised.at[1] if raised.at else 0
    given = [
        node
        for node in within(body)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.For) and node.lineno < line
        if any(isinstance(t, ast.Name) and t.id == name for t in _targets(node))
    ]
    if not given or not isinstance(given[-1], ast.Assign) or raised.at is None:
        return
    value = given[-1].value
    at = (raised.at[0], given[-1].lineno)
    if isinstance(value, ast.Constant) and value.value is None:
        yield Why("kept_none", "it was given None, and nothing else since", at)
    elif why := none_of_call(value, code):
        yield why if why.at[0] else why._replace(at=at)


def _targets(node: ast.Assign | ast.AugAssign | ast.For) -> list[ast.AST]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [part for target in targets for part in ast.walk(target)]


def _of_self(node: ast.Attribute, raised: Raised, code: Code) -> Iterator[Why]:
    """An attribute that the constructor sets to None, and some other method to a value."""
    owner = code.class_around(raised.at)
    if owner is None or getattr(node.value, "id", "") != "self" or raised.at is None:
        return
    stores = [
        n
        for n in ast.walk(owner)
        if isinstance(n, ast.Assign)
        for target in n.targets
        if isinstance(target, ast.Attribute) and target.attr == node.attr
    ]
    none = [n for n in stores if isinstance(n.value, ast.Constant) and n.value.value is None]
    if none and none[0] is stores[0]:
        told = "it was set to None at first, and what gives it a value had not run by then"
        if len(none) == len(stores):
            told = "it is set to None, and nothing gives it a value"
        yield Why("kept_none", told, (raised.at[0], none[0].lineno))

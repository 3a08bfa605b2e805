"""Calls with the wrong arguments, and methods without `self`."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.attributes import own_attributes
from grader.diagnosis.python.code import (
    Code,
    FunctionNode,
    Piece,
    Place,
    Raised,
    parameters,
    quoted,
)
from grader.diagnosis.python.names import asked_for
from grader.diagnosis.python.say import closest, found

TAKES = re.compile(
    r"(?:[\w.<>]{0,80}\.)?(\w{1,60})\(\) takes (?:from \d{1,3} to )?(\d{1,3}) positional arguments?"
    r" but (\d{1,3}) (?:was|were) given"
)
MISSING = re.compile(
    r"(?:[\w.<>]{0,80}\.)?(\w{1,60})\(\) missing \d{1,3} required positional arguments?: "
    r"'(\w{1,60})'"
)
UNEXPECTED = re.compile(
    r"(?:[\w.<>]{0,80}\.)?(\w{1,60})\(\) got an unexpected keyword argument '(\w{1,60})'"
)
COMMON = "axis keepdims dtype size shape scale loc ddof replace copy endpoint".split()
"""Names of arguments of numpy's functions."""
BOUND = frozenset(("staticmethod", "classmethod"))


def missing_self(raised: Raised, code: Code) -> Finding | None:
    """A method without `self`, an attribute without `self.`, or a class where an object belongs."""
    if raised.kind == "NameError":
        return _bare_attribute(raised, code)
    if raised.kind != "TypeError":
        return None
    if match := TAKES.match(raised.words):
        for piece, owner, method in _methods(match[1], code):
            first = parameters(method)[:1]
            one_more = int(match[3]) == int(match[2]) + 1
            if one_more and first not in (["self"], ["cls"]) and not _marks(method) & BOUND:
                told = f"`{quoted(method.name, 60)}` is a method of `{quoted(owner.name, 60)}`"
                told += ", so its first parameter must be `self`, which Python fills itself"
                return found("missing_self", told, code, (piece.label, method.lineno))
    match = MISSING.match(raised.words)
    if match and raised.at and _called_on_class(match[1], raised.at, code):
        told = f"`{match[1]}` is called on the class: make an object of the class first"
        return found("called_on_class", told, code, raised.at)
    return None


def _bare_attribute(raised: Raised, code: Code) -> Finding | None:
    name = asked_for(raised, code)
    owner, method = code.class_around(raised.at), code.around(raised.at)
    if not name or owner is None or method is None or method not in owner.body:
        return None
    if name == "self":
        told = f"`{quoted(method.name, 60)}` uses `self`, but has no such first parameter"
        return found("missing_self", told, code, raised.at)
    methods = {node.name for node in owner.body if isinstance(node, FunctionNode)}
    if name not in own_attributes(owner) and name not in methods:
        return None
    told = f"`{name}` belongs to the object, and is reached as `self.{name}` alone"
    return found("missing_self", told, code, raised.at)


def _methods(name: str, code: Code) -> list[tuple[Piece, ast.ClassDef, FunctionNode]]:
    return [
        (piece, owner, method)
        for piece in code.read
        for owner in piece.nodes
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, FunctionNode) and method.name == name
    ]


def _marks(function: FunctionNode) -> set[str]:
    return {getattr(mark, "id", getattr(mark, "attr", "")) for mark in function.decorator_list}


def _called_on_class(name: str, at: Place, code: Code) -> bool:
    owners = {owner.name for _, owner, _ in _methods(name, code)}
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in owners
        for node in code.at_line(at)
    )


def misspelt_keyword(raised: Raised, code: Code) -> Finding | None:
    """A call with `name=` where the function spells the name otherwise."""
    match = UNEXPECTED.match(raised.words) if raised.kind == "TypeError" else None
    nodes = code.at_line(raised.at)
    given = {word.arg for word in nodes if isinstance(word, ast.keyword)}
    if match is None or match[2] not in given or match[1] not in called(nodes):
        return None
    own = code.function(match[1])
    meant = closest(match[2], parameters(own[1]) if own else COMMON)
    told = f"`{match[1]}` takes no `{match[2]}=`: did you mean `{quoted(meant, 60)}=`?"
    return found("misspelt_keyword", told, code, raised.at) if meant else None


def called(nodes: list[ast.AST]) -> set[str]:
    """The names of what a line calls."""
    calls = (node.func for node in nodes if isinstance(node, ast.Call))
    return {getattr(name, "id", getattr(name, "attr", "")) for name in calls}


def wrong_arguments(raised: Raised, code: Code) -> Finding | None:
    """A function of the student's that takes other arguments than it is called with."""
    if raised.kind != "TypeError":
        return None
    takes, missing = TAKES.match(raised.words), MISSING.match(raised.words)
    match = takes or missing or UNEXPECTED.match(raised.words)
    own = code.function(match[1]) if match else None
    if match is None or own is None:
        return None
    piece, function = own
    if _marks(function) - BOUND:  # a decorator may have put another function in its place
        return None
    if raised.at is not None:  # a call of their own
        if match[1] not in called(code.at_line(raised.at)):
            return None
        told = f"`{match[1]}`, which this line calls, is defined in line {function.lineno} of "
        told += f"{quoted(piece.label, 80)} with other parameters: compare the two"
        return found("wrong_arguments", told, code, raised.at)
    if takes:
        told = "the task's call has another number of arguments: keep the parameters it lists"
    elif missing:
        told = f"the task's call gives nothing for `{match[2]}`: remove it, or give it a default"
        if match[2] not in parameters(function):
            return None
    elif match[2] in parameters(function):
        return None
    else:
        told = "the task's call names a parameter that is missing here: keep the names it lists"
    return found("wrong_arguments", told, code, (piece.label, function.lineno))

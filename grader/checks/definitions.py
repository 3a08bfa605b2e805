"""What reading source knows of the student's own functions, classes and objects (see `loops`)."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MAKERS = frozenset({"exec", "eval", "compile"})
CODE = frozenset({"__code__", "FunctionType", "CodeType"})

File = Sequence[tuple[str, Sequence[ast.stmt]]]
"""A file, or a notebook cell by cell: the student's name for each piece, and its statements."""


@dataclass(frozen=True)
class Place:
    """Where a loop stands: the student's file or cell, its line there, and the line's code."""

    label: str
    line: int
    code: str


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the student's; `hidden`: calling it loops over the items of an array.

    marks: names of its decorators.
    """

    node: Any
    label: str
    names: dict[str, Any]
    hidden: bool = False
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Class:
    """A class of the student's: its members, those of its bases among them."""

    members: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Instance:
    """An object of such a class; `attributes` is what is known of those that were set."""

    members: dict[str, Any]
    attributes: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Method:
    """A function with its first argument."""

    function: Function
    owner: Any


def attribute(owner: Class | Instance, name: str) -> Any:
    """What `owner.name` is, as far as it is known; of a property the method behind it."""
    if isinstance(owner, Instance) and name in owner.attributes:
        return owner.attributes[name]
    found = owner.members.get(name)
    if not isinstance(found, Function) or "staticmethod" in found.marks:
        return found
    bound = isinstance(owner, Instance) or "classmethod" in found.marks
    return Method(found, owner) if bound else found


def callee(value: Any) -> tuple[Function, list[Any]] | None:
    """The function that calling this value runs, and the arguments before those of the call."""
    if isinstance(value, Instance):
        value = attribute(value, "__call__")
    if isinstance(value, Method):
        return value.function, [value.owner]
    return (value, []) if isinstance(value, Function) else None


def last_name(node: ast.expr) -> str:
    """`vectorize` of `np.vectorize`, and of `np.vectorize(...)`."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return str(getattr(node, "attr", getattr(node, "id", "")))


def is_part(node: ast.expr) -> bool:
    """Is this argument of a recursive call less, or further on, than the caller's own?"""
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and last_name(part.value) != "shape":
            slices = [inner for inner in ast.walk(part.slice) if isinstance(inner, ast.Slice)]
            if any(inner.lower or inner.upper for inner in slices):
                return True
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Add | ast.Sub):
            return True
    return False


def makes_code(files: Sequence[File]) -> bool:
    """Does the source make code while it runs (`exec`, `eval`, `f.__code__`), unread by all?"""
    for file in files:
        for _, statements in file:
            for statement in statements:
                if any(_makes_code(node) for node in ast.walk(statement)):
                    return True
    return False


def _makes_code(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        builtin = isinstance(node.value, ast.Name) and "builtins" in node.value.id
        return node.attr in CODE or (builtin and node.attr in MAKERS)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value in MAKERS | CODE
    return isinstance(node, ast.Name) and node.id in MAKERS | CODE

"""Objects that stay in the child: a number for each, and what may be asked of them."""

from __future__ import annotations

import array
import collections
import inspect
import types
from typing import Any, Callable, Dict, List, Tuple

import numpy as np

FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.LambdaType,
    np.ufunc,
)
KINDS = ("dict", "list", "tuple", "array", "class", "module", "function", "object")
MOST_MEMBERS = 20
SMALL_BYTES = 1 << 10
HEAP_TYPE = 1 << 9  # a class statement made it


def kind_of(value: Any) -> str:
    """What a handle calls its object: by type alone, so that no method of a student's runs."""
    kind = type(value)
    bases: Tuple[Any, ...] = (
        dict,
        (list, collections.deque, array.array),
        tuple,
        np.ndarray,
        type,
        types.ModuleType,
        FUNCTIONS,
        object,
    )
    return next((name for name, base in zip(KINDS, bases) if issubclass(kind, base)), "object")


Pack = Callable[[Any], Any]


class Table:
    """The objects that the trusted process holds handles to, by number."""

    def __init__(self) -> None:
        self.objects: Dict[int, Any] = {}
        self.kept: Dict[int, Any] = {}
        self.next = 1

    def export(self, value: Any, pack: Pack) -> List[Any]:
        """The tree of a handle to this object, with what a test is likely to ask for next.

        pack: gives the tree of plain data. An object is told with its members, a small dict or
        list with its content, so that asking for them costs no request.
        """
        tree = self._place(value)
        if tree[2] == "object":
            found = {name: self.export(member, pack) for name, member in members(value)}
            return [*tree, found] if found else tree
        return [*tree, {}, pack(value)] if is_small(value) else tree

    def _place(self, value: Any) -> List[Any]:
        number = self.next
        self.next += 1
        self.objects[number] = value
        return ["h", number, kind_of(value)]

    def keep(self, value: Any) -> List[Any]:
        """As `export`, for as long as the process lives."""
        tree = self._place(value)
        self.kept[tree[1]] = self.objects.pop(tree[1])
        return tree

    def find(self, number: int, kind: str = "") -> Any:
        """The object behind a handle."""
        return self.kept[number] if number in self.kept else self.objects[number]

    def clear(self) -> None:
        """Forget every object that is not kept; their handles are dead."""
        self.objects.clear()


def members(value: Any) -> List[Tuple[str, Any]]:
    """An object's own dicts and lists, and its methods, by name.

    Anything that isn't there for the taking (properties, slots, objects with a `__getattribute__`
    of their own) is left out.
    """
    try:
        return _members(value)
    except Exception:  # a metaclass or a property of the student's got in the way
        return []


def _members(value: Any) -> List[Tuple[str, Any]]:
    kind: Any = type(value)
    if not kind.__flags__ & HEAP_TYPE or kind.__getattribute__ is not object.__getattribute__:
        return []
    own = value.__dict__
    shared: Dict[str, Any] = {}
    for base in reversed(kind.__mro__[:-1]):
        shared.update(base.__dict__)
    found = [(n, v) for n, v in own.items() if type(v) in (dict, list) and n not in shared]
    methods = [
        (name, types.MethodType(function, value))
        for name, function in shared.items()
        if type(function) is types.FunctionType and name[:1] != "_" and name not in own
    ]
    return (found + methods)[:MOST_MEMBERS]


def is_small(value: Any) -> bool:
    """Whether this is a dict or list of a few numbers and small arrays, and of nothing else."""
    kind = type(value)
    if kind not in (dict, list) or len(value) > MOST_MEMBERS:
        return False
    items = value.values() if kind is dict else value
    return all(
        type(item) is float or (type(item) is np.ndarray and item.nbytes <= SMALL_BYTES)
        for item in items
    ) and (kind is list or all(type(key) is str for key in value))


def parameters(value: Any) -> List[Dict[str, Any]]:
    """The parameters of a function or class; raises ValueError where none are known."""
    return [
        {
            "name": p.name,
            "kind": p.kind.name.lower(),
            "default": p.default is not inspect.Parameter.empty,
        }
        for p in inspect.signature(value).parameters.values()
    ]

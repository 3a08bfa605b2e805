"""What `gradcheck` was given: the arguments' arrays by name, and the gradients that belong to them.

An argument may be an array, a list of numbers, a number, or a dict of arrays; anything else, and
what no gradient is given for, is handed to the function as it is.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.checks.differences import Floats
from grader.checks.values import Array, fail


class Leaf(NamedTuple):
    """One array of the arguments. place: of its argument. key: where that is a dict, else None."""

    name: str
    place: int
    key: Any
    array: Array
    plain_number: bool


class Arguments:
    """The arguments of a call, with their arrays as leaves that can be moved.

    arguments: in order, or one dict, which then is the only argument.
    """

    def __init__(self, function: Callable[..., Any], arguments: object) -> None:
        alone = isinstance(arguments, Mapping) or not isinstance(arguments, Sequence)
        self.values: tuple[Any, ...] = (arguments,) if alone else tuple(arguments)  # type: ignore
        self.names = _names(function, len(self.values))
        self.leaves = self._read()

    def _read(self) -> list[Leaf]:
        found: list[Leaf] = []
        for place, (name, value) in enumerate(zip(self.names, self.values, strict=True)):
            parts = value.items() if isinstance(value, Mapping) else [(None, value)]
            for key, part in parts:
                array = _array(part)
                if array is not None:
                    called = name if key is None else str(key)
                    number = isinstance(part, int | float)
                    found.append(Leaf(called, place, key, array, number))
        names = [leaf.name for leaf in found]
        return [
            leaf._replace(name=f"{self.names[leaf.place]}[{leaf.key!r}]")
            if names.count(leaf.name) > 1 and leaf.key is not None
            else leaf
            for leaf in found
        ]

    def with_(self, at: Mapping[str, Array]) -> tuple[Any, ...]:
        """The arguments with these arrays in them; every array is a copy."""
        values = [_copied(value) for value in self.values]
        for leaf in self.leaves:
            if leaf.name in at:
                moved = np.array(at[leaf.name])
                if leaf.key is None:
                    values[leaf.place] = moved[()] if leaf.plain_number else moved
                else:
                    values[leaf.place][leaf.key] = moved
        return tuple(values)

    def chosen(self, gradients: object) -> list[Leaf]:
        """The leaves that these gradients belong to: those named, or as many as came."""
        if isinstance(gradients, Mapping):
            return [leaf for leaf in self.leaves if _key(gradients, leaf.name) is not None]
        floats = [leaf for leaf in self.leaves if leaf.array.dtype.kind == "f"]
        arrays = [leaf for leaf in floats if not leaf.plain_number]
        wanted = len(gradients) if isinstance(gradients, list | tuple) else 1
        for tier in (arrays, floats, self.leaves):
            if tier and wanted == len({leaf.place for leaf in tier}):
                return tier
        return arrays or floats or self.leaves


def by_name(gradients: object, arguments: Arguments) -> dict[str, Any]:
    """The gradients by name of their leaves; CheckFailed, with a sentence each, for other forms."""
    if gradients is None:
        fail("no gradients came but None: is a `return` missing?")
    leaves = arguments.chosen(gradients)
    if isinstance(gradients, Mapping):
        if not leaves:
            known = ", ".join(leaf.name for leaf in arguments.leaves)
            fail(f"none of the gradients has the name of an argument: expected some of {known}")
        return {leaf.name: gradients[_key(gradients, leaf.name)] for leaf in leaves}
    places = sorted({leaf.place for leaf in leaves})
    items = list(gradients) if isinstance(gradients, list | tuple) else [gradients]
    if len(places) == 1 and len(items) != 1:
        items = [gradients]  # a list of numbers, in place of an array
    if len(items) != len(places):
        names = ", ".join(arguments.names[place] for place in places)
        fail(
            f"{len(items)} gradients came for {len(places)} arguments ({names}): expected one for "
            "each, in this order, or a dict with some of them by name"
        )
    return {
        leaf.name: _part(items[places.index(leaf.place)], leaf, arguments.names[leaf.place])
        for leaf in leaves
    }


def _part(item: object, leaf: Leaf, argument: str) -> object:
    """A leaf's own gradient out of that of its argument."""
    if leaf.key is None:
        return item
    if not isinstance(item, Mapping):
        fail(f"{argument} is a dict: expected its gradients in a dict too")
    return item.get(leaf.key)


def _key(gradients: Mapping[Any, Any], name: str) -> Any:
    """The key of a gradient: the argument's name, or that with a d before it."""
    return next((key for key in gradients if key in (name, f"d{name}")), None)


def _names(function: Callable[..., Any], count: int) -> list[str]:
    """The function's own names of its first arguments, where it tells them."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    usual = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    names = [parameter.name for parameter in parameters if parameter.kind in usual][:count]
    return names + [f"argument {place + 1}" for place in range(len(names), count)]


def _array(value: object) -> Array | None:
    """The value as an array of real numbers; None where it is none."""
    if value is None or isinstance(value, bool | str | bytes | Mapping) or callable(value):
        return None
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "iuf" else None


def _copied(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    return {k: _copied(v) for k, v in value.items()} if isinstance(value, Mapping) else value


def start(leaves: Sequence[Leaf]) -> dict[str, Floats]:
    """The point, in float64."""
    return {leaf.name: leaf.array.astype(np.float64) for leaf in leaves}

"""What an object of the student's holds, as plain data: numbers, words, lists, dicts, arrays.

It is a copy, made where student code runs; the object itself stays, and is passed back as it is.
"""

from __future__ import annotations

import array
import collections
import collections.abc
import numbers
import types
from itertools import islice
from typing import Any, Callable, Dict, Tuple

import numpy as np

from grader.sandbox.child.tree import CODES

MOST_DEEP = 50
MOST_ITEMS = 100_000
"""Of an array of objects, and of what may have no end."""

TOO_DEEP = f"a value nested more than {MOST_DEEP} deep"
TOO_MANY = f"more than {MOST_ITEMS} items"
TOO_LARGE = "a number too large for a float"
OBJECT = "an object of type "
ARRAYS = {
    "O": "a large array of objects",
    "M": "an array of dates",
    "m": "an array of time spans",
    "S": "an array of byte strings",
    "V": "an array with named fields",
}
ARRAY = "an array of no numbers"
REASONS = frozenset((TOO_DEEP, TOO_MANY, TOO_LARGE, ARRAY, *ARRAYS.values()))

# Each by the type's own method: a subclass may say something else, as an Enum of words does.
ATOMS: Tuple[Tuple[Any, Callable[[Any], Any]], ...] = (
    (int, int.__int__),
    (float, float.__float__),
    (complex, complex.__pos__),
    (str, str.__str__),
    (bytes, bytes),
)
LISTS: Tuple[Tuple[Any, Callable[[Any], Any]], ...] = (
    (list, list.__iter__),
    (tuple, tuple.__iter__),
    (collections.deque, collections.deque.__iter__),
    (array.array, array.array.tolist),
)
ITERABLES = (
    collections.abc.Sequence,
    collections.abc.Set,
    collections.abc.ValuesView,
    types.GeneratorType,
)


class NotPlain(Exception):
    """An object has no plain form; the message is one of `REASONS` or `OBJECT` and its type."""


def plain(value: Any, depth: int = 0) -> Any:
    """A copy of a value out of exact plain types, subclasses reduced to what they hold.

    An array subclass becomes its numbers, an array of words a list, a named tuple a tuple, a
    defaultdict a dict; a deque, an array of the module `array`, a view of a dict and any other
    sequence a list; a Fraction, a Decimal and their like a float.
    Raises NotPlain for anything else.
    """
    if depth > MOST_DEEP:
        raise NotPlain(TOO_DEEP)
    if value is None or type(value) in (bool, int, float, complex, str, bytes):
        return value
    if isinstance(value, np.ndarray):
        return _plain_array(value, depth)
    if isinstance(value, np.generic) and not isinstance(value, (str, bytes)):
        return _plain_array(np.asarray(value), depth)[()]
    if isinstance(value, dict):
        return {plain(k, depth + 1): plain(v, depth + 1) for k, v in dict.items(value)}
    for kind, items_of in LISTS:
        if isinstance(value, kind):
            items = [plain(item, depth + 1) for item in items_of(value)]
            return tuple(items) if kind is tuple else items
    return _plain_other(value, depth)


def _plain_array(value: Any, depth: int) -> Any:
    exact = np.ndarray.view(value, np.ndarray)
    kind = exact.dtype.kind
    if kind == "O":
        if exact.size > MOST_ITEMS:
            raise NotPlain(ARRAYS[kind])
        return plain(exact.tolist() if exact.ndim else exact.item(), depth + 1)
    if kind in "UT" and exact.size <= MOST_ITEMS:
        return exact.tolist()
    if kind in "fc" and exact.dtype.str not in CODES:  # extended precision
        return exact.astype(np.complex128 if kind == "c" else np.float64)
    if exact.dtype.str not in CODES:
        raise NotPlain(ARRAYS.get(kind, ARRAY))
    return exact


def _plain_other(value: Any, depth: int) -> Any:
    for kind, exact in ATOMS:
        if isinstance(value, kind):
            return exact(value)
    if isinstance(value, numbers.Number):
        return _plain_number(value)
    if hasattr(type(value), "__array__"):
        return plain(np.asarray(value), depth + 1)
    if hasattr(value, "keys"):
        return _plain_mapping(value, depth)
    if isinstance(value, ITERABLES):
        items = list(islice(value, MOST_ITEMS + 1))
        if len(items) > MOST_ITEMS:
            raise NotPlain(TOO_MANY)
        return [plain(item, depth + 1) for item in items]
    raise NotPlain(OBJECT + type(value).__name__)


def _plain_number(value: Any) -> Any:
    is_complex = isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real)
    try:
        return complex(value) if is_complex else float(value)
    except OverflowError:
        raise NotPlain(TOO_LARGE) from None


def _plain_mapping(value: Any, depth: int) -> Dict[Any, Any]:
    return {plain(k, depth + 1): plain(value[k], depth + 1) for k in list(value.keys())}

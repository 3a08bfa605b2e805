"""What calls of Python's and numpy's own functions give, as far as reading tells (`samples`).

`values` is what is known of the arguments, `nodes` their source, `words` the source of keyword
arguments. A method has its object as the first argument.
"""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks import samples as known
from grader.checks.samples import COUNT, EACH, Samples, Value

PER_ITEM = frozenset("map filter reduce starmap".split())
SAME_ITEMS = frozenset("enumerate zip reversed list tuple iter tqdm trange arange".split())
REDUCTIONS = frozenset("sum max min mean prod std var any all amax amin argmax argmin norm".split())
SPLITS = frozenset("split array_split hsplit vsplit dsplit".split())
FILLED = frozenset("zeros ones empty full".split())
FLAT = frozenset("ravel flatten".split())
SCANS = frozenset("ndindex nditer ndenumerate".split())
MEASURES = frozenset("len size shape int".split())
UNRELATED = frozenset("unique set bincount nonzero argwhere flatnonzero histogram round".split())
"""Their results have no item for each sample, or not as the argument has."""


def loops_inside(name: str, values: Sequence[Any], nodes: Sequence[ast.expr]) -> bool:
    """Does this call run a Python function once a sample?"""
    if name in PER_ITEM:
        return any(known.goes_through(value) for value in values[1:])
    if name != "apply_along_axis" or len(values) < 3:
        return False
    axis = known.whole(nodes[1])
    array = values[2]
    return isinstance(array, Samples) and axis is not None and axis % array.ndim != array.axis


def result_of(
    name: str, values: Sequence[Any], nodes: Sequence[ast.expr], words: Mapping[str, ast.expr]
) -> Value:
    """What a call gives."""
    first = values[0] if values else None
    if name in UNRELATED:
        return None
    if name in MEASURES:
        return _measured(name, first, nodes[1] if len(nodes) > 1 else None)
    if name in FILLED:
        return known.reshaped(None, list(first if isinstance(first, tuple) else (first,)), [False])
    if name in REDUCTIONS:
        axis = known.whole(words.get("axis", nodes[1] if len(nodes) > 1 else None))
        keep = getattr(words.get("keepdims"), "value", False) is True
        return known.reduced(first, axis, keep)
    if name == "range" or name in SAME_ITEMS or name in SPLITS or name in SCANS:
        return _iterable(name, values, nodes)
    return _rearranged(name, values, nodes)


def _iterable(name: str, values: Sequence[Any], nodes: Sequence[ast.expr]) -> Value:
    """A call that is made to be iterated over."""
    if name in SPLITS:
        return EACH if COUNT in values else None
    if name in SCANS:
        return EACH if known.grows(tuple(values)) else None
    if name == "range":  # with a step, batches
        step = known.whole(nodes[2]) if len(nodes) > 2 else 1
        return EACH if COUNT in values and step in (1, -1) else None
    if COUNT in values or any(known.goes_through(value) for value in values):
        return EACH
    return values[0] if values and isinstance(values[0], Samples) else None


def _rearranged(name: str, values: Sequence[Any], nodes: Sequence[ast.expr]) -> Value:
    """An array made from arrays."""
    first = values[0] if values else None
    if name in FLAT:
        return Samples(1, 0) if isinstance(first, Samples) else None
    if name in ("dot", "matmul") and len(values) > 1:
        return known.product(first, values[1])
    if name == "transpose" and isinstance(first, Samples) and len(values) == 1:
        return first.moved(first.ndim - 1 - first.axis)
    if name == "einsum":
        return None
    if name != "reshape":
        return known.widest(values)
    sizes, written = list(values[1:]), list(nodes[1:])
    if len(sizes) == 1 and isinstance(written[0], ast.Tuple):
        sizes, written = list(sizes[0]), written[0].elts
    return known.reshaped(first, sizes, [known.whole(size) == -1 for size in written])


def _measured(name: str, value: Any, axis: ast.expr | None) -> Value:
    """`len(value)`, `np.size(value, axis)`, `np.shape(value)` or `int(value)`."""
    if name == "int" or not isinstance(value, Samples):
        return COUNT if value == COUNT or (name == "len" and value == EACH) else None
    shape = known.shape_of(value)
    if name == "shape":
        return shape
    number = 0 if name == "len" else known.whole(axis)
    if number is None:
        return COUNT
    return shape[number] if -len(shape) <= number < len(shape) else None

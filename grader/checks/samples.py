"""What is known of a value from reading alone: does it have something for every sample?

A value is a `Samples` (an array or list with an axis of the samples), `COUNT` (a whole number that
grows with their number), `EACH` (something to iterate over, one item a sample), a tuple of values,
or None for everything else. Where reading can't tell, the answer is None: it accuses nobody.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

COUNT: Final = "count"
EACH: Final = "each"


@dataclass(frozen=True)
class Samples:
    """An array of `ndim` axes of which `axis`, from 0, is the samples'."""

    ndim: int
    axis: int

    def moved(self, axis: int) -> "Samples":
        """The same with the samples' axis elsewhere; negative numbers count from the end."""
        return Samples(self.ndim, axis % self.ndim)


Known = Samples | str | None
Value = Known | tuple[Known, ...]


def goes_through(value: object) -> bool:
    """Would iterating take one step a sample?"""
    return value == EACH or (isinstance(value, Samples) and value.axis == 0)


def item_of(value: object) -> Value:
    """What iterating gives."""
    if isinstance(value, Samples) and value.axis > 0:
        return Samples(value.ndim - 1, value.axis - 1)
    return None


def shape_of(value: Samples) -> tuple[Known, ...]:
    """`value.shape`."""
    return tuple(COUNT if axis == value.axis else None for axis in range(value.ndim))


def grows(value: object) -> bool:
    """Does a part of it grow with the number of samples?"""
    if isinstance(value, tuple):
        return any(grows(part) for part in value)
    return isinstance(value, Samples) or value in (COUNT, EACH)


def widest(values: Sequence[object]) -> Value:
    """What an elementwise operation on these gives: the array with the most axes."""
    flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    arrays = [value for value in flat if isinstance(value, Samples)]
    if arrays:
        return max(arrays, key=lambda array: array.ndim)
    return EACH if EACH in flat else None


def product(left: object, right: object) -> Value:
    """`left @ right`: the samples' axis stays, unless the sum goes over it."""
    if isinstance(left, Samples) and left.axis < left.ndim - 1:
        return left
    if isinstance(right, Samples) and right.ndim > 1 and right.axis != right.ndim - 2:
        return right
    return None


def reduced(value: object, axis: int | None, keep: bool) -> Value:
    """A sum, a maximum or the like over one axis, or over all (None)."""
    if not isinstance(value, Samples) or axis is None:
        return None
    gone = axis % value.ndim
    if gone == value.axis:
        return None
    return value if keep else Samples(value.ndim - 1, value.axis - (gone < value.axis))


def reshaped(value: object, sizes: Sequence[object], free: Sequence[bool]) -> Value:
    """`value.reshape(sizes)`; free: which of the sizes is -1."""
    if COUNT in sizes:
        return Samples(len(sizes), sizes.index(COUNT))
    if not isinstance(value, Samples) or not sizes:
        return None
    if len(sizes) == 1 or (free[0] and value.axis == 0):
        return Samples(len(sizes), 0)
    if free[-1] and value.axis == value.ndim - 1:
        return Samples(len(sizes), len(sizes) - 1)
    return None


def indexed(value: object, index: ast.expr) -> Value:
    """`value[index]`."""
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    if isinstance(value, tuple):
        return _picked(value, index)
    if not isinstance(value, Samples):
        return None
    if any(isinstance(part, ast.Constant) and part.value is ... for part in parts):
        return None
    axes: list[bool] = []
    place = 0
    for part in parts:
        if isinstance(part, ast.Constant) and part.value is None:
            axes.append(False)
            continue
        if isinstance(part, ast.Slice):
            axes.append(place == value.axis)
        place += 1
    axes += [axis == value.axis for axis in range(place, value.ndim)]
    return Samples(len(axes), axes.index(True)) if True in axes else None


def _picked(value: tuple[Known, ...], index: ast.expr) -> Value:
    number = whole(index)
    if number is not None:
        return value[number] if -len(value) <= number < len(value) else None
    if not isinstance(index, ast.Slice):
        return None
    ends = [whole(end) if end is not None else None for end in (index.lower, index.upper)]
    return value[ends[0] : ends[1]]


def whole(node: ast.expr | None) -> int | None:
    """A whole number written as such, else None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = whole(node.operand)
        return None if number is None else -number
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None

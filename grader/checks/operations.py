"""The operations of a computation graph, each with its derivatives beside it."""

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

Numbers = list[float]


class Operation(NamedTuple):
    """value: of its arguments. slopes: derivative by each argument. least, most: arguments."""

    value: Callable[[Numbers], float]
    slopes: Callable[[Numbers], Numbers]
    least: int
    most: int | None


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _product_slopes(a: Numbers) -> Numbers:
    return [math.prod(a[:i] + a[i + 1 :]) for i in range(len(a))]


def _max_slopes(a: Numbers) -> Numbers:
    winner = a.index(max(a))
    return [1.0 if i == winner else 0.0 for i in range(len(a))]


def _inverse(x: float) -> float:
    return 1 / x if x else math.inf


def _inverse_slope(x: float) -> float:
    # An x whose square underflows has a slope too large for a float, as x = 0 has.
    return -1 / (x * x) if x * x else -math.inf


OPERATIONS = MappingProxyType(
    {
        "+": Operation(sum, lambda a: [1.0] * len(a), 2, None),
        "*": Operation(math.prod, _product_slopes, 2, None),
        "-": Operation(lambda a: a[0] - a[1], lambda a: [1.0, -1.0], 2, 2),
        "+1": Operation(lambda a: a[0] + 1, lambda a: [1.0], 1, 1),
        "*-1": Operation(lambda a: -a[0], lambda a: [-1.0], 1, 1),
        "exp": Operation(lambda a: _exp(a[0]), lambda a: [_exp(a[0])], 1, 1),
        "1/x": Operation(lambda a: _inverse(a[0]), lambda a: [_inverse_slope(a[0])], 1, 1),
        "max": Operation(max, _max_slopes, 2, None),
        "copy": Operation(lambda a: a[0], lambda a: [1.0], 1, 1),
    }
)

OTHER_NAMES = MappingProxyType(
    {
        "add": "+",
        "plus": "+",
        "mul": "*",
        "x": "*",
        "\u00d7": "*",
        "sub": "-",
        "minus": "-",
        "neg": "*-1",
        "x(-1)": "*-1",
        "*(-1)": "*-1",
        "x-1": "*-1",
        "inv": "1/x",
        "reciprocal": "1/x",
    }
)


def canonical(op: str) -> str | None:
    """The operation's name in `OPERATIONS`, from any of its names; None for an unknown one."""
    name = "".join(op.split()).lower()
    name = OTHER_NAMES.get(name, name)
    return name if name in OPERATIONS else None

"""Calls a function that computes gradients twice, and says how it misbehaves.

What makes gradients wrong at the next call (random numbers, adding to what it gave before) ends the
check. What is only dangerous (changed arguments, a view, one buffer for all calls) becomes a note.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.checks.given import Arguments
from grader.checks.scalar import REPEATED
from grader.checks.values import Array, fail

Parts = dict[str, Array]
Call = Callable[..., Any]


def called(function: Call, given: tuple[Any, ...], what: str) -> tuple[Any, list[str]]:
    """What a function gives, and a note where it changed what it was given."""
    before = _kept(arrays(given))
    result = function(*given)
    after = arrays(given)
    changed = [name for name, array in before.items() if not _equal(array, after.get(name))]
    if not changed:
        return result, []
    which = "an argument" if len(changed) == 1 else f"{len(changed)} of its arguments"
    return result, [f"{what} changes {which} in place: work on a copy, as callers still use them"]


def inputs(arguments: Arguments, at: Parts, upstream: Array | None) -> tuple[Any, ...]:
    """What a gradient function is called with: upstream first, where there is one."""
    first = () if upstream is None else (upstream.copy(),)
    return (*first, *arguments.with_(at))


def observed(
    function: Call, arguments: Arguments, at: Parts, upstream: Array | None
) -> tuple[Any, list[str]]:
    """The gradients of the first call, copied, and notes; CheckFailed for what spoils them."""
    what = "the gradient function"
    notes: list[str] = []
    results: list[Any] = []
    given: list[tuple[Any, ...]] = []
    copies: list[Parts] = []
    for _ in range(2):
        given.append(inputs(arguments, at, upstream))
        result, changed = called(function, given[-1], what)
        if not notes:
            notes += changed
        results.append(result)
        copies.append(_kept(arrays(result)))
    _verify_equal(copies, lambda: _kept(arrays(function(*inputs(arguments, at, upstream)))))
    notes += _shared(results, given, what)
    return _restored(results[0], copies[0]), notes


def _verify_equal(copies: list[Parts], again: Callable[[], Parts]) -> None:
    """Raise CheckFailed where two equal calls gave different gradients."""
    one, two = copies
    if set(one) == set(two) and all(_equal(one[name], two[name]) for name in one):
        return
    told = "two equal calls of the gradient function give different gradients"
    three = again()
    if set(one) == set(two) == set(three) and all(_grows(one[n], two[n], three[n]) for n in one):
        twice = all(_equal(2 * one[n], two[n]) for n in one)
        how = "the second twice the first" if twice else "which grow from call to call"
        fail(f"{told}, {how}: it adds to what it gave before; start from zeros at every call")
    fail(f"{told}: is something random in it (dropout, shuffling), or does it keep something?")


def _grows(one: Array, two: Array, three: Array) -> bool:
    """Whether every call adds the same."""
    alike = one.shape == two.shape == three.shape and one.dtype.kind in "iuf"
    return alike and _equal(two - one, three - two)


def _shared(results: list[Any], given: list[tuple[Any, ...]], what: str) -> Iterator[str]:
    """Notes about memory that the results share with the arguments, or with one another."""
    one, two = (arrays(result) for result in results)
    handed = arrays(given[0]).values()
    if any(np.shares_memory(a, b) for a in one.values() for b in handed):
        yield (
            f"{what} gives a view of its argument: whoever changes one changes the other; "
            "give a copy"
        )
    if any(np.shares_memory(one[name], two[name]) for name in one if name in two):
        yield (
            f"{what} gives the same array at every call: what was kept of an earlier call is "
            "overwritten; give a copy"
        )


def arrays(value: Any, name: str = "") -> Parts:
    """Every array in tuples, lists and dicts, by its place."""
    if isinstance(value, np.ndarray):
        return {name: value}
    parts: dict[Any, Any] = {}
    if isinstance(value, Mapping):
        parts = dict(value)
    elif isinstance(value, tuple | list):
        parts = dict(enumerate(value))
    elif isinstance(value, float | int | np.generic):
        return {name: np.asarray(value)}
    found: Parts = {}
    for key, part in parts.items():
        found |= arrays(part, f"{name}[{key!r}]")
    return found


def _restored(value: Any, copies: Parts, name: str = "") -> Any:
    """The value with its arrays as they were when they came."""
    if isinstance(value, Mapping):
        return {key: _restored(part, copies, f"{name}[{key!r}]") for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_restored(part, copies, f"{name}[{i!r}]") for i, part in enumerate(value)]
    return copies.get(name, value)


def _kept(parts: Parts) -> Parts:
    return {name: np.array(array) for name, array in parts.items()}


def _equal(one: Array, two: Array | None) -> bool:
    """Whether two arrays are the same numbers, but for what rounding may change."""
    if two is None or one.shape != two.shape or one.dtype.kind not in "biufc":
        return two is not None and np.array_equal(one, two)
    size = float(np.abs(one).max(initial=0.0))
    return bool(np.allclose(one, two, rtol=0, atol=REPEATED * size, equal_nan=True))

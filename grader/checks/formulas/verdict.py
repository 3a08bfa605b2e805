"""From the values of a formula at many points to one of three answers."""

import ast
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

import numpy as np

from grader.checks.formulas.domain import Point
from grader.checks.formulas.trouble import shape_words
from grader.checks.values import Array

EQUAL = 1e-9
DIFFERENT = 1e-6
"""Relative errors: equal up to the first, different from the second on; between, undecided."""

SMALLEST = 1e-6
"""Of the largest right value at any point: below it, errors are measured against this."""

MOST_SHOWN = 12
"""Entries of an array, and names of a point, that the detail shows."""


class Pair(NamedTuple):
    """What came and what is right at a point, in the shapes of mathematics."""

    got: Array
    right: Array
    point: Point


class Verdict(NamedTuple):
    """answer; words for the student; detail: the numbers; doubts: readings that could differ.

    unread: it has no value, since it can't be read, or (misfit) its shapes don't fit together;
    numpy: it has an index that means something in numpy alone. parsed: its tree, where it has one.
    """

    answer: Literal["equal", "different", "undecided"]
    words: str = ""
    detail: str = ""
    doubts: frozenset[str] = frozenset()
    unread: bool = False
    misfit: bool = False
    numpy: bool = False
    parsed: ast.expr | None = None


def judged(
    pairs: Sequence[Pair], names: Sequence[str], what: str, sequences: Collection[str] = ()
) -> Verdict:
    """The verdict over all points.

    names: those that the formula uses, shown in the detail; sequences: which have a value a step.
    """
    for pair in pairs:
        if pair.got.shape != pair.right.shape:
            sized = [name for name in names if name not in sequences]
            return Verdict("different", _shape(pair, sized, what))
    errors = np.array(_errors(pairs))
    wrong = errors >= DIFFERENT  # not where the error is nan
    if wrong.any():
        count = int(wrong.sum())
        misses = [pair for pair, miss in zip(pairs, wrong, strict=True) if miss]
        words = (
            f"the formula for {what} is not equal to the right one: it differs at {count} of "
            f"{len(pairs)} random points{_pattern(misses, pairs)}"
        )
        return Verdict("different", words, _detail(misses[0], names))
    if np.isnan(errors).all():  # the right one has a value at each of these points
        words = "has no finite value at any point"
        return Verdict("different", f"the formula for {what} {words}")
    if np.isnan(errors).any():
        count = int(np.isnan(errors).sum())
        return Verdict(
            "undecided",
            f"the formula for {what} has no finite value at {count} of {len(pairs)} random points, "
            "so that it could not be compared there: a human will look at it",
        )
    if (errors > EQUAL).any():
        return Verdict(
            "undecided",
            f"the formula for {what} is nearly but not exactly equal to the right one: a human "
            "will look at it; are there rounded numbers in it?",
            _detail(pairs[int(np.argmax(errors))], names),
        )
    return Verdict("equal")


def _errors(pairs: Sequence[Pair]) -> list[float]:
    """The largest relative error at each point; nan where the formula isn't finite."""
    overall = max(float(np.abs(pair.right).max()) for pair in pairs)
    errors = []
    for pair in pairs:
        if not np.isfinite(pair.got).all():
            errors.append(np.nan)
            continue
        size = max(float(np.abs(pair.right).max()), SMALLEST * overall)
        off = float(np.abs(pair.got - pair.right).max())
        errors.append(off / size if size else float(off > 0))
    return errors


def _shape(pair: Pair, names: Sequence[str], what: str) -> str:
    letters = {size: letter for letter, size in pair.point.sizes.items()}
    turned = pair.got.T.shape == pair.right.shape and _is_equal(pair.got.T, pair.right)
    sizes = [(name, np.shape(pair.point[name])) for name in names[:MOST_SHOWN]]
    columns = [(name, (*shape, 1) if len(shape) == 1 else shape) for name, shape in sizes]
    listed = ", ".join(
        f"{name} is {shape_words(shape, letters)}" for name, shape in columns if shape
    )
    got, wanted = (shape_words(one.shape, letters) for one in (pair.got, pair.right))
    return (
        f"the formula for {what} has the wrong shape: its value is {got}, {wanted} is expected"
        f"{f'; {listed}' if listed else ''} (vectors are columns)"
        f"{'; transposed it would be right' if turned else ''}"
    )


def _is_equal(got: Array, right: Array) -> bool:
    largest = float(np.abs(right).max(initial=0.0))
    return bool(np.abs(got - right).max(initial=0.0) <= EQUAL * max(largest, EQUAL))


def _pattern(misses: Sequence[Pair], pairs: Sequence[Pair]) -> str:
    """What the errors have in common, in words that give no number away."""
    empty = sum(not pair.right.any() for pair in pairs)  # where a factor is 0: both are, by chance
    if len(misses) + empty < len(pairs):
        return ": is it right in some cases and wrong in others?"
    everywhere = "wherever the right one isn't 0" if len(misses) < len(pairs) else "everywhere"
    if len(misses) < len(pairs) and not all(pair.right.any() for pair in misses):
        return ": is it right in some cases and wrong in others?"
    got = np.concatenate([pair.got.ravel() for pair in misses])
    right = np.concatenate([pair.right.ravel() for pair in misses])
    if not np.isfinite(got).all() or not right.any():
        return ""
    factor = float(got @ right) / float(right @ right)
    if np.abs(got - factor * right).max() > DIFFERENT * np.abs(right).max() or not factor:
        return f", {everywhere}" if len(misses) < len(pairs) else ""
    if abs(factor + 1) < DIFFERENT:
        return f"; its sign is the opposite {everywhere}"
    return f"; it is off by the same factor {everywhere}"


def _detail(pair: Pair, names: Sequence[str]) -> str:
    point = ", ".join(f"{name} = {_numbers(pair.point[name])}" for name in names[:MOST_SHOWN])
    return f"at {point}: got {_numbers(pair.got)}, expected {_numbers(pair.right)}"


def _numbers(value: object) -> str:
    array = np.asarray(value, dtype=np.float64)
    text = np.array2string(array, precision=6, threshold=MOST_SHOWN, separator=", ")
    return " ".join(text.split())

"""The mistake in a typed formula: the one change that would make it right.

The student's own formula is changed at one place at a time and computed at the points at which it
was wrong. What is told is where the mistake is and of which kind, never what is right.
"""

import ast
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.checks.formulas.edits import (
    Edit,
    Rank,
    copied,
    edits,
    missing,
    missing_difference,
    renamed,
    slots,
    without_two,
    written,
)
from grader.checks.formulas.names import Names
from grader.checks.formulas.trouble import FormulaError, ShapeError
from grader.checks.values import Array

BUT_FOR = "the formula is the right one but for one thing: "
SECONDS = 0.3
FEW = 2
"""Points at which most changes are refuted."""
ENOUGH = 16
INDEX = re.compile(r"\[\w+\]`")
"""The index behind a sequence: its every entry is the same quantity."""
EQUAL = 1e-9
FACTORS = {
    -1.0: "its sign is wrong everywhere",
    2.0: "it is twice what it should be",
    0.5: "it is half of what it should be",
    -2.0: "it has the wrong sign and a factor of 2 too many",
}

Value = Callable[[ast.expr, int], Array]
"""From a tree and a point's number to its value there, in the shape that is compared."""


def cause(parsed: ast.expr, names: Names, rights: Sequence[Array], value: Value) -> str:
    """What is wrong about a formula that is not right, or "" where no single change mends it.

    rights: the right value at each point. Where changes of one kind at different places mend it,
    or two kinds that are as simple, nothing is said.
    """
    factor = _factor(parsed, rights, value)
    if factor is not None and round(factor, 9) in FACTORS:
        return f"{BUT_FOR}{FACTORS[round(factor, 9)]}"
    told = _change(copied(parsed), names, rights, value)
    if told:
        return f"{BUT_FOR}{told}"
    return "" if factor is None else "the formula is the right one times a constant number"


def _change(root: ast.Expression, names: Names, rights: Sequence[Array], value: Value) -> str:
    """The simplest change that mends a formula; "" where there is none, or two are as simple."""
    end = time.thread_time() + SECONDS
    found: dict[str, int] = {}
    for edit, fits in _tried(root, names, rights, value):
        if time.thread_time() > end:
            return ""  # a simpler one may be among those that are left
        least = min(found.values(), default=max(Rank))
        # Another quantity at a place is often by chance what a missing factor makes of it.
        most = Rank.missing if least == Rank.quantity else least
        if edit.rank <= most and fits():
            found.setdefault(edit.words, edit.rank)
    least = min(found.values(), default=0)
    simplest = [words for words, rank in found.items() if rank == least]
    # Of one kind the outermost place is told, but for quantities: there each is another mistake.
    kinds = {words.split("`")[0] for words in simplest}
    if least == Rank.quantity:
        besides = {words for words, rank in found.items() if rank == Rank.missing}
        kinds = {INDEX.sub("`", words) for words in simplest} | besides
    return simplest[0] if len(kinds) == 1 else ""


def _factor(parsed: ast.expr, rights: Sequence[Array], value: Value) -> float | None:
    """The number, not 0, by which the formula is off everywhere; None where it isn't one."""
    ratios = []
    for place, right in enumerate(rights[:ENOUGH]):
        got = _computed(parsed, place, value)
        if got is None or got.shape != right.shape or not np.isfinite(got).all():
            return None
        biggest = int(np.argmax(np.abs(right)))
        if not right.ravel()[biggest]:
            if got.any():
                return None
            continue
        ratio = float(got.ravel()[biggest] / right.ravel()[biggest])
        if not np.allclose(got, ratio * right, rtol=1e-9, atol=1e-12):
            return None
        ratios.append(ratio)
    if not ratios or not ratios[0] or not np.allclose(ratios, ratios[0], rtol=1e-9):
        return None
    return ratios[0]


def _tried(
    root: ast.Expression, names: Names, rights: Sequence[Array], value: Value
) -> Iterator[tuple[Edit, Callable[[], bool]]]:
    """Every change, with what tells whether it makes the formula right."""

    def text(node: ast.expr) -> str:
        return written(node, names.real)

    places = list(slots(root))
    whole = places[0]
    changes: list[Any] = [(slot, edit) for slot in places for edit in edits(slot, names, text)]
    changes += [(slot, edit) for slot in places for edit in without_two(slot.node, text)]
    changes += [(whole, edit) for edit in renamed(root, names)]
    changes.sort(key=lambda change: change[1].rank)
    decided = {id(n) for c in ast.walk(root) if isinstance(c, ast.Compare) for n in ast.walk(c)}
    beside = [
        slot
        for slot in places
        if not slot.inside and not _is_number(slot.node) and id(slot.node) not in decided
    ]
    more = ((slot, edit) for slot in beside for edit in missing(slot.node, names))
    last = ((whole, edit) for edit in missing_difference(root.body, names))
    for group in (changes, more, last):
        for slot, edit in group:

            def fits(slot: Any = slot, edit: Edit = edit) -> bool:
                slot.put(ast.fix_missing_locations(ast.copy_location(edit.node, slot.node)))
                try:
                    return _is_right(root.body, rights, value)
                finally:
                    slot.put(slot.node)

            yield edit, fits


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _is_right(tree: ast.expr, rights: Sequence[Array], value: Value) -> bool:
    step = max(1, len(rights) // ENOUGH)
    for place in (*range(min(FEW, len(rights))), *range(FEW, len(rights), step)):
        got, right = _computed(tree, place, value), rights[place]
        if got is None or got.shape != right.shape:
            return False
        apart = float(np.abs(got - right).max(initial=0.0))
        if not apart <= EQUAL * max(float(np.abs(right).max(initial=0.0)), 1e-9):
            return False
    return True


def _computed(tree: ast.expr, place: int, value: Value) -> Array | None:
    try:
        return value(tree, place)
    except (FormulaError, ShapeError, RecursionError, IndexError, KeyError, TypeError, ValueError):
        return None

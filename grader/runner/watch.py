"""What speaks for gradients by finite differences where a task asks for backpropagation.

It never decides about points, and no student reads it: the instructor looks at the code.
"""

import math
from collections.abc import Collection, Sequence

from grader.checks.numerical import Observed
from grader.model import Check
from grader.report.text import clean_line

FEWEST = 16
"""Calls within a call that are nothing unusual: layers, samples, nodes of a graph."""
SMALLEST = 10
"""Gradients of fewer numbers have as many nodes as numbers, and say nothing."""
PASSES = frozenset(
    "forward forward_pass loss loss_fn cost objective compute_loss compute_cost predict scores "
    "evaluate forwards_backwards f func".split()
)
"""What a function that runs the whole forward pass is called."""
BACKWARD, FORWARD = ("back", "grad"), ("forward", "loss", "cost")
HELPERS = ("check", "numeric", "finite", "train", "descent", "fit")
"""Functions of these names may well call others often."""

Calls = Sequence[tuple[str, str, int]]


def warning(
    check: Check, heard: Sequence[Observed], calls: Calls, promised: Collection[str]
) -> str:
    """A sentence for the instructor, or "".

    heard: the gradients that the check judged. calls: which function was called, which one within
    it, how often. promised: the functions that the task asks for.
    """
    entries = min((observed.entries for observed in heard), default=0)
    traces = [f"they are as {observed.trace}" for observed in heard if observed.trace]
    counts = [
        f"{clean_line(outer, 40)} called {clean_line(inner, 40)} {count} times"
        for outer, inner, count in calls
        if count >= _fewest(outer, entries) and _is_pass(inner, promised)
    ]
    if not traces and not counts:
        return ""
    return (
        f"{check.id} (problem {check.problem}): these gradients seem to come from finite "
        f"differences and not from backpropagation: {'; '.join([*traces[:1], *counts[:1]])}. "
        "No points depend on it: look at the code"
    )


def _fewest(outer: str, entries: int) -> float:
    """From how many calls within this function on they are one for each number."""
    name = outer.lower()
    if any(word in name for word in HELPERS):
        return math.inf
    if any(word in name for word in BACKWARD) and not any(word in name for word in FORWARD):
        return FEWEST
    # it has a forward pass of its own, for each sample or layer perhaps
    return max(FEWEST, entries) if entries >= SMALLEST else math.inf


def _is_pass(name: str, promised: Collection[str]) -> bool:
    lower = name.lower()
    return lower in PASSES or (name in promised and not any(word in lower for word in BACKWARD))

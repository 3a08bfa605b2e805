"""Mistakes that the source shows by itself, though nothing was raised.

Theory of operation. Asked of a function whose check failed, and of the student's own functions that
it calls. A rule speaks of what no right solution has, and says what the line does, not that this is
why the check failed.
"""

import ast
from collections.abc import Callable, Iterator, Sequence

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python import lost, mixed_up, rounds, swaps
from grader.diagnosis.python.code import Code, FunctionNode, Piece, within

SourceRule = Callable[[Piece, FunctionNode, Code], Finding | None]

SWAPS: tuple[SourceRule, ...] = (
    swaps.cache_order,
    swaps.received_order,
    swaps.argument_order,
    mixed_up.cache_of_other,
    mixed_up.keys_exchanged,
    mixed_up.carried_on,
)
"""Those that end in an exception as often as in wrong numbers."""
SOURCE_RULES: tuple[SourceRule, ...] = (
    *SWAPS,
    rounds.returns_in_loop,
    rounds.slice_ends_early,
    rounds.one_round_less,
    lost.shared,
    lost.kept_between_calls,
    lost.not_kept,
    lost.overwritten,
    lost.never_used,
    lost.not_used,
)
MOST = 30
"""Functions that are looked at."""


def explain_source(
    names: Sequence[str], code: Code, rules: tuple[SourceRule, ...] = SOURCE_RULES
) -> Finding | None:
    """The first mistake in the functions of these names, or in what they call; None without one."""
    for piece, node in _reached(names, code):
        for rule in rules:
            finding = rule(piece, node, code)
            if finding is not None:
                return finding
    return None


def _reached(names: Sequence[str], code: Code) -> Iterator[tuple[Piece, FunctionNode]]:
    """The functions and methods of these names, then those that they call, nearest first."""
    waiting, seen = list(names), set(names)
    for _ in range(MOST):
        if not waiting:
            return
        own = code.functions(waiting.pop(0))
        if len(own) != 1:  # which of several is meant can't be told
            continue
        yield own[0]
        for n in within(own[0][1].body):
            if isinstance(n, ast.Call):
                name = str(getattr(n.func, "id", getattr(n.func, "attr", "")))
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)

"""From an exception, or a missing or empty result, to the mistake in the student's code."""

from collections.abc import Callable

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python import (
    arguments,
    attributes,
    imports,
    indexing,
    kinds,
    names,
    none_used,
    order,
    python2,
    removed,
    shadowed,
    shapes,
    stub,
    syntax,
)
from grader.diagnosis.python.code import Code, Piece, Raised, at_top
from grader.diagnosis.python.missing import missing_name
from grader.diagnosis.python.returns import wrong_return
from grader.diagnosis.python.say import found

Rule = Callable[[Raised, Code], Finding | None]

RULES: tuple[Rule, ...] = (
    stub.not_written,
    python2.from_python2,
    syntax.unreadable,
    removed.removed_from_numpy,
    arguments.missing_self,
    arguments.misspelt_keyword,
    arguments.wrong_arguments,
    order.before_its_cell,
    order.before_assignment,
    names.unknown_name,
    none_used.none_used,
    shadowed.reused_module,
    shadowed.not_callable,
    shadowed.not_subscriptable,
    imports.circular,
    imports.missing_module,
    imports.missing_file,
    attributes.unknown_attribute,
    attributes.unknown_key,
    shapes.wrong_shapes,
    indexing.wrong_index,
    indexing.not_whole,
    kinds.divided_by_zero,
    kinds.ragged,
    kinds.ambiguous,
    kinds.axis_array,
    kinds.single_number,
    kinds.lists_for_arrays,
    kinds.unhashable,
    kinds.endless,
    kinds.unpacked,
)
"""The first that has something to say is heard: the more special ones stand first."""


def explain_raised(raised: Raised, code: Code) -> Finding | None:
    """The mistake behind an exception, or None where the source doesn't show it."""
    lost = _lost(raised, code)
    if lost is not None:
        return lost
    finding = _by_rules(raised, code)
    if finding is None or finding.relation != "after_failed_cell":
        return finding
    causes = [code.broken[p.label] for p in code.beside(raised.at) if p.label in code.broken]
    why = _by_rules(causes[0], code) if len(causes) == 1 else None
    told = f"{finding.sentence}. There: {why.sentence}" if why else finding.sentence
    return finding._replace(sentence=told)


def _by_rules(raised: Raised, code: Code) -> Finding | None:
    return next(filter(None, (rule(raised, code) for rule in RULES)), None)


def _lost(raised: Raised, code: Code) -> Finding | None:
    """NameError of a function whose definition Python couldn't read."""
    name = names.asked_for(raised, code)
    if not name or any(name in at_top(piece) for piece in code.read):
        return None
    cause = _cut_out(name, code)
    return found(cause.relation, cause.sentence, code, raised.at) if cause else None


def explain_return(
    function: str, count: int, expected: tuple[str, ...], code: Code, whole: bool = True
) -> Finding | None:
    """Why a function gave `count` values (0: None) in place of those expected; () if unknown.

    whole: False if the None may be a part of what came only.
    """
    return wrong_return(function, count, expected, code, whole)


def explain_missing(name: str, code: Code) -> Finding | None:
    """Why nothing of this name was found."""
    return _cut_out(name, code) or missing_name(name, code)


def _cut_out(name: str, code: Code) -> Finding | None:
    """The error of the file or cell that holds the definition, which ended or broke it."""
    for piece in code.read:
        cause = code.broken.get(piece.label)
        if cause is None or cause.at is None or not _defines(name, piece):
            continue
        why = _by_rules(cause, code)
        if why is not None:
            return Finding(why.relation, f"`{name}` is missing because of {why.sentence}")
        if cause.kind in syntax.KINDS:
            told = f"Python can't read this line, so `{name}` is missing"
            return found("unreadable", told, code, cause.at)
    return None


def _defines(name: str, piece: Piece) -> bool:
    """Whether a piece has the definition, be it in a part that doesn't parse."""
    starts = tuple(f"{word} {name}" for word in ("def", "class", "async def"))
    return name in at_top(piece) or any(line.lstrip().startswith(starts) for line in piece.lines)

"""All single changes of a function, the likeliest first."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from grader.diagnosis.python.code import FunctionNode
from grader.diagnosis.slips.lines import in_lines
from grader.diagnosis.slips.missing import missing
from grader.diagnosis.slips.names import other_names, other_parameters
from grader.diagnosis.slips.places import Change, places
from grader.diagnosis.slips.values import in_value

MOST_NODES = 1500
"""Of a function; longer ones are tried by nobody within the time."""
MOST = 600


class Slip(NamedTuple):
    """One change. text: the function with it, as a `def` of its own, in a class where it is a
    method. line, words: where and what is wrong, as far as the student is told."""

    likely: int
    line: int
    words: str
    text: str


def slips(function: FunctionNode, owner: str = "") -> Iterator[Slip]:
    """The changed functions, one after the other. owner: the name of a method's class.

    None of what is too long, too deep, or holds a number that has too many digits to be written.
    """
    if sum(1 for _ in zip(ast.walk(function), range(MOST_NODES + 1), strict=False)) > MOST_NODES:
        return
    decorators, function.decorator_list = function.decorator_list, []
    whole: ast.stmt = function
    if owner:
        whole = ast.ClassDef(name=owner, bases=[], keywords=[], body=[function], decorator_list=[])
    try:
        ast.unparse(whole)
        for change in sorted(_changes(function), key=lambda c: c.likely)[:MOST]:
            change.put()
            try:
                text = ast.unparse(ast.fix_missing_locations(whole))
            finally:
                change.undo()
            yield Slip(change.likely, change.line, change.words, text)
    except (ValueError, RecursionError):
        return
    finally:
        function.decorator_list = decorators


def _changes(function: FunctionNode) -> Iterator[Change]:
    for place in places(function):
        yield from in_value(place)
        yield from missing(function, place)
    yield from in_lines(function)
    yield from other_parameters(function)
    yield from other_names(function)

"""Reads what the child tells about failures and loading: hostile, so typed and bounded.

What a hidden check may show must not be chosen by student code at run time, or it could carry a
hidden input: an exception's type must be one that exists, and of the place only label and line are
believed; the line's text comes from the submission as it was read.
"""

import builtins
import math
import re
from typing import Any

import numpy as np

from grader.errors import Crash, MemoryLimit, StudentError, SubmissionFault
from grader.model import Cell, CellOutcome, Status, Submission
from grader.sandbox.child.data import OBJECT, REASONS
from grader.sandbox.handed import COMPILED, text_of
from grader.sandbox.python2 import python2

MOST_TEXT = 500
MOST_CELLS = 2000
MOST_NAMES = 2000
MOST_NESTED = 10**6
WORD = re.compile(r"[A-Za-z_]\w*")
LIBRARY = (
    "UFuncTypeError _UFuncNoLoopError _UFuncBinaryResolutionError _UFuncInputCastingError "
    "_UFuncOutputCastingError _ArrayMemoryError LinAlgError JSONDecodeError PicklingError "
    "UnpicklingError NotPlain TimeUp"
).split()
TYPES = frozenset((*vars(builtins), *np.exceptions.__all__, *LIBRARY))
OBJECTS = (
    "function builtin_function_or_method method method-wrapper module ufunc partial cell "
    "generator coroutine list_iterator tuple_iterator dict_keyiterator dict_valueiterator "
    "dict_itemiterator list_reverseiterator accumulate chain count cycle islice product repeat "
    "starmap takewhile zip_longest date datetime time timedelta SimpleNamespace Namespace "
    "mappingproxy itemgetter attrgetter Random Generator RandomState Pattern Match Path PosixPath "
    "TextIOWrapper StringIO BytesIO Figure Axes"
).split()
"""Types of objects that hold no numbers, and may be told by name."""


class Origin:
    """The submission as it was read: the lines that a place may quote, and every word in them."""

    def __init__(self, submission: Submission) -> None:
        cells = [cell for source in submission.sources for cell in source.cells]
        cells += [
            Cell(label=path, source=text_of(content))
            for path, content in submission.files.items()
            if path.endswith(COMPILED)
        ]
        self.texts = tuple(cell.source for cell in cells)
        self.words = frozenset(word for text in self.texts for word in WORD.findall(text))
        self.lines: dict[str, list[list[str]]] = {}
        for cell in cells:
            self.lines.setdefault(cell.label, []).append(cell.source.split("\n"))

    def kind(self, told: Any) -> str:
        """The type of an exception; "Exception" for a name that neither Python nor they have."""
        name = text(told, 100)
        return name if name in TYPES or name in self.words else "Exception"

    def at(self, told: Any) -> tuple[str, int] | None:
        """Label and line; None where there is no such line."""
        if type(told) is not list or len(told) != 4 or type(told[1]) is not int:
            return None
        label, line = text(told[0], 200), told[1]
        there = any(0 < line <= len(lines) for lines in self.lines.get(label, ()))
        return (label, line) if there else None

    def place(self, told: Any) -> str:
        """`backprop.py, line 12: out = x @ w`; "" where there is no such line."""
        found = self.at(told)
        if found is None:
            return ""
        label, line = found
        fitting = [lines for lines in self.lines[label] if line <= len(lines)]
        where = f"{text(label, 80)}, line {line}"
        code = fitting[0][line - 1].strip() if len(fitting) == 1 else ""
        return f"{where}: {text(code, 120)}" if code else where


def text(value: Any, most: int = MOST_TEXT) -> str:
    """A string of at most so many characters; "" for anything else."""
    if type(value) is not str:
        return ""
    return value if len(value) <= most else value[: most - 1] + "…"


def student_error(raised: Any, origin: Origin) -> SubmissionFault:
    """The fault that a told exception is."""
    if type(raised) is not dict:
        return Crash("it broke the connection to the grader: an error without content")
    if raised.get("memory") is True:
        return MemoryLimit("it needed more memory than the limit allows")
    kind = origin.kind(raised.get("type"))
    places = raised.get("places")
    last = places[-1] if type(places) is list and places else None
    words = text(raised.get("text"))
    if kind == "SystemExit":
        words = "the code asked Python to exit"
    return StudentError(kind, words, origin.place(last), origin.at(last))


def held(words: str, origin: Origin) -> str:
    """What an object is or holds that has no plain form, in words of the grader's.

    Of a type the name is told where it stands in the student's source or is a library's.
    """
    if words in REASONS:
        return words
    name = words[len(OBJECT) :] if words.startswith(OBJECT) else ""
    known = name in TYPES or name in OBJECTS or name in origin.words
    return OBJECT + text(name, 80) if known else "an object that is no data"


def cell_outcomes(answer: Any, origin: Origin) -> tuple[CellOutcome, ...]:
    """How each cell or file ran."""
    cells = answer.get("cells") if type(answer) is dict else None
    if type(cells) is not list:
        return ()
    return tuple(_cell(cell, origin) for cell in cells[:MOST_CELLS] if type(cell) is dict)


def load_errors(answer: Any, origin: Origin) -> dict[str, StudentError]:
    """The first error of each cell or file that raised one, by label."""
    cells = answer.get("cells") if type(answer) is dict else None
    found: dict[str, StudentError] = {}
    for cell in cells[:MOST_CELLS] if type(cells) is list else ():
        errors = cell.get("errors") if type(cell) is dict else None
        fault = student_error(errors[0], origin) if type(errors) is list and errors else None
        if isinstance(fault, StudentError):
            found.setdefault(text(cell.get("label"), 100), fault)
    return found


def _cell(cell: dict[Any, Any], origin: Origin) -> CellOutcome:
    errors = cell.get("errors")
    errors = errors if type(errors) is list else []
    seconds = cell.get("seconds")
    status: Status = "passed"
    if cell.get("status") in ("error", "timeout"):
        status = cell["status"]
    return CellOutcome(
        label=text(cell.get("label"), 100),
        status=status,
        message="; ".join(_sentence(error, origin) for error in errors[:3]),
        seconds=seconds if type(seconds) is float and 0 <= seconds < math.inf else 0.0,
    )


def _sentence(raised: Any, origin: Origin) -> str:
    fault = student_error(raised, origin)
    if not isinstance(fault, StudentError):
        return fault.message
    leftover = python2(fault.kind, fault.words)
    return f"{fault.full()}; {leftover}" if leftover else fault.full()


def handles(answer: Any) -> dict[str, tuple[int, str]]:
    """Number and kind of the functions and classes that the submission defines, by name."""
    found = answer.get("handles") if type(answer) is dict else None
    if type(found) is not dict:
        return {}
    return {
        name: (place[0], place[1])
        for name, place in list(found.items())[:MOST_NAMES]
        if type(name) is str and type(place) is list and list(map(type, place)) == [int, str]
        if place[1] in ("function", "class")
    }


def names(answer: Any) -> tuple[str, ...]:
    """The public names that the submission defines."""
    found = answer.get("names") if type(answer) is dict else None
    if type(found) is not list:
        return ()
    return tuple(text(name, 100) for name in found[:MOST_NAMES] if type(name) is str)


def changed(value: Any) -> tuple[str, ...]:
    """Names or positions of arguments that a call changed in place."""
    if type(value) is not list:
        return ()
    return tuple(text(name, 100) for name in value[:50] if type(name) is str)


def nested(value: Any) -> list[tuple[str, str, int]]:
    """Which function was called, which one within it, and how often."""
    if type(value) is not list:
        return []
    return [
        (text(each[0], 100), text(each[1], 100), min(each[2], MOST_NESTED))
        for each in value[:10]
        if type(each) is list and list(map(type, each)) == [str, str, int]
    ]

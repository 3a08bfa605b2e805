"""Reads what the child tells about failures and loading: hostile, so typed and bounded."""

from typing import Any

from grader.errors import Crash, MemoryLimit, StudentError, SubmissionFault
from grader.model import CellOutcome, Status

MOST_TEXT = 500
MOST_CELLS = 2000
MOST_NAMES = 2000


def text(value: Any, most: int = MOST_TEXT) -> str:
    """A string of at most so many characters; "" for anything else."""
    if type(value) is not str:
        return ""
    return value if len(value) <= most else value[: most - 1] + "…"


def place(value: Any) -> str:
    """`backprop.py, line 12: out = x @ w` from a told place; "" where it makes no sense."""
    if type(value) is not list or len(value) != 4 or type(value[1]) is not int:
        return ""
    label, line, _, code = value
    where = f"{text(label, 80)}, line {line}"
    return f"{where}: {text(code, 120)}" if code else where


def student_error(raised: Any) -> SubmissionFault:
    """The fault that a told exception is."""
    if type(raised) is not dict:
        return Crash("it broke the connection to the grader: an error without content")
    kind = text(raised.get("type"), 100)
    if raised.get("memory") is True:
        return MemoryLimit("it needed more memory than the limit allows")
    places = raised.get("places")
    last = place(places[-1]) if type(places) is list and places else ""
    words = text(raised.get("text"))
    if kind == "SystemExit":
        words = "the code asked Python to exit"
    return StudentError(kind, words, last)


def cell_outcomes(answer: Any) -> tuple[CellOutcome, ...]:
    """How each cell or file ran."""
    cells = answer.get("cells") if type(answer) is dict else None
    if type(cells) is not list:
        return ()
    return tuple(_cell(cell) for cell in cells[:MOST_CELLS] if type(cell) is dict)


def _cell(cell: dict[Any, Any]) -> CellOutcome:
    errors = cell.get("errors")
    errors = errors if type(errors) is list else []
    seconds = cell.get("seconds")
    status: Status = "passed"
    if cell.get("status") in ("error", "timeout"):
        status = cell["status"]
    return CellOutcome(
        label=text(cell.get("label"), 100),
        status=status,
        message="; ".join(_sentence(error) for error in errors[:3]),
        seconds=float(seconds) if type(seconds) is float else 0.0,
    )


def _sentence(raised: Any) -> str:
    fault = student_error(raised)
    if isinstance(fault, StudentError):
        return fault.full()
    return fault.message


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

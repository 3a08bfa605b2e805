"""Puts the mistake behind an exception, or a missing result, into the outcomes of a submission."""

import time
import traceback
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from grader.diagnosis import Finding
from grader.diagnosis.python import (
    SWAPS,
    Code,
    Piece,
    Raised,
    explain_missing,
    explain_raised,
    explain_return,
    explain_source,
)
from grader.errors import CheckFailed, Returned, StudentError
from grader.model import Outcome, Submission
from grader.report.text import clean_text
from grader.runner.harmless import Own, harmless
from grader.runner.stage import Stage
from grader.sandbox.session import Session

ALTOGETHER = 1.0
"""Wall seconds for all outcomes of a submission; one takes some milliseconds."""
LONGEST = 900


class Called(NamedTuple):
    """A function of the submission that gave wrong values."""

    name: str


Question = Raised | Returned | Called | str
"""An exception, a wrong number of values, wrong values, or the name that wasn't found."""


def with_python_causes(
    stage: Stage, outcomes: Sequence[Outcome], *, why: bool = True
) -> list[Outcome]:
    """The outcomes of the running submission, those without a cause with what the source shows.

    why: say of wrong values, too, what the source shows.

    What fails in here costs a diagnosis, not the grading; it is told to the instructor alone.
    """
    running = stage.current()
    code = code_of(running.session)
    answers: dict[Question, str] = {}
    end = time.monotonic() + ALTOGETHER
    found = []
    for outcome in outcomes:
        fault = stage.faults.get(outcome.check)
        if fault is not None and not outcome.diagnosis and outcome.status in ("failed", "error"):
            called = _called(stage, outcome.check)
            asked = _question(fault, outcome, called, running.own)
            if isinstance(asked, Called) and not why:
                asked = None
            if asked and asked not in answers and time.monotonic() < end:
                answers[asked] = _answered(asked, code, stage, outcome.check, called)
            outcome = replace(outcome, diagnosis=answers.get(asked, "") if asked else "")
        found.append(outcome)
    return found


def code_of(session: Session) -> Code:
    """What a diagnosis may look into: the sources, what was to be there, how they loaded."""
    submission = session.submission
    return Code(
        _pieces(submission),
        tuple(submission.files),
        tuple(name for file in session.assignment.files for name in file.names),
        {label: _raised(error) for label, error in session.load_errors.items()},
    )


def _pieces(submission: Submission) -> list[Piece]:
    return [
        Piece(cell.label, source.path, cell.source, source.notebook)
        for source in submission.sources
        for cell in source.cells
    ]


def _raised(error: StudentError, quotable: bool = True) -> Raised:
    return Raised(error.kind, error.words, error.at, quotable)


def _question(
    fault: CheckFailed | StudentError, outcome: Outcome, called: str, own: Own
) -> Question | None:
    """What there is to explain; None where no function is known that did it."""
    if isinstance(fault, StudentError):
        quotable = outcome.visibility == "public" or harmless(fault.words, own)
        return _raised(fault, quotable)
    if fault.returned is not None:
        returned = fault.returned
        return returned if returned.function else returned._replace(function=called)
    return fault.missing or (Called(called) if called else None)


def _called(stage: Stage, check: str) -> str:
    """The name of the function that a check called last, "" where it isn't known."""
    failure = stage.failures.get(check)
    function = failure.call[0] if failure is not None and failure.call else None
    name = vars(function).get("remote_name", "") if hasattr(function, "__dict__") else ""
    return name if type(name) is str else ""


def _answered(asked: Question, code: Code, stage: Stage, check: str, called: str) -> str:
    try:
        finding = _finding(asked, code, called)
    except Exception:
        told = f"the diagnosis of {check}: {traceback.format_exc()}"
        stage.internal.append(clean_text(told))
        return ""
    return clean_text(finding.sentence, LONGEST) if finding else ""


def _finding(asked: Question, code: Code, called: str) -> Finding | None:
    if isinstance(asked, Called):
        return explain_source([asked.name], code)
    if isinstance(asked, Raised):
        around = code.around(asked.at)
        names = [called, *([around.name, *code.callers(around.name)] if around else [])]
        return explain_source(names, code, SWAPS) or explain_raised(asked, code)
    if isinstance(asked, Returned):
        return explain_return(asked.function, asked.values, asked.names, code, asked.whole)
    return explain_missing(asked, code)

"""From the exception that ended a check to its status and to what the student may read.

A public check tells everything. A hidden one tells what went wrong, never with which numbers: what
student code prints or puts into an exception's text could carry a hidden input, so output is
withheld, and a text passes only if `harmless` lets it.
"""

from traceback import walk_tb
from typing import NamedTuple

from grader.errors import StudentError, SubmissionFault, Undecided
from grader.model import Curve, Status, Visibility
from grader.runner.harmless import Own, harmless
from grader.sandbox.python2 import python2

INTERNAL = (
    "the grader failed here, not your code: this check is neither passed nor failed, "
    "and your instructor sees that it must be run again"
)
WITHHELD = "its text is not shown, because this check is hidden"
UNEXPECTED = "the result is not what this check expects"


class Feedback(NamedTuple):
    """What an exception becomes; `pending`: a human decides about the check's points."""

    status: Status
    message: str
    detail: str = ""
    curves: tuple[Curve, ...] = ()
    pending: bool = False


def feedback(error: BaseException | None, visibility: Visibility, own: Own) -> Feedback:
    """Status, message and detail of a check that ended with this exception (None: passed).

    own: the student's sources, which an exception may quote.
    """
    if error is None:
        return Feedback("passed", "")
    if isinstance(error, StudentError):
        return Feedback("error", _raised(error, visibility, own))
    if isinstance(error, SubmissionFault):
        detail = error.detail if visibility == "public" else ""
        pending = isinstance(error, Undecided)
        return Feedback(error.status, error.message, detail, error.curves, pending)
    if type(error).__name__ == "Skipped":
        return Feedback("skipped", str(error))
    asserted = isinstance(error, AssertionError) and not _of_the_grader(error)
    if asserted or type(error).__name__ == "Failed":  # pytest.fail
        return Feedback("failed", UNEXPECTED, str(error) if visibility == "public" else "")
    return Feedback("internal-error", INTERNAL)


def _of_the_grader(error: BaseException) -> bool:
    """Whether an assertion failed that stands in the grader or in pytest, and in no check."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    module = str(frames[-1].f_globals.get("__name__")) if frames else ""
    return module.startswith(("_pytest.", "grader."))


def _raised(error: StudentError, visibility: Visibility, own: Own) -> str:
    words = error.words if visibility == "public" or harmless(error.words, own) else WITHHELD
    told = StudentError(error.kind, words, error.place).full()
    leftover = python2(error.kind, error.words)
    return f"{told}; {leftover}" if leftover else told

"""What can go wrong, by whose fault it is.

`GraderError` and its children stop a run and are told to whoever started it; each knows the exit
code of the command line. `SubmissionFault` and its children end one check and are the student's:
each knows the status of the outcome it becomes.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NamedTuple

from grader.model import Curve, Status


class GraderError(Exception):
    """A run can't go on; the message says what was expected, what came and what to try."""

    exit_code: ClassVar[int] = 3


class UnreadableSubmission(GraderError):
    """The submission can't be read at all."""

    exit_code = 1


class UsageError(GraderError):
    """The command line asks for something that doesn't exist."""

    exit_code = 2


class AuthorError(GraderError):
    """A mistake in a manifest, test or reference; the message starts with `file:line:`."""

    exit_code = 2


class HostError(GraderError):
    """This host can't give what grading needs (isolation, an interpreter, a package)."""

    exit_code = 3


class Compared(NamedTuple):
    """The two arrays whose difference ended a check.

    what: the name of the first in messages. rtol: how well the second is known; 0 for exactly.
    cause: finds the mistake in the check's own way, a sentence or ""; asked by a diagnosis only.
    other: what another answer than the one that was typed gives, piece by piece in the order of
        `got`; where it can't be computed, the pieces end.
    """

    what: str
    got: Any
    expected: Any
    rtol: float = 0.0
    cause: Callable[[], str] | None = None
    other: Callable[[str], Iterable[Any]] | None = None


class Returned(NamedTuple):
    """What a call gave instead of what was asked for.

    function: its name, "" for the one called last. values: how many, 0 for None.
    names: those asked for. whole: whether all that came is meant, and not a part of it.
    """

    function: str
    values: int
    names: tuple[str, ...] = ()
    whole: bool = True


class SubmissionFault(Exception):
    """The student's code is at fault; the check ends with `status`.

    message: what the student reads. It must not hold hidden inputs or expected values.
    detail: more for public checks only (numbers, worst entry); may be empty.
    """

    status: ClassVar[Status] = "failed"

    def __init__(self, message: str, detail: str = "", curves: tuple[Curve, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.curves = curves


class CheckFailed(SubmissionFault):
    """The code ran and its result is wrong.

    For the diagnosis alone, never shown: compared: what was compared, where arrays were;
    returned: what a call gave, where that was wrong; missing: the name that wasn't found.
    """

    compared: Compared | None = None
    returned: Returned | None = None
    missing: str = ""


class NotData(CheckFailed):
    """The student's code gave an object that has no plain form.

    came: what it is or holds, e.g. "an object of type map".
    """

    def __init__(self, came: str) -> None:
        super().__init__(
            f"data was expected, {came} came or is in it: "
            "turn it into numbers, words, lists, dicts or arrays"
        )
        self.came = came


class Undecided(SubmissionFault):
    """No machine can tell whether the answer is right: the check's points wait for a human."""

    status = "skipped"


class StudentError(SubmissionFault):
    """The student's code raised.

    kind: the exception's type; words: its text, which the student's code may have chosen; place:
    label, line and code of the student's own line, or ""; at: label and line alone.
    """

    status = "error"

    def __init__(
        self, kind: str, words: str = "", place: str = "", at: tuple[str, int] | None = None
    ) -> None:
        super().__init__(f"{kind} in {place}" if place else kind)
        self.kind = kind
        self.words = words
        self.place = place
        self.at = at

    def full(self) -> str:
        """Type, text and place in one sentence."""
        told = f"{self.kind}: {self.words}" if self.words else self.kind
        return f"{told} ({self.place})" if self.place else told


class NotCompiled(SubmissionFault):
    """The student's program can't be compiled; the message quotes the compiler."""

    status = "error"


class TimeLimit(SubmissionFault):
    """The student's code used up its time."""

    status = "timeout"


class MemoryLimit(SubmissionFault):
    """The student's code used up its memory."""

    status = "memory"


class Crash(SubmissionFault):
    """The process that runs the student's code died or broke the protocol."""

    status = "crash"

"""What came out: outcomes, what was around them, and the report of it all."""

from typing import Literal

from grader.model.base import IsolationLevel, Kind, Record, Status, Visibility
from grader.model.figures import Band, Curve, Gallery, Graph, Table

SCHEMA = "grader-report/1"
"""Version of the report's JSON form; `docs/report-schema.md` says what each version holds."""


class Outcome(Record, frozen=True, kw_only=True):
    """What one check gave.

    message: what the student reads; diagnosis: the cause, where one is known ("" otherwise).
    detail: the numbers behind the message, of a public check only ("" for a hidden one).
    pending: points that wait for a human, because no machine can tell; status is then "skipped".
    output: what student code printed during the check, bounded, control characters removed.
    seconds: wall seconds of the check.
    """

    check: str
    problem: str
    title: str
    visibility: Visibility
    status: Status
    points: float
    max_points: float
    pending: float = 0.0
    message: str = ""
    diagnosis: str = ""
    detail: str = ""
    output: str = ""
    curves: tuple[Curve, ...] = ()
    bands: tuple[Band, ...] = ()
    graphs: tuple[Graph, ...] = ()
    galleries: tuple[Gallery, ...] = ()
    tables: tuple[Table, ...] = ()
    seconds: float = 0.0


class ProblemScore(Record, frozen=True, kw_only=True):
    """Score of one problem. `pending` points wait for a human and are in no score yet."""

    id: str
    title: str
    kind: Kind
    optional: bool
    score: float
    max_score: float
    pending: float = 0.0


class CellOutcome(Record, frozen=True, kw_only=True):
    """How one cell or file ran when the submission was loaded."""

    label: str
    status: Status
    message: str = ""
    seconds: float = 0.0


class Protection(Record, frozen=True, kw_only=True):
    """One protection of the sandbox, whether it was on, and by what means."""

    name: str
    on: bool
    by: str = ""


class Isolation(Record, frozen=True, kw_only=True):
    """What stood between student code and this host."""

    level: IsolationLevel
    protections: tuple[Protection, ...] = ()


class DataUsed(Record, frozen=True, kw_only=True):
    """A dataset that checks used: `origin` is "complete", "subset" or "stand-in"."""

    name: str
    origin: Literal["complete", "subset", "stand-in"]
    description: str = ""


class Environment(Record, frozen=True, kw_only=True):
    """Versions that a regrade needs."""

    grader: str
    python: str
    numpy: str
    platform: str


class Report(Record, frozen=True, kw_only=True):
    """All outcomes of one submission: the one record of a grading; every output is a view of it.

    score counts optional problems, max_score doesn't; neither counts pending points.
    complete: False when the grader or the host failed somewhere (`internal-error`).
    attempt: which of the student's attempts it is, 1 for the first; 0 where nobody counts them.
    scope: what was graded, where that is not simply all of one student's work; notes: what was
    mended or left out when it was read and loaded.
    warnings: what the instructor should look at; views that students get don't hold them.
    """

    schema: str = SCHEMA
    assignment: str
    title: str
    student: str
    entry: str
    digest: str
    attempt: int = 0
    score: float
    max_score: float
    pending: float
    complete: bool
    problems: tuple[ProblemScore, ...]
    outcomes: tuple[Outcome, ...]
    cells: tuple[CellOutcome, ...] = ()
    scope: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    isolation: Isolation
    data: tuple[DataUsed, ...] = ()
    environment: Environment
    seconds: float = 0.0

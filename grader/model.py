"""The types that flow through the toolkit. This module imports nothing of the others.

path -> `Submission` -> `Outcome`s -> `Report` -> views. Every record is frozen; a later step makes
a new one instead of changing an earlier one.
"""

from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal["code", "accuracy", "program", "written", "figure"]
Visibility = Literal["public", "hidden"]
Status = Literal[
    "internal-error", "timeout", "memory", "crash", "error", "failed", "skipped", "passed"
]
IsolationLevel = Literal["full", "none"]

SCHEMA = "grader-report/1"
"""Version of the report's JSON form; `docs/report-schema.md` says what each version holds."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every record: immutable, keywords only, unknown fields refused when decoded."""


# --- the course ---------------------------------------------------------------------------------


class Problem(Record, frozen=True, kw_only=True):
    """One numbered task. Without checks of its own it waits for a human (`written`, `figure`)."""

    id: str
    title: str
    points: float
    kind: Kind = "code"
    optional: bool = False


class ExpectedFile(Record, frozen=True, kw_only=True):
    """A file students hand in and the names it must define."""

    path: str
    names: tuple[str, ...] = ()


class ChildSpec(Record, frozen=True, kw_only=True):
    """What runs student code: an interpreter, its packages, and what is imported beforehand.

    python: "" for the grader's own interpreter, a version ("3.9") or a path.
    packages: importable module names the child must have (numpy always).
    preload: modules imported once, before any submission.
    """

    python: str = ""
    packages: tuple[str, ...] = ("numpy",)
    preload: tuple[str, ...] = ()


class Limits(Record, frozen=True, kw_only=True):
    """Limits of student code. Seconds are CPU seconds; wall time may be several times more.

    load_seconds: running the file's or notebook's own code once, before any check.
    check_seconds: each check, unless its `@points(seconds=...)` says otherwise.
    total_seconds: the whole submission.
    memory_mb: what the process may allocate beyond the interpreter and the mapped data, MiB.
    output_kb: text kept of stdout and stderr per check, KiB.
    reply_mb: the largest value that a call may return, MiB.
    """

    load_seconds: float = 60.0
    check_seconds: float = 20.0
    total_seconds: float = 900.0
    memory_mb: int = 2048
    output_kb: int = 64
    reply_mb: int = 512


class Policies(Record, frozen=True, kw_only=True):
    """Choices of the instructor.

    file_name: how single files are named, e.g. "<username>_<id>.ipynb"; "" for any name.
    """

    file_name: str = ""


class Assignment(Record, frozen=True, kw_only=True):
    """A validated manifest (`assignments/<id>/assignment.toml`)."""

    id: str
    title: str
    source: str
    problems: tuple[Problem, ...]
    files: tuple[ExpectedFile, ...]
    child: ChildSpec = ChildSpec()
    limits: Limits = Limits()
    datasets: tuple[str, ...] = ()
    policies: Policies = Policies()

    def problem(self, problem_id: str) -> Problem | None:
        """The problem with this id, or None."""
        return next((p for p in self.problems if p.id == problem_id), None)


class Check(Record, frozen=True, kw_only=True):
    """One test with points. `id` is the test function's name, unique in the assignment."""

    id: str
    problem: str
    title: str
    points: float
    visibility: Visibility
    requires: tuple[str, ...] = ()
    seconds: float | None = None


class KnownBug(Record, frozen=True, kw_only=True):
    """A variant of the reference with one mistake in it, and the words that explain the mistake.

    problem, check: the problem it belongs to, and the id of the check that must catch it.
    also: problems that may lose points besides, because they build on the wrong part.
    file, old, new: in this file of the reference `old`, which occurs once, becomes `new`.
    sentence: what the mistake is, for a student, without the answer. hint: what to read again.
    fingerprint: for a program, the numbers that it gives with this mistake, by name.
    """

    id: str
    problem: str
    check: str
    file: str
    old: str
    new: str
    sentence: str
    hint: str = ""
    also: tuple[str, ...] = ()
    fingerprint: dict[str, float] = {}


# --- what was handed in -------------------------------------------------------------------------


class Cell(Record, frozen=True, kw_only=True):
    """A piece of source that runs on its own: a notebook's code cell, or a whole `.py` file.

    label: what the student calls it ("cell 3", "backprop.py").
    source: plain Python (magics already transformed), lines as the student wrote them.
    """

    label: str
    source: str


class Source(Record, frozen=True, kw_only=True):
    """One Python file or notebook of a submission; `path` is relative, with forward slashes."""

    path: str
    notebook: bool
    cells: tuple[Cell, ...]


class Submission(Record, frozen=True, kw_only=True):
    """What one student handed in, read but not run.

    entry: name of the file or folder that was given.
    files: the other files (data, answers), by relative path with forward slashes.
    notes: one sentence for each thing that was mended or left out while reading.
    marker: assignment id that the handout's marker file claims, or "" (a claim, not proof).
    digest: SHA-256 (hex) over everything that was read.
    """

    student: str
    entry: str
    sources: tuple[Source, ...]
    files: dict[str, bytes] = {}
    notes: tuple[str, ...] = ()
    marker: str = ""
    digest: str = ""


# --- what came out ------------------------------------------------------------------------------


class Curve(Record, frozen=True, kw_only=True):
    """One line of a figure, e.g. loss by epoch. `group` puts lines into the same figure.

    values: one number a step; None where there was none (JSON has no nan, it becomes None there).
    """

    group: str
    label: str
    values: tuple[float | None, ...]
    x_label: str = "epoch"


class GraphNode(Record, frozen=True, kw_only=True):
    """An input (`op` is "") or operation of a graph; `layer` counts from 0, left to right."""

    name: str
    op: str
    layer: int


class Graph(Record, frozen=True, kw_only=True):
    """A computation graph to draw.

    edges: (from, to), places in `nodes`; those into one node stand in its arguments' order.
    """

    title: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[int, int], ...]


class Outcome(Record, frozen=True, kw_only=True):
    """What one check gave.

    message: what the student reads; diagnosis: the cause, where one is known ("" otherwise).
    detail: the numbers behind the message, of a public check only ("" for a hidden one).
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
    message: str = ""
    diagnosis: str = ""
    detail: str = ""
    output: str = ""
    curves: tuple[Curve, ...] = ()
    graphs: tuple[Graph, ...] = ()
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
    """

    schema: str = SCHEMA
    assignment: str
    title: str
    student: str
    entry: str
    digest: str
    score: float
    max_score: float
    pending: float
    complete: bool
    problems: tuple[ProblemScore, ...]
    outcomes: tuple[Outcome, ...]
    cells: tuple[CellOutcome, ...] = ()
    notes: tuple[str, ...] = ()
    isolation: Isolation
    data: tuple[DataUsed, ...] = ()
    environment: Environment
    seconds: float = 0.0


class CourseAssignment(Record, frozen=True, kw_only=True):
    """An assignment and where its parts lie.

    reference and hidden are None in a handout, which holds neither.
    """

    spec: Assignment
    folder: Path
    public: Path
    hidden: Path | None = None
    reference: Path | None = None

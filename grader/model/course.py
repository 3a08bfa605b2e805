"""The course: a manifest's records, and where an assignment's parts lie."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.model.base import Kind, Language, Record, Visibility


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


class ProgramSpec(Record, frozen=True, kw_only=True):
    """A program that students hand in, in one of several languages.

    name: its file without the suffix: "neuralnet" for neuralnet.py, .java or .cpp.
    class_path: archives and folders that Java may use; include: folders of C++ headers. Relative
    ones lie in the manifest's folder.
    compile_seconds: CPU seconds of compiling it once, which count for no check.
    """

    name: str
    languages: tuple[Language, ...] = ("python",)
    class_path: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    compile_seconds: float = 60.0


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
    explain_from: the attempt from which a report says why a check failed; earlier ones say what is
        wrong and where to look.
    """

    file_name: str = ""
    explain_from: int = 1


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
    programs: tuple[ProgramSpec, ...] = ()

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
    fingerprint: dict[str, float] = msgspec.field(default_factory=dict)


class CourseAssignment(Record, frozen=True, kw_only=True):
    """An assignment and where its parts lie.

    reference and hidden are None in a handout, which holds neither. stubs: of a handout, the digest
    of each expected file as it was handed out, by path.
    """

    spec: Assignment
    folder: Path
    public: Path
    hidden: Path | None = None
    reference: Path | None = None
    stubs: Mapping[str, str] = msgspec.field(default_factory=dict)

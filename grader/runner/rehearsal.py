"""Checks run on a variant of the reference, with the numbers that a student's submission got.

What a known bug makes of them is compared with what the student's code made of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations

from msgspec.structs import replace

from grader.errors import AuthorError, Compared
from grader.intake import read
from grader.model import CourseAssignment, KnownBug, Submission
from grader.runner.collect import Collected
from grader.runner.context import Running
from grader.runner.stage import Stage
from grader.sandbox.process import Launcher
from grader.sandbox.session import Session
from grader.sandbox.shared import SharedArrays


class Rehearsal:
    """Runs checks of one student's submission on variants, each in a process of its own.

    The variants are the instructor's code, but what they are called with comes from a check, so
    they run where student code runs: one way to run a check is enough. Close it when done.
    """

    def __init__(
        self,
        assignment: CourseAssignment,
        stage: Stage,
        collected: Collected,
        launcher: Launcher,
        shared: SharedArrays,
    ) -> None:
        self.assignment, self.stage, self.collected = assignment, stage, collected
        self.launcher, self.shared = launcher, shared
        self._reference: Submission | None = None

    def failure(self, bugs: tuple[KnownBug, ...], check: str, of: Submission) -> Compared | None:
        """What fails in a check of this submission if the reference with these bugs is graded."""
        with self._played(bugs, check, of) as stage:
            failure = stage.failures.get(check) if stage else None
            return failure.compared if failure else None

    def fails(self, bugs: tuple[KnownBug, ...], check: str, of: Submission) -> bool:
        """Whether the check fails, however, if the reference with these bugs is graded."""
        with self._played(bugs, check, of) as stage:
            return stage is not None and any(o.status != "passed" for o in stage.outcomes)

    @contextmanager
    def _played(
        self, bugs: tuple[KnownBug, ...], check: str, of: Submission
    ) -> Iterator[Stage | None]:
        """The stage after the check ran on a variant; None where the bugs exclude one another."""
        found = self._variant(bugs)
        if found is None:
            yield None
            return
        variant = replace(found, student=of.student, digest=of.digest)
        session = Session(self.launcher, self.assignment.spec, variant, self.shared)
        with self._aside(Running(variant, session)):
            self.collected.run([check])
            yield self.stage

    @contextmanager
    def _aside(self, running: Running) -> Iterator[None]:
        """The stage for another submission; what it holds of the student's comes back after it."""
        stage = self.stage
        kept = {name: getattr(stage, name) for name in KEPT}
        used = stage.data.used
        stage.enter(running)
        stage.told = None
        try:
            yield
        finally:
            stage.close()
            vars(stage).update(kept)
            stage.data.used = used

    def _variant(self, bugs: tuple[KnownBug, ...]) -> Submission | None:
        """The reference as a submission, with the bugs in it; None where one hides the other."""
        folder = self.assignment.reference
        if folder is None:
            raise AuthorError(f"{self.assignment.folder}: a handout holds no known bugs")
        if self._reference is None:
            self._reference = read(folder)
        for order in permutations(bugs):
            found: Submission | None = self._reference
            for bug in order:
                found = _with(found, bug) if found is not None else None
            if found is not None:
                return found
        return None


KEPT = ("running", "outcomes", "internal", "failures", "told", "show", "_begun")


def _with(submission: Submission, bug: KnownBug) -> Submission | None:
    """The submission with the bug in its file; None where its place isn't there any more."""
    sources = []
    for source in submission.sources:
        if source.path == bug.file:
            (cell,) = source.cells
            if cell.source.count(bug.old) != 1:
                return None
            changed = replace(cell, source=cell.source.replace(bug.old, bug.new))
            source = replace(source, cells=(changed,))
        sources.append(source)
    return replace(submission, sources=tuple(sources))

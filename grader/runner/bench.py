"""Grades submissions of one assignment, one at a time, on tests collected once."""

import platform
import time
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from grader import __version__
from grader.course import check_points
from grader.course.bugs import known_bugs
from grader.datasets import DataShelf
from grader.errors import HostError, UsageError
from grader.model import (
    CourseAssignment,
    Environment,
    Isolation,
    IsolationLevel,
    Outcome,
    Report,
    Submission,
)
from grader.runner.collect import Collected
from grader.runner.compared import illustrated
from grader.runner.context import Data, Running
from grader.runner.diagnosing import A_PLAY, Diagnoser
from grader.runner.mending import Mender
from grader.runner.python_causes import with_python_causes
from grader.runner.rehearsal import Rehearsal
from grader.runner.score import problem_scores, totals
from grader.runner.stage import Stage
from grader.runner.twice import behind
from grader.sandbox.forked import ForkServer
from grader.sandbox.interrupts import uninterrupted
from grader.sandbox.plain import PlainLauncher
from grader.sandbox.process import Launcher
from grader.sandbox.session import Session
from grader.sandbox.shared import SharedArrays

NEEDED = ("file system", "network")


class Bench:
    """What all submissions of an assignment share. Close it when done."""

    def __init__(
        self, assignment: CourseAssignment, isolation: IsolationLevel, shelf: DataShelf
    ) -> None:
        """Collect the checks and start what student code runs in.

        Raises AuthorError for a mistake in the assignment, HostError where the host lacks what
        `isolation` asks for.
        """
        self.assignment = assignment
        self.data = Data(shelf, assignment.spec.datasets)
        self.stage = Stage(assignment, self.data)
        self.collected = Collected(assignment, self.stage)
        self.launcher: Launcher | None = None
        self.shared = SharedArrays(by_path=isolation == "none")
        try:
            if assignment.hidden is not None:  # a handout holds a part of the checks only
                check_points(assignment, self.collected.checks, self.collected.place)
            if self.collected.ask_for_reference:
                self.stage.reference()  # now: its mistakes are told once, not in every check
            self.launcher = launcher(assignment, isolation)
        except BaseException:
            self.close()
            raise

    def grade(
        self,
        submission: Submission,
        wanted: Sequence[str] | None = None,
        *,
        only: str = "",
        attempt: int = 0,
    ) -> Report:
        """The report of one submission.

        wanted: ids of the checks to run (None: all). only: the one problem to grade, which needs
        its own checks and their prerequisites; UsageError where it has none. attempt: which of
        the student's it is, which decides how much is explained; 0 where nobody counts them.
        """
        wanted = self.checks_of(only) if only else wanted
        if self.launcher is None:
            raise HostError("this bench is closed")
        start = time.monotonic()
        submission = behind(self.assignment, submission)
        session = Session(self.launcher, self.assignment.spec, submission, self.shared)
        self.stage.enter(Running(submission, session))
        try:
            self.collected.run(wanted)
            self._diagnose(submission, self._explains(attempt))
        finally:
            self.stage.close()
        report = self._report(submission, session, only, time.monotonic() - start)
        notes = (*report.notes, *self._later(report, attempt))
        return replace(report, attempt=attempt, notes=notes)

    def _explains(self, attempt: int) -> bool:
        """Whether a report on this attempt says why a check failed."""
        return attempt == 0 or attempt >= self.assignment.spec.policies.explain_from

    def _later(self, report: Report, attempt: int) -> Iterator[str]:
        """From when on causes are told, where they aren't yet and something failed."""
        if not self._explains(attempt) and any(o.status == "failed" for o in report.outcomes):
            first = self.assignment.spec.policies.explain_from
            yield f"this is attempt {attempt}: from attempt {first} on, causes of mistakes are told"

    def prepare(self) -> None:
        """Make now what only failures need: for many submissions, and to know its mistakes early.

        Raises AuthorError for a mistake in the known bugs.
        """
        _ = self.diagnoser

    @cached_property
    def diagnoser(self) -> Diagnoser | None:
        """What names the causes of failures; known bugs where there is a reference to have them.

        Made when it is asked for first: a submission that fails nothing has no need of it.
        Raises AuthorError for a mistake in the known bugs.
        """
        whole = self.assignment.reference is not None
        rehearsal = Rehearsal(self.assignment, self.stage, self.collected, A_PLAY)
        bugs = known_bugs(self.assignment) if whole else ()
        asked = whole and self.collected.ask_for_reference
        reference = self.stage.reference() if asked else None
        return Diagnoser(bugs, rehearsal, reference, self._mender())

    def _mender(self) -> Mender | None:
        """What looks for slips in a student's code."""
        if self.launcher is None:
            return None
        spec = self.assignment.spec
        return Mender(spec, self.stage, self.collected, self.launcher, self.shared)

    def _diagnose(self, submission: Submission, why: bool) -> None:
        if self.stage.failures and self.diagnoser is not None:
            failures = self.stage.failures
            found = self.diagnoser.diagnosed(self.stage.outcomes, failures, submission, why=why)
            self.stage.outcomes = found
        failures = self.stage.failures
        self.stage.outcomes = [
            illustrated(o, failures[o.check].compared) if o.check in failures else o
            for o in self.stage.outcomes
        ]
        if self.stage.faults:
            self.stage.outcomes = with_python_causes(self.stage, self.stage.outcomes, why=why)

    @property
    def internal(self) -> Sequence[str]:
        """Tracebacks of the last submission's internal errors, for the instructor alone."""
        return self.stage.internal

    def checks_of(self, problem: str) -> list[str]:
        """Ids of a problem's checks and of those they require; UsageError where it has none."""
        checks = {check.id: check for check in self.collected.checks}
        wanted = [check.id for check in checks.values() if check.problem == problem]
        if not wanted:
            known = ", ".join(dict.fromkeys(check.problem for check in checks.values()))
            raise UsageError(f"no check of a problem {problem!r}; problems with checks: {known}")
        for name in wanted:  # grows while it is walked: prerequisites of prerequisites
            needed = (need for need in checks[name].requires if need in checks)
            wanted += [need for need in needed if need not in wanted]
        return wanted

    def _report(
        self, submission: Submission, session: Session, only: str, seconds: float
    ) -> Report:
        spec, used = self.assignment.spec, session.launcher
        outcomes = tuple(self.stage.outcomes)
        whole = self.assignment.hidden is not None
        problems = [problem for problem in spec.problems if only in ("", problem.id)]
        scores = problem_scores(problems, self.collected.checks, outcomes, whole)
        score, most, pending = totals(scores)
        return Report(
            assignment=spec.id,
            title=spec.title,
            student=submission.student,
            entry=submission.entry,
            digest=submission.digest,
            score=score,
            max_score=most,
            pending=pending,
            complete=_complete(outcomes),
            problems=scores,
            outcomes=outcomes,
            cells=session.cells,
            scope=tuple(_scope(only, whole)),
            notes=(*submission.notes, *session.notes),
            warnings=tuple(self.stage.warnings.values()) if whole else (),
            isolation=used.isolation,
            data=tuple(self.data.used.values()),
            environment=Environment(
                grader=__version__,
                python=used.python,
                numpy=used.numpy,
                platform=platform.platform(terse=True),
            ),
            seconds=seconds,
        )

    def close(self) -> None:
        """End every process and remove every temporary file."""
        with uninterrupted():
            if self.launcher is not None:
                self.launcher.close()
                self.launcher = None
            self.shared.close()
            self.collected.close()


def _complete(outcomes: Sequence[Outcome]) -> bool:
    return all(outcome.status != "internal-error" for outcome in outcomes)


def _scope(only: str, whole: bool) -> Iterator[str]:
    """What a reader must know who takes the score for that of the whole assignment."""
    if only:
        yield f"only problem {only} was graded: score and maximum are those of this problem"
    if not whole:
        yield "only public checks were run: hidden checks, with points of their own, come on top"


def launcher(assignment: CourseAssignment, isolation: IsolationLevel) -> Launcher:
    """What starts student code: hardened, or plain where that was asked for by name.

    Raises HostError where the host can't keep student code from files and network.
    """
    if isolation == "none":
        return PlainLauncher(assignment.spec)
    if platform.system() != "Linux":
        raise HostError(
            "full isolation needs Linux: grade on a Linux host, or pass --isolation none if you "
            "trust the submission as your own code"
        )
    private = [assignment.folder, assignment.reference, assignment.hidden]
    server = ForkServer(assignment.spec, tuple(path for path in private if path is not None))
    missing = lacking(server.isolation)
    if missing:
        server.close()
        raise HostError(
            f"this host can't isolate student code ({', '.join(missing)}): it needs user or mount "
            "namespaces or Landlock, and seccomp or network namespaces; `grader doctor` tells "
            "which are there. Pass --isolation none only for code that you trust as your own"
        )
    return server


def lacking(isolation: Isolation) -> list[str]:
    """The protections without which full isolation is no isolation."""
    return [p.name for p in isolation.protections if p.name in NEEDED and not p.on]

"""Connects the pytest plugin with the submission that is being graded."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import pytest

from grader.checks import numerical
from grader.errors import CheckFailed, Compared, GraderError, StudentError, UsageError
from grader.model import Check, CourseAssignment, Outcome
from grader.report.text import clean_text
from grader.runner.answers import Answers
from grader.runner.collect import check_of
from grader.runner.context import Data, Reference, Running, secret_of, seed_of
from grader.runner.feedback import Feedback, feedback
from grader.runner.show import Show, coarse
from grader.runner.watch import warning
from grader.sandbox.programs import Programs
from grader.sandbox.proxy import RemoteSubmission
from grader.sandbox.results import Results

KEPT = (
    *("running", "outcomes", "internal", "warnings", "failures", "faults", "told", "show"),
    *("_begun", "heard"),
)
"""What a stage holds of the submission that is graded."""


class Failure(NamedTuple):
    """What a diagnosis starts from: how a check ended that didn't pass.

    text: what is wrong, numbers included. compared: the arrays that differ, where arrays do.
    results: all that the submission gave during the check. call: the last one: function,
    arguments, keywords; if kept. seconds: the time that the check took. changed: which arguments
    of that call were changed in place, by position or name.
    """

    text: str
    compared: Compared | None
    results: Results
    call: tuple[Any, ...] | None
    seconds: float
    changed: tuple[str, ...] = ()


class Stage:
    """Where one check after another is played: fixtures come from here, outcomes end here."""

    def __init__(self, assignment: CourseAssignment, data: Data) -> None:
        self.assignment = assignment
        self.data = data
        self.show = Show()
        self.running: Running | None = None
        self.outcomes: list[Outcome] = []
        self.internal: list[str] = []
        self.warnings: dict[str, str] = {}
        self.heard: numerical.Heard = []
        self.failures: dict[str, Failure] = {}
        self.faults: dict[str, CheckFailed | StudentError] = {}
        self.told: Callable[[Outcome], None] | None = None
        self._begun: RemoteSubmission | None = None
        self._checks: dict[str, Check] = {}
        self._reference: Reference | None = None
        self._secret = secret_of(assignment)

    def enter(self, running: Running) -> None:
        """Take a submission on."""
        self.running = running
        self.outcomes = []
        self.internal, self.failures, self.faults = [], {}, {}
        self.warnings = {}
        self.data.used = {}

    def current(self) -> Running:
        """The submission whose checks run."""
        if self.running is None:
            raise UsageError("no submission is being graded")
        return self.running

    def _check(self, item: Any) -> Check:
        if item.name not in self._checks:
            self._checks[item.name] = check_of(item, self.assignment)
        return self._checks[item.name]

    # --- for the fixtures ---

    def prepare(self, item: Any) -> None:
        """Skip the check if one that it requires did not pass."""
        self.show, self.heard = Show(), numerical.listen()
        self._begun = None
        running = self.current()
        running.session.results.clear()
        check = self._check(item)
        failed = [n for n in check.requires if running.statuses.get(n, "passed") != "passed"]
        if not failed:
            return
        cause = running.blocked_by.get(failed[0], failed[0])  # the first of a chain
        running.blocked_by[check.id] = cause
        if running.statuses[cause] == "internal-error":
            pytest.skip(f"the grader failed in “{self._title(cause)}”, which this check builds on")
        pytest.skip(f"mend “{self._title(cause)}” first: this check builds on it")

    def _title(self, check_id: str) -> str:
        found = [outcome.title for outcome in self.outcomes if outcome.check == check_id]
        return found[0] if found else check_id

    def begin(self, item: Any) -> RemoteSubmission:
        """Start the check's clock and give it the submission."""
        running = self.current()
        check = self._check(item)
        seconds = check.seconds or self.assignment.spec.limits.check_seconds
        # another seed than the check's own, which student code must not learn
        running.session.begin(self._seed(item, "child") >> 1, seconds)
        self._begun = RemoteSubmission(running.session)
        return self._begun

    def answers(self, item: Any) -> Answers:
        """The submission's typed answers; its code is begun only where no file holds one."""
        files = self.current().session.submission.files
        return Answers(files, lambda: self._begun or self.begin(item))

    def program(self, item: Any) -> Programs:
        """What runs the submission's programs; every run has the check's time."""
        running = self.current()
        seconds = self._check(item).seconds or self.assignment.spec.limits.check_seconds
        running.programs = running.kind(running.session, self._seed(item, "child") >> 1, seconds)
        return running.programs

    def rng(self, item: Any) -> np.random.Generator:
        """The check's random numbers."""
        return np.random.default_rng(self._seed(item, "check"))

    def _seed(self, item: Any, use: str) -> int:
        """Of this check, student and submission: what leaks of one doesn't help the next one."""
        running = self.current()
        digest = running.session.submission.digest
        return seed_of(
            self._secret, self.assignment.spec.id, item.name, running.student, digest, use
        )

    def reference(self) -> Reference:
        """The reference, loaded at the first call."""
        if self._reference is None:
            self._reference = Reference(self.assignment)
        return self._reference

    # --- for the end of a check ---

    def settle(self, item: Any, error: BaseException | None, seconds: float) -> None:
        """Turn the end of a check into its outcome."""
        running = self.current()
        check = self._check(item)
        if isinstance(error, CheckFailed) and running.programs is not None:
            error = running.programs.fault or error
        told = feedback(error, check.visibility, running.own)
        if told.status == "internal-error" and error is not None:
            known = isinstance(error, GraderError)  # it says what to mend; how it came is noise
            text = str(error) if known else "".join(traceback.format_exception(error))
            self.internal.append(clean_text(f"{check.id}: {text}"))
        if isinstance(error, CheckFailed | StudentError):
            self.failures[check.id] = _failure(error, running, seconds)
            self.faults[check.id] = error
        self._watch(check, running)
        if check.id in running.statuses:  # its fixtures failed after the test itself
            self.outcomes.pop()
        self.outcomes.append(self._outcome(check, told, seconds))
        # what waits for a human holds nothing up: it may well be right
        running.statuses[check.id] = "passed" if told.pending else told.status
        self.show = Show()
        if self.told is not None:
            self.told(self.outcomes[-1])

    def _watch(self, check: Check, running: Running) -> None:
        """Keep what the instructor should look at, once a problem."""
        promised = {name for file in self.assignment.spec.files for name in file.names}
        told = warning(check, self.heard, running.session.nested, promised)
        self.heard = []
        if told:
            self.warnings.setdefault(check.problem, told)

    def _outcome(self, check: Check, told: Feedback, seconds: float) -> Outcome:
        public = check.visibility == "public"  # of a hidden check, prints could tell the inputs
        return Outcome(
            check=check.id,
            problem=check.problem,
            title=check.title,
            visibility=check.visibility,
            status=told.status,
            points=check.points if told.status == "passed" else 0.0,
            max_points=check.points,
            pending=check.points if told.pending else 0.0,
            message=clean_text(told.message),
            detail=clean_text(told.detail),
            output=clean_text(self._printed()) if public else "",
            curves=tuple(c if public else coarse(c) for c in (*self.show.curves, *told.curves)),
            bands=tuple(self.show.bands),
            graphs=tuple(self.show.graphs),
            galleries=tuple(self.show.galleries),
            tables=tuple(self.show.tables),
            seconds=seconds,
        )

    def _printed(self) -> str:
        """What student code and programs printed during the check that ended."""
        running = self.current()
        programs, running.programs = running.programs, None
        # without a beginning of its own, the session would tell what an earlier check printed
        called = running.session.printed() if self._begun is not None else ""
        return called + (programs.printed if programs is not None else "")

    @contextmanager
    def aside(self, running: Running) -> Iterator[None]:
        """Play another submission; what there is of the current one comes back after it."""
        kept = {name: getattr(self, name) for name in KEPT}
        used = self.data.used
        self.enter(running)
        self.told = None
        try:
            yield
        finally:
            vars(self).update(kept)
            self.data.used = used

    def close(self) -> None:
        """End the submission's process."""
        running, self.running = self.running, None
        if running is not None:
            running.session.close()


def _failure(error: CheckFailed | StudentError, running: Running, seconds: float) -> Failure:
    session = running.session
    if isinstance(error, StudentError):
        text, compared = f"{error.kind}: {error.words}", None
    else:
        text, compared = f"{error.message}\n{error.detail}", error.compared
    results, call = session.results.taken(), session.last_call
    return Failure(text, compared, results, call, seconds, session.changed if call else ())

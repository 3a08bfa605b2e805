"""Connects the pytest plugin with the submission that is being graded."""

import traceback
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.errors import UsageError
from grader.model import CourseAssignment, Outcome
from grader.report.text import clean_text
from grader.runner.collect import check_of
from grader.runner.context import Data, Reference, Running, Show, seed_of
from grader.runner.feedback import feedback
from grader.sandbox.proxy import RemoteSubmission


class Stage:
    """Where one check after another is played: fixtures come from here, outcomes end here."""

    def __init__(self, assignment: CourseAssignment, data: Data) -> None:
        self.assignment = assignment
        self.data = data
        self.show = Show()
        self.running: Running | None = None
        self.outcomes: list[Outcome] = []
        self.internal: list[str] = []
        self.told: Callable[[Outcome], None] | None = None
        self._reference: Reference | None = None

    def enter(self, running: Running) -> None:
        """Take a submission on."""
        self.running = running
        self.outcomes = []
        self.internal = []
        self.data.used = {}

    def current(self) -> Running:
        """The submission whose checks run."""
        if self.running is None:
            raise UsageError("no submission is being graded")
        return self.running

    # --- for the fixtures ---

    def prepare(self, item: Any) -> None:
        """Skip the check if one that it requires did not pass."""
        self.show = Show()
        running = self.current()
        for name in check_of(item, self.assignment).requires:
            if running.statuses.get(name, "passed") != "passed":
                pytest.skip(f"mend “{self._title(name)}” first: this check builds on it")

    def _title(self, check_id: str) -> str:
        found = [outcome.title for outcome in self.outcomes if outcome.check == check_id]
        return found[0] if found else check_id

    def begin(self, item: Any) -> RemoteSubmission:
        """Start the check's clock and give it the submission."""
        running = self.current()
        check = check_of(item, self.assignment)
        seed = seed_of(self.assignment.spec.id, check.id, running.student)
        seconds = check.seconds or self.assignment.spec.limits.check_seconds
        running.session.begin(seed >> 1, seconds)
        return RemoteSubmission(running.session)

    def rng(self, item: Any) -> np.random.Generator:
        """The check's random numbers."""
        student = self.current().student
        return np.random.default_rng(seed_of(self.assignment.spec.id, item.name, student))

    def reference(self) -> Reference:
        """The reference, loaded at the first call."""
        if self._reference is None:
            self._reference = Reference(self.assignment)
        return self._reference

    # --- for the end of a check ---

    def settle(self, item: Any, error: BaseException | None, seconds: float) -> None:
        """Turn the end of a check into its outcome."""
        running = self.current()
        check = check_of(item, self.assignment)
        told = feedback(error, check.visibility, running.own_words)
        output = running.session.printed()
        if told.status == "internal-error" and error is not None:
            text = "".join(traceback.format_exception(error))
            self.internal.append(f"{check.id}: {text}")
        passed = told.status == "passed"
        self.outcomes.append(
            Outcome(
                check=check.id,
                problem=check.problem,
                title=check.title,
                visibility=check.visibility,
                status=told.status,
                points=check.points if passed else 0.0,
                max_points=check.points,
                message=clean_text(told.message),
                detail=clean_text(told.detail),
                output=clean_text(output) if check.visibility == "public" else "",
                curves=(*self.show.curves, *told.curves),
                seconds=seconds,
            )
        )
        running.statuses[check.id] = told.status
        if self.told is not None:
            self.told(self.outcomes[-1])

    def close(self) -> None:
        """End the submission's process."""
        if self.running is not None:
            self.running.session.close()
            self.running = None

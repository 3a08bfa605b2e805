"""Puts the cause of a failed check into its outcome, where one is known.

Known bugs are tried first: they name one mistake of this assignment. Where none fits, or more than
one, a relation that holds for any arrays may say what happened.
"""

import inspect
import time
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace

from grader.checks.values import is_remote
from grader.diagnosis import Evidence, explain
from grader.diagnosis.known import candidates, explaining
from grader.model import KnownBug, Outcome, Submission
from grader.report.text import clean_text
from grader.runner.rehearsal import Rehearsal
from grader.runner.stage import Failure

SECONDS = 0.1
"""For trying known bugs, wall seconds a failed check; relations take some 10 ms more."""
ALTOGETHER = 3.0
"""The same for all failed checks of a submission."""
MOST_INPUTS = 12
LONGEST = 900  # characters, about 160 words


class Diagnoser:
    """Diagnoses the failed checks of one submission after the other.

    reference: has the reference's functions, whose parameters name what a call was given.
    """

    def __init__(
        self, bugs: Sequence[KnownBug], rehearsal: Rehearsal, reference: object | None
    ) -> None:
        self.bugs, self.rehearsal, self.reference = bugs, rehearsal, reference

    def diagnosed(
        self, outcomes: Sequence[Outcome], failures: Mapping[str, Failure], of: Submission
    ) -> list[Outcome]:
        """The outcomes, those with a known cause with its sentence.

        What fails in here costs a diagnosis, not the grading; it is told to the instructor alone.
        """
        end = time.monotonic() + ALTOGETHER
        found = []
        for outcome in outcomes:
            failure = failures.get(outcome.check)
            if failure is not None and outcome.status == "failed":
                beside = _failed_beside(outcome, outcomes)
                try:
                    sentence = self._cause(outcome, failure, of, beside, end)
                except Exception:
                    told = f"the diagnosis of {outcome.check}: {traceback.format_exc()}"
                    self.rehearsal.stage.internal.append(clean_text(told))
                    sentence = ""
                outcome = replace(outcome, diagnosis=clean_text(sentence, LONGEST))
            found.append(outcome)
        return found

    def _cause(
        self,
        outcome: Outcome,
        failure: Failure,
        of: Submission,
        beside: Sequence[str],
        end: float,
    ) -> str:
        mine = candidates(self.bugs, outcome.check, outcome.problem)
        if outcome.seconds > SECONDS:
            mine = []  # a variant would take as long as the submission did
        bugs = explaining(
            failure.compared,
            mine,
            lambda bugs: self.rehearsal.failure(bugs, outcome.check, of),
            min(SECONDS, end - time.monotonic()),
        )
        if bugs and all(self.rehearsal.fails(bugs, check, of) for check in beside):
            return " ".join(_words(bug) for bug in bugs)
        compared = failure.compared
        evidence = Evidence(
            compared.what,
            np.asarray(compared.got),
            np.asarray(compared.expected),
            self._inputs(failure),
            rtol=compared.rtol,
        )
        finding = explain(evidence)
        return finding.sentence if finding else ""

    def _inputs(self, failure: Failure) -> dict[str, Any]:
        """What the last call was given, by the names of the reference's parameters."""
        if failure.call is None:
            return {}
        function, args, kwargs = failure.call
        names = self._parameters(getattr(function, "remote_name", ""))
        names += [f"argument {place + 1}" for place in range(len(names), len(args))]
        given = dict(zip(names, args, strict=False)) | dict(kwargs)
        found: dict[str, Any] = {}
        for name, value in given.items():
            parts = value.items() if type(value) is dict else [(name, value)]
            found |= {str(key): np.asarray(part) for key, part in parts if _is_numbers(part)}
        return dict(list(found.items())[:MOST_INPUTS])

    def _parameters(self, name: str) -> list[str]:
        function = getattr(self.reference, name, None) if name else None
        try:
            return list(inspect.signature(function).parameters) if callable(function) else []
        except (TypeError, ValueError):
            return []


def _failed_beside(outcome: Outcome, outcomes: Sequence[Outcome]) -> list[str]:
    """The other failed checks of a problem: what explains one and not these isn't the cause."""
    return [
        other.check
        for other in outcomes
        if other.problem == outcome.problem
        and other.check != outcome.check
        and other.status == "failed"
        and other.seconds <= SECONDS
    ]


def _words(bug: KnownBug) -> str:
    return f"{bug.sentence} (Read again: {bug.hint.rstrip('.')}.)" if bug.hint else bug.sentence


def _is_numbers(value: object) -> bool:
    if type(value) in (int, float):
        return True
    return isinstance(value, np.ndarray) and not is_remote(value) and value.dtype.kind in "biufc"

"""Puts the cause of a failed check into its outcome, where one is known.

Known bugs are tried first: they name one mistake of this assignment. Where none fits, or more than
one, a relation that holds for any arrays may say what happened.
"""

import contextlib
import inspect
import time
import traceback
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace

from grader.checks.values import is_remote
from grader.diagnosis import Evidence, explain
from grader.diagnosis.known import candidates, explaining
from grader.diagnosis.retyped import retyped
from grader.model import KnownBug, Outcome, Submission
from grader.report.text import clean_text
from grader.runner.mending import Mender
from grader.runner.rehearsal import Rehearsal, TooSlow
from grader.runner.stage import Failure

SECONDS = 0.05
"""For trying known bugs, CPU seconds a failed check; relations take some 10 ms more."""
PAIRS = 0.01
"""The part of it that pairs of them may have."""
A_PLAY = 0.03
"""For one of them on one check: a check that takes longer is not tried any more."""
FURTHER = 0.015
"""For asking what the other checks say of those that fit."""
ALTOGETHER = 3.0
"""The same for all failed checks of a submission."""
MOST_INPUTS = 12
LONGEST = 900  # characters, about 160 words


class _Time:
    """Whether there is time for one more try; for pairs of bugs there is less."""

    def __init__(self, end: float) -> None:
        self.end, self.pairs = end, False

    def __call__(self, bugs: int) -> bool:
        now = time.thread_time()
        if bugs > 1 and not self.pairs:
            self.pairs, self.end = True, min(self.end, now + PAIRS)
        return now < self.end


class Diagnoser:
    """Diagnoses the failed checks of one submission after the other.

    reference: has the reference's functions, whose parameters name what a call was given.
    """

    def __init__(
        self,
        bugs: Sequence[KnownBug],
        rehearsal: Rehearsal,
        reference: object | None,
        mender: Mender | None = None,
    ) -> None:
        self.bugs, self.rehearsal, self.reference = bugs, rehearsal, reference
        self.mender = mender
        self.found: list[KnownBug] = []
        self.explained: set[str] = set()

    def diagnosed(
        self,
        outcomes: Sequence[Outcome],
        failures: Mapping[str, Failure],
        of: Submission,
        *,
        why: bool = True,
    ) -> list[Outcome]:
        """The outcomes, those with a known cause with its sentence.

        why: say what the mistake is; else, of a known bug, only what to read again.

        What fails in here costs a diagnosis, not the grading; it is told to the instructor alone.
        """
        end = time.thread_time() + ALTOGETHER
        self.found, self.explained = [], set()
        sentences: dict[str, str] = {}
        taken: dict[str, float] = defaultdict(float)
        for again in (False, True):  # what one failure brought to light may explain those before
            for outcome in outcomes:
                failure = failures.get(outcome.check)
                if failure is None or outcome.status not in ("failed", "error"):
                    continue
                beside = _beside(outcome, outcomes)
                start = time.thread_time()
                try:
                    if not again:
                        sentences[outcome.check] = self._cause(
                            outcome, failure, of, beside, end, why
                        )
                    elif outcome.check not in self.explained:
                        soon = min(end, time.thread_time() + FURTHER)
                        bugs = self._bugs(self.found, outcome, failure, of, beside, soon)
                        self.explained |= {outcome.check} if bugs else set()
                        sentences[outcome.check] = _told(bugs, why) or sentences[outcome.check]
                except Exception:
                    told = f"the diagnosis of {outcome.check}: {traceback.format_exc()}"
                    self.rehearsal.stage.internal.append(clean_text(told))
                    sentences.setdefault(outcome.check, "")
                taken[outcome.check] += time.thread_time() - start
        if why:
            self._mend(outcomes, of, sentences, taken)
        self._hush(outcomes, sentences)
        return [
            replace(outcome, diagnosis=clean_text(sentences[outcome.check], LONGEST))
            if outcome.check in sentences
            else outcome
            for outcome in outcomes
        ]

    def _mend(
        self,
        outcomes: Sequence[Outcome],
        of: Submission,
        sentences: dict[str, str],
        taken: Mapping[str, float],
    ) -> None:
        """Look for a slip in the student's code where no known bug explains a problem.

        taken: the CPU seconds that a check's diagnosis has cost already.
        """
        known = {o.problem for o in outcomes if o.check in self.explained}
        open_ = [o for o in outcomes if o.problem not in known]
        failed = [o for o in open_ if o.check in sentences]
        if self.mender is None or not failed:
            return
        passed = [o for o in outcomes if o.status == "passed"]
        try:
            mended = self.mender.sentences(failed, passed, of, taken)
        except Exception:
            told = f"the search for slips: {traceback.format_exc()}"
            self.rehearsal.stage.internal.append(clean_text(told))
            return
        self.explained |= set(mended)
        sentences.update(mended)

    def _hush(self, outcomes: Sequence[Outcome], sentences: dict[str, str]) -> None:
        """Where a known bug explains a check of a problem, say nothing less certain of the others.

        Most failures of a problem come of one mistake, and in an example with round numbers a
        relation may fit by chance.
        """
        known = {o.problem for o in outcomes if o.check in self.explained}
        for outcome in outcomes:
            if outcome.problem in known and outcome.check not in self.explained:
                sentences.pop(outcome.check, None)

    def _cause(
        self,
        outcome: Outcome,
        failure: Failure,
        of: Submission,
        beside: Sequence[Outcome],
        end: float,
        why: bool,
    ) -> str:
        meant = any(bug.check == outcome.check for bug in self.bugs)  # else others tell it first
        soon = min(end, time.thread_time() + SECONDS)
        bugs = self._bugs(self.bugs, outcome, failure, of, beside, soon) if meant else ()
        if bugs:
            self.found += [bug for bug in bugs if bug not in self.found]
            self.explained.add(outcome.check)
            return _told(bugs, why)
        if not why:
            return ""
        compared = failure.compared
        if compared is None:
            return ""
        own = compared.cause() if compared.cause is not None else ""
        if own:
            return own
        evidence = Evidence(
            compared.what,
            np.asarray(compared.got),
            np.asarray(compared.expected),
            self._inputs(failure),
            changed=self._changed(failure),
            rtol=compared.rtol,
        )
        finding = explain(evidence)
        return finding.sentence if finding else ""

    def _bugs(
        self,
        among: Sequence[KnownBug],
        outcome: Outcome,
        failure: Failure,
        of: Submission,
        beside: Sequence[Outcome],
        end: float,
    ) -> tuple[KnownBug, ...]:
        """The known bugs that explain a failure, and what else came of the problem's checks."""
        mine = candidates(among, outcome.check, outcome.problem)
        mine = [bug for bug in mine if self.rehearsal.concerns(bug, outcome.check)]
        mine.sort(key=lambda bug: bug not in self.found)  # one cause has many effects
        if not mine:
            return ()

        typed = failure.compared is not None and failure.compared.other is not None

        def rehearse(bugs: tuple[KnownBug, ...]) -> Failure | None:
            if typed and failure.compared is not None:
                own = len(bugs) == 1 and bugs[0].check == outcome.check
                return failure if own and retyped(failure.compared, bugs[0]) else None
            try:
                return self.rehearsal.failure(bugs, outcome.check, of, failure.results)
            except TooSlow:
                return None

        def agrees(bugs: tuple[KnownBug, ...]) -> bool:
            soon = min(time.thread_time(), end + FURTHER) + FURTHER  # of several, each has its own
            return typed or self._fit(bugs, beside, of, soon)

        bugs = explaining(failure, mine, rehearse, _Time(end), agrees)
        return bugs if agrees(bugs) else ()

    def _fit(
        self, bugs: tuple[KnownBug, ...], beside: Sequence[Outcome], of: Submission, end: float
    ) -> bool:
        """Whether the other checks end on the variant as they did on the submission.

        Those that take long aren't asked, nor those for which there is no time any more.
        """
        for other in beside if bugs else ():
            if time.thread_time() > end:
                break
            if not any(self.rehearsal.concerns(bug, other.check) for bug in bugs):
                continue
            with contextlib.suppress(TooSlow):
                passes = self.rehearsal.failure(bugs, other.check, of) is None
                if passes != (other.status == "passed"):
                    return False
        return True

    def _inputs(self, failure: Failure) -> dict[str, Any]:
        """What the last call was given, by the names of the reference's parameters."""
        if failure.call is None:
            return {}
        function, args, kwargs = failure.call
        given = dict(zip(self._names(function, len(args)), args, strict=False)) | dict(kwargs)
        found: dict[str, Any] = {}
        for name, value in given.items():
            parts = value.items() if type(value) is dict else [(name, value)]
            found |= {str(key): np.asarray(part) for key, part in parts if _is_numbers(part)}
        return dict(list(found.items())[:MOST_INPUTS])

    def _changed(self, failure: Failure) -> tuple[str, ...]:
        """The names of the arguments that the last call changed in place."""
        if failure.call is None:
            return ()
        names = self._names(failure.call[0], len(failure.call[1]))
        return tuple(
            names[int(at)] if at.isdecimal() and int(at) < len(names) else at
            for at in failure.changed
        )

    def _names(self, function: object, count: int) -> list[str]:
        """The names of a function's first parameters, as the reference has them."""
        names = self._parameters(getattr(function, "remote_name", ""))
        return names + [f"argument {place + 1}" for place in range(len(names), count)]

    def _parameters(self, name: str) -> list[str]:
        function = getattr(self.reference, name, None) if name else None
        try:
            return list(inspect.signature(function).parameters) if callable(function) else []
        except (TypeError, ValueError):
            return []


def _beside(outcome: Outcome, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What else came of a problem: what explains one check and not these isn't the cause.

    Those that failed come first, then those that took little time: not all of them may be asked.
    """
    others = [
        other
        for other in outcomes
        if other.problem == outcome.problem
        and other.check != outcome.check
        and other.status in ("failed", "passed")
        and other.seconds < 2 * A_PLAY  # in the sandbox, which takes about twice as long
    ]
    return sorted(others, key=lambda other: (other.status == "passed", other.seconds))


def _told(bugs: Sequence[KnownBug], why: bool) -> str:
    return " ".join(_words(bug) if why else _hint(bug) for bug in bugs).strip()


def _words(bug: KnownBug) -> str:
    return f"{bug.sentence} {_hint(bug)}".strip()


def _hint(bug: KnownBug) -> str:
    hint = bug.hint.rstrip()
    if not hint:
        return ""
    return f"(Read again: {hint if hint.endswith(('.', '?')) else hint + '.'})"


def _is_numbers(value: object) -> bool:
    if type(value) in (int, float):
        return True
    return isinstance(value, np.ndarray) and not is_remote(value) and value.dtype.kind in "biufc"

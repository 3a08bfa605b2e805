"""Finds the one slip in a student's own function without which a failed check passes.

The submission is loaded once more into a process of its own. There each function that the check
made run gets its single changes (`diagnosis.slips`), one at a time, and the check is played again.
If it passes, and the problem's other checks do, and no quick one of another problem fails that
passed, line and kind of the slip are known, whatever the student's style. It earns no point, and
the process is as closed in as any other.
"""

import ast
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import Any

from grader.diagnosis.python import Code
from grader.diagnosis.python.code import INNER, FunctionNode, Piece
from grader.diagnosis.python.say import found
from grader.diagnosis.slips import Slip, slips
from grader.errors import GraderError, SubmissionFault
from grader.model import Assignment, Outcome, Submission
from grader.runner.collect import Collected
from grader.runner.context import Running
from grader.runner.python_causes import code_of
from grader.runner.stage import Stage
from grader.sandbox.process import Launcher
from grader.sandbox.session import Session
from grader.sandbox.shared import SharedArrays

A_CHECK = 0.1
"""For the diagnosis of one failed check, CPU seconds here and in the child: what known bugs and
relations left of it is for its slips."""
ALTOGETHER = 1.0
"""The same for all failed checks of a submission."""
A_PLAY = 0.08
"""A check that takes longer is not played again."""
A_WAIT = 20.0
"""Wall seconds for all failed checks of a submission, which may sleep in every play."""
MOST_FUNCTIONS = 60
OTHERS = 0.15
"""Seconds that checks of other problems may have taken which are played after a change mends."""
AN_END = 0.1
"""For one play, which a changed bound of a loop may make endless."""


class Hasty(Session):
    """A session whose checks have little time, and one function of which may run other code."""

    amendment: tuple[int, str] | None = None
    """A function, by its place in what "ran" told, and the text of what it runs."""

    def begin(self, seed: int, seconds: float) -> None:
        """As in a session; AN_END seconds at most."""
        super().begin(seed, min(seconds, AN_END))
        if self.amendment is not None:
            self.defer("amend", *self.amendment)


Function = tuple[int, str, int, str]
"""Number in the child, file or cell, line and name of a function of the submission."""


class Mender:
    """Mends one submission after the other."""

    def __init__(
        self,
        assignment: Assignment,
        stage: Stage,
        collected: Collected,
        launcher: Launcher,
        shared: SharedArrays,
    ) -> None:
        self.assignment, self.stage, self.collected = assignment, stage, collected
        self.launcher, self.shared = launcher, shared
        self.spent = 0.0
        """CPU seconds of all processes so far."""

    def sentences(
        self,
        failed: Sequence[Outcome],
        passed: Sequence[Outcome],
        of: Submission,
        taken: Mapping[str, float],
    ) -> dict[str, str]:
        """What is told about failed checks, by check; those that aren't mended are left out.

        taken: the CPU seconds that the diagnosis of a check took so far.
        """
        failed, passed = ([o for o in some if o.seconds <= A_PLAY] for some in (failed, passed))
        if not failed:
            return {}
        start = time.thread_time()
        session = Hasty(self.launcher, self.assignment, of, self.shared)
        try:
            search = _Search(self, session, code_of(session), start)
            return search.sentences(failed, passed, taken)
        except (GraderError, SubmissionFault):
            return {}  # it can't be loaded any more, its process was lost, or its code disturbs us
        finally:
            session.close()
            self.spent += session.spent


class _Search:
    """The search for the slips of one submission."""

    def __init__(self, mender: Mender, session: Hasty, code: Code, start: float) -> None:
        """start: this thread's CPU seconds before the submission was loaded."""
        self.mender, self.session, self.code, self.start = mender, session, code, start
        self.latest = 0.0
        self.a_play = 0.0
        """CPU seconds that a play of the check took at most: none is begun that would end late."""

    def sentences(
        self, failed: Sequence[Outcome], passed: Sequence[Outcome], taken: Mapping[str, float]
    ) -> dict[str, str]:
        """What is told about each failed check that a slip explains."""
        told: dict[str, str] = {}
        begun = 0.0  # loading counts for the first problem
        self.latest = time.monotonic() + A_WAIT
        for problem in dict.fromkeys(outcome.problem for outcome in failed):
            mine = [o for o in failed if o.problem == problem]
            mine.sort(key=lambda o: (o.visibility == "public", o.seconds))
            checks = [outcome.check for outcome in mine]
            right = [o.check for o in passed if o.problem == problem] + _others(passed, problem)
            left = sum(max(0.0, A_CHECK - taken.get(check, 0.0)) for check in checks)
            soon = min(ALTOGETHER, begun + left)
            self.a_play = mine[0].seconds
            if self._spent() + 2 * self.a_play < soon:  # for one play as it is, and one changed
                told |= self._told(checks, right, soon)
            begun = self._spent()
        return told

    def _told(self, failed: Sequence[str], passed: Sequence[str], end: float) -> dict[str, str]:
        """The same for the checks of one problem."""
        for function, slip in self._slips(self._ran(failed[0]), end):
            if self._is_over(end) or self.session.generation > 1:
                break
            self.session.amendment = function[0], slip.text
            if not self._timed(failed[0]):
                continue
            if all(self._passes(check) for check in (*failed[1:], *passed)):
                place = function[1], slip.line
                sentence = found("slip", slip.words, self.code, place).sentence
                return dict.fromkeys(failed, sentence)
        return {}

    def _timed(self, check: str) -> bool:
        """Whether a check passes now; what that takes is noted."""
        start = self._spent()
        passes = self._passes(check)
        self.a_play = max(self.a_play, self._spent() - start)
        return passes

    def _is_over(self, end: float) -> bool:
        return self._spent() + self.a_play > end or time.monotonic() > self.latest

    def _spent(self) -> float:
        """CPU seconds so far, here and in the child."""
        process = self.session.process
        theirs = process.cpu_seconds() if process is not None else None
        here = time.thread_time() - self.start
        return here + (self.session.spent if theirs is None else theirs)

    def _ran(self, check: str) -> list[Function]:
        """The functions that a check makes run, the first one last."""
        self.session.amendment = None
        self.session.begin(0, AN_END)
        self.session.request("watch")
        self._timed(check)
        return [*islice(_listed(self.session.request("ran")), MOST_FUNCTIONS)][::-1]

    def _passes(self, check: str) -> bool:
        """Whether a check passes now."""
        stage = self.mender.stage
        with stage.aside(Running(self.session.submission, self.session)):
            self.mender.collected.run([check])
            return bool(stage.outcomes) and stage.outcomes[-1].status == "passed"

    def _slips(self, ran: Sequence[Function], end: float) -> Iterator[tuple[Function, Slip]]:
        """The slips of some functions: the likeliest of all of them first."""
        waiting: dict[Function, Iterator[Slip]] = {}
        heads: dict[Function, Slip | None] = {}
        for function in ran:
            if not self._is_over(end):  # to read a function takes time as well
                waiting[function] = self._of(function)
                heads[function] = next(waiting[function], None)
        while True:
            there = [(f, slip) for f, slip in heads.items() if slip is not None]
            if not there:
                return
            function, slip = min(there, key=lambda one: one[1].likely)
            yield function, slip
            heads[function] = next(waiting[function], None)

    def _of(self, function: Function) -> Iterator[Slip]:
        _, label, line, name = function
        piece = self.code.piece((label, line))
        for owner, node in _defined(piece) if piece is not None else ():
            first = min([node.lineno, *[d.lineno for d in node.decorator_list]])
            if first == line and node.name == name:
                yield from slips(node, owner)


def _others(passed: Sequence[Outcome], problem: str) -> list[str]:
    """The quickest checks of other problems: what breaks one of them has mended by chance."""
    others = sorted((o for o in passed if o.problem != problem), key=lambda o: o.seconds)
    total = accumulate(o.seconds for o in others)
    return [o.check for o, seconds in zip(others, total, strict=True) if seconds <= OTHERS]


def _listed(told: Any) -> Iterator[Function]:
    """What the child says ran, as far as it may be that."""
    for one in told if isinstance(told, list | tuple) else ():
        match one:
            case [int() as number, str() as label, int() as line, str() as name]:
                yield number, label, line, name


def _defined(piece: Piece) -> Iterator[tuple[str, FunctionNode]]:
    """The functions of a file or cell, each with its class, if it has one."""
    for node in piece.nodes:
        if isinstance(node, ast.ClassDef):
            yield from ((node.name, n) for n in node.body if isinstance(n, FunctionNode))
    inner = {id(n) for node in piece.nodes if isinstance(node, INNER)
             for n in ast.walk(node) if n is not node}  # fmt: skip
    yield from (
        ("", node)
        for node in piece.nodes
        if isinstance(node, FunctionNode) and id(node) not in inner
    )

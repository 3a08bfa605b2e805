"""Checks played on a variant of the reference, with the numbers that a student's submission got.

What a known bug makes of them is compared with what the student's code made of them.
"""

import types
from contextlib import closing, suppress
from functools import lru_cache
from itertools import permutations

import numpy as np
from msgspec.structs import replace

from grader.errors import AuthorError, TimeLimit
from grader.intake import read
from grader.model import CourseAssignment, KnownBug, Submission
from grader.runner.collect import Collected
from grader.runner.context import Running
from grader.runner.cpu_limit import CpuLimit
from grader.runner.in_process import InProcessSession
from grader.runner.in_process_programs import InProcessPrograms, Scratch
from grader.runner.randoms import Randoms
from grader.runner.stage import Failure, Stage
from grader.sandbox import told
from grader.sandbox.results import Different, Results

Bugs = tuple[KnownBug, ...]


class TooSlow(Exception):
    """A check takes too long to be played again."""


class Rehearsal:
    """Plays checks of one student's submission on variants of the reference, in this process.

    Nothing of the student's goes in: a variant is called with what the check draws for this
    submission. seconds: a check that takes longer isn't played again, CPU.
    """

    def __init__(
        self, assignment: CourseAssignment, stage: Stage, collected: Collected, seconds: float
    ) -> None:
        self.assignment, self.stage, self.collected = assignment, stage, collected
        self.seconds = seconds
        self._reference: Submission | None = None
        self._origin: told.Origin
        self._variants: dict[tuple[str, ...], Submission | None] = {}
        self._ended: dict[tuple[str, ...], Failure | None] = {}
        self._of: Submission | None = None
        self._slow: set[str] = set()
        self._concerns: dict[tuple[str, str], bool] = {}
        self._scratch = Scratch()
        self._compiled = Parts()

    def concerns(self, bug: KnownBug, check: str) -> bool:
        """Whether a bug may change how a check ends: one of code changes no typed answer."""
        key = check, bug.file
        if key not in self._concerns:
            self._concerns[key] = self.collected.looks_at(check, bug.file)
        return bug.check == check or self._concerns[key]

    def failure(
        self, bugs: Bugs, check: str, of: Submission, theirs: Results | None = None
    ) -> Failure | None:
        """How a check of this submission fails on the reference with these bugs.

        theirs: what the submission gave in the check; where the variant gives other numbers, the
            check is not played to its end.
        None where the check passes, where the bugs exclude one another, or where the numbers are
        others. Raises TooSlow.
        """
        if of is not self._of:
            self._of, self._ended, self._slow = of, {}, set()
        if check in self._slow:
            raise TooSlow(check)
        key = (check, str(theirs is None), *(bug.id for bug in bugs))
        if key not in self._ended:
            self._ended[key] = self._played(bugs, check, of, theirs)
        return self._ended[key]

    def _played(
        self, bugs: Bugs, check: str, of: Submission, theirs: Results | None
    ) -> Failure | None:
        found = self._variant(bugs)
        if found is None:
            return None
        variant = replace(found, student=of.student, digest=of.digest)
        try:
            with Randoms() as randoms, CpuLimit(self.seconds) as limit:
                spec = self.assignment.spec
                results = Results(theirs)
                session = InProcessSession(
                    spec, variant, self._compiled, randoms, results, limit, self._scratch
                )
                session.origin = self._origin  # the words of a variant are the reference's, nearly
                with (
                    closing(session),
                    suppress(Different),
                    np.errstate(all="ignore"),  # an overflow of a known bug is nobody's warning
                    self.stage.aside(Running(variant, session, InProcessPrograms)),
                ):
                    self.collected.run([check])
                    if limit.over and theirs is None:
                        raise TooSlow(check)  # it might have passed by what was interrupted
                    return None if results.different else self._ending(check)
                return None
        except TimeLimit:
            self._slow.add(check)
            raise TooSlow(check) from None

    def _ending(self, check: str) -> Failure | None:
        """What came of the check; TimeLimit where the clock ended it."""
        (outcome,) = self.stage.outcomes
        if outcome.status == "timeout":
            raise TimeLimit(check)
        return self.stage.failures.get(check)

    def _variant(self, bugs: Bugs) -> Submission | None:
        """The reference as a submission, with the bugs in it; None where one hides the other."""
        key = tuple(bug.id for bug in bugs)
        if key not in self._variants:
            self._variants[key] = self._made(bugs)
        return self._variants[key]

    def _made(self, bugs: Bugs) -> Submission | None:
        folder = self.assignment.reference
        if folder is None:
            raise AuthorError(f"{self.assignment.folder}: a handout holds no known bugs")
        if self._reference is None:
            whole = read(folder)
            own = tuple(s for s in whole.sources if not s.path.startswith("private/"))
            self._reference = replace(whole, sources=own)
            self._origin = told.Origin(self._reference)
        for order in permutations(bugs):
            found: Submission | None = self._reference
            for bug in order:
                found = _with(found, bug) if found is not None else None
            if found is not None:
                return found
        return None


class Parts:
    """Compiles files; what two variants have in common is compiled once."""

    def __init__(self) -> None:
        self._part = lru_cache(maxsize=2000)(self._compiled)

    def __call__(self, path: str, text: str) -> list[types.CodeType]:
        """The code of a file, in parts to be executed in their order.

        Two blank lines stand between definitions, and seldom elsewhere.
        """
        try:
            return [self._part(path, part) for part in text.split("\n\n\n")]
        except SyntaxError:
            return [self._part(path, text)]

    def _compiled(self, path: str, text: str) -> types.CodeType:
        return compile(text, f"<{path}>", "exec", dont_inherit=True)


def _with(submission: Submission, bug: KnownBug) -> Submission | None:
    """The submission with the bug in its file; None where its place isn't there any more."""
    for at, source in enumerate(submission.sources):
        if source.path == bug.file:
            (cell,) = source.cells
            if cell.source.count(bug.old) != 1:
                return None
            changed = replace(cell, source=cell.source.replace(bug.old, bug.new))
            sources = list(submission.sources)
            sources[at] = replace(source, cells=(changed,))
            return replace(submission, sources=tuple(sources))
    content = submission.files.get(bug.file, b"").decode("utf-8", "replace")
    if content.count(bug.old) != 1:
        return None
    text = content.replace(bug.old, bug.new).encode()
    return replace(submission, files={**submission.files, bug.file: text})

"""Which assignment a submission belongs to."""

import re
from collections.abc import Sequence

from grader.errors import UsageError
from grader.model import Assignment, CourseAssignment, Submission

DEFINED = re.compile(r"^(?:def|class)\s+(\w+)|^(\w+)\s*[:=]", re.MULTILINE)
ENOUGH = 0.5


def detect(
    assignments: Sequence[CourseAssignment], submission: Submission, wanted: str = ""
) -> CourseAssignment:
    """The assignment that was chosen, or that the marker names, or the only one that fits.

    One fits if the submission has one of its files by name, or defines at least half of its
    names. Raises UsageError with the candidates where none or several fit.
    """
    if wanted:
        return chosen(assignments, wanted)
    by_id = {assignment.spec.id: assignment for assignment in assignments}
    if submission.marker in by_id:
        return by_id[submission.marker]
    fitting = [a for a in assignments if _fits(a, submission)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        candidates = ", ".join(a.spec.id for a in fitting)
        raise UsageError(f"{submission.entry} fits several assignments: {candidates}; {_TRY}")
    raise UsageError(
        f"{submission.entry} fits no assignment by its files or names; "
        f"the course has: {_listed(by_id)}; {_TRY}"
    )


def chosen(assignments: Sequence[CourseAssignment], wanted: str) -> CourseAssignment:
    """The assignment with this id; UsageError that lists all where there is none."""
    for assignment in assignments:
        if assignment.spec.id == wanted:
            return assignment
    known = ", ".join(assignment.spec.id for assignment in assignments)
    raise UsageError(f"no assignment {wanted!r} here; there are: {known or 'none'}")


def file_name(spec: Assignment) -> str:
    """How single files of this assignment are named: the manifest's pattern with the id in it."""
    return spec.policies.file_name.replace("<id>", spec.id)


_TRY = "say which with --assignment ID"


def _listed(ids: Sequence[str] | dict[str, CourseAssignment]) -> str:
    return ", ".join(ids)


def _fits(assignment: CourseAssignment, submission: Submission) -> bool:
    paths = {source.path.rsplit("/", 1)[-1] for source in submission.sources}
    expected = assignment.spec.files
    if any(file.path.rsplit("/", 1)[-1] in paths for file in expected):
        return True
    names = {name for file in expected for name in file.names}
    return bool(names) and len(names & _defined(submission)) >= ENOUGH * len(names)


def _defined(submission: Submission) -> set[str]:
    """Names that the sources define at top level, by their text alone: nothing is run."""
    cells = (cell.source for source in submission.sources for cell in source.cells)
    return {first or second for text in cells for first, second in DEFINED.findall(text)}

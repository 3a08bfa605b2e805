"""Files of the handout that lie, as they were, beside the work of a student.

A student may write a notebook in the handout's folder. The file that was handed out is then still
there: its names must not hide those of the notebook.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from grader.model import CourseAssignment, Source, Submission

DEFINED = re.compile(r"^(?:def|class)\s+(\w+)|^(\w+)\s*[:=]", re.MULTILINE)


def defined(sources: Iterable[Source]) -> set[str]:
    """Names that the sources define at top level, by their text alone: nothing is run."""
    cells = (cell.source for source in sources for cell in source.cells)
    return {first or second for text in cells for first, second in DEFINED.findall(text)}


def behind(assignment: CourseAssignment, submission: Submission) -> Submission:
    """The submission, those files put last that are as handed out and have names defined elsewhere.

    A file that any line was changed in is a student's, and comes first.
    """
    expected = {file.path: set(file.names) for file in assignment.spec.files}
    others = [source for source in submission.sources if source.path not in expected]
    known = defined(others)
    twice = [s for s in submission.sources if known & expected.get(s.path, set())]
    if not twice:
        return submission
    from grader.handout import digest, handed_out  # here: few submissions need these modules

    stubs = assignment.stubs if assignment.reference is None else handed_out(assignment)
    last = tuple(s.path for s in twice if stubs.get(s.path) == digest(s.cells[0].source))
    notes = (
        f"{path} is as it was handed out: its names count as defined in "
        f"{_first(others, expected[path])}"
        for path in last
    )
    return replace(submission, last=last, notes=(*submission.notes, *notes))


def _first(sources: Iterable[Source], names: set[str]) -> str:
    return next(source.path for source in sources if names & defined([source]))

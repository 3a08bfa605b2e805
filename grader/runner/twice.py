"""Several files of a submission that define the same names: whose count.

The file that the task asks for counts first, unless it lies as it was handed out beside the work of
a student who wrote a notebook. Of files with names of their own, one that is called a copy, an old
one or a draft counts behind the others. What was decided is noted, since it may be a mistake.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from grader.intake.names import shown
from grader.model import CourseAssignment, Source, Submission

DEFINED = re.compile(r"^(?:def|class)\s+(\w+)|^(\w+)\s*[:=]", re.MULTILINE)
OLDER = re.compile(r"(?<![a-z])(old|older|backup|bak|draft|copy|kopie|copie|copia)(?![a-z])")
NEWER = re.compile(r"(?<![a-z])(final|finished|submission)(?![a-z])")
VERSION = re.compile(r"(?<![a-z0-9])v(?:ersion)?[ _.-]?(\d{1,4})(?!\d)")
AGAIN = re.compile(r"\((\d{1,4})\)")


def defined(sources: Iterable[Source]) -> set[str]:
    """Names that the sources define at top level, by their text alone: nothing is run."""
    cells = (cell.source for source in sources for cell in source.cells)
    return {first or second for text in cells for first, second in DEFINED.findall(text)}


def behind(assignment: CourseAssignment, submission: Submission) -> Submission:
    """The submission, those files put last whose names count only where no other defines them."""
    if len(submission.sources) < 2:
        return submission
    expected = {file.path: set(file.names) for file in assignment.spec.files}
    others = [source for source in submission.sources if source.path not in expected]
    promised: set[str] = set().union(*expected.values())
    rivals = _rivals(others, promised)
    untouched = _untouched(assignment, submission, others)
    taken = {name for s in submission.sources if s.path in expected for name in expected[s.path]
             if s.path not in untouched}  # fmt: skip
    notes = [
        f"{shown(path)} is as it was handed out: its names count as defined in "
        f"{shown(_first(rivals or others, expected[path]))}"
        for path in untouched
    ]
    if len(rivals) > 1 and not promised & defined(rivals) <= taken:
        first, *ignored = (shown(source.path) for source in rivals[:4])
        notes.append(
            f"{first} and {', '.join(ignored)} define the same names: those of {first} "
            "count; hand in one of them if that is the wrong one"
        )
    last = (*(source.path for source in rivals[1:]), *untouched)
    return replace(submission, last=last, notes=(*submission.notes, *notes))


def work(assignment: CourseAssignment, submission: Submission) -> Submission:
    """The submission without files that one student has beside the work: stubs and copies of it."""
    expected = {file.path: set(file.names) for file in assignment.spec.files}
    others = [source for source in submission.sources if source.path not in expected]
    rivals = _rivals(others, set().union(*expected.values()))
    spare = {*_untouched(assignment, submission, others)}
    spare |= {s.path for s in rivals[1:] if _stem(s) == _stem(rivals[0])}
    return replace(submission, sources=tuple(s for s in submission.sources if s.path not in spare))


def _untouched(
    assignment: CourseAssignment, submission: Submission, others: Sequence[Source]
) -> tuple[str, ...]:
    """The expected files that are as they were handed out, and whose names others define.

    A file that any line was changed in is a student's.
    """
    known = defined(others)
    names = {file.path: set(file.names) for file in assignment.spec.files}
    scripts = [source for source in submission.sources if not source.notebook]
    twice = [source for source in scripts if known & names.get(source.path, set())]
    if not twice:
        return ()
    from grader.handout import digest, handed_out  # here: few submissions need these modules

    stubs = assignment.stubs if assignment.reference is None else handed_out(assignment)
    return tuple(s.path for s in twice if stubs.get(s.path) == digest(s.cells[0].source))


def _rivals(others: Sequence[Source], promised: set[str]) -> list[Source]:
    """The files that define most of the same promised names, the one that counts first."""
    own = {source.path: promised & defined([source]) for source in others}
    largest = max(own.values(), key=len, default=set())
    alike = [s for s in others if largest and 2 * len(own[s.path] & largest) > len(largest)]
    return sorted(alike, key=_age) if len(alike) > 1 else []


def _age(source: Source) -> tuple[int, int, int, int, str]:
    """What a file's name says about how old it is, the newest first: `(1)` is behind none."""
    path = source.path.lower()
    version, again = VERSION.search(path), AGAIN.search(path)
    kind = 2 if OLDER.search(path) else 0 if NEWER.search(path) else 1
    copied = 10_000 - int(again[1]) if again else 0
    return kind, -int(version[1]) if version else -1, copied, path.count("/"), path


def _stem(source: Source) -> str:
    """A file's name without what tells its versions apart."""
    name = source.path.rpartition("/")[2].rpartition(".")[0].lower()
    for words in (OLDER, NEWER, VERSION, AGAIN):
        name = words.sub("", name)
    return re.sub(r"[\W_\d]|(?<![a-z])of(?![a-z])", "", name)


def _first(sources: Sequence[Source], names: set[str]) -> str:
    return next(source.path for source in sources if names & defined([source]))

"""Which assignment a submission belongs to."""

import posixpath
from collections import Counter
from collections.abc import Iterable

from grader.course import Course
from grader.errors import UsageError
from grader.intake import named_student
from grader.model import Assignment, CourseAssignment, Source, Submission
from grader.runner.twice import defined
from grader.sandbox.handed import SUFFIXES

ENOUGH = 0.5


def detect(course: Course, submission: Submission, wanted: str = "") -> CourseAssignment:
    """The assignment that was chosen, or that the marker names, or the only one that fits.

    One fits if the submission has one of its files by name, or defines at least half of its
    names. A broken assignment is no candidate. Raises UsageError with the candidates where none or
    several fit, AuthorError where the choice or the marker names a broken one.
    """
    if wanted:
        return chosen(course, wanted)
    claimed = _by_id(course, submission.marker)
    if claimed is not None:
        return claimed
    fitting = [a for a in course.assignments if _fits(a, submission)]
    if len(fitting) == 1:
        return fitting[0]
    rest = f"{_TRY}{_passed_over(course)}"
    if fitting:
        candidates = ", ".join(a.spec.id for a in fitting)
        raise UsageError(f"{submission.entry} fits several assignments: {candidates}; {rest}")
    raise UsageError(
        f"{submission.entry} fits no assignment by its files or names; "
        f"the course has: {_listed(a.spec.id for a in course.assignments)}; {rest}"
    )


def chosen(course: Course, wanted: str) -> CourseAssignment:
    """The assignment with this id.

    Raises UsageError that lists all where there is none, AuthorError where it is broken.
    """
    found = _by_id(course, wanted)
    if found is not None:
        return found
    known = [*(a.spec.id for a in course.assignments), *(broken.id for broken in course.broken)]
    raise UsageError(f"no assignment {wanted!r} here; there are: {_listed(sorted(known))}")


def _by_id(course: Course, wanted: str) -> CourseAssignment | None:
    """The assignment with this id, or None; AuthorError where it is broken."""
    for broken in course.broken:
        if broken.id == wanted:
            raise broken.fault
    return next((a for a in course.assignments if a.spec.id == wanted), None)


def file_name(spec: Assignment) -> str:
    """How single files of this assignment are named: the manifest's pattern with the id in it."""
    return spec.policies.file_name.replace("<id>", spec.id)


_TRY = "say which with --assignment ID"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "none"


def _passed_over(course: Course) -> str:
    """What to add to the candidates where some could not be considered."""
    if not course.broken:
        return ""
    names = _listed(broken.id for broken in course.broken)
    return f"; not considered because of a mistake in them: {names} (`grader list` tells more)"


def _fits(assignment: CourseAssignment, submission: Submission) -> bool:
    spec, sources = assignment.spec, submission.sources
    if _expected_files(spec, sources) or _defines_enough(spec, sources):
        return True
    programs = {f"{p.name}{SUFFIXES[language]}" for p in spec.programs for language in p.languages}
    return not programs.isdisjoint(map(posixpath.basename, submission.files))


def look_alikes(spec: Assignment, submission: Submission) -> list[str]:
    """Entries that look like the work of several students, handed in as one; [] if none do.

    Entries are the files and folders of the first folder that holds several. They look alike if
    several have the same expected file, or each define at least half of all expected names (two
    expected files may do that too, and are one student's), or if their names fit the manifest's
    pattern with different user names.
    """
    entries = _entries(submission.sources)
    pattern = file_name(spec)
    users = {entry: named_student(entry, pattern).casefold() for entry in entries}
    if len(set(users.values()) - {""}) > 1:
        return [entry for entry, user in users.items() if user]
    files = Counter(name for sources in entries.values() for name in _expected_files(spec, sources))
    twice = {name for name, count in files.items() if count > 1}
    same = [e for e, sources in entries.items() if twice & _expected_files(spec, sources)]
    whole = [e for e, sources in entries.items() if _defines_enough(spec, sources)]
    others = [e for e in whole if not _expected_files(spec, entries[e])]
    return max(same, whole if others and len(whole) > 1 else [], key=len)


def _entries(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Sources by the first part of their path below the folder that all have in common."""
    common = posixpath.commonpath([source.path for source in sources] or [""])
    entries: dict[str, list[Source]] = {}
    for source in sources:
        below = source.path[len(common) :].lstrip("/")
        entries.setdefault(below.partition("/")[0], []).append(source)
    return dict(sorted(entries.items()))


def _expected_files(spec: Assignment, sources: Iterable[Source]) -> set[str]:
    """Names of the expected files among the sources, in whatever folder."""
    found = {posixpath.basename(source.path) for source in sources}
    return found & {posixpath.basename(file.path) for file in spec.files}


def _defines_enough(spec: Assignment, sources: Iterable[Source]) -> bool:
    names = {name for file in spec.files for name in file.names}
    return bool(names) and len(names & defined(sources)) >= ENOUGH * len(names)

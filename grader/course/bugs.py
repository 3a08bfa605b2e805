"""The known bugs of an assignment: `bugs.py` or the folder `bugs/`, and the reference with one."""

import runpy
from pathlib import Path

from grader.errors import AuthorError
from grader.model import CourseAssignment, KnownBug


def known_bugs(assignment: CourseAssignment) -> tuple[KnownBug, ...]:
    """What `BUGS` of the assignment's `bugs.py` lists, and that of each file in its folder `bugs`.

    Raises AuthorError where a file is broken, names a problem twice or one that the manifest
    doesn't have, or where the text that a bug replaces isn't there exactly once.
    """
    paths = [assignment.folder / "bugs.py", *sorted((assignment.folder / "bugs").glob("*.py"))]
    listed = [(bug, path) for path in paths if path.is_file() for bug in _listed(path)]
    ids: set[str] = set()
    for bug, path in listed:
        _verify(bug, assignment, path)
        if bug.id in ids:
            raise AuthorError(f"{path}:1: two bugs are called {bug.id!r}")
        ids.add(bug.id)
    return tuple(bug for bug, _ in listed)


def _listed(path: Path) -> tuple[KnownBug, ...]:
    try:
        bugs = runpy.run_path(str(path)).get("BUGS")
    except Exception as error:
        raise AuthorError(f"{path}:1: can't be run: {type(error).__name__}: {error}") from None
    if type(bugs) is not tuple or not all(isinstance(bug, KnownBug) for bug in bugs):
        raise AuthorError(f"{path}:1: BUGS must be a tuple of KnownBug")
    return bugs


def with_bug(bug: KnownBug, assignment: CourseAssignment, path: Path | None = None) -> str:
    """The text of the bug's file of the reference, with the bug in it.

    path: where the bug is listed, for the message.
    Raises AuthorError where the text to be replaced isn't there exactly once.
    """
    if assignment.reference is None:
        raise AuthorError(f"{assignment.folder}: a handout holds no reference and no known bugs")
    source = assignment.reference / bug.file
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    count = text.count(bug.old)
    if count != 1:
        raise AuthorError(
            f"{path or assignment.folder}:1: bug {bug.id!r} replaces a text that stands {count} "
            f"times in {source}, once was expected"
        )
    return text.replace(bug.old, bug.new)


def _verify(bug: KnownBug, assignment: CourseAssignment, path: Path) -> None:
    for problem in (bug.problem, *bug.also):
        if assignment.spec.problem(problem) is None:
            raise AuthorError(f"{path}:1: bug {bug.id!r} names an unknown problem {problem!r}")
    if not bug.sentence.strip():
        raise AuthorError(f"{path}:1: bug {bug.id!r} has no sentence that explains it")
    with_bug(bug, assignment, path)

"""The known bugs of an assignment: `bugs.py` or the folder `bugs/`, and the reference with one."""

import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from grader.errors import AuthorError
from grader.model import CourseAssignment, KnownBug


def known_bugs(assignment: CourseAssignment) -> tuple[KnownBug, ...]:
    """What `BUGS` of the assignment's `bugs.py` lists, and that of each file in its folder `bugs`.

    Files of the folder whose name begins with `_` list none: the others import from them what they
    share (`from ._lines import HEAD`).
    Those whose ids `LIKELY` of such a file lists come first, in its order: they are tried first.
    Raises AuthorError where a file is broken, names a problem twice or one that the manifest
    doesn't have, or where the text that a bug replaces isn't there exactly once.
    """
    folder = assignment.folder / "bugs"
    paths = [assignment.folder / "bugs.py", *sorted(folder.glob("[!_]*.py"))]
    listed: dict[str, KnownBug] = {}
    likely: dict[str, Path] = {}
    with _package(folder, f"bugs_of_{assignment.spec.id}") as package:
        for path in (path for path in paths if path.is_file()):
            bugs, first = _listed(path, package)
            likely |= dict.fromkeys(first, path)
            for bug in bugs:
                _verify(bug, assignment, path)
                if bug.id in listed:
                    raise AuthorError(f"{path}:1: two bugs are called {bug.id!r}")
                listed[bug.id] = bug
    for name, path in likely.items():
        if name not in listed:
            raise AuthorError(f"{path}:1: LIKELY has {name!r}, which is no bug's id")
    return tuple(listed[name] for name in dict.fromkeys((*likely, *listed)))


@contextmanager
def _package(folder: Path, name: str) -> Iterator[str]:
    """A folder as a package of this name, for as long as its files are run."""
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package
    try:
        yield name
    finally:
        for loaded in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
            del sys.modules[loaded]


def _listed(path: Path, package: str) -> tuple[tuple[KnownBug, ...], tuple[str, ...]]:
    """The bugs of a file, and the ids of those that are tried first."""
    try:
        names = runpy.run_path(str(path), run_name=f"{package}.{path.stem}")
    except Exception as error:
        raise AuthorError(f"{path}:1: can't be run: {type(error).__name__}: {error}") from None
    bugs, likely = names.get("BUGS", ()), names.get("LIKELY", ())
    if type(bugs) is not tuple or not all(isinstance(bug, KnownBug) for bug in bugs):
        raise AuthorError(f"{path}:1: BUGS must be a tuple of KnownBug")
    if type(likely) is not tuple or not all(isinstance(name, str) for name in likely):
        raise AuthorError(f"{path}:1: LIKELY must be a tuple of ids")
    if not bugs and not likely:
        raise AuthorError(f"{path}:1: BUGS must be a tuple of KnownBug")
    return bugs, likely


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

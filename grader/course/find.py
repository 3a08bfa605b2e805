"""From a folder to a course, its assignments, or a handout."""

from pathlib import Path
from typing import NamedTuple

from grader.course.manifest import MANIFEST, MARKER, handout_files, read_manifest
from grader.course.programs import with_full_paths
from grader.course.rules import check_folder, check_manifest
from grader.errors import AuthorError, UsageError
from grader.model import CourseAssignment


class Broken(NamedTuple):
    """A folder of `assignments/` that can't be used, and the mistake to mend first."""

    id: str
    fault: AuthorError


class Course(NamedTuple):
    """A course's assignments, by name, and those that a mistake of the author's keeps out."""

    assignments: tuple[CourseAssignment, ...]
    broken: tuple[Broken, ...] = ()


def find_course(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `assignments/` and `reference/`.

    Raises UsageError that lists the folders searched.
    """
    searched = _upwards(start)
    for folder in searched:
        if (folder / "assignments").is_dir() and (folder / "reference").is_dir():
            return folder
    looked = "".join(f"\n  {folder}" for folder in searched)
    raise UsageError(
        "no course found: expected a folder with assignments/ and reference/; work inside a course"
        f" or name one with --course DIR; searched:{looked}"
    )


def load_course(folder: Path) -> Course:
    """All assignments of the course in a folder; a broken one hinders no other.

    Every folder in `assignments/` counts, except those whose name starts with a dot or underscore.
    """
    assignments: list[CourseAssignment] = []
    broken: list[Broken] = []
    for name in _names(folder):
        try:
            assignments.append(load_assignment(folder / "assignments" / name))
        except AuthorError as fault:
            broken.append(Broken(name, fault))
    return Course(tuple(assignments), tuple(broken))


def load_assignment(folder: Path) -> CourseAssignment:
    """Read and validate `assignments/<id>/` of a course.

    Raises UsageError if there is no such folder, AuthorError with file and line for any mistake in
    the manifest and any missing part.
    """
    course = folder.parent.parent
    if not folder.is_dir():
        known = ", ".join(_names(course)) or "none"
        raise UsageError(f"no assignment {folder.name!r} in {folder.parent}; there are: {known}")
    spec, places = read_manifest(folder / MANIFEST)
    check_manifest(spec, places)
    reference = course / "reference" / folder.name
    check_folder(spec, places, reference)
    return CourseAssignment(
        spec=with_full_paths(spec, folder),
        folder=folder,
        public=folder / "tests" / "public",
        hidden=folder / "tests" / "hidden",
        reference=reference,
    )


def handout_assignment(start: Path) -> CourseAssignment | None:
    """The handout that `start` lies in: the nearest folder upwards with a `grader.toml`, or None.

    Raises AuthorError with file and line if the marker file or the public tests are damaged.
    """
    folder = next((place for place in _upwards(start) if (place / MARKER).is_file()), None)
    if folder is None:
        return None
    spec, places = read_manifest(folder / MARKER)
    check_manifest(spec, places)
    public = folder / "tests" / "public"
    if not public.is_dir():
        raise places.fault((), "folder tests/public is missing beside it; unpack the handout again")
    spec = with_full_paths(spec, folder)
    return CourseAssignment(
        spec=spec, folder=folder, public=public, stubs=handout_files(folder / MARKER)
    )


def _upwards(start: Path) -> tuple[Path, ...]:
    if not start.exists():
        raise UsageError(f"{start} doesn't exist; name an existing file or folder")
    start = start.resolve()
    return (start, *start.parents) if start.is_dir() else tuple(start.parents)


def _names(course: Path) -> list[str]:
    folder = course / "assignments"
    if not folder.is_dir():
        raise UsageError(f"{course} is no course: it has no folder assignments/")
    return sorted(f.name for f in folder.iterdir() if f.is_dir() and f.name[0] not in "._")

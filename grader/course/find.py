"""From a folder to a course, its assignments, or a handout."""

from pathlib import Path

from grader.course.manifest import MANIFEST, MARKER, read_manifest
from grader.course.rules import check_folder, check_manifest
from grader.errors import UsageError
from grader.model import CourseAssignment


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


def load_assignments(course: Path) -> tuple[CourseAssignment, ...]:
    """All assignments of a course, by name.

    Every folder in `assignments/` counts, except those whose name starts with a dot or underscore.
    Raises AuthorError with file and line for the first manifest at fault.
    """
    return tuple(load_assignment(course / "assignments" / name) for name in _names(course))


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
        spec=spec,
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
    return CourseAssignment(spec=spec, folder=folder, public=public)


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

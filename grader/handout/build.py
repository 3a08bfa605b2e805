"""Write a handout: beside its target first, and into place only when no leak was found."""

import tempfile
import tomllib
from pathlib import Path

from grader.errors import AuthorError, UsageError
from grader.handout.leaks import leaks
from grader.handout.plan import MARKER, plan
from grader.model import CourseAssignment


def build(assignment: CourseAssignment, out: Path) -> list[Path]:
    """Write the handout of `assignment` to the folder `out` and give the files' paths, sorted.

    The same course gives the same bytes: UTF-8, LF line ends, modes 0644 and 0755. `out` may be
    missing, empty, or an earlier handout of the same assignment, which is replaced whole.
    Raises AuthorError for a mistake in the course or a leak, UsageError for any other `out`;
    `out` is then as it was before.
    """
    _refuse_target(assignment, out)
    contents = plan(assignment)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".handout-", dir=out.parent) as scratch:
        made = Path(scratch) / "new"
        write(contents, made)
        found = leaks(made, assignment)
        if found:
            raise AuthorError("\n".join([*found, "nothing was written, because of these leaks"]))
        _replace(out, made, Path(scratch) / "old")
    return [out / name for name in contents]


def write(contents: dict[str, bytes], folder: Path) -> None:
    """Write each relative path of `contents` below `folder`, whatever the process's umask is."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def _replace(out: Path, made: Path, old: Path) -> None:
    """Move `made` to `out`; what was there goes to `old`, and comes back if the move fails."""
    if not out.exists():
        made.rename(out)
        return
    out.rename(old)
    try:
        made.rename(out)
    except OSError:
        old.rename(out)
        raise


def _refuse_target(assignment: CourseAssignment, out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is a file or a link; name a new or empty folder")
    if not out.exists() or not any(out.iterdir()):
        return
    try:
        table = tomllib.loads((out / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # no marker, or nothing that can be one
        table = {}
    if "handout" not in table or table.get("id") != assignment.spec.id:
        raise UsageError(
            f"{out} isn't empty and is no earlier handout of {assignment.spec.id}; "
            "name another folder"
        )

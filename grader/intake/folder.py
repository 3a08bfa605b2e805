"""Files and folders on disk, read without following a link."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from grader.errors import UnreadableSubmission, UsageError
from grader.intake.gather import MAX_FILE, MAX_LISTED, MIB, Member, Notes, is_litter
from grader.intake.names import shown

_SAFE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a named pipe would wait for a writer forever
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def entries(folder: Path) -> list[Path]:
    """One path for each student: what `folder` holds, sorted, without hidden files and litter.

    Raises UsageError if it is no folder or can't be listed.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise UsageError(
            f"expected a folder with one entry a student, got {shown(str(folder))}"
            f" ({error.strerror}); name such a folder"
        ) from None
    return [folder / name for name in names if not is_litter(name)]


def open_file(path: Path) -> int:
    """A file descriptor of a regular file; no link is followed.

    Raises UnreadableSubmission (without the file's name) if it can't be opened or is no file.
    """
    try:
        descriptor = os.open(path, _SAFE_FLAGS)
    except OSError as error:
        raise unreadable(error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableSubmission("it is no ordinary file")
    return descriptor


def load_file(path: Path) -> bytes:
    """Bytes of a regular file.

    Raises UnreadableSubmission (without the file's name) if it is larger than `MAX_FILE`, or as
    `open_file` does.
    """
    with open(open_file(path), "rb") as file:
        try:
            data = file.read(MAX_FILE + 1)
        except OSError as error:
            raise unreadable(error) from None
    if len(data) > MAX_FILE:
        raise UnreadableSubmission(
            f"expected at most {MAX_FILE // MIB} MiB, got more; hand in your own work alone,"
            " without stored outputs"
        )
    return data


def unreadable(error: OSError) -> UnreadableSubmission:
    """The sentence (without the file's name) for a file that the system doesn't give."""
    if isinstance(error, PermissionError):
        return UnreadableSubmission("expected a readable file, got no permission to read it")
    reason = error.strerror or "unknown fault"
    return UnreadableSubmission(f"expected a readable file, got {reason.lower()!r}")


def members(folder: Path, notes: Notes) -> list[Member]:
    """Files below `folder`; links, devices and what can't be listed are noted and left out.

    Raises UnreadableSubmission (without the folder's name) if there are more than `MAX_LISTED`, or
    the folder itself can't be listed.
    """
    found: list[Member] = []
    seen = 0
    waiting = [(folder, "")]
    while waiting:
        place, prefix = waiting.pop()
        for item in _listed(place, prefix, notes):
            seen += 1
            if seen > MAX_LISTED:
                raise UnreadableSubmission(
                    f"expected at most {MAX_LISTED} files, got more; hand in your own work alone"
                )
            path = prefix + item.name
            if item.is_symlink():
                notes.left_out(path, "it is a link, and links are not followed")
            elif item.is_dir(follow_symlinks=False):
                waiting.append((Path(item.path), f"{path}/"))
            elif item.is_file(follow_symlinks=False):
                found.append(_member(item, path))
            else:
                notes.left_out(path, "it is no ordinary file")
    return found


def _listed(place: Path, prefix: str, notes: Notes) -> Iterator[os.DirEntry[str]]:
    """What a folder holds, without litter; nothing of a virtual environment."""
    try:
        with os.scandir(place) as items:
            listed = sorted((item for item in items), key=lambda item: item.name)
    except OSError as error:
        if not prefix:
            raise unreadable(error) from None
        notes.left_out(prefix.rstrip("/"), str(unreadable(error)))
        return
    if prefix and any(item.name == "pyvenv.cfg" for item in listed):
        return
    for item in listed:
        if is_litter(item.name):
            notes.litter = notes.litter or item.name
        else:
            yield item


def _member(item: os.DirEntry[str], path: str) -> Member:
    place = Path(item.path)
    return Member(path, item.stat(follow_symlinks=False).st_size, lambda: load_file(place))

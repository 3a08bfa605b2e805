"""Temporary folders that are gone with the run that made them, however it ended.

Theory of operation. A folder is removed when it is closed, when whatever holds it is dropped (an
interrupt between the making and the keeping), or when the interpreter ends. A run that is killed
does none of this, so each folder holds a file that its run keeps locked: the kernel drops the lock
with the process, whatever killed it, and in another container too. A folder of this user whose file
can be locked belongs to nobody any more, and the next run removes it. The file gets its name after
it was locked, so a file of that name is never unlocked while its run lives; a folder without it is
left alone, for it may just be coming into being, or be something else, like a user's reports.
"""

import os
import re
import stat
import sys
import tempfile
import weakref
from pathlib import Path

from grader.sandbox.interrupts import uninterrupted
from grader.sandbox.remove import remove_tree

PREFIX = "grader-"
OWNER = ".grader-owner"
_OURS = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")


class TemporaryFolder:
    """An empty folder for this run alone, at `path`."""

    def __init__(self) -> None:
        with uninterrupted():
            path = tempfile.mkdtemp(prefix=PREFIX)
            self.path = Path(path)
            self._remove = weakref.finalize(self, _remove, path, _claimed(path), os.getpid())

    def close(self) -> None:
        """Remove it with all that is in it; OSError where something stays."""
        with uninterrupted():
            self._remove()


def _claimed(folder: str) -> int:
    """The descriptor of the folder's file, locked for as long as it is open.

    -1 where the system or this file system has no such locks: then nothing can be proved.
    """
    if sys.platform == "win32":
        return -1
    import fcntl

    new = os.path.join(folder, f"{OWNER}.new")
    descriptor = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError:
        os.close(descriptor)
        return -1
    os.rename(new, os.path.join(folder, OWNER))
    return descriptor


def _remove(folder: str, descriptor: int, owner: int) -> None:
    if os.getpid() != owner:
        return  # a process that was forked holds a copy of whatever holds the folder
    with uninterrupted():
        try:
            if os.path.exists(folder):
                remove_tree(folder)
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def remove_stale() -> None:
    """Remove the folders that runs of this user left behind when they were killed."""
    if sys.platform == "win32":
        return
    try:
        with os.scandir(tempfile.gettempdir()) as found:
            ours = [item.path for item in found if _OURS.fullmatch(item.name) and _is_mine(item)]
    except OSError:
        return  # a temporary folder may well be closed to whoever wants a list of it
    for folder in ours:
        _remove_if_orphaned(folder)


def _is_mine(item: os.DirEntry[str]) -> bool:
    try:
        told = item.stat(follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.geteuid()


def _remove_if_orphaned(folder: str) -> None:
    """Remove a folder whose owner is provably gone; whatever is in doubt stays."""
    import fcntl

    path = os.path.join(folder, OWNER)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), os.lstat(path)):  # nobody was faster
            remove_tree(folder)
    except OSError:
        pass  # its owner lives, another run removes it, or something in it can't be removed
    finally:
        os.close(descriptor)

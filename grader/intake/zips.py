"""Zip archives, read in memory; nothing is extracted.

The sizes in an archive are the student's words: a member larger than it says is cut off where it
says and fails its checksum, and the list of members is bounded before it is parsed.
"""

import stat
import zipfile
from pathlib import Path
from typing import BinaryIO

from grader.errors import UnreadableSubmission
from grader.intake.folder import open_file
from grader.intake.gather import MAX_LISTED, Gathered, Member, Notes, gather
from grader.intake.names import path_fault

_MAX_READ = 4 * 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a bound
_ENCRYPTED = 0x1
_DAMAGED = "expected a zip archive, got one that is damaged or cut off; pack it again"


class _Bounded:
    """A file that refuses to be read in one large piece: zipfile takes its whole list like that."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.seekable, self.seek, self.tell = file.seekable, file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """`size` bytes; raises UnreadableSubmission if that is too many."""
        if size > _MAX_READ:
            raise UnreadableSubmission(
                f"expected at most {MAX_LISTED} files, got a list of more; hand in your own work"
                " alone"
            )
        return self.file.read(_MAX_READ if size < 0 else size)


def read_zip(path: Path, notes: Notes) -> Gathered:
    """What a zip archive holds.

    Raises UnreadableSubmission (without the archive's name) if it is damaged or too large.
    """
    with open(open_file(path), "rb") as file:
        return gather(zip_members(file, notes), notes, strip_top=True)


def zip_members(file: BinaryIO, notes: Notes) -> list[Member]:
    """The files in a zip archive, to be loaded while `file` is open; raises as `read_zip` does."""
    try:
        archive = zipfile.ZipFile(_Bounded(file))
    except UnreadableSubmission:
        raise
    except Exception:  # hostile bytes make the parser raise what it likes
        raise UnreadableSubmission(_DAMAGED) from None
    listed = archive.infolist()
    if len(listed) > MAX_LISTED:
        raise UnreadableSubmission(
            f"expected at most {MAX_LISTED} files, got {len(listed)}; hand in your own work alone"
        )
    found: list[Member] = []
    for info in listed:
        name = info.orig_filename.replace("\\", "/")  # older tools on Windows part folders so
        fault = path_fault(name) or _fault(info)
        if fault:
            notes.left_out(name, fault)
        elif not name.endswith("/"):
            found.append(_member(archive, info, name))
    return found


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Member:
    return Member(name, info.file_size, lambda: _load(archive, info))


def _fault(info: zipfile.ZipInfo) -> str:
    """Why a member can't be read, or ""."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link, and links are not followed"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "it is no ordinary file"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; pack it again without a password"
    if info.compress_type not in _METHODS:
        return "it is packed in an unusual way; pack it again as an ordinary zip archive"
    return ""


def _load(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except Exception:  # hostile bytes make the parser raise what it likes
        raise UnreadableSubmission("it is damaged") from None

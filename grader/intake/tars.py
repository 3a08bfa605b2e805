"""Tar archives, plain or gzipped, unpacked in memory; nothing is extracted.

tarfile reads headers alone and under a budget: it would take a header of any length and keep every
one. What a member holds is a slice of the unpacked bytes, so no size in a header can ask for more
than there is.
"""

import gzip
import io
import tarfile
from pathlib import Path
from typing import BinaryIO

from grader.errors import UnreadableSubmission
from grader.intake.folder import open_file
from grader.intake.gather import MAX_LISTED, MIB, Gathered, Member, Notes, gather
from grader.intake.names import path_fault

MAX_UNPACKED = 256 * MIB
_CHUNK = 2**16
_MAX_HEADER = 2**16
_MAX_HEADERS = 16 * MIB
_BLOCK = 512
_DAMAGED = "expected a tar archive, got one that is damaged or cut off; pack it again"


class _Headers(io.BytesIO):
    """An unpacked archive that gives tarfile only so many bytes, since those are all headers."""

    left = _MAX_HEADERS

    def read(self, size: int | None = -1, /) -> bytes:
        """`size` bytes; raises UnreadableSubmission if that is too many, or were too many."""
        wanted = _MAX_HEADER + 1 if size is None or size < 0 else size
        self.left -= wanted
        if wanted > _MAX_HEADER or self.left < 0:
            raise UnreadableSubmission(
                "expected an ordinary tar archive, got one with huge headers; pack your own work"
                " again, alone"
            )
        return super().read(wanted)


def read_tar(path: Path, notes: Notes) -> Gathered:
    """What a `.tar`, `.tar.gz` or `.tgz` archive holds.

    Raises UnreadableSubmission (without the archive's name) if it is damaged or too large.
    """
    with open(open_file(path), "rb") as file:
        members = tar_members(file, notes, MAX_UNPACKED)
    return gather(members, notes, strip_top=True)


def tar_members(file: BinaryIO, notes: Notes, most: int) -> list[Member]:
    """The files in a tar archive of at most `most` bytes unpacked; raises as `read_tar` does."""
    data = _unpacked(file, most)
    try:
        return _members(data, notes)
    except UnreadableSubmission:
        raise
    except Exception:  # hostile bytes make the parser raise what it likes
        raise UnreadableSubmission(_DAMAGED) from None


def _unpacked(file: BinaryIO, most: int) -> bytes:
    """All bytes of the tar; compressed or not is decided by the content."""
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    source: gzip.GzipFile | BinaryIO = gzip.GzipFile(fileobj=file) if packed else file
    out = bytearray()
    while True:
        try:
            chunk = source.read(_CHUNK)
        except Exception:  # gzip and zlib have several errors for damaged data
            raise UnreadableSubmission(_DAMAGED) from None
        if not chunk:
            return bytes(out)
        out += chunk
        if len(out) > most:
            raise UnreadableSubmission(
                f"expected at most {most // MIB} MiB when unpacked, got more; hand in your"
                " own work alone, without datasets"
            )


def _members(data: bytes, notes: Notes) -> list[Member]:
    found: list[Member] = []
    headers = _Headers(data)
    with tarfile.open(fileobj=headers, mode="r:") as archive:
        for _ in range(MAX_LISTED + 1):
            info = archive.next()
            if info is None:
                _check_end(data, archive)
                return found
            # tarfile keeps every header, and copies global ones into each that follows
            archive.members = []  # type: ignore[attr-defined]
            archive.pax_headers = {}
            _take(info, data, found, notes)
    raise UnreadableSubmission(
        f"expected at most {MAX_LISTED} files, got more; hand in your own work alone"
    )


def _take(info: tarfile.TarInfo, data: bytes, found: list[Member], notes: Notes) -> None:
    start, end = info.offset_data, info.offset_data + info.size
    if fault := path_fault(info.name):
        notes.left_out(info.name, fault)
    elif info.issym() or info.islnk():
        notes.left_out(info.name, "it is a link, and links are not followed")
    elif info.isdir():
        return
    elif not info.isreg() or info.issparse():
        notes.left_out(info.name, "it is no ordinary file")
    elif info.size < 0 or end > len(data):
        raise UnreadableSubmission(_DAMAGED)
    else:
        found.append(Member(info.name, info.size, lambda: data[start:end]))


def _check_end(data: bytes, archive: tarfile.TarFile) -> None:
    """tarfile takes a damaged header for the end; a real end is empty or zeros."""
    if any(data[archive.offset : archive.offset + _BLOCK]):
        raise UnreadableSubmission(_DAMAGED)

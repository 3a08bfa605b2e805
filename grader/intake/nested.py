"""Archives inside a folder or an archive, opened in memory where no program lies beside them.

Learning platforms give a folder a student, and what lies in it is the archive that the student
packed. What was read before counts, so that all archives together hold no more than one may.
"""

import io
from functools import partial
from pathlib import PurePosixPath

from grader.errors import UnreadableSubmission
from grader.intake.disguised import undisguised
from grader.intake.gather import (
    MAX_TOTAL,
    Gathered,
    Member,
    Notes,
    belonging,
    gather,
    has_program,
    is_archive,
)
from grader.intake.kinds import foreign
from grader.intake.names import without_suffix
from grader.intake.tars import tar_members
from grader.intake.zips import zip_members

MAX_OPENED = 4
MAX_LEVELS = 2
"""Archives in one another, below what was handed in."""


def opened(gathered: Gathered, notes: Notes) -> Gathered:
    """`gathered`, with what its archives hold in place of them if it holds no program itself.

    A source under another suffix is a program as well, and is one of the sources then.
    """
    tried: set[str] = set()
    for level in range(MAX_LEVELS + 1):
        gathered = undisguised(gathered, notes)
        found = [path for path in gathered.files if is_archive(path) and path not in tried]
        if not found or has_program(gathered):
            break
        if len(tried) + len(found) > MAX_OPENED:
            notes.left_out(found[0], f"there are more than {MAX_OPENED} archives")
            break
        for path in found:
            if level == MAX_LEVELS:
                notes.left_out(path, f"it lies more than {MAX_LEVELS} archives deep")
                continue
            place = PurePosixPath(path)
            under = place.parent if len(found) == 1 else place.parent / without_suffix(place.name)
            gathered = _with(gathered, path, under, notes)
            tried.add(path)
    return gathered


def _with(gathered: Gathered, path: str, under: PurePosixPath, notes: Notes) -> Gathered:
    """`gathered` with an archive's files below `under` in place of the archive, if it is usable."""
    try:
        inside = belonging(_members(path, gathered.files[path], notes), notes, strip_top=True)
        rest = {name: data for name, data in gathered.files.items() if name != path}
        beside = gathered.sources | rest
        out = gather(
            [
                *(Member(str(under / name), item.size, item.load) for name, item in inside.items()),
                # the last one of a name counts: what the student left outside
                *(Member(name, len(data), partial(bytes, data)) for name, data in beside.items()),
            ],
            notes,
            read=gathered.read - sum(map(len, beside.values())),
        )
    except UnreadableSubmission as error:
        notes.left_out(path, str(error))
        return gathered
    notes.add(path, "it was opened, since no Python file or notebook lies beside it")
    return out


def _members(path: str, data: bytes, notes: Notes) -> list[Member]:
    """The files of an archive, which may be of the other kind than its name says."""
    kind = foreign(data)
    file = io.BytesIO(data)
    if kind == "a zip archive" or (kind == "" and path.lower().endswith(".zip")):
        return zip_members(file, notes)
    if kind in ("", "a gzip archive"):
        return tar_members(file, notes, MAX_TOTAL)
    raise UnreadableSubmission(f"expected an archive, got {kind}")

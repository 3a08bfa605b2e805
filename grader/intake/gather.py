"""Which files of a folder or archive are read, in what order, and within what caps."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from grader.errors import UnreadableSubmission
from grader.intake.names import path_fault, printable, shown

MIB = 2**20
MAX_FILE = 32 * MIB
MAX_TOTAL = 128 * MIB
MAX_FILES = 2000
MAX_LISTED = 20_000
"""Entries that a folder or archive may list, whatever their kind."""

MARKER = "grader.toml"
PROGRAMS = (".java", ".cpp")
"""Programs in other languages, which are files to this package."""

_OURS = ("tests/public/", "grader-report/")  # beside a marker: not the student's work
_MAX_NOTES = 20
_ARCHIVES = (".zip", ".tar.gz", ".tgz", ".tar")
_LITTER = {"__pycache__", "__macosx", "node_modules", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Member:
    """One file of a folder or archive.

    size: bytes it claims to have; load: gives at most `MAX_FILE` bytes, or raises
    UnreadableSubmission with the reason alone.
    """

    path: str
    size: int
    load: Callable[[], bytes]


@dataclass
class Notes:
    """Sentences for the report; a flood of them ends in one that counts the rest.

    litter: the first hidden file or leftover that was passed over, which is no sentence's worth.
    """

    lines: list[str] = field(default_factory=list)
    more: int = 0
    litter: str = ""

    def add(self, path: str, sentence: str) -> None:
        """Note something about one file."""
        if len(self.lines) < _MAX_NOTES:
            self.lines.append(f"{shown(path)}: {printable(sentence)}")
        else:
            self.more += 1

    def left_out(self, path: str, reason: str) -> None:
        """Note that a file wasn't read."""
        self.add(path, f"left out: {reason}")

    def told(self) -> tuple[str, ...]:
        """All notes."""
        rest = (f"{self.more} more notes of this kind are not shown",) if self.more else ()
        return (*self.lines, *rest)


@dataclass
class Gathered:
    """Bytes of the source files and of the others, by path; paths are in order."""

    sources: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    read: int = 0

    def count(self) -> int:
        """Files read so far."""
        return len(self.sources) + len(self.files)


def is_source(path: str) -> bool:
    """Whether a file is Python or a notebook, by its name."""
    return path.lower().endswith((".py", ".ipynb"))


def is_archive(path: str) -> bool:
    """Whether a file is an archive that can be opened, by its name."""
    return path.lower().endswith(_ARCHIVES)


def has_program(gathered: Gathered) -> bool:
    """Whether there is a file to run or compile, by its name."""
    return bool(gathered.sources) or any(path.lower().endswith(PROGRAMS) for path in gathered.files)


def is_litter(name: str) -> bool:
    """Whether a file or folder is hidden or was left by an operating system or tool."""
    return name.startswith(".") or name.lower() in _LITTER


def gather(
    members: Iterable[Member], notes: Notes, *, strip_top: bool = False, read: int = 0
) -> Gathered:
    """Read the members that belong to a submission: sources first, then the others.

    strip_top: drop the one folder that holds everything, as archives often have.
    read: bytes that were read before, which count.
    Raises UnreadableSubmission (without the name of the whole) if sources exceed the caps.
    """
    wanted = belonging(members, notes, strip_top=strip_top)
    out = Gathered(read=read)
    rank = {path: 0 if is_source(path) else 1 if is_archive(path) else 2 for path in wanted}
    if 0 in rank.values():  # archives are not opened then, and are files like others
        rank = {path: min(number, 1) for path, number in rank.items()}
    for path in sorted(wanted, key=lambda path: (rank[path], path)):
        if is_source(path):
            _take_source(path, wanted[path], out, notes)
        else:
            _take_file(path, wanted[path], out, notes)
    return out


def belonging(
    members: Iterable[Member], notes: Notes, *, strip_top: bool = False
) -> dict[str, Member]:
    """The members that belong to a submission, by path; `strip_top` as for `gather`."""
    wanted = _distinct(_tidy(members, notes), notes)
    return _without_top(wanted) if strip_top else wanted


def _tidy(members: Iterable[Member], notes: Notes) -> list[tuple[str, Member]]:
    """Members with usable paths that are no litter, virtual environment or part of a handout."""
    tidy: list[tuple[str, Member]] = []
    for member in members:
        if fault := path_fault(member.path):
            notes.left_out(member.path, fault)
            continue
        parts = [part for part in member.path.split("/") if part not in ("", ".")]
        if litter := next(filter(is_litter, parts), ""):
            notes.litter = notes.litter or litter
        elif parts:
            tidy.append(("/".join(parts), member))
    environments = tuple(
        path.removesuffix("pyvenv.cfg") for path, _ in tidy if path.endswith("/pyvenv.cfg")
    )
    tops = [path.removesuffix(MARKER) for path, _ in tidy if f"/{path}".endswith(f"/{MARKER}")]
    ours = tuple(top + part for top in tops for part in _OURS)
    return [(path, member) for path, member in tidy if not path.startswith(environments + ours)]


def _distinct(tidy: list[tuple[str, Member]], notes: Notes) -> dict[str, Member]:
    """One member a path; paths that any usual file system would take for the same are not kept."""
    last: dict[str, Member] = {}
    for path, member in tidy:
        if path in last:
            notes.add(path, "it stands in the archive more than once; the last one was read")
        last[path] = member
    folders = {folded(path[:i]) for path in last for i, c in enumerate(path) if c == "/"}
    kept: dict[str, str] = {}
    for path in sorted(last):
        key = folded(path)
        if key in folders:
            notes.left_out(path, "a folder has the same name")
        elif key in kept:
            notes.left_out(path, f"its name differs from {shown(kept[key])} only in its letters")
        else:
            kept[key] = path
    return {path: last[path] for path in kept.values()}


def folded(path: str) -> str:
    """What two paths have in common that any usual file system would take for the same."""
    return unicodedata.normalize("NFC", path).casefold()


def _without_top(wanted: dict[str, Member]) -> dict[str, Member]:
    tops = {path.partition("/")[0] for path in wanted}
    if len(tops) != 1 or any("/" not in path for path in wanted):
        return wanted
    return {path.partition("/")[2]: member for path, member in wanted.items()}


def _take_source(path: str, member: Member, out: Gathered, notes: Notes) -> None:
    fault = ""
    if member.size > MAX_FILE:
        fault = f"{shown(path)} has more than {MAX_FILE // MIB} MiB"
    elif out.read + member.size > MAX_TOTAL:
        fault = f"Python files and notebooks have more than {MAX_TOTAL // MIB} MiB together"
    elif out.count() >= MAX_FILES:
        fault = f"it holds more than {MAX_FILES} Python files and notebooks"
    if fault:
        raise UnreadableSubmission(f"{fault}; hand in your own work alone, without stored outputs")
    _load(path, member, out.sources, out, notes)


def _take_file(path: str, member: Member, out: Gathered, notes: Notes) -> None:
    if member.size > MAX_FILE:
        notes.left_out(path, f"it has more than {MAX_FILE // MIB} MiB")
    elif out.read + member.size > MAX_TOTAL:
        notes.left_out(path, f"all files have more than {MAX_TOTAL // MIB} MiB together")
    elif out.count() >= MAX_FILES:
        notes.left_out(path, f"there are more than {MAX_FILES} files")
    else:
        _load(path, member, out.files, out, notes)


def _load(path: str, member: Member, into: dict[str, bytes], out: Gathered, notes: Notes) -> None:
    out.read += member.size  # also where loading fails, since damaged data takes time as well
    try:
        data = member.load()
    except UnreadableSubmission as error:
        notes.left_out(path, str(error))
        return
    out.read += max(0, len(data) - member.size)
    into[path] = data

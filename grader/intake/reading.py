"""From a path to a Submission."""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from grader.errors import UnreadableSubmission
from grader.intake.disguised import may_be_source, undisguised
from grader.intake.folder import load_file, members, open_file, unreadable
from grader.intake.gather import MARKER, PROGRAMS, Gathered, Notes, gather
from grader.intake.kinds import foreign, has_conflict
from grader.intake.magics import Magics
from grader.intake.names import folder_safe, printable, shown, student_name
from grader.intake.nested import opened
from grader.intake.notebook import code_cells, looks_like_notebook
from grader.intake.tars import read_tar
from grader.intake.text import decode, visible
from grader.intake.zips import read_zip
from grader.model import Cell, Source, Submission

_ACCEPTED = "a .py file, a notebook (.ipynb), a folder, a .zip or a .tar.gz"
_NO_SOURCES = (*PROGRAMS, "answers.toml")
"""Programs in other languages and typed answers: files to this package, and reason enough to read
a submission."""

_MOST_SHOWN = 3


def read(path: Path, *, student: str = "", file_name: str = "") -> Submission:
    """What one student handed in; nothing of it is run and no link is followed.

    path: a `.py`, a `.ipynb`, a `.java`, a `.cpp`, a folder, a `.zip`, `.tar`, `.tar.gz` or `.tgz`.
    student: the student's name; "" to take it from the entry's name.
    file_name: the manifest's pattern for that, e.g. `<username>_<id>.ipynb`.
    Raises UnreadableSubmission with one sentence if there is nothing to grade.
    """
    entry = os.path.basename(os.path.abspath(path))
    notes = Notes()
    try:
        gathered = _gathered(path, entry, notes)
        sources = _sources(gathered, notes)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(f"submission {shown(entry)}: {error}") from None
    marker = _marker(gathered.files)
    return Submission(
        student=folder_safe(student) if student else student_name(entry, file_name, marker),
        entry=printable(entry)[:255],
        sources=sources,
        files=gathered.files,
        notes=notes.told(),
        marker=marker,
        digest=_digest(gathered),
    )


def _gathered(path: Path, entry: str, notes: Notes) -> Gathered:
    """The bytes behind `path`, by what it is."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        raise UnreadableSubmission(
            f"expected {_ACCEPTED}, got a path that doesn't exist; check the spelling"
        ) from None
    except OSError as error:
        raise unreadable(error) from None
    except ValueError:
        raise UnreadableSubmission("expected a path, got one with a NUL character") from None
    if stat.S_ISLNK(mode):
        raise UnreadableSubmission(
            f"expected {_ACCEPTED}, got a link, which is not followed; name what it points to"
        )
    lowered = entry.lower()
    if stat.S_ISDIR(mode):
        return opened(gather(members(path, notes), notes), notes)
    if lowered.endswith((".py", ".ipynb", *_NO_SOURCES)):
        return _one_file(path, entry)
    if lowered.endswith(".zip"):
        return _archive(path, "a zip archive", read_zip, notes)
    if lowered.endswith((".tar", ".tar.gz", ".tgz")):
        return _archive(path, "a gzip archive", read_tar, notes)
    if may_be_source(entry):
        gathered = undisguised(Gathered(files={_kept_name(entry): load_file(path)}), notes)
        if gathered.sources:
            return gathered
    kind = shown(PurePosixPath(entry).suffix or "no suffix", 20)
    raise UnreadableSubmission(f"expected {_ACCEPTED}, got {kind}; hand in one of these")


def _archive(
    path: Path, wanted: str, unpack: Callable[[Path, Notes], Gathered], notes: Notes
) -> Gathered:
    """What an archive holds; one that is something else in truth is told as that."""
    try:
        gathered = unpack(path, notes)
    except UnreadableSubmission:
        with open(open_file(path), "rb") as file:
            kind = foreign(file.read(2000))
        if kind in ("", wanted):
            raise
        raise UnreadableSubmission(
            f"expected {wanted}, got {kind}; hand in the file that you worked on"
        ) from None
    return opened(gathered, notes)


def _one_file(path: Path, entry: str) -> Gathered:
    named = {_kept_name(entry): load_file(path)}
    return Gathered(files=named) if entry.lower().endswith(_NO_SOURCES) else Gathered(sources=named)


def _kept_name(entry: str) -> str:
    """A file's own name, except for what could not be shown or written again."""
    return printable(entry).replace("\\", "_")


def _sources(gathered: Gathered, notes: Notes) -> tuple[Source, ...]:
    """Sources in the order of their paths; one that can't be read is left out if others can."""
    if gathered.sources and not any(data.strip() for data in gathered.sources.values()):
        kinds = {path.lower().endswith(".ipynb") for path in gathered.sources}
        wanted = "a notebook" if kinds == {True} else "Python code"
        raise UnreadableSubmission(f"expected {wanted}, got an empty file; save it and try again")
    sources: list[Source] = []
    magics = Magics()
    for path, data in gathered.sources.items():
        try:
            sources.append(_source(path, data, magics, notes))
        except UnreadableSubmission as error:
            if len(gathered.sources) == 1:
                raise
            notes.left_out(path, str(error))
    if not sources and not any(map(_is_work, gathered.files)):
        raise UnreadableSubmission(_nothing(gathered, notes))
    return tuple(sources)


def _is_work(path: str) -> bool:
    """Whether a file that is no source is what a student worked on, `answers/1.3.txt` too."""
    lowered = path.lower()
    typed = lowered.endswith(".txt") and PurePosixPath(lowered).parent.name == "answers"
    return typed or lowered.endswith(_NO_SOURCES)


def _nothing(gathered: Gathered, notes: Notes) -> str:
    """Why there is nothing to grade, by what was found instead."""
    told = notes.told()
    wanted = "expected a Python file or notebook inside"
    lost = next((note for note in told if ": left out: " in note), "")
    if lost:
        return f"{wanted}, got none that can be read ({lost}); hand in .py or .ipynb files"
    if gathered.files:
        return (
            f"{wanted}, found only {_listed(list(gathered.files))}, which can't be run; hand in the"
            " .ipynb or .py (in Colab: File > Download > Download .ipynb)"
        )
    if notes.litter:
        found = f"found only {shown(notes.litter)}, which holds no work of yours"
    else:
        found = "got an empty folder or archive"
    return f"{wanted}, {found}; hand in .py or .ipynb files"


def _listed(paths: list[str]) -> str:
    """The first few of some paths, and how many more there are."""
    first = [shown(path, 40) for path in paths[:_MOST_SHOWN]]
    more = len(paths) - len(first)
    last = f"{more} more" if more else first.pop()
    return f"{', '.join(first)} and {last}" if first else last


def _source(path: str, data: bytes, magics: Magics, notes: Notes) -> Source:
    kind = foreign(data)
    notebook = path.lower().endswith(".ipynb")
    wanted = "a notebook" if notebook else "Python text"
    if kind:
        raise UnreadableSubmission(
            f"expected {wanted}, got {kind}; hand in the file that you worked on"
        )
    if notebook and not data.strip():
        raise UnreadableSubmission("expected a notebook, got an empty file; save it and try again")
    if not notebook and looks_like_notebook(data):
        notes.add(path, "it is a notebook in spite of its name and was read as one")
        notebook = True
    if notebook:
        code, told = code_cells(data)
        for sentence in told:
            notes.add(path, sentence)
        cells = tuple(
            Cell(label=f"cell {number}", source=magics.plain(text))
            for number, text in enumerate(code, start=1)
        )
        if magics.exhausted:
            notes.add(path, "it holds too many magics, and some may have been missed")
        return Source(path=path, notebook=True, cells=cells)
    return Source(path=path, notebook=False, cells=(_python(path, data, notes),))


def _python(path: str, data: bytes, notes: Notes) -> Cell:
    text, note = decode(data)
    text, mended = visible(text)
    for sentence in filter(None, (note, mended)):
        notes.add(path, sentence)
    if has_conflict(text):
        notes.add(path, "it holds merge-conflict markers, which are no Python; resolve them")
    return Cell(label=path, source=text)


def _marker(files: dict[str, bytes]) -> str:
    """The assignment that the marker file nearest to the top claims, or ""."""
    found = [path for path in files if PurePosixPath(path).name == MARKER]
    if not found:
        return ""
    from grader.course import marker_id

    nearest = min(found, key=lambda path: (path.count("/"), path))
    return marker_id(files[nearest].decode("utf-8-sig", "replace"))


def _digest(gathered: Gathered) -> str:
    """SHA-256 over paths and contents, each after its length, so that none runs into the next."""
    total = hashlib.sha256()
    everything = gathered.sources | gathered.files
    for path in sorted(everything):
        for part in (path.encode(), everything[path]):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()

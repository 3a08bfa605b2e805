"""Source files under another suffix: what a browser, a platform or an editor added to their names.

Only where a submission holds no program under a right name, so that nothing else changes. What a
file holds decides, for a notebook; any text could be Python, and there the name has to say so.
"""

from pathlib import PurePosixPath

from grader.errors import UnreadableSubmission
from grader.intake.gather import Gathered, Notes, folded, has_program
from grader.intake.kinds import foreign
from grader.intake.names import shown
from grader.intake.notebook import holds_cells
from grader.intake.text import decode

_PYTHON = (".py.txt", ".pyw", ".py3")
_NOTEBOOK = (".ipynb.txt", ".ipynb.json", ".txt", ".json")
_ANSWERS = "answers"


def may_be_source(name: str) -> bool:
    """Whether a file may be a source under another suffix, by its name."""
    return _stem(name, (*_PYTHON, *_NOTEBOOK)) != ""


def undisguised(gathered: Gathered, notes: Notes) -> Gathered:
    """`gathered` with such files as sources, if it holds no program under a right name."""
    if has_program(gathered):
        return gathered
    taken = {folded(str(part)) for path in gathered.files for part in _with_parents(path)}
    sources: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    for path, data in gathered.files.items():
        name = _true_name(path, data)
        if not name or folded(name) in taken:
            files[path] = data
            continue
        taken.add(folded(name))
        sources[name] = data
        notes.add(path, f"it was read as {shown(PurePosixPath(name).name)}, which it seems to be")
    return Gathered(dict(sorted(sources.items())), files, gathered.read)


def _with_parents(path: str) -> tuple[PurePosixPath, ...]:
    return PurePosixPath(path), *PurePosixPath(path).parents


def _true_name(path: str, data: bytes) -> str:
    """The path that a source has without the disguise, or "" if the file is none."""
    place = PurePosixPath(path)
    if any(part.lower() == _ANSWERS for part in place.parent.parts):
        return ""
    if stem := _stem(place.name, _PYTHON):
        return str(place.with_name(f"{stem}.py")) if _is_text(data) else ""
    stem = _stem(place.name, _NOTEBOOK)
    return str(place.with_name(f"{stem}.ipynb")) if stem and holds_cells(data) else ""


def _stem(name: str, suffixes: tuple[str, ...]) -> str:
    """`name` without the first of the suffixes that it has; "" if it has another, or no more."""
    for suffix in suffixes:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return "" if PurePosixPath(name).suffix or suffixes is _PYTHON else name


def _is_text(data: bytes) -> bool:
    try:
        decode(data)
    except UnreadableSubmission:
        return False
    return not foreign(data)

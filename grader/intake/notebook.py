"""Bytes of a notebook -> its code cells, from any version of the format.

The JSON is decoded into the few fields that grading needs, so that outputs, attachments and
metadata are skipped without being built, and a picture that an old version stored badly can't make
a right submission unreadable. That is also why nbformat's converter is not used: it judges a whole
notebook by its schema, outputs included, and logs what it dislikes as the student wrote it.
"""

import json
import re

import msgspec

from grader.errors import UnreadableSubmission
from grader.intake.kinds import has_conflict
from grader.intake.text import INVISIBLE, decode, visible, without_surrogates

CURRENT_FORMAT = 4
MAX_CELLS = 5000
# Python's own decoder builds everything, so that a hostile file costs thirty times its size
_MAX_LENIENT_CHARS = 16 * 2**20
_LOOKS_LIKE_JSON = re.compile(r'\s*\{\s*"')

_Lines = str | list[str] | None


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: _Lines = None
    input: _Lines = None  # what formats 2 and 3 call the source
    code: _Lines = None  # what format 1 calls it


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    nbformat: int | float | str | None = None
    cells: list[_Cell] | None = None
    worksheets: list[_Sheet] | None = None


def code_cells(data: bytes) -> tuple[list[str], list[str]]:
    """Sources of the code cells in order, as the student wrote them, and notes.

    Raises UnreadableSubmission (without the file's name) if this is no notebook.
    """
    text, note = decode(data)
    notebook = _parse(text.lstrip("\ufeff\u200b"))
    cells = _cells(notebook)
    if len(cells) > MAX_CELLS:
        raise UnreadableSubmission(
            f"expected at most {MAX_CELLS} cells, got {len(cells)}; hand in the notebook alone"
        )
    notes = [note] if note else []
    version = notebook.nbformat
    if isinstance(version, int) and version != CURRENT_FORMAT:
        notes.append(f"it is in notebook format {version} and was read as format {CURRENT_FORMAT}")
    mended = [visible(_source(cell)) for cell in cells if cell.cell_type == "code"]
    code = [source for source, _ in mended]
    if any(note for _, note in mended):
        notes.append(INVISIBLE)
    if not code:
        notes.append("it holds no code cell")
    return code, notes


def looks_like_notebook(data: bytes) -> bool:
    """Whether a file is a notebook under another name (a Python file can't begin like this)."""
    head = data[:200].decode("utf-8-sig", "ignore")
    return _LOOKS_LIKE_JSON.match(head) is not None and b'"nbformat"' in data


def holds_cells(data: bytes) -> bool:
    """Whether a file of any name holds a notebook's cells."""
    if _LOOKS_LIKE_JSON.match(data[:200].decode("utf-8-sig", "ignore")) is None:
        return False
    try:
        cells = _cells(_parse(decode(data)[0]))
    except UnreadableSubmission:
        return False
    return any(cell.cell_type for cell in cells)


def _parse(text: str) -> _Notebook:
    try:
        return _decoded(text)
    except msgspec.ValidationError:
        raise _not_a_notebook() from None
    except RecursionError:
        raise UnreadableSubmission(
            "expected a notebook, got JSON that is nested too deeply; save it again in Jupyter"
        ) from None
    except ValueError:
        raise UnreadableSubmission(_why_not_json(text)) from None


def _decoded(text: str) -> _Notebook:
    try:
        return msgspec.json.decode(text, type=_Notebook)
    except msgspec.ValidationError:
        raise
    except ValueError:
        # NaN in an output and half a surrogate pair are no JSON, yet Jupyter writes both
        if len(text) > _MAX_LENIENT_CHARS:
            raise
        return msgspec.convert(json.loads(text, strict=False), _Notebook)


def _why_not_json(text: str) -> str:
    if has_conflict(text):
        return (
            "expected a notebook, got one with merge-conflict markers in its JSON; resolve the"
            " conflict and save it again"
        )
    if text.lstrip().startswith("{"):
        return "expected a notebook, got JSON that is damaged or cut off; save it again in Jupyter"
    return "expected a notebook (JSON), got other text; hand in the .ipynb file that Jupyter saves"


def _not_a_notebook() -> UnreadableSubmission:
    return UnreadableSubmission(
        "expected a notebook, got JSON without a notebook's cells; hand in the .ipynb file that"
        " Jupyter saves"
    )


def _cells(notebook: _Notebook) -> list[_Cell]:
    if notebook.cells is not None:
        return notebook.cells
    if notebook.worksheets is not None:
        return [cell for sheet in notebook.worksheets for cell in sheet.cells]
    raise _not_a_notebook()


def _source(cell: _Cell) -> str:
    found = next((part for part in (cell.source, cell.input, cell.code) if part is not None), "")
    if isinstance(found, list):
        # early versions of format 3, and other programs, store lines without their ends
        bare = not any(line.endswith(("\n", "\r")) for line in found[:-1])
        found = ("\n" if bare else "").join(found)
    return without_surrogates(found).replace("\r\n", "\n").replace("\r", "\n")

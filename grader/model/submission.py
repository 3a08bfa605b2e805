"""What was handed in, read but not run."""

import msgspec

from grader.model.base import Record


class Cell(Record, frozen=True, kw_only=True):
    """A piece of source that runs on its own: a notebook's code cell, or a whole `.py` file.

    label: what the student calls it ("cell 3", "backprop.py").
    source: plain Python (magics already transformed), lines as the student wrote them.
    """

    label: str
    source: str


class Source(Record, frozen=True, kw_only=True):
    """One Python file or notebook of a submission; `path` is relative, with forward slashes."""

    path: str
    notebook: bool
    cells: tuple[Cell, ...]


class Submission(Record, frozen=True, kw_only=True):
    """What one student handed in, read but not run.

    entry: name of the file or folder that was given.
    files: the other files (data, answers), by relative path with forward slashes.
    notes: one sentence for each thing that was mended or left out while reading.
    last: paths of sources whose names count only where no other source defines them.
    untouched: those of them that are as they were handed out, and are no program.
    marker: assignment id that the handout's marker file claims, or "" (a claim, not proof).
    digest: SHA-256 (hex) over everything that was read.
    """

    student: str
    entry: str
    sources: tuple[Source, ...]
    files: dict[str, bytes] = msgspec.field(default_factory=dict)
    notes: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    marker: str = ""
    digest: str = ""

"""The OCR letters that CMU's 10-301/601 hands out for its neural network: four csv sets.

A line is one letter: its class, then the pixels of a 16 x 8 image, row by row, 0 or 1. The tiny set
has two lines of five features for each of its parts, made to be followed by hand.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from grader.datasets.forms import Arrays, counted
from grader.errors import UsageError
from grader.model import DataUsed

NAMES = ("tiny", "small", "medium", "large")
_ENDINGS = {"train": "Train.csv", "validation": "Validation.csv", "test": "Validation.csv"}
PARTS = tuple(_ENDINGS)


@dataclass(frozen=True)
class LetterSets:
    """The four sets; in each, x (N, 128) or (N, 5) float64, and the validation rows are x_test.

    files: the csv files themselves, by name.
    """

    tiny: Arrays
    small: Arrays
    medium: Arrays
    large: Arrays
    files: Mapping[str, bytes]

    def csv(self, name: str, part: str) -> bytes:
        """The file of a set: `part` is "train", or "validation" (also called "test").

        Raises UsageError for another name or part.
        """
        if name not in NAMES or part not in PARTS:
            raise UsageError(
                f"no letters {name!r}, {part!r}; sets are {', '.join(NAMES)},"
                f" parts {', '.join(PARTS)}"
            )
        return self.files[file_name(name, part)]

    def finish(self, used: DataUsed) -> "Letters":
        """The same sets, read-only, with the source they came from."""
        sets = (self.tiny, self.small, self.medium, self.large)
        for arrays in sets:
            arrays.freeze()
        rows = (f"{len(arrays.y_train):,}/{len(arrays.y_test):,}" for arrays in sets)
        counts = f"train/validation rows {', '.join(rows)}"
        return Letters(*sets, self.files, counted(used, counts))


@dataclass(frozen=True)
class Letters(LetterSets):
    """The loaded letters with read-only arrays; `used` says where they came from."""

    used: DataUsed


def file_name(name: str, part: str) -> str:
    """How the course calls the file of a set's part."""
    return name + _ENDINGS[part]


def read_folder(folder: Path, files: Mapping[str, tuple[int, str]]) -> LetterSets:
    """Read the eight files as the course hands them out.

    files: for each file its size in bytes and SHA-256.
    Raises OSError for a missing file, ValueError for one with other content.
    """
    return from_csv({name: _read(folder / name, *known) for name, known in files.items()})


def from_csv(files: Mapping[str, bytes]) -> LetterSets:
    """The sets that these eight files hold; ValueError for lines that aren't numbers."""
    tiny, small, medium, large = (
        Arrays(*_parse(files[file_name(name, "train")]), *_parse(files[file_name(name, "test")]))
        for name in NAMES
    )
    return LetterSets(tiny, small, medium, large, files)


def _read(path: Path, size: int, sha256: str) -> bytes:
    with path.open("rb") as file:
        content = file.read(size + 1)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(
            f"{path.name}: expected the course's file of {size:,} bytes with SHA-256 {sha256},"
            " got another content (changed line ends count)"
        )
    return content


def _parse(content: bytes) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Features (N, D) and labels (N,) of one file."""
    table = np.loadtxt(io.BytesIO(content), delimiter=",", ndmin=2)
    return np.ascontiguousarray(table[:, 1:]), table[:, 0].astype(np.int64)

"""What a dataset is, and what the registry says about one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from grader.model import DataUsed


@dataclass(frozen=True)
class Arrays:
    """Images as stored, uint8 (N, D) with values 0 to 255, and labels, int64 (N,)."""

    x_train: NDArray[np.uint8]
    y_train: NDArray[np.int64]
    x_test: NDArray[np.uint8]
    y_test: NDArray[np.int64]


@dataclass(frozen=True)
class Dataset(Arrays):
    """A loaded dataset with read-only arrays; `used` says where it came from."""

    used: DataUsed


@dataclass(frozen=True)
class Form:
    """One form in which a dataset may lie on disk.

    path: relative to a data folder.
    read: gives the arrays; raises OSError, ValueError, KeyError or EOFError for damaged data.
    """

    path: str
    origin: Literal["complete", "subset"]
    description: str
    read: Callable[[Path], Arrays]


@dataclass(frozen=True)
class RemoteFile:
    """A file to download; `size` in bytes is what the progress bar is told beforehand."""

    url: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The file's name, as the address ends."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True)
class Entry:
    """All that is known about one dataset. `forms` stand best first."""

    name: str
    title: str
    licence: str
    source: str
    files: tuple[RemoteFile, ...]
    forms: tuple[Form, ...]
    generate: Callable[[], Arrays]

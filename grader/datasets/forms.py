"""What a dataset is, and what the registry says about one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from grader.model import DataUsed


@dataclass(frozen=True)
class Arrays:
    """Rows of features, (N, D), and labels, int64 (N,).

    Images are as stored, uint8 with values 0 to 255; features from text files are float64.
    """

    x_train: NDArray[Any]
    y_train: NDArray[np.int64]
    x_test: NDArray[Any]
    y_test: NDArray[np.int64]

    def freeze(self) -> None:
        """Make the arrays read-only."""
        for array in (self.x_train, self.y_train, self.x_test, self.y_test):
            array.setflags(write=False)

    def finish(self, used: DataUsed) -> "Dataset":
        """The same arrays, read-only, with the source they came from."""
        self.freeze()
        counts = f"{len(self.y_train):,} train and {len(self.y_test):,} test rows"
        return Dataset(self.x_train, self.y_train, self.x_test, self.y_test, counted(used, counts))


@dataclass(frozen=True)
class Dataset(Arrays):
    """A loaded dataset with read-only arrays; `used` says where it came from."""

    used: DataUsed


class Loaded(Protocol):
    """Any loaded dataset: `Dataset`, or one of several sets such as the letters."""

    @property
    def used(self) -> DataUsed:
        """Where it came from."""


class Content(Protocol):
    """What a reader or a generator gives."""

    def finish(self, used: DataUsed) -> Loaded:
        """The same content, read-only, as loaded from `used`."""


def counted(used: DataUsed, counts: str) -> DataUsed:
    """The same source, with the number of rows in its description."""
    return DataUsed(name=used.name, origin=used.origin, description=f"{used.description}; {counts}")


@dataclass(frozen=True)
class Form:
    """One form in which a dataset may lie on disk.

    path: relative to a data folder.
    read: gives the content; raises OSError, ValueError, KeyError or EOFError for damaged data.
    files: for a folder, what it must hold.
    """

    path: str
    origin: Literal["complete", "subset"]
    description: str
    read: Callable[[Path], Content]
    files: tuple[str, ...] = ()

    def lies_in(self, place: Path) -> bool:
        """Is it there, whole or in part? An empty folder is nothing."""
        path = place / self.path
        return any((path / name).exists() for name in self.files) if self.files else path.exists()


@dataclass(frozen=True)
class RemoteFile:
    """A file to download; `size` in bytes is what the progress bar is told beforehand.

    mirrors: further addresses of the same file, asked in this order.
    """

    url: str
    sha256: str
    size: int
    mirrors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, as the address ends."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True)
class Entry:
    """All that is known about one dataset. `forms` stand best first.

    files: what to download; none if no lasting address is known.
    """

    name: str
    title: str
    licence: str
    source: str
    files: tuple[RemoteFile, ...]
    forms: tuple[Form, ...]
    generate: Callable[[], Content]

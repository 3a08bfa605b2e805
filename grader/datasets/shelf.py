"""Find a dataset, load it, keep it for a run."""

import os
import zipfile
import zlib
from pathlib import Path

from grader.datasets.fetch import cache_folder
from grader.datasets.forms import Entry, Form, Loaded
from grader.datasets.registry import find_entry
from grader.errors import HostError, UsageError
from grader.model import DataUsed

VARIABLE = "GRADER_DATA"
_DAMAGED = (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


class DataShelf:
    """The datasets of one run, each loaded when first asked for.

    folder: searched first; None for the folder that GRADER_DATA names, if it names one.
    cache: searched next; None for the folder that `download` fills.
    Raises UsageError if the folder to be searched first doesn't exist.
    """

    def __init__(self, folder: Path | None = None, *, cache: Path | None = None) -> None:
        self._places = _places(folder, cache)
        self._loaded: dict[str, Loaded] = {}

    def get(self, name: str) -> Loaded:
        """The dataset of this name, the same object every time.

        Raises UsageError for an unknown name, HostError for data that is there but damaged.
        """
        if name not in self._loaded:
            self._loaded[name] = _load(find_entry(name), self._places)
        return self._loaded[name]

    def available(self, name: str) -> DataUsed:
        """What `get` would use, without loading it. Raises UsageError for an unknown name."""
        entry = find_entry(name)
        found = _find(entry, self._places)
        return _used(entry, found[1] if found else None)


def load(name: str) -> Loaded:
    """Load a dataset from the usual places; see `DataShelf` for errors."""
    return DataShelf().get(name)


def available(name: str) -> DataUsed:
    """What `load` would use, without loading it; see `DataShelf` for errors."""
    return DataShelf().available(name)


def stand_in(name: str) -> Loaded:
    """The generated stand-in of a dataset, whatever this host has of the real one.

    Raises UsageError for an unknown name.
    """
    return _load(find_entry(name), ())


def _places(folder: Path | None, cache: Path | None) -> tuple[Path, ...]:
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None and not named.is_dir():
        raise UsageError(
            f"data folder {named} doesn't exist; set {VARIABLE} to an existing folder or unset it"
        )
    last = cache or cache_folder()
    return (last,) if named is None else (named, last)


def _find(entry: Entry, places: tuple[Path, ...]) -> tuple[Path, Form] | None:
    for place in places:
        for form in entry.forms:
            if form.lies_in(place):
                return place / form.path, form
    return None


def _load(entry: Entry, places: tuple[Path, ...]) -> Loaded:
    found = _find(entry, places)
    if found is None:
        return entry.generate().finish(_used(entry, None))
    path, form = found
    try:
        return form.read(path).finish(_used(entry, form))
    except _DAMAGED as error:
        raise HostError(
            f"dataset {entry.name}: {path} is damaged or incomplete ({error});"
            " replace it or move it away"
        ) from error


def _used(entry: Entry, form: Form | None) -> DataUsed:
    if form is None:
        return DataUsed(name=entry.name, origin="stand-in", description="generated, not real data")
    return DataUsed(name=entry.name, origin=form.origin, description=form.description)

"""Harmless stand-ins for what code expects around it: IPython, Colab, plots, progress bars.

Code that plots inside a training function is right code, and grading needs no plots. So a plotting
library that the course doesn't list among the child's packages is replaced by objects that accept
everything and do nothing; progress bars iterate without a bar.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, Iterable, Iterator, Sequence, Tuple

import numpy as np

SILENT = ("matplotlib", "seaborn", "IPython", "ipywidgets", "google.colab", "google")
PROGRESS = ("tqdm",)
PROGRESS_IN_NOTEBOOKS = ("tqdm.notebook", "tqdm.autonotebook", "tqdm.auto")
"""What of tqdm builds on widgets, which aren't there."""


class Silent:
    """An object that takes every call, attribute and item, and does nothing."""

    def __getattr__(self, name: str) -> Silent:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent()

    def __call__(self, *args: Any, **kwargs: Any) -> Silent:
        return Silent()

    def __mro_entries__(self, bases: Any) -> Tuple[type, ...]:
        """A class of the student's may have it as a base."""
        return (Silent,)

    def __getitem__(self, key: Any) -> Silent:
        return Silent()

    def __setitem__(self, key: Any, value: Any) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, *error: Any) -> None:
        return None


def subplots(rows: int = 1, cols: int = 1, *args: Any, **kwargs: Any) -> Tuple[Silent, Any]:
    """A figure and its axes in the shape that matplotlib gives them."""
    rows, cols = kwargs.get("nrows", rows), kwargs.get("ncols", cols)
    axes = np.empty((rows, cols), dtype=object)
    for index in np.ndindex(rows, cols):
        axes[index] = Silent()
    if not kwargs.get("squeeze", True):
        return Silent(), axes
    squeezed = axes.squeeze()
    return Silent(), squeezed if squeezed.ndim else squeezed.item()


def hist(*args: Any, **kwargs: Any) -> Tuple[Any, Any, Silent]:
    """The three values that matplotlib's hist gives."""
    return np.zeros(10), np.zeros(11), Silent()


class Progress:
    """A progress bar that only iterates."""

    def __init__(self, iterable: Iterable[Any] = (), *args: Any, **kwargs: Any) -> None:
        self.iterable = iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)  # type: ignore[arg-type]

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: Any) -> None:
        return None

    def __getattr__(self, name: str) -> Silent:
        return Silent()


def trange(*args: Any, **kwargs: Any) -> Progress:
    """A progress bar over a range."""
    return Progress(range(*args))


class StandInModule(types.ModuleType):
    """A module whose every name is silent, but for the few that must give something."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Silent()


class StandIns(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds stand-in modules for names that nobody else found or that the course leaves out."""

    def __init__(self, roots: Sequence[str]) -> None:
        self.roots = tuple(roots)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """A spec for a name below one of the roots, else None."""
        if not any(fullname == root or fullname.startswith(root + ".") for root in self.roots):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        """An empty stand-in."""
        return StandInModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Give the module the names that must do something."""
        root = module.__name__.split(".")[0]
        if root == "matplotlib":
            module.__dict__.update(subplots=subplots, hist=hist)
        if root in PROGRESS:
            module.__dict__.update(tqdm=Progress, trange=trange, tqdm_notebook=Progress)


def install(packages: Sequence[str]) -> None:
    """Put stand-ins before real plotting libraries the course doesn't list, and behind all else."""
    unlisted = [root for root in SILENT if root not in packages and root != "google"]
    if "ipywidgets" in unlisted:
        unlisted += PROGRESS_IN_NOTEBOOKS
    sys.meta_path.insert(0, StandIns(unlisted))
    sys.meta_path.append(StandIns(SILENT + PROGRESS))

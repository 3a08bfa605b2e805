"""Harmless stand-ins for what a notebook expects around it: IPython, Colab, plots, progress bars.

Code that plots inside a training function is right code, and grading needs no plots. So a plotting
library that the course doesn't list among the child's packages is replaced by objects that accept
everything and do nothing; progress bars iterate without a bar.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, Dict, Iterable, Iterator, Sequence, Tuple

import numpy as np

from grader.sandbox.child.languages import runs_here

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


PYLAB = """\
import numpy, matplotlib
import numpy as np
from matplotlib import mlab, pylab, pyplot
from matplotlib import pyplot as plt
from matplotlib.pyplot import (
    axis, bar, clf, close, cm, colorbar, contour, errorbar, figure, gca, gcf, grid, hist, imshow,
    legend, plot, savefig, scatter, semilogx, semilogy, show, subplot, subplots, suptitle, text,
    tight_layout, title, xlabel, xlim, ylabel, ylim,
)
from numpy.fft import *
from numpy.random import *
from numpy.linalg import *
from numpy import *
"""
"""What `%pylab` imports, the last line hiding names of those before, as in IPython."""


class Shell:
    """What `get_ipython()` gives: magics that do nothing, but for those that run or write code."""

    def __init__(self, run: Any) -> None:
        self.run = run

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the body of `%%time` and its like; write the file of `%%writefile`."""
        if runs_here(name):
            self.run(cell)
        if name in ("writefile", "file") and line.strip():
            with open(line.split()[-1], "a" if "-a" in line.split() else "w") as file:
                file.write(cell)

    def run_line_magic(self, name: str, line: str, *args: Any) -> Any:
        """Run the statement of `%time`, the file of `%run`, the imports of `%pylab`.

        `%timeit` only measures.
        """
        if name == "time":
            self.run(line)
        if name == "pylab" and "--no-import-all" not in line:
            self.run(PYLAB)
        if name == "run" and line.strip():
            with open(line.split()[0]) as file:
                self.run(file.read())

    def __getattr__(self, name: str) -> Silent:
        return Silent()


def notebook_names(run: Any) -> Dict[str, Any]:
    """The names that IPython puts into a notebook's namespace."""
    shell = Shell(run)
    return {"get_ipython": lambda: shell, "display": Silent(), "In": [], "Out": {}}

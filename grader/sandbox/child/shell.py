"""What `get_ipython()` gives: magics that do nothing, but for those that run or write code."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import sys
from typing import Any, Callable, Dict, List

from grader.sandbox.child.languages import runs_here
from grader.sandbox.child.standins import Silent

MOST_WRITTEN = 20
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

COLAB = re.compile(r"/content/+((g?drive|mnt)/+(MyDrive|My Drive)/+)?(?=.)")
"""Where Colab keeps a notebook's files; here they lie in the working folder."""
VARIABLE = re.compile(r"\{(\w+)\}|\$(\w+)")


class Written:
    """The `.py` files that magics wrote into the working folder."""

    def __init__(self) -> None:
        self.paths: List[str] = []

    def write(self, line: str, text: str) -> None:
        """Do what `%%writefile` does. line: what stands behind it, options and a name."""
        words = _words(line)
        names = [word for word in words if word not in ("-a", "--append")]
        if not names:
            return
        path = os.path.normpath(COLAB.sub("", names[-1], count=1))
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        if path != os.path.normpath(names[-1]):
            sys.path.append(os.path.abspath(folder))  # they name the folder that isn't here
        with open(path, "a" if len(names) < len(words) else "w", encoding="utf-8") as file:
            file.write(text)
        importlib.invalidate_caches()
        inside = not os.path.isabs(path) and not path.startswith("..")
        if inside and path.endswith(".py") and len(self.paths) < MOST_WRITTEN:
            self.paths += [path] if path not in self.paths else []


class Shell:
    """Magics in one namespace."""

    def __init__(
        self, run: Callable[[str, Dict[str, Any]], None], names: Dict[str, Any], written: Written
    ) -> None:
        """run: runs code in a namespace. names: the namespace of the code that asked."""
        self.names = names
        self.run: Callable[[str], None] = lambda code: run(code, names)
        self.written = written

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the body of `%%time` and its like; write the file of `%%writefile`."""
        if runs_here(name):
            self.run(cell)
        if name in ("writefile", "file"):
            self.written.write(VARIABLE.sub(self._value, line), cell)

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

    def _value(self, found: Any) -> str:
        """What stands for `{name}` or `$name` in the line of a magic."""
        value = self.names.get(found[1] or found[2])
        return str(value) if isinstance(value, (str, os.PathLike)) else str(found[0])


def notebook_names(get_ipython: Callable[[], Shell]) -> Dict[str, Any]:
    """The names that IPython puts into a notebook's namespace."""
    return {"get_ipython": get_ipython, "display": Silent(), "In": [], "Out": {}}


def _words(line: str) -> List[str]:
    """The parts of a line as a shell takes them apart."""
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()

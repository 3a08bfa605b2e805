"""Loads a submission: writes its files, runs its sources once, and finds names in it.

Files import each other as on the student's machine. Every `.py` runs as a module (so the code under
`if __name__ == "__main__"` doesn't); a notebook's cells run in order in one namespace, which is
`__main__`, as in Jupyter.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.abc
import importlib.machinery
import linecache
import os
import signal
import sys
import time
import types
from typing import Any, Callable, Dict, List, Optional, Sequence

from grader.sandbox.child.failure import describe
from grader.sandbox.child.shell import Shell, Written, notebook_names
from grader.sandbox.child.source import run_source
from grader.sandbox.child.standins import StandInModule

MIN_SECONDS = 0.5


class TimeUp(BaseException):
    """The time for one piece of module-level code is over."""


class Files(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the submission's own `.py` files, with `run` in place of plain execution."""

    def __init__(self, run: Callable[[str, str, Dict[str, Any]], None]) -> None:
        self.run = run
        self.sources: Dict[str, Dict[str, Any]] = {}

    def add(self, name: str, source: Dict[str, Any], package: bool = False) -> None:
        """Make a source importable under a module name."""
        self.sources[name] = dict(source, package=package)

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """A spec for a module of the submission, else None."""
        source = self.sources.get(fullname)
        if source is None:
            return None
        return importlib.machinery.ModuleSpec(
            fullname, self, origin=source["path"], is_package=source["package"]
        )

    def create_module(self, spec: Any) -> None:
        """Python's own way."""
        return

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the module's source in it."""
        source = self.sources[module.__name__]
        module.__file__ = source["path"]
        self.run(source["path"], source["cells"][0][1], module.__dict__)


class Loader:
    """A submission while it is loaded, and its namespaces afterwards."""

    def __init__(self, request: Dict[str, Any]) -> None:
        self.sources: List[Dict[str, Any]] = request["sources"]
        self.expected: List[str] = request["expected"]
        self.last: List[str] = request["last"]
        self.files: Dict[str, bytes] = request["files"]
        self.definitions_only: bool = request["definitions_only"]
        self.seconds: float = request["seconds"]
        self.namespaces: List[Dict[str, Any]] = []
        self.outcomes: List[Dict[str, Any]] = []
        self.labels: Dict[str, str] = {}
        self.written = Written()

    def load(self) -> None:
        """Write the files and run every source once."""
        sys.path.insert(0, os.getcwd())
        vars(builtins).update(exit=sys.exit, quit=sys.exit)  # as in any interpreter with `site`
        for path, content in self.files.items():
            _write(path, content)
        finder = Files(self._run)
        sys.meta_path.insert(0, finder)
        modules = self._register(finder)
        for name, source in modules:
            if source["notebook"]:
                self._run_notebook(source)
            else:
                self._import(name)
        for path in self.written.paths:
            self._find_in_written(path)

    def find(self, name: str) -> Any:
        """The object with this name; KeyError where no source defines it."""
        for namespace in self.namespaces:
            if name in namespace:
                return namespace[name]
        raise KeyError(name)

    def names(self) -> List[str]:
        """Public names that the sources define, without modules."""
        found = {
            name: None
            for namespace in self.namespaces
            for name, value in list(namespace.items())
            if type(name) is str and name[:1] != "_" and type(value) is not types.ModuleType
        }
        return list(found)[:2000]

    def _register(self, finder: Files) -> List[Any]:
        ordered = sorted(self.sources, key=self._rank)
        modules = []
        for source in ordered:
            name, package = _module_name(source["path"])
            if not source["notebook"]:
                _write(source["path"], source["cells"][0][1].encode("utf-8", "replace"))
                finder.add(name, source, package)
            modules.append((name, source))
        scripts = [source for source in ordered if not source["notebook"]]
        wanted = [path for path in self.expected if path.endswith(".py")]
        if len(scripts) == 1 and len(wanted) == 1 and scripts[0]["path"] not in wanted:
            name = _module_name(wanted[0])[0]
            finder.add(name, scripts[0])
            modules = [(name, s) if s is scripts[0] else (n, s) for n, s in modules]
        return modules

    def _rank(self, source: Dict[str, Any]) -> Any:
        path = source["path"]
        order = self.expected.index(path) if path in self.expected else len(self.expected)
        behind = self.last.index(path) + 1 if path in self.last else 0
        return behind, order, path.count("/"), path

    def _import(self, name: str) -> None:
        try:
            module = importlib.import_module(name)
        except BaseException as error:  # the module's own errors are outcomes already
            self._record(name, [error], 0.0)
            return
        if not any(module.__dict__ is namespace for namespace in self.namespaces):
            self.namespaces.append(module.__dict__)

    def _run_notebook(self, source: Dict[str, Any]) -> None:
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        names = module.__dict__
        names.update(notebook_names(self._shell))
        self.namespaces.append(names)
        for label, code in source["cells"]:
            self._run(label, code, names)

    def _shell(self) -> Shell:
        """What `get_ipython()` gives to the code that calls it."""
        return Shell(self._run_magic, sys._getframe(1).f_globals, self.written)

    def _offer_shell(self, code: str, namespace: Dict[str, Any]) -> None:
        """What a script that was made from a notebook expects: Jupyter's shell, imported or not."""
        if "get_ipython()." in code:
            namespace.setdefault("get_ipython", self._shell)
        try:
            ipython = importlib.import_module("IPython")
        except Exception:
            return  # their code has put something else in its place
        if isinstance(ipython, StandInModule):
            ipython.__dict__.update(get_ipython=self._shell)

    def _find_in_written(self, path: str) -> None:
        """Let the names of a file that a magic wrote be found after all others.

        A notebook that writes its work into a file need not import it, or may import the module
        alone. What it did import is not run again.
        """
        there = os.path.abspath(path)
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if type(file) is str and os.path.abspath(file) == there:
                break
        else:
            module = types.ModuleType(_module_name(path)[0])
            module.__file__ = path
            sys.modules.setdefault(module.__name__, module)
            try:
                with open(path, encoding="utf-8", errors="replace") as source:
                    self._run(path, source.read(), module.__dict__)
            except OSError:
                return  # their code removed it again
        self.namespaces.append(module.__dict__)

    def _run_magic(self, code: str, names: Dict[str, Any]) -> None:
        for error in run_source(code, "<magic>", names):
            raise error

    def _run(self, label: str, code: str, namespace: Dict[str, Any]) -> None:
        filename = f"<{label}>"
        self.labels[filename] = label
        lines = code.splitlines(True)
        linecache.cache[filename] = (len(code), None, lines, filename)
        if "get_ipython" in code:
            self._offer_shell(code, namespace)
        start = time.monotonic()
        budget = self.seconds / 2
        only = self.definitions_only or self.seconds < MIN_SECONDS
        with _alarm(budget):
            errors = run_source(code, filename, namespace, only)
        spent = time.monotonic() - start
        self.seconds -= spent
        self._record(label, errors, spent)

    def _record(self, label: str, errors: Sequence[BaseException], seconds: float) -> None:
        status = "passed"
        if errors:
            status = "timeout" if isinstance(errors[0], TimeUp) else "error"
        described = [describe(error, self.labels) for error in errors[:5]]
        self.outcomes.append(
            {"label": label, "status": status, "errors": described, "seconds": seconds}
        )


class _alarm:
    """Raises TimeUp in the main thread after some seconds, where the platform can."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(seconds, MIN_SECONDS)

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, self.seconds, 1.0)

    def __exit__(self, *error: Optional[Any]) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, number: int, frame: Any) -> None:
        raise TimeUp("the time for code outside functions is over")


def _module_name(path: str) -> Any:
    stem = path[:-3] if path.endswith(".py") else path.rsplit(".", 1)[0]
    parts = stem.split("/")
    if parts[-1] == "__init__" and len(parts) > 1:
        return ".".join(parts[:-1]), True
    return ".".join(parts), False


def _write(path: str, content: bytes) -> None:
    folder = os.path.dirname(path)
    try:
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
    except OSError:
        pass  # no room or no such name here: the student's code sees a missing file

"""The reference, or a variant of it, played as a submission in this process: no sandbox, no fork.

For the instructor's own code alone. A check finds the same session, handles and programs as with a
student's submission, a hundred times sooner; what crosses is packed and unpacked as on the wire, so
that a variant can't reach an array of the check either.
"""

import contextlib
import importlib
import io
import os
import random
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import bit_generator

from grader.errors import StudentError, TimeLimit
from grader.model import Assignment, ProgramSpec, Submission
from grader.sandbox import told
from grader.sandbox.child.loader import Files
from grader.sandbox.child.operations import Operations
from grader.sandbox.child.tree import Packer, Unpacker
from grader.sandbox.handed import HandedIn
from grader.sandbox.programs import Programs
from grader.sandbox.remove import remove_tree
from grader.sandbox.results import Results
from grader.sandbox.session import exported
from grader.sandbox.temporary import TemporaryFolder

Compile = Callable[[str, str], list[types.CodeType]]
"""From a file's path and text to its code, in parts."""


class InProcessSession:
    """What `Session` is to a check, for code that needs no sandbox."""

    process = None
    generation = 0

    def __init__(
        self,
        assignment: Assignment,
        submission: Submission,
        compiled: Compile,
        randoms: "Randoms",
        results: Results,
        scratch: "Scratch | None" = None,
    ) -> None:
        """scratch: where programs run, if it serves other sessions too."""
        self.assignment, self.submission, self.compiled = assignment, submission, compiled
        self.randoms = randoms
        self.scratch = scratch or Scratch()
        self.limits = assignment.limits
        self.results = results
        self.changed: tuple[str, ...] = ()
        self.nested: list[tuple[str, str, int]] = []  # nobody counts here
        self.names: tuple[str, ...] = ()
        self.handles: dict[str, tuple[int, str]] = {}
        self.cells: tuple[Any, ...] = ()
        self.last_call: tuple[Any, ...] | None = None
        self.number = 0
        self._operations: Operations | None = None
        self._modules: Modules | None = None
        self._deferred: list[tuple[str, tuple[Any, ...]]] = []

    @cached_property
    def origin(self) -> told.Origin:
        """The words of the code."""
        return told.Origin(self.submission)

    def begin(self, seed: int, seconds: float) -> None:
        """Start a check: freshly loaded code, and the random state that a submission would get."""
        if self._operations is None:
            self._operations = Operations(self.limits.reply_mb << 20)
            self._modules = Modules(self.submission, self.assignment, self.compiled)
            self._operations.loader = self._modules
        self.randoms.seed(seed)
        self._deferred = []

    def request(self, op: str, *args: Any) -> Any:
        """Do one operation. Raises StudentError for what the code raised."""
        self.number += 1
        self.changed = ()
        deferred, self._deferred = self._deferred, []
        try:
            for earlier, operands in deferred:
                self._run(earlier, operands)
            value, changed = self._run(op, args)
        except (Exception, SystemExit) as error:
            raise StudentError(type(error).__name__, str(error)[: told.MOST_TEXT]) from None
        self.changed = tuple(changed)
        if op != "lookup":  # a student's functions are known without asking
            self.results.add(value)
        return value

    def _run(self, op: str, args: tuple[Any, ...]) -> tuple[Any, list[str]]:
        operations = self._operations
        if operations is None:
            raise RuntimeError("no check is running")
        packer = Packer(exported)
        tree = packer.pack(args)
        operands = Unpacker(_copied(packer.buffers), operations.table.find).unpack(tree)
        with self.randoms.own():
            reply, buffers = operations.reply(op, *operations.run(op, operands))
        value = Unpacker(_copied(buffers), self._handle).unpack(reply["value"])
        return value, reply["changed"]

    def defer(self, op: str, *args: Any) -> None:
        """Do something with the next request, whose error it may become."""
        self.number += 1
        self._deferred.append((op, args))

    def _handle(self, number: int, kind: str, *ahead: Any) -> Any:
        from grader.sandbox.proxy import Remote

        self.results.add_content(*ahead)
        return Remote(self, number, kind, *ahead)  # type: ignore[arg-type]

    def printed(self) -> str:
        """What was printed is of no use to anybody."""
        return ""

    def close(self) -> None:
        """Forget the code."""
        modules, self._modules, self._operations = self._modules, None, None
        if modules is not None:
            modules.remove()


def _copied(buffers: list[Any]) -> list[bytearray]:
    return [bytearray(data) for data in buffers]


class Modules:
    """A submission's files as modules that find each other, until they are removed."""

    def __init__(self, submission: Submission, assignment: Assignment, compiled: Compile) -> None:
        order = [file.path for file in assignment.files]
        sources = {s.path: s for s in submission.sources if not s.notebook}
        paths = sorted(sources, key=lambda path: (path not in order, path))
        self.names = [Path(path).stem for path in paths]
        self.finder = Files(lambda path, text, names: _execute(compiled(path, text), names))
        for name, path in zip(self.names, paths, strict=True):
            text = sources[path].cells[0].source
            self.finder.add(name, {"path": path, "cells": [["", text]]})
        self.hidden = {n: sys.modules.pop(n) for n in self.names if n in sys.modules}
        sys.meta_path.insert(0, self.finder)
        self.modules = [importlib.import_module(name) for name in self.names]

    def find(self, name: str) -> Any:
        """The object with this name; KeyError where no file defines it."""
        for module in self.modules:
            if name in module.__dict__:
                return module.__dict__[name]
        raise KeyError(name)

    def remove(self) -> None:
        """Leave the interpreter's modules as they were."""
        sys.meta_path.remove(self.finder)
        for name in self.names:
            sys.modules.pop(name, None)
        sys.modules.update(self.hidden)


class InProcessPrograms(Programs):
    """What `Programs` is to a check, for programs that need no sandbox."""

    session: Any

    def _run_python(
        self,
        spec: ProgramSpec,
        found: HandedIn,
        words: list[str],
        given: dict[str, bytes],
        seconds: float,
    ) -> dict[str, Any]:
        self.session.randoms.seed(self.seed)
        own = {
            s.path: s.cells[0].source.encode()
            for s in self.session.submission.sources
            if s.path != found.path and Path(s.path).stem in found.text
        }
        code = self.session.compiled(found.path, found.text)
        scratch: Scratch = self.session.scratch
        with scratch.holding({**own, **given}), _as_program([found.path, *words]) as out:
            exit_code, raised = _ended(code)
            files = scratch.files()
        written = {p: b for p, b in files.items() if {**own, **given}.get(p) != b}
        size = sum(map(len, written.values()))
        said = {"exit_code": exit_code, "stdout": out.getvalue(), "stderr": ""}
        return {"files": written, "count": len(written), "size": size, "raised": raised, **said}


def _execute(code: list[types.CodeType], names: dict[str, Any]) -> None:
    for part in code:
        exec(part, names)


def _ended(code: list[types.CodeType]) -> tuple[int, dict[str, str] | None]:
    """What a program ends with: its exit code, and what it raised."""
    try:
        _execute(code, {"__name__": "__main__"})
    except TimeLimit:
        raise
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None), None
    except Exception as error:
        return 1, {"type": type(error).__name__, "text": str(error)}
    return 0, None


class Scratch:
    """A working directory that one program after the other finds with its own files alone.

    One folder for all of them: to make and remove it takes longer than a short program.
    """

    def __init__(self) -> None:
        self._folder: TemporaryFolder | None = None

    @contextlib.contextmanager
    def holding(self, files: Mapping[str, bytes]) -> Iterator[None]:
        """The working directory holds these files, and is left empty."""
        if self._folder is None:
            self._folder = TemporaryFolder()
            (self._folder.path / "home").mkdir()
        before = os.getcwd()
        os.chdir(self._folder.path / "home")
        try:
            for path, content in files.items():
                if "/" in path:
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(content)
            yield
        finally:
            os.chdir(self._folder.path / "home")
            _empty()
            os.chdir(before)

    def files(self) -> dict[str, bytes]:
        """What lies in it now, by relative path."""
        found = {}
        for folder, _, names in os.walk("."):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name))
                if not path.endswith(".pyc"):
                    with open(path, "rb") as file:
                        found[path] = file.read()
        return dict(sorted(found.items()))


def _empty() -> None:
    """Remove all that is in the working directory."""
    with os.scandir() as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                remove_tree(entry.path)
            else:
                os.unlink(entry.path)


@contextlib.contextmanager
def _as_program(words: list[str]) -> Iterator[io.StringIO]:
    """Arguments and output of a program; what it printed."""
    before, path = sys.argv, list(sys.path)
    sys.argv = words
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
            yield out
    finally:
        sys.argv, sys.path[:] = before, path


class Randoms:
    """Random numbers that a seed decides while it is entered; before and after, those of all else.

    Enough that code draws the numbers that the sandbox would give it.
    """

    def __enter__(self) -> "Randoms":
        self._before = random.getstate(), np.random.get_state(), vars(bit_generator)["randbits"]
        self._bits = random.Random(0)
        vars(bit_generator)["randbits"] = self._bits.getrandbits
        return self

    def seed(self, seed: int) -> None:
        """As at the beginning of a check or program in the sandbox."""
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        self._bits.seed(seed)
        self._state = np.random.get_state()

    @contextlib.contextmanager
    def own(self) -> Iterator[None]:
        """The code's own state of numpy, which nothing that the check draws besides moves on."""
        outer = np.random.get_state()
        np.random.set_state(self._state)
        try:
            yield
        finally:
            self._state = np.random.get_state()
            np.random.set_state(outer)

    def __exit__(self, *error: object) -> None:
        python, numpy, bits = self._before
        random.setstate(python)
        np.random.set_state(numpy)
        vars(bit_generator)["randbits"] = bits


@contextlib.contextmanager
def ending(seconds: float) -> Iterator[None]:
    """An end, by TimeLimit, to what takes more CPU time; no clock runs but in the main thread."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def ring(number: int, frame: Any) -> None:
        raise TimeLimit(f"a variant was not finished after {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

"""The reference, or a variant of it, played as a submission in this process: no sandbox, no fork.

For the instructor's own code alone. A check finds the same session, handles and programs as with a
student's submission, a hundred times sooner; what crosses is packed and unpacked as on the wire, so
that a variant can't reach an array of the check either.
"""

import importlib
import sys
import types
from collections.abc import Callable
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.errors import StudentError, TimeLimit
from grader.model import Assignment, Submission
from grader.runner.cpu_limit import CpuLimit
from grader.runner.in_process_programs import Scratch
from grader.runner.randoms import Randoms
from grader.sandbox import told
from grader.sandbox.child.loader import Files
from grader.sandbox.child.operations import Operations
from grader.sandbox.child.tree import Packer, Unpacker
from grader.sandbox.results import Results
from grader.sandbox.session import exported

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
        randoms: Randoms,
        results: Results,
        limit: CpuLimit,
        scratch: Scratch,
    ) -> None:
        """scratch: where programs run; it serves other sessions too."""
        self.assignment, self.submission, self.compiled = assignment, submission, compiled
        self.randoms, self.limit, self.scratch = randoms, limit, scratch
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
            self._modules = Modules(self.submission, self.assignment, self.compiled, self.limit)
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
        except TimeLimit:
            raise
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
        drawing = self.randoms.own() if op == "call" else nullcontext()  # to look up draws none
        with drawing, self.limit.code():
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

    def __init__(
        self, submission: Submission, assignment: Assignment, compiled: Compile, limit: CpuLimit
    ) -> None:
        order = [file.path for file in assignment.files]
        sources = {s.path: s for s in submission.sources if not s.notebook}
        paths = sorted(sources, key=lambda path: (path not in order, path))
        self.names = [Path(path).stem for path in paths]
        self.finder = Files(lambda path, text, names: limit.execute(compiled(path, text), names))
        for name, path in zip(self.names, paths, strict=True):
            text = sources[path].cells[0].source
            self.finder.add(name, {"path": path, "cells": [["", text]]})
        self.hidden = {n: sys.modules.pop(n) for n in self.names if n in sys.modules}
        sys.meta_path.insert(0, self.finder)
        try:
            self.modules = [importlib.import_module(name) for name in self.names]
        except BaseException:
            self.remove()
            raise

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

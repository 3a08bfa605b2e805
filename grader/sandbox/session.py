"""One submission in the sandbox: its process, its time, and a fresh process when one is lost."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.errors import Crash, StudentError, SubmissionFault, TimeLimit
from grader.model import Assignment, CellOutcome, Submission
from grader.sandbox import told
from grader.sandbox.child.objects import KINDS as HANDLE_KINDS
from grader.sandbox.child.tree import Packer, Unpacker, WireError
from grader.sandbox.child.wire import Closed, TooLate
from grader.sandbox.clock import Clock
from grader.sandbox.process import Launcher, Process
from grader.sandbox.results import Results
from grader.sandbox.shared import LARGE, SharedArrays

SEND_SECONDS = 30.0
FILE_BYTES = 128 << 20
REQUEST_BYTES = 512 << 20
NOTICE = 100
MOST_NESTED = 100
ENDED = "it ended the whole process (a call of os._exit, or a crash in a library)"
MAPPED_BYTES = 4 << 30
MIB = 1 << 20


class Session:
    """Requests to the process of one submission. Starts it when first needed."""

    def __init__(
        self,
        launcher: Launcher,
        assignment: Assignment,
        submission: Submission,
        shared: SharedArrays,
    ) -> None:
        self.launcher = launcher
        self.assignment = assignment
        self.limits = assignment.limits
        self.submission = submission
        self.shared = shared
        self.process: Process | None = None
        self.clock: Clock | None = None
        self.spent = 0.0
        self.number = 0
        self.generation = 0
        self.broken: SubmissionFault | None = None
        self.definitions_only = False
        self.origin = told.Origin(submission)
        self.cells: tuple[CellOutcome, ...] = ()
        self.load_errors: dict[str, StudentError] = {}
        self.names: tuple[str, ...] = ()
        self.handles: dict[str, tuple[int, str]] = {}
        self.notes: list[str] = []
        self.changed: tuple[str, ...] = ()
        self.nested: list[tuple[str, str, int]] = []
        self.seed: int | None = None
        self.has_printed = False
        self.deferred: list[tuple[str, tuple[Any, ...]]] = []
        self.last_call: tuple[Any, ...] | None = None
        self.results = Results()
        self.built: dict[str, dict[str, bytes] | SubmissionFault] = {}

    # --- life of the process ---

    def begin(self, seed: int, seconds: float) -> None:
        """Start a check: the process is there and loaded, its random state and output are fresh.

        The child learns of it with the check's first request.
        Raises the SubmissionFault that keeps the submission from being loaded at all.
        """
        if self.broken is not None:
            raise self.broken
        if self.process is not None and not self.process.channel.is_idle():
            self.close()  # what died, or spoke unasked, between two checks is neither's fault
        if self.process is None:
            self._load()
        if self.process is not None:
            self.clock = Clock(self.process, seconds)
        self.seed, self.has_printed, self.deferred = seed, False, []
        self.last_call, self.nested = None, []

    def printed(self) -> str:
        """What student code printed since the check began; "" where its process is lost."""
        if self.process is None or not self.has_printed:
            return ""
        try:
            text = self._ask("printed", (), self.limits.check_seconds)
        except SubmissionFault:
            return ""
        return told.text(text, self.limits.output_kb * 1024 + NOTICE)

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            _, seconds = self.process.end()
            self.spent += seconds
            self.process = None

    def _start(self) -> None:
        mapped = MAPPED_BYTES if self.assignment.datasets else 0
        self.process = self.launcher.start(self._limits(self._left(), mapped))
        self.generation += 1

    def start_beside(
        self, launcher: Launcher, seconds: float, reply_bytes: int, extra_mb: int
    ) -> Process:
        """Another process of this submission, for a program; the caller ends it.

        seconds: CPU seconds it may use, but no more than are left of the submission's.
        reply_bytes: the largest answer. extra_mb: MiB of memory beyond the manifest's.
        Raises TimeLimit where no time is left.
        """
        limits = self._limits(min(seconds, self._left()), extra_mb * MIB)
        return launcher.start(dict(limits, reply_bytes=reply_bytes))

    def _left(self) -> float:
        """CPU seconds that are left of the submission's; TimeLimit where none are."""
        left = self.limits.total_seconds - self.spent
        if left <= 0:
            raise TimeLimit(
                f"the submission used up its {self.limits.total_seconds:g} seconds in all"
            )
        return left

    def _limits(self, seconds: float, mapped: int) -> dict[str, Any]:
        return {
            "cpu_seconds": seconds,
            "memory_bytes": self.limits.memory_mb * MIB + mapped,
            "file_bytes": FILE_BYTES,
            "request_bytes": REQUEST_BYTES,
            "reply_bytes": self.limits.reply_mb * MIB,
            "output_chars": self.limits.output_kb * 1024,
            "packages": list(self.assignment.child.packages),
        }

    def _load(self) -> None:
        """Load the submission; if its own code gets in the way, only its definitions, ever after.

        Every process of a submission is loaded the same way, so that a check's outcome doesn't
        depend on which check lost the process before it.
        """
        if self.definitions_only:
            return self._load_or_give_up()
        try:
            return self._load_once()
        except SubmissionFault as fault:
            self.close()
            self.definitions_only = True
            self._load_or_give_up()
            self.notes.append(
                "the code outside functions and classes could not be run to its end "
                f"({fault.message}); the functions and classes were graded without it"
            )

    def _load_or_give_up(self) -> None:
        try:
            self._load_once()
        except SubmissionFault as fault:
            self.close()
            self.broken = fault
            raise

    def _load_once(self) -> None:
        self._start()
        request = {
            "sources": [
                {
                    "path": source.path,
                    "notebook": source.notebook,
                    "cells": [[cell.label, cell.source] for cell in source.cells],
                }
                for source in self.submission.sources
            ],
            "files": dict(self.submission.files),
            "expected": [file.path for file in self.assignment.files],
            "last": list(self.submission.last),
            "definitions_only": self.definitions_only,
            "seconds": self.limits.load_seconds * 0.8,
        }
        self.seed = 0
        answer = self._ask("load", (request,), self.limits.load_seconds)
        self.cells = told.cell_outcomes(answer, self.origin)
        self.load_errors = told.load_errors(answer, self.origin)
        self.names = told.names(answer)
        self.handles = told.handles(answer)

    # --- requests ---

    def request(self, op: str, *args: Any) -> Any:
        """Ask the child, on the current check's clock.

        Raises StudentError, TimeLimit, MemoryLimit or Crash. `changed` then tells which arguments
        of a call the student's function changed in place; `last_call` what the last one was given.
        """
        if op == "call":
            given = (*args[1], *args[2].values())
            large = any(type(value) is np.ndarray and value.nbytes >= LARGE for value in given)
            self.last_call = None if large else args  # large arrays hold files open
        value = self._ask(op, args, None)
        if op != "lookup":
            self.results.add(value)
        return value

    def defer(self, op: str, *args: Any) -> None:
        """Ask for something that gives nothing back, together with what is asked next.

        What it raises comes out there.
        """
        self.number += 1
        self.deferred.append((op, args))

    def _ask(self, op: str, args: tuple[Any, ...], seconds: float | None) -> Any:
        process = self.process
        if process is None:
            raise Crash("the process that runs the submission has ended")
        clock = self.clock if seconds is None else Clock(process, seconds)
        if clock is None:
            raise Crash("no check is running")
        self.number += 1
        start = time.process_time()
        deferred, self.deferred = self.deferred, []  # its arrays' files live until the answer
        try:
            self._send(process, op, args, deferred)
            message, buffers = process.channel.receive(self.limits.reply_mb * MIB, clock.wait)
            if message.get("id") != self.number:
                raise WireError("an answer came that nobody asked for")
            return self._answer(message, buffers)
        except TooLate:
            self.close()
            raise TimeLimit(f"it was not finished after {clock.seconds:g} seconds") from None
        except Closed:
            raise self._died() from None
        except WireError as error:
            self.close()
            raise Crash(f"it broke the connection to the grader: {error}") from None
        finally:
            self._charge(clock, time.process_time() - start)
            self.shared.forget_changeable()  # not before the answer: paths are opened late

    def _charge(self, clock: Clock, seconds: float) -> None:
        clock.charge(seconds)
        self.spent += seconds

    def _send(self, process: Process, op: str, args: tuple[Any, ...], deferred: list[Any]) -> None:
        files: list[int] = []
        paths: list[str] = []
        packer = _Packer(self.shared, files, paths)
        before = [[earlier, packer.pack(operands)] for earlier, operands in deferred]
        message = {"id": self.number, "op": op, "args": packer.pack(args)}
        if before:
            message["before"] = before
        if paths:
            message["paths"] = paths
        if self.seed is not None:
            message["begin"], self.seed = self.seed, None
        self.changed = ()
        process.channel.send(message, packer.buffers, files, SEND_SECONDS)

    def _answer(self, message: dict[str, Any], buffers: Sequence[Any]) -> Any:
        self.has_printed = message.get("printed") is True
        if "raised" in message:
            raise told.student_error(message["raised"], self.origin)
        unpacker = Unpacker(buffers, self._handle)
        self.changed = told.changed(message.get("changed"))
        self.nested = (self.nested + told.nested(message.get("nested")))[:MOST_NESTED]
        return unpacker.unpack(message.get("value"))

    def _handle(self, number: int, kind: str, *ahead: Any) -> Any:
        """What stands for an object in the child; ahead: its members and content, if told."""
        from grader.sandbox.proxy import Remote

        if kind not in HANDLE_KINDS:
            raise WireError("a handle of an unknown kind")
        self.results.add_content(*ahead)
        return Remote(self, number, kind, *ahead)

    def _died(self) -> Exception:
        process, self.process = self.process, None
        if process is None:
            return Crash("the process that runs the submission has ended")
        status, seconds = process.end()
        self.spent += seconds
        if os.WIFEXITED(status):
            return Crash(ENDED, f"exit code {os.WEXITSTATUS(status)}")  # theirs: a detail only
        number = os.WTERMSIG(status)
        if number in (signal.SIGXCPU, signal.SIGKILL) and self.spent >= self.limits.total_seconds:
            return TimeLimit(
                f"the submission used up its {self.limits.total_seconds:g} seconds in all"
            )
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        return Crash(f"it crashed the Python interpreter ({name})")


class _Packer(Packer):
    """Packs arguments: handles by number, large arrays as mapped files."""

    def __init__(self, shared: SharedArrays, files: list[int], paths: list[str]) -> None:
        super().__init__(exported)
        self.shared = shared
        self.files = files
        self.paths = paths

    def _array(self, value: np.ndarray[Any, Any]) -> Any:
        if value.nbytes < LARGE:
            return super()._array(value)
        number, path = self.shared.share(value)
        index = len(self.files) + len(self.paths)
        if path:
            self.paths.append(path)
        else:
            self.files.append(number)
        return ["m", value.dtype.newbyteorder("<").str, list(value.shape), index]


def exported(value: Any) -> Any:
    """The tree of a handle; TypeError for what can't be handed over."""
    tree: Callable[[], Any] | None = getattr(value, "_wire_tree", None)
    if tree is None:
        raise TypeError(f"{type(value).__name__} can't be handed to student code: plain data only")
    return tree()

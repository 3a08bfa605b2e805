"""Compiles a submission's program once, and runs what came of it as often as checks ask."""

import os
import posixpath
import re
import signal
from collections.abc import Iterator, Mapping
from typing import Any

from grader.errors import Crash, HostError, MemoryLimit, NotCompiled, SubmissionFault, TimeLimit
from grader.model import ProgramSpec
from grader.sandbox.handed import HandedIn, text_of
from grader.sandbox.once import MOST_BYTES, ask_once
from grader.sandbox.session import MIB, Session
from grader.sandbox.toolchain import BUILD, Toolchain, toolchain

COMPILE_MB = 3072
MOST_BUILT = 1000
MOST_OUTPUT = 64 << 10
MOST_ERRORS = 3
MOST_WORDS = 200
SLEEP_FACTOR = 4.0
SLEEP_EXTRA = 5.0
GRACE = 4.0
"""Seconds by which the supervisor, which ends the program, is ahead of those who end it."""

ERROR = re.compile(r"(?m)^([^:\n]{1,200}):(\d{1,6}):(?:\d+:)? *(?:fatal )?error: *(.+)$")
SYMBOL = re.compile(r"(?m)^ +symbol: +(\S.{0,100})$")
UNDEFINED = "undefined reference"
MAIN = re.compile(r"(?m)^[ \t]*(?:int|void|signed|auto)\s+main\s*\(")
LINKING = re.compile(r"undefined reference to .{1,100}|multiple definition of .{1,100}")
LACKING = re.compile(r"No such file or directory|package [\w.]+ does not exist")
OUT_OF_MEMORY = ("std::bad_alloc", "java.lang.OutOfMemoryError")
OVERTAXED = (
    *("out of memory", "memory exhausted", "OutOfMemoryError", "StackOverflowError"),
    *("internal compiler error", "Killed signal", "terminated", "No space left"),
)
HOST_TROUBLE = (
    *("error while loading shared libraries", "cannot execute", "Could not create the Java"),
    "Error occurred during initialization of VM",
)
CRASHED = (
    "the program crashed: an uncaught exception, a failed assertion, or memory that it may not use"
)


class Compiled:
    """A submission's program in Java or C++."""

    def __init__(self, session: Session, spec: ProgramSpec, found: HandedIn) -> None:
        self.session = session
        self.spec = spec
        self.found = found
        self.tools: Toolchain = toolchain(found.language)
        self.launcher = session.launcher.with_compilers()
        self._note()

    def _note(self) -> None:
        """Say in the report by what means compiler and program are kept apart."""
        protections = self.launcher.isolation.protections
        means = "; ".join(f"{p.name}: {p.by}" for p in protections if p.on and p.by)
        note = f"{self.found.label} is compiled and run under: {means}"
        if means and note not in self.session.notes:
            self.session.notes.append(note)

    def run(
        self, arguments: list[str], given: Mapping[str, bytes], seconds: float, seed: int
    ) -> dict[str, Any]:
        """What the program gave, as claims: exit_code, stdout, stderr, files, count, size."""
        built = self._built()
        memory = self.session.limits.memory_mb
        command = [*self.tools.running(self.spec, self.found, memory), *arguments]
        request = {
            **self._request(seconds, memory + self.tools.extra_mb, self.launcher.run_filter),
            "most_output": self.session.limits.output_kb * 1024,
            "files": {**self._own_files(), **given, **built},
            "folders": [],
            "program": self.tools.program(),
            "command": command,
        }
        answer = self._ask(request, seconds, seed)
        code = answer.get("code")
        if type(code) is not int:
            raise Crash("it broke the connection to the grader: an answer of another type")
        self._refuse_death(answer, code, seconds)
        return {**answer, "exit_code": code}

    def _refuse_death(self, answer: dict[str, Any], code: int, seconds: float) -> None:
        errors = answer.get("stderr")
        errors = errors if type(errors) is str else ""
        cpu = answer.get("cpu_seconds")
        used_up = type(cpu) is float and cpu >= seconds
        if answer.get("late") is True or used_up or code == -signal.SIGXCPU:
            raise TimeLimit(f"the program was not finished after {seconds:g} seconds")
        if code and any(words in errors for words in OUT_OF_MEMORY):
            raise MemoryLimit("it needed more memory than the limit allows")
        if code == -signal.SIGXFSZ:
            raise Crash("the program wrote a file that is too large")
        if code == -signal.SIGKILL:
            raise MemoryLimit("it was ended from outside, as happens to what takes all memory")
        if code < 0:
            raise Crash(CRASHED, errors[-MOST_WORDS:])

    def _built(self) -> dict[str, bytes]:
        """What the compiler made of it, from the first time on."""
        known = self.session.built.get(self.found.path)
        if known is None:
            try:
                known = self._compile()
            except SubmissionFault as fault:
                known = fault
            self.session.built[self.found.path] = known
        if isinstance(known, SubmissionFault):
            raise known
        return known

    def _compile(self) -> dict[str, bytes]:
        """Compile the named file; where it isn't all of the program, with the others beside it."""
        try:
            return self._compiled(self.found)
        except NotCompiled as fault:
            beside = self._beside()
            if not beside or UNDEFINED not in str(fault):
                raise
        return self._compiled(self.found._replace(beside=beside))

    def _beside(self) -> tuple[str, ...]:
        """The C++ files in the same folder or below it that are no programs of their own."""
        folder = posixpath.dirname(self.found.path)
        return tuple(
            path
            for path, content in sorted(self.session.submission.files.items())
            if path.endswith(".cpp")
            and path != self.found.path
            and path.startswith(f"{folder}/" if folder else "")
            and not MAIN.search(text_of(content))
        )

    def _compiled(self, found: HandedIn) -> dict[str, bytes]:
        seconds = self.spec.compile_seconds
        request = {
            **self._request(seconds, COMPILE_MB, b""),
            "most_output": MOST_OUTPUT,
            "files": self._own_files(),
            "folders": [BUILD],
            "program": "",
            "command": self.tools.compiling(self.spec, found),
        }
        try:
            answer = self._ask(request, seconds, 0)
        except TimeLimit:
            answer = {"late": True}
        if answer.get("late") is True or answer.get("code") == -signal.SIGXCPU:
            raise TimeLimit(f"{self.found.label} was not compiled after {seconds:g} seconds")
        if answer.get("code") != 0:
            output = f"{answer.get('stdout')}\n{answer.get('stderr')}"
            raise self._not_compiled(int(answer["code"]), output)
        if int(answer["size"]) > MOST_BYTES or int(answer["count"]) > MOST_BUILT:
            raise NotCompiled(f"{self.found.label} compiles to more than {MOST_BYTES // MIB} MiB")
        files = dict(answer["files"])
        return {path: data for path, data in files.items() if path.startswith(f"{BUILD}/")}

    def _not_compiled(self, code: int, output: str) -> Exception:
        """The first errors of the compiler: it saw the submission alone, so nothing is hidden."""
        missing = [
            entry
            for entry in (*self.spec.class_path, *self.spec.include)
            if not os.path.exists(entry)
        ]
        if missing and LACKING.search(output):
            return HostError(
                f"{self.found.label} doesn't compile, and this host lacks {', '.join(missing)}, "
                "which the manifest names under [[programs]]: install it"
            )
        told = "; ".join(list(_errors(output))[:MOST_ERRORS])
        if not told and (not output.strip() or any(words in output for words in HOST_TROUBLE)):
            return HostError(
                f"the compiler of {self.found.label} doesn't work (exit code {code}): "
                f"{output.strip()[-MOST_WORDS:] or 'it says nothing'}"
            )
        overtaxed = code < 0 or any(words in output for words in OVERTAXED)
        unnamed = "it is more than the compiler can do within its limits" * overtaxed
        reason = told or unnamed or "the compiler names no line"
        return NotCompiled(f"{self.found.label} does not compile: {reason}")

    def _own_files(self) -> dict[str, bytes]:
        submission = self.session.submission
        return {**submission.files, self.found.path: self.found.text.encode()}

    def _request(self, seconds: float, memory_mb: int, run_filter: bytes) -> dict[str, Any]:
        hardened = self.launcher.isolation.level == "full"
        limits = {
            "cpu_seconds": max(1, round(seconds)),
            "memory_bytes": memory_mb * MIB,
            "filter": run_filter,
        }
        return {
            "environment": self.tools.environment(),
            "wall_seconds": seconds * SLEEP_FACTOR + SLEEP_EXTRA if hardened else seconds,
            "limits": limits if hardened else None,
            "most_files": MOST_BUILT,
            "most_bytes": MOST_BYTES,
        }

    def _ask(self, request: dict[str, Any], seconds: float, seed: int) -> dict[str, Any]:
        extra = max(COMPILE_MB, self.tools.extra_mb)
        return ask_once(
            self.session, "tool", request, seconds + GRACE, seed, self.launcher, extra_mb=extra
        )


def _errors(output: str) -> Iterator[str]:
    """Each error of the submission's own lines, with the name that javac tells on a later line."""
    errors = [*ERROR.finditer(output)]
    starts = [*(error.start() for error in errors), len(output)]
    for error, end in zip(errors, starts[1:], strict=True):
        path, line, words = error.groups()
        path = path.removeprefix("./")
        if not path.startswith("/"):
            symbol = SYMBOL.search(output, error.end(), end)
            named = f" ({symbol[1]})" if symbol else ""
            yield f"{path}, line {line}: {words[:MOST_WORDS]}{named}"
    yield from LINKING.findall(output)

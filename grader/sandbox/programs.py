"""Runs programs that a submission holds, each run in a process and a folder of its own."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from grader.errors import AuthorError, CheckFailed, StudentError
from grader.model import Language, ProgramSpec
from grader.sandbox import told
from grader.sandbox.compiled import Compiled
from grader.sandbox.handed import HandedIn, program_of
from grader.sandbox.once import MOST_BYTES, ask_once
from grader.sandbox.session import MIB, Session
from grader.sandbox.traces import java_error

MOST_FILES = 100
MOST_INPUT = 100 * MIB
PATH = re.compile(r"(?:[\w+=@~,-][\w .+=@~,-]{0,99}/){0,8}[\w+=@~,-][\w .+=@~,-]{0,99}", re.ASCII)
"""Names of files that may come back: relative, no dot in front, nothing that a terminal obeys."""


class Run:
    """What one run of a program gave.

    exit_code; stdout and stderr (bounded text); files: what it wrote, by relative path; fault: the
    StudentError of a run that ended with an exception or another exit code than 0.
    """

    def __init__(
        self,
        exit_code: int,
        stdout: str,
        stderr: str,
        files: dict[str, bytes],
        known: frozenset[str],
    ) -> None:
        """known: names that a message may show, because nobody chose them during the run."""
        self.exit_code = exit_code
        self.stdout = stdout
        self.stderr = stderr
        self.files = files
        self.known = known
        self.fault: Exception | None = None

    def text(self, name: str) -> str:
        """The text of a file that the program wrote; `fault` or CheckFailed where it wrote none."""
        if name in self.files:
            return self.files[name].decode("utf-8", "replace")
        if self.fault is not None:
            raise self.fault
        shown = sorted(name for name in self.files if name in self.known)
        others = len(self.files) - len(shown)
        told = shown + ([f"{others} other file{'s' * (others > 1)}"] if others else [])
        what = f"it wrote {', '.join(told)}" if told else "it wrote no file"
        raise CheckFailed(
            f"the program did not write {name}; {what}",
            f"it wrote {', '.join(sorted(self.files))}" if others else "",
        )


class Programs:
    """The `program` of a check: `program("neuralnet", ["train.csv"], files={...})`.

    fault: that of the first run with one. A check that fails tells it instead of its own message.
    """

    def __init__(self, session: Session, seed: int, seconds: float) -> None:
        self.session = session
        self.seed = seed
        self.seconds = seconds
        self.printed = ""
        self.fault: Exception | None = None

    def __call__(
        self,
        name: str,
        arguments: Sequence[object] = (),
        *,
        files: Mapping[str, bytes] | None = None,
        seconds: float | None = None,
        fails: bool = False,
    ) -> Run:
        """Run the student's program to its end.

        arguments: as on a command line, each made a string. files: what lies in its folder, beside
        the submission's own files. seconds: CPU seconds it may take (None: those of the check).
        fails: a nonzero exit is no fault.
        Raises CheckFailed where the program is missing or wrote too much, StudentError where it
        raised or exited with another code than 0 and wrote no file, NotCompiled, TimeLimit,
        MemoryLimit or Crash; AuthorError for a program that the manifest lacks or for unusable
        files. What a program wrote before it ended so may be right all the same.
        """
        test = sys._getframe(1)
        at = f"{test.f_code.co_filename}:{test.f_lineno}"
        spec = self._spec(name, at)
        given = _given(files or {}, at)
        found = program_of(spec, self.session.submission)
        words = [str(argument) for argument in arguments]
        self.seed += 1  # two runs of one check don't draw the same numbers
        how = self._run_python if found.language == "python" else self._run_compiled
        answer = how(spec, found, words, given, seconds or self.seconds)
        run = self._run(answer, words, given)
        self.printed += run.stdout + run.stderr
        self.session.results.add_files(run.files)
        raised = answer.get("raised")
        if not fails and (raised is not None or run.exit_code):
            run.fault = self._fault(raised, run, found.language)
            self.fault = self.fault or run.fault
            if not run.files:
                raise run.fault
        _refuse_flood(answer)
        return run

    def _spec(self, name: str, at: str) -> ProgramSpec:
        for spec in self.session.assignment.programs:
            if spec.name == name:
                return spec
        known = ", ".join(spec.name for spec in self.session.assignment.programs) or "none"
        raise AuthorError(
            f"{at}: this check runs the program {name!r}, which the manifest lacks under "
            f"[[programs]]; it has: {known}"
        )

    def _run_compiled(
        self,
        spec: ProgramSpec,
        found: HandedIn,
        words: list[str],
        given: dict[str, bytes],
        seconds: float,
    ) -> dict[str, Any]:
        return Compiled(self.session, spec, found).run(words, given, seconds, self.seed)

    def _run_python(
        self,
        spec: ProgramSpec,
        found: HandedIn,
        words: list[str],
        given: dict[str, bytes],
        seconds: float,
    ) -> dict[str, Any]:
        submission = self.session.submission
        others = {
            source.path: source.cells[0]
            for source in submission.sources
            if not source.notebook and source.path != found.path
        }
        own = {path: cell.source.encode("utf-8", "replace") for path, cell in others.items()}
        request = {
            "script": found.path,
            "text": found.text,
            "label": found.label,
            "arguments": words,
            "files": {**submission.files, **own, **given},
            "labels": [[path, cell.label] for path, cell in others.items()],
            "most_output": self.session.limits.output_kb * 1024,
            "most_files": MOST_FILES,
            "most_bytes": MOST_BYTES,
        }
        return ask_once(self.session, "program", request, seconds, self.seed)

    def _run(self, answer: dict[str, Any], words: list[str], given: dict[str, bytes]) -> Run:
        files = answer.get("files")
        files = files if type(files) is dict else {}
        code = answer.get("exit_code")
        most = self.session.limits.output_kb * 1024 + 100
        return Run(
            code if type(code) is int and 0 <= code < 256 else 1,
            told.text(answer.get("stdout"), most),
            told.text(answer.get("stderr"), most),
            {
                path: content
                for path, content in files.items()
                if type(path) is str and PATH.fullmatch(path) and type(content) is bytes
            },
            frozenset((*words, *given, *self._named(files))),
        )

    def _named(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths that stand in quotes in the student's own sources."""
        texts = self.session.origin.texts
        return (p for p in paths if any(f"{q}{p}{q}" in text for text in texts for q in "\"'"))

    def _fault(self, raised: Any, run: Run, language: Language) -> Exception:
        """What the program raised, or a StudentError of its exit code and last line of stderr."""
        fault = told.student_error(raised, self.session.origin) if raised is not None else None
        if fault is not None and getattr(fault, "kind", "") != "SystemExit":
            return fault
        thrown = java_error(run.stderr, self.session.origin) if language == "java" else None
        if thrown is not None:
            return thrown
        lines = [line.strip() for line in run.stderr.splitlines() if line.strip()]
        words = ", ".join([f"exit code {run.exit_code}", *lines[-1:]])
        place = fault.place if isinstance(fault, StudentError) else ""
        kind = "SystemExit" if language == "python" else "an exit code other than 0"
        return StudentError(kind, words[: told.MOST_TEXT], place)


def _refuse_flood(answer: dict[str, Any]) -> None:
    """Raise CheckFailed where there was more than came back."""
    count, size = answer.get("count"), answer.get("size")
    if type(count) is not int or count > MOST_FILES:
        raise CheckFailed(f"the program wrote more than {MOST_FILES} files")
    if type(size) is not int or size > MOST_BYTES:
        raise CheckFailed(f"the program wrote more than {MOST_BYTES // MIB} MiB of files")


def _given(files: Mapping[str, bytes], at: str) -> dict[str, bytes]:
    """The files of a run, verified: a mistake in them is the test's, not the student's."""
    for path, content in files.items():
        if not PATH.fullmatch(path) or type(content) is not bytes:
            raise AuthorError(
                f"{at}: file {path!r} of a program: a plain relative path and bytes are needed"
            )
    if sum(map(len, files.values())) > MOST_INPUT:
        raise AuthorError(f"{at}: files of a program have more than {MOST_INPUT // MIB} MiB")
    return dict(files)

"""A program of the reference, or of a variant of it, run in this process: no sandbox, no fork."""

import contextlib
import io
import os
import sys
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grader.errors import TimeLimit
from grader.model import ProgramSpec
from grader.runner.cpu_limit import CpuLimit
from grader.sandbox.handed import HandedIn
from grader.sandbox.programs import Programs
from grader.sandbox.remove import remove_tree
from grader.sandbox.temporary import TemporaryFolder


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
            exit_code, raised = _ended(code, self.session.limit)
            files = scratch.files()
        written = {p: b for p, b in files.items() if {**own, **given}.get(p) != b}
        size = sum(map(len, written.values()))
        said = {"exit_code": exit_code, "stdout": out.getvalue(), "stderr": ""}
        return {"files": written, "count": len(written), "size": size, "raised": raised, **said}


def _ended(code: list[types.CodeType], limit: CpuLimit) -> tuple[int, dict[str, str] | None]:
    """What a program ends with: its exit code, and what it raised."""
    try:
        limit.execute(code, {"__name__": "__main__"})
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
            os.chdir(before)
            _empty(self._folder.path / "home")

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


def _empty(folder: Path) -> None:
    """Remove all that is in a folder."""
    with os.scandir(folder) as entries:
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

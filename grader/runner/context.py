"""What a running check can reach: the submission, the reference, data and random numbers."""

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.datasets import DataShelf, Loaded
from grader.errors import AuthorError
from grader.model import (
    CourseAssignment,
    DataUsed,
    Status,
    Submission,
)
from grader.runner.collect import author_error
from grader.runner.harmless import Own
from grader.sandbox.programs import Programs
from grader.sandbox.session import Session


def seed_of(secret: bytes, *parts: str) -> int:
    """The seed of random numbers: other parts, other numbers; the same in a regrade."""
    text = "\0".join(parts).encode("utf-8", "replace")
    return int.from_bytes(hashlib.sha256(secret + text).digest()[:8], "little")


def secret_of(assignment: CourseAssignment) -> bytes:
    """What makes seeds unforeseeable for students, who know every name in them: the reference.

    b"" in a handout, which holds no reference and no hidden checks.
    """
    digest = hashlib.sha256()
    if assignment.reference is None:
        return b""
    for file in assignment.spec.files:
        digest.update((assignment.reference / file.path).read_bytes())
    return digest.digest()


class Reference:
    """The reference solution: every name of its expected files, loaded in the trusted process."""

    def __init__(self, assignment: CourseAssignment) -> None:
        if assignment.reference is None:
            raise AuthorError(
                f"{assignment.public}: a public check asks for the reference, which a handout "
                "doesn't hold: use golden values or finite differences"
            )
        files = [file.path for file in assignment.spec.files if file.path.endswith(".py")]
        self._modules = [self._load(assignment.reference / path) for path in files]

    def _load(self, path: Path) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"reference_{path.stem}", path)
        if spec is None or spec.loader is None:
            raise AuthorError(f"{path}:1: the reference can't be imported")
        module = importlib.util.module_from_spec(spec)
        sys.path.insert(0, str(path.parent))
        try:
            spec.loader.exec_module(module)
        except (Exception, SystemExit) as error:
            raise author_error(
                error, path, path.parent, "the reference can't be imported"
            ) from None
        finally:
            sys.path.remove(str(path.parent))
            _forget(path.parent)
        return module

    def __getattr__(self, name: str) -> Any:
        for module in self.__dict__.get("_modules", ()):
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(f"the reference has no {name}")


def _forget(folder: Path) -> None:
    """Let no other assignment's reference find a module of this one under the same name."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and Path(file).parent == folder:
            del sys.modules[name]


class Data:
    """The datasets of a run, and which of them the current submission's checks used."""

    def __init__(self, shelf: DataShelf, allowed: tuple[str, ...]) -> None:
        self.shelf = shelf
        self.allowed = allowed
        self.used: dict[str, DataUsed] = {}

    def __call__(self, name: str) -> Loaded:
        if name not in self.allowed:
            raise AuthorError(f"the manifest's `datasets` lacks {name!r}, which a check asks for")
        dataset = self.shelf.get(name)
        self.used[name] = dataset.used
        return dataset


class Running:
    """One submission while its checks run.

    programs: the class that runs the submission's programs.
    """

    def __init__(
        self, submission: Submission, session: Any, programs: type[Programs] = Programs
    ) -> None:
        self.student = submission.student
        self.session: Session = session
        self.kind = programs
        self.own = Own(session.origin)
        self.statuses: dict[str, Status] = {}
        self.blocked_by: dict[str, str] = {}
        self.programs: Programs | None = None

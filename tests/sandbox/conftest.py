"""What the sandbox's tests share: servers of both modes, and a submission from a text."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.model import (
    Assignment,
    Cell,
    ChildSpec,
    ExpectedFile,
    Language,
    Limits,
    ProgramSpec,
    Source,
    Submission,
)
from grader.sandbox.forked import ForkServer
from grader.sandbox.plain import PlainLauncher
from grader.sandbox.process import Launcher
from grader.sandbox.programs import Programs
from grader.sandbox.proxy import RemoteSubmission
from grader.sandbox.session import Session
from grader.sandbox.shared import SharedArrays

LIMITS = Limits(
    load_seconds=2.5, check_seconds=1.0, total_seconds=60.0, memory_mb=256, output_kb=1, reply_mb=8
)


def assignment(limits: Limits = LIMITS, python: str = "") -> Assignment:
    """An assignment that expects one file."""
    return Assignment(
        id="t",
        title="",
        source="",
        problems=(),
        files=(ExpectedFile(path="work.py"),),
        child=ChildSpec(python=python),
        limits=limits,
    )


def handed_in(*texts: str, files: dict[str, bytes] | None = None) -> Submission:
    """A submission of one Python file, or of further ones called part1.py and so on."""
    names = ["work.py", *(f"part{n}.py" for n in range(1, len(texts)))]
    sources = tuple(
        Source(path=name, notebook=False, cells=(Cell(label=name, source=text),))
        for name, text in zip(names, texts, strict=True)
    )
    return Submission(student="s", entry="work.py", sources=sources, files=files or {})


class LandlockServer(ForkServer):
    """A fork server on a host that gives no mounts: Landlock and seccomp alone."""

    def _start(self, interpreter: Any, config: dict[str, Any]) -> dict[str, Any]:
        return super()._start(interpreter, dict(config, jail=False))


class Bench:
    """Starts sessions and closes them."""

    def __init__(self, launcher: Launcher, by_path: bool = False) -> None:
        self.launcher = launcher
        self.shared = SharedArrays(by_path)
        self.sessions: list[Session] = []

    def session(self, *texts: str, limits: Limits = LIMITS, files: Any = None) -> Session:
        """A session that has not begun."""
        made = Session(
            self.launcher, assignment(limits), handed_in(*texts, files=files), self.shared
        )
        self.sessions.append(made)
        return made

    def run(self, *texts: str, limits: Limits = LIMITS, files: Any = None) -> RemoteSubmission:
        """A submission in the middle of its first check."""
        session = self.session(*texts, limits=limits, files=files)
        session.begin(1, limits.check_seconds)
        return RemoteSubmission(session)

    def close(self) -> None:
        """End every process."""
        for session in self.sessions:
            session.close()
        self.shared.close()


def _server(kind: type[ForkServer], python: str = "") -> ForkServer:
    if sys.platform != "linux":
        pytest.skip("hardened processes need Linux")
    return kind(assignment(python=python))


def _others_can_read(path: str) -> bool:
    """Whether every folder on the way may be entered by any user."""
    real = Path(path).resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (real, *real.parents))


@pytest.fixture(scope="session")
def public_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter with numpy that any user can read: this one, or the system's beside it."""
    import numpy

    packages = str(Path(numpy.__file__).parents[1])
    if _others_can_read(sys.base_prefix) and _others_can_read(packages):
        return sys.executable
    system = f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}"
    if not os.path.exists(system) or not _others_can_read(packages):
        pytest.skip("the interpreter lies in a private folder, and the system has no other one")
    folder = tmp_path_factory.mktemp("python")
    subprocess.run([system, "-m", "venv", "--without-pip", str(folder)], check=True)
    (place,) = folder.glob("lib/python3.*/site-packages")
    (place / "numpy.pth").write_text(packages + "\n")
    for made in (folder, *folder.parents):
        if made.stat().st_uid == os.geteuid() and str(made) not in ("/", "/tmp"):
            made.chmod(made.stat().st_mode | stat.S_IXOTH | stat.S_IXGRP)
    return str(folder / "bin" / "python")


@pytest.fixture(scope="session")
def jailed_server() -> Iterator[ForkServer]:
    server = _server(ForkServer)
    yield server
    server.close()


@pytest.fixture(scope="session")
def landlock_server(public_python: str) -> Iterator[ForkServer]:
    server = _server(LandlockServer, public_python)
    yield server
    server.close()


@pytest.fixture(params=["jail", "landlock"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """A bench of each mode, where this host has it."""
    name = {"jail": "jailed_server", "landlock": "landlock_server"}[request.param]
    server: ForkServer = request.getfixturevalue(name)
    if request.param == "jail" and not server.jailed:
        pytest.skip(f"this host gives no mount namespace: {server.problem}")
    if request.param == "landlock" and server.ruleset < 0:
        pytest.skip("this host has no Landlock")
    made = Bench(server)
    yield made
    made.close()


@pytest.fixture
def jail(jailed_server: ForkServer) -> Iterator[Bench]:
    """The bench that grading uses on this host, whatever it gives."""
    made = Bench(jailed_server)
    yield made
    made.close()


@pytest.fixture
def make_bench() -> Callable[..., Bench]:
    """The class, for tests that start a launcher of their own."""
    return Bench


@pytest.fixture
def open_files() -> Callable[[], int]:
    """How many descriptors this process has open."""
    return lambda: len(os.listdir("/proc/self/fd"))


@pytest.fixture
def make_assignment() -> Callable[..., Assignment]:
    """`assignment`, for tests that start a launcher of their own."""
    return assignment


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder in which temporary files are made."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


LANGUAGES: tuple[Language, ...] = ("python", "java", "cpp")


class Runner:
    """Runs the program `work` of submissions that are made of a few texts."""

    def __init__(self, launcher: Launcher, kind: str) -> None:
        self.launcher = launcher
        self.kind = kind
        self.shared = SharedArrays(kind == "plain")
        self.sessions: list[Session] = []

    def hand_in(self, files: dict[str, str | bytes], limits: Limits = LIMITS) -> Programs:
        """The programs of a submission; Python sources and other files, by path."""
        sources = tuple(
            Source(path=path, notebook=False, cells=(Cell(label=path, source=text),))
            for path, text in files.items()
            if isinstance(text, str) and path.endswith(".py")
        )
        others = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in files.items()
            if isinstance(content, bytes) or not path.endswith(".py")
        }
        spec = msgspec.structs.replace(
            assignment(limits), programs=(ProgramSpec(name="work", languages=LANGUAGES),)
        )
        submission = Submission(student="s", entry="e", sources=sources, files=others)
        session = Session(self.launcher, spec, submission, self.shared)
        self.sessions.append(session)
        return Programs(session, 1, limits.check_seconds)

    def run(self, text: str, arguments: Any = (), **options: Any) -> Any:
        """One run of one Python text."""
        limits = options.pop("limits", LIMITS)
        own = options.pop("own", {})
        return self.hand_in({"work.py": text, **own}, limits)("work", arguments, **options)


@pytest.fixture(scope="session")
def plain_launcher() -> PlainLauncher:
    return PlainLauncher(assignment())


def _launcher(request: pytest.FixtureRequest, kind: str) -> Launcher:
    if kind == "plain":
        return request.getfixturevalue("plain_launcher")
    name = {"jail": "jailed_server", "landlock": "landlock_server"}[kind]
    server: ForkServer = request.getfixturevalue(name)
    if kind == "jail" and not server.jailed:
        pytest.skip(f"this host gives no mount namespace: {server.problem}")
    if kind == "landlock" and server.ruleset < 0:
        pytest.skip("this host has no Landlock")
    return server


@pytest.fixture(params=["jail", "landlock", "plain"])
def runner(request: pytest.FixtureRequest) -> Runner:
    """Runs programs in each mode that this host has, and without isolation."""
    return Runner(_launcher(request, request.param), request.param)


@pytest.fixture(params=["jail", "landlock"])
def hardened(request: pytest.FixtureRequest) -> Runner:
    """Runs programs in each hardened mode that this host has."""
    return Runner(_launcher(request, request.param), request.param)


@pytest.fixture
def hardest(jailed_server: ForkServer) -> Runner:
    """Runs programs as grading does on this host, whatever it gives."""
    return Runner(jailed_server, "jail")

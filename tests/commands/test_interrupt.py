"""A run that is interrupted, wherever it is, leaves no folder and no process behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ..small import RIGHT, hand_in, isolation, make_course

RUN = """
import importlib, os, sys

def interrupt(where, name, when, number):
    '''Send this process a signal when a function of the grader begins or has ended.'''
    holder = importlib.import_module(where)
    *path, last = name.split(".")
    for part in path:
        holder = getattr(holder, part)
    whole = getattr(holder, last)
    def replaced(*arguments, **options):
        if when == "begins":
            os.kill(os.getpid(), number)
        result = whole(*arguments, **options)
        if when == "ended":
            os.kill(os.getpid(), number)
        return result
    setattr(holder, last, replaced)

if sys.argv[1] != "nowhere":
    interrupt(*sys.argv[1:4], int(sys.argv[4]))
del sys.argv[1:5]
from grader.cli import main
main()
"""
GUARD = """
import os, signal, subprocess, sys
from grader.sandbox.child import kernel

kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
code = subprocess.Popen(sys.argv[1:], start_new_session=True).wait()
signal.alarm(60)  # a process that stays ends this guard, and that tells
while True:
    try:
        os.wait()  # orphans become its children
    except ChildProcessError:
        break
sys.exit(code)
"""
POINTS = [
    ("tempfile", "mkdtemp"),
    ("subprocess", "Popen.__init__"),
    ("grader.sandbox.forked", "Channel"),
    ("grader.sandbox.forked", "ForkServer.request"),
    ("grader.sandbox.forked", "ForkServer.close"),
    ("grader.sandbox.session", "Session.begin"),
    ("grader.runner.bench", "Bench.__init__"),
    ("os", "rmdir"),
]
PLAIN_POINTS = [
    ("tempfile", "mkdtemp"),
    ("subprocess", "Popen.__init__"),
    ("grader.sandbox.plain", "PlainProcess.end"),
]
NOWHERE = ("nowhere", "", "", "0")
INTERRUPTED = 130
IN_A_CHECK = """
@points(1, problem="1a", title="is interrupted")
def test_interrupted(submission):
    import contextlib, multiprocessing, os, signal, time
    submission.double(1)
    parent = multiprocessing.parent_process().pid
    with contextlib.suppress(ProcessLookupError):  # the other process was faster
        {how}
    time.sleep(600)
"""

linux = pytest.mark.skipif(
    sys.platform != "linux" or isolation() != "full", reason="needs a host that isolates"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    make_course(tmp_path / "course")
    hand_in(tmp_path / "in", RIGHT)
    (tmp_path / "temporary").mkdir()
    return tmp_path


def run(folder: Path, point: tuple[str, ...], *arguments: str) -> int:
    """Exit code of a run that is interrupted at a point; all of its processes have ended."""
    script = [sys.executable, "-c", RUN, *point, "run", "-a", "toy", *arguments]
    ran = subprocess.run(
        [sys.executable, "-c", GUARD, *script],
        env=os.environ | {"TMPDIR": str(folder / "temporary")},
        cwd=folder / "course",
        capture_output=True,
        text=True,
    )
    assert ran.returncode != -signal.SIGALRM, f"a process is left: {ran.stderr}"
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode


def left(folder: Path) -> list[str]:
    return sorted(os.listdir(folder / "temporary"))


signals = pytest.mark.parametrize(
    ("when", "number"), [("begins", signal.SIGINT), ("ended", signal.SIGTERM)]
)


@linux
@signals
@pytest.mark.parametrize(("where", "name"), POINTS)
def test_nothing_is_left(
    where: str, name: str, when: str, number: signal.Signals, course: Path
) -> None:
    assert run(course, (where, name, when, str(int(number))), "../in/ada.py") == INTERRUPTED
    assert left(course) == []


@signals
@pytest.mark.parametrize(("where", "name"), PLAIN_POINTS)
@pytest.mark.skipif(os.name != "posix", reason="other systems have other signals")
def test_nothing_is_left_without_isolation(
    where: str, name: str, when: str, number: signal.Signals, course: Path
) -> None:
    point = (where, name, when, str(int(number)))
    assert run(course, point, "../in/ada.py", "--isolation", "none") == INTERRUPTED
    assert left(course) == []


@linux
@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("os.kill(parent, signal.SIGTERM)", INTERRUPTED),
        ("os.killpg(0, signal.SIGINT)", INTERRUPTED),  # as a terminal does
        ("os.killpg(0, signal.SIGHUP)", INTERRUPTED),
        ("os.kill(parent, signal.SIGKILL)", 256 - signal.SIGKILL),
    ],
)
def test_nothing_is_left_of_the_processes_of_a_class(how: str, code: int, tmp_path: Path) -> None:
    hidden = IN_A_CHECK.format(how=how)
    make_course(tmp_path / "course", hidden=hidden, public="", problems={"1a": 1})
    (tmp_path / "temporary").mkdir()
    for number in range(30):  # more than one chunk for each process
        hand_in(tmp_path / "in", RIGHT, f"s{number}.py")
    assert run(tmp_path, NOWHERE, "../in", "--class", "--jobs", "2") == code
    assert left(tmp_path) == []


@linux
def test_what_a_killed_run_left_is_removed_by_the_next_one(course: Path) -> None:
    point = ("grader.sandbox.session", "Session.begin", "ended", str(int(signal.SIGKILL)))
    run(course, point, "../in/ada.py")
    assert len(left(course)) == 1
    assert run(course, NOWHERE, "../in/ada.py") == 0
    assert left(course) == []

"""The whole way, from a path on the command line to the files of a report, as processes."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.report.record import read as read_report

from .small import HALF, RIGHT, hand_in, isolation, make_course

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


WATCH = """
import ctypes, os, pathlib, signal, subprocess, sys, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # orphans become children of this process

def children():
    for place in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = place.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == os.getpid() and state != "Z":
            yield int(place.parent.name)

code = subprocess.call(sys.argv[1:])
end = time.monotonic() + 5
while list(children()) and time.monotonic() < end:
    time.sleep(0.05)
left = list(children())
for process in left:
    os.kill(process, signal.SIGKILL)
sys.exit(99 if left else code)
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="orphans are counted by /proc")


def grader(*arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command; code 99 where a process of it lives on."""
    watch = [sys.executable, "-c", WATCH] if sys.platform == "linux" else []
    command = [*watch, sys.executable, "-c", "from grader.cli import main; main()"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHONDONT"))}
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd,
        env={**kept, "COLUMNS": "80", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@linux
def test_the_watch_sees_what_is_left() -> None:
    leaver = "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"
    for script, code in ((leaver, 99), ("pass", 0)):
        command = [sys.executable, "-c", WATCH, sys.executable, "-c", script]
        assert subprocess.run(command, check=False, timeout=60).returncode == code


@linux
@pytest.mark.parametrize("level", sorted({isolation(), "none"}))
def test_nothing_is_left_behind(level: str, tmp_path: Path) -> None:
    make_course(tmp_path / "course", more="[limits]\ncheck_seconds = 0.5\n")
    temporary = tmp_path / "tmp"
    temporary.mkdir(mode=0o777)
    temporary.chmod(0o777)
    given = tmp_path / "course/class"
    hand_in(given, RIGHT, "right.py")
    hand_in(given, "def double(x):\n    while True: pass\n", "loop.py")
    hand_in(given, "import os\ndef double(x):\n    os._exit(1)\n", "exit.py")
    text = "import subprocess\nsubprocess.Popen(['sleep', '60'])\n"
    text += "open('/tmp/left', 'w').write('x')\n"
    if level == "full":
        hand_in(given, text + RIGHT, "leaver.py")
    options = ("--class", "--isolation", level, "--out", tmp_path / "out")
    ran = grader("run", given, *options, cwd=tmp_path / "course", TMPDIR=str(temporary))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert list(temporary.iterdir()) == []
    assert not (Path(tempfile.gettempdir()) / "left").exists()
    assert sorted(path.name for path in given.iterdir()) == sorted(
        path.name for path in given.glob("*.py")
    )


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_class_stops_soon_and_tidies_up(
    number: signal.Signals, tmp_path: Path
) -> None:
    make_course(tmp_path / "course", more="[limits]\ncheck_seconds = 1\n")
    for index in range(75):  # three chunks; one that loops in each
        loops = "def double(x):\n    while True: pass\n"
        hand_in(tmp_path / "course/class", RIGHT if index > 2 else loops, f"s{index:02}.py")
    temporary = tmp_path / "tmp"
    temporary.mkdir(mode=0o777)
    temporary.chmod(0o777)
    script = "from grader.cli import main; main()"
    options = ("--class", "--isolation", isolation(), "--out", str(tmp_path / "out"))
    ran = subprocess.Popen(
        [sys.executable, "-c", WATCH, sys.executable, "-u", "-c", script, "run", "class", *options],
        cwd=tmp_path / "course",
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ran.stdout is not None
    first = ran.stdout.readline()
    (grader_process,) = children_of(ran.pid)
    os.kill(grader_process, number)
    rest = ran.stdout.read()
    assert ran.wait(60) == 130, first + rest
    assert "grader: interrupted" in rest
    assert (first + rest).count(" / 7") < 75
    assert list(temporary.iterdir()) == []


def children_of(process: int) -> list[int]:
    """Direct children, by the kernel's list."""
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(number) for number in text.split()]


def test_grading_leaves_the_course_fit_for_a_handout(tmp_path: Path) -> None:
    make_course(tmp_path)
    path = hand_in(tmp_path / "in", HALF)
    assert grader("run", path, "--isolation", "none", cwd=tmp_path).returncode == 0
    ran = grader("handout", "toy", "--out", "given", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    files = {str(p.relative_to(tmp_path / "given")) for p in (tmp_path / "given").rglob("*.*")}
    assert files == {"README.md", "grader.toml", "toy.py", "tests/public/test_shown.py"}


def test_a_graders_crash_and_a_missing_file_have_their_codes(tmp_path: Path) -> None:
    make_course(tmp_path)
    assert grader("run", "gone.py", cwd=tmp_path).returncode == 1
    assert grader("run", cwd=tmp_path).returncode == 2
    blocked = hand_in(tmp_path, "", "blocked")  # a file where the report's folder should be
    options = ("--isolation", "none", "--out", blocked)
    ran = grader("run", hand_in(tmp_path, RIGHT), *options, cwd=tmp_path)
    assert ran.returncode == 3
    assert "choose another folder" in ran.stderr


def test_output_without_a_terminal_is_plain_in_any_encoding(tmp_path: Path) -> None:
    make_course(tmp_path)
    path = hand_in(tmp_path, HALF.replace("return x * 2\n", "return x * 2 # \u2713\n"))
    options = ("--isolation", "none", "-v")
    ran = grader("run", path, *options, cwd=tmp_path, PYTHONIOENCODING="ascii", NO_COLOR="")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.isascii()
    assert "\x1b" not in ran.stdout + ran.stderr
    assert max(map(len, ran.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("right.py", "right"),
        ("three_mistakes.py", "three_mistakes"),
        ("alex_4711.ipynb", "alex_4711"),
    ],
)
def test_the_examples_are_read_and_their_layers_are_right(
    name: str, student: str, tmp_path: Path
) -> None:
    options = ("--only", "4.2a", "--isolation", isolation(), "--out", tmp_path)
    ran = grader("run", EXAMPLES / name, "-a", "umich_ps4", *options, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    report = read_report(tmp_path / "report.json")
    assert (report.student, report.score, report.max_score) == (student, 2, 2)


def test_the_three_mistakes_are_found_where_they_are(tmp_path: Path) -> None:
    parts = {}
    for problem in ("4.1b", "4.1c", "4.2b", "4.2d", "4.2g", "4.2h"):
        options = ("--only", problem, "--isolation", isolation(), "--out", tmp_path / problem)
        path = EXAMPLES / "three_mistakes.py"
        ran = grader("run", path, "-a", "umich_ps4", *options, cwd=ROOT)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        (found,) = read_report(tmp_path / problem / "report.json").problems
        parts[problem] = found.score / found.max_score
    assert {problem for problem, part in parts.items() if part == 1} == {"4.1c", "4.2b", "4.2g"}
    assert {problem for problem, part in parts.items() if 0 < part < 1} == {"4.1b", "4.2d"}
    assert parts["4.2h"] == 0

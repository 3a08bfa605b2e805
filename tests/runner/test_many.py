"""A class on several processes: every entry its own result, whatever its neighbours do."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.errors import HostError, UsageError
from grader.intake import entries
from grader.model import Report, Submission
from grader.report import FailedEntry
from grader.runner import many
from grader.runner.bench import Bench
from grader.runner.many import Result, Settings, grade_class, grade_entries

from ..small import HALF, RIGHT, graded, hand_in, isolation, make_course, timeless

LOOPS = "def double(x):\n    while True:\n        pass\n"
DIES = "import os\ndef double(x):\n    os.kill(os.getpid(), 9)\n"
DIES_AT_ONCE = "import os\nos._exit(0)\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path, more="[limits]\ncheck_seconds = 0.5\nload_seconds = 2\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = tmp_path / "class"
    texts = {"right": RIGHT, "half": HALF, "loops": LOOPS, "dies": DIES, "exits": DIES_AT_ONCE}
    for name, text in texts.items():
        hand_in(given, text, f"{name}.py")
    hand_in(given, "not a notebook", "broken.ipynb")
    hand_in(given, RIGHT, "zz_last.py")
    return given


def settings(course: Path) -> Settings:
    return Settings(assignment=course, isolation=isolation())


def test_every_entry_has_the_result_that_it_has_alone(
    course: Path, folder: Path, tmp_path: Path
) -> None:
    seen: list[Result] = []
    paths = entries(folder)
    results = grade_class(settings(course), paths, 2, seen.append)
    assert sorted(map(repr, seen)) == sorted(map(repr, results))
    assert [result.entry for result in results] == [path.name for path in paths]
    scores = {r.entry: r.score for r in results if isinstance(r, Report)}
    assert scores == {
        "right.py": 7,
        "half.py": 3,
        "loops.py": 0,
        "dies.py": 0,
        "exits.py": 0,
        "zz_last.py": 7,
    }
    (broken,) = [result for result in results if isinstance(result, FailedEntry)]
    assert (broken.student, broken.lost) == ("broken", False)
    for path, result in zip(paths, results, strict=True):
        if isinstance(result, Report) and path.stem in ("half", "dies", "zz_last"):
            alone = timeless(graded(course, path), tmp_path / "out")
            assert timeless(result, tmp_path / "out") == alone


def test_a_fault_of_ours_costs_one_entry(
    course: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def grade(self: Bench, submission: Submission, **how: str) -> Report:
        if submission.student == "half":
            raise RuntimeError("out of order \x1b[31m")
        if submission.student == "loops":
            raise HostError("the fork server is gone")
        return original(self, submission, **how)  # type: ignore[arg-type]

    original = Bench.grade
    monkeypatch.setattr(many.Bench, "grade", grade)
    names = ("half.py", "loops.py", "right.py")
    results = grade_entries(settings(course), [folder / name for name in names])
    assert [isinstance(r, FailedEntry) and r.lost for r in results] == [True, True, False]
    assert isinstance(results[2], Report)
    assert results[2].score == 7
    told = capsys.readouterr().err
    assert "out of order" in told
    assert "\x1b" not in told


def kill_one(settings: Settings, paths: list[Path]) -> list[Result]:
    """Stands for grade_entries: the process that meets "half" is lost."""
    if any(path.stem == "half" for path in paths):
        os.kill(os.getpid(), signal.SIGKILL)
    return [FailedEntry(student=p.stem, entry=p.name, message="graded") for p in paths]


def test_a_lost_process_costs_its_own_entry(
    course: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "grade_entries", kill_one)
    paths = entries(folder)
    results = grade_class(settings(course), paths, 2, lambda result: None)
    assert [result.entry for result in results] == [path.name for path in paths]
    assert [r.entry for r in results if isinstance(r, FailedEntry) and r.lost] == ["half.py"]


def test_a_mistake_that_concerns_all_stops_the_run(course: Path, folder: Path) -> None:
    wrong = Settings(assignment=course, isolation=isolation(), only="9z")
    with pytest.raises(UsageError, match="9z"):
        grade_class(wrong, entries(folder), 2, lambda result: None)


def test_many_entries_are_dealt_out_whole() -> None:
    for count in (1, 2, 24, 25, 26, 300):
        paths = [Path(str(number)) for number in range(count)]
        for jobs in (1, 2, 7):
            chunks = many._chunks(paths, jobs)
            assert sorted(path for chunk in chunks for path in chunk) == sorted(paths)
            assert all(chunks)
            assert len(chunks) >= min(jobs, count)


def test_new_processes_import_nothing_from_the_folder_they_are_started_in(
    course: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "was_run"
    for name in ("socket.py", "signal.py", "threading.py", "_posixshmem.py"):
        (folder / name).write_text(f"open({str(mark)!r}, 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    results = grade_class(settings(course), entries(folder), 1, lambda result: None)
    assert {"socket.py", "right.py"} <= {result.entry for result in results}
    assert not mark.exists()
    assert many.SAFE_PATH not in os.environ


LATE = """
import contextlib, multiprocessing, os, pathlib, signal, sys, time
from grader.runner.many import _begin

class Started:
    value = 0
    def get_lock(self):
        return contextlib.nullcontext()

def late(folder):
    pathlib.Path(folder, "pid").write_text(str(os.getpid()))
    while multiprocessing.parent_process().pid == os.getppid():
        time.sleep(0.01)
    _begin(Started())
    pathlib.Path(folder, "went_on").touch()

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    context.Process(target=late, args=(sys.argv[1],)).start()
    while not pathlib.Path(sys.argv[1], "pid").exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the parent's end isn't told")
def test_a_process_whose_parent_was_killed_before_it_began_ends(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text(LATE)
    subprocess.run([sys.executable, "late.py", str(tmp_path)], cwd=tmp_path, check=False)
    status = Path("/proc", (tmp_path / "pid").read_text(), "status")
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it is gone
        while "zombie" not in status.read_text():
            time.sleep(0.01)
    assert not (tmp_path / "went_on").exists()

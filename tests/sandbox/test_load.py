"""What is saved of a submission that can't be loaded from top to bottom."""

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import CheckFailed, HostError, TimeLimit
from grader.model import Cell, Limits, Source
from grader.sandbox import host
from grader.sandbox.proxy import RemoteSubmission

BEFORE = "def first(): return 1\n"
AFTER = "\ndef second(): return 2\n"
SOON = Limits(load_seconds=1.0, check_seconds=1.0, memory_mb=512)


@pytest.mark.parametrize(
    ("middle", "status"),
    [
        ("raise ValueError('x')", "error"),
        ("exit()", "error"),
        ("import sys; sys.exit(3)", "error"),
        ("input('name?')", "error"),
        ("import not_installed_anywhere", "error"),
        ("print(undefined)", "error"),
        ("def broken(:\n    pass", "error"),
        ("x = [1, 2", "error"),
        ("while True: pass", "timeout"),
        ("raise KeyboardInterrupt", "error"),
        ("raise BaseException", "error"),
    ],
)
def test_what_is_around_a_mistake_is_graded(jail: Any, middle: str, status: str) -> None:
    submission = jail.run(BEFORE + middle + AFTER, limits=SOON)
    session = jail.sessions[0]
    assert submission.first() == 1
    assert submission.second() == 2
    assert [cell.status for cell in session.cells] == [status]
    assert session.cells[0].message


@pytest.mark.parametrize(
    "middle",
    [
        "import os; os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.closerange(3, 100)",
        "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
    ],
)
def test_where_nothing_comes_back_definitions_alone_are_graded(jail: Any, middle: str) -> None:
    submission = jail.run(BEFORE + middle + AFTER, limits=SOON)
    session = jail.sessions[0]
    assert submission.first() == 1
    assert submission.second() == 2
    assert len(session.notes) == 1
    assert "without it" in session.notes[0]


def test_every_process_is_loaded_the_same_way(jail: Any) -> None:
    """Else an outcome would depend on which check had lost the process before."""
    text = BEFORE + "import os\nvalue = first\nos._exit(0)\ndef leave(): os._exit(1)\n"
    submission = jail.run(text, limits=SOON)
    session = jail.sessions[0]
    for _ in range(2):
        with pytest.raises(Exception, match="ended the whole process"):
            submission.leave()
        session.begin(1, 1.0)
        submission = RemoteSubmission(session)
        assert submission.first() == 1
    assert session.generation == 4  # one loading in vain, then one a process
    assert len(session.notes) == 1


def test_what_can_never_be_loaded_fails_every_check_at_once(jail: Any) -> None:
    evil = "import os\n@lambda f: os._exit(0)\ndef first(): return 1\n"
    session = jail.session(evil, limits=SOON)
    for _ in range(2):
        with pytest.raises(Exception, match="ended the whole process"):
            session.begin(1, 1.0)
    assert session.generation == 2
    assert session.process is None


def test_sleeping_at_load_ends(jail: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("grader.sandbox.clock.WALL_FACTOR", 1.0)
    monkeypatch.setattr("grader.sandbox.clock.WALL_EXTRA", 0.5)
    limits = Limits(load_seconds=1.0, check_seconds=0.5, memory_mb=512)
    submission = jail.run(BEFORE + "import time\ntime.sleep(1000)" + AFTER, limits=limits)
    assert submission.second() == 2
    submission = jail.run("import time\ndef nap(): time.sleep(1000)\n", limits=limits)
    with pytest.raises(TimeLimit):
        submission.nap()


def test_files_of_a_submission_import_each_other(jail: Any) -> None:
    submission = jail.run(
        "from part1 import two\ndef four(): return two() * 2\n", "def two(): return 2"
    )
    assert submission.four() == 4


def test_a_module_named_like_the_library_changes_no_other(jail: Any) -> None:
    session = jail.session("import json\nimport numpy as np\ndef f(): return np.float64(1)\n")
    session.begin(1, 1.0)
    assert RemoteSubmission(session).f() == 1


def test_code_under_main_does_not_run(jail: Any) -> None:
    submission = jail.run(BEFORE + "if __name__ == '__main__':\n    raise SystemExit\n")
    assert submission.first() == 1
    assert jail.sessions[0].cells[0].status == "passed"


def test_code_under_main_runs_in_a_notebook_as_in_jupyter(jail: Any) -> None:
    session = jail.session("")
    cell = Cell(label="cell 1", source="if __name__ == '__main__':\n    def first(): return 1\n")
    notebook = Source(path="work.ipynb", notebook=True, cells=(cell,))
    session.submission = msgspec.structs.replace(session.submission, sources=(notebook,))
    session.begin(1, 1.0)
    assert RemoteSubmission(session).first() == 1


def test_pylab_brings_its_names_into_a_notebook(jail: Any) -> None:
    session = jail.session("")
    cells = (
        Cell(label="cell 1", source="get_ipython().run_line_magic('pylab', 'inline')\n"),
        Cell(
            label="cell 2",
            source="plot(arange(3), label='a')\nlegend()\nrandom.seed(0)\n"
            "def first(): return float(max(np.ones(2) + exp(zeros(2))))\n",
        ),
    )
    notebook = Source(path="work.ipynb", notebook=True, cells=cells)
    session.submission = msgspec.structs.replace(session.submission, sources=(notebook,))
    session.begin(1, 5.0)
    assert RemoteSubmission(session).first() == 2
    assert [cell.status for cell in session.cells] == ["passed", "passed"]


def test_data_files_lie_beside_the_code(jail: Any) -> None:
    text = "def read(): return open('data/values.txt').read()\n"
    assert jail.run(text, files={"data/values.txt": b"1 2"}).read() == "1 2"


def test_the_probe_runs_no_file_of_the_folder_where_grading_starts(
    tmp_path: Path, monkeypatch: Any
) -> None:
    """A submission's own json.py may well lie in the working folder."""
    for name in ("json", "sysconfig", "site", "os"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    found = host.interpreter.__wrapped__(sys.executable)
    assert found.packages_at
    assert not (tmp_path / "ran").exists()


def test_a_course_inside_what_students_may_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lib" / "course").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "lib" / "course")
    for hidden in (tmp_path / "lib" / "course", tmp_path / "link"):
        with pytest.raises(HostError, match="may read"):
            host.refuse_overlap([str(tmp_path / "lib")], [hidden])
    host.refuse_overlap([str(tmp_path / "lib")], [tmp_path / "library"])


def test_an_interpreter_that_is_none_is_the_host_s_error(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="doesn't start"):
        host.interpreter.__wrapped__(str(tmp_path / "python"))
    with pytest.raises(HostError, match="install it"):
        host.interpreter.__wrapped__("3.99")


def test_missing_names_are_failed_checks(jail: Any) -> None:
    submission = jail.run(BEFORE)
    with pytest.raises(CheckFailed, match="nothing named other"):
        submission.other  # noqa: B018

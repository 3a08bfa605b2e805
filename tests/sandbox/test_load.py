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


def notebook(jail: Any, *texts: str) -> tuple[RemoteSubmission, Any]:
    """A notebook in the middle of its first check, and its session. texts: its cells, as read."""
    session = jail.session("")
    cells = tuple(Cell(label=f"cell {n}", source=text) for n, text in enumerate(texts, 1))
    source = Source(path="work.ipynb", notebook=True, cells=cells)
    session.submission = msgspec.structs.replace(session.submission, sources=(source,))
    session.begin(1, 5.0)
    return RemoteSubmission(session), session


def cell_magic(line: str, body: str) -> str:
    """What the reader makes of a cell under a magic whose body is no code of the notebook."""
    name, _, rest = line.partition(" ")
    return f"get_ipython().run_cell_magic({name!r}, {rest!r}, {body!r})\n"


@pytest.mark.parametrize("name", ["time", "heat"])
def test_a_magic_that_a_magic_calls_runs_its_body(jail: Any, name: str) -> None:
    submission, _ = notebook(jail, cell_magic(name, BEFORE))
    assert submission.first() == 1


@pytest.mark.parametrize("name", ["bash", "html", "python3", "script false"])
def test_the_body_in_another_language_defines_nothing(jail: Any, name: str) -> None:
    submission, session = notebook(jail, cell_magic(name, BEFORE))
    with pytest.raises(CheckFailed, match="nothing named first"):
        submission.first  # noqa: B018
    assert [cell.status for cell in session.cells] == ["passed"]


@pytest.mark.parametrize(
    ("line", "then"),
    [
        ("sol.py", "from sol import *"),
        ("sol.py", "import sol"),
        ("sol.py", "import sol as other"),
        ("sol.py", ""),
        ("hw-1 final.py", ""),
        ('"sol.py"', "from sol import *"),
        ("'./sol.py'", "from sol import *"),
        ("-a sol.py", "from sol import *"),
        ("src/sol.py", "from src.sol import *"),
        ("src/deep/sol.py", "import src.deep.sol"),
        ("/content/sol.py", "from sol import *"),
        ("/content/src/sol.py", "from src.sol import *"),
        ("/content/drive/MyDrive/sol.py", "from sol import *"),
        ("/content/drive/MyDrive/hw/sol.py", "from sol import *"),
        ("{place}", "from sol import *"),
        ("$place", "from sol import *"),
    ],
)
def test_names_in_a_file_that_the_notebook_writes_are_found(
    jail: Any, line: str, then: str
) -> None:
    magic = cell_magic(f"writefile {line}", BEFORE)
    submission, session = notebook(jail, "place = 'sol.py'\n", magic, then)
    assert submission.first() == 1
    assert {cell.status for cell in session.cells} == {"passed"}


def test_the_notebooks_own_names_come_before_those_of_a_file_that_it_writes(jail: Any) -> None:
    old = "count = 0\ndef first(): return 'old'\ndef third(): return 3\n"
    submission, _ = notebook(jail, cell_magic("writefile old.py", old), BEFORE)
    assert submission.first() == 1
    assert submission.third() == 3


def test_a_file_that_the_notebook_imports_runs_once(jail: Any) -> None:
    body = "import builtins\nbuiltins.runs = getattr(builtins, 'runs', 0) + 1\n" + AFTER
    then = "import sol\nimport builtins\ndef runs(): return builtins.runs\n"
    submission, _ = notebook(jail, cell_magic("writefile sol.py", body), then)
    assert submission.second() == 2
    assert submission.runs() == 1


def test_a_mistake_in_a_written_file_costs_no_more_than_itself(jail: Any) -> None:
    body = BEFORE + "raise ValueError\ndef broken(:\n" + AFTER
    submission, session = notebook(jail, cell_magic("writefile sol.py", body), "import sol")
    assert submission.first() == 1
    assert submission.second() == 2
    assert session.cells[-1].label == "sol.py"
    assert session.cells[-1].status == "error"


@pytest.mark.parametrize("line", ["", "-a", "../sol.py", "/sol.py", "notes.txt"])
def test_a_name_that_is_no_file_of_the_notebook_harms_nothing(jail: Any, line: str) -> None:
    magic = cell_magic(f"writefile {line}", "def stray(): return 1\n")
    submission, _ = notebook(jail, magic, BEFORE)
    assert submission.first() == 1
    with pytest.raises(CheckFailed, match="nothing named stray"):
        submission.stray  # noqa: B018


def test_a_file_written_and_removed_or_without_end_leaves_the_rest(jail: Any) -> None:
    gone = cell_magic("writefile gone.py", AFTER) + "import os\nos.remove('gone.py')\n"
    endless = cell_magic("writefile endless.py", "while True: pass" + AFTER)
    submission, session = notebook(jail, gone, endless, BEFORE)
    assert submission.first() == 1
    assert submission.second() == 2
    assert session.cells[-1].status == "timeout"


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

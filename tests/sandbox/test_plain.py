"""The plain launcher: no isolation, the same answers, and nothing left behind."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import Crash, HostError, MemoryLimit, StudentError, TimeLimit
from grader.model import Limits
from grader.sandbox import host, plain
from grader.sandbox.plain import PlainLauncher
from grader.sandbox.proxy import RemoteSubmission

WORK = """
import os
import numpy as np
print("loaded")
def add(x, y): print("called"); return x + y
def change(x): x[:] = 0; return float(x.sum())
def where(): return os.getcwd()
def loops():
    while True: pass
def leaves(): os._exit(4)
def raises(): raise KeyError
def plant(): open("planted", "w").close(); os.mkdir("locked", 0); return True
"""


@pytest.fixture
def bench(temporary: Path, make_bench: Any, make_assignment: Any) -> Iterator[Any]:
    launcher = PlainLauncher(make_assignment())
    made = make_bench(launcher, by_path=True)
    yield made
    made.close()
    launcher.close()
    assert os.listdir(temporary) == []


def test_calls_output_and_failures(bench: Any) -> None:
    submission = bench.run(WORK)
    session = bench.sessions[0]
    assert submission.add(np.ones(2), 1).tolist() == [2, 2]
    assert session.printed() == "called\n"
    with pytest.raises(StudentError, match="KeyError"):
        submission.raises()
    assert session.cells[0].status == "passed"
    assert bench.launcher.isolation.level == "none"
    assert bench.launcher.isolation.protections == ()


@pytest.mark.parametrize(("name", "expected"), [("loops", TimeLimit), ("leaves", Crash)])
def test_a_lost_process_is_replaced(bench: Any, name: str, expected: Any) -> None:
    submission = bench.run(WORK)
    session = bench.sessions[0]
    with pytest.raises(expected):
        getattr(submission, name)()
    session.begin(1, 1.0)
    assert RemoteSubmission(session).add(1, 2) == 3


def test_large_arrays_come_as_files_and_stay_as_they_were(bench: Any) -> None:
    submission = bench.run(WORK)
    array = np.arange(300_000.0)
    array.flags.writeable = False
    for _ in range(2):
        assert submission.change(array) == 0
    assert array[7] == 7


def test_a_file_stays_until_the_child_has_opened_it(bench: Any) -> None:
    patient = Limits(check_seconds=60.0)  # a plain process is timed by the wall
    submission = bench.run(WORK, limits=patient)
    for number in range(60):  # arrays that may change get a file for one call each
        assert submission.change(np.full(300_000, float(number))) == 0


def test_folder_and_process_are_gone_at_the_end(bench: Any, open_files: Callable[[], int]) -> None:
    before = open_files()
    submission = bench.run(WORK)
    assert submission.plant() is True
    folder = submission.where()
    pid = bench.sessions[0].process.process.pid
    bench.sessions[0].close()
    assert not os.path.exists(folder)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert open_files() == before


def test_the_environment_does_not_cross(bench: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("GRADER_SECRET", "swordfish")
    submission = bench.run("import os\ndef names(): return ','.join(os.environ)\n")
    assert "GRADER_SECRET" not in submission.names()


def test_a_stranger_on_the_port_is_refused(bench: Any, monkeypatch: Any) -> None:
    """Any program of this host may connect to a loopback port; only the child has the token."""
    tokens = iter(["a" * 32, "b" * 32])
    monkeypatch.setattr(plain.secrets, "token_hex", lambda size: next(tokens))
    monkeypatch.setattr(plain.secrets, "compare_digest", lambda shown, wanted: False)
    with pytest.raises(HostError, match="stranger"):
        bench.run(WORK)


def test_memory_is_bounded_by_the_answer_at_least(bench: Any) -> None:
    submission = bench.run("import numpy as np\ndef big(): return np.zeros((2000, 2000))\n")
    with pytest.raises(MemoryLimit):
        submission.big()


def script(folder: Path, text: str) -> str:
    """An interpreter that isn't one."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("echo first >&2; echo last >&2; exit 9", r"doesn't start \(exit status 9: last\)"),
        ("exit 9", r"doesn't start \(exit status 9\)"),
        ("echo hello", r"doesn't start \(it doesn't answer as Python does\)"),
        (
            """echo '{"version": [3, 8, 1], "numpy": "1.2"}'""",
            "is Python 3.8.1, 3.9 or newer is needed",
        ),
        ("""echo '{"version": [3, 9, 1], "numpy": ""}'""", "lacks numpy: install it there"),
    ],
)
def test_an_interpreter_that_will_not_do_is_told_in_one_line(
    text: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(HostError, match=says) as caught:
        host.interpreter(script(tmp_path, text))
    assert "\n" not in str(caught.value)
    assert "import" not in str(caught.value)  # nothing of what was asked


def test_the_versions_told_are_those_of_the_students_interpreter(
    tmp_path: Path, make_assignment: Any
) -> None:
    answer = json.dumps(
        {"version": [3, 9, 99], "numpy": "1.2", "packages": [], "lib": [], "base": ""}
    )
    launcher = PlainLauncher(make_assignment(python=script(tmp_path, f"echo '{answer}'")))
    assert (launcher.python, launcher.numpy) == ("3.9.99", "1.2")

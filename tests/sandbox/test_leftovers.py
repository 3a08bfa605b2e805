"""Nothing of one submission is there for the next one, nor on this host afterwards."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import Crash, HostError, StudentError, SubmissionFault
from grader.sandbox import forked
from grader.sandbox.forked import ForkServer
from grader.sandbox.proxy import RemoteSubmission
from grader.sandbox.remove import remove_tree

DIRTY = """
import atexit, builtins, gc, os, random, sys, threading, time, types, warnings
import numpy as np
import numpy.testing

def plant():
    for name in ("sitecustomize.py", "usercustomize.py", "numpy.py", "json.py", "start.pth",
                 "conftest.py", "report.json", "work.py"):
        with open(name, "w") as file: file.write("raise SystemExit('planted')")
    os.makedirs("grader/sandbox", exist_ok=True)
    os.mkdir("locked")
    open("locked/inside", "w").close()
    os.mkfifo("pipe")
    os.symlink("/", "root")
    os.symlink("locked", "also")
    os.chmod("locked", 0)
    os.chmod(".", 0o500)
    return True

def spoil():
    sys.modules["helper"] = types.ModuleType("helper")
    sys.path.insert(0, "/nowhere")
    os.environ["PLANTED"] = "1"
    builtins.planted = True
    builtins.print = builtins.input = lambda *a, **k: True
    np.allclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True
    np.random.seed = random.seed = lambda *a: None
    gc.disable()
    sys.setrecursionlimit(100_000)
    warnings.simplefilter("error")
    np.seterr(all="raise")
    sys.settrace(lambda *a: None)
    atexit.register(plant)
    def later():
        while True: time.sleep(0.01)
    threading.Thread(target=later).start()
    return True

def ruin():
    builtins.len = builtins.isinstance = builtins.type = lambda *a, **k: True
    vars(sys.modules["grader.sandbox.child.worker"]).clear()
    sys.modules.clear()
"""

CLEAN = """
import gc, os, sys, threading, warnings
import builtins
import numpy as np

def folder(): return ",".join(sorted(os.listdir(".")))
def state():
    return ("helper" in sys.modules, "/nowhere" in sys.path, "PLANTED" in os.environ,
            hasattr(builtins, "planted"), len("ab") != 2, bool(np.allclose(1, 2)),
            not gc.isenabled(), sys.getrecursionlimit() > 10_000, threading.active_count() > 1,
            np.geterr()["divide"] == "raise", warnings.filters[0][0] == "error",
            "sitecustomize" in sys.modules, "usercustomize" in sys.modules,
            not hasattr(np, "__version__"), sys.gettrace() is not None)
def around(): return ",".join(sorted(os.listdir("..")))
"""


def test_the_next_submission_finds_nothing(bench: Any) -> None:
    dirty = bench.run(DIRTY)
    assert dirty.plant() is True
    assert dirty.spoil() is True
    with pytest.raises(SubmissionFault):
        dirty.ruin()
    bench.sessions[0].close()
    clean = bench.run(CLEAN)
    assert clean.folder() == "work.py"
    assert clean.state() == (False,) * 15
    assert clean.around() == "student"


def test_the_same_submission_afresh_finds_nothing_either(bench: Any) -> None:
    """A process that was lost takes its folder along: what the next check finds is the same."""
    submission = bench.run("import os\ndef plant(): open('x', 'w').close(); os._exit(0)\n" + CLEAN)
    session = bench.sessions[0]
    with pytest.raises(Crash):
        submission.plant()
    session.begin(1, 1.0)
    assert RemoteSubmission(session).folder() == "work.py"


def test_two_at_a_time_do_not_see_each_other(jail: Any) -> None:
    if not jail.launcher.jailed:
        pytest.skip(f"this host gives no mount namespace: {jail.launcher.problem}")
    first, second = jail.run(DIRTY), jail.run(CLEAN)
    assert first.plant() is True
    assert second.folder() == "work.py"


def _shared_memory() -> list[str]:
    """Files in shared memory, but for semaphores of whatever else runs on this host."""
    return sorted(name for name in os.listdir("/dev/shm") if not name.startswith("sem."))


def _children() -> set[int]:
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    known = {os.getpid()}
    while True:
        more = {pid for pid, parent in pairs if parent in known} - known
        if not more:
            return known - {os.getpid()}
        known |= more


@pytest.mark.parametrize("kind", ["jail", "landlock"])
def test_a_server_leaves_no_process_folder_mount_or_descriptor(
    kind: str,
    request: pytest.FixtureRequest,
    make_bench: Callable[..., Any],
    temporary: Path,
    open_files: Callable[[], int],
) -> None:
    like = request.getfixturevalue({"jail": "jailed_server", "landlock": "landlock_server"}[kind])
    python = request.getfixturevalue("public_python") if kind == "landlock" else ""
    for folder in (temporary, *temporary.parents[:2]):
        folder.chmod(0o711)
    files, mounts = open_files(), Path("/proc/self/mounts").read_text()
    shm = _shared_memory()
    made = request.getfixturevalue("make_assignment")(python=python)
    server = type(like)(made)
    bench = make_bench(server)
    workers = []
    for _ in range(3):
        dirty = bench.run(DIRTY)
        assert dirty.plant() is True
        assert dirty.spoil() is True
        workers.append(bench.sessions[-1].process.pid)
    workers.append(server.server.pid)
    bench.close()
    server.close()
    assert not _children() & set(workers)
    assert os.listdir(temporary) == []
    assert Path("/proc/self/mounts").read_text() == mounts
    assert _shared_memory() == shm
    assert open_files() == files


def test_the_server_is_gone_with_whoever_started_it(
    jailed_server: ForkServer, make_assignment: Any
) -> None:
    """A grader that is killed closes its connection, and that ends server and workers."""
    server = ForkServer(make_assignment())
    try:
        pid = server.start(
            {
                "cpu_seconds": 5,
                "memory_bytes": 1 << 29,
                "file_bytes": 1 << 20,
                "request_bytes": 1 << 20,
                "reply_bytes": 1 << 20,
                "output_chars": 100,
                "packages": [],
            }
        ).pid
        server.control.sock.shutdown(2)
        assert server.server is not None
        server.server.wait(20)
        with pytest.raises(FileNotFoundError):
            _wait_until_gone(pid)
        with pytest.raises(HostError, match="gone"):
            server.request("reap", pid)
    finally:
        server.close()


def _wait_until_gone(pid: int) -> None:
    while Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX":
        pass
    raise FileNotFoundError


def test_a_worker_that_cannot_be_hardened_is_the_host_s_fault(
    jailed_server: ForkServer, make_bench: Any, monkeypatch: Any
) -> None:
    """It must not look like a crash of the student's code, which would cost points."""
    if os.geteuid() != 0:
        pytest.skip("only root gives its workers other user ids")
    monkeypatch.setattr(forked, "FIRST_UID", 1 << 40)
    bench = make_bench(jailed_server)
    with pytest.raises(HostError, match="could not be hardened"):
        bench.run(CLEAN)
    monkeypatch.undo()
    assert bench.run(CLEAN).folder() == "work.py"
    bench.close()


def test_starts_do_not_depend_on_which_process_is_first(jail: Any) -> None:
    """The worker asks to die with its parent, which must not be the process in the middle."""
    for _ in range(30):
        session = jail.session("x = input()\n")
        session.begin(1, 1.0)
        assert [cell.status for cell in session.cells] == ["error"]
        assert session.notes == []
        session.close()


def test_lost_workers_cost_no_descriptor(jail: Any, open_files: Callable[[], int]) -> None:
    submission = jail.run("import os\ndef leave(): os._exit(1)\n")
    session = jail.sessions[0]
    before = open_files()
    for _ in range(5):
        with pytest.raises(Crash):
            submission.leave()
        session.begin(1, 1.0)
        submission = RemoteSubmission(session)
    assert open_files() == before


def test_remove_tree_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o750)
    (outside / "kept").write_text("x")
    inside = tmp_path / "inside"
    (inside / "locked" / "deep").mkdir(parents=True)
    (inside / "link").symlink_to(outside)
    (inside / "locked" / "deep").chmod(0)
    (inside / "locked").chmod(0)
    remove_tree(inside)
    assert not inside.exists()
    assert (outside / "kept").read_text() == "x"
    assert outside.stat().st_mode & 0o777 == 0o750


def test_arrays_stay_as_they_were(jail: Any) -> None:
    array = np.arange(200_000.0)
    array.flags.writeable = False
    submission = jail.run("def change(x): x[:] = 7; return float(x.sum())\n")
    assert submission.change(array) == 1_400_000
    assert submission.change(array[:10].copy()) == 70
    assert submission.change(array) == 1_400_000
    assert array[5] == 5
    with pytest.raises(StudentError):
        submission.change(None)

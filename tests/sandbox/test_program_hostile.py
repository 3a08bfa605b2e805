"""Programs that attack: what they can't reach, and that nothing of them is left."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import CheckFailed, StudentError, SubmissionFault
from grader.model import Limits, ProgramSpec
from grader.sandbox.child.tree import Packer
from grader.sandbox.child.wire import ALIGN, HEAD
from grader.sandbox.programs import MOST_FILES, Programs

PROJECT = Path(__file__).parents[2]


def descendants(pid: int) -> set[int]:
    """Processes below one, zombies too."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    known = {pid}
    while more := {child for child, parent in pairs if parent in known} - known:
        known |= more
    return known - {pid}


def attempts(*lines: str) -> str:
    """A program that tries one thing after another, and writes what came of each."""
    tries = "".join(
        f"try:\n    got[{line!r}] = repr({line})\nexcept BaseException as e:\n    "
        f"got[{line!r}] = type(e).__name__\n"
        for line in lines
    )
    return (
        "import json, os, socket, subprocess, sys\ngot = {}\n"
        f"{tries}print(json.dumps(got))\n"
    )  # fmt: skip


REFUSED = re.compile(
    r"PermissionError|FileNotFoundError|OSError|BlockingIOError|NotADirectoryError"
)


def refused(hardened: Any, *lines: str) -> None:
    """Fail unless each of the lines raises what the system's refusals are."""
    got = json.loads(hardened.run(attempts(*lines)).stdout)
    assert set(got) == set(lines)
    assert {line: word for line, word in got.items() if not REFUSED.fullmatch(word)} == {}


def test_no_process_no_program_no_signal(hardened: Any) -> None:
    refused(
        hardened,
        "os.fork()",
        "os.execv('/bin/sh', ['sh'])",
        "subprocess.run(['/bin/true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.kill(os.getpid(), 9)",
        "os.kill(os.getppid(), 9)",
        "os.kill(-1, 9)",
    )


def test_a_fork_bomb_ends_its_own_run_alone(hardened: Any) -> None:
    programs = hardened.hand_in({"work.py": "import os\nwhile True: os.fork()"})
    with pytest.raises(StudentError, match="PermissionError"):
        programs("work")
    assert hardened.run("print(1)").stdout == "1\n"


def test_no_network(hardened: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        refused(
            hardened,
            f"socket.create_connection(('127.0.0.1', {port}), 1)",
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
            "socket.socket(socket.AF_UNIX)",
        )
        with pytest.raises(TimeoutError):
            listener.accept()


def test_neither_course_nor_host_can_be_read(hardened: Any) -> None:
    secret = next((PROJECT / "assignments").glob("*/tests/hidden/test_*.py"))
    reference = next((PROJECT / "reference").glob("*/*.py"))
    refused(
        hardened,
        *(f"open({str(path)!r}).read()" for path in (secret, reference, "/etc/passwd")),
        f"os.listdir({str(PROJECT)!r})",
        "os.listdir('/etc')",
        "open('/proc/self/environ').read()",
        "os.listdir('/tmp')",
    )


FIND = """
import gc, os, sys
word = b"LABELS %s ANOTHER RUN" % b"OF"  # made now: no constant may hold it
frame, things, found = sys._getframe(), list(gc.get_objects()), False
while frame:
    things += frame.f_locals.values()
    frame = frame.f_back
for _ in range(3):
    found |= any(type(item) is bytes and word in item and item is not word for item in things)
    things = {id(item): item for item in gc.get_referents(*things)}.values()
print(found, sorted(os.environ))
"""


def test_what_another_run_was_given_is_not_in_memory_nor_environment(hardened: Any) -> None:
    programs = hardened.hand_in({"work.py": FIND})
    given = programs("work", files={"a.csv": b"LABELS OF ANOTHER RUN"})
    assert given.stdout.startswith("True")  # the search does find what is there
    run = programs("work", files={"a.csv": b"1,2"})
    assert run.stdout.startswith("False")
    assert re.search(r"GRADER|PYTHONPATH|USER|SSH", run.stdout) is None


def test_nothing_can_be_written_outside(hardened: Any) -> None:
    name = f"grader-proof-{os.getpid()}"
    places = [f"/tmp/{name}", f"/dev/shm/{name}", f"/var/tmp/{name}", f"../{name}", f"/{name}"]
    lines = [f"open({place!r}, 'w')" for place in places]
    if hardened.kind == "landlock":  # beside its own folder lie only folders of the same student
        lines.remove(f"open({'../' + name!r}, 'w')")
    refused(hardened, *lines)
    assert not any(os.path.exists(place) for place in places if place.startswith("/"))


@pytest.mark.parametrize(
    "plant",
    [
        "os.symlink('/etc/passwd', 'metrics.txt')",
        "os.symlink('work.py', 'metrics.txt')",
        "os.mkfifo('metrics.txt')",
        "os.mkdir('metrics.txt')",
        "os.symlink('/etc', 'folder')",
        "os.symlink('.', 'folder')",
    ],
)
def test_only_regular_files_come_back(runner: Any, plant: str) -> None:
    run = runner.run(f"import os\n{plant}\nopen('real.txt', 'w').write('x')\n")
    assert run.files == {"real.txt": b"x"}
    with pytest.raises(CheckFailed, match=r"did not write metrics\.txt"):
        run.text("metrics.txt")


@pytest.mark.parametrize(
    "name", ["a\\nb", "\\x1b[31m", ".hidden", "a\\u202eb", "b" * 300, "ü", " "]
)
def test_odd_names_do_not_come_back(runner: Any, name: str) -> None:
    text = f"try: open('{name}', 'w').close()\nexcept OSError: pass\nopen('a', 'w').close()\n"
    assert runner.run(text).files == {"a": b""}


def test_thousands_of_files_end_the_run_alone(runner: Any) -> None:
    text = "for n in range(10_000):\n    open(f'{n}.txt', 'w').close()\n"
    limits = Limits(check_seconds=20, memory_mb=256)
    with pytest.raises((CheckFailed, StudentError), match=f"more than {MOST_FILES} files|OSError"):
        runner.run(text, limits=limits)
    assert runner.run("print(1)").stdout == "1\n"


def test_a_huge_file_ends_the_run_alone(hardened: Any) -> None:
    text = "with open('big', 'wb') as file:\n    for _ in range(1024): file.write(bytes(1 << 20))\n"
    with pytest.raises(StudentError, match="OSError"):
        hardened.run(text)
    assert hardened.run("print(1)").stdout == "1\n"


def test_more_than_may_be_handed_over(runner: Any) -> None:
    with pytest.raises(CheckFailed, match="more than 32 MiB"):
        runner.run("open('big', 'wb').write(bytes(40 << 20))")


def test_a_sparse_file_takes_no_memory_of_the_grader_s(runner: Any) -> None:
    with pytest.raises(CheckFailed, match="more than 32 MiB"):
        runner.run("open('big', 'wb').truncate(100 << 20)")


FORGED = """
import gc, json, os, socket, struct
for number in range(3, 64):
    try: os.write(number, {frame})
    except OSError: pass
os._exit(0)
"""


@pytest.mark.parametrize(
    "told",
    [
        {"id": 1, "value": ["d", []]},
        {"id": 1, "value": 5},
        {"id": 2, "value": ["d", []]},
        {"id": 1, "value": ["h", 1, "object"]},
        {"id": 1, "value": ["d", [["count", "many"], ["size", 0], ["files", ["d", []]]]]},
        {"id": 1, "value": ["d", [["count", 0], ["size", 0], ["files", 7], ["exit_code", "x"]]]},
        {"id": 1, "raised": ["d", []]},
        {"id": 1, "raised": 7},
    ],
)
def test_a_forged_answer_is_a_claim_and_no_more(hardened: Any, told: dict[str, Any]) -> None:
    text = json.dumps({**told, "bufs": []}).encode()
    frame = HEAD.pack(len(text), 0) + text
    with pytest.raises(SubmissionFault):
        hardened.run(FORGED.format(frame=repr(frame)))
    assert hardened.run("print(1)").stdout == "1\n"


def test_a_forged_file_outside_its_folder_does_not_come_back(hardened: Any) -> None:
    packer = Packer(lambda value: None)
    names = ["../../etc/cron.d/x", "/etc/passwd", "a/../../b", "ok.txt", "C:\\x", ""]
    files = dict.fromkeys(names, b"x")
    told = {"files": files, "count": 0, "size": 0, "exit_code": 0, "stdout": "", "stderr": ""}
    tree = packer.pack(told)
    sizes = [len(data) for data in packer.buffers]
    text = json.dumps({"id": 1, "value": tree, "bufs": sizes}).encode()
    body = b"".join(bytes(data) + bytes(-len(data) % ALIGN) for data in packer.buffers)
    frame = HEAD.pack(len(text), len(body)) + text + body
    run = hardened.run(FORGED.format(frame=repr(frame)))
    assert set(run.files) <= {"ok.txt"}


def test_nothing_is_left_for_the_next_run(runner: Any) -> None:
    dirty = (
        "import builtins, os, sys, threading, time, numpy as np\n"
        "open('planted.py', 'w').write('x = 1')\nopen('train.csv', 'w').write('planted')\n"
        "builtins.planted = True\nnp.planted = True\nos.environ['PLANTED'] = '1'\n"
        "sys.path.insert(0, '/nowhere')\nos.mkdir('locked')\nos.chmod('locked', 0)\n"
        "def later():\n    time.sleep(0.2)\n    open('late.txt', 'w').close()\n"
        "threading.Thread(target=later, daemon=True).start()\nos.chmod('.', 0o500)\n"
    )
    clean = (
        "import builtins, os, sys, numpy as np\n"
        "print(sorted(os.listdir('.')), hasattr(builtins, 'planted'), hasattr(np, 'planted'),\n"
        "      'PLANTED' in os.environ, '/nowhere' in sys.path)\n"
    )
    programs = runner.hand_in(
        {"work.py": f"import sys\nexec({dirty!r} if sys.argv[1:] else {clean!r})"}
    )
    before = programs("work").stdout
    programs("work", ["dirty"])
    assert programs("work").stdout == before == "['work.py'] False False False False\n"


def test_no_process_folder_or_descriptor_is_left(
    hardened: Any, open_files: Callable[[], int]
) -> None:
    server = hardened.launcher
    files, processes = open_files(), descendants(server.server.pid)
    folders = sorted(os.listdir(server.folder / "home"))
    for text in ("print(1)", "import os; os._exit(3)", "while True: pass", "1/0"):
        try:
            hardened.run(text)
        except SubmissionFault:
            continue
    assert descendants(server.server.pid) == processes
    assert sorted(os.listdir(server.folder / "home")) == folders
    assert open_files() == files


def test_a_program_beside_a_loaded_submission(bench: Any, request: Any) -> None:
    """Both processes of one submission live at a time, and neither takes the other's files."""
    submission = bench.run(
        "import os, sys\ndef listing(): return ','.join(sorted(os.listdir('.')))\n"
        "if len(sys.argv) > 1: open('out.txt', 'w').write('x')\n",
        files={"data.txt": b"d"},
    )
    session = bench.sessions[-1]
    spec = msgspec.structs.replace(session.assignment, programs=(ProgramSpec(name="work"),))
    session.assignment = spec
    assert submission.listing() == "data.txt,work.py"
    assert Programs(session, 1, 1.0)("work", ["a"]).files == {"out.txt": b"x"}
    assert submission.listing() == "data.txt,work.py"

"""Python programs: run as `__main__` with arguments and files, in every mode of the sandbox."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.errors import (
    AuthorError,
    CheckFailed,
    Crash,
    MemoryLimit,
    StudentError,
    SubmissionFault,
    TimeLimit,
)
from grader.model import Limits

COPY = """
import sys
import helper

if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source) as read, open(target, "w") as write:
        write.write(helper.louder(read.read()))
    print("done", len(sys.argv))
    print("a warning", file=sys.stderr)
    sys.exit(0)
"""
HELPER = "def louder(text): return text.upper()\n"


def test_a_program_reads_its_files_and_writes_others(runner: Any) -> None:
    run = runner.run(
        COPY, ["in.txt", "out.txt"], files={"in.txt": b"abc"}, own={"helper.py": HELPER}
    )
    assert run.exit_code == 0
    assert (run.stdout, run.stderr) == ("done 3\n", "a warning\n")
    assert run.files == {"out.txt": b"ABC"}
    assert run.text("out.txt") == "ABC"


def test_it_behaves_as_under_plain_python(runner: Any, tmp_path: Path) -> None:
    """The oracle is the interpreter itself, as a student starts it."""
    text = (
        "import os, sys, atexit, threading, json\n"
        "from pathlib import Path\n"
        "def late(): open('late.txt', 'w').write('late')\n"
        "atexit.register(late)\n"
        "threading.Thread(target=lambda: Path('thread.txt').write_text('t')).start()\n"
        "kept = open('kept.txt', 'w')\n"
        "kept.write('never closed')\n"
        "os.makedirs('deep/er')\n"
        "Path('deep/er/a.json').write_text(json.dumps(sys.argv))\n"
        "sys.stdout.buffer.write(b'bytes\\n')\n"
        "print(__name__, Path(__file__).name, sys.stdin.read() == '')\n"
        "print(open('data.csv').read(), end='')\n"
    )
    (tmp_path / "work.py").write_text(text)
    (tmp_path / "data.csv").write_text("1,2\n")
    usual = subprocess.run(
        [sys.executable, "work.py", "a", "b c"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    run = runner.run(text, ["a", "b c"], files={"data.csv": b"1,2\n"})
    assert run.stdout == usual.stdout.decode()
    names = ["late.txt", "thread.txt", "kept.txt", "deep/er/a.json"]
    assert run.files == {name: (tmp_path / name).read_bytes() for name in names}


def test_files_of_the_submission_are_there_and_are_not_results(runner: Any) -> None:
    own = {"weights.txt": b"old", "metrics.txt": b"from another run", "same.txt": b"same"}
    text = (
        "print(open('weights.txt').read())\n"
        "open('same.txt', 'w').write('same')\n"
        "open('weights.txt', 'a').write('er')\n"
    )
    run = runner.run(text, own=own)
    assert run.stdout == "old\n"
    assert run.files == {"same.txt": b"same", "weights.txt": b"older"}
    with pytest.raises(CheckFailed, match=r"did not write metrics.txt; it wrote same.txt, weigh"):
        run.text("metrics.txt")


def test_files_of_a_check_go_before_those_of_the_submission(runner: Any) -> None:
    run = runner.run(
        "print(open('train.csv').read())", files={"train.csv": b"r"}, own={"train.csv": b"w"}
    )
    assert run.stdout == "r\n"


def test_a_program_in_a_folder_imports_what_lies_beside_it(runner: Any) -> None:
    programs = runner.hand_in({"src/work.py": "import near; print(near.x)", "src/near.py": "x = 5"})
    assert programs("work").stdout == "5\n"


def test_a_single_file_of_another_name_is_the_program(runner: Any) -> None:
    programs = runner.hand_in({"ada_17.py": "import sys; print(sys.argv); 1 / 0"})
    run = programs("work", ["x"], fails=True)
    assert run.stdout == "['work.py', 'x']\n"
    with pytest.raises(StudentError, match=r"ZeroDivisionError in ada_17.py, line 1"):
        programs("work")


def test_no_program_at_all(runner: Any) -> None:
    programs = runner.hand_in({"one.py": "", "Work(1).py": ""})
    with pytest.raises(CheckFailed, match=r"no program work.py or work.java or work.cpp.*Work\(1"):
        programs("work")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import sys\nsys.exit(3)", r"SystemExit: exit code 3 \(work.py, line 2: sys.exit\(3\)\)"),
        ("import sys\nsys.exit('no such file')", r"exit code 1, no such file"),
        ("raise SystemExit(256 + 7)", r"exit code 7"),
        ("def f():\n    return 1 / 0\nf()", r"ZeroDivisionError: .*work.py, line 2: return 1 / 0"),
        ("x = 1\ndef f(:\n", r"SyntaxError: invalid syntax \(work.py, line 2"),
        ("import helper\nhelper.f()", r"KeyError: 'a' \(helper.py, line 2: return \{\}\['a'\]"),
        ("name = input()", r"EOFError: .*line 1: name = input\(\)"),
        ("open('nowhere.csv')", r"FileNotFoundError: .*'nowhere.csv'"),
        (
            "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--lr')\n"
            "parser.parse_args()",
            r"exit code 2, work.py: error: unrecognized arguments: a \(work.py, line 4",
        ),
        ("raise KeyboardInterrupt", r"KeyboardInterrupt \(work.py, line 1"),
    ],
)
def test_how_a_program_fails_is_told_with_the_line(runner: Any, text: str, told: str) -> None:
    own = {"helper.py": "def f():\n    return {}['a']\n"}
    with pytest.raises(StudentError) as caught:
        runner.run(text, ["a"], own=own)
    assert re.search(told, caught.value.full())
    assert runner.run(text, ["a"], own=own, fails=True).exit_code != 0


@pytest.mark.parametrize("text", ["exit()", "quit(0)", "import sys; sys.exit(None)", "exit(False)"])
def test_an_exit_without_a_fault_is_none(runner: Any, text: str) -> None:
    assert runner.run(text).exit_code == 0


def test_the_trace_is_on_stderr_as_the_student_knows_it(runner: Any) -> None:
    run = runner.run("def f():\n    return 1 / 0\nf()\n", fails=True)
    lines = run.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert "sandbox" not in run.stderr


def test_unseeded_numbers_repeat_but_not_within_a_check(runner: Any) -> None:
    text = "import random, numpy as np\nprint(random.random(), np.random.rand())\n"
    first = runner.hand_in({"work.py": text})
    second = runner.hand_in({"work.py": text})
    one, two = first("work").stdout, first("work").stdout
    assert one != two
    assert (second("work").stdout, second("work").stdout) == (one, two)


def test_output_is_bounded(runner: Any) -> None:
    run = runner.run(
        "import sys\nfor _ in range(10_000): print('x' * 99)\nprint(1, file=sys.stderr)"
    )
    assert len(run.stdout) < 1200
    assert "998976 more bytes were not kept" in run.stdout
    assert run.stderr == "1\n"


def test_text_that_is_no_utf8_does_not_matter(runner: Any) -> None:
    run = runner.run(
        "import sys\nsys.stdout.buffer.write(b'\\xff!')\nopen('a', 'wb').write(b'\\xfe')"
    )
    assert run.stdout == "\ufffd!"
    assert (run.files, run.text("a")) == ({"a": b"\xfe"}, "\ufffd")


# --- each ends only itself ---


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("import os\nos._exit(0)", Crash),
        ("while True: pass", TimeLimit),
        ("import time\ntime.sleep(60)", TimeLimit),
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
            TimeLimit,
        ),
        ("import atexit, time\natexit.register(time.sleep, 60)", TimeLimit),
        ("import ctypes\nctypes.string_at(0)", Crash),
        ("def f(): f()\nimport sys\nsys.setrecursionlimit(10**9)\nf()", SubmissionFault),
        ("import builtins, sys\nsys.modules.clear()\nbuiltins.len = None\n1/0", SubmissionFault),
    ],
)
def test_a_program_that_ends_badly_ends_alone(
    runner: Any, text: str, fault: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.sandbox.clock.WALL_EXTRA", 0.5)
    limits = Limits(check_seconds=0.5, memory_mb=256, output_kb=1, reply_mb=8)
    programs = runner.hand_in(
        {"work.py": f"import sys\nif sys.argv[1:]:\n    exec({text!r})\n"}, limits
    )
    assert programs("work").exit_code == 0
    with pytest.raises(fault):
        programs("work", ["badly"])
    assert programs("work").exit_code == 0


def test_no_time_left_for_the_submission(hardened: Any) -> None:
    limits = Limits(check_seconds=1.0, total_seconds=1.5, memory_mb=256, output_kb=1)
    programs = hardened.hand_in({"work.py": "while True: pass"}, limits)
    with pytest.raises(TimeLimit, match="not finished after 1 seconds"):
        programs("work")
    with pytest.raises(SubmissionFault):
        programs("work")
    with pytest.raises(TimeLimit, match=r"used up its 1\.5 seconds in all"):
        programs("work")


def test_memory_is_limited(hardened: Any) -> None:
    with pytest.raises(MemoryLimit):
        hardened.run("x = bytearray(1 << 30)")


# --- the author's mistakes ---


def test_a_program_that_the_manifest_lacks(runner: Any) -> None:
    with pytest.raises(AuthorError, match=rf"{__file__}:\d+: .*'other'.*it has: work"):
        runner.hand_in({"work.py": ""})("other")


@pytest.mark.parametrize(
    "files", [{"../a": b""}, {"/a": b""}, {"a": "text"}, {"": b""}, {"a\n": b""}]
)
def test_files_that_no_check_can_give(runner: Any, files: Any) -> None:
    with pytest.raises(AuthorError, match="plain relative path"):
        runner.run("", files=files)

"""What ends a process or its time ends one check, and the next finds a fresh process."""

import time
from typing import Any

import pytest

from grader.errors import Crash, MemoryLimit, StudentError, TimeLimit
from grader.model import Limits
from grader.sandbox.proxy import RemoteSubmission

# --- failures, and what comes after them ---

LOST = """
import os, sys, signal, threading, time, ctypes
STATE = []
def fine(): STATE.append(1); return len(STATE)
def raises(): raise KeyError("x")
def exits(): sys.exit(0)
def leaves(code): os._exit(code)
def loops():
    while True: pass
def stubborn():
    for name in range(1, 65):
        try: signal.signal(name, signal.SIG_IGN)
        except (OSError, ValueError): pass
    while True:
        try:
            while True: pass
        except BaseException: pass
def recursion(): return recursion()
def deeper():
    sys.setrecursionlimit(10**9)
    def f(n): return f(n + 1)
    return f(0)
def eats():
    held = []
    while True: held.append(bytearray(1 << 20))
def array():
    import numpy as np
    return np.ones((1 << 20, 1 << 14))
def big():
    import numpy as np
    return np.zeros((2000, 2000))
def segfault(): ctypes.string_at(0)
def closes(): os.closerange(0, 100); return 1
def number(): return 10 ** 5000
class Final:
    def __del__(self): os._exit(3)
def final(): Final()
def threads():
    def loop():
        while True: pass
    for _ in range(1000): threading.Thread(target=loop, daemon=True).start()
def quits():
    def late(): time.sleep(0.05); os._exit(9)
    threading.Thread(target=late).start()
    return 1
class Rude(Exception):
    def __str__(self): raise RuntimeError
def rude(): raise Rude
class Slow(Exception):
    def __str__(self):
        while True: pass
def slow(): raise Slow
class Meta(type):
    @property
    def __name__(cls): raise ValueError
class Nameless(Exception, metaclass=Meta): pass
def nameless(): raise Nameless
"""


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("raises", (), StudentError),
        ("exits", (), StudentError),
        ("rude", (), StudentError),
        ("recursion", (), StudentError),
        ("number", (), StudentError),
        ("leaves", (0,), Crash),
        ("leaves", (1,), Crash),
        ("segfault", (), Crash),
        ("closes", (), Crash),
        ("final", (), Crash),
        ("deeper", (), (Crash, MemoryLimit, StudentError, TimeLimit)),
        ("nameless", (), (Crash, StudentError)),
        ("threads", (), (StudentError, TimeLimit)),
        ("loops", (), TimeLimit),
        ("stubborn", (), TimeLimit),
        ("slow", (), TimeLimit),
        ("eats", (), MemoryLimit),
        ("array", (), MemoryLimit),
        ("big", (), MemoryLimit),
    ],
)
def test_a_failure_ends_the_check_alone(
    jail: Any, name: str, args: tuple[Any, ...], expected: Any
) -> None:
    submission = jail.run(LOST)
    session = jail.sessions[0]
    with pytest.raises(expected):
        getattr(submission, name)(*args)
    session.begin(2, 1.0)
    assert RemoteSubmission(session).fine() == 1
    assert session.notes == []


def test_dying_between_two_checks_is_nobody_s_fault(jail: Any) -> None:
    submission = jail.run(LOST)
    session = jail.sessions[0]
    assert submission.quits() == 1
    while _state(session.process.pid) != "Z":  # it ends by itself, while nobody asks for anything
        time.sleep(0.01)
    session.begin(2, 1.0)
    assert RemoteSubmission(session).fine() == 1


def _state(pid: int) -> str:
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def test_handles_of_a_lost_process_are_dead(jail: Any) -> None:
    submission = jail.run(LOST + "\nclass Box: pass\n")
    session = jail.sessions[0]
    box = submission.Box()
    with pytest.raises(Crash):
        submission.leaves(0)
    with pytest.raises(Crash):
        box.anything  # noqa: B018
    session.begin(2, 1.0)
    RemoteSubmission(session).Box()  # takes the same number in the new process
    with pytest.raises(Crash, match="has ended"):
        box.anything  # noqa: B018


def test_sleeping_ends_by_wall_time(jail: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("grader.sandbox.clock.WALL_FACTOR", 1.0)
    monkeypatch.setattr("grader.sandbox.clock.WALL_EXTRA", 0.0)
    limits = Limits(load_seconds=5, check_seconds=0.3, memory_mb=512)
    submission = jail.run("import time\ndef sleep(): time.sleep(3600)\n", limits=limits)
    with pytest.raises(TimeLimit):
        submission.sleep()


def test_the_whole_submission_has_a_limit_too(jail: Any) -> None:
    limits = Limits(load_seconds=5, check_seconds=5, total_seconds=1, memory_mb=512)
    submission = jail.run(LOST, limits=limits)
    session = jail.sessions[0]
    with pytest.raises(TimeLimit, match="in all"):
        submission.stubborn()
    with pytest.raises(TimeLimit, match="in all"):
        session.begin(2, 5.0)

"""What comes of calls: values, handles, failures, and a fresh process after each loss."""

import math
import time
from typing import Any

import numpy as np
import pytest

from grader.errors import CheckFailed, Crash, MemoryLimit, StudentError, TimeLimit
from grader.model import Limits
from grader.sandbox.proxy import Remote, RemoteSubmission

VALUES = """
import numpy as np
ARRAY = np.arange(6.0).reshape(2, 3)

def give(kind):
    return {
        "none": None, "bool": True, "int": -7, "float": 0.5, "complex": 1 + 2j, "str": "ü\\ud800",
        "bytes": b"\\0a", "numpy": np.float32(1.5), "array": ARRAY.T, "empty": np.zeros((0, 3)),
        "tuple": (1, ARRAY, "x"),
    }[kind]

class Liar(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_function__(self, *args, **kwargs): return True
    def __array_ufunc__(self, *args, **kwargs): return True

class Model:
    def __init__(self): self.params = {"W": np.zeros((2, 2)), "b": Liar(2)}
    def loss(self, x): return float(x.sum() + self.params["W"].sum())

def nested(): return {"a": [1, (2, ARRAY)], "b": {"c": None}}
def liar(): return np.arange(3.0).view(Liar)
def change(x, y, z=None): x += 1; y[0] = 5
def keep(x, y): return x + y
def ragged(): return [[1, 2], [3]]
def function(): return change
"""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", None),
        ("bool", True),
        ("int", -7),
        ("float", 0.5),
        ("complex", 1 + 2j),
        ("bytes", b"\0a"),
        ("str", "ü\ud800"),
    ],
)
def test_scalars_come_back_as_themselves(jail: Any, kind: str, expected: Any) -> None:
    got = jail.run(VALUES).give(kind)
    assert type(got) is type(expected)
    assert got == expected


def test_arrays_come_back_exactly(jail: Any) -> None:
    submission = jail.run(VALUES)
    array = submission.give("array")
    assert type(array) is np.ndarray
    assert array.dtype == np.float64
    assert array.tolist() == [[0, 3], [1, 4], [2, 5]]
    assert submission.give("empty").shape == (0, 3)
    assert type(submission.give("numpy")) is np.float32
    one, two, three = submission.give("tuple")
    assert (one, two.shape, three) == (1, (2, 3), "x")


def test_other_objects_stay_and_can_be_used(jail: Any) -> None:
    submission = jail.run(VALUES)
    model = submission.Model()
    assert model.kind == "object"
    assert model.loss(np.ones(3)) == 3.0
    model.params["W"] = np.full((2, 2), 2.0)
    assert model.loss(np.ones(3)) == 11.0
    assert model.params["W"].tolist() == [[2, 2], [2, 2]]
    assert list(model.params) == ["W", "b"]
    assert len(model.params) == 2
    assert "W" in model.params
    assert "V" not in model.params
    assert model.params.kind == "dict"
    model.extra = 4
    assert model.extra == 4


def test_a_handle_is_the_same_object_when_it_goes_back(jail: Any) -> None:
    submission = jail.run("def make(): return []\ndef put(box, x): box.append(x); return len(box)")
    box = submission.make()
    assert [submission.put(box, n) for n in "ab"] == [1, 2]


def test_plain_form_of_containers(jail: Any) -> None:
    got = jail.run(VALUES).nested().remote_plain()
    assert got["a"][0] == 1
    assert got["a"][1][1].shape == (2, 3)
    assert got["b"] == {"c": None}


def test_an_array_subclass_crosses_as_its_numbers_or_not_at_all(jail: Any) -> None:
    got = jail.run(VALUES).liar()
    assert isinstance(got, Remote)
    assert got.kind == "array"
    assert type(got.remote_plain()) is np.ndarray
    assert got.remote_plain().tolist() == [0, 1, 2]
    assert not np.array_equal(got, np.array([5.0, 5.0, 5.0]))


def test_what_is_no_array_is_a_failed_check(jail: Any) -> None:
    submission = jail.run(VALUES)
    with pytest.raises(CheckFailed, match="no array"):
        np.asarray(submission.ragged())
    with pytest.raises(StudentError, match="NotPlain"):
        np.asarray(submission.function())


def test_in_place_changes_are_reported_for_that_call_alone(jail: Any) -> None:
    submission = jail.run(VALUES)
    x, y, z = np.zeros(3), np.zeros(3), np.zeros(3)
    submission.change(x, y, z=z)
    assert submission.changed_arguments == ("0", "1")
    assert (x.sum(), y.sum()) == (0, 0)
    submission.keep(x, y)
    assert submission.changed_arguments == ()
    submission.change(x, y)
    with pytest.raises(StudentError):
        submission.change(1, None)
    assert submission.changed_arguments == ()


def test_a_missing_name_is_told_with_the_closest(jail: Any) -> None:
    submission = jail.run("def fc_foward(): pass\n")
    with pytest.raises(CheckFailed, match="fc_foward is there"):
        submission.fc_forward  # noqa: B018
    assert "fc_forward" not in submission
    assert "fc_foward" in submission


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


# --- what a check finds when it begins ---


def test_random_numbers_repeat_for_a_seed_and_differ_between_seeds(jail: Any) -> None:
    text = """
import random
import numpy as np
def draw():
    return (np.random.rand(), random.random(), np.random.default_rng().random(),
            np.random.RandomState().rand(), np.random.Generator(np.random.PCG64()).random())
"""
    session = jail.session(text)
    drawn = []
    for seed in (5, 5, 6):
        session.begin(seed, 1.0)
        drawn.append(RemoteSubmission(session).draw())
    assert drawn[0] == drawn[1]
    assert not set(drawn[0]) & set(drawn[2])
    other = jail.session(text)
    other.begin(5, 1.0)
    assert RemoteSubmission(other).draw() == drawn[0]


def test_output_is_kept_up_to_a_bound(jail: Any) -> None:
    submission = jail.run("""
import sys, warnings
def little(): print("one"); print("two", file=sys.stderr); warnings.warn("three")
def much():
    for _ in range(1000): print("x" * 100_000)
def raw():
    import os
    os.write(1, b"past everything")
    sys.__stdout__.write("four")
""")
    session = jail.sessions[0]
    submission.little()
    text = session.printed()
    assert "one\ntwo\n" in text
    assert "three" in text
    assert session.printed() == ""
    submission.much()
    text = session.printed()
    assert text.startswith("xxx")
    assert "more characters were not kept" in text
    assert len(text) < 1200
    submission.raw()
    assert session.printed() == "four"


def test_no_float_is_lost_on_the_way(jail: Any) -> None:
    submission = jail.run("def same(x): return x\n")
    for value in (math.pi, -0.0, 5e-324, 1.7976931348623157e308, math.inf, -math.inf):
        assert submission.same(value) == value
    assert math.isnan(submission.same(math.nan))
    assert submission.same(2**80) == 2**80

"""Student code that finds its own connection and lies on it: a lost check, and nothing else."""

import os
import resource
from typing import Any

import numpy as np
import pytest

from grader.errors import Crash, MemoryLimit, StudentError, TimeLimit
from grader.model import Limits
from grader.sandbox.proxy import RemoteSubmission

LIAR = """
import gc, json, struct, sys, time
import numpy as np

def channel():
    return next(o for o in gc.get_objects() if type(o).__name__ == "Channel")

def worker():
    return next(o for o in gc.get_objects() if type(o).__name__ == "Worker")

def frame(message, data=b""):
    text = message if isinstance(message, bytes) else json.dumps(message).encode()
    return struct.pack("<IQ", len(text), len(data)) + text + data

def send(data):
    sock = channel().sock
    sock.settimeout(None)
    sock.sendall(data)

def asked():
    frame = sys._getframe()
    while "message" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["message"]["id"]

def reply(value, **more):
    send(frame({"id": asked(), "value": value, "bufs": [], **more}))
    time.sleep(60)

def twice(x): reply_now(1.0); return 2.0
def reply_now(value): send(frame({"id": asked(), "value": value, "bufs": []}))
def early(x):
    send(frame({"id": asked() + 1, "value": 7.0, "bufs": []}))
    return 1.0
def wrong_id(x): send(frame({"id": 0, "value": 1.0, "bufs": []})); time.sleep(60)
def no_id(x): send(frame({"value": 1.0, "bufs": []})); time.sleep(60)
def listed(x): send(frame({"id": [asked()], "value": 1.0, "bufs": []})); time.sleep(60)
def raw(data): send(data); time.sleep(60)
def huge_length(x): send(struct.pack("<IQ", 10, 1 << 62)); time.sleep(60)
def endless_text(x): send(struct.pack("<IQ", (64 << 20) + 1, 0)); time.sleep(60)
def not_json(x): send(frame(b"{'id': 1}")); time.sleep(60)
def deep(x):
    text = b'{"id":%d,"bufs":[],"value":' % asked() + b'["l",[' * 100000 + b"]]" * 100000 + b"}"
    send(frame(text)); time.sleep(60)
def many(x):
    text = b'{"id":%d,"bufs":[],"value":["l",[' % asked() + b"[]," * 8_000_000 + b"0]]}"
    send(frame(text)); time.sleep(60)
def bomb(x):
    size = 4 << 20
    tree = ["l", [["b", 0]] * 20_000]
    send(frame({"id": asked(), "bufs": [size], "value": tree}, bytes(size))); time.sleep(60)
def truth_bomb(x):
    size = 4 << 20
    tree = ["l", [["a", "|b1", [size], 0]] * 20_000]
    send(frame({"id": asked(), "bufs": [size], "value": tree}, bytes(size))); time.sleep(60)
def collide(x):
    tree = ["d", [[n * ((1 << 61) - 1), 0] for n in range(300_000)]]
    send(frame({"id": asked(), "bufs": [], "value": tree})); time.sleep(60)
def drip(x):
    send(struct.pack("<IQ", 1000, 0))
    while True: send(b" "); time.sleep(0.01)
def half(x): send(frame({"id": asked(), "value": 1.0, "bufs": []})[:-1]); time.sleep(60)
def raised(what): send(frame({"id": asked(), "raised": what, "bufs": []})); time.sleep(60)
def claim(name, value):
    setattr(type(worker()), "_op_" + name, lambda self, *a: value)
    return []
def deaf(x):
    worker().channel.receive = lambda *a: time.sleep(60)
    return 1.0
def flood():
    type(worker())._op_begin = lambda self, seed: "x" * 1_000_000
    return 1.0
def handles(count): reply(["t", [["h", 1, "dict"]] * count])
def slow(x): send(frame({"id": asked(), "value": ["t", [["l", []]] * 300_000], "bufs": []}))
def kinds(kind): reply(["h", 1, kind])
"""

LIMITS = Limits(load_seconds=5, check_seconds=1.0, memory_mb=1024, output_kb=1, reply_mb=8)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: Any) -> None:
    """Who sleeps instead of answering is not waited for as long as in a real grading."""
    monkeypatch.setattr("grader.sandbox.clock.WALL_FACTOR", 1.0)
    monkeypatch.setattr("grader.sandbox.clock.WALL_EXTRA", 1.0)


@pytest.mark.parametrize(
    "name",
    ["wrong_id", "no_id", "listed", "huge_length", "endless_text", "not_json", "deep", "many",
     "bomb", "truth_bomb", "collide"],
)  # fmt: skip
def test_a_forged_frame_is_a_crash_of_the_student_s(jail: Any, name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises(Crash, match="broke the connection"):
        getattr(submission, name)(np.zeros(2))
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_maxrss - before.ru_maxrss < 300 << 10  # KiB
    assert after.ru_utime - before.ru_utime < 5
    _fresh(jail)


@pytest.mark.parametrize("name", ["drip", "half"])
def test_an_answer_that_never_ends_is_a_time_limit(jail: Any, name: str) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises(TimeLimit):
        getattr(submission, name)(np.zeros(2))
    _fresh(jail)


def _fresh(jail: Any) -> None:
    jail.sessions[0].begin(3, 1.0)
    assert RemoteSubmission(jail.sessions[0]).frame(b"{}") == b"\x02" + bytes(11) + b"{}"


def test_a_second_answer_is_not_the_answer_to_the_next_question(jail: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    assert submission.twice(np.zeros(2)) == 1.0
    with pytest.raises(Crash, match="nobody asked for"):
        submission.frame(b"{}")
    _fresh(jail)


def test_an_answer_before_the_question_is_none(jail: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises(Crash, match="nobody asked for"):
        submission.early(np.zeros(2))
    _fresh(jail)


@pytest.mark.parametrize(
    "sent", [b"\0" * 12, b"\xff" * 64, os.urandom(4096), b"GET / HTTP/1.0\r\n\r\n"]
)
def test_noise_is_a_crash(jail: Any, sent: bytes) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises((Crash, TimeLimit)):
        submission.raw(sent)
    _fresh(jail)


@pytest.mark.parametrize(
    "value",
    [None, 1, "text", [], {}, {"type": 5}, {"type": None, "places": 3, "text": {}},
     {"type": "x" * 10_000, "text": "y" * 100_000, "places": [[1, 2, 3, 4]]},
     {"memory": True}, {"type": "KeyError", "places": [["work.py", 10**6, "f", "z"]]},
     {"type": "KeyError", "places": [["work.py", -1, "f", "z"]]},
     {"type": "KeyError", "places": [["work.py", True, "f", "z"]]}],
)  # fmt: skip
def test_a_forged_failure_is_a_failure(jail: Any, value: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises((StudentError, Crash, MemoryLimit)) as caught:
        submission.raised(value)
    assert len(caught.value.message) < 700
    assert "z" not in caught.value.message.replace("zero", "")


@pytest.mark.parametrize("value", ["text", -1.5, None, [1], {"a": 1}, np.zeros(3), 10**300])
def test_answers_of_a_replaced_worker_are_typed(jail: Any, value: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    for name in ("length", "contains", "iterate", "lookup"):
        submission.claim(name, value)
    box = submission.claim("nothing", 1)
    with pytest.raises(Crash):
        "x" in box  # noqa: B015
    with pytest.raises(Crash):
        list(box)
    with pytest.raises(Crash):
        submission.other  # noqa: B018
    if type(value) is not int:
        with pytest.raises(Crash):
            len(box)


def test_output_of_a_replaced_worker_is_bounded(jail: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    submission.flood()
    assert len(jail.sessions[0].printed()) <= 1024 + 100


def test_a_handle_has_a_known_kind(jail: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises(Crash, match="unknown kind"):
        submission.kinds("\x1b[31m" * 10)


def test_handles_without_number_are_refused(jail: Any) -> None:
    submission = jail.run(LIAR, limits=LIMITS)
    with pytest.raises(Crash, match="too many objects"):
        submission.handles(10_001)
    _fresh(jail)


def test_reading_an_answer_is_on_the_check_s_time(jail: Any) -> None:
    """Answers that cost the child little and the grader much end when the check's time does."""
    submission = jail.run(LIAR, limits=LIMITS)
    session = jail.sessions[0]
    before, spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime, session.spent

    def ask_often() -> None:
        for _ in range(100):
            submission.slow(np.zeros(2))

    with pytest.raises((TimeLimit, Crash)):
        ask_often()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 5
    assert session.spent > spent


def test_who_no_longer_listens_is_given_up(jail: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("grader.sandbox.session.SEND_SECONDS", 1.0)
    submission = jail.run(LIAR, limits=LIMITS)
    assert submission.deaf(1) == 1.0
    many = [np.zeros(100_000) for _ in range(20)]
    with pytest.raises(TimeLimit):
        submission.frame(b"{}", many)
    _fresh(jail)


def test_what_a_hidden_check_shows_is_not_chosen_at_run_time(jail: Any) -> None:
    """Type, place and code line of an exception could each carry a hidden input."""
    submission = jail.run("""
import linecache
def tell(x):
    for name, (size, time, lines, path) in list(linecache.cache.items()):
        linecache.cache[name] = (size, time, [f"secret {x}\\n"] * 99, path)
    raise type(f"Secret{x}", (Exception,), {})(f"secret {x}")
""")
    with pytest.raises(StudentError) as caught:
        submission.tell(1234567)
    assert caught.value.kind == "Exception"
    assert "1234567" not in caught.value.message
    assert "raise type" in caught.value.message
    assert "1234567" in caught.value.words  # which only a public check shows


def test_nothing_of_the_trusted_process_is_in_the_child(jail: Any, monkeypatch: Any) -> None:
    submission = jail.run("""
import gc, sys
def modules(): return ",".join(sorted(sys.modules))
def seen(reversed_word):
    word = reversed_word[::-1]
    texts = [o for o in gc.get_objects() if isinstance(o, (list, dict))]
    return any(word in str(v) for t in texts for v in (t.values() if isinstance(t, dict) else t)
               if isinstance(v, str) and len(v) < 10_000)
def frames():
    found, frame = [], sys._getframe()
    while frame: found.append(frame.f_code.co_name); frame = frame.f_back
    return ",".join(found)
""")
    names = submission.modules().split(",")
    assert not [
        n for n in names if n.startswith(("pytest", "_pytest", "grader.checks", "reference"))
    ]
    known = [n for n in names if n.startswith("grader")]
    assert all(
        n in ("grader", "grader.sandbox") or n.startswith("grader.sandbox.child") for n in known
    )
    assert not submission.seen("neddih/stset")
    assert "serve" in submission.frames()
    assert "pytest_pyfunc_call" not in submission.frames()

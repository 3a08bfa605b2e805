"""The reference played without a sandbox gives what it gives in it, and leaves nothing behind."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.random import bit_generator

from grader.course import load_assignment
from grader.errors import StudentError, TimeLimit
from grader.intake import read
from grader.model import Assignment, Submission
from grader.runner.cpu_limit import CpuLimit
from grader.runner.in_process import InProcessSession
from grader.runner.in_process_programs import Scratch
from grader.runner.randoms import Randoms
from grader.sandbox.proxy import RemoteSubmission
from grader.sandbox.results import Results

from ..small import make_course

CODE = """\
import random
import numpy as np
import helper

class Box:
    def __init__(self):
        self.w = np.zeros(2)
        self.params = {"b": np.ones(3)}

def box(): return Box()
def change(x): x += 1; return x
def draw(): return np.random.rand(), random.random(), np.random.default_rng().random()
def boom(): raise ValueError("no")
def helped(): import helper; return helper.NUMBER
"""


def forever() -> None:
    while True:
        pass


def session(tmp_path: Path, randoms: Randoms, code: str = CODE) -> InProcessSession:
    (tmp_path / "work").mkdir(exist_ok=True)
    (tmp_path / "work" / "toy.py").write_text(code)
    (tmp_path / "work" / "helper.py").write_text("NUMBER = 7\n")
    submission: Submission = read(tmp_path / "work")
    spec: Assignment = load_assignment(make_course(tmp_path / "course")).spec
    made = InProcessSession(
        spec,
        submission,
        lambda path, text: [compile(text, path, "exec")],
        randoms,
        Results(),
        CpuLimit(1.0),
        Scratch(),
    )
    made.begin(5, 1.0)
    return made


def test_calls_items_and_attributes_work_as_in_the_sandbox(tmp_path: Path) -> None:
    with Randoms() as randoms:
        made = session(tmp_path, randoms)
        code = RemoteSubmission(made)
        x = np.zeros(3)
        assert code.change(x).tolist() == [1, 1, 1]
        assert x.tolist() == [0, 0, 0]
        assert code.changed_arguments == ("0",)
        box = code.box()
        box.w = np.array([3.0])
        assert box.w.tolist() == [3]
        assert box.params["b"].tolist() == [1, 1, 1]
        assert code.helped() == 7
        with pytest.raises(StudentError, match="ValueError"):
            code.boom()
        made.close()


def test_a_seed_decides_every_random_number(tmp_path: Path) -> None:
    with Randoms() as randoms:
        made = session(tmp_path, randoms)
        first = RemoteSubmission(made).draw()
        made.begin(5, 1.0)
        assert RemoteSubmission(made).draw() == first
        made.begin(6, 1.0)
        assert RemoteSubmission(made).draw() != first
        made.close()


def test_draws_of_code_and_of_a_check_are_those_of_two_generators() -> None:
    """An odd count of normal numbers leaves the half of a pair beside each of them."""

    def drawn(seed: int, counts: list[int]) -> list[float]:
        state = np.random.RandomState(seed)
        return [x for count in counts for x in state.randn(count)]

    found: dict[str, list[float]] = {"code": [], "check": []}
    with Randoms() as randoms:
        randoms.seed(3)
        np.random.seed(4)
        for count in (1, 2, 3, 1):
            found["check"] += list(np.random.randn(count))
            with randoms.own():
                found["code"] += list(np.random.randn(2 * count - 1))
    assert found == {"code": drawn(3, [1, 3, 5, 1]), "check": drawn(4, [1, 2, 3, 1])}


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    np.random.seed(1)
    random.seed(1)
    before = (random.getstate(), np.random.get_state()[1].tolist(), list(sys.meta_path))
    place, bits, modules = os.getcwd(), vars(bit_generator)["randbits"], set(sys.modules)
    with Randoms() as randoms:
        made = session(tmp_path, randoms)
        RemoteSubmission(made).draw()
        made.close()
    after = (random.getstate(), np.random.get_state()[1].tolist(), list(sys.meta_path))
    assert before == after
    assert (place, bits) == (os.getcwd(), vars(bit_generator)["randbits"])
    assert not {"toy", "helper"} & (set(sys.modules) - modules)


def in_the_limit(seconds: float) -> None:
    with CpuLimit(seconds) as limit, limit.code():
        forever()


def burn(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_never_ends_is_ended() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(TimeLimit):
        in_the_limit(0.05)
    assert signal.getsignal(signal.SIGPROF) is before


def test_nothing_but_the_code_itself_is_ended() -> None:
    """What tidies up after it runs to its end; the next code isn't begun."""
    with CpuLimit(0.02) as limit:
        burn(0.1)
        with pytest.raises(TimeLimit), limit.code():
            forever()


def test_an_endless_program_leaves_the_working_directory_as_it_was() -> None:
    place, scratch = os.getcwd(), Scratch()
    code = [compile("open('left.txt', 'w').close()\nwhile True: pass", "p.py", "exec")]
    with pytest.raises(TimeLimit), CpuLimit(0.05) as limit, scratch.holding({"a/b.txt": b"1"}):
        limit.execute(code, {})
    assert os.getcwd() == place
    with scratch.holding({}):
        assert scratch.files() == {}


def test_code_that_cannot_be_loaded_leaves_no_module_behind(tmp_path: Path) -> None:
    before = list(sys.meta_path)
    with Randoms() as randoms, pytest.raises(ZeroDivisionError):
        session(tmp_path, randoms, "1 / 0\n")
    assert sys.meta_path == before


def test_what_the_check_draws_does_not_move_the_code_s_numbers(tmp_path: Path) -> None:
    with Randoms() as randoms:
        made = session(tmp_path, randoms)
        code = RemoteSubmission(made)
        first = code.draw()[0]
        made.begin(5, 1.0)
        np.random.rand(100)
        assert RemoteSubmission(made).draw()[0] == first
        made.close()

"""What is told with a handle or asked with the next request: fewer requests, the same answers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.errors import CheckFailed, Crash, StudentError
from grader.sandbox.proxy import Remote, RemoteSubmission

MODEL = """
import numpy as np

class Base:
    def inherited(self): return 1.0
    def hidden_by_property(self): return 2.0

class Model(Base):
    shared = {"a": 1.0}
    def __init__(self):
        self.params = {"W": np.zeros((2, 2)), "b": np.zeros(2)}
        self.history = [0.5, 0.25]
        self.mixed = {"W": np.zeros(2), "note": object()}
        self.large = {"W": np.zeros(10_000)}
    @property
    def hidden_by_property(self): return 3.0
    @property
    def counted(self): return {"x": 4.0}
    def step(self): self.params = {"W": np.ones((2, 2)), "b": np.ones(2)}
    def loss(self): return float(sum(np.sum(v) for v in self.params.values()))

class Locked:
    def __init__(self): self.__dict__["x"] = {}
    def __setattr__(self, name, value): raise RuntimeError("locked")
    def touch(self): return 1.0

class Odd(type):
    __mro__ = property(lambda kind: 1 / 0)
class OfOddKind(metaclass=Odd):
    def f(self): return 5.0

class Strange:
    __dict__ = property(lambda self: 1 / 0)
    def f(self): return 6.0

class Proxy:
    def __getattribute__(self, name): return {"asked": 7.0}

class Slots:
    __slots__ = ("params",)
    def __init__(self): self.params = {"W": np.zeros(2)}
"""


@pytest.fixture
def submission(jail: Any) -> RemoteSubmission:
    made: RemoteSubmission = jail.run(MODEL)
    return made


class Counting:
    """A channel that notes which requests went out."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.sent: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def send(self, message: Any, *args: Any) -> None:
        self.sent.append(message["op"])
        self.inner.send(message, *args)


@pytest.fixture
def requests(jail: Any, submission: RemoteSubmission) -> Callable[[], int]:
    """How many requests were sent since the last time this was asked."""
    process = jail.sessions[0].process
    process.channel = Counting(process.channel)

    def since() -> int:
        count = len(process.channel.sent)
        process.channel.sent.clear()
        return count

    return since


def test_members_and_small_contents_cost_no_request(submission: Any, requests: Any) -> None:
    model = submission.Model()
    assert requests() == 1
    assert model.params.remote_plain()["W"].shape == (2, 2)
    assert model.history.remote_plain() == [0.5, 0.25]
    assert isinstance(model.loss, Remote)
    assert isinstance(model.inherited, Remote)
    assert requests() == 0


def test_what_student_code_may_have_changed_is_asked_again(submission: Any) -> None:
    model = submission.Model()
    before = model.params
    model.step()
    assert before.remote_plain()["W"].sum() == 0
    assert model.params.remote_plain()["W"].sum() == 4
    assert model.loss() == 6.0


def test_content_is_given_once_because_a_test_may_change_it(submission: Any) -> None:
    params = submission.Model().params
    params.remote_plain()["W"] += 1
    assert params.remote_plain()["W"].sum() == 0


def test_what_is_no_small_content_is_asked_for(submission: Any) -> None:
    model = submission.Model()
    assert model.large.remote_plain()["W"].shape == (10_000,)
    with pytest.raises(CheckFailed, match="an object of type object came"):
        model.mixed.remote_plain()


def test_properties_and_shared_attributes_are_what_python_says(submission: Any) -> None:
    model = submission.Model()
    assert model.hidden_by_property == 3.0
    assert model.counted["x"] == 4.0
    assert model.shared["a"] == 1.0
    assert submission.Slots().params["W"].tolist() == [0, 0]
    assert submission.Proxy().anything["asked"] == 7.0


@pytest.mark.parametrize(("name", "value"), [("OfOddKind", 5.0), ("Strange", 6.0)])
def test_a_strange_object_loses_nothing(submission: Any, name: str, value: float) -> None:
    assert getattr(submission, name)().f() == value


def test_changes_go_with_the_next_request(submission: Any, requests: Any) -> None:
    model = submission.Model()
    params = model.params
    requests()
    params["W"] = np.full((2, 2), 2.0)
    params.update({"b": np.full(2, 0.5)})
    model.extra = 4
    assert requests() == 0
    assert model.loss() == 9.0
    assert model.extra == 4
    assert requests() == 3


def test_what_a_change_raises_comes_out_with_the_next_request(submission: Any) -> None:
    locked = submission.Locked()
    locked.x = 1
    with pytest.raises(StudentError, match="RuntimeError"):
        locked.touch()
    assert locked.touch() == 1.0


def test_a_change_that_nothing_follows_is_of_no_other_check(jail: Any, submission: Any) -> None:
    submission.Locked().x = 1
    jail.sessions[0].begin(2, 1.0)
    assert RemoteSubmission(jail.sessions[0]).Locked().touch() == 1.0


LIAR = """
import sys
class Box:
    def touch(self): return 1.0
def claim(ahead):
    worker = sys.modules["grader.sandbox.child.worker"]
    worker.Worker._reply = lambda self, op, value, changed: ({"value": value}, [])
    return ["h", 1, "object", *eval(ahead)]
"""


@pytest.mark.parametrize(
    "ahead",
    ["[5]", "[[]]", "[{'a': 5}, 7]", "[{'a': ['h', 'x', 'dict']}]", "[{}, ['a', '<f8', [9], 0]]",
     "[{}, 0, 0]", "[{'a': ['h', 1, 'object', {'a': ['h', 1, 'nothing']}]}]", "['x' * 10**6]"],
)  # fmt: skip
def test_lies_told_ahead_end_the_check_or_are_nothing(jail: Any, ahead: str) -> None:
    submission = jail.run(LIAR)
    try:
        told = submission.claim(ahead)
    except (Crash, StudentError):
        return
    with pytest.raises((Crash, StudentError, CheckFailed)):
        told.a()


def test_large_arrays_that_nobody_keeps_arrive_with_the_next_request(
    submission: RemoteSubmission,
) -> None:
    model = submission.Model()
    for value in (2.0, 3.0):
        model.params.update({"W": np.full((400, 400), value), "b": np.zeros(2)})
        assert model.loss() == value * 160_000

"""What comes of calls: values, handles, failures, and a fresh process after each loss."""

import math
from typing import Any

import numpy as np
import pytest

from grader.checks import plain, same
from grader.errors import CheckFailed, NotData, StudentError
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


EXTENDED = """
import numpy as np
def real(x): return np.asarray(x, dtype=np.longdouble) / 3
def complex_(x): return np.asarray(x, dtype=np.clongdouble) * 1j
def number(x): return np.longdouble(x) / 3
def nested(x): return {"a": [np.longdouble(1) / 4, np.ones(2, dtype=np.longdouble)]}
def dates(x): return np.array(["2020-01-01"], dtype="M8[D]")
def word(x): return np.str_("a")
def fields(x): return np.zeros(2, dtype=[("a", float)])
"""


@pytest.mark.parametrize("name", ["real", "complex_", "number"])
def test_extended_precision_crosses_as_double(jail: Any, name: str) -> None:
    got = getattr(jail.run(EXTENDED), name)(7.0)
    expected = {"real": 7 / 3, "complex_": 7j, "number": 7 / 3}[name]
    same(got, expected, "got")


def test_extended_precision_inside_of_containers(jail: Any) -> None:
    got = jail.run(EXTENDED).nested(1.0)
    found = plain(got)["a"]
    assert float(found[0]) == 0.25
    assert found[1].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("name", "came"), [("dates", "an array of dates"), ("fields", "an array with named fields")]
)
def test_an_array_of_no_numbers_has_no_plain_form(jail: Any, name: str, came: str) -> None:
    got = getattr(jail.run(EXTENDED), name)(1.0)
    with pytest.raises(NotData) as caught:
        got.remote_plain()
    assert caught.value.came == came


def test_a_numpy_string_is_a_string(jail: Any) -> None:
    assert plain(jail.run(EXTENDED).word(1.0)) == "a"


def test_what_is_no_array_is_a_failed_check(jail: Any) -> None:
    submission = jail.run(VALUES)
    with pytest.raises(CheckFailed, match="no array"):
        np.asarray(submission.ragged())
    with pytest.raises(CheckFailed, match="an object of type function came"):
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


def test_the_last_call_is_kept_without_asking_its_arguments(jail: Any) -> None:
    submission = jail.run(
        "class Box:\n    pass\ndef make(): return Box()\ndef put(box, x): return x\n"
    )
    session = jail.sessions[0]
    box = submission.make()
    before = session.number
    assert submission.put(box, 3.0) == 3.0
    assert session.number == before + 1
    assert session.last_call[1] == (box, 3.0)
    large = np.zeros(1 << 18)
    submission.put(box, large)
    assert session.last_call is None
    submission.put(box, x=large)
    assert session.last_call is None

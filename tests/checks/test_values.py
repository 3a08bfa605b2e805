"""`plain`, `numbers`, `finite_number`, `fail`: hostile values become plain data or a sentence."""

from collections import OrderedDict, namedtuple

import numpy as np
import pytest

from grader.checks import fail, finite_number, plain
from grader.checks.values import numbers, shown
from grader.errors import CheckFailed

from .fakes import Handle


class Liar(np.ndarray):
    """An array that answers every comparison with true and converts to nothing."""

    def __eq__(self, other):
        return True

    def __array_finalize__(self, obj):
        self.seen = True

    def __array_function__(self, *args, **kwargs):
        return True


def test_plain_leaves_plain_data_alone():
    data = {"a": [1, 2.5, (None, "x")], 3: {"b": True, "c": b"y"}, "z": 1j}
    assert plain(data) == data
    array = np.arange(3)
    assert plain(array) is array


def test_plain_opens_handles_inside_of_anything():
    inner = Handle("array", np.arange(2.0))
    value = plain(Handle("dict", {"W": inner, "more": [Handle("tuple", (1, 2))]}))
    assert type(value) is dict
    assert value["W"].tolist() == [0.0, 1.0]
    assert value["more"] == [(1, 2)]


def test_plain_reduces_an_array_subclass_to_its_numbers():
    liar = np.arange(3.0).view(Liar)
    value = plain(liar)
    assert type(value) is np.ndarray
    assert not np.array_equal(value, np.zeros(3))


@pytest.mark.parametrize("kind", ["function", "class", "module"])
def test_plain_refuses_what_has_no_data(kind):
    with pytest.raises(CheckFailed, match=f"a {kind} came: was it meant to be called"):
        plain(Handle(kind, 5))


@pytest.mark.parametrize("value", [OrderedDict(a=1), namedtuple("P", "x")(1), {1, 2}, object()])
def test_plain_refuses_other_types_by_exact_type(value):
    with pytest.raises(CheckFailed, match="plain data was expected, an object of type"):
        plain(value)


def test_plain_refuses_endless_nesting():
    loop = []
    loop.append(loop)
    with pytest.raises(CheckFailed, match="nested more than"):
        plain(loop)


def test_a_handle_that_opens_to_itself_ends():
    class Endless:
        kind = "list"

        def remote_plain(self):
            return self

    with pytest.raises(CheckFailed, match="nested more than"):
        plain(Endless())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]]),
        ((1.5, 2), [1.5, 2.0]),
        (Handle("list", [np.ones(2), [2, 3]]), [[1, 1], [2, 3]]),
        (7, 7),
        (True, 1),
        (np.float16(0.5), 0.5),
        (10**30, 1e30),
    ],
)
def test_numbers_takes_every_form(value, expected):
    got = numbers(value, "x")
    assert type(got) is np.ndarray
    assert got.dtype.kind in "uif"
    assert np.array_equal(got, np.array(expected, dtype=got.dtype))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "dw is None, numbers were expected"),
        ("12", "dw is a string, numbers were expected"),
        (["1", "2"], "an entry of dw is a string"),
        ([1, None], "an entry of dw is None"),
        ([[1, 2], [3]], "dw is ragged"),
        ([np.ones(2), np.ones(3)], "dw is ragged"),
        ({"a": 1}, "dw is a dict"),
        (np.array([1, "a"], dtype=object), "array of Python objects"),
        (np.array(["a"]), "dw has dtype <U1"),
        (np.array(["2020-01-01"], dtype="M8[D]"), "dw has dtype datetime64"),
        (np.zeros(2, dtype=[("a", "f8")]), "numbers were expected"),
        (10**400, "too large"),
        ([1, 10**400], "too large"),
        (Handle("function"), "dw is a function, numbers were expected"),
    ],
)
def test_numbers_has_a_sentence_for_each_thing_that_is_none(value, sentence):
    with pytest.raises(CheckFailed) as caught:
        numbers(value, "dw")
    assert sentence in caught.value.message


def test_deep_lists_are_refused_in_words():
    value = 1
    for _ in range(45):
        value = [value]
    assert numbers(value, "x").size == 1
    for _ in range(3000):
        value = [value]
    with pytest.raises(CheckFailed):
        numbers(value, "x")


@pytest.mark.parametrize("value", [2.5, np.float32(2.5), np.array([[2.5]]), [2.5]])
def test_finite_number_takes_one_number(value):
    got = finite_number(value, "loss")
    assert type(got) is float
    assert got == 2.5


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (float("nan"), "loss is nan"),
        (float("-inf"), "loss is -inf"),
        (1 + 0j, "complex"),
        ([1.0, 2.0], "one number was expected"),
        (np.zeros(0), "one number was expected"),
        ("1", "a string"),
        (None, "None"),
    ],
)
def test_finite_number_refuses(value, sentence):
    with pytest.raises(CheckFailed, match=sentence):
        finite_number(value, "loss")


def test_fail_keeps_numbers_apart():
    with pytest.raises(CheckFailed) as caught:
        fail("dw is wrong", "got 1, expected 2")
    assert (caught.value.message, caught.value.detail) == ("dw is wrong", "got 1, expected 2")


def test_shown_is_one_bounded_printable_line():
    text = shown("\x1b[31mred\n\u202e" + "x" * 1000)
    assert text.isprintable()
    assert len(text) == 40

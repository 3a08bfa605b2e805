"""Containers, numbers and words of the standard library as plain data; what has no such form."""

from typing import Any

import numpy as np
import pytest

from grader.checks import call, plain
from grader.checks.values import finite_numbers, numbers
from grader.errors import CheckFailed, SubmissionFault

MANY = """
import array, collections, collections.abc, decimal, enum, fractions
import numpy as np

class Op(str, enum.Enum):
    PLUS = "+"
class Level(enum.IntEnum):
    ONE = 1
class Word(str):
    def __str__(self): return "another"
class Window(collections.abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, at): return (0.25, 0.5)[at]
class Table:
    def __array__(self, dtype=None, copy=None): return np.array([0.25, 0.5])
    def keys(self): return [0, 1]

def half(kind):
    return {
        "deque": collections.deque([0.25, 0.5], maxlen=5),
        "array": array.array("d", [0.25, 0.5]),
        "keys": {0.25: 1, 0.5: 2}.keys(),
        "values": {1: 0.25, 2: 0.5}.values(),
        "ordered": collections.OrderedDict(a=0.25, b=0.5).values(),
        "fractions": [fractions.Fraction(1, 4), fractions.Fraction(1, 2)],
        "decimals": (decimal.Decimal("0.25"), decimal.Decimal("0.5")),
        "objects": np.array([fractions.Fraction(1, 4), decimal.Decimal("0.5")]),
        "user": collections.UserList([0.25, 0.5]),
        "sequence": Window(),
        "table": Table(),
        "nested": collections.deque([np.float32(0.25), np.array([0.5])[0]]),
    }[kind]

def histories(kind): return {"loss": half(kind), "count": range(2)}
def both(kind): return half(kind), half(kind)
def words():
    return {"ops": [Op.PLUS, Word("+"), Level.ONE], "names": np.array(["x0", "x1"]),
            "one": np.array("x0"), "rows": np.array([["a"], ["b"]]), Op.PLUS: {"a": 1}.items()}
def number(): return fractions.Fraction(1, 4)
def turned(): return complex(1, 2), decimal.Decimal("NaN")
def cache(): return collections.deque([1.0, 2.0])
def back(box):
    box.append(3.0)
    return type(box) is collections.deque and len(box)
"""
KINDS = (
    "deque array keys values ordered fractions decimals objects user sequence table nested"
).split()


@pytest.mark.parametrize("kind", KINDS)
def test_containers_of_the_standard_library_are_sequences(jail: Any, kind: str) -> None:
    submission = jail.run(MANY)
    assert finite_numbers(submission.half(kind), 2, "x").tolist() == [0.25, 0.5]
    held = plain(submission.histories(kind))
    assert finite_numbers(held["loss"], 2, "loss").tolist() == [0.25, 0.5]
    assert held["count"] == [0, 1]
    for each in call(submission.both, kind, returns="one, other"):
        assert finite_numbers(each, 2, "x").tolist() == [0.25, 0.5]


@pytest.mark.parametrize("kind", ["deque", "array"])
def test_what_is_indexed_as_a_list_is_of_that_kind(jail: Any, kind: str) -> None:
    got = jail.run(MANY).half(kind)
    assert got.kind == "list"
    assert got[1] == 0.5
    assert list(got) == [0.25, 0.5]


def test_words_cross_by_what_they_hold(jail: Any) -> None:
    held = jail.run(MANY).words().remote_plain()
    assert held == {
        "ops": ["+", "+", 1],
        "names": ["x0", "x1"],
        "one": "x0",
        "rows": [["a"], ["b"]],
        "+": [("a", 1)],
    }
    assert [type(item) for item in held["ops"]] == [str, str, int]


def test_numbers_of_the_standard_library_cross_as_floats(jail: Any) -> None:
    submission = jail.run(MANY)
    assert numbers(submission.number(), "x") == 0.25
    turned, nan = (plain(each) for each in submission.turned())
    assert turned == 1 + 2j
    assert np.isnan(nan)


def test_a_deque_that_is_passed_back_is_the_same_object(jail: Any) -> None:
    submission = jail.run(MANY)
    box = submission.cache()
    assert plain(box) == [1.0, 2.0]
    assert [submission.back(box), submission.back(box)] == [3, 4]
    assert plain(box) == [1.0, 2.0, 3.0, 3.0]


HOSTILE = """
import array, collections, collections.abc, fractions, itertools, numbers
class Endless(collections.deque):
    def __iter__(self): return itertools.count()
    def __len__(self): return 10**9
class EndlessList(list):
    def __iter__(self): return itertools.count()
class Forever(collections.abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, at): return 0.5
class Other(array.array):
    def tolist(self): return [object()]
class Liar(numbers.Number):
    def __float__(self): return "0.5"
class Word(str):
    __slots__ = ()
    def __str__(self): return 5
class NotPlain(Exception): pass
class Secret:
    @property
    def keys(self): raise NotPlain("an object of type x_0_%d or 0.25" % 25)
def looped():
    box = collections.deque()
    box.append(box)
    return box
def give(kind):
    return {
        "endless": lambda: Endless([0.25, 0.5]), "list": lambda: EndlessList([0.25, 0.5]),
        "forever": Forever, "other": lambda: Other("d", [0.25, 0.5]), "liar": Liar,
        "word": lambda: [Word("a")], "loop": looped, "range": lambda: range(10**15),
        "huge": lambda: [fractions.Fraction(10**400)], "object": lambda: [0.5, object()],
        "map": lambda: {"a": map(abs, [1])}, "function": lambda: {"a": give}, "secret": Secret,
        "mine": Forever.__class__, "named": lambda: type("x_0_%d" % 25, (), {})(),
        "module": lambda: [itertools],
        "own": lambda: (lambda: type("Secret", (), {})())(),
        "count": lambda: itertools.count(),
    }[kind]()
"""


@pytest.mark.parametrize("kind", ["endless", "list", "other"])
def test_a_subclass_is_what_it_holds(jail: Any, kind: str) -> None:
    assert plain(jail.run(HOSTILE).give(kind)) == [0.25, 0.5]


def test_a_word_is_its_characters(jail: Any) -> None:
    assert plain(jail.run(HOSTILE).give("word")) == ["a"]


@pytest.mark.parametrize("kind", ["forever", "loop", "liar", "range", "huge"])
def test_what_never_ends_or_lies_ends_the_check(jail: Any, kind: str) -> None:
    submission = jail.run(HOSTILE)
    got = submission.give(kind)
    with pytest.raises(SubmissionFault) as caught:
        plain(got)
    assert "NotPlain" not in caught.value.message
    assert "0.25" not in caught.value.message
    assert plain(submission.give("endless")) == [0.25, 0.5]  # the process lives


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("object", "an object of type object"),
        ("map", "an object of type map"),
        ("function", "an object of type function"),
        ("module", "an object of type module"),
        ("count", "an object of type count"),
        ("own", "an object of type Secret"),
        ("named", "an object that is no data"),
        ("secret", "an object that is no data"),
        ("loop", "a value nested more than 50 deep"),
        ("range", "more than 100000 items"),
    ],
)
def test_what_has_no_plain_form_is_told_in_words(jail: Any, kind: str, words: str) -> None:
    got = jail.run(HOSTILE).give(kind)
    for read, asked in (
        (lambda: numbers(got, "loss_history"), "loss_history is or holds"),
        (lambda: plain(got), "data was expected"),
        (lambda: np.asarray(got), "data was expected"),
    ):
        with pytest.raises(CheckFailed) as caught:
            read()
        assert words in caught.value.message
        assert asked in caught.value.message
        assert "25" not in caught.value.message

"""Leftovers of Python 2, by the exceptions that this Python really raises for them."""

import pytest

from grader.sandbox.python2 import python2


def raised(source: str) -> tuple[str, str]:
    """Type and text of the exception that a source raises."""
    try:
        exec(compile(source, "student.py", "exec"), {})
    except Exception as error:
        return type(error).__name__, str(error)
    raise AssertionError(f"{source!r} raised nothing")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("xrange(3)", "use range"),
        ("{}.iteritems()", "use items()"),
        ("{}.has_key(1)", "use `in`"),
        ("import cPickle", "use pickle"),
        ("from past.builtins import xrange", "use range"),
        ("range(4 / 2)", "a whole number was needed"),
        ("import numpy; range(numpy.float64(2))", "a whole number was needed"),
        ("import numpy; numpy.zeros(4 / 2)", "a whole number was needed"),
        ("print 'loss'", "print(...)"),
    ],
)
def test_leftover_is_named(source: str, said: str) -> None:
    assert said in python2(*raised(source))


@pytest.mark.parametrize(
    "source",
    ["misspelt", "{}.itmes()", "import no_such_module", "range('a')", "print 3 +", "1 / 0"],
)
def test_other_mistakes_are_not_blamed_on_python_2(source: str) -> None:
    kind, words = raised(source)
    assert python2(kind, words) == "" or "Missing parentheses" in words


def test_only_known_words_are_repeated() -> None:
    assert python2("NameError", "name 'secret' is not defined") == ""
    assert python2("ValueError", "name 'xrange' is not defined") == ""

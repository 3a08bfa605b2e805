"""Indices."""

import pytest

from .happened import finding, forged

ONE = "def f(x=np.ones((2, 3)), n=3):\n    {}\n"


@pytest.mark.parametrize(
    ("line", "relation", "said"),
    [
        (
            "return x[2]",
            "index_out_of_range",
            "along axis 0 `x` has 2 entries, with indices 0 to 1",
        ),
        ("return x[0, 3]", "index_out_of_range", "with indices 0 to 2; the index was 3"),
        ("return x[0, 7]", "index_out_of_range", "along axis 1 `x` has 3 entries"),
        ("return x[:0][0]", "index_out_of_range", "is empty"),
        ("return [1][1]", "index_out_of_range", "`[1]` has fewer entries"),
        ("return x[0, 0, 0]", "too_many_indices", "`x` has fewer axes"),
        ("return x.sum(axis=2)", "no_such_axis", "axes count from 0"),
        ("return x[n / 3]", "float_as_index", "`n / 3` is a float even where"),
        ("return range(n / 3)", "float_as_index", "`n / 3` is a float even where"),
        ("return x[: n / 3]", "float_as_index", "`n / 3` is a float even where"),
        ("return x[np.ones(2)]", "float_as_index", "isn't of an integer type"),
        ("return x['a']", "key_of_array", "an array has no keys"),
    ],
)
def test_each_mistake_is_named(line: str, relation: str, said: str) -> None:
    found = finding(ONE.format(line))
    assert found.relation == relation
    assert said in found.sentence


def test_a_size_that_a_division_made_above() -> None:
    found = finding("def f(n=4):\n    half = n / 2\n    return np.zeros(half)\n")
    assert "`half` is a float, as line 2 computes it" in found.sentence


def test_a_side_that_a_root_made_above() -> None:
    found = finding("def f(n=16):\n    side = np.sqrt(n)\n    return np.zeros((side, side))\n")
    assert "`side` is a float, as line 2 computes it" in found.sentence


def test_the_larger_of_two_is_no_maximum_along_an_axis() -> None:
    source = "def f(u=np.float64(1.5), c=np.float64(2.5)):\n    return np.max(u, c)\n"
    found = finding(source)
    assert found.relation == "second_for_axis"
    assert "`np.maximum`" in found.sentence


def test_numbers_that_may_not_be_shown_are_not() -> None:
    words = "index 31 is out of bounds for axis 4 with size 15"
    found = forged(ONE.format("return x[n]"), "IndexError", words, 2, quotable=False)
    assert found.relation == "index_out_of_range"
    assert not any(number in found.sentence for number in ("31", "15", "axis 4"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("IndexError", "index 31 is out of bounds for axis 4 with size 15"),
        ("IndexError", "index 31 is out of bounds for axis 4 with size 15 secret"),
        ("IndexError", "list index out of range"),
        ("AxisError", "axis 3 is out of bounds for array of dimension 1"),
        ("TypeError", "'float' object cannot be interpreted as an integer"),
        ("IndexError", "index " + "1" * 100_000),
    ],
)
@pytest.mark.parametrize(
    "source", ["def f():\n    raise X\n", "def f(:\n    x[3]\n", "", "\x00\n\x1b"]
)
def test_a_forged_text_is_not_believed(kind: str, words: str, source: str) -> None:
    assert forged(source, kind, words, 2) is None

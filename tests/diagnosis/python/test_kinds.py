"""Arithmetic and containers."""

import pytest

from .happened import finding, forged


@pytest.mark.parametrize(
    ("line", "relation", "said"),
    [
        ("return 1 / n", "divided_by_zero", "the divisor `n` is 0"),
        ("return 1 % n", "divided_by_zero", "the divisor `n` is 0"),
        ("return 1 / 2 + 1 // n", "divided_by_zero", "a divisor is 0"),
        ("return np.array([[1, 2], [3]])", "ragged", "different lengths"),
        ("return max(0, x)", "truth_of_array", "np.maximum compares entry by entry"),
        ("return x > 0 and x < 2", "truth_of_array", "use `&` and `|`"),
        ("return 1 if x > 0 else 2", "truth_of_array", "no single truth value"),
        ("return 1 if x == None else 2", "truth_of_array", "`x is None` asks"),
        ("return 1 if x != None else 2", "truth_of_array", "`x is not None` asks"),
        ("return np.max(0, x)", "axis_array", "np.maximum compares two arrays, or numbers,"),
        ("return float(x)", "single_number", "`float(...)` takes one number"),
        ("return [1, 2] - [3]", "list_for_array", "make arrays of them"),
        ("return [1] * 2.5", "list_for_array", "make arrays of them"),
        ("return {x: 1}", "unhashable", "an array can't be a key"),
        ("return {}[[1]]", "unhashable", "a list can't be a key"),
        ("return f()", "endless_recursion", "`f` calls itself here without end"),
        ("a, b = g()", "unpacked_values", "2 names stand on the left, and `g` returns 3 values"),
        ("a, b = x.shape", "unpacked_shape", "`x.shape` has another number of axes"),
    ],
)
def test_each_mistake_is_named(line: str, relation: str, said: str) -> None:
    source = f"def g():\n    return 1, 2, 3\n\ndef f(x=np.ones(3), n=0):\n    {line}\n"
    found = finding(source)
    assert found.relation == relation
    assert said in found.sentence
    assert found.sentence.startswith("line 5 of a.py, ")


def test_math_of_an_array() -> None:
    found = finding("import math\ndef f(x=np.ones(3)):\n    return math.exp(x)\n")
    assert "`math.exp` takes one number" in found.sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ZeroDivisionError", "3.14 secret"),
        ("ValueError", "an inhomogeneous shape secret"),
        ("ValueError", "the truth value of an array secret"),
        ("TypeError", "unhashable type: 'secret'"),
        ("RecursionError", "secret"),
        ("ValueError", "too many values to unpack (expected 314159)"),
        ("TypeError", "only 0-dimensional arrays can be converted"),
        ("TypeError", "only secret arrays can be converted to a scalar index"),
    ],
)
@pytest.mark.parametrize(
    "source",
    ["def f():\n    raise X\n", "def f(:\n    1 / n\n", "", "\x00\n\x1b", "x\n1 " + "+ 1" * 50_000],
)
def test_a_forged_text_is_not_believed(kind: str, words: str, source: str) -> None:
    assert forged(source, kind, words, 2) is None

"""Shapes that don't fit."""

import pytest

from .happened import finding, forged


@pytest.mark.parametrize(
    ("line", "relation", "said"),
    [
        ("x @ x", "product_shapes", "`x` must have as many columns as `x` has rows"),
        ("np.dot(x, w)", "product_shapes", "`x` must have as many columns as `w` has rows"),
        ("x.dot(w)", "product_shapes", "`x` must have as many columns as `w` has rows"),
        ("x @ w + x @ x", "product_shapes", "one of the matrix products here"),
        ("x @ 2.0", "product_of_number", "`2.0` is no array but a single number or None"),
        ("None @ x", "product_of_number", "`None` is no array"),
        ("x - x.sum(axis=1)", "entry_by_entry", "`x` and `x.sum(axis=1)` meet entry by entry"),
        ("x - x.sum(axis=1)", "entry_by_entry", "the shorter one fits the rows"),
        ("x * np.ones((3, 5))", "entry_by_entry", "matched from the last one, differ"),
        ("x + x.T", "entry_by_entry", "one has the shape of the other's transpose"),
        ("x.reshape(5)", "reshape", "another number of entries"),
        ("x[:0].reshape((0, -1))", "reshape", "the array that gets a new shape is empty"),
        ("np.concatenate([x, w])", "joined_shapes", "must agree in every axis"),
    ],
)
def test_the_line_and_its_operands_are_named(line: str, relation: str, said: str) -> None:
    found = finding(f"def f(x=np.ones((2, 3)), w=np.ones((2, 5))):\n    return {line}\n")
    assert found.relation == relation
    assert said in found.sentence
    assert found.sentence.startswith(f"line 2 of a.py, `return {line}`: ")


@pytest.mark.parametrize(
    ("product", "told"),
    [
        ("x.dot(w.T)", "has not: without its `.T` it would"),
        ("np.dot(w.T, x)", "as `x` has rows, and it has not"),  # neither way would
        ("x.dot(v)", "as `v` has rows, and it has not"),  # no transpose stands there
    ],
)
def test_a_transpose_that_should_not_be_taken(product: str, told: str) -> None:
    source = "def f(x=np.ones((2, 3)), w=np.ones((3, 4)), v=np.ones((2, 3))):\n"
    assert finding(f"{source}    return {product}\n").sentence.endswith(told)


def test_an_array_that_is_changed_in_place() -> None:
    source = "def f(x=np.ones(3)):\n    x += np.ones((2, 3))\n"
    assert finding(source).relation == "shape_in_place"


def test_an_entry_that_takes_no_such_shape() -> None:
    source = "def f(x=np.ones((2, 3))):\n    x[0] = np.ones(2)\n"
    assert finding(source).relation == "shape_of_assignment"


def test_shapes_that_may_not_be_shown_are_not_compared() -> None:
    words = "operands could not be broadcast together with shapes (5,3) (5,) "
    source = "def f(x):\n    return x - x.sum(1)\n"
    assert "fits the rows" in forged(source, "ValueError", words, 2).sentence
    hidden = forged(source, "ValueError", words, 2, quotable=False)
    assert "fits the rows" not in hidden.sentence


@pytest.mark.parametrize(
    "words",
    [
        "shapes (31,41) and (59,26) not aligned: 41 (dim 1) != 59 (dim 0)",
        "operands could not be broadcast together with shapes (31,41) (59,26) ",
        "operands could not be broadcast together with shapes (3" + ",3" * 100_000 + ") (2,) ",
        "cannot reshape array of size 314159 into shape (2,)",
        "matmul: Input operand 7 does not have enough dimensions",
    ],
)
def test_a_forged_text_is_not_believed(words: str) -> None:
    assert forged("def f(x):\n    raise ValueError\n", "ValueError", words, 2) is None
    found = forged("def f(x):\n    return (x @ x) + x.reshape(3)\n", "ValueError", words, 2)
    assert found is None or not any(n in found.sentence for n in ("31", "41", "59", "26"))


def test_long_operands_are_not_quoted_in_full() -> None:
    long = "x" * 90
    found = finding(f"def f({long}=np.ones((2, 3))):\n    return {long} @ {long}\n")
    assert "one of the matrix products here" in found.sentence

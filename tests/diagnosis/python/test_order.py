"""Names used before they have a value."""

import pytest

from grader.diagnosis.python import Code, Piece, Raised, explain_raised

from .happened import finding, forged, looked_at

FAILED = Raised("ZeroDivisionError", "division by zero", ("cell 2", 1))


def notebook(*cells, **how):
    pieces = [Piece(f"cell {n}", "n.ipynb", text, True) for n, text in enumerate(cells, 1)]
    return Code(pieces, **how)


def unknown(name, cell, line):
    return Raised("NameError", f"name '{name}' is not defined", (f"cell {cell}", line))


def test_a_global_before_its_cell() -> None:
    code = notebook("def f():\n    return W1\n", "f()", "W1 = 3\n")
    found = looked_at(explain_raised(unknown("W1", 1, 2), code))
    assert found.relation == "before_its_cell"
    assert found.sentence.startswith("line 2 of cell 1, `return W1`: ")
    assert "gets its value in cell 3, which comes later" in found.sentence


def test_a_global_of_a_cell_that_failed() -> None:
    code = notebook("x = 1", "y = x / 0\nW1 = 3", "z = W1", broken={"cell 2": FAILED})
    found = looked_at(explain_raised(unknown("W1", 3, 1), code))
    assert found.relation == "after_failed_cell"
    assert "because line 1 of cell 2 failed first (ZeroDivisionError)" in found.sentence
    assert "There: line 1 of cell 2, `y = x / 0`" in found.sentence


def test_an_earlier_cell_is_no_reason() -> None:
    code = notebook("W1 = 3\ndel W1", "z = W1")
    assert explain_raised(unknown("W1", 2, 1), code) is None


def test_a_failure_that_is_its_own_reason_is_not_told() -> None:
    own = Raised("NameError", "name 'W1' is not defined", ("cell 1", 1))
    code = notebook("z = W1\nW1 = 3", broken={"cell 1": own})
    found = looked_at(explain_raised(unknown("W1", 1, 1), code))
    assert found.relation == "before_its_line"


def test_two_failures_that_wait_for_each_other_end() -> None:
    one = Raised("NameError", "name 'b' is not defined", ("cell 1", 1))
    two = Raised("NameError", "name 'a' is not defined", ("cell 2", 1))
    code = notebook("a = b", "b = a", broken={"cell 1": one, "cell 2": two})
    assert looked_at(explain_raised(one, code)) is not None
    assert looked_at(explain_raised(two, code)) is not None


def test_a_line_above_the_first_value_in_a_file() -> None:
    assert finding("y = scale + 1\nscale = 3\n").relation == "before_its_line"


def test_a_global_that_the_function_makes_its_own() -> None:
    found = finding("count = 0\ndef f():\n    count += 1\n    return count\n")
    assert found.relation == "global_and_local"
    assert "`f` gives `count` a value in line 3" in found.sentence


def test_a_variable_of_a_branch_not_taken() -> None:
    found = finding("def f(x=0):\n    if x:\n        y = 1\n    return y\n")
    assert found.relation == "not_assigned"
    assert "inside an `if` alone (line 3)" in found.sentence


def test_a_variable_of_an_empty_loop() -> None:
    assert (
        "inside a loop alone"
        in finding("def f():\n    for i in []:\n        y = 1\n    return y\n").sentence
    )


def test_a_variable_that_is_used_above_its_first_value() -> None:
    found = finding("def f():\n    z = y + 1\n    y = 2\n    return z\n")
    assert found.relation == "before_assignment"
    assert "first value in line 3" in found.sentence


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("UnboundLocalError", "cannot access local variable 'secret' where it is not"),
        ("UnboundLocalError", "local variable 'secret' referenced before assignment"),
        ("UnboundLocalError", "3.14"),
        ("NameError", "name 'secret' is not defined"),
    ],
)
@pytest.mark.parametrize(
    "source", ["def f():\n    raise X\n", "def f(:\n    y\n", "", "\x00\n\x00"]
)
def test_a_forged_text_is_not_believed(kind: str, words: str, source: str) -> None:
    assert forged(source, kind, words, 2) is None


def test_many_cells_do_no_harm() -> None:
    code = notebook(*["x = 1"] * 3000, "y = W1")
    assert explain_raised(unknown("W1", 3001, 1), code).relation == "defined_nowhere"

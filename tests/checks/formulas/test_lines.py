"""Cases on several lines, and formulas that go on in the next one: read as meant, or refused."""

import re

import pytest

from . import courses
from .courses import Task, message, verdict

C = "w11 x1 + w21 x2"


def cases(text: str) -> str:
    """LaTeX's cases around some rows."""
    return "\\begin{cases}" + text + "\\end{cases}"


RIGHT = [
    f"dJ/dz1 x1 if {C} >= 0\n0 otherwise",
    f"dJ/dz1 x1 if {C} >= 0\n\n  0 otherwise\n",
    f"dJ/dz1 x1 if {C} >= 0\r\n0 if {C} < 0",
    f"dJ/dz1 x1, if {C} >= 0\n0, if {C} < 0",
    f"dJ/dz1 x1, {C} >= 0\n0, otherwise",
    f"0, {C} < 0\ndJ/dz1 x1, else",
    f"dJ/dz1 x1 if {C} >= 0\notherwise 0",
    f"dJ/dz1 x1 if {C} >= 0\notherwise: 0",
    f"dJ/dz1 x1 if {C} >= 0;\n0 otherwise",
    f"{{dJ/dz1 x1 if {C} >= 0\n 0 otherwise}}",
    f"dJ/dw11 =\n{{dJ/dz1 x1 if {C} >= 0\n 0 otherwise}}",
    f"dJ/dw11 = dJ/dz1 x1 if {C} >= 0\ndJ/dw11 = 0 otherwise",
    f"dJ/dw11 = dJ/dz1 x1 if {C} >= 0, dJ/dw11 = 0 otherwise",
    "dJ/dz1 x1 if w11 x1\n + w21 x2 >= 0\n0 otherwise",
    "dJ/dz1 x1 if w11 x1 +\n w21 x2 >= 0; 0 otherwise",
    f"dJ/dz1 x1\nif {C} >= 0\nelse 0",
    f"0 if {C} < 0\nelse dJ/dz1 x1",
    f"if {C} >= 0:\n    dJ/dz1 * x1\nelse:\n    0",
    f"({C} >= 0)\n? dJ/dz1 x1\n: 0",
    f"dJ/dz1 * x1 # by the chain rule\n  * ({C} >= 0)  # its slope",
    f"dJ/dz1 x1 if {C} >= 0  # active\n0 otherwise  # not",
    cases(f"\n \\frac{{dJ}}{{dz_1}} x_1 & {C} \\geq 0 \\\\\n 0 & \\text{{otherwise}}\n"),
    cases(f"\n dJ/dz1 x1, & {C} \\geq 0, \\\\ \n 0, & \\text{{else}} \n"),
    cases(f"dJ/dz1 x1 & \\text{{if }} {C} \\geq 0 \\\\ 0 & \\text{{if }} {C} < 0"),
    cases(f"\n dJ/dz1 x1 & {C} \\ge 0 \\\n 0 & \\text{{otherwise}}\n"),  # TOML took one backslash
    f"0 otherwise; dJ/dz1 x1 if {C} >= 0",
]


@pytest.mark.parametrize("typed", RIGHT)
def test_cases_on_lines(typed: str) -> None:
    assert {verdict(courses.DAG_W11, typed, seed) for seed in range(3)} == {"equal"}


@pytest.mark.parametrize("typed", RIGHT)
def test_the_same_lines_with_another_value_are_wrong(typed: str) -> None:
    changed = typed.replace("x1", "x1 x3", 1).replace("x_1", "x_1 x_3", 1)
    assert verdict(courses.DAG_W11, changed) == "different"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (f"dJ/dz1 x1 if {C} >= 0\n0", "is this line a case of its own"),
        (f"dJ/dz1\nx1 if {C} >= 0\n0 otherwise", "is this line a case of its own"),
        (f"dJ/dz1 x1\n-1 if {C} >= 0\n0 otherwise", "is this line a case of its own"),
        (f"dJ/dz1 x1 if {C} >= 0 0 otherwise", "two cases run into each other"),
        (cases(f"dJ/dz1 x1 & {C} \\geq 0 \\ 0 & \\text{{otherwise}}"), "two cases run into"),
        (cases(f"dJ/dz1 x1 & {C} \\geq 0  0 & {C} < 0"), "two cases run into"),
        (f"dJ/dz1 x1 if {C} >= 0; 0 otherwise x1", "two cases run into"),
        (f"dJ/dz1 x1 if {C} >= 0; 0 otherwise; x1 otherwise", "two cases for otherwise"),
        (f"dJ/dz1 x1 if {C} >= 0 else 0; x1 if {C} < 0", "two cases run into"),
        ("dJ/dz1 x1 if a >= 0 x1 if a < 0 else 0", "two cases run into"),
        ("if a >= 0 then dJ/dz1 x1 if a else 0", "two cases run into|something is missing"),
        (f"dJ/dz1 x1, {C} >= 0\n0, {C} < 0", "a if c for a case"),
        ("a >= 0, dJ/dz1 x1; 0 otherwise", "this case has no condition"),
        ("dJ/dz1 x1, a; 0 otherwise", "this case has no condition"),
        ("dJ/dz1 x1; 0 otherwise", "this case has no condition"),
        ("0 else dJ/dz1 x1", "otherwise what"),
        ("a >= 0: dJ/dz1 x1; a < 0: 0", "':' has no place here"),
    ],
)
def test_what_is_not_clear_is_refused(typed: str, says: str) -> None:
    assert re.search(says, message(courses.DAG_W11, typed).message)


def test_an_equals_sign_in_a_condition_is_no_beginning() -> None:
    for typed in (
        "h2 - 1 if y = 1; h2 if y = 0",
        "h2 - 1 if y = 1\nh2 if y = 0",
        "dJ/da2 = h2 - 1 if y = 1 else h2",
        "y = 1 ? h2 - 1 : h2",
        "if y = 1 then h2 - 1 else h2",
    ):
        expected = "different" if typed.startswith("y = 1") else "equal"
        assert verdict(courses.NET_A2, typed) == expected, typed


@pytest.mark.parametrize(
    "typed", ["h2\n- y", "h2 -\ny", "dJ/da2\n= h2\n- y", "(h2\n-\ny)", "h2 - y\n"]
)
def test_a_line_may_end_anywhere(typed: str) -> None:
    assert verdict(courses.NET_A2, typed) == "equal"


def test_the_caret_stands_in_its_line() -> None:
    lines = message(courses.DAG_W11, f"dJ/dz1 x1 if {C} >= 0\n  0").message.split("\n")
    assert "line 2, column 3" in lines[0]
    assert lines[1][lines[2].index("^") :] == "0"


@pytest.mark.parametrize(
    "typed",
    [
        "\n" * 1999,
        "0 otherwise\n" * 100,
        "h2 if y\n" * 100,
        "(h2 if y\n" * 25 + "0" + ")" * 25,
        "{\n" * 30 + "if" + "}\n" * 30,
        "if\nif\nif",
        "otherwise\notherwise",
        ",\n;\n,",
        "# only a comment",
        "#" * 1999,
        "h2 # - y\n - y # h2\n + 0 #\n+ 1",
    ],
)
def test_hostile_lines_get_an_answer(typed: str) -> None:
    assert verdict(Task(courses.NET, lambda v: v.h2 - v.y, "it"), typed) == "different"

"""A function that the assignment asks for and that wasn't found."""

import pytest

from grader.diagnosis.python import Piece, Raised, explain_missing
from grader.diagnosis.python.code import Code

from .happened import code, looked_at


def said(source, name="softmax", **how):
    return looked_at(explain_missing(name, code(source, **how)))


def test_a_function_inside_another_one() -> None:
    found = said("def train():\n    def softmax(x):\n        return x\n")
    assert found.relation == "defined_inside"
    assert found.sentence.startswith("line 2 of a.py, `def softmax(x):`")
    assert "inside the function `train`" in found.sentence


def test_a_function_inside_a_class() -> None:
    assert "the class `Net`" in said("class Net:\n    def softmax(x):\n        return x\n").sentence


def test_a_function_under_main() -> None:
    source = "if __name__ == '__main__':\n    def softmax(x):\n        return x\n"
    assert said(source).relation == "under_main"


def test_a_function_that_is_commented_out() -> None:
    assert said("x = 1\n#def softmax(x):\n#    return x\n").relation == "commented_out"


def test_a_function_with_another_name() -> None:
    found = said("def sofmax(x):\n    return x\n")
    assert found.relation == "misspelt_definition"
    assert "`def sofmax(x):`: the task asks for `softmax`" in found.sentence


def test_another_promised_name_is_not_the_misspelt_one() -> None:
    assert said("def softmax2(x):\n    return x\n", promised=("softmax", "softmax2")) is None


def test_the_error_that_took_the_definition_away() -> None:
    error = Raised("SyntaxError", "'(' was never closed", ("a.py", 2))
    found = said("def softmax(x):\n    y = (x\n    return y\n", broken={"a.py": error})
    assert found.sentence.startswith("`softmax` is missing because of line 2 of a.py, `y = (x`: ")
    assert found.relation == "unclosed_bracket"


def test_an_error_without_a_better_word_is_pointed_at() -> None:
    error = Raised("SyntaxError", "invalid syntax", ("a.py", 2))
    found = said("def softmax(x):\n    y = x +* 2\n    return y\n", broken={"a.py": error})
    assert "`y = x +* 2`: Python can't read this line, so `softmax` is missing" in found.sentence


def test_the_error_of_another_cell_is_not_the_cause() -> None:
    error = Raised("SyntaxError", "invalid syntax", ("cell 1", 1))
    cells = [Piece("cell 1", "n.ipynb", "y = 1 +* 2", True), Piece("cell 2", "n.ipynb", "", True)]
    assert explain_missing("softmax", Code(cells, broken={"cell 1": error})) is None


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 1\n",
        "'''\ndef softmax(x)\n'''\n",
        "(" * 100_000,
        "def f(x):\n" * 300,
        "\x00\x1b[31m\u202e",
        "# " + "def softmax " * 50_000,
        "#" * 200_000 + "def softmax",
    ],
)
def test_nothing_is_said_where_nothing_is_like_it(source: str) -> None:
    found = said(source)
    assert found is None or found.relation == "commented_out"


def test_a_name_that_is_no_name_is_not_searched_for() -> None:
    assert said("# def (((\n", name="(((") is None

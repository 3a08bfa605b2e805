"""NameError: what was meant, or where the name is known."""

import pytest

from grader.diagnosis.python import Raised

from .happened import LABEL, finding, forged, relation


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("def f():\n    weights = 1\n    return weigths\n", "weights"),
        ("def f(learning_rate=1):\n    return learnig_rate\n", "learning_rate"),
        ("def softmax_loss(): pass\ndef f():\n    return softmax_los()\n", "softmax_loss"),
        ("def f():\n    return rang(3)\n", "range"),
        ("def f():\n    return true\n", "True"),
        ("def f(W=1):\n    return w1\nW1 = 2\n", "W1"),
    ],
)
def test_a_misspelt_name_is_named_with_the_one_meant(source: str, meant: str) -> None:
    found = finding(source)
    assert found.relation == "misspelt_name"
    assert f"did you mean `{meant}`?" in found.sentence
    assert found.sentence.startswith("line ")


def test_a_name_that_the_assignment_asks_for_is_meant() -> None:
    found = finding("def f():\n    return fc_backwards()\n", promised=("fc_backward",))
    assert "did you mean `fc_backward`?" in found.sentence


def test_two_names_that_are_as_near_are_not_guessed_between() -> None:
    found = finding("def f(dw1=1, dw2=2):\n    return dw3\n")
    assert found.sentence.endswith("nothing gives `dw3` a value: it is defined nowhere")


def test_an_import_that_is_missing() -> None:
    source = "def f():\n    return math.exp(1)\n"
    assert "the module math, and nothing here imports it" in finding(source).sentence


def test_a_variable_of_another_function() -> None:
    source = "def g():\n    scale = 3\n    return scale\n\ndef f():\n    return scale\n"
    found = finding(source)
    assert found.relation == "local_elsewhere"
    assert "`scale` is defined nowhere in `f` (that of `g` is its own)" in found.sentence


def test_what_gets_its_value_in_the_same_line_was_not_meant() -> None:
    found = finding("def f():\n    batch_size = BATCH_SIZE\n    return batch_size\n")
    assert found.relation == "defined_nowhere"


@pytest.mark.parametrize(
    "more", ["exec('v = 1')\n", "from helpers import *\n", "def g(\n    v = 1\n"]
)
def test_a_name_that_may_be_defined_unseen_is_not_said_to_be_nowhere(more: str) -> None:
    source = "def f():\n    return v\n" + more
    assert forged(source, "NameError", "name 'v' is not defined", 2) is None


def test_a_name_of_a_file_that_is_not_imported() -> None:
    found = finding(
        "def f():\n    return helper()\n", others=[("utils.py", "def helper(): pass\n")]
    )
    assert "defined in utils.py, and not imported" in found.sentence


@pytest.mark.parametrize(
    ("source", "words", "line"),
    [
        ("def f():\n    return 1\n", "name 'f1' is not defined", 2),  # not in this line
        ("def f():\n    raise NameError(t)\n", "name 'secret' is not defined", 2),
        ("def f():\n    return x\n", "name 'x; secret 3.14' is not defined", 2),
        ("def f():\n    return x\n", "name 'x' is not defined" + " " * 3, 99),
        ("def f():\n    return x\n", "name '" + "x" * 10_000 + "' is not defined", 2),
        ("def f(:\n    return xx\nxy = 1\n", "name 'xx' is not defined", 2),  # doesn't parse
        ("x = " + "(" * 3000 + ")" * 3000 + "\nxy = xx\n", "name 'xx' is not defined", 2),
        ("xy = xx" + "+ 1" * 100_000 + "\n", "name 'xx' is not defined", 1),  # giant
        ("", "name 'x' is not defined", 1),
    ],
)
def test_what_the_line_does_not_show_is_not_said(source: str, words: str, line: int) -> None:
    assert forged(source, "NameError", words, line) is None


def test_control_characters_of_the_line_are_not_shown() -> None:
    source = "weights = 1\ny = wieghts + '\x1b[31m\u202e\x07'\n"
    found = forged(source, "NameError", "name 'wieghts' is not defined", 2)
    assert relation(found) == "misspelt_name"
    assert "\x1b" not in found.sentence


def test_a_function_that_python_could_not_read_is_not_taken_for_a_misspelt_one() -> None:
    source = (
        "def fc_backward(d):\n    return d\n\ndef relu_backward(d)\n    return d\n\n"
        "def f():\n    return relu_backward(fc_backward(1))\n"
    )
    error = Raised("SyntaxError", "expected ':'", (LABEL, 4))
    words = "name 'relu_backward' is not defined"
    found = forged(source, "NameError", words, 8, broken={LABEL: error})
    assert found.relation == "missing_colon"
    assert "`relu_backward` is missing because of line 4 of a.py" in found.sentence
    assert forged(source, "NameError", words, 8) is None


def test_a_capital_letter_makes_another_name() -> None:
    found = finding("def f(X=1):\n    return x\n")
    assert "`x` has no value, `X` has: capital and small letters differ" in found.sentence

"""Lines that compute with None."""

import pytest

from .happened import finding, forged


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("return g(1) + 1", "g(1)"),
        ("return 2 * g(1)", "g(1)"),
        ("return g(1)[0]", "g(1)"),
        ("return g(1).shape", "g(1)"),
        ("a, b = g(1)", "g(1)"),
        ("return [i for i in g(1)]", "g(1)"),
        ("return len(g(1))", "g(1)"),
    ],
)
def test_a_call_of_a_function_without_return(line: str, name: str) -> None:
    found = finding(f"def g(x):\n    y = x + 1\n\ndef f():\n    {line}\n")
    assert found.relation == "none_used"
    assert f"`{name}` is None: `g` ends here without a `return`" in found.sentence
    assert "(line 2 of a.py)" in found.sentence


def test_a_name_that_such_a_call_gave_its_value() -> None:
    source = "def g(x):\n    y = x\n\ndef f():\n    out = g(1)\n    return out + 1\n"
    assert "`out` is None: `g` ends here" in finding(source).sentence


def test_a_name_that_was_given_none() -> None:
    found = finding("def f():\n    dx = None\n    return dx * 2\n")
    assert "`dx` is None: it was given None" in found.sentence
    assert "(line 2 of a.py)" in found.sentence


def test_a_list_that_append_was_to_give() -> None:
    found = finding("def f(x=[1]):\n    x = x.append(2)\n    return x + [1]\n")
    assert "`append` changes its object in place" in found.sentence


def test_an_attribute_that_nothing_filled_yet() -> None:
    source = (
        "class Net:\n    def __init__(self):\n        self.cache = None\n"
        "    def forward(self):\n        self.cache = 1\n"
        "    def backward(self):\n        return self.cache + 1\n"
    )
    found = finding(source, "Net().backward()")
    assert "`self.cache` is None: it was set to None at first" in found.sentence


def test_a_name_with_a_later_value_is_not_accused() -> None:
    source = "def f(x=None):\n    dx = None\n    dx = 3\n    return dx + x\n"
    assert finding(source) is None


def test_two_reasons_leave_it_open() -> None:
    source = "def f():\n    a = None\n    b = None\n    return a + b\n"
    assert finding(source) is None


@pytest.mark.parametrize(
    "words",
    [
        "unsupported operand type(s) for +: 'int' and 'NoneType'",
        "unsupported operand type(s) for +: 'secret 3.14' and 'NoneType'",
        "'NoneType' object is not subscriptable",
        "bad operand type for unary -: 'NoneType'",
    ],
)
@pytest.mark.parametrize(
    "source", ["def f():\n    return x + y\n", "def f(:\n    x + g()\n", "", "\x00\n\x1b[0m"]
)
def test_a_forged_text_is_not_believed(words: str, source: str) -> None:
    assert forged(source, "TypeError", words, 2) is None

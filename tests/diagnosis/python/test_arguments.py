"""Missing `self`, and calls that don't fit."""

import pytest

from .happened import finding, forged, raised

NET = "class Net:\n    def __init__(self):\n        self.w = 1\n"


def test_a_method_without_self() -> None:
    found = finding(f"{NET}    def forward(x):\n        return x\n", "Net().forward(3)")
    assert found.relation == "missing_self"
    assert found.sentence.startswith("line 4 of a.py, `def forward(x):`: ")
    assert "first parameter must be `self`" in found.sentence


def test_a_method_without_any_parameter() -> None:
    found = finding(f"{NET}    def step():\n        return 1\n", "Net().step()")
    assert found.relation == "missing_self"


def test_the_words_of_an_older_python_do_as_well() -> None:
    source = f"{NET}    def forward(x):\n        return x\n"
    words = "forward() takes 1 positional argument but 2 were given"
    assert forged(source, "TypeError", words, None).relation == "missing_self"


def test_a_static_method_needs_no_self() -> None:
    source = f"{NET}    @staticmethod\n    def g(x):\n        return x\n"
    assert finding(source, "Net().g(3, 4)") is None


def test_an_attribute_without_self() -> None:
    found = finding(f"{NET}    def forward(self):\n        return w\n", "Net().forward()")
    assert found.relation == "missing_self"
    assert "reached as `self.w` alone" in found.sentence


def test_a_method_called_without_self() -> None:
    source = f"{NET}    def g(self):\n        return 1\n    def f(self):\n        return g()\n"
    assert "reached as `self.g` alone" in finding(source, "Net().f()").sentence


def test_self_without_the_parameter() -> None:
    source = f"{NET}    @staticmethod\n    def f():\n        return self.w\n"
    assert "has no such first parameter" in finding(source, "Net.f()").sentence


def test_a_call_on_the_class() -> None:
    source = f"{NET}    def forward(self, x):\n        return x\n\ndef f():\n    Net.forward(3)\n"
    assert finding(source).relation == "called_on_class"


def test_a_function_with_a_parameter_too_many_for_the_task() -> None:
    words = raised("def f(x, lr): pass\n", "f(1)")
    assert words.at is None
    found = finding("def f(x, lr): pass\n", "f(1)")
    assert "gives nothing for `lr`" in found.sentence
    assert found.sentence.startswith("line 1 of a.py, `def f(x, lr): pass`")


def test_a_function_with_a_parameter_too_few() -> None:
    assert "another number of arguments" in finding("def f(x): pass\n", "f(1, 2)").sentence


def test_a_keyword_that_the_function_lacks() -> None:
    assert "names a parameter" in finding("def f(x): pass\n", "f(1, reg=2)").sentence


WRAPPED = """import functools
def checked(function):
    @functools.wraps(function)
    def call({}):
        return function({})
    return call

@checked
def f({}):
    return x
"""


@pytest.mark.parametrize(
    ("parts", "call"),
    [
        (("*args", "*args", "x, w"), "f(x=1, w=2)"),
        (("x", "x, 1", "x, w"), "f(1, 2)"),
        (("x, w", "x", "x, w=0"), "f(1)"),
    ],
)
def test_a_function_that_a_decorator_replaced_is_not_judged_by_its_line(
    parts: tuple[str, ...], call: str
) -> None:
    assert finding(WRAPPED.format(*parts), call) is None
    assert finding(WRAPPED.format(*parts) + f"\ndef g():\n    return {call}\n", "g()") is None


def test_a_parameter_that_the_line_has_is_not_missed() -> None:
    source = "def f(x, w):\n    return x\n"
    words = "f() got an unexpected keyword argument '{}'"
    assert forged(source, "TypeError", words.format("x"), None) is None
    assert forged(source, "TypeError", words.format("v"), None).relation == "wrong_arguments"


def test_a_call_of_their_own_points_at_the_definition() -> None:
    found = finding("def g(x, y):\n    return x\n\ndef f():\n    return g(1)\n")
    assert "`g`, which this line calls, is defined in line 1 of a.py" in found.sentence


@pytest.mark.parametrize(
    "words",
    [
        "secret() takes 1 positional argument but 2 were given",
        "f() missing 1 required positional argument: 'secret'",
        "Net.secret() takes 1 positional argument but 2 were given",
        "f() takes 3141592653 positional arguments but 3141592654 were given",
        "a." * 5000 + "f() takes 1 positional argument but 2 were given",
        "",
    ],
)
def test_a_forged_text_is_not_believed(words: str) -> None:
    found = forged("def f(x):\n    return x\n", "TypeError", words, None)
    assert found is None or "secret" not in found.sentence
    source = "class Net:\n    def f(self, x):\n        raise TypeError(x)\n"
    assert forged(source, "TypeError", words, 3) is None


def test_a_line_that_does_not_call_the_function_is_not_accused() -> None:
    source = "def g(x, y):\n    return x\n\ndef f():\n    raise TypeError\n"
    words = "g() missing 1 required positional argument: 'y'"
    assert forged(source, "TypeError", words, 5) is None


def test_a_misspelt_keyword() -> None:
    found = finding("def f(x=np.ones(3)):\n    return np.sum(x, axis=0, keepdim=True)\n")
    assert "`sum` takes no `keepdim=`: did you mean `keepdims=`?" in found.sentence
    own = finding("def g(x, weights): pass\n\ndef f():\n    return g(1, wieghts=2)\n")
    assert "did you mean `weights=`?" in own.sentence


def test_a_keyword_of_the_text_alone_is_not_shown() -> None:
    source = "def f():\n    return np.sum(1, axi=0)\n"
    words = "sum() got an unexpected keyword argument 'keepdim'"
    assert forged(source, "TypeError", words, 2) is None

"""Calls of what is no function, and names of functions given away."""

import pytest

from .happened import finding, forged


@pytest.mark.parametrize(
    ("source", "relation", "said"),
    [
        ("def f():\n    list = [1]\n    return list(range(3))\n", "shadowed_function", "line 2"),
        ("sum = 3\ndef f():\n    return sum([1])\n", "shadowed_function", "line 1"),
        (
            "def relu(x): pass\nrelu = 3\ndef f():\n    return relu(1)\n",
            "shadowed_function",
            "line 2",
        ),
        ("import math\ndef f():\n    return math(3)\n", "module_called", "the name of a module"),
        ("def f(w=[1]):\n    return w(0)\n", "round_brackets", "`w(...)`"),
        ("def f(x=np.ones(3)):\n    return x.shape(0)\n", "round_brackets", "`x.shape(...)`"),
        ("def f(lr=0.5):\n    return lr (1 + 2)\n", "missing_product_sign", "`lr(...)`"),
        ("def f():\n    return np.zeros[3]\n", "square_brackets", "`np.zeros` is a function"),
        ("def g(): pass\ndef f():\n    return g[0]\n", "square_brackets", "`g` is a function"),
        (
            "import math\ndef f():\n    math = [1]\n    return math.exp(1)\n",
            "reused_module",
            "line 3",
        ),
        ("import numpy as xp\ndef f(xp=3):\n    return xp.exp(1)\n", "reused_module", "line 2"),
    ],
)
def test_each_mistake_is_named(source: str, relation: str, said: str) -> None:
    found = finding(source)
    assert found.relation == relation
    assert said in found.sentence


def test_two_calls_leave_open_which_is_none() -> None:
    assert finding("def f(g=[1], h=[2]):\n    return g(h(0))\n") is None


@pytest.mark.parametrize(
    "words",
    [
        "'secret' object is not callable",
        "'list' object is not callable",
        "'function' object is not subscriptable",
        "'3.14' object is not subscriptable",
        "'" + "list" * 50_000 + "' object is not callable",
    ],
)
@pytest.mark.parametrize(
    "source",
    ["def f():\n    raise TypeError\n", "def f(:\n    x(3)\n", "\n\x1b", "x\n" + "(" * 999],
)
def test_a_forged_text_is_not_believed(words: str, source: str) -> None:
    assert forged(source, "TypeError", words, 2) is None

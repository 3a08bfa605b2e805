"""AttributeError and KeyError."""

import pytest

from .happened import finding, forged

NET = "class Net:\n    def __init__(self):\n        self.weights = 1\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("np.zeroes(3)", "did you mean `zeros`?"),
        ("np.linalg.nrom([1])", "did you mean `norm`?"),
        ("np.ones(3).reshpe(3)", "did you mean `reshape`?"),
        ("np.ones(3).exp()", "`exp` is a function of numpy, not a method of an array"),
        ("np.ones(3).append(1)", "an array doesn't grow"),
        ("[1].shape", "this is a list, which has no `shape`; an array has"),
        ("(1, 2).mean()", "this is a tuple, which has no `mean`; an array has"),
        ("[1].apend(2)", "did you mean `append`?"),
        ("(3).shape", "a plain number, which has no `shape`"),
        ("__import__('math').sqroot(2)", "did you mean `sqrt`?"),
        ("np.ones(3).quux()", ""),
    ],
)
def test_of_python_s_and_numpy_s_things(line: str, said: str) -> None:
    found = finding(f"def f():\n    return {line}\n")
    assert (said in found.sentence) if said else (found is None)


def test_of_an_object_of_their_own() -> None:
    source = f"{NET}    def f(self):\n        return self.wieghts\n"
    assert "did you mean `weights`?" in finding(source, "Net().f()").sentence


def test_an_attribute_that_another_method_sets_first() -> None:
    source = (
        f"{NET}    def forward(self):\n        self.cache = 1\n"
        "    def backward(self):\n        return self.cache\n"
    )
    found = finding(source, "Net().backward()")
    assert found.relation == "set_later"
    assert "set in `forward` alone" in found.sentence


def test_a_constructor_that_is_none() -> None:
    source = (
        "class Net:\n    def _init_(self):\n        self.w = 1\n"
        "    def f(self):\n        return self.w\n"
    )
    found = finding(source, "Net().f()")
    assert found.relation == "misspelt_constructor"
    assert found.sentence.startswith("line 2 of a.py, `def _init_(self):`")


def test_of_a_module_of_their_own() -> None:
    words = "module 'utils' has no attribute 'relu_grad'"
    source = "import utils\ny = utils.relu_grad(1)\n"
    from .happened import LABEL, Raised, code, explain_raised

    whole = code(source, ("utils.py", "def relu_gard(x): pass\n"))
    found = explain_raised(Raised("AttributeError", words, (LABEL, 2)), whole)
    assert "did you mean `relu_gard`?" in found.sentence


def test_a_file_that_hides_a_module_of_python_s() -> None:
    words = "module 'random' has no attribute 'randint'"
    from .happened import LABEL, Raised, code, explain_raised

    whole = code("import random\ny = random.randint(1)\n", ("random.py", "x = 1\n"))
    found = explain_raised(Raised("AttributeError", words, (LABEL, 2)), whole)
    assert "your own file random.py hides Python's module" in found.sentence


def test_a_key_that_is_written_otherwise() -> None:
    source = "def f():\n    cache = {'hidden': 1}\n    return cache['hiden']\n"
    found = finding(source)
    assert found.relation == "misspelt_key"
    assert "no key `hiden`: did you mean `hidden`?" in found.sentence


def test_keys_of_dict_and_of_assignments_count() -> None:
    source = "def f():\n    d = dict(alpha=1)\n    d['betas'] = 2\n    return d['beta']\n"
    assert "did you mean `betas`?" in finding(source).sentence


def test_a_key_that_is_written_the_same_is_not_misspelt() -> None:
    assert finding("def f():\n    d = {'W1': 1}\n    e = {'W2': 1}\n    return d['W2']\n") is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("AttributeError", "module 'numpy' has no attribute 'secret'"),
        ("AttributeError", "module 'numpy' has no attribute 'zeroes'\n3.14"),
        ("AttributeError", "'Secret' object has no attribute 'zeroes'"),
        ("AttributeError", "'3.14' object has no attribute 'zeroes'"),
        ("KeyError", "'zeroes'"),
        ("KeyError", "3.14"),
        ("KeyError", "'" + "k" * 100_000 + "'"),
    ],
)
def test_a_forged_text_gets_no_words_of_its_own_in(kind: str, words: str) -> None:
    source = "import numpy as np\ndef f(d):\n    return np.zeroes(d[secret])\n"
    found = forged(source, kind, words, 3)
    assert found is None or ("3.14" not in found.sentence and "Secret" not in found.sentence)

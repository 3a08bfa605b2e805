"""Names that NumPy once had; the installed NumPy is the oracle."""

import re

import numpy as np
import pytest

from grader.diagnosis.python.removed_table import METHODS, NAMES

from .happened import finding, forged

VERSION = tuple(int(part) for part in re.findall(r"\d+", np.__version__)[:2])


def passed(version: str) -> bool:
    return tuple(int(part) for part in version.split(".")) <= VERSION


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"bool", "long", "str", "object"}))
def test_what_the_table_calls_removed_is_not_there(name: str) -> None:
    version, _ = NAMES[name]
    assert not (passed(version) and hasattr(np, name))


@pytest.mark.parametrize("name", sorted(METHODS))
def test_what_the_table_calls_a_removed_method_is_not_there(name: str) -> None:
    assert not (passed(METHODS[name][0]) and hasattr(np.ndarray, name))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_what_the_table_advises_is_there(name: str) -> None:
    for word in re.findall(r"np\.([\w.]+)", NAMES[name][1]):
        found = np
        for part in word.rstrip(".").split("."):
            found = getattr(found, part)


@pytest.mark.skipif(VERSION < (2, 0), reason="NumPy tells its removed names since 2.0")
def test_every_name_that_numpy_tells_as_removed_is_known() -> None:
    from numpy import _expired_attrs_2_0

    told = {*_expired_attrs_2_0.__expired_attributes__, *np.__former_attrs__}
    assert told <= set(NAMES)


@pytest.mark.parametrize(
    ("line", "version", "now"),
    [
        ("np.ones(3).astype(np.float)", "1.24", "float or np.float64"),
        ("np.zeros(3, dtype=np.int)", "1.24", "int or np.int64"),
        ("np.mat([1])", "2.0", "np.asmatrix"),
        ("np.product([1, 2])", "2.0", "np.prod"),
        ("np.asscalar(np.ones(1))", "1.23", "item()"),
        ("np.ones(3).tostring()", "2.3", "tobytes"),
        ("np.ones(3).itemset(0, 1)", "2.0", "assignment"),
    ],
)
def test_the_line_is_told_with_version_and_replacement(line: str, version: str, now: str) -> None:
    if not passed(version):
        pytest.skip(f"NumPy {np.__version__} still has it")
    found = finding(f"def f():\n    return {line}\n")
    assert found.relation == "removed_from_numpy"
    assert f"NumPy {version} removed " in found.sentence
    assert now in found.sentence
    assert f"line 2 of a.py, `return {line}`" in found.sentence


def test_an_import_of_a_removed_name() -> None:
    found = finding("from numpy import mat\n")
    assert "NumPy 2.0 removed np.mat" in found.sentence


@pytest.mark.parametrize("words", ["", "secret 3.14", "module 'numpy' has no attribute 'secret'"])
@pytest.mark.parametrize("source", ["y = secret\n", "y = x.zeros + x.secret\n", "y = (\n"])
def test_what_is_not_in_the_table_is_not_told(words: str, source: str) -> None:
    assert forged(source, "AttributeError", words, 1) is None


def test_a_name_that_the_line_does_not_ask_for_is_not_told() -> None:
    words = "module 'numpy' has no attribute 'float'"
    assert forged("raise AttributeError(text)\n", "AttributeError", words, 1) is None

"""NotImplementedError that was left in."""

import pytest

from .happened import finding, forged, relation

LEFT = "raise NotImplementedError('4.2a: write this')"


def test_a_stub_that_is_still_one() -> None:
    found = finding(f"def f():\n    '''Text.'''\n    dx = None\n    {LEFT}\n")
    assert found.relation == "not_written"
    assert found.sentence.startswith(f"line 4 of a.py, `{LEFT}`: ")
    assert "`f` is still the stub" in found.sentence


def test_a_stub_with_code_above_its_raise() -> None:
    assert "code above it" in finding(f"def f():\n    y = 3\n    {LEFT}\n").sentence


def test_a_stub_with_code_below_its_raise() -> None:
    assert "code below it" in finding(f"def f():\n    {LEFT}\n    y = 3\n    return y\n").sentence


def test_a_branch_that_is_not_written_is_not_to_be_deleted() -> None:
    source = f"def f(kind=1):\n    if kind:\n        {LEFT}\n    out = 2\n    return out\n"
    assert "the part of `f` that stands for this case is not written" in finding(source).sentence


def test_a_method_that_the_class_in_use_lacks() -> None:
    source = (
        f"class Layer:\n    def forward(self):\n        {LEFT}\n\n"
        "class Linear(Layer):\n    def foward(self):\n        return 1\n"
    )
    assert "have a `forward` of its own" in finding(source, "Linear().forward()").sentence


@pytest.mark.parametrize("line", [None, 0, 1, 3, 99])
def test_nothing_is_said_where_no_raise_stands(line: int | None) -> None:
    source = "def f():\n    raise Sly\nclass Sly(NotImplementedError): pass\n"
    assert forged(source, "NotImplementedError", "secret 3.14", line) is None


def test_the_text_of_the_exception_is_not_repeated() -> None:
    found = forged("def f():\n    raise NotImplementedError(x)\n", "NotImplementedError", "3.14", 2)
    assert "3.14" not in found.sentence


def test_a_raise_outside_of_functions_says_nothing() -> None:
    assert relation(forged(f"{LEFT}\n", "NotImplementedError", "", 1)) == ""

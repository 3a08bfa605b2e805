"""Known bugs of typed answers: compared at the points at which the check computed the answer."""

import numpy as np
import pytest

from grader.checks import Domain, formula
from grader.diagnosis.retyped import retyped
from grader.errors import CheckFailed, Compared
from grader.model import KnownBug

DOMAIN = Domain(names={"x": ("n",), "W": ("m", "n")}, aliases={})


def compared(typed: str) -> Compared:
    with pytest.raises(CheckFailed) as failed:
        formula(typed, lambda v: v.W @ v.x, DOMAIN, np.random.default_rng(0), "z")
    assert failed.value.compared is not None
    return failed.value.compared


def bug(answer: str, file: str = "answers.toml") -> KnownBug:
    return KnownBug(
        id="b",
        problem="1",
        check="test_z",
        file=file,
        old="",
        new=f'"1" = "{answer}"',
        sentence="s",
    )


@pytest.mark.parametrize(
    ("typed", "other"), [("2 W x", "W @ (x + x)"), ("W (x + 1)", "W*1 @ x + W @ (x * 0 + 1)")]
)
def test_the_same_wrong_thought_in_other_words_is_found(typed: str, other: str) -> None:
    assert retyped(compared(typed), bug(other))


@pytest.mark.parametrize("other", ["W x", "3 W x", "W", "x", "W @ W", "W ("])
def test_other_values_shapes_and_what_cant_be_computed_are_not(other: str) -> None:
    assert not retyped(compared("2 W x"), bug(other))


def test_a_change_of_code_is_no_answer() -> None:
    assert not retyped(compared("2 W x"), bug("2 W x", "solution.py"))


def test_what_was_not_typed_has_no_other_answer() -> None:
    assert not retyped(Compared("z", np.ones(3), np.zeros(3)), bug("1"))

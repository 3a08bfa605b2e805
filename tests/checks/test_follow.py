"""Follow-through: what follows from the student's own parts passes, what does nothing doesn't."""

from typing import Any

import numpy as np
import pytest

from grader.checks import (
    by_right_or_own,
    either,
    fail,
    finite_array,
    finite_numbers,
    real_attempt,
)
from grader.errors import CheckFailed, Crash, StudentError

X = np.array([[1.0, -2.0], [3.0, 0.5]])


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def passes() -> None:
    """A check that passes."""


def fails(message: str, error: type = CheckFailed) -> Any:
    def check() -> None:
        raise error(message)

    return check


def test_right_or_any_of_the_own_passes() -> None:
    either(passes, fails("not asked"))
    either(fails("wrong"), passes)
    either(fails("wrong"), fails("own", StudentError), fails("own", Crash), passes)


def test_the_message_is_that_of_the_right_comparison() -> None:
    with pytest.raises(CheckFailed, match="wrong"):
        either(fails("wrong"), fails("own"), fails("other", Crash))


def test_what_student_code_raises_in_the_right_comparison_is_no_failed_comparison() -> None:
    with pytest.raises(StudentError):
        either(fails("ValueError", StudentError), passes)


def test_the_second_attempt_is_by_the_own_pieces() -> None:
    asked: list[bool] = []

    def attempt(own: bool) -> None:
        asked.append(own)
        if len(asked) < 2:
            fail("by the right ones")

    by_right_or_own(attempt)
    assert asked == [False, True]
    with pytest.raises(CheckFailed, match="own is True"):
        by_right_or_own(lambda own: fail(f"own is {own}"))


def test_arrays_are_finite_real_and_of_the_shape() -> None:
    assert finite_array([[1, 2]], (1, 2), "x").dtype == np.float64
    assert finite_array(np.float16([1]), (1,), "x", half=True).dtype == np.float16
    assert finite_array(X[:1], (2,), "x", row=True).tolist() == [1.0, -2.0]
    assert finite_array([[3.0]], (), "x", row=True).shape == ()
    for value in (X[:, :1], X[:1], [1j, 2], [np.nan, 0], [np.inf, 0], np.float16([1, 2]), None):
        with pytest.raises(CheckFailed):
            finite_array(value, (2,), "x")


def test_a_history_may_hold_arrays_of_one_number() -> None:
    for value in (
        [1, 2, 3],
        np.arange(3.0) + 1,
        [[1], [2], [3]],
        [np.ones((1, 1)) * n for n in (1, 2, 3)],
    ):
        assert finite_numbers(value, 3, "losses").tolist() == [1.0, 2.0, 3.0]
    for value in ([1, 2], [[1, 2, 3]], [1, np.nan, 3], 5.0, [1j, 2, 3], "abc"):
        with pytest.raises(CheckFailed):
            finite_numbers(value, 3, "losses")


W = np.array([[0.5, -1.0, 2.0], [1.0, 0.3, -0.7]])
FORWARD = {
    "a constant": (lambda x, w: np.zeros((2, 3)), "depend on x"),
    "a copy": (lambda x, w: w, "copy of w"),
    "deaf to w": (lambda x, w: x @ W, "depend on w"),
    "a sum": (lambda x, w: x.sum() + w, "sum that doesn't combine"),
    "another shape": (lambda x, w: x, "has shape"),
}


@pytest.mark.parametrize("name", FORWARD)
def test_what_agrees_with_itself_by_doing_nothing_is_refused(
    name: str, rng: np.random.Generator
) -> None:
    function, said = FORWARD[name]
    at = {"x": X, "w": W} if name != "a copy" else {"w": W[:2], "x": X}
    with pytest.raises(CheckFailed, match=said):
        real_attempt(function, at, (2, 3), rng, "forward", mixed=True)


def test_a_real_attempt_gives_its_value_though_it_is_wrong(rng: np.random.Generator) -> None:
    at = {"x": X, "w": W}
    for mixed in (False, True, "w"):
        value = real_attempt(lambda x, w: -3 * x @ w, at, (2, 3), rng, "forward", mixed=mixed)
        assert np.allclose(value, -3 * X @ W)


def test_entries_of_the_only_argument_must_mix_too(rng: np.random.Generator) -> None:
    at = {"x": X}
    real_attempt(lambda x: x[:, 0] * x[:, 1], at, (2,), rng, "f", mixed=True)
    with pytest.raises(CheckFailed, match="combine"):
        real_attempt(lambda x: np.maximum(x, 0).sum(axis=1), at, (2,), rng, "f", mixed=True)


def test_the_part_that_must_mix_may_be_named(rng: np.random.Generator) -> None:
    at = {"x": X, "v": np.ones(2), "w": W}

    def function(x: Any, v: Any, w: Any) -> Any:
        return (x @ v)[:, None] + w  # x and v mix, w is only added

    real_attempt(function, at, (2, 3), rng, "f", mixed="x")
    with pytest.raises(CheckFailed, match="combine"):
        real_attempt(function, at, (2, 3), rng, "f", mixed="w")

"""What is told about a formula that was compared: shapes in the problem's letters, and patterns."""

import numpy as np
import pytest

from grader.checks.formulas import Domain

from . import courses
from .courses import Task, message

GATED = Domain(
    names=dict.fromkeys(("x", "w", "v"), ()) | {"y": "sign"},
    given={"z": lambda v: max(0.0, v.w * v.x)},
)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-v z", "; its sign is the opposite wherever the right one isn't 0"),
        ("2 v z", "; it is off by the same factor wherever the right one isn't 0"),
        ("v z y z", ", wherever the right one isn't 0"),
        ("v z if y > 0 else -v z", ": is it right in some cases and wrong in others?"),
        ("v z + 1 if y > 0 else v z", ": is it right in some cases and wrong in others?"),
        ("v w x", ": is it right in some cases and wrong in others?"),
        ("v z + 1", "differs at 64 of 64 random points"),
    ],
)
def test_points_where_both_are_zero_say_nothing(typed: str, says: str) -> None:
    """Where z = 0 any multiple of it is right: no case that the student has got."""
    for seed in range(3):
        said = message(Task(GATED, lambda v: v.v * v.z, "it"), typed, seed).message
        assert said.endswith(says), said


def test_shapes_are_told_in_the_letters_of_the_problem() -> None:
    said = message(courses.WIDE_H1, "W2 W2^T (h2 - y)").message
    assert "its value is k x 1, m x 1 is expected" in said
    assert "W2 is k x m" in said
    assert "the matrix product of m x 1 and k x m doesn't exist" not in said
    said = message(courses.WIDE_W2, "(h2 - y) h1").message
    assert "the matrix product of k x 1 and m x 1 doesn't exist (vectors are columns)" in said
    said = message(courses.WIDE_H1, "(h2 - y) W2").message
    assert "the matrix product of k x 1 and k x m doesn't exist" in said
    assert "turn the first into a row by ^T" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("h1 + y", "m x 1 and k x 1 can't be added"),
        ("h1 == y", "m x 1 and k x 1 can't be compared"),
        ("(h1 > 0) and (y > 0)", "m x 1 and k x 1 can't be joined"),
        ("max(h1, y)", "there is no max or min of m x 1 and k x 1"),
        (
            "where(h1 > 0, y, h1)",
            "the cases have different shapes, k x 1 and m x 1|m x 1 and k x 1",
        ),
        ("outer(W2, y)", "outer takes two vectors, a matrix of k x m came"),
        ("diag(W2)", "diag takes a vector, a matrix of k x m came"),
        ("dot(W2, y)", "the matrix product of k x m and k x 1 doesn't exist"),
        ("sum(W2)", "its value is a single number, m x 1 is expected"),
    ],
)
def test_each_misfit_names_its_shapes(typed: str, says: str) -> None:
    said = message(courses.WIDE_H1, typed).message
    assert any(part in said for part in says.split("|")), said


def test_a_sequence_is_no_array_of_its_steps() -> None:
    said = message(courses.TIME_V, "sum(n=1..N, g(n))").message
    assert "its value is c x 1, c x b is expected" in said
    assert "g is" not in said


def test_a_sum_without_terms_has_the_shape_of_one() -> None:
    later = lambda v: sum((v.g[n] for n in range(v.n + 1, int(v.N) + 1)), np.zeros(v.g.shape[1]))  # noqa: E731
    task = Task(courses.TIME, later, "it")
    assert courses.verdict(task, "sum(k=n+1..N, g(k))") == "equal"
    assert courses.verdict(task, "\\sum_{k > n} g(k)") == "equal"
    assert courses.verdict(task, "\\sum_{k >= n} g(k) - g(n)") == "equal"
    assert courses.verdict(task, "\\sum_{k \\geq n} g(k)") == "different"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\\sum_n g(n) h(n)^T", "different"),  # n is one index there
        ("\\sum_k g(k) h(k)^T", "equal"),
        ("sum_k g(k) h(k)^T", "equal"),
        ("∑_k g_k h_k^T", "equal"),
        ("\\sum_{k=1..N} g(k) h(k)^T", "equal"),
        ("\\sum_k g(k) h(k-1)^T", "different"),
        ("\\sum_k g(1) h(k)^T", "different"),
    ],
)
def test_a_sum_over_all_steps(typed: str, expected: str) -> None:
    assert courses.verdict(courses.TIME_V, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\\sum_k dh_k x_k^T", "equal"),
        ("∑_k dh(k) x(k)ᵀ", "equal"),
        ("\\sum_k dh_{k+1} x_k^T", "different"),
        ("\\sum_k dh_k x_{k-1}^T", "different"),
    ],
)
def test_an_entry_behind_the_last_step_makes_no_sum_longer(typed: str, expected: str) -> None:
    domain = Domain(
        names={"U": ("b", "a")},
        sequences={"x": ("a",), "dh": None},
        given={"dh": lambda v: np.vstack([np.sin(v.x @ v.U.T), v.U[:, :1].T * 0])},
    )
    task = Task(domain, lambda v: v.dh[1:-1].T @ v.x[1:], "it")
    assert courses.verdict(task, typed) == expected


def test_ones_of_a_size() -> None:
    task = Task(Domain(names={"x": ("n",)}), lambda v: v.x.sum(), "it")
    assert courses.verdict(task, "x^T ones(n)") == "equal"
    assert courses.verdict(task, "ones(n) ones(n)^T x") == "different"

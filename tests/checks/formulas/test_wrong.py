"""Wrong formulas: none passes, and none is left to a human that a machine can tell."""

import numpy as np
import pytest

from grader.checks.formulas import Domain
from grader.errors import Undecided

from . import courses
from .courses import Task, message, verdict

WRONG: list[tuple[Task, str]] = [
    (task, typed)
    for task, typings in (
        (courses.NET_A2, "y - h2 | h2 | h2 - 1 | h2 + y | h2 y | a2 - y | 2(h2 - y) | 0 | h1 | x"),
        (
            courses.NET_A2,
            "1.0001 (h2 - y) | h2 - y + 0.00001 | -(h2 - y) | h2 - y if y == 1 else 0",
        ),
        (
            courses.NET_W2,
            "(y - h2) h1 | (h2 - y) | (h2-y) x | (h2-y) h1 h2 | (h2 - y) a1 | h2 - y h1",
        ),
        (courses.NET_W2, "(h2-y) W2 | (h2-y) h1 / 2 | h2 (1-h2) (h2-y) h1 | (h2-y) h1 (1-h1)"),
        (courses.NET_H1, "(h2-y) W1 | W2^T | (y-h2) W2 | W2^T (h2-y) h1^T | W2^T h2 - y | W2 h1"),
        (courses.NET_B1, "W2^T (h2-y) | W2^T (h2-y) * h1 | dJ/dh1 * h1 * (1 + h1) | dJ/dh1"),
        (courses.NET_B1, "dJ/dh1 * a1 * (1-a1) | W2 dJ/dh1 | dJ/dh1^T h1 | (h2-y) * h1 * (1-h1)"),
        (courses.NET_W1, "x dJ/db1 | dJ/da1 x | dJ/da1 h1^T | dJ/dh1 x^T | -dJ/da1 x^T"),
        # a missing transpose, with another size for each letter
        (courses.WIDE_W2, "(h2-y) h1 | h1 (h2-y)^T | (h2-y)^T h1 | h1^T (h2-y) | (y-h2) h1^T"),
        (courses.WIDE_W2, "h2 h1^T | outer(h1, h2-y) | dot(h2-y, h1) | sum((h2-y) h1^T)"),
        (courses.WIDE_H1, "W2 (h2-y) | (h2-y) W2 | W2^T h2 - y | W2^T (y-h2) | (h2-y)^T W2"),
        (courses.WIDE_H1, "W2^T (h2 - y) h1 | W2' h2 | h1 | sum(W2' (h2-y))"),
        (courses.MINI_V1, "y σ(-y yhat) o1 | -y σ(y yhat) o1 | -σ(-y yhat) o1 | -y σ(-y yhat) a1"),
        (courses.MINI_V1, "-y σ(-y yhat) o2 | -y exp(-y yhat) o1 | -y log(1+exp(-y yhat)) o1"),
        (courses.MINI_W1, "-y σ(-yŷ) (v1 x1 + v2 x2) | -y σ(-yŷ) v1 x1 1[a1 > 0]"),
        (courses.MINI_W1, "-y σ(-yŷ) (v1 x1 1[a1 < 0] + v2 x2 1[a2 < 0])"),
        (courses.MINI_W1, "-y σ(-yŷ) (v1 x1 1[a2 > 0] + v2 x2 1[a1 > 0])"),
        (courses.MINI_W1, "-y σ(-yŷ) (v1 x2 1[a1 > 0] + v2 x3 1[a2 > 0])"),
        (courses.DAG_Y1, "2/(t1 - y1) | 2(y1 - t1) | 1/(y1-t1) | 2/(y1-t1)^2 | 2/y1 - t1"),
        (courses.DAG_Z1, "dJ/dy1 y1 (1-y1) m11 z1^2 + dJ/dy2 m12 cos z1 | dJ/dy2 m12 cos z1"),
        (courses.DAG_Z1, "dJ/dy1 y1 (1-y1) 3 m11 z1^2 - dJ/dy2 m12 cos z1"),
        (courses.DAG_Z1, "dJ/dy1 y1 (1-y1) 3 m11 z1^2 + dJ/dy2 m12 sin z1"),
        (courses.DAG_W11, "dJ/dz1 x1 | 0 | w11 x1 + w21 x2 >= 0 ? dJ/dz1 : 0 | dJ/dz1 w11"),
        (
            courses.DAG_W11,
            "w11 >= 0 ? dJ/dz1 x1 : 0 | a > 0 ? 0 : dJ/dz1 x1 | x1 > 0 ? dJ/dz1 x1 : 0",
        ),
        (courses.TIME_V, "sum(n=1..N, g(n)) | g(N) h(N)^T | sum(n=1..N, h(n) g(n)^T)"),
        (courses.TIME_V, "sum(n=1..N, h(n)^T g(n)) | sum(n=2..N, g(n) h(n)^T)"),
        (courses.TIME_V, "sum(n=1..N, g(n) h(n)) | sum(k=n..N, g(k) h(k)^T)"),
        (courses.TIME_V, "sum(n=1..N, g(n) h(n-1)^T) | -sum(n=1..N, g(n) h(n)^T) | h(1)"),
        (courses.TIME_H, "V^T g(n) | sum(k=1..N, V^T g(k)) | sum(k=n..N, V g(k)) | V^T g(N)"),
        (courses.TIME_H, "sum(k=n..N, g(k)) | sum(k=1..n, V^T g(k)) | sum(k=n+1..N, V^T g(k))"),
        (
            courses.TIME_U,
            "sum(n=1..N, V^T g(n) x(n)^T) | sum(n=1..N, sum(k=1..N, V^T g(k)) x(n)^T)",
        ),
        (courses.TIME_U, "sum(n=1..N, x(n) sum(k=n..N, V^T g(k))^T)"),
        (courses.TIME_U, "sum(n=1..N, sum(k=n..N, V^T g(k)) x(n)) | sum(n=1..N, V^T g(n))"),
        (courses.BATCH_W, "X dL/dZ | G X | X G' | G X' / N | G' X | G"),
        (courses.BATCH_X, "W G | G W | G' W | W' G / N"),
        (courses.BATCH_B, "sum(G, axis=0) | sum(G) | G | sum(G, axis=1) / N | mean(G, 1)"),
    )
    for typed in typings.split(" | ")
]


@pytest.mark.parametrize(("task", "typed"), WRONG, ids=[f"{t.what}: {s}" for t, s in WRONG])
def test_a_wrong_formula_fails(task: Task, typed: str) -> None:
    assert {verdict(task, typed, seed) for seed in range(3)} == {"different"}


@pytest.mark.parametrize(
    ("task", "typed"),
    [
        (courses.NET_A2, "(h2 - y) / h2 (1 - h2) * h2 (1 - h2) / 1"),
        (courses.DAG_Y1, "2 (y1-t1) / (y1-t1) (y1-t1)"),
        (courses.NET_B1, "dJ/dh1 h1 * (1-h1)"),  # two columns, without a sign
        (courses.NET_B1, "dJ/dh1 h1 (1-h1)"),
        (courses.NET_B1, "dJ/dh1 · h1 · (1-h1)"),
        (courses.DAG_W11, "dJ/dz1 x1 if a >= 0"),  # and otherwise?
        (courses.DAG_Y1, "2/(y1-t1) + 0.0000001"),
        (courses.NET_A2, "y (h2 - y) / y"),
    ],
)
def test_what_can_be_meant_right_is_for_a_human(task: Task, typed: str) -> None:
    assert {verdict(task, typed, seed) for seed in range(3)} == {"undecided"}


@pytest.mark.parametrize(
    "typed", ["1/0", "(h2 - y)/0", "(-1)^0.5 * (h2 - y)", "log(y - 2) - log(y - 2) + h2 - y"]
)
def test_what_has_no_value_anywhere_is_wrong(typed: str) -> None:
    assert {verdict(courses.NET_A2, typed, seed) for seed in range(3)} == {"different"}


def test_a_long_sum_is_for_a_human() -> None:
    task = Task(
        courses.TIME, lambda v: sum(v.g[n] + v.y[n] for n in range(1, int(v.N) + 1)), "a sum"
    )
    assert verdict(task, "sum(n=1..N, g(n) + y(n))") == "equal"
    assert verdict(task, r"\sum_{n=1}^N (g_n + y_n)") == "equal"
    assert verdict(task, r"\sum_{n=1}^N g_n + \sum_{n=1}^N y_n") == "equal"
    assert verdict(task, r"y_1 + \sum_{n=1}^N g_n + \sum_{n=2}^N y_n") == "equal"
    assert verdict(task, r"\sum_{n=1}^N g_n + 2 y_n") == "different"  # n means nothing after it


def test_a_sum_that_reaches_on_is_for_a_human() -> None:
    task = Task(
        courses.TIME, lambda v: sum(v.g[n] + v.g[1] for n in range(1, int(v.N) + 1)), "a sum"
    )
    assert verdict(task, r"\sum_{n=1}^N g_n + g_1") == "undecided"


def test_a_name_is_no_answer_to_itself() -> None:
    for typed in ("dJ/dh1", "∂J/∂h₁", "dJ/dh1 = dJ/dh1", "2 dJ/dh1 - dJ/dh1"):
        assert "uses dJ/dh1 itself" in message(courses.NET_H1, typed).message
    assert verdict(courses.NET_H1, "dJ/dh1 = W2^T (h2 - y)") == "equal"


def test_a_case_that_is_wrong_now_and_then_is_found() -> None:
    typed = "dJ/dz1 x1 if w11 x1 >= 0 else 0"
    assert {verdict(courses.DAG_W11, typed, seed) for seed in range(60)} == {"different"}


# --- what is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "typed", "says"),
    [
        (courses.NET_A2, "y - h2", "differs at 64 of 64 random points; its sign is the opposite"),
        (courses.NET_A2, "2 (h2 - y)", "off by the same factor everywhere"),
        (courses.DAG_W11, "dJ/dz1 x1", "right in some cases and wrong in others"),
        (courses.NET_W2, "h2 - y", "wrong shape: its value is a single number"),
        (courses.WIDE_H1, "(h2-y)' W2", "wrong shape.*transposed it would be right"),
        (courses.WIDE_W2, "(h2-y) h1", r"doesn't fit together at column 8: the matrix product of"),
        (courses.NET_A2, "h2 - y +", "column 8: something is missing after this"),
        (courses.NET_A2, "* h2", r"column 1: something is missing before '\*'"),
        (courses.NET_A2, "h2 - (y", "column 6: this '\\(' is never closed"),
        (courses.NET_A2, "h2 - y)", "column 7: this '\\)' closes nothing"),
        (courses.NET_A2, "(h2 - y]", "column 8: this ']' closes a '\\('"),
        (courses.NET_A2, "h2 - q", r"column 6: the name q isn't known here \(names: x, W1, b1"),
        (courses.NET_A2, "h2 - yhta", "did you mean yhat"),
        (courses.NET_A2, "foo(h2)", "the function foo isn't known here"),
        (courses.NET_A2, "h2 $ y § z", "the sign '§' means nothing here"),
        (courses.NET_A2, r"\foo{h2}", r"column 1: the LaTeX command \\foo is not read"),
        (courses.NET_A2, r"\frac h2 y", "needs two groups in braces"),
        (courses.NET_A2, "outer(h2)", "outer takes 2 arguments, 1 came"),
        (courses.NET_A2, "a2 > 0 ? 1", "has no : after it"),
        (courses.NET_A2, "h2, y", "a comma has no place here"),
        (courses.NET_A2, "h2 - ()", "something is missing here"),
        (courses.NET_A2, "", "the formula for dJ/da2 is empty"),
        (courses.NET_A2, "dJ/da2 =", "something is missing"),
        (courses.NET_A2, "h2\n- y +", "line 2, column 5"),
        (courses.NET_A2, ["h2"], "must be text, a list came"),
        (courses.NET_A2, True, "must be text"),
        (courses.TIME_V, "sum(n=1..N, g h^T)", r"g has one value a step: say which, as in g\(n\)"),
        (courses.TIME_V, "sum(n=1.., g(n))", "something is missing"),
        (courses.TIME_V, "sum(n=1..N)", "this sum isn't readable"),
        (courses.TIME_V, r"\sum g(n) h(n)^T", "a sum needs both ends"),
        (courses.TIME_V, "sum(n=1..N, g(n/2) h(n)^T)", "an index must be a whole number"),
    ],
)
def test_a_message_names_the_fault(task: Task, typed: object, says: str) -> None:
    error = message(task, typed)
    assert not isinstance(error, Undecided)
    import re

    assert re.search(says, error.message.replace("\n", " ")), error.message


def test_a_caret_stands_under_the_column() -> None:
    lines = message(courses.NET_A2, "(ŷ − y) + \\hat{y} foo").message.split("\n")
    assert lines[1] == "    (ŷ − y) + \\hat{y} foo"
    assert lines[1][lines[2].index("^") :] == "foo"


def test_a_long_line_is_cut_around_the_caret() -> None:
    lines = message(courses.NET_A2, "h2 + " * 60 + "oops + " + "h2 + " * 20 + "h2").message.split(
        "\n"
    )
    assert max(map(len, lines[1:])) <= 70
    assert lines[1][lines[2].index("^") :].startswith("oops")


def test_numbers_stand_in_the_detail_alone() -> None:
    error = message(courses.NET_A2, "y - h2")
    assert "got" in error.detail
    assert "expected" in error.detail
    assert "h2 = " in error.detail
    assert not any(digit in error.message.replace("64 of 64", "") for digit in "013456789")


def test_several_points_with_other_sizes() -> None:
    sizes: set[tuple[int, ...]] = set()

    def right(v: object) -> object:
        sizes.add(v.A.shape)  # type: ignore[attr-defined]
        return v.A  # type: ignore[attr-defined]

    task = Task(Domain(names={"A": ("m", "n")}), right, "it")
    assert verdict(task, "A") == "equal"
    assert all(m != n for m, n in sizes)
    assert len(sizes) > 4
    assert np.min(list(sizes)) >= 2


def test_a_transpose_is_named_only_where_it_would_be_right() -> None:
    task = courses.WIDE_H1
    for typed, named in (("(h2-y)' W2", True), ("3 (h2-y)' W2", False)):
        assert ("transposed" in message(task, typed).message) == named

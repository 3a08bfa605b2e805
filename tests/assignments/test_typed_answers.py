"""Right formulas lose nothing for how they are typed, and wrong ones pass by no convention."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]

Lost = Callable[[str, str], str]
"""From key and answer to the messages of the problem's checks that look at it; "" if all pass."""


@pytest.fixture(scope="module", name="lost")
def _lost(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lost]:
    bench = Bench(load_assignment(COURSE / "assignments" / request.param), "full", DataShelf())

    def lost(key: str, typed: str) -> str:
        folder = tmp_path_factory.mktemp("typed")
        (folder / "answers.toml").write_text(f"{json.dumps(key)} = {json.dumps(typed)}\n")
        problems = (key, key.rstrip("ab"))
        checks = [c.id for c in bench.collected.checks if c.problem in problems]
        report = bench.grade(read(folder), checks)
        assert report.complete, bench.internal
        return "\n".join(
            f"{o.message} {o.status}"
            for o in report.outcomes
            if o.status != "passed" and "nothing is answered" not in o.message
        )

    yield lost
    bench.close()


@pytest.mark.parametrize("lost", ["bu_cs542_mlp"], indirect=True)
@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("1.4", "dJ/da2 W2'"),
        ("1.4", "W2' (dJ/dW2 ones(m)) / sum(h1)"),
        ("1.5a", "(dJ/dW2)' * W2' * (1 - h1)"),
        ("1.5a", "dJ/dW2 * W2 * (1 - h1)'"),
        ("1.5a", "dJ/dW2 * W2' * (1 - h1)"),
        ("1.5a", "dJ/dh1 * h1 * (1 - h1)"),
        ("1.5a", "dJ/dh1 * (h1 * (1 - h1))'"),
        ("1.5a", "\\frac{\\partial J}{\\partial h_1} \\odot \\sigma^\\prime(a_1)"),
        ("1.5a", "(h_2 - y) W_{2,i} h_{1i} (1 - h_{1i})"),
        ("1.5b", "((dJ/dW2)' * W2' * (1 - h1)) x'"),
        ("1.5b", "dJ/db1 x'"),
        ("1.5b", "x dJ/db1"),
    ],
)
def test_derivatives_of_earlier_rows_in_either_layout(lost: Lost, key: str, typed: str) -> None:
    assert lost(key, typed) == ""


@pytest.mark.parametrize("lost", ["bu_cs542_mlp"], indirect=True)
@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("1.3", "dJ/dW2", "dJ/dW2 isn't known here"),
        ("1.4", "dJ/dh1", "dJ/dh1 isn't known here"),
        ("1.5a", "dJ/db1", "dJ/db1 isn't known here"),
        ("1.5a", "(dJ/dW2)' * W2'", "not equal"),
        ("1.5a", "(dJ/dW2)' * (1 - h1)", "not equal"),
        ("1.5a", "dJ/dh1 * h1", "not equal"),
        ("1.5b", "dJ/db1", "wrong shape"),
        ("1.5b", "(dJ/dW1)", "the name dJ/dW1 isn't known here (names: x, y,"),
    ],
)
def test_what_no_layout_makes_right(lost: Lost, key: str, typed: str, says: str) -> None:
    assert says in lost(key, typed)


@pytest.mark.parametrize("lost", ["cmu_10601_hw5"], indirect=True)
@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("1.1", "8  # row 3"),
        ("1.2", "3 x 2  # rows x columns"),
        ("1.3", "weights # only"),
        ("1.3", "['weights']"),
        ("1.3", "[weights]"),
        ("1.4", '["stride", "padding", "filter size"]'),
        ("1.5", "(4)(4)  # shared"),
        (
            "2.9",
            "{\\partial J \\over \\partial z_1} x_1 \\cdot 1[w_{11} x_1 + w_{2,1} x_2 \\geq 0]",
        ),
        ("3.1a", "V^T dJ/do_1"),
        ("3.1c", "\\frac{\\partial J}{\\partial h_1} x_1^T"),
        ("3.2a", "V^T (∂J/∂o_1 + ∂J/∂o_2)"),
        ("3.3a", "V^T dJ/do_n + \\frac{\\partial J}{\\partial h_{n+1}}"),
        ("3.3a", "V^T do_n + \\frac{\\partial J}{\\partial h(n+1)}"),
        ("3.3b", "sum([do(n) h(n)' for n in range(1, N+1)])"),
        ("3.3b", "\\sum_{n=1}^{N} dJ/do_n h_n^T"),
        ("3.3c", "\\sum_{n=1}^{N} ∂J/∂h_n x_n^T"),
    ],
)
def test_answers_as_on_paper(lost: Lost, key: str, typed: str) -> None:
    assert lost(key, typed) == ""


@pytest.mark.parametrize("lost", ["cmu_10601_hw5"], indirect=True)
@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("1.1", "9  # 8", "is not the right number"),
        ("1.4", '["stride", "padding"]  # "filter size"', "is not the right choice"),
        ("3.1a", "V^T dJ/do_2", "failed"),
        ("3.2a", "V^T dJ/dh_2", "the name dJ/dh_2 isn't known here"),
        ("3.3a", "V^T dJ/do_n + \\frac{\\partial J}{\\partial h_n}", "failed"),
        ("3.3a", "\\frac{\\partial J}{\\partial h_n}", "failed"),
        ("3.3b", "sum([do(n) h(n)' for n in range(1, N)])", "not equal"),
        ("3.3c", "\\sum_{n=1}^{N} ∂J/∂h_1 x_n^T", "not equal"),
    ],
)
def test_wrong_answers_as_on_paper(lost: Lost, key: str, typed: str, says: str) -> None:
    assert says in lost(key, typed)

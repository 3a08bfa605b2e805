"""The references reproduce the golden numbers of their courses: those that are quick."""

from typing import Any

import pytest

from benchmarks.golden.table import Golden, Result, assignments, goldens, measure
from grader.datasets import DataShelf

DATA = DataShelf()


def quick() -> list[Any]:
    """Every golden number that takes no more than a few seconds."""
    return [
        pytest.param(golden, id=f"{name}-{golden.name}")
        for name in assignments()
        for golden in goldens(name, DATA)
        if not golden.slow
    ]


@pytest.mark.parametrize("golden", quick())
def test_golden_number_is_reproduced(golden: Golden) -> None:
    if golden.lacking(DATA):
        pytest.skip(f"needs the complete data of {golden.lacking(DATA)} in GRADER_DATA")
    result = measure(golden)
    assert result.right, f"expected {golden.expected!r}, got {result.got!r}"


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [(1.0, 1.0 + 1e-12, True), (1.0, 1.001, False), ("a", "a", True), ((1, 2), (1, 3), False),
     (1.0, float("nan"), False), (1.0, None, False)],
)  # fmt: skip
def test_what_is_not_reproduced_is_told(expected: object, got: object, right: bool) -> None:
    assert Result(Golden("x", expected, lambda: got), got, 0.0).right is right

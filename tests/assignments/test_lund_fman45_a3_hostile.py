"""lund_fman45_a3 against submissions that do nothing, consistently: they earn nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
HOSTILE = COURSE / "tests" / "corpus" / "lund_fman45_a3" / "hostile"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """One bench for all of them."""
    bench = Bench(load_assignment(COURSE / "assignments" / "lund_fman45_a3"), "full", DataShelf())
    yield bench
    bench.close()


@pytest.mark.parametrize("path", sorted(HOSTILE.iterdir()), ids=lambda path: path.stem)
def test_what_does_nothing_earns_nothing(path: Path, bench: Bench) -> None:
    problems = {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}
    wanted = [check.id for check in bench.collected.checks if check.problem in problems]
    report = bench.grade(read(path), wanted)
    assert report.complete, bench.internal
    assert report.score == 0, [o.check for o in report.outcomes if o.points]

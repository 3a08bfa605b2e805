"""umich_ps4 against hostile submissions: no cheat gains a point, no attack touches anything else.

After each attack the reference is graded on the same bench, and must have full marks: whatever the
attack did, it left nothing behind.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
HOSTILE = COURSE / "tests" / "corpus" / "umich_ps4" / "hostile"
EXPECTED = tomllib.loads((HOSTILE / "expected.toml").read_text(encoding="utf-8"))
LAYERS = "4.2a"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A bench with little patience, so that attacks that loop or sleep end soon."""
    found = load_assignment(COURSE / "assignments" / "umich_ps4")
    limits = msgspec.structs.replace(found.spec.limits, load_seconds=3.0, check_seconds=1.0)
    spec = msgspec.structs.replace(found.spec, limits=limits)
    bench = Bench(msgspec.structs.replace(found, spec=spec), "full", DataShelf())
    yield bench
    bench.close()


def grade(bench: Bench, path: Path, only: str = "") -> Report:
    """The report on the checks that don't train on data, or on one problem's."""
    problems = {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}
    wanted = [c.id for c in bench.collected.checks if c.problem in ({only} if only else problems)]
    return bench.grade(read(path), wanted)


def path_of(name: str) -> Path:
    """The file or folder of a hostile submission."""
    return next(path for path in sorted(HOSTILE.iterdir()) if path.stem == name)


def test_every_hostile_submission_is_listed() -> None:
    there = {path.stem for path in HOSTILE.iterdir() if path.name != "expected.toml"}
    assert there == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_hostile_submission_gains_nothing_and_leaves_nothing(name: str, bench: Bench) -> None:
    expected: dict[str, Any] = EXPECTED[name]
    slow = expected.get("only", "")
    report = grade(bench, path_of(name), slow)
    assert report.complete, bench.internal
    if expected.get("exact"):
        assert report.score == pytest.approx(expected["points"])
    else:
        assert report.score <= expected["points"] + 1e-9
    after = grade(bench, COURSE / "reference" / "umich_ps4", LAYERS)
    assert after.score == 2.0, [o.message for o in after.outcomes if o.status != "passed"]

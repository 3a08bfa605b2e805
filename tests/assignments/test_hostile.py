"""Every assignment against hostile submissions: no cheat gains a point, none leaves a trace.

Each file or folder in `tests/corpus/<id>/hostile/` is one submission, and has a table of its name
(without suffix) in `expected.toml` there:

    points = 0.3            what it may earn at most (0): what it has right beside the cheat
    exact = true            and at least: the right code isn't hurt by the attack
    only = ["2.2", "2.3"]   the problems it cheats on, if not all but those that train on data
    passes = ["test_x"]     instead of points: the only checks with points that may pass
    why = "..."             the idea

Above the tables stand `check_seconds`, the patience with each check, so that attacks that loop or
sleep end soon, and `afterwards`, a problem: after each attack the reference is graded in it on the
same bench, and must have full marks.
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
CORPUS = COURSE / "tests" / "corpus"
ASSIGNMENTS = sorted(folder.name for folder in (COURSE / "assignments").iterdir())
LOAD_SECONDS = 3.0
EXPECTED = "expected.toml"


def settings(name: str) -> dict[str, Any]:
    """The expectations of an assignment."""
    return tomllib.loads((CORPUS / name / "hostile" / EXPECTED).read_text(encoding="utf-8"))


def entries() -> list[Any]:
    """(assignment, name, expected) of each hostile submission."""
    return [
        pytest.param(assignment, name, expected, id=f"{assignment}-{name}")
        for assignment in ASSIGNMENTS
        for name, expected in settings(assignment).items()
        if isinstance(expected, dict)
    ]


@pytest.fixture(scope="module")
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """One bench for all of an assignment, with little patience, and with generated data."""
    found = load_assignment(COURSE / "assignments" / request.param)
    seconds = settings(request.param)["check_seconds"]
    limits = msgspec.structs.replace(
        found.spec.limits, load_seconds=LOAD_SECONDS, check_seconds=seconds
    )
    spec = msgspec.structs.replace(found.spec, limits=limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GRADER_DATA", raising=False)
        shelf = DataShelf(cache=tmp_path_factory.mktemp("no_data"))
    bench = Bench(msgspec.structs.replace(found, spec=spec), "full", shelf)
    yield bench
    bench.close()


def grade(bench: Bench, path: Path, problems: set[str]) -> Report:
    """The report on all checks of these problems."""
    wanted = [c.id for c in bench.collected.checks if c.problem in problems]
    report = bench.grade(read(path), wanted)
    assert report.complete, bench.internal
    return report


def asked(bench: Bench, only: str | list[str]) -> set[str]:
    """The problems of an entry: those named, or all whose checks don't train on data."""
    if only:
        return {only} if isinstance(only, str) else set(only)
    return {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_hostile_submission_is_listed(assignment: str) -> None:
    found = (CORPUS / assignment / "hostile").iterdir()
    there = {path.stem for path in found if path.name not in (EXPECTED, "__pycache__")}
    listed = {name for name, value in settings(assignment).items() if isinstance(value, dict)}
    assert there == listed


@pytest.mark.parametrize(("bench", "name", "expected"), entries(), indirect=["bench"])
def test_hostile_submission_gains_nothing_and_leaves_nothing(
    name: str, expected: dict[str, Any], bench: Bench
) -> None:
    spec = bench.assignment.spec
    paths = sorted((CORPUS / spec.id / "hostile").iterdir())
    path = next(path for path in paths if path.stem == name)
    report = grade(bench, path, asked(bench, expected.get("only", "")))
    earned = {o.check for o in report.outcomes if o.points}
    if "passes" in expected:
        assert earned <= set(expected["passes"])
    elif expected.get("exact"):
        assert report.score == pytest.approx(expected["points"])
    else:
        assert report.score <= expected.get("points", 0.0) + 1e-9, earned
    (afterwards,) = [p for p in spec.problems if p.id == settings(spec.id)["afterwards"]]
    after = grade(bench, COURSE / "reference" / spec.id, {afterwards.id})
    assert after.score == afterwards.points, [
        o.message for o in after.outcomes if o.status != "passed"
    ]

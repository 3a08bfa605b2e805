"""umich_ps4 against its corpus: right solutions lose nothing, mistakes lose where they were made.

Everything runs through the real sandbox. The checks that train on data are left out here: a wrong
layer may or may not cost accuracy. They have tests of their own beside this one.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.handout import build
from grader.intake import read
from grader.model import CourseAssignment, Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
CORPUS = COURSE / "tests" / "corpus" / "umich_ps4"
LOAD_SECONDS = 5.0


def load(name: str) -> dict[str, dict[str, list[str]]]:
    """What each file of a folder of the corpus may lose."""
    return tomllib.loads((CORPUS / name / "expected.toml").read_text(encoding="utf-8"))


MISTAKES = tomllib.loads((CORPUS / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]
BASE = (CORPUS / "base.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def assignment() -> CourseAssignment:
    """The assignment, with less patience for code outside functions."""
    found = load_assignment(COURSE / "assignments" / "umich_ps4")
    limits = msgspec.structs.replace(found.spec.limits, load_seconds=LOAD_SECONDS)
    spec = msgspec.structs.replace(found.spec, limits=limits)
    return msgspec.structs.replace(found, spec=spec)


@pytest.fixture(scope="module")
def bench(assignment: CourseAssignment) -> Iterator[Bench]:
    """One bench for all submissions, as in a class."""
    bench = Bench(assignment, "full", DataShelf())
    yield bench
    bench.close()


def grade(bench: Bench, path: Path) -> Report:
    """The report on all checks that don't train on data."""
    problems = {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}
    wanted = [c.id for c in bench.collected.checks if c.problem in problems]
    report = bench.grade(read(path), wanted)
    assert report.complete, bench.internal
    return report


def losses(report: Report) -> dict[str, list[str]]:
    """The failed checks with points, by problem."""
    lost: dict[str, list[str]] = {}
    for outcome in report.outcomes:
        if outcome.points < outcome.max_points:
            lost.setdefault(outcome.problem, []).append(f"{outcome.check}: {outcome.message}")
    return lost


def test_reference_has_full_marks(bench: Bench) -> None:
    assert losses(grade(bench, COURSE / "reference" / "umich_ps4")) == {}


def test_stub_has_none(bench: Bench, assignment: CourseAssignment, tmp_path: Path) -> None:
    build(assignment, tmp_path / "handout")
    report = grade(bench, tmp_path / "handout")
    assert report.score == 0
    messages = {o.message for o in report.outcomes if "NotImplementedError" in o.message}
    assert messages  # the stub's own words reach the student


def test_base_of_the_mistakes_is_right(bench: Bench) -> None:
    assert losses(grade(bench, CORPUS / "base.py")) == {}


@pytest.mark.parametrize("mistake", MISTAKES, ids=[m["name"] for m in MISTAKES])
def test_mistake_costs_its_own_problem(
    mistake: dict[str, str], bench: Bench, tmp_path: Path
) -> None:
    assert BASE.count(mistake["old"]) == 1
    path = tmp_path / "backprop.py"
    path.write_text(BASE.replace(mistake["old"], mistake["new"]), encoding="utf-8")
    lost = losses(grade(bench, path))
    assert mistake["problem"] in lost, "a wrong submission passes"
    assert set(lost) <= {mistake["problem"], *mistake["also"]}, "an unrelated problem pays"


@pytest.mark.parametrize("name", load("right"))
def test_right_solution_in_another_style_loses_nothing(name: str, bench: Bench) -> None:
    assert losses(grade(bench, CORPUS / "right" / name)) == {}


@pytest.mark.parametrize("name", load("misbehaving"))
def test_right_solution_that_misbehaves_loses_no_more_than_told(name: str, bench: Bench) -> None:
    lost = losses(grade(bench, CORPUS / "misbehaving" / name))
    assert set(lost) <= set(load("misbehaving")[name]["loses"]), lost

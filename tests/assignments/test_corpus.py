"""Every assignment against its corpus: right solutions lose nothing, mistakes where they are made.

Everything runs through the real sandbox. The checks that train on data (kind `accuracy`) are left
out here: a wrong layer may or may not cost accuracy. They have tests of their own beside this one.
"""

import os
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course import load_assignment
from grader.course.bugs import known_bugs
from grader.datasets import DataShelf
from grader.handout import build
from grader.intake import read
from grader.model import CourseAssignment, KnownBug, Report
from grader.runner.bench import Bench
from grader.runner.rehearsal import Rehearsal

COURSE = Path(__file__).parents[2]
CORPUS = COURSE / "tests" / "corpus"
ASSIGNMENTS = sorted(folder.name for folder in (COURSE / "assignments").iterdir())
ALL = "GRADER_CORPUS_ALL"
"""Set it to grade every mistake of the corpora, which takes twenty minutes (`make corpus`)."""
LOAD_SECONDS = 5.0
REHEARSAL_SECONDS = 5.0
MOST_WORDS = 160  # of a diagnosis


def assignment_of(name: str) -> CourseAssignment:
    """An assignment, with less patience for code outside functions."""
    found = load_assignment(COURSE / "assignments" / name)
    limits = msgspec.structs.replace(found.spec.limits, load_seconds=LOAD_SECONDS)
    spec = msgspec.structs.replace(found.spec, limits=limits)
    return msgspec.structs.replace(found, spec=spec)


class Benches:
    """One bench at a time, for all submissions of an assignment, as in a class.

    Fixtures of a wider scope would be ordered by pytest, and made anew for nearly every test.
    """

    def __init__(self) -> None:
        self.name = ""
        self.bench: Bench | None = None
        self.rehearsal: Rehearsal | None = None

    def of(self, name: str) -> Bench:
        """The bench of this assignment; another one's is closed."""
        if self.bench is None or name != self.name:
            self.close()
            self.name, self.bench = name, Bench(assignment_of(name), "full", DataShelf())
            self.bench.diagnoser = None  # what failed is asked here, not why, which takes time
            self.rehearsal = Rehearsal(
                self.bench.assignment, self.bench.stage, self.bench.collected, REHEARSAL_SECONDS
            )
        return self.bench

    def close(self) -> None:
        """End the one that is open."""
        if self.bench is not None:
            self.bench.close()
        self.bench = None


@pytest.fixture(scope="session")
def benches() -> Iterator[Benches]:
    """What keeps a bench from test to test."""
    found = Benches()
    yield found
    found.close()


@pytest.fixture
def bench(request: pytest.FixtureRequest, benches: Benches) -> Bench:
    """The bench of the assignment that the test is for."""
    return benches.of(request.param)


@pytest.fixture
def rehearsal(bench: Bench, benches: Benches) -> Rehearsal:
    """One for all known bugs of an assignment: what is compiled once stays compiled."""
    assert benches.rehearsal is not None
    assert benches.bench is bench
    return benches.rehearsal


def listed(folder: str) -> list[Any]:
    """(assignment, name, what it may lose) for each entry of a folder of all corpora."""
    return [
        pytest.param(name, entry, expected["loses"], id=f"{name}-{entry}")
        for name in ASSIGNMENTS
        if (CORPUS / name / folder / "expected.toml").is_file()
        for entry, expected in toml(CORPUS / name / folder / "expected.toml").items()
    ]


def mistakes() -> list[Any]:
    """(assignment, mistake) for the single mistakes of all corpora: every tenth, or all."""
    return [
        pytest.param(name, mistake, id=f"{name}-{mistake['name']}")
        for name in ASSIGNMENTS
        for path in sorted((CORPUS / name).glob("mistakes*.toml"))
        for mistake in toml(path)["mistake"][:: 1 if os.environ.get(ALL) else 10]
    ]


def bugs() -> list[Any]:
    """(assignment, bug) for each known bug."""
    return [
        pytest.param(name, bug, id=f"{name}-{bug.id}")
        for name in ASSIGNMENTS
        for bug in known_bugs(assignment_of(name))
    ]


def toml(path: Path) -> dict[str, Any]:
    """A file of the corpus."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def grade(bench: Bench, path: Path, changed: str = "") -> Report:
    """The report on all checks that don't train on data.

    changed: the one file that isn't as in a solution which is right. Where that is no program, the
    programs, of which each check runs several, are as right as they were and left out.
    """
    spec = bench.assignment.spec
    programs = {program.name for program in spec.programs}
    left_out = {"accuracy"}
    if changed and programs and Path(changed).stem not in programs:
        left_out.add("program")
    problems = {p.id for p in spec.problems if p.kind not in left_out}
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


def failed(report: Report) -> set[str]:
    """The checks that did not pass, those without points among them."""
    return {outcome.check for outcome in report.outcomes if outcome.status != "passed"}


def base_of(bench: Bench, target: Path) -> Path:
    """A copy of the corpus's right solution, under the names that students hand in."""
    corpus = CORPUS / bench.assignment.spec.id
    target.mkdir()
    if (corpus / "base").is_dir():
        shutil.copytree(corpus / "base", target, dirs_exist_ok=True)
    else:
        shutil.copy(corpus / "base.py", target / bench.assignment.spec.files[0].path)
    return target


each = pytest.mark.parametrize("bench", ASSIGNMENTS, indirect=True)


@each
def test_reference_has_full_marks(bench: Bench) -> None:
    assert losses(grade(bench, COURSE / "reference" / bench.assignment.spec.id)) == {}


@each
def test_stub_has_none(bench: Bench, tmp_path: Path) -> None:
    build(bench.assignment, tmp_path / "handout")
    report = grade(bench, tmp_path / "handout")
    assert report.score == 0
    messages = {o.message for o in report.outcomes if "NotImplementedError" in o.message}
    assert messages  # the stub's own words reach the student


@each
def test_base_of_the_mistakes_is_right(bench: Bench, tmp_path: Path) -> None:
    assert losses(grade(bench, base_of(bench, tmp_path / "base"))) == {}


@pytest.mark.parametrize(("bench", "mistake"), mistakes(), indirect=["bench"])
def test_mistake_costs_its_own_problem(
    mistake: dict[str, str], bench: Bench, tmp_path: Path
) -> None:
    folder = base_of(bench, tmp_path / "base")
    path = folder / mistake.get("file", bench.assignment.spec.files[0].path)
    text = path.read_text(encoding="utf-8")
    assert text.count(mistake["old"]) == 1
    path.write_text(text.replace(mistake["old"], mistake["new"]), encoding="utf-8")
    report = grade(bench, folder, path.name)
    assert mistake["problem"] in losses(report), "a wrong submission passes"
    allowed = {mistake["problem"], *mistake["also"]}
    assert set(losses(report)) <= allowed, f"an unrelated problem pays: {losses(report)}"
    assert mistake.get("check") in {None, *failed(report)}, "the check meant for it passes"


@pytest.mark.parametrize(("bench", "bug"), bugs(), indirect=["bench"])
def test_known_bug_is_caught_by_its_check(
    bug: KnownBug, bench: Bench, rehearsal: Rehearsal
) -> None:
    reference = bench.assignment.reference
    assert reference is not None
    submission = read(reference)
    assert rehearsal.failure((bug,), bug.check, submission), "the check meant for it passes"
    assert len(f"{bug.sentence} {bug.hint}".split()) <= MOST_WORDS / 2  # two may be told together
    allowed = {bug.problem, *bug.also}
    assert bug.check in {c.id for c in bench.collected.checks if c.problem in allowed}


@pytest.mark.parametrize(("bench", "name", "loses"), listed("right"), indirect=["bench"])
def test_right_solution_in_another_style_loses_nothing(
    name: str, loses: list[str], bench: Bench
) -> None:
    lost = losses(grade(bench, CORPUS / bench.assignment.spec.id / "right" / name))
    assert (lost, loses) == ({}, [])


@pytest.mark.parametrize(("bench", "name", "loses"), listed("misbehaving"), indirect=["bench"])
def test_right_solution_that_misbehaves_loses_no_more_than_told(
    name: str, loses: list[str], bench: Bench
) -> None:
    lost = losses(grade(bench, CORPUS / bench.assignment.spec.id / "misbehaving" / name))
    assert set(lost) <= set(loses), lost

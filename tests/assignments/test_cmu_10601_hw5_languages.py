"""Right programs in C++ and Java have all points of the programming part, a wrong one has not."""

import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench
from tests.small import isolation

COURSE = Path(__file__).parents[2]
PROGRAMS = COURSE / "tests" / "corpus" / "cmu_10601_hw5" / "languages"
COMPILERS = {"neuralnet.cpp": "g++", "neuralnet.java": "javac"}


def graded(path: Path) -> Report:
    bench = Bench(
        load_assignment(COURSE / "assignments" / "cmu_10601_hw5"), isolation(), DataShelf()
    )
    try:
        return bench.grade(read(path))
    finally:
        bench.close()


def programming(report: Report) -> tuple[float, float]:
    """Score and maximum of the problems 5.x."""
    mine = [problem for problem in report.problems if problem.id.startswith("5.")]
    return sum(problem.score for problem in mine), sum(problem.max_score for problem in mine)


@pytest.mark.parametrize("name", COMPILERS)
def test_a_right_program_in_another_language_loses_nothing(name: str) -> None:
    if shutil.which(COMPILERS[name]) is None:
        pytest.skip(f"this host has no {COMPILERS[name]}")
    report = graded(PROGRAMS / name)
    assert report.complete
    score, most = programming(report)
    assert score == most > 0


def test_a_bias_that_stays_as_it_is_costs_points(tmp_path: Path) -> None:
    if shutil.which("g++") is None:
        pytest.skip("this host has no g++")
    text = (PROGRAMS / "neuralnet.cpp").read_text()
    right, wrong = "for (size_t m = 0; m < x.size(); m++) alpha[j - 1]", "m = 1; m < x.size()"
    assert text.count(right) == 1
    (tmp_path / "neuralnet.cpp").write_text(
        text.replace(right, right.replace("m = 0; m < x.size()", wrong))
    )
    report = graded(tmp_path / "neuralnet.cpp")
    score, most = programming(report)
    assert report.complete
    assert 0 < score < most

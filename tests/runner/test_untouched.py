"""A file that lies as it was handed out beside a notebook hides none of the notebook's names."""

import json
from pathlib import Path

import pytest

from grader.course import handout_assignment, load_assignment
from grader.handout import build
from grader.intake import read
from grader.model import CourseAssignment, Report
from grader.runner.bench import Bench
from grader.runner.detect import look_alikes
from grader.runner.untouched import behind

from ..small import RIGHT, graded, make_course, opened

REFERENCE = """\
def double(x):
    # BEGIN SOLUTION 1a twice
    return 2 * x
    # END SOLUTION


def triple(x):
    # BEGIN SOLUTION 1b three times
    return 3 * x
    # END SOLUTION
"""
WRONG = RIGHT.replace("x + x", "x - x")


def notebook(text: str) -> str:
    cell = {"cell_type": "code", "source": text, "outputs": [], "metadata": {}}
    return json.dumps({"cells": [{**cell, "execution_count": None}], "nbformat": 4,
                       "nbformat_minor": 5, "metadata": {}})  # fmt: skip


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path / "course", reference=REFERENCE)


@pytest.fixture
def folder(course: Path, tmp_path: Path) -> Path:
    """A student's copy of the handout, with a finished notebook in it."""
    build(load_assignment(course), tmp_path / "ada")
    (tmp_path / "ada" / "a_notebook.ipynb").write_text(notebook(RIGHT))
    return tmp_path / "ada"


def lost(report: Report) -> float:
    return report.max_score - report.score


def test_the_notebook_counts_beside_the_untouched_file(course: Path, folder: Path) -> None:
    report = graded(course, folder)
    assert lost(report) == 0
    (note,) = report.notes
    assert note == (
        "toy.py is as it was handed out: its names count as defined in a_notebook.ipynb"
    )
    spec = load_assignment(course)
    assert not look_alikes(spec.spec, behind(spec, read(folder)))


@pytest.mark.parametrize("name", ["a_notebook.ipynb", "zz.ipynb", "mine.py"])
def test_so_it_does_in_the_students_own_run(folder: Path, name: str) -> None:
    (folder / "a_notebook.ipynb").unlink()
    (folder / name).write_text(RIGHT if name.endswith(".py") else notebook(RIGHT))
    handout = handout_assignment(folder)
    assert isinstance(handout, CourseAssignment)
    bench = Bench(handout, "none", None)
    try:
        report = bench.grade(read(folder))
    finally:
        bench.close()
    assert {outcome.status for outcome in report.outcomes} == {"passed"}


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("\n", "\r\n"), lambda text: text + "\n\n"]
)
def test_line_ends_and_blank_lines_are_no_work(course: Path, folder: Path, change) -> None:
    file = folder / "toy.py"
    file.write_bytes(change(file.read_text()).encode())
    assert behind(load_assignment(course), read(folder)).last == ("toy.py",)


def test_a_file_with_work_in_it_comes_first(course: Path, folder: Path) -> None:
    (folder / "toy.py").write_text(WRONG)
    with opened(course) as bench:
        report = bench.grade(read(folder))
        assert lost(report) > 0
        assert not report.notes
        (folder / "toy.py").write_text(RIGHT)
        (folder / "a_notebook.ipynb").write_text(notebook(WRONG))
        assert lost(bench.grade(read(folder))) == 0


def test_an_untouched_file_alone_is_what_is_graded(course: Path, folder: Path) -> None:
    (folder / "a_notebook.ipynb").write_text(notebook("print('later')"))
    report = graded(course, folder)
    assert not report.notes
    assert "not written yet" in report.outcomes[0].message


def test_a_marker_that_lies_can_only_hide_the_students_own_file(folder: Path) -> None:
    (folder / "toy.py").write_text(RIGHT)
    (folder / "a_notebook.ipynb").write_text(notebook(WRONG))
    marker = folder / "grader.toml"
    marker.write_text(marker.read_text().split("[handout.files]")[0] + "[handout.files]\ntoy = 3\n")
    handout = handout_assignment(folder)
    assert handout is not None
    assert handout.stubs == {}
    assert behind(handout, read(folder)).last == ()

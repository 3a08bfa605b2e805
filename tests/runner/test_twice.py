"""Of files that define the same names, the one that a student means counts, and a note says so."""

import json
import shutil
from pathlib import Path

import pytest

from grader.course import handout_assignment, load_assignment
from grader.handout import build
from grader.intake import read
from grader.model import CourseAssignment, Report
from grader.runner import twice
from grader.runner.bench import Bench
from grader.runner.detect import look_alikes
from grader.runner.twice import behind, defined, work

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
        "'toy.py' is as it was handed out: its names count as defined in 'a_notebook.ipynb'"
    )
    spec = load_assignment(course)
    assert not look_alikes(spec.spec, work(spec, read(folder)))


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


@pytest.mark.parametrize(
    ("right", "older"),
    [
        ("hw3.ipynb", "hw3-Copy1.ipynb"),
        ("hw3.ipynb", "Copy of hw3.ipynb"),
        ("hw3.ipynb", "hw3 (1).ipynb"),
        ("hw3.ipynb", "draft.ipynb"),
        ("hw3_final.ipynb", "hw3.ipynb"),
        ("mine.py", "mine - Copy.py"),
        ("mine_v2.py", "mine_v1.py"),
        ("mine_v2.py", "mine.py"),
        ("sol/mine.py", "mine_old.py"),
        ("toy_final.py", "toy_draft.py"),
        ("toy (2).py", "toy (1).py"),
        ("toy.py", "toy_final.py"),
        ("toy.py", "a_notebook.ipynb"),
    ],
)
def test_of_two_versions_the_newer_one_counts(
    course: Path, tmp_path: Path, right: str, older: str
) -> None:
    for name, text in ((right, RIGHT), (older, WRONG)):
        file = tmp_path / "bob" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if name.endswith(".py") else notebook(text))
    report = graded(course, tmp_path / "bob")
    assert lost(report) == 0
    if right == "toy.py":  # the name that the task asks for leaves nothing to decide
        assert not report.notes
    else:
        (note,) = report.notes
        told = f"'{right}' and '{older}' define the same names: those of '{right}' count"
        assert note.startswith(told)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("hw3.ipynb", "Copy of hw3.ipynb", False),
        ("hw3_v1.py", "hw3_v2.py", False),
        ("toy.py", "toy (1).py", False),
        ("toy.py", "old/toy.py", False),
        ("toy.py", "ada.py", True),
        ("ada.py", "bob.py", True),
        ("hw3_ada.ipynb", "hw3_bob.ipynb", True),
    ],
)
def test_versions_of_one_student_are_no_class(
    course: Path, tmp_path: Path, first: str, second: str, alike: bool
) -> None:
    (tmp_path / "bob").mkdir()
    for name in (first, second):
        file = tmp_path / "bob" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(RIGHT if name.endswith(".py") else notebook(RIGHT))
    spec = load_assignment(course)
    assert bool(look_alikes(spec.spec, work(spec, read(tmp_path / "bob")))) == alike


def test_files_that_share_the_work_are_no_versions(course: Path, tmp_path: Path) -> None:
    (tmp_path / "bob").mkdir()
    one, two = RIGHT.split("\n\n")
    (tmp_path / "bob" / "one.py").write_text(one)
    (tmp_path / "bob" / "old.py").write_text(two)
    report = graded(course, tmp_path / "bob")
    assert lost(report) == 0
    assert not report.notes


def test_a_notebook_under_the_name_of_a_script_is_no_untouched_file(
    course: Path, folder: Path
) -> None:
    empty = {"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    (folder / "toy.py").write_text(json.dumps(empty))
    report = graded(course, folder)
    assert lost(report) == 0


def test_a_note_holds_no_long_name(course: Path, tmp_path: Path) -> None:
    (tmp_path / "bob").mkdir()
    for name in ("a" * 200 + ".py", "b" * 200 + ".py"):
        (tmp_path / "bob" / name).write_text(RIGHT)
    (note,) = behind(load_assignment(course), read(tmp_path / "bob")).notes
    assert len(note) < 400


def test_a_folder_of_the_handout_beside_the_work_counts_for_nothing(
    course: Path, folder: Path, tmp_path: Path
) -> None:
    """Whatever the folders are called: no name that the work lacks is taken from a stub."""
    for name, other in (("handout", "src"), ("z_handout", "a")):
        whole = tmp_path / name
        whole.mkdir()
        (folder / "a_notebook.ipynb").unlink(missing_ok=True)
        shutil.copytree(folder, whole / name)
        (whole / other).mkdir()
        (whole / other / "toy.py").write_text(RIGHT)
        report = graded(course, whole)
        assert lost(report) == 0
        (note,) = report.notes
        assert note == f"'{name}/toy.py' is as it was handed out: '{other}/toy.py' counts"
        spec = load_assignment(course)
        assert not look_alikes(spec.spec, work(spec, read(whole)))
        assert behind(spec, read(whole)).last == (f"{name}/toy.py",)


def test_what_the_handout_gives_can_still_be_imported(
    course: Path, folder: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    (folder / "a_notebook.ipynb").unlink()
    shutil.copytree(folder, whole / "handout")
    (whole / "toy.py").write_text("from handout.toy import *\n" + RIGHT)
    report = graded(course, whole)
    assert lost(report) == 0
    assert all(cell.status == "passed" for cell in report.cells)


def test_two_untouched_copies_alone_are_graded(course: Path, folder: Path) -> None:
    (folder / "a_notebook.ipynb").unlink()
    (folder / "again").mkdir()
    shutil.copy(folder / "toy.py", folder / "again" / "toy.py")
    report = graded(course, folder)
    assert "not written yet" in report.outcomes[0].message


def test_many_files_of_one_name_are_read_a_few_times_each(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder full of them must not hold the grader up."""
    for number in range(60):
        (tmp_path / "bob" / str(number)).mkdir(parents=True)
        (tmp_path / "bob" / str(number) / "toy.py").write_text(WRONG)
    seen: list[int] = []

    def counted(sources):
        listed = list(sources)
        seen.append(len(listed))
        return defined(listed)

    monkeypatch.setattr(twice, "defined", counted)
    behind(load_assignment(course), read(tmp_path / "bob"))
    assert 60 <= sum(seen) <= 60 * 5

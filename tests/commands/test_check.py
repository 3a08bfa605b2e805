"""`grader check`: the student's own run, in a handout and without any course around it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.course import load_assignment
from grader.handout import build
from grader.runner import bench as bench_module

from ..small import RIGHT, hand_in, make_course


def grader(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def handout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An unpacked handout, with the working directory in it."""
    course = make_course(tmp_path / "course")
    build(load_assignment(course), tmp_path / "student/toy")
    for path in sorted((tmp_path / "course").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    monkeypatch.chdir(tmp_path / "student/toy")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path / "student/toy"


def told(folder: Path) -> dict[str, object]:
    record: dict[str, object] = json.loads((folder / "grader-report/report.json").read_text())
    return record


def test_a_fresh_stub_gives_an_error_and_no_crash(handout: Path) -> None:
    ran = grader("check")
    assert ran.exit_code == 0, ran.output
    assert "1a: not written yet" in ran.stdout
    assert "Score 0 / 1" in ran.stdout
    assert "without a sandbox" in ran.stdout
    assert "only public checks were run" in ran.stdout
    assert "test_shown" not in ran.stdout  # the handout's own files are not the student's work
    assert told(handout)["score"] == 0


def test_a_right_solution_has_all_points_that_there_are(handout: Path) -> None:
    hand_in(handout, RIGHT, "toy.py")
    ran = grader("check", "-v")
    assert ran.exit_code == 0
    assert "Score 1 / 1" in ran.stdout
    assert "pending" not in ran.stdout


def test_a_report_in_the_folder_changes_nothing_in_the_next(handout: Path) -> None:
    hand_in(handout, RIGHT, "toy.py")
    assert grader("check").exit_code == 0
    first = told(handout)
    assert grader("check").exit_code == 0
    assert told(handout)["digest"] == first["digest"]


@pytest.mark.parametrize("name", ["toy.py", "mine.py"])
def test_one_file_by_any_name(handout: Path, name: str) -> None:
    path = hand_in(handout, RIGHT, name)
    assert "Score 1 / 1" in grader("check", path).stdout


def test_the_wrong_assignment_for_a_handout_is_refused(handout: Path) -> None:
    ran = grader("check", "-a", "chess")
    assert ran.exit_code == 2
    assert "no assignment 'chess' here; there are: toy" in ran.stderr
    assert grader("check", "-a", "toy").exit_code == 0


def test_only_one_problem(handout: Path) -> None:
    assert grader("check", "--only", "1a").exit_code == 0
    ran = grader("check", "--only", "1b")
    assert ran.exit_code == 2
    assert "problems with checks: 1a" in ran.stderr


def test_a_damaged_handout_is_said_with_file_and_line(handout: Path) -> None:
    marker = handout / "grader.toml"
    marker.write_text(marker.read_text() + "\nnonsense\n")
    ran = grader("check")
    assert ran.exit_code == 2
    assert f"{marker}:" in ran.stderr


def test_other_systems_need_no_sandbox(handout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_module.platform, "system", lambda: "Windows")
    assert grader("check").exit_code == 0
    assert handout.is_dir()


def test_neither_handout_nor_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = grader("check", hand_in(tmp_path, RIGHT))
    assert ran.exit_code == 2
    assert "no handout found: expected grader.toml" in ran.stderr
    assert "reference" not in ran.stderr  # a student knows of no course


def test_a_file_that_lies_elsewhere_is_checked_by_the_handout_around_the_student(
    handout: Path, tmp_path: Path
) -> None:
    ran = grader("check", hand_in(tmp_path / "downloads", RIGHT, "mine.py"))
    assert ran.exit_code == 0, ran.stderr
    assert "Score 1 / 1" in ran.stdout
    assert told(handout)["student"] == "mine"


def test_in_a_course_the_hidden_checks_stay_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = grader("check", hand_in(tmp_path, RIGHT))
    assert ran.exit_code == 0
    outcomes = told(tmp_path)["outcomes"]
    assert isinstance(outcomes, list)
    assert [outcome["check"] for outcome in outcomes] == ["test_double"]


def test_the_students_own_tests_folder_stays(handout: Path) -> None:
    hand_in(handout / "tests", "WORD = 'from tests'\n", "words.py")
    text = RIGHT.replace("return x + x\n", "return x + x\nfrom tests.words import WORD\n", 1)
    hand_in(handout, text, "toy.py")
    assert "Score 1 / 1" in grader("check").stdout

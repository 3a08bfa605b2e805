"""`grader run --class`: a class, as somebody at a terminal sees it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.commands import whole_class as class_module

from ..small import HALF, RIGHT, hand_in, isolation, make_course

ISOLATION = ("--isolation", isolation())


def grader(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course, in which the command is started."""
    assignment = make_course(tmp_path, more="[limits]\ncheck_seconds = 0.5\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return assignment


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return {row["entry"]: row for row in csv.DictReader(file)}


def test_a_class_gives_a_report_each_and_a_table(tmp_path: Path) -> None:
    given = tmp_path / "class"
    hand_in(given, RIGHT, "ada.py")
    hand_in(given / "Ada", HALF, "toy.py")
    hand_in(given, "not json", "bad.ipynb")
    hand_in(given, "def double(x):\n    while True: pass\n", "loop.py")
    hand_in(given / "grades.csv", RIGHT, "toy.py")
    ran = grader("run", given, "--class", "--jobs", 2, "--out", "out", *ISOLATION)
    assert ran.exit_code == 0, ran.output
    assert "4 of 5 submissions graded" in ran.stdout
    assert "table of scores: out/grades.csv" in ran.stdout
    assert "ada: 7 / 7" in ran.stdout
    rows = table(tmp_path / "out/grades.csv")
    scores = {entry: row["score"] for entry, row in rows.items()}
    assert scores == {"ada.py": "7", "Ada": "3", "bad.ipynb": "", "loop.py": "0", "grades.csv": "7"}
    assert "bad.ipynb" in rows["bad.ipynb"]["note"]
    assert [rows["Ada"][name] for name in ("1a", "1b", "complete")] == ["3", "0", "yes"]
    folders = {path.parent.name for path in (tmp_path / "out").glob("*/report.json")}
    assert folders == {"Ada", "ada-2", "loop", "grades.csv-2"}
    told = json.loads((tmp_path / "out/ada-2/report.json").read_text())
    assert (told["student"], told["score"]) == ("ada", 7)


def test_two_entries_of_one_student_are_both_graded_and_remarked(
    course: Path, tmp_path: Path
) -> None:
    manifest = course / "assignment.toml"
    manifest.write_text(manifest.read_text() + '[policies]\nfile_name = "<username>_<id>.py"\n')
    given = tmp_path / "class"
    hand_in(given, RIGHT, "ada_toy.py")
    hand_in(given / "Ada_toy", HALF, "toy.py")
    hand_in(given, "not json", "bob_toy.ipynb")
    hand_in(given, HALF, "bob_toy.py")
    hand_in(given, HALF, "eve_toy.py")
    ran = grader("run", given, "--class", "--out", "out", *ISOLATION)
    assert ran.exit_code == 0, ran.output
    assert "several entries of ada: Ada_toy (Ada), ada_toy.py (ada-2)" in ran.stdout
    assert "several entries of bob: bob_toy.ipynb (no report), bob_toy.py (bob)" in ran.stdout
    assert "several entries of eve" not in ran.stdout
    rows = table(tmp_path / "out/grades.csv")
    students = {entry: (row["student"], row["score"]) for entry, row in rows.items()}
    assert students == {
        "Ada_toy": ("Ada", "3"),
        "ada_toy.py": ("ada", "7"),
        "bob_toy.ipynb": ("bob", ""),
        "bob_toy.py": ("bob", "3"),
        "eve_toy.py": ("eve", "3"),
    }
    assert "also handed in: ada_toy.py" in rows["Ada_toy"]["note"]
    assert "also handed in: Ada_toy" in rows["ada_toy.py"]["note"]
    assert "also handed in: bob_toy.py" in rows["bob_toy.ipynb"]["note"]
    assert rows["eve_toy.py"]["note"] == ""
    told = json.loads((tmp_path / "out/ada-2/report.json").read_text())
    assert (told["entry"], told["score"]) == ("ada_toy.py", 7)
    assert (tmp_path / "out/Ada/report.json").is_file()


def test_a_class_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    hand_in(tmp_path / "class", "not json", "bad.ipynb")
    ran = grader("run", tmp_path / "class", "--class", *ISOLATION)
    assert ran.exit_code == 1
    assert "none of the 1 entries" in ran.stderr
    ran = grader("run", tmp_path / "class", "--class", "-a", "toy", *ISOLATION)
    assert ran.exit_code == 0
    assert table(tmp_path / "grader-report/grades.csv")["bad.ipynb"]["score"] == ""


def test_only_one_problem_of_a_class_says_so_in_the_table(tmp_path: Path) -> None:
    hand_in(tmp_path / "class", RIGHT)
    assert grader("run", "class", "--class", "--only", "1b", *ISOLATION).exit_code == 0
    row = table(tmp_path / "grader-report/grades.csv")["ada.py"]
    assert (row["score"], row["max_score"]) == ("4", "4")
    assert "1a" not in row
    assert "only problem 1b was graded" in row["note"]


def test_reports_of_an_earlier_run_are_nobodys_submission(tmp_path: Path) -> None:
    hand_in(tmp_path / "class", RIGHT)
    for _ in range(2):
        ran = grader("run", "class", "--class", "--out", "class/reports", *ISOLATION)
        assert ran.exit_code == 0, ran.output
    assert list(table(tmp_path / "class/reports/grades.csv")) == ["ada.py"]


def test_an_interrupted_class_keeps_what_was_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "class"
    for name in ("ada", "bob"):
        hand_in(given, RIGHT, f"{name}.py")
    whole = class_module.grade_class

    def interrupted(settings: Any, entries: Any, jobs: int, done: Any) -> Any:
        whole(settings, entries[:1], jobs, done)
        raise KeyboardInterrupt

    monkeypatch.setattr(class_module, "grade_class", interrupted)
    ran = grader("run", given, "--class", "--out", "out", *ISOLATION)
    assert ran.exit_code == 130, ran.output
    assert (tmp_path / "out/ada/report.json").is_file()
    with (tmp_path / "out/grades.csv").open(newline="") as file:
        assert [row["student"] for row in csv.DictReader(file)] == ["ada"]

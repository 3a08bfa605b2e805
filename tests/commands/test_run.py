"""`grader run`: one submission, as somebody at a terminal sees it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.commands import run as run_module
from grader.commands import whole_class as class_module
from grader.model import Isolation, Protection
from grader.runner import bench as bench_module
from grader.sandbox.forked import ForkServer

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


def test_a_submission_gives_a_report_on_the_terminal_and_in_two_files(tmp_path: Path) -> None:
    ran = grader("run", hand_in(tmp_path, HALF), *ISOLATION)
    assert ran.exit_code == 0, ran.output
    assert "Score 3 / 7" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert "\x1b" not in ran.output
    report = json.loads((tmp_path / "grader-report/report.json").read_text())
    assert (report["student"], report["score"], report["complete"]) == ("ada", 3, True)
    assert "<html" in (tmp_path / "grader-report/report.html").read_text()
    assert "HTML report: grader-report/report.html" in ran.stdout


def test_student_out_and_format(tmp_path: Path) -> None:
    path = hand_in(tmp_path, RIGHT)
    options = ("--student", "Grace", "--out", "there/it", "--format", "json", "-a", "toy")
    ran = grader("run", path, *options, *ISOLATION)
    assert ran.exit_code == 0, ran.output
    assert [file.name for file in (tmp_path / "there/it").iterdir()] == ["report.json"]
    assert json.loads((tmp_path / "there/it/report.json").read_text())["student"] == "Grace"
    assert not (tmp_path / "grader-report").exists()


def test_verbose_shows_passed_checks_output_and_protections(course: Path, tmp_path: Path) -> None:
    path = hand_in(
        tmp_path, RIGHT.replace("return x + x\n", "print('seen')\n    return x + x\n", 1)
    )
    quiet = grader("run", path, *ISOLATION)
    loud = grader("run", path, "-v", *ISOLATION)
    assert "seen" not in quiet.stdout
    assert "seen" in loud.stdout
    assert "Isolation and environment" in loud.stdout
    assert course.is_dir()


def test_the_course_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hand_in(tmp_path / "else", RIGHT)
    monkeypatch.chdir(path.parent.parent.parent)
    assert (
        grader("run", path, "--course", tmp_path, *ISOLATION, "-o", tmp_path / "o").exit_code == 0
    )
    ran = grader("run", path)
    assert ran.exit_code == 2
    assert "--course DIR" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("gone.py",), 1, "doesn't exist"),
        (("broken.ipynb",), 1, "broken.ipynb"),
        (("ada.py", "-a", "chess"), 2, "no assignment 'chess' here; there are: toy"),
        (("ada.py", "--only", "9z"), 2, "problems with checks: 1a, 1b"),
        (("ada.py", "--format", "pdf"), 2, "--format takes html, json"),
        (("other.py",), 2, "--assignment ID"),
        (("ada.py", "--isolation", "some"), 2, "some"),
        (("ada.py", "--jobs", "0", "--class"), 2, "jobs"),
        (("folder", "--class", "--student", "x"), 2, "--student"),
        (("empty", "--class"), 2, "no entries"),
        (("ada.py", "--class"), 2, "one entry a student"),
        (("ada.py", "--jobs", "2"), 2, "add --class"),
        ((), 2, "PATH"),
    ],
)
def test_exit_codes_and_messages(
    arguments: tuple[str, ...], code: int, says: str, tmp_path: Path
) -> None:
    hand_in(tmp_path, RIGHT)
    hand_in(tmp_path, "not json", "broken.ipynb")
    hand_in(tmp_path, "x = 1\n", "other.py")
    hand_in(tmp_path / "folder", RIGHT)
    (tmp_path / "empty").mkdir()
    ran = grader("run", *arguments)
    assert ran.exit_code == code, ran.output
    assert says in ran.stderr
    assert "Traceback" not in ran.output
    assert not (tmp_path / "grader-report").exists()


def test_a_folder_of_several_students_is_remarked_where_it_is_taken_for_one(
    tmp_path: Path,
) -> None:
    for name in ("ada", "bob"):
        hand_in(tmp_path / "in", RIGHT, f"{name}.py")
    hand_in(tmp_path / "in", "x = 1\n", "plot.py")
    ran = grader("run", "in", *ISOLATION)
    assert ran.exit_code == 0, ran.output
    told = "several entries look alike (ada.py, bob.py), as those of several students do"
    assert told in ran.stderr
    assert "--class" in ran.stderr
    assert told in " ".join(ran.stdout.split())
    report = json.loads((tmp_path / "grader-report/report.json").read_text())
    assert told in report["scope"][0]
    assert told in (tmp_path / "grader-report/report.html").read_text()
    assert "several" not in grader("run", "in", "--class", *ISOLATION).output
    hand_in(tmp_path / "one", RIGHT)
    hand_in(tmp_path / "one", "x = 1\n", "plot.py")
    assert "several" not in grader("run", "one", *ISOLATION).output


def test_a_mistake_of_the_authors_has_file_and_line(course: Path, tmp_path: Path) -> None:
    (course / "tests/hidden/test_kept.py").write_text("\nundefined\n")
    ran = grader("run", hand_in(tmp_path, RIGHT))
    assert ran.exit_code == 2
    assert f"grader: {course / 'tests/hidden/test_kept.py'}:2: " in ran.stderr


def test_a_broken_draft_beside_it_hinders_no_grading(tmp_path: Path) -> None:
    (tmp_path / "assignments/draft").mkdir()
    path = hand_in(tmp_path / "in", RIGHT)
    told = f"draft was not considered as the assignment: {tmp_path / 'assignments/draft'}"
    for arguments in ((path,), (path.parent, "--class")):
        ran = grader("run", *arguments, *ISOLATION)
        assert ran.exit_code == 0, ran.output
        assert told in ran.stderr
        chosen = grader("run", *arguments, "-a", "toy", *ISOLATION)
        assert chosen.exit_code == 0, chosen.output
        assert chosen.stderr == ""
    ran = grader("run", path, "-a", "draft", *ISOLATION)
    assert ran.exit_code == 2
    assert "draft/assignment.toml:1: " in ran.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import no_such_package", "No module named 'no_such_package'"),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("from helper import gone", "cannot import name 'gone'"),
    ],
)
def test_a_reference_that_cannot_be_imported_is_told_once_before_grading(
    line: str, says: str, course: Path, tmp_path: Path
) -> None:
    reference = tmp_path / "reference/toy/toy.py"
    reference.with_name("helper.py").write_text("there = 1\n")
    reference.write_text(f"import math\n{line}\n{reference.read_text()}")
    for arguments in ((hand_in(tmp_path / "in", RIGHT),), (tmp_path / "in", "--class")):
        ran = grader("run", *arguments, "-a", "toy", *ISOLATION)
        assert ran.exit_code == 2, ran.output
        assert ran.stderr.count("the reference can't be imported") == 1
        assert f"grader: {reference}:2: " in ran.stderr
        assert says in ran.stderr
        assert "Traceback" not in ran.output
        assert not (tmp_path / "grader-report").exists()


def test_an_incomplete_grading_says_so_and_ends_with_3(course: Path, tmp_path: Path) -> None:
    kept = course / "tests/hidden/test_kept.py"
    kept.write_text(kept.read_text().replace('"triple(x)")', '"triple(x)", no_such=1)'))
    ran = grader("run", hand_in(tmp_path, RIGHT), *ISOLATION)
    assert ran.exit_code == 3
    assert "incomplete because of the grader or host" in ran.stdout
    assert "internal error in test_triple" in ran.stderr
    assert "no_such" in ran.stderr
    report = json.loads((tmp_path / "grader-report/report.json").read_text())
    assert report["complete"] is False
    ran = grader("run", hand_in(tmp_path / "in", RIGHT).parent, "--class", *ISOLATION)
    assert ran.exit_code == 3
    assert "ada: 3 / 7, incomplete" in ran.stdout


def test_a_host_without_protections_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Isolation(level="full", protections=(Protection(name="network", on=False),))
    if isolation() == "none":
        pytest.skip("this host is one already, and starts no fork server")
    monkeypatch.setattr(ForkServer, "_protections", lambda self: bare.protections, raising=True)
    path = hand_in(tmp_path, RIGHT)
    ran = grader("run", path)
    assert ran.exit_code == 3
    assert "can't isolate student code (network)" in ran.stderr
    assert "--isolation none" in ran.stderr
    assert grader("run", path, "--isolation", "none").exit_code == 0
    monkeypatch.setattr(bench_module.platform, "system", lambda: "Darwin")
    ran = grader("run", path)
    assert ran.exit_code == 3
    assert "needs Linux" in ran.stderr


def test_a_fault_of_the_grader_is_no_unreadable_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of order \x1b[31m")

    monkeypatch.setattr(run_module, "read", broken)
    ran = grader("run", hand_in(tmp_path, RIGHT))
    assert ran.exit_code == 3
    assert "a fault of the grader itself" in ran.stderr
    assert "\x1b" not in ran.output


@pytest.mark.parametrize("out", ["file", "file/below/it"])
@pytest.mark.parametrize("whole_class", [(), ("--class",)])
def test_a_place_that_takes_no_reports_is_refused_before_grading(
    out: str, whole_class: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path / "in", RIGHT)
    (tmp_path / "file").write_text("kept")

    def graded(*arguments: object, **options: object) -> None:
        raise AssertionError("work that would be lost")

    monkeypatch.setattr(class_module, "grade_class", graded)
    monkeypatch.setattr(run_module, "Bench", graded)
    ran = grader("run", "in", "-a", "toy", "--out", out, *whole_class)
    assert ran.exit_code == 3, ran.output
    assert "is a file; choose another folder" in ran.stderr

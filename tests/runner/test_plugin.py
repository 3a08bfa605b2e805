"""Checks under plain pytest: `pytest assignments/<id> --submission PATH`."""

import os
import subprocess
import sys
from pathlib import Path

from ..small import HALF, RIGHT, hand_in, make_course


def plain(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """pytest as an instructor starts it."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key[:6] != "PYTEST"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_failing_hidden_check_is_shown_as_any_test(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(tmp_path, HALF)
    ran = plain("assignments/toy", "--submission", path, "--isolation", "none", cwd=tmp_path)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "1 failed, 2 passed" in ran.stdout
    assert "test_triple" in ran.stdout
    assert "reference.triple(x)" in ran.stdout  # the test's own code, which no report shows
    assert "CheckFailed" in ran.stdout
    assert course.is_dir()


def test_one_check_by_name_and_a_right_submission(tmp_path: Path) -> None:
    make_course(tmp_path)
    path = hand_in(tmp_path, RIGHT)
    chosen = "assignments/toy/tests/hidden/test_kept.py::test_triple"
    ran = plain(chosen, "--submission", path, "--isolation", "none", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def test_prerequisites_skip_under_plain_pytest_too(tmp_path: Path) -> None:
    make_course(tmp_path)
    path = hand_in(tmp_path, "def double(x):\n    return x\n")
    ran = plain("assignments/toy", "-rs", "--submission", path, "--isolation", "none", cwd=tmp_path)
    assert "2 failed, 1 skipped" in ran.stdout, ran.stdout + ran.stderr
    assert "mend “double of a number” first" in ran.stdout


def test_without_a_submission_the_checks_say_what_they_need(tmp_path: Path) -> None:
    make_course(tmp_path)
    ran = plain("assignments/toy", cwd=tmp_path)
    assert ran.returncode == 1
    assert "run it with --submission PATH" in ran.stdout


def test_a_missing_submission_or_assignment_is_one_sentence(tmp_path: Path) -> None:
    make_course(tmp_path)
    ran = plain("assignments/toy", "--submission", tmp_path / "gone.py", cwd=tmp_path)
    assert ran.returncode == 4
    assert "a path that doesn't exist" in ran.stderr
    assert "Traceback" not in ran.stderr
    ran = plain(".", "--submission", hand_in(tmp_path, RIGHT), cwd=tmp_path)
    assert ran.returncode == 4
    assert "belongs to no assignment" in ran.stderr


def test_other_projects_tests_run_as_if_the_plugin_were_not_there(tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text("def test_one():\n    assert 1 + 1 == 2\n")
    ran = plain(tmp_path, cwd=tmp_path)
    assert ran.returncode == 0
    assert "1 passed" in ran.stdout

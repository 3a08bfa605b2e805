"""`grader list`, `grader doctor`, `grader handout` and `grader data`."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from grader.cli import app
from grader.commands import show as show_module
from grader.errors import HostError

from ..small import isolation, make_course


def grader(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assignment = make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return assignment


def test_list_shows_every_assignment(course: Path, tmp_path: Path) -> None:
    make_course(tmp_path, name="game", problems={"1a": 1.5, "1b": 4})
    text = (course / "assignment.toml").read_text()
    extra = '[[problems]]\nid = "1x"\ntitle = "t"\npoints = 2\nkind = "written"\noptional = true\n'
    (course / "assignment.toml").write_text(text + extra)
    ran = grader("list")
    assert ran.exit_code == 0
    head, *rows = [line.split() for line in ran.stdout.splitlines()]
    assert head == ["id", "title", "points", "problems"]
    assert rows == [["game", "Toys", "5.5", "2"], ["toy", "Toys", "7", "3"]]


def test_list_shows_a_title_as_it_is_written(course: Path) -> None:
    manifest = course / "assignment.toml"
    manifest.write_text(manifest.read_text().replace('"Toys"', '"[red]Sets[/red] [b"'))
    assert "[red]Sets[/red] [b" in grader("list").stdout


def test_a_broken_draft_is_shown_with_its_mistake_beside_the_others(tmp_path: Path) -> None:
    draft = tmp_path / "assignments/draft"
    draft.mkdir()
    (draft / "assignment.toml").write_text('id = "draft"\ntitel = "[red]"\n')
    for verb in ("list", "doctor"):
        ran = grader(verb)
        assert ran.exit_code == (3 if verb == "doctor" and isolation() == "none" else 0), ran.output
        assert "toy" in ran.stdout
        assert f"draft: {draft / 'assignment.toml'}:2: " in ran.stdout
    assert grader("handout", "toy", "--out", "there").exit_code == 0
    ran = grader("handout", "draft", "--out", "here")
    assert ran.exit_code == 2
    assert f"grader: {draft / 'assignment.toml'}:2: " in ran.stderr


def test_list_outside_of_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "away").mkdir()
    monkeypatch.chdir(tmp_path.parent)
    ran = grader("list")
    assert ran.exit_code == 2
    assert "no course found" in ran.stderr
    assert grader("list", "--course", tmp_path).exit_code == 0


def test_doctor_tells_isolation_data_and_interpreters(course: Path) -> None:
    manifest = course / "assignment.toml"
    manifest.write_text('datasets = ["cifar10"]\n' + manifest.read_text())
    ran = grader("doctor")
    assert ran.exit_code == (0 if isolation() == "full" else 3), ran.output
    for word in ("Isolation", "network", "Data", "cifar10", "Interpreters", "toy: "):
        assert word in ran.stdout


def test_doctor_on_a_host_that_lacks_something(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = course / "assignment.toml"
    manifest.write_text(manifest.read_text() + '[child]\npython = "3.77"\n')
    ran = grader("doctor")
    assert "no python3.77 on this host" in ran.stdout

    def refuse(*_: object) -> None:
        raise HostError("no namespaces here")

    monkeypatch.setattr(show_module, "ForkServer", refuse)
    ran = grader("doctor")
    assert ran.exit_code == 3
    assert "no namespaces here" in ran.stdout
    monkeypatch.setattr(show_module.platform, "system", lambda: "Darwin")
    ran = grader("doctor")
    assert ran.exit_code == 3
    assert "`grader check` works here" in ran.stdout


def test_doctor_works_outside_of_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    ran = grader("doctor")
    assert "Isolation" in ran.stdout
    assert "no course found" in ran.stdout


def test_handout_is_written_and_proved_fresh(tmp_path: Path, course: Path) -> None:
    ran = grader("handout", "toy", "--out", "student_template/toy")
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "student_template/toy/toy.py").is_file()
    ran = grader("handout", "toy", "--check")
    assert ran.exit_code == 0, ran.output
    assert "student_template/toy is fresh" in ran.stdout
    (course / "README.md").write_text("Write two other functions.\n")
    ran = grader("handout", "toy", "--check")
    assert ran.exit_code == 2
    assert "README.md" in ran.stdout
    assert "is not fresh: build it again with" in ran.stderr


def test_check_of_a_handout_somewhere_else(tmp_path: Path) -> None:
    assert grader("handout", "toy", "--out", "elsewhere").exit_code == 0
    ran = grader("handout", "toy", "--out", "elsewhere", "--check")
    assert ran.exit_code == 0, ran.output
    assert "elsewhere is fresh" in ran.stdout
    assert not (tmp_path / "student_template").exists()


def test_handout_of_what_does_not_exist() -> None:
    ran = grader("handout", "chess", "--out", "x")
    assert ran.exit_code == 2
    assert "no assignment 'chess' here; there are: toy" in ran.stderr
    ran = grader("handout", "toy")
    assert ran.exit_code == 2
    assert "--out DIR" in ran.stderr


def test_data_of_an_unknown_name() -> None:
    ran = grader("data", "no_such_data")
    assert ran.exit_code == 2
    assert "no_such_data" in ran.stderr
    assert "cifar10" in ran.stderr

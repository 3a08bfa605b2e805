"""Which assignment a submission belongs to: by choice, marker, file or names."""

from pathlib import Path

import pytest

from grader.course import load_assignments
from grader.errors import UsageError
from grader.intake import read
from grader.model import CourseAssignment
from grader.runner.detect import detect, file_name

from ..small import RIGHT, hand_in, make_course


@pytest.fixture
def known(tmp_path: Path) -> tuple[CourseAssignment, ...]:
    make_course(tmp_path / "course", name="toy")
    make_course(
        tmp_path / "course",
        name="game",
        file="game.py",
        names=("play", "win"),
        reference="def play(): ...\ndef win(): ...\n",
    )
    return load_assignments(tmp_path / "course")


def found(known: tuple[CourseAssignment, ...], path: Path, wanted: str = "") -> str:
    return detect(known, read(path), wanted).spec.id


def test_a_choice_wins(known: tuple[CourseAssignment, ...], tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, RIGHT), "game") == "game"
    with pytest.raises(UsageError, match="no assignment 'chess' here; there are: game, toy"):
        found(known, hand_in(tmp_path, RIGHT), "chess")


def test_the_marker_comes_next(known: tuple[CourseAssignment, ...], tmp_path: Path) -> None:
    hand_in(tmp_path / "in", RIGHT, "toy.py")
    hand_in(tmp_path / "in", 'id = "game"\n', "grader.toml")
    assert found(known, tmp_path / "in") == "game"
    hand_in(tmp_path / "in", 'id = "unknown"\n', "grader.toml")  # a claim of another course
    assert found(known, tmp_path / "in") == "toy"


def test_then_the_names_of_files(known: tuple[CourseAssignment, ...], tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, "x = 1\n", "toy.py")) == "toy"


def test_then_the_names_inside(known: tuple[CourseAssignment, ...], tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, "def double(x):\n    return x\n")) == "toy"
    assert found(known, hand_in(tmp_path, "win = lambda: 1\n")) == "game"
    with pytest.raises(UsageError, match=r"fits no assignment .* the course has: game, toy"):
        found(known, hand_in(tmp_path, "def other(x):\n    double = x\n"))


def test_several_that_fit_are_listed(known: tuple[CourseAssignment, ...], tmp_path: Path) -> None:
    text = "def double(x):\n    return x\ndef play():\n    pass\n"
    with pytest.raises(UsageError, match=r"several assignments: game, toy; .*--assignment ID"):
        found(known, hand_in(tmp_path, text))


def test_the_id_in_a_file_name_is_the_assignments(tmp_path: Path) -> None:
    more = '[policies]\nfile_name = "<username>_<id>.ipynb"\n'
    make_course(tmp_path, name="ps_1", more=more)
    (assignment,) = load_assignments(tmp_path)
    pattern = file_name(assignment.spec)
    names = {"ada_ps_1.py": "ada", "ada_b_ps_1.py": "ada_b", "two_words.py": "two_words"}
    for name, student in names.items():
        assert read(hand_in(tmp_path, RIGHT, name), file_name=pattern).student == student

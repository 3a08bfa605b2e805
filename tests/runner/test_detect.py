"""Which assignment a submission belongs to: by choice, marker, file or names."""

from pathlib import Path

import pytest

from grader.course import Course, load_assignment, load_course
from grader.errors import AuthorError, UsageError
from grader.intake import read
from grader.runner.detect import detect, file_name, look_alikes

from ..small import RIGHT, hand_in, make_course


@pytest.fixture
def known(tmp_path: Path) -> Course:
    make_course(tmp_path / "course", name="toy")
    make_course(
        tmp_path / "course",
        name="game",
        file="game.py",
        names=("play", "win"),
        reference="def play(): ...\ndef win(): ...\n",
    )
    return load_course(tmp_path / "course")


def found(known: Course, path: Path, wanted: str = "") -> str:
    return detect(known, read(path), wanted).spec.id


def test_a_choice_wins(known: Course, tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, RIGHT), "game") == "game"
    with pytest.raises(UsageError, match="no assignment 'chess' here; there are: game, toy"):
        found(known, hand_in(tmp_path, RIGHT), "chess")


def test_the_marker_comes_next(known: Course, tmp_path: Path) -> None:
    hand_in(tmp_path / "in", RIGHT, "toy.py")
    hand_in(tmp_path / "in", 'id = "game"\n', "grader.toml")
    assert found(known, tmp_path / "in") == "game"
    hand_in(tmp_path / "in", 'id = "unknown"\n', "grader.toml")  # a claim of another course
    assert found(known, tmp_path / "in") == "toy"


def test_then_the_names_of_files(known: Course, tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, "x = 1\n", "toy.py")) == "toy"


def test_then_the_names_inside(known: Course, tmp_path: Path) -> None:
    assert found(known, hand_in(tmp_path, "def double(x):\n    return x\n")) == "toy"
    assert found(known, hand_in(tmp_path, "win = lambda: 1\n")) == "game"
    with pytest.raises(UsageError, match=r"fits no assignment .* the course has: game, toy"):
        found(known, hand_in(tmp_path, "def other(x):\n    double = x\n"))


def test_several_that_fit_are_listed(known: Course, tmp_path: Path) -> None:
    text = "def double(x):\n    return x\ndef play():\n    pass\n"
    with pytest.raises(UsageError, match=r"several assignments: game, toy; .*--assignment ID"):
        found(known, hand_in(tmp_path, text))


def test_the_id_in_a_file_name_is_the_assignments(tmp_path: Path) -> None:
    more = '[policies]\nfile_name = "<username>_<id>.ipynb"\n'
    make_course(tmp_path, name="ps_1", more=more)
    (assignment,) = load_course(tmp_path).assignments
    pattern = file_name(assignment.spec)
    names = {"ada_ps_1.py": "ada", "ada_b_ps_1.py": "ada_b", "two_words.py": "two_words"}
    for name, student in names.items():
        assert read(hand_in(tmp_path, RIGHT, name), file_name=pattern).student == student


@pytest.fixture
def broken(known: Course, tmp_path: Path) -> Course:
    """The course, in which somebody begins a third assignment."""
    (tmp_path / "course/assignments/draft").mkdir()
    return load_course(tmp_path / "course")


def test_a_broken_assignment_is_no_candidate(broken: Course, tmp_path: Path) -> None:
    assert found(broken, hand_in(tmp_path, RIGHT)) == "toy"
    with pytest.raises(UsageError, match=r"the course has: game, toy; .*not considered .*: draft"):
        found(broken, hand_in(tmp_path, "x = 1\n"))
    with pytest.raises(UsageError, match="there are: draft, game, toy"):
        found(broken, hand_in(tmp_path, RIGHT), "chess")


def test_asking_for_the_broken_one_tells_its_mistake(broken: Course, tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match=r"draft.assignment\.toml:1: "):
        found(broken, hand_in(tmp_path, RIGHT), "draft")
    hand_in(tmp_path / "in", RIGHT, "toy.py")
    hand_in(tmp_path / "in", 'id = "draft"\n', "grader.toml")
    with pytest.raises(AuthorError, match=r"draft.assignment\.toml:1: "):
        found(broken, tmp_path / "in")


SEVERAL = ("double", "triple", "half", "third")
PART = "def double(x): ...\n"
ALL = "".join(f"def {name}(x): ...\n" for name in SEVERAL)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"ada.py": ALL, "bob.py": ALL, "plot.py": PART}, ["ada.py", "bob.py"]),
        ({"x/ada/toy.py": PART, "x/bob/toy.py": PART}, ["ada", "bob"]),
        ({"x/ada/a.py": ALL, "x/bob/b.py": ALL}, ["ada", "bob"]),
        ({"ada_toy.py": PART, "Bob_toy.py": PART}, ["Bob_toy.py", "ada_toy.py"]),
        ({"ada_toy.py": PART, "ada_toy.ipynb.py": PART}, []),  # the same user name
        ({"ada/toy.py": ALL}, []),
        ({"toy.py": ALL, "helper.py": PART, "tests/test_toy.py": PART}, []),
        ({"toy.py": PART, "more.py": ALL.replace(PART, "")}, []),  # the work in two files
        ({"src/a.py": PART, "src/b.py": ALL.replace(PART, "")}, []),
    ],
)
def test_entries_of_several_students_look_alike(
    files: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    more = '[policies]\nfile_name = "<username>_<id>.py"\n'
    make_course(tmp_path, more=more, names=SEVERAL, reference=ALL)
    (assignment,) = load_course(tmp_path).assignments
    for path, text in files.items():
        place = tmp_path / "in" / path
        hand_in(place.parent, text, place.name)
    assert look_alikes(assignment.spec, read(tmp_path / "in")) == expected


def test_two_expected_files_are_one_students(tmp_path: Path) -> None:
    second = '[[files]]\npath = "second.py"\nnames = ["triple"]\n'
    folder = make_course(tmp_path, more=second, names=("double",))
    (tmp_path / "reference/toy/second.py").write_text("def triple(x): return 3 * x\n")
    spec = load_assignment(folder).spec
    hand_in(tmp_path / "in", "def double(x): return 2 * x\n", "toy.py")
    hand_in(tmp_path / "in", "def triple(x): return 3 * x\n", "second.py")
    assert look_alikes(spec, read(tmp_path / "in")) == []
    hand_in(tmp_path / "in", RIGHT, "bob.py")
    assert "bob.py" in look_alikes(spec, read(tmp_path / "in"))


@pytest.mark.parametrize("pattern", ["", "<username>.py"])
def test_a_pattern_that_every_name_fits_tells_no_students_apart(
    pattern: str, tmp_path: Path
) -> None:
    make_course(tmp_path, more=f'[policies]\nfile_name = "{pattern}"\n')
    (assignment,) = load_course(tmp_path).assignments
    hand_in(tmp_path / "in", RIGHT, "toy.py")
    hand_in(tmp_path / "in", "x = 1\n", "plot.py")
    assert look_alikes(assignment.spec, read(tmp_path / "in")) == []

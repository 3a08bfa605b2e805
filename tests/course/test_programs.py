"""`[[programs]]` in a manifest: what is read, and what is refused with file and line."""

from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.errors import AuthorError
from tests.small import make_course

PROGRAM = '[[programs]]\nname = "toy"\n'


def loaded(tmp_path: Path, more: str) -> object:
    return load_assignment(make_course(tmp_path, more=more)).spec.programs


def test_a_program_with_all_its_keys(tmp_path: Path) -> None:
    more = (
        f'{PROGRAM}languages = ["java", "python", "cpp"]\nclass_path = ["lib", "/opt/ejml.jar"]\n'
        'include = ["/usr/include/eigen3"]\ncompile_seconds = 30\n'
    )
    assignment = make_course(tmp_path, more=more)
    (assignment / "lib").mkdir()
    (program,) = load_assignment(assignment).spec.programs
    assert program.name == "toy"
    assert program.languages == ("java", "python", "cpp")
    assert program.class_path == (str(assignment.resolve() / "lib"), "/opt/ejml.jar")
    assert program.include == ("/usr/include/eigen3",)
    assert program.compile_seconds == 30


def test_what_is_left_out(tmp_path: Path) -> None:
    (program,) = load_assignment(make_course(tmp_path, more=PROGRAM)).spec.programs
    assert (program.languages, program.class_path, program.include) == (("python",), (), ())


@pytest.mark.parametrize(
    ("more", "line", "told"),
    [
        ('[[programs]]\nname = "toy.py"\n', 2, "program 'toy.py': expected a name such as"),
        ('[[programs]]\nname = "../toy"\n', 2, "expected a name such as"),
        ('[[programs]]\nlanguages = ["cpp"]\n', 1, "missing key `name`"),
        (f"{PROGRAM}{PROGRAM}", 4, "program 'toy' stands twice, first in line "),
        (f'{PROGRAM}languages = ["rust"]\n', 3, "known are python, java, cpp"),
        (f"{PROGRAM}languages = []\n", 3, "expected one or more languages"),
        (f'{PROGRAM}languages = ["cpp", "cpp"]\n', 3, "each once"),
        (f'{PROGRAM}class_path = ["/x"]\n', 3, "class_path is for java"),
        (f'{PROGRAM}include = ["/x"]\n', 3, "include is for cpp"),
        (f"{PROGRAM}compile_seconds = 0\n", 3, "expected compile_seconds above 0, got 0"),
        (f"{PROGRAM}compile_seconds = nan\n", 3, "expected compile_seconds above 0"),
        ('[[programs]]\nname = "other"\n', 2, "other.py is not among the files"),
        (f"{PROGRAM}compile_second = 3\n", 3, "did you mean `compile_seconds`?"),
        (f'{PROGRAM}languages = ["cpp"]\ninclude = ["lib"]\n', 4, "'lib' of include is missing"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, more: str, line: int, told: str) -> None:
    assignment = make_course(tmp_path, more=more)
    manifest = assignment / "assignment.toml"
    before = manifest.read_text().index("[[programs]]")
    first = manifest.read_text()[:before].count("\n")
    with pytest.raises(AuthorError) as caught:
        load_assignment(assignment)
    assert str(caught.value).startswith(f"{manifest}:{first + line}: ")
    assert told in str(caught.value)

"""Typed answers in the handout: stripped by the same markers, and looked for everywhere."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from grader.errors import AuthorError
from grader.handout import build, leaks, strip
from grader.model import CourseAssignment, ExpectedFile, Problem

ANSWERS = """\
# How to type a formula: see the task text.

# BEGIN SOLUTION 2.1 the gradient by a2
# STUB: "2.1" = ""
"2.1" = "h2 - y"
# END SOLUTION
# BEGIN SOLUTION 2.2 the gradient by W2
# STUB: "2.2" = ""
"2.2" = '\\left(h_2 - y\\right) h_1'
# END SOLUTION
# BEGIN SOLUTION 2.3 how many, and which
# STUB: "2.3" = ""
# STUB: "2.3b" = []
"2.3" = 1600
"2.3b" = ["weights"]
# END SOLUTION
# BEGIN SOLUTION 2.4 in your own words
# STUB: "2.4" = ""
"2.4" = '''
sum(n=1..N,
    outer(g(n), h(n)))
'''
# END SOLUTION
"""
STUB = """\
# How to type a formula: see the task text.

# TODO 2.1: the gradient by a2
"2.1" = ""
# TODO 2.2: the gradient by W2
"2.2" = ""
# TODO 2.3: how many, and which
"2.3" = ""
"2.3b" = []
# TODO 2.4: in your own words
"2.4" = ""
"""
IDS = {"2.1", "2.2", "2.3", "2.4"}


@pytest.fixture
def typed(mini: CourseAssignment) -> CourseAssignment:
    """The small course, with four problems that are answered in `answers.toml` alone."""
    assert mini.reference is not None
    (mini.reference / "answers.toml").write_text(ANSWERS)
    problems = tuple(Problem(id=name, title="typed", points=1) for name in sorted(IDS))
    files = (*mini.spec.files, ExpectedFile(path="answers.toml"))
    spec = msgspec.structs.replace(
        mini.spec, files=files, problems=(*mini.spec.problems, *problems)
    )
    return msgspec.structs.replace(mini, spec=spec)


def test_the_stub_asks_for_the_same_answers() -> None:
    assert strip(ANSWERS, "answers.toml", IDS) == STUB
    assert tomllib.loads(STUB).keys() == tomllib.loads(ANSWERS).keys()


def test_a_handout_with_typed_answers(typed: CourseAssignment, tmp_path: Path) -> None:
    build(typed, tmp_path / "out")
    assert (tmp_path / "out" / "answers.toml").read_text() == STUB
    assert leaks(tmp_path / "out", typed) == []


def test_a_problem_without_a_region_is_still_an_error(
    typed: CourseAssignment, tmp_path: Path
) -> None:
    assert typed.reference is not None
    path = typed.reference / "answers.toml"
    path.write_text(ANSWERS.replace("SOLUTION 2.2", "SOLUTION 2.1"))
    with pytest.raises(AuthorError, match=r"problem 2\.2 has no solution region"):
        build(typed, tmp_path / "out")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SOLUTION 2.1", "SOLUTION 9", r"answers.toml:3: unknown problem '9'"),
        ('# STUB: "2.1" = ""\n', "", r"answers.toml:3: a region in TOML needs '# STUB:'"),
        ('# STUB: "2.1" = ""', '# STUB: "2.2" = ""', r"answers.toml:3: .*keys of their region"),
        ('# STUB: "2.1" = ""', '# STUB: "2.1" = "h2 - y"', r":3: the stub holds the answer to 2.1"),
        ('# STUB: "2.1" = ""', '# STUB: "2.1" = ', r"answers.toml:3: .*isn't valid TOML"),
        ("# STUB: ", "#STUB: ", r"answers.toml:4: expected '# STUB: <code>'"),
        ("# END SOLUTION\n# BEGIN SOLUTION 2.2", "# BEGIN SOLUTION 2.2", r":6: region inside"),
        ("# BEGIN SOLUTION 2.1 the gradient by a2\n", "", r":3: '# STUB:' outside"),
        ("# BEGIN SOLUTION 2.1", "# BEGIN SOLUTON 2.1", r":3: looks like a solution marker"),
        ("# How", '"1c" = "free of charge"\n# How', r":1: the answer to 1c stands outside"),
        ('"2.1" = "h2 - y"\n', "", r":3: empty solution region"),
        (
            "sum(n=1..N,",
            '# END SOLUTION\n# BEGIN SOLUTION 2.4\n# STUB: "2.5" = ""',
            r"isn't valid TOML by itself",
        ),
    ],
)
def test_a_wrong_marker_is_an_error_with_its_line(old: str, new: str, message: str) -> None:
    assert old in ANSWERS
    with pytest.raises(AuthorError, match=message):
        strip(ANSWERS.replace(old, new, 1), "answers.toml", IDS | {"1c"})


@pytest.mark.parametrize("name", ["README.md", "layers.py", "tests/public/test_layers.py"])
@pytest.mark.parametrize(
    "text",
    [
        "# it is (h2-y)\n",
        "# it is h2  -  y\n",
        "# \\left( h_2 - y \\right) h_1\n",
        "# outer(g(n), h(n)))\n",
        "# sum(n=1..N, and so on\n",
    ],
)
def test_a_formula_anywhere_is_a_leak(
    typed: CourseAssignment, tmp_path: Path, name: str, text: str
) -> None:
    build(typed, tmp_path / "out")
    path = tmp_path / "out" / name
    path.write_text(path.read_text() + text)
    found = leaks(tmp_path / "out", typed)
    assert found
    assert all("repeats" in one and one.startswith(f"{name}:") for one in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"2.3" = ""', '"2.3" = 1600'),
        ('"2.3b" = []', '"2.3b" = ["weights"]'),
        ('"2.1" = ""', '"2.1" = "h2 - y"'),
    ],
)
def test_an_answer_left_in_the_stub_is_a_leak(
    typed: CourseAssignment, tmp_path: Path, old: str, new: str
) -> None:
    build(typed, tmp_path / "out")
    (tmp_path / "out" / "answers.toml").write_text(STUB.replace(old, new))
    assert any("holds the answer to" in one for one in leaks(tmp_path / "out", typed))


def test_a_short_number_in_the_task_text_is_no_leak(
    typed: CourseAssignment, tmp_path: Path
) -> None:
    build(typed, tmp_path / "out")
    path = tmp_path / "out" / "README.md"
    path.write_text(path.read_text() + "The set has 1600 rows, and weights.\n")
    assert leaks(tmp_path / "out", typed) == []

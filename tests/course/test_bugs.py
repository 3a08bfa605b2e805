"""Known bugs: read as data, refused with a place where they make no sense."""

import sys
from pathlib import Path
from typing import Any

import pytest

from grader.course import load_assignment
from grader.course.bugs import known_bugs, with_bug
from grader.errors import AuthorError
from grader.model import CourseAssignment, KnownBug

from ..small import make_course

BUG = """
from grader.model import KnownBug

def bug(**changed):
    given = dict(id="adds", problem="1a", check="test_double", file="toy.py", old="return 2 * x",
                 new="return 2 + x", sentence="2 is added instead of multiplied.")
    return KnownBug(**{**given, **changed})

"""


@pytest.fixture
def assignment(tmp_path: Path) -> CourseAssignment:
    return load_assignment(make_course(tmp_path))


def bugs_of(assignment: CourseAssignment, text: str) -> tuple[KnownBug, ...]:
    (assignment.folder / "bugs.py").write_text(BUG + text)
    return known_bugs(assignment)


def test_an_assignment_without_the_file_has_none(assignment: CourseAssignment) -> None:
    assert known_bugs(assignment) == ()


def test_a_bug_changes_one_place_of_the_reference(assignment: CourseAssignment) -> None:
    (bug,) = bugs_of(assignment, "BUGS = (bug(),)")
    names: dict[str, Any] = {}
    exec(with_bug(bug, assignment), names)
    assert (names["double"](5), names["triple"](5)) == (7, 15)


def test_a_folder_lists_them_by_file(assignment: CourseAssignment) -> None:
    folder = assignment.folder / "bugs"
    folder.mkdir()
    (folder / "b.py").write_text(BUG + "BUGS = (bug(id='later'),)")
    (folder / "a.py").write_text(BUG + "BUGS = (bug(id='first'), bug(id='second'))")
    assert [bug.id for bug in known_bugs(assignment)] == ["first", "second", "later"]
    (folder / "c.py").write_text(BUG + "BUGS = (bug(id='first'),)")
    with pytest.raises(AuthorError, match=r"c\.py:1: two bugs are called 'first'"):
        known_bugs(assignment)


def test_files_of_a_folder_share_what_stands_in_another(assignment: CourseAssignment) -> None:
    folder = assignment.folder / "bugs"
    folder.mkdir()
    (folder / "_lines.py").write_text("OTHER = 'return 3 + x'\n")
    (folder / "a.py").write_text(BUG + "from ._lines import OTHER\nBUGS = (bug(new=OTHER),)")
    loaded = set(sys.modules)
    (found,) = known_bugs(assignment)
    assert found.new == "return 3 + x"
    assert set(sys.modules) <= loaded, "another assignment's folder has a _lines.py too"


def test_the_likeliest_come_first(assignment: CourseAssignment) -> None:
    text = "BUGS = tuple(bug(id=name) for name in 'abcd'); LIKELY = ('c', 'a')"
    assert [bug.id for bug in bugs_of(assignment, text)] == ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BUGS = [bug()]", "tuple of KnownBug"),
        ("BUGS = (bug(), 'x')", "tuple of KnownBug"),
        ("", "tuple of KnownBug"),
        ("BUGS = (bug(), bug())", "two bugs are called 'adds'"),
        ("BUGS = (bug(problem='9z'),)", "unknown problem '9z'"),
        ("BUGS = (bug(also=('9z',)),)", "unknown problem '9z'"),
        ("BUGS = (bug(sentence=' '),)", "no sentence"),
        ("BUGS = (bug(old='return'),)", "stands 2 times"),
        ("BUGS = (bug(old='nowhere'),)", "stands 0 times"),
        ("BUGS = (bug(file='other.py'),)", "stands 0 times"),
        ("BUGS = (bug(points=3),)", "can't be run"),
        ("BUGS = (bug(),); LIKELY = ['adds']", "LIKELY must be a tuple of ids"),
        ("BUGS = (bug(),); LIKELY = ('adds', 'ads')", "LIKELY has 'ads'"),
        ("1 / 0", "can't be run: ZeroDivisionError"),
    ],
)
def test_a_mistake_of_the_author_is_told(
    assignment: CourseAssignment, text: str, said: str
) -> None:
    with pytest.raises(AuthorError, match=said) as caught:
        bugs_of(assignment, text)
    assert str(assignment.folder / "bugs.py") in str(caught.value)

from pathlib import Path

import pytest

from grader.course import check_points, handout_assignment, load_assignment
from grader.errors import AuthorError
from grader.model import Check, CourseAssignment, Visibility


@pytest.fixture
def assignment(course: Path) -> CourseAssignment:
    return load_assignment(course / "assignments" / "hw1")


def check(
    name: str,
    problem: str,
    points: float,
    requires: tuple[str, ...] = (),
    visibility: Visibility = "hidden",
    title: str = "a title",
) -> Check:
    return Check(
        id=name,
        problem=problem,
        title=title,
        points=points,
        visibility=visibility,
        requires=requires,
    )


RIGHT = (check("test_a", "1.1", 2), check("test_b", "1.3", 1))


def where(one: Check) -> str:
    return f"tests/{one.id}.py:7"


def fault(assignment: CourseAssignment, *checks: Check) -> str:
    with pytest.raises(AuthorError) as caught:
        check_points(assignment, checks, where)
    return str(caught.value)


def test_right_checks_pass(assignment: CourseAssignment) -> None:
    check_points(assignment, RIGHT, where)
    check_points(assignment, (*RIGHT, check("test_c", "1.2", 0.5)), where)


def test_thirds_add_up(assignment: CourseAssignment) -> None:
    tenths = [check(f"test_{i}", "1.1", 0.2) for i in range(10)]
    check_points(assignment, (*tenths, RIGHT[1]), where)


@pytest.mark.parametrize("points", [1.5, 2.5, 2.000001])
def test_sum_that_differs(assignment: CourseAssignment, points: float) -> None:
    said = fault(assignment, check("test_a", "1.1", points), RIGHT[1])
    assert said.startswith("tests/test_a.py:7: checks of problem 1.1 add up to")
    assert "the manifest says 2" in said


def test_human_graded_problem_adds_up_or_has_no_check(assignment: CourseAssignment) -> None:
    said = fault(assignment, *RIGHT, check("test_c", "1.2", 0.25))
    assert said.startswith("tests/test_c.py:7: checks of problem 1.2 add up to 0.25")


def test_problem_without_check(assignment: CourseAssignment) -> None:
    said = fault(assignment, RIGHT[0])
    manifest = assignment.folder / "assignment.toml"
    line = manifest.read_text().splitlines().index("points = 1") + 1
    assert said.startswith(f"{manifest}:{line}: problem 1.3 has 1 points and no check")


def test_unknown_problem(assignment: CourseAssignment) -> None:
    said = fault(assignment, *RIGHT, check("test_c", "9.9", 1))
    assert said.startswith("tests/test_c.py:7: ")
    assert "unknown problem '9.9'; the manifest has: 1.1, 1.2, 1.3" in said


def test_unknown_prerequisite(assignment: CourseAssignment) -> None:
    said = fault(assignment, RIGHT[0], check("test_b", "1.3", 1, requires=("test_z",)))
    assert said == "tests/test_b.py:7: check test_b requires unknown check 'test_z'"


def test_check_twice(assignment: CourseAssignment) -> None:
    said = fault(assignment, *RIGHT, RIGHT[0])
    assert "check test_a exists twice, first at tests/test_a.py:7" in said


def test_circle_of_prerequisites(assignment: CourseAssignment) -> None:
    said = fault(
        assignment,
        check("test_a", "1.1", 2, requires=("test_b",)),
        check("test_b", "1.3", 1, requires=("test_a",)),
    )
    assert "in a circle" in said
    assert "test_a -> " in said


def test_check_that_requires_itself(assignment: CourseAssignment) -> None:
    assert "in a circle" in fault(assignment, check("test_a", "1.1", 2, requires=("test_a",)))


def test_public_check_requires_hidden_one(assignment: CourseAssignment) -> None:
    public = check("test_b", "1.3", 1, requires=("test_a",), visibility="public")
    assert "no handout has" in fault(assignment, RIGHT[0], public)


@pytest.mark.parametrize("points", [-1.0, float("nan"), float("inf")])
def test_impossible_points(assignment: CourseAssignment, points: float) -> None:
    said = fault(assignment, check("test_a", "1.1", points), RIGHT[1])
    assert "expected points of 0 or more" in said


def test_check_without_title(assignment: CourseAssignment) -> None:
    assert "has no title" in fault(assignment, check("test_a", "1.1", 2, title=" "), RIGHT[1])


def test_handout_holds_a_part_of_the_checks(handout: Path) -> None:
    assignment = handout_assignment(handout)
    assert assignment is not None
    check_points(assignment, (check("test_a", "1.1", 0.5, visibility="public"),), where)
    said = fault(assignment, check("test_a", "1.1", 2.5, visibility="public"))
    assert "add up to 2.5" in said

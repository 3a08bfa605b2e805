"""Do the collected checks fit the manifest?"""

import graphlib
import math
from collections.abc import Callable, Sequence

from grader.course.manifest import MANIFEST, read_manifest
from grader.errors import AuthorError
from grader.model import Check, CourseAssignment, Problem

_HUMAN_GRADED = ("written", "figure")
_TOLERANCE = 1e-9

Where = Callable[[Check], str]


def check_points(assignment: CourseAssignment, checks: Sequence[Check], where: Where) -> None:
    """Verify that the checks belong to the assignment's problems and add up to their points.

    where: "path:line" of the test behind a check.
    A `written` or `figure` problem may have no checks at all. In a handout, where hidden checks
    are absent, a problem's checks may add up to less.
    Raises AuthorError with file and line of the test at fault (of the manifest, for a problem that
    has no check).
    """
    _check_each(assignment, checks, where)
    _check_requires(checks, where)
    for index, problem in enumerate(assignment.spec.problems):
        mine = [check for check in checks if check.problem == problem.id]
        if mine:
            _check_sum(problem, mine, where, exact=assignment.hidden is not None)
        elif assignment.hidden is not None and problem.points and problem.kind not in _HUMAN_GRADED:
            raise _without_check(assignment, index, problem)


def _check_each(assignment: CourseAssignment, checks: Sequence[Check], where: Where) -> None:
    seen: dict[str, Check] = {}
    for check in checks:
        if check.id in seen:
            raise AuthorError(
                f"{where(check)}: check {check.id} exists twice, first at {where(seen[check.id])};"
                " rename one"
            )
        seen[check.id] = check
        if assignment.spec.problem(check.problem) is None:
            known = ", ".join(problem.id for problem in assignment.spec.problems)
            raise AuthorError(
                f"{where(check)}: check {check.id} names unknown problem {check.problem!r};"
                f" the manifest has: {known}"
            )
        if not (math.isfinite(check.points) and check.points >= 0):
            raise AuthorError(
                f"{where(check)}: check {check.id}: expected points of 0 or more,"
                f" got {check.points:g}"
            )
        if not check.title.strip():
            raise AuthorError(f"{where(check)}: check {check.id} has no title for students to read")


def _check_requires(checks: Sequence[Check], where: Where) -> None:
    by_id = {check.id: check for check in checks}
    for check in checks:
        for needed in check.requires:
            if needed not in by_id:
                raise AuthorError(
                    f"{where(check)}: check {check.id} requires unknown check {needed!r}"
                )
            if check.visibility == "public" and by_id[needed].visibility == "hidden":
                raise AuthorError(
                    f"{where(check)}: public check {check.id} requires hidden check {needed},"
                    " which no handout has; require a public one"
                )
    try:
        graphlib.TopologicalSorter({c.id: c.requires for c in checks}).prepare()
    except graphlib.CycleError as error:
        circle: list[str] = error.args[1]
        raise AuthorError(
            f"{where(by_id[circle[0]])}: checks require each other in a circle:"
            f" {' -> '.join(circle)}"
        ) from error


def _check_sum(problem: Problem, checks: Sequence[Check], where: Where, *, exact: bool) -> None:
    total = math.fsum(check.points for check in checks)
    surplus = total - problem.points
    if surplus <= _TOLERANCE and not (exact and surplus < -_TOLERANCE):
        return
    parts = ", ".join(f"{check.id} {check.points:g}" for check in checks)
    raise AuthorError(
        f"{where(checks[-1])}: checks of problem {problem.id} add up to {total:g} points,"
        f" the manifest says {problem.points:g}: {parts}"
    )


def _without_check(assignment: CourseAssignment, index: int, problem: Problem) -> AuthorError:
    _, places = read_manifest(assignment.folder / MANIFEST)
    return places.fault(
        ("problems", index, "points"),
        f"problem {problem.id} has {problem.points:g} points and no check;"
        " write a test with @points, or make it of kind written or figure",
    )

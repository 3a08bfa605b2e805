"""`grader handout`."""

from pathlib import Path

from rich.console import Console

from grader.commands.run import course_of
from grader.course import find_course
from grader.errors import UsageError
from grader.handout import build, check_fresh
from grader.model import CourseAssignment
from grader.runner.detect import chosen


def _chosen(assignment_id: str, course: Path | None) -> CourseAssignment:
    return chosen(course_of(course), assignment_id)


def write_handout(assignment_id: str, out: Path | None, course: Path | None) -> int:
    """Write what students get into a folder."""
    if out is None:
        raise UsageError("say where the handout goes: --out DIR")
    console = Console(highlight=False)
    for path in build(_chosen(assignment_id, course), out):
        console.print(str(path), markup=False, soft_wrap=True)
    return 0


def check_template(assignment_id: str, out: Path | None, course: Path | None) -> int:
    """Tell whether a folder (by default the checked-in template) is what a build gives now."""
    usual = Path("student_template") / assignment_id
    folder = out or find_course(course or Path.cwd()) / usual
    console = Console(highlight=False)
    differences = check_fresh(_chosen(assignment_id, course), folder)
    for difference in differences:
        console.print(difference, markup=False, soft_wrap=True)
    if differences:
        raise UsageError(
            f"{folder} is not fresh: build it again with "
            f"`grader handout {assignment_id} --out {out or usual}`"
        )
    console.print(f"{out or usual} is fresh", markup=False, soft_wrap=True)
    return 0

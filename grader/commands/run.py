"""`grader run` and `grader check`."""

import gc
import sys
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from grader.course import MARKER, Course, find_course, handout_assignment, load_course
from grader.datasets import DataShelf
from grader.errors import UsageError
from grader.intake import read
from grader.model import Assignment, CourseAssignment, IsolationLevel, Record, Submission
from grader.report import FORMATS, check_writable, show, write
from grader.report.text import clean_line, clean_text
from grader.runner.bench import Bench
from grader.runner.detect import chosen, detect, file_name, look_alikes
from grader.runner.twice import work
from grader.sandbox.temporary import remove_stale

INCOMPLETE = 3
MOST_NAMED = 4


class Request(Record, frozen=True, kw_only=True):
    """What the command line asked for."""

    path: Path
    assignment: str
    student: str
    out: Path
    formats: str
    isolation: IsolationLevel
    only: str
    verbose: bool
    course: Path | None
    jobs: int
    attempt: int = 0

    def wanted_formats(self) -> tuple[str, ...]:
        """The report formats; UsageError for one that doesn't exist."""
        wanted = tuple(name.strip() for name in self.formats.split(",") if name.strip())
        unknown = [name for name in wanted if name not in FORMATS]
        if unknown or not wanted:
            raise UsageError(f"--format takes {', '.join(FORMATS)}, not {self.formats!r}")
        return wanted


def course_of(course: Path | None) -> Course:
    """The course, given or found by walking up."""
    return load_course(find_course(course or Path.cwd()))


def run_one(request: Request) -> int:
    """Grade one submission against all checks."""
    if request.jobs > 1:
        raise UsageError("--jobs spreads a class over processes: add --class, or leave it out")
    formats = request.wanted_formats()
    known = course_of(request.course)
    submission = read(request.path, student=request.student)
    assignment = detected(known, submission, request.assignment)
    if assignment.spec.policies.file_name and not request.student:
        submission = read(request.path, file_name=file_name(assignment.spec))
    scope = _several(assignment.spec, work(assignment, submission))
    for sentence in scope:
        print(f"grader: {sentence}", file=sys.stderr)
    return _grade(request, assignment, submission, formats, scope)


def _several(spec: Assignment, submission: Submission) -> tuple[str, ...]:
    """The remark on a submission that may well be a whole class, if it is one."""
    names = look_alikes(spec, submission)
    if not names:
        return ()
    named = ", ".join(clean_line(name, 60) for name in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return (
        f"several entries look alike ({named}{more}), as those of several students do, and were "
        "graded as one submission: add --class to grade each of them by itself",
    )


def check_one(request: Request) -> int:
    """Run the public checks alone: in a handout, or in a course without its hidden tests."""
    formats = request.wanted_formats()
    submission = read(request.path)
    found = _handout_of(request)
    if found is None:
        found = detected(_course_of_student(request), submission, request.assignment)
    elif request.assignment:
        found = chosen(Course((found,)), request.assignment)
    public = replace(found, hidden=None, reference=None)
    return _grade(request, public, submission, formats)


def detected(course: Course, submission: Submission, wanted: str) -> CourseAssignment:
    """The submission's assignment; what could not be considered is told."""
    found = detect(course, submission, wanted)
    if found.spec.id not in (wanted, submission.marker):
        for broken in course.broken:
            told = clean_text(str(broken.fault))
            print(
                f"grader: {broken.id} was not considered as the assignment: {told}", file=sys.stderr
            )
    return found


def _handout_of(request: Request) -> CourseAssignment | None:
    """The handout around the submission, or the one that the student is in."""
    if request.course is not None:
        return None
    beside = request.path if request.path.is_dir() else request.path.parent
    return handout_assignment(beside.resolve()) or handout_assignment(Path.cwd())


def _course_of_student(request: Request) -> Course:
    try:
        course = find_course(request.course or Path.cwd())
    except UsageError:
        if request.course is not None:
            raise
        raise UsageError(
            f"no handout found: expected {MARKER} in the folder of {clean_line(str(request.path))} "
            "or above, or in the working directory; run `grader check` in the handout's folder"
        ) from None
    return load_course(course)


def _grade(
    request: Request,
    assignment: CourseAssignment,
    submission: Submission,
    formats: tuple[str, ...],
    scope: tuple[str, ...] = (),
) -> int:
    check_writable(request.out)
    remove_stale()
    console = Console(highlight=False)
    bench = Bench(assignment, request.isolation, DataShelf())
    gc.freeze()  # what stays for good isn't searched through again while checks run
    try:
        with progress_bar(len(bench.collected.checks)) as progress:
            task = progress.add_task("checking", total=len(bench.collected.checks))
            bench.stage.told = lambda outcome: progress.advance(task)
            report = bench.grade(submission, only=request.only, attempt=request.attempt)
        for text in bench.internal:
            print(f"grader: internal error in {text}", file=sys.stderr)
    finally:
        bench.close()
    report = replace(report, scope=(*report.scope, *scope))
    paths = write(report, request.out, formats)
    show(report, console, verbose=request.verbose)
    for path in paths:
        console.print(f"{path.suffix[1:].upper()} report: {path}", markup=False, soft_wrap=True)
    return 0 if report.complete else INCOMPLETE


def progress_bar(total: int) -> Progress:
    """A bar of so many steps on stderr; nothing where that is no terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or total == 0,
    )

"""`grader run` and `grader check`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from grader.course import MARKER, find_course, handout_assignment, load_assignments
from grader.datasets import DataShelf
from grader.errors import GraderError, UnreadableSubmission, UsageError
from grader.intake import entries, read
from grader.model import CourseAssignment, IsolationLevel, Record, Report, Submission
from grader.report import FORMATS, FailedEntry, check_writable, show, write, write_grades
from grader.report.text import clean_line
from grader.runner.bench import Bench
from grader.runner.detect import chosen, detect, file_name
from grader.runner.many import Result, Settings, grade_class

INCOMPLETE = 3
GRADES = "grades.csv"


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

    def wanted_formats(self) -> tuple[str, ...]:
        """The report formats; UsageError for one that doesn't exist."""
        wanted = tuple(name.strip() for name in self.formats.split(",") if name.strip())
        unknown = [name for name in wanted if name not in FORMATS]
        if unknown or not wanted:
            raise UsageError(f"--format takes {', '.join(FORMATS)}, not {self.formats!r}")
        return wanted


def assignments_of(course: Path | None) -> Sequence[CourseAssignment]:
    """The assignments of the course, given or found by walking up."""
    return load_assignments(find_course(course or Path.cwd()))


def run_one(request: Request) -> int:
    """Grade one submission against all checks."""
    if request.jobs > 1:
        raise UsageError("--jobs spreads a class over processes: add --class, or leave it out")
    formats = request.wanted_formats()
    known = assignments_of(request.course)
    submission = read(request.path, student=request.student)
    assignment = detect(known, submission, request.assignment)
    if assignment.spec.policies.file_name and not request.student:
        submission = read(request.path, file_name=file_name(assignment.spec))
    return _grade(request, assignment, submission, formats)


def check_one(request: Request) -> int:
    """Run the public checks alone: in a handout, or in a course without its hidden tests."""
    formats = request.wanted_formats()
    submission = read(request.path)
    found = _handout_of(request)
    if found is None:
        found = detect(_course_of_student(request), submission, request.assignment)
    elif request.assignment:
        found = chosen([found], request.assignment)
    public = CourseAssignment(spec=found.spec, folder=found.folder, public=found.public)
    return _grade(request, public, submission, formats)


def _handout_of(request: Request) -> CourseAssignment | None:
    """The handout around the submission, or the one that the student is in."""
    if request.course is not None:
        return None
    beside = request.path if request.path.is_dir() else request.path.parent
    return handout_assignment(beside.resolve()) or handout_assignment(Path.cwd())


def _course_of_student(request: Request) -> Sequence[CourseAssignment]:
    try:
        course = find_course(request.course or Path.cwd())
    except UsageError:
        if request.course is not None:
            raise
        raise UsageError(
            f"no handout found: expected {MARKER} in the folder of {clean_line(str(request.path))} "
            "or above, or in the working directory; run `grader check` in the handout's folder"
        ) from None
    return load_assignments(course)


def _grade(
    request: Request,
    assignment: CourseAssignment,
    submission: Submission,
    formats: tuple[str, ...],
) -> int:
    check_writable(request.out)
    console = Console(highlight=False)
    bench = Bench(assignment, request.isolation, DataShelf())
    try:
        with _progress(len(bench.collected.checks)) as progress:
            task = progress.add_task("checking", total=len(bench.collected.checks))
            bench.stage.told = lambda outcome: progress.advance(task)
            report = bench.grade(submission, only=request.only)
        for text in bench.internal:
            print(f"grader: internal error in {text}", file=sys.stderr)
    finally:
        bench.close()
    paths = write(report, request.out, formats)
    show(report, console, verbose=request.verbose)
    for path in paths:
        console.print(f"{path.suffix[1:].upper()} report: {path}", markup=False, soft_wrap=True)
    return 0 if report.complete else INCOMPLETE


def _progress(total: int) -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or total == 0,
    )


def run_class(request: Request) -> int:
    """Grade a folder with one entry a student."""
    formats = request.wanted_formats()
    if request.student:
        raise UsageError("--student names one student: leave it out with --class")
    out = request.out.resolve()  # reports of an earlier run are nobody's submission
    found = [entry for entry in entries(request.path) if entry.resolve() != out]
    known = assignments_of(request.course)
    assignment = _class_assignment(request, known, found)
    check_writable(request.out)
    settings = Settings(
        assignment=assignment.folder, isolation=request.isolation, only=request.only
    )
    console = Console(highlight=False)
    arrived: list[Result] = []
    with _progress(len(found)) as progress:
        task = progress.add_task("grading", total=len(found))

        def done(result: Result) -> None:
            arrived.append(result)
            progress.advance(task)
            if not progress.console.is_terminal or request.verbose:
                console.print(_line(result), markup=False, soft_wrap=True)

        try:
            results = grade_class(settings, found, request.jobs, done)
        except BaseException:  # an interrupt too: what was graded until now is not lost
            _write_class(sorted(arrived, key=lambda result: result.entry), request.out, formats)
            raise
    _write_class(results, request.out, formats)
    graded = [result for result in results if isinstance(result, Report)]
    console.print(f"{len(graded)} of {len(results)} submissions graded", markup=False)
    console.print(f"table of scores: {request.out / GRADES}", markup=False, soft_wrap=True)
    whole = all(r.complete if isinstance(r, Report) else not r.lost for r in results)
    return 0 if whole else INCOMPLETE


def _class_assignment(
    request: Request, known: Sequence[CourseAssignment], found: Sequence[Path]
) -> CourseAssignment:
    """The chosen assignment, or the one that the first entry belongs to which tells."""
    if not found:
        raise UsageError(f"{request.path} has no entries: it should hold one for each student")
    if request.assignment:
        return chosen(known, request.assignment)
    misfit: GraderError | None = None
    for entry in found:
        try:
            return detect(known, read(entry))
        except UnreadableSubmission:
            continue
        except UsageError as error:
            misfit = misfit or error
    if misfit is not None:
        raise misfit
    raise UnreadableSubmission(f"none of the {len(found)} entries of {request.path} can be read")


def _line(result: Result) -> str:
    student = clean_line(result.student)
    if isinstance(result, FailedEntry):
        return f"{student}: {clean_line(result.message)}"
    tail = "" if result.complete else ", incomplete"
    return f"{student}: {result.score:g} / {result.max_score:g}{tail}"


def _write_class(results: Sequence[Result], out: Path, formats: tuple[str, ...]) -> None:
    taken = {GRADES.casefold()}  # a student of that name must not keep the table from its place
    for result in results:
        if isinstance(result, Report):
            folder = _free(result.student, taken)
            write(result, out / folder, formats)
    write_grades(results, out / GRADES)


def _free(student: str, taken: set[str]) -> str:
    """A folder name that no other student of this run has, on any file system."""
    name, number = student, 1
    while name.casefold() in taken:
        number += 1
        name = f"{student}-{number}"
    taken.add(name.casefold())
    return name

"""`grader run --class`: one entry a student."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console

from grader.commands.run import INCOMPLETE, Request, course_of, detected, progress_bar
from grader.course import Course
from grader.errors import GraderError, UnreadableSubmission, UsageError
from grader.intake import entries, read
from grader.model import CourseAssignment, Report
from grader.report import FailedEntry, check_writable, write, write_grades
from grader.report.text import clean_line
from grader.runner.detect import chosen, file_name
from grader.runner.many import Result, Settings, grade_class
from grader.sandbox.temporary import remove_stale

GRADES = "grades.csv"


def run_class(request: Request) -> int:
    """Grade a folder with one entry a student."""
    formats = request.wanted_formats()
    if request.student:
        raise UsageError("--student names one student: leave it out with --class")
    out = request.out.resolve()  # reports of an earlier run are nobody's submission
    found = [entry for entry in entries(request.path) if entry.resolve() != out]
    assignment = _assignment(request, course_of(request.course), found)
    check_writable(request.out)
    remove_stale()
    settings = Settings(
        assignment=assignment.folder,
        isolation=request.isolation,
        file_name=file_name(assignment.spec),
        only=request.only,
        attempt=request.attempt,
    )
    console = Console(highlight=False)
    arrived: list[Result] = []
    with progress_bar(len(found)) as progress:
        task = progress.add_task("grading", total=len(found))

        def done(result: Result) -> None:
            arrived.append(result)
            progress.advance(task)
            if not progress.console.is_terminal or request.verbose:
                console.print(_line(result), markup=False, soft_wrap=True)

        try:
            results = grade_class(settings, found, request.jobs, done)
        except BaseException:  # an interrupt too: what was graded until now is not lost
            if arrived:
                _write(sorted(arrived, key=lambda result: result.entry), request.out, formats)
            raise
    folders = _write(results, request.out, formats)
    _summary(console, results, folders, request.out / GRADES)
    whole = all(r.complete if isinstance(r, Report) else not r.lost for r in results)
    return 0 if whole else INCOMPLETE


def _assignment(request: Request, course: Course, found: Sequence[Path]) -> CourseAssignment:
    """The chosen assignment, or the one that the first entry belongs to which tells."""
    if not found:
        raise UsageError(f"{request.path} has no entries: it should hold one for each student")
    if request.assignment:
        return chosen(course, request.assignment)
    misfit: GraderError | None = None
    for entry in found:
        try:
            return detected(course, read(entry), "")
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


def _summary(
    console: Console, results: Sequence[Result], folders: Mapping[str, str], table: Path
) -> None:
    graded = [result for result in results if isinstance(result, Report)]
    told = [f"{len(graded)} of {len(results)} submissions graded"]
    for student, same in _several(results).items():
        each = (f"{clean_line(r.entry)} ({folders.get(r.entry, 'no report')})" for r in same)
        told.append(f"several entries of {clean_line(student)}: {', '.join(each)}")
    told.append(f"table of scores: {table}")
    for line in told:
        console.print(line, markup=False, soft_wrap=True)


def _several(results: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each student with more than one, however the name's letters are written."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.student.casefold(), []).append(result)
    return {student: same for student, same in found.items() if len(same) > 1}


def _remarked(results: Sequence[Result]) -> list[Result]:
    """The results, each with a remark where its student has other entries beside it."""
    several = _several(results)
    remarked = []
    for result in results:
        same = several.get(result.student.casefold(), [])
        others = ", ".join(clean_line(other.entry) for other in same if other is not result)
        note = f"also handed in: {others}; each entry is graded by itself"
        if not others:
            remarked.append(result)
        elif isinstance(result, Report):
            remarked.append(replace(result, scope=(*result.scope, note)))
        else:
            remarked.append(replace(result, message=f"{result.message}; {note}"))
    return remarked


def _write(results: Sequence[Result], out: Path, formats: tuple[str, ...]) -> dict[str, str]:
    """Write all reports and the table; the report's folder of each entry."""
    taken = {GRADES.casefold()}  # a student of that name must not keep the table from its place
    folders: dict[str, str] = {}
    remarked = _remarked(results)
    for result in remarked:
        if isinstance(result, Report):
            folders[result.entry] = _free(result.student, taken)
            write(result, out / folders[result.entry], formats)
    write_grades(remarked, out / GRADES)
    return folders


def _free(student: str, taken: set[str]) -> str:
    """A folder name that no other student of this run has, on any file system."""
    name, number = student, 1
    while name.casefold() in taken:
        number += 1
        name = f"{student}-{number}"
    taken.add(name.casefold())
    return name

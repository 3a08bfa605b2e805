"""The command line: one verb a function, no logic."""

import sys
import traceback
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grader import __version__
from grader.errors import GraderError
from grader.sandbox.core import one_thread
from grader.sandbox.interrupts import deaf, interruptible

INTERRUPTED = 130


class IsolationChoice(StrEnum):
    """Values of --isolation."""

    full = "full"
    none = "none"


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Grade neural-network homework: hidden tests, gradient checks, feedback that helps.",
)

Submitted = Annotated[
    Path, typer.Argument(metavar="PATH", help="A .py, an .ipynb, a folder, a .zip or .tar.gz.")
]
AssignmentId = Annotated[
    str,
    typer.Option(
        "--assignment",
        "-a",
        metavar="ID",
        help="Which assignment (default: found by files and names).",
    ),
]
Student = Annotated[
    str, typer.Option("--student", metavar="NAME", help="Whose it is (default: by its name).")
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where reports go.")]
Formats = Annotated[str, typer.Option("--format", help="html, json, or both with a comma.")]
IsolationLevel = Annotated[
    IsolationChoice, typer.Option("--isolation", help="How student code is kept apart.")
]
Only = Annotated[str, typer.Option("--only", metavar="PROBLEM", help="Grade one problem alone.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show passed checks and output.")]
CourseFolder = Annotated[
    Path | None, typer.Option("--course", metavar="DIR", help="The course (default: upwards).")
]
WholeClass = Annotated[
    bool, typer.Option("--class", help="PATH is a folder with one entry a student.")
]
Attempt = Annotated[
    int,
    typer.Option(
        "--attempt",
        min=0,
        metavar="N",
        help="Which attempt it is: early ones explain less if the manifest says so.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes of a class run.")]


@app.command()
def run(
    path: Submitted,
    assignment: AssignmentId = "",
    student: Student = "",
    out: Out = Path("grader-report"),
    formats: Formats = "html,json",
    isolation: IsolationLevel = IsolationChoice.full,
    only: Only = "",
    verbose: Verbose = False,
    course: CourseFolder = None,
    whole_class: WholeClass = False,
    jobs: Jobs = 1,
    attempt: Attempt = 0,
) -> None:
    """Grade a submission, or with --class a folder of them: public and hidden checks."""
    from grader.commands.run import Request, run_one
    from grader.commands.whole_class import run_class

    request = Request(
        path=path,
        assignment=assignment,
        student=student,
        out=out,
        formats=formats,
        isolation=isolation.value,
        only=only,
        verbose=verbose,
        course=course,
        jobs=jobs,
        attempt=attempt,
    )
    _finish(lambda: run_class(request) if whole_class else run_one(request))


@app.command()
def check(
    path: Submitted = Path("."),
    assignment: AssignmentId = "",
    out: Out = Path("grader-report"),
    formats: Formats = "html,json",
    only: Only = "",
    verbose: Verbose = False,
    course: CourseFolder = None,
) -> None:
    """Check your own work (by default the folder you are in) with the public checks."""
    from grader.commands.run import Request, check_one

    request = Request(
        path=path,
        assignment=assignment,
        student="",
        out=out,
        formats=formats,
        isolation="none",
        only=only,
        verbose=verbose,
        course=course,
        jobs=1,
    )
    _finish(lambda: check_one(request))


@app.command("list")
def list_assignments(course: CourseFolder = None) -> None:
    """Show the course's assignments."""
    from grader.commands.show import show_course

    _finish(lambda: show_course(course))


@app.command()
def doctor(course: CourseFolder = None) -> None:
    """Show what isolation and which data this host has."""
    from grader.commands.show import show_host

    _finish(lambda: show_host(course))


@app.command()
def handout(
    assignment: Annotated[str, typer.Argument(metavar="ID", help="The assignment.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Where to write it.")
    ] = None,
    check_fresh: Annotated[
        bool, typer.Option("--check", help="Prove that DIR, or student_template/, is fresh.")
    ] = False,
    course: CourseFolder = None,
) -> None:
    """Write what students get: stubs, task text and public checks, without any solution."""
    from grader.commands.handout import check_template, write_handout

    _finish(
        lambda: (
            check_template(assignment, out, course)
            if check_fresh
            else write_handout(assignment, out, course)
        )
    )


@app.command()
def data(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The dataset, e.g. cifar10.")],
) -> None:
    """Download a dataset, checked by its SHA-256, into the cache."""
    from grader.commands.show import download_data

    _finish(lambda: download_data(name))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"grader {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that stand before the verb."""


def _finish(command: Callable[[], int]) -> None:
    from grader.report.text import clean_text

    try:
        code = command()
    except GraderError as error:
        typer.echo(f"grader: {clean_text(str(error))}", err=True)
        code = error.exit_code
    except KeyboardInterrupt:
        typer.echo("grader: interrupted", err=True)
        code = INTERRUPTED
    except Exception as error:  # ours: never to be taken for an unreadable submission
        typer.echo(clean_text(traceback.format_exc()), err=True)
        told = clean_text(f"{type(error).__name__}: {error}")
        typer.echo(f"grader: a fault of the grader itself, please report it: {told}", err=True)
        code = GraderError.exit_code
    raise typer.Exit(code)


def main() -> None:
    """Entry point of the `grader` command."""
    interruptible()
    one_thread()
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except KeyboardInterrupt:  # before a verb began, or after it ended
        sys.exit(INTERRUPTED)
    finally:
        deaf()

"""`grader list`, `grader doctor` and `grader data`."""

import platform
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.commands.run import course_of
from grader.course import Course
from grader.datasets import available, download
from grader.errors import GraderError, HostError
from grader.model import Assignment
from grader.report.text import clean_line
from grader.sandbox.forked import ForkServer
from grader.sandbox.host import interpreter


def show_course(course: Path | None) -> int:
    """A line for each assignment, then the mistakes of those that can't be used."""
    console = Console(highlight=False)
    known = course_of(course)
    table = Table(box=None, pad_edge=False)
    for name in ("id", "title", "points", "problems"):
        table.add_column(name, justify="right" if name in ("points", "problems") else "left")
    for assignment in known.assignments:
        spec = assignment.spec
        most = sum(problem.points for problem in spec.problems if not problem.optional)
        cells = (spec.id, clean_line(spec.title), f"{most:g}", str(len(spec.problems)))
        table.add_row(*map(Text, cells))  # as written: no markup
    console.print(table)
    _show_broken(console, known)
    return 0


def _show_broken(console: Console, known: Course) -> None:
    if known.broken:
        console.print("\nNot usable because of a mistake")
    for broken in known.broken:
        console.print(
            f"  {broken.id}: {clean_line(str(broken.fault), 1000)}", markup=False, soft_wrap=True
        )


def show_host(course: Path | None) -> int:
    """Isolation, interpreters and data of this host."""
    console = Console(highlight=False)
    console.print(f"{platform.system()} {platform.release()}, Python {platform.python_version()}")
    whole = _show_isolation(console)
    try:
        known = course_of(course)
    except GraderError as error:
        console.print(f"course: {error}", markup=False, soft_wrap=True)
        return 0 if whole else HostError.exit_code
    console.print("\nData")
    for name in sorted({name for a in known.assignments for name in a.spec.datasets}):
        used = available(name)
        console.print(f"  {name}: {used.origin}. {used.description}", markup=False)
    console.print("\nInterpreters of student code")
    for assignment in known.assignments:
        console.print(f"  {_interpreter_line(assignment.spec)}", markup=False, soft_wrap=True)
    _show_broken(console, known)
    return 0 if whole else HostError.exit_code


def _show_isolation(console: Console) -> bool:
    console.print("\nIsolation")
    if platform.system() != "Linux":
        console.print("  full isolation needs Linux; `grader check` works here")
        return False
    probe = Assignment(id="probe", title="", source="", problems=(), files=())
    try:
        server = ForkServer(probe)
    except GraderError as error:
        console.print(f"  none: {error}", markup=False, soft_wrap=True)
        return False
    try:
        for protection in server.isolation.protections:
            state = protection.by if protection.on else "not available"
            console.print(f"  {protection.name}: {state}", markup=False)
        if server.problem:
            console.print(f"  no mount namespace: {server.problem}", markup=False)
    finally:
        server.close()
    return True


def _interpreter_line(spec: Assignment) -> str:
    try:
        return f"{spec.id}: {interpreter(spec.child.python).path}"
    except HostError as error:
        return f"{spec.id}: {error}"


def download_data(name: str) -> int:
    """Download a dataset into the cache."""
    for path in download(name, progress=True):
        Console(highlight=False).print(f"{name}: {path}", markup=False, soft_wrap=True)
    return 0

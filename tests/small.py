"""A small course in a temporary folder, and submissions to it."""

import functools
import json
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.errors import HostError
from grader.intake import read
from grader.model import IsolationLevel, Outcome, Report
from grader.report import write
from grader.runner.bench import Bench

HEAD = """\
import numpy as np
import pytest
from grader import points
from grader.checks import call, fail, same
"""
REFERENCE = """\
def double(x):
    '''Every entry of x times two.'''
    # BEGIN SOLUTION 1a
    return 2 * x
    # END SOLUTION


def triple(x):
    '''Every entry of x times three.'''
    # BEGIN SOLUTION 1b
    return 3 * x
    # END SOLUTION
"""
PUBLIC = """\
@points(1, problem="1a", title="double of a number")
def test_double(submission):
    same(call(submission.double, 21), 42, "double(21)")
"""
HIDDEN = """\
@points(2, problem="1a", title="double of an array", requires="test_double")
def test_double_array(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    same(call(submission.double, x), reference.double(x), "double(x)")


@points(4, problem="1b", title="triple of an array")
def test_triple(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    same(call(submission.triple, x), reference.triple(x), "triple(x)")
"""
PROBLEMS = {"1a": 3, "1b": 4}
RIGHT = "def double(x):\n    return x + x\n\ndef triple(x):\n    return x + x + x\n"
HALF = "def double(x):\n    return x * 2\n\ndef triple(x):\n    return x * 2\n"
STUB = "def double(x):\n    raise NotImplementedError('1a: not written yet')\n"


@functools.cache
def isolation() -> IsolationLevel:
    """The best that this host has: what is tested with it doesn't depend on it."""
    from grader.model import Assignment
    from grader.runner.bench import lacking
    from grader.sandbox.forked import ForkServer

    try:
        server = ForkServer(Assignment(id="probe", title="", source="", problems=(), files=()))
    except (HostError, OSError):
        return "none"
    try:
        return "none" if lacking(server.isolation) else "full"
    finally:
        server.close()


def make_course(
    folder: Path,
    *,
    hidden: str = HIDDEN,
    public: str = PUBLIC,
    problems: Mapping[str, float] = PROBLEMS,
    reference: str = REFERENCE,
    more: str = "",
    name: str = "toy",
    extra: str = "",
    file: str = "toy.py",
    names: tuple[str, ...] = ("double", "triple"),
) -> Path:
    """Write one assignment; gives its folder. `extra`: lines in each [[problems]]."""
    assignment = folder / "assignments" / name
    for part in (assignment / "tests/public", assignment / "tests/hidden"):
        part.mkdir(parents=True)
    tables = "".join(
        f'[[problems]]\nid = "{key}"\ntitle = "problem {key}"\npoints = {worth}\n{extra}\n'
        for key, worth in problems.items()
    )
    manifest = (
        f'id = "{name}"\ntitle = "Toys"\nsource = "own work"\n{tables}'
        f'[[files]]\npath = "{file}"\nnames = {json.dumps(list(names))}\n{more}'
    )
    (assignment / "assignment.toml").write_text(manifest)
    (assignment / "README.md").write_text("Write two functions.\n")
    (assignment / "tests/public/test_shown.py").write_text(HEAD + textwrap.dedent(public))
    (assignment / "tests/hidden/test_kept.py").write_text(HEAD + textwrap.dedent(hidden))
    (folder / "reference" / name).mkdir(parents=True)
    (folder / "reference" / name / file).write_text(reference)
    return assignment


def hand_in(folder: Path, text: str, name: str = "ada.py") -> Path:
    """Write a submission."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text)
    return path


@contextmanager
def opened(assignment: Path, level: IsolationLevel | None = None) -> Iterator[Bench]:
    """A bench for the assignment in a folder."""
    bench = Bench(load_assignment(assignment), level or isolation(), DataShelf())
    try:
        yield bench
    finally:
        bench.close()


def graded(assignment: Path, path: Path, **how: Any) -> Report:
    """The report of one submission."""
    with opened(assignment) as bench:
        return bench.grade(read(path), **how)


def outcome(report: Report, check: str) -> Outcome:
    """The one outcome of a check."""
    (found,) = [o for o in report.outcomes if o.check == check]
    return found


def timeless(report: Report, folder: Path) -> bytes:
    """The report as JSON, all times set to 0."""
    (path,) = write(report, folder, ("json",))
    told = json.loads(path.read_bytes())

    def still(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: 0 if k == "seconds" else still(v) for k, v in value.items()}
        return [still(v) for v in value] if isinstance(value, list) else value

    return json.dumps(still(told)).encode()

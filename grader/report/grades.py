"""The table of a class: one row a submission, for spreadsheets and gradebooks."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from grader.model import Record, Report
from grader.report.files import write_whole
from grader.report.text import clean_line
from grader.report.words import stand_in_warning

# A spreadsheet runs a cell that starts with one of these; the last four are the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class FailedEntry(Record, frozen=True, kw_only=True):
    """A submission that could not be read or graded at all; `message` says why.

    lost: the grader or the host is at fault, not the submission: grade it again.
    """

    student: str
    entry: str
    message: str
    lost: bool = False


def write_grades(reports: Sequence[Report | FailedEntry], path: Path) -> Path:
    """Write a CSV table to `path`, one row for each of `reports` in their order; gives `path`.

    Columns: student, entry, score, max_score, pending, complete (yes or no), one for each problem
    that any report has, note. UTF-8; text is quoted and can't start a formula; numbers are bare.
    A FailedEntry has empty scores: nothing was graded, which is not the same as zero points.
    Raises HostError where the folder can't be written.
    """
    problems = _problems(reports)
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    first = ["student", "entry", "score", "max_score", "pending", "complete"]
    writer.writerow([*first, *map(_defused, problems), "note"])
    for report in reports:
        writer.writerow(_row(report, problems))
    return write_whole(path, buffer.getvalue().encode())


def _problems(reports: Sequence[Report | FailedEntry]) -> list[str]:
    """Ids of all problems, in the order of their first appearance."""
    ids = (p.id for report in reports if isinstance(report, Report) for p in report.problems)
    return list(dict.fromkeys(ids))


def _row(report: Report | FailedEntry, problems: list[str]) -> list[str | float]:
    who: list[str | float] = [_defused(report.student), _defused(report.entry)]
    if isinstance(report, FailedEntry):
        return [*who, "", "", "", "no", *("" for _ in problems), _defused(report.message)]
    scores = {problem.id: _plain(problem.score) for problem in report.problems}
    totals = [_plain(value) for value in (report.score, report.max_score, report.pending)]
    complete = "yes" if report.complete else "no"
    each = [scores.get(problem, "") for problem in problems]
    return [*who, *totals, complete, *each, _defused(_note(report))]


def _note(report: Report) -> str:
    parts = ["" if report.complete else "graded incompletely: grade again"]
    parts += [stand_in_warning(report), *report.scope, *report.notes, *report.warnings]
    return "; ".join(part.rstrip(".") for part in parts if part)


def _plain(value: float) -> float:
    """A number free of binary noise: 0.1 + 0.2 is written 0.3, and 2.0 is written 2."""
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _defused(text: str) -> str:
    """One line of clean text that no spreadsheet takes for a formula."""
    line = clean_line(text, 1000)
    return f"'{line}" if line.startswith(_FORMULA) else line

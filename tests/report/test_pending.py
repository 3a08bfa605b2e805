"""A check that waits for a human: no view calls it failed, skipped or lost points."""

import io

from msgspec.structs import replace
from rich.console import Console

from grader.model import Outcome, ProblemScore, Report
from grader.report import show
from grader.report.html import renderer
from grader.report.record import encode

from . import samples

SAYS = "the formula can be read in two ways: a human will look at it"


def waiting() -> Outcome:
    return samples.outcome(
        1, "4.2d", 1.0, status="skipped", points=0.0, pending=1.0, message=SAYS, check="test_open"
    )


def waiting_report() -> Report:
    report = samples.report()
    outcomes = tuple(o if o.problem != "4.2d" else waiting() for o in report.outcomes)
    problems = tuple(
        p
        if p.id != "4.2d"
        else ProblemScore(
            id=p.id, title=p.title, kind=p.kind, optional=False, score=0, max_score=0, pending=1
        )
        for p in report.problems
    )
    return replace(report, outcomes=outcomes, problems=problems, score=6.0, pending=2.0)


def test_the_terminal_says_pending() -> None:
    stream = io.StringIO()
    show(waiting_report(), Console(file=stream, width=100), verbose=False)
    lines = stream.getvalue().split("\n")
    line = next(line for line in lines if samples.TITLES[1] in line)
    assert line.split()[:2] == ["pending", "pending"]  # the word and the points
    assert any(SAYS in line for line in lines)
    row = next(line for line in lines if line.startswith("4.2d") and "0 of 1" in line)
    assert "(1 pending)" in row
    assert not any("skipped" in line for line in lines)


def test_the_page_says_pending() -> None:
    page = renderer().render(waiting_report())
    article = page[page.rindex("<article", 0, page.index(SAYS)) : page.index(SAYS)]
    assert "</span> pending</span>" in article
    assert '<span class="score">pending</span>' in article
    assert "skipped</span>" not in article


def test_the_record_keeps_it() -> None:
    assert b'"pending": 1.0' in encode(waiting_report())

"""Words and numbers that all views share."""

from typing import Any, get_args

import pytest

from grader.model import ProblemScore, Report, Status
from grader.report import words

from . import samples


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.0, "2"),
        (0.5, "0.5"),
        (4 / 3, "1.33"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1234.5, "1234.5"),
    ],
)
def test_points_are_written_as_people_write_them(value: float, expected: str) -> None:
    assert words.number(value) == expected


def test_every_status_has_its_own_word() -> None:
    assert set(words.STATUS) == set(words.MEANING) == set(get_args(Status))
    assert len({word for _, word in words.STATUS.values()}) == len(words.STATUS)


def test_the_score_is_explained_only_where_it_needs_it() -> None:
    assert words.explain_score(samples.report(pending=0.0, problems=())) == ()
    assert words.explain_score(samples.report(pending=2.5)) == (
        "1 point of this is extra credit, which the maximum does not count.",
        "2.5 points wait for a human grader, not in the score.",
    )


def group(*statuses: Status, score: float = 0.0, **changes: Any) -> words.Group:
    fields = {"optional": True, "kind": "code", "max_score": 1.0} | changes
    problem = ProblemScore(id="1", title="extra", score=score, **fields)
    return words.Group(problem, tuple(samples.outcome(status=status) for status in statuses))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (group("failed", "skipped"), "not earned"),
        (group("error", "passed"), "not earned"),
        (group("failed", "passed", score=0.5), "1 of 2 checks passed"),
        (group("failed", optional=False), "0 of 1 check passed"),
        (group("failed", "internal-error"), "0 of 2 checks passed"),
        (group("failed", pending=0.5), "0 of 1 check passed"),
        (group("passed"), "1 check passed"),
        (group("passed", "passed", score=1.0), "all 2 checks passed"),
        (group(), "graded by hand"),
    ],
)
def test_only_extra_credit_that_is_surely_lost_is_called_not_earned(
    given: words.Group, expected: str
) -> None:
    assert words.standing(given) == expected
    assert words.not_earned(given) == (expected == "not earned")


def test_no_outcome_is_left_out_of_the_groups() -> None:
    stray = samples.outcome(problem="9.9")
    report = samples.report((*samples.full_outcomes(), stray))
    grouped = [outcome for group in words.groups(report) for outcome in group.outcomes]
    assert sorted(o.check for o in grouped) == sorted(o.check for o in report.outcomes)
    assert words.groups(report)[-1].problem is None


def test_only_generated_data_is_called_a_stand_in() -> None:
    assert words.stand_in_warning(samples.report()) == ""
    warning = words.stand_in_warning(samples.crashed())
    assert "in place of cifar10" in warning


def handout(most: float) -> Report:
    """Three checks of one problem, one of which passed."""
    outcomes = tuple(
        samples.outcome(i, most=most, points=0.0, status="failed" if i else "passed")
        for i in range(3)
    )
    score = ProblemScore(
        id="4.2a", title="", kind="code", optional=False, score=0.0, max_score=3 * most
    )
    return samples.report(
        outcomes, problems=(score,), score=0.0, max_score=score.max_score, pending=0.0
    )


def test_checks_without_points_are_counted_instead() -> None:
    report = handout(0.0)
    assert words.headline(report) == ("Checks", "1", "of 3 passed")
    assert {words.outcome_score(outcome) for outcome in report.outcomes} == {""}
    assert words.problem_score(report.problems[0]) == ""
    assert any("carry no points" in sentence for sentence in words.explain_score(report))


def test_a_score_of_zero_is_a_score() -> None:
    report = handout(1.0)
    assert words.headline(report) == ("Score", "0", "of 3 points")
    assert words.problem_score(report.problems[0]) == "0 / 3"
    assert not words.explain_score(report)

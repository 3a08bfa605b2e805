"""Words and numbers that all views share."""

from typing import get_args

import pytest

from grader.model import Status
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

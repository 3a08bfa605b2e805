"""Adds up outcomes to the scores of problems and of the whole submission."""

from collections.abc import Iterable, Sequence

from grader.model import Check, Outcome, Problem, ProblemScore


def problem_scores(
    problems: Iterable[Problem],
    checks: Sequence[Check],
    outcomes: Sequence[Outcome],
    whole: bool,
) -> tuple[ProblemScore, ...]:
    """One score a problem, in the manifest's order.

    whole: all checks of the assignment are here, so a problem without any waits for a human: its
    points are pending. Otherwise (in a handout) a problem counts with the checks that it has. What
    a check left undecided is pending as well, and in no maximum.
    """
    counted = (p for p in problems if whole or any(check.problem == p.id for check in checks))
    return tuple(_score(problem, checks, outcomes, whole) for problem in counted)


def _score(
    problem: Problem, checks: Sequence[Check], outcomes: Sequence[Outcome], whole: bool
) -> ProblemScore:
    mine = [check for check in checks if check.problem == problem.id]
    earned = sum(outcome.points for outcome in outcomes if outcome.problem == problem.id)
    waiting = sum(outcome.pending for outcome in outcomes if outcome.problem == problem.id)
    most = problem.points if whole else sum(check.points for check in mine)
    return ProblemScore(
        id=problem.id,
        title=problem.title,
        kind=problem.kind,
        optional=problem.optional,
        score=_rounded(earned),
        max_score=_rounded(most - waiting) if mine else 0.0,
        pending=_rounded(waiting) if mine else problem.points,
    )


def totals(scores: Iterable[ProblemScore]) -> tuple[float, float, float]:
    """(score with extra credit, points without extra credit, points that wait for a human)."""
    kept = tuple(scores)
    return (
        _rounded(sum(score.score for score in kept)),
        _rounded(sum(score.max_score for score in kept if not score.optional)),
        _rounded(sum(score.pending for score in kept if not score.optional)),
    )


def _rounded(points: float) -> float:
    return round(points, 6)  # sums of 0.1 and its like

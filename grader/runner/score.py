"""Adds up outcomes to the scores of problems and of the whole submission."""

from collections.abc import Iterable, Sequence

from grader.model import Check, Outcome, Problem, ProblemScore


def problem_scores(
    problems: Iterable[Problem], checks: Sequence[Check], outcomes: Sequence[Outcome]
) -> tuple[ProblemScore, ...]:
    """One score a problem, in the manifest's order.

    A problem without any check waits for a human: its points are pending.
    """
    return tuple(_score(problem, checks, outcomes) for problem in problems)


def _score(problem: Problem, checks: Sequence[Check], outcomes: Sequence[Outcome]) -> ProblemScore:
    by_machine = any(check.problem == problem.id for check in checks)
    earned = sum(outcome.points for outcome in outcomes if outcome.problem == problem.id)
    return ProblemScore(
        id=problem.id,
        title=problem.title,
        kind=problem.kind,
        optional=problem.optional,
        score=_rounded(earned),
        max_score=problem.points if by_machine else 0.0,
        pending=0.0 if by_machine else problem.points,
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

"""What every view says in the same words: statuses, points, the score and its explanation."""

from dataclasses import dataclass

from grader.model import DataUsed, Outcome, ProblemScore, Report, Status
from grader.report.text import clean_line

# Symbol and word; the word alone carries the meaning, for those who see no symbol or colour.
STATUS: dict[Status, tuple[str, str]] = {
    "passed": ("✓", "passed"),
    "failed": ("✗", "failed"),
    "error": ("!", "error"),
    "timeout": ("!", "too slow"),
    "memory": ("!", "memory"),
    "crash": ("!", "crashed"),
    "skipped": ("\N{EN DASH}", "skipped"),
    "internal-error": ("?", "not graded"),
}

PENDING = ("?", "pending")
"""Symbol and word of a check whose points wait for a human, whatever its status."""

MEANING: dict[Status, str] = {
    "passed": "",
    "failed": "The code ran and its result is not what was asked for.",
    "error": "The code raised an exception.",
    "timeout": "The code used up the time it had.",
    "memory": "The code used up the memory it had.",
    "crash": "The process that ran the code ended early.",
    "skipped": "Not run, because another check has to pass first.",
    "internal-error": "The grader or its host failed here. This is not a fault of the submission.",
}

INCOMPLETE = (
    "This grading is incomplete. The grader or its host failed in at least one check; that is not "
    "a fault of the submission. The score is preliminary until it is graded again."
)

LOADING = (
    "This costs no points by itself: each problem is graded by its own checks below. What the code "
    "should have defined here may be missing in them."
)

NO_ISOLATION = "none: the student's code ran without a sandbox"


@dataclass(frozen=True)
class Group:
    """A problem and its outcomes; `problem` is None for checks of no listed problem."""

    problem: ProblemScore | None
    outcomes: tuple[Outcome, ...]


def number(value: float) -> str:
    """Points as people write them: 2, 0.5, 1.33."""
    return f"{round(value, 2) + 0.0:.12g}"


def out_of(score: float, most: float) -> str:
    """ "1.5 / 2"."""
    return f"{number(score)} / {number(most)}"


def points(value: float) -> str:
    """ "1 point", "2.5 points"."""
    return "1 point" if number(value) == "1" else f"{number(value)} points"


def count_of(count: int, noun: str) -> str:
    """ "1 check", "1,200 characters"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def passed_of(group: Group) -> tuple[int, int]:
    """How many checks of a group passed, of how many."""
    return sum(outcome.status == "passed" for outcome in group.outcomes), len(group.outcomes)


def all_passed(group: Group) -> bool:
    """Whether a group has checks and each of them passed."""
    passed, count = passed_of(group)
    return passed == count > 0


def tally(group: Group) -> str:
    """How many checks of a problem passed, or who grades it where it has none."""
    passed, count = passed_of(group)
    return f"{passed} of {count} passed" if count else "graded by hand"


def standing(group: Group) -> str:
    """A problem's checks in few words: "all 11 checks passed", or that its credit is not earned."""
    passed, count = passed_of(group)
    if not_earned(group):
        return "not earned"
    if all_passed(group):
        return f"all {count} checks passed" if count > 1 else "1 check passed"
    return f"{passed} of {count_of(count, 'check')} passed" if count else "graded by hand"


def not_earned(group: Group) -> bool:
    """Whether this is an optional problem that gave nothing, which is no fault.

    Where the grader failed in it, or a human has yet to look, nobody knows.
    """
    problem = group.problem
    if problem is None or not problem.optional or problem.score > 0 or problem.pending > 0:
        return False
    statuses = {outcome.status for outcome in group.outcomes}
    return bool(statuses - {"passed"}) and "internal-error" not in statuses


def extra_credit(report: Report) -> float:
    """Points of optional problems that are in the score but not in its maximum."""
    return sum(problem.score for problem in report.problems if problem.optional)


def explain_score(report: Report) -> tuple[str, ...]:
    """Sentences that a reader needs beside the bare score; empty where it speaks for itself."""
    sentences = []
    if headline(report)[0] == "Checks":
        sentences.append("These checks carry no points; those with points are your instructor's.")
    extra = extra_credit(report)
    if extra > 0:
        is_are = "is" if number(extra) == "1" else "are"
        sentences.append(
            f"{points(extra)} of this {is_are} extra credit, which the maximum does not count."
        )
    if report.pending > 0:
        wait = "waits" if number(report.pending) == "1" else "wait"
        sentences.append(f"{points(report.pending)} {wait} for a human grader, not in the score.")
    return tuple(sentences)


def mark(outcome: Outcome) -> tuple[str, str]:
    """Symbol and word of an outcome."""
    return PENDING if outcome.pending > 0 else STATUS[outcome.status]


def headline(report: Report) -> tuple[str, str, str]:
    """Label, number and what it is out of: the score, or checks where none carries points."""
    if report.max_score > 0 or report.pending > 0 or report.score > 0:
        return "Score", number(report.score), f"of {points(report.max_score)}"
    passed = sum(outcome.status == "passed" for outcome in report.outcomes)
    return "Checks", f"{passed}", f"of {len(report.outcomes)} passed"


def outcome_score(outcome: Outcome) -> str:
    """An outcome's points, "pending" where a human gives them, "" where it carries none."""
    if outcome.pending > 0:
        return "pending"
    return out_of(outcome.points, outcome.max_points) if outcome.max_points else ""


def problem_score(problem: ProblemScore) -> str:
    """A problem's score, "pending" where a human gives all of its points, "" where it has none."""
    if problem.max_score == 0 and problem.score == 0:
        return "pending" if problem.pending > 0 else ""
    return out_of(problem.score, problem.max_score)


def problem_note(problem: ProblemScore) -> str:
    """What a row of the problem table says beside the score, or ""."""
    notes = []
    if problem.optional:
        notes.append("extra credit")
    if problem.pending > 0:
        notes.append(f"{number(problem.pending)} pending")
    return ", ".join(notes)


def stand_ins(report: Report) -> tuple[DataUsed, ...]:
    """The datasets for which generated data stood in."""
    return tuple(data for data in report.data if data.origin == "stand-in")


def stand_in_warning(report: Report) -> str:
    """The sentence for generated data, or "" where real data was used."""
    names = ", ".join(clean_line(data.name, 60) for data in stand_ins(report))
    if not names:
        return ""
    return (
        f"Generated stand-in data was used in place of {names}. "
        "Accuracies here say nothing about the real data."
    )


def groups(report: Report) -> tuple[Group, ...]:
    """Every problem with its outcomes, in the report's order; no outcome is left out."""
    known = {problem.id for problem in report.problems}
    found = [
        Group(problem, tuple(o for o in report.outcomes if o.problem == problem.id))
        for problem in report.problems
    ]
    rest = tuple(outcome for outcome in report.outcomes if outcome.problem not in known)
    return (*found, Group(None, rest)) if rest else tuple(found)

"""The result is something else that is at hand."""

from grader.diagnosis.case import Case, Relation
from grader.diagnosis.evidence import Finding
from grader.diagnosis.reductions import not_averaged, not_summed


def unchanged(case: Case) -> Finding | None:
    """An input comes back as it was."""
    if not_summed(case) or not_averaged(case):
        return None
    for name, array in case.inputs.items():
        if case.equal(array, case.got) and case.tells() and not case.equal(array, case.expected):
            return Finding(
                "unchanged",
                f"{case.what} is {case.input(name)}, unchanged: is a step of the "
                "computation skipped, or its result not kept?",
            )
    return None


def swapped(case: Case) -> Finding | None:
    """What was expected of another result."""
    for name, array in case.others.items():
        if case.equal(array, case.got) and case.tells() and not case.equal(array, case.expected):
            return Finding("swapped", f"{case.what} holds what {name} should be")
    return None


def argument_changed(case: Case) -> Finding | None:
    """An argument is written to."""
    if not case.changed:
        return None
    names = ", ".join(case.changed[:3])
    return Finding(
        "argument_changed",
        f"the call changes its argument {names} in place, which callers may still need: work on a "
        "copy, and look for -=, +=, [...] = and out= on it",
    )


EXACT: tuple[Relation, ...] = (unchanged, swapped)
VAGUE: tuple[Relation, ...] = (argument_changed,)

"""Something is added, left out, or added with another factor."""

from itertools import combinations

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding


def missing_addend(case: Case) -> Finding | None:
    """An input is not added: a bias."""
    name = _added(case, -1)
    if name is None:
        return None
    return Finding(
        "missing_addend",
        f"{case.what} lacks {name}: with {name} added once it would be right",
    )


def added_input(case: Case) -> Finding | None:
    """An input is added once too often."""
    name = _added(case, 1)
    if name is None:
        return None
    return Finding(
        "added_input",
        f"{case.what} holds {name} once too often: with {name} subtracted once it would be right",
    )


def subtracted_input(case: Case) -> Finding | None:
    """An input is subtracted instead of added, or the other way round."""
    name = _added(case, -2)
    if name is None:
        return None
    return Finding(
        "subtracted_input",
        f"{case.what} has {name} subtracted: with twice {name} added it would be right",
    )


def _added(case: Case, times: int) -> str | None:
    """The input, spread to the shape of `got`, that `got` holds so many times too often."""
    difference = _difference(case)
    if difference is None:
        return None
    for name, array in case.inputs.items():
        spread = _spread(array, case.got.shape)
        if spread is None:
            continue
        if not case.maps(difference, lambda s: times * s, spread, scale=case.scale):
            continue
        if not case.informs(array) or case.equal(spread, case.expected):
            continue
        # What is a multiple of the right value is told as that.
        if case.multiple(spread, case.expected) is None:
            return name
    return None


def _difference(case: Case) -> Floats | None:
    """got - expected, where enough digits of it are left."""
    if not case.alike or case.got.size < 2:
        return None
    difference = case.got - case.expected
    return difference if case.visible(difference, case.scale) else None


def _spread(array: Floats, shape: tuple[int, ...]) -> Floats | None:
    if array.size < 2 or array.ndim > len(shape):
        return None
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        return None


def multiple_of_input(case: Case) -> Finding | None:
    """A term that is any multiple of an input has the wrong factor: regularisation."""
    difference = _difference(case)
    if difference is None or case.ratio is not None:
        return None
    for name, array in case.inputs.items():
        spread = _spread(array, case.got.shape)
        factor = None if spread is None else case.multiple(difference, spread, case.scale)
        if spread is None or factor is None or not case.informs(array, 3):
            continue
        if case.multiple(spread, case.expected) is not None:
            continue
        share = "little" if factor < 0 else "much"
        return Finding(
            f"too_{share}_of_input",
            f"{case.what} is right but for a multiple of {case.input(name)}, of which it holds too "
            f"{share}: look at the term with {name} (such as a regularisation): is it missing, "
            "counted twice, out of place, or has it another factor or sign?",
        )
    return None


def weights_swapped(case: Case) -> Finding | None:
    """An average of two inputs that has their weights exchanged."""
    if not case.alike or case.got.size < 2 or not case.tells():
        return None
    both = case.got + case.expected
    for (one, a), (two, b) in combinations(case.beside.items(), 2):
        if case.maps(both, np.add, a, b, scale=case.scale) and not case.equal(a, b):
            return Finding(
                "weights_swapped",
                f"{case.what} is an average of {one} and {two} with their weights exchanged",
            )
    return None


def other_input_used(case: Case) -> Finding | None:
    """Off by any multiple of the difference of two inputs: one stands for the other."""
    difference = _difference(case)
    if difference is None or case.ratio is not None or multiple_of_input(case):
        return None
    for (one, a), (two, b) in combinations(case.beside.items(), 2):
        if case.multiple(case.thin(difference), case.thin(a) - case.thin(b), case.scale) is None:
            continue
        if case.multiple(difference, a - b, case.scale) is not None and case.informs(a - b, 3):
            return Finding(
                "other_input_used",
                f"{case.what} is right but for a multiple of the difference of {one} and {two}: is "
                "one taken where the other belongs, or are they weighed wrongly?",
            )
    return None


def only_input(case: Case) -> Finding | None:
    """Any multiple of one input, and nothing else."""
    if case.ratio is not None or not case.tells(3):
        return None
    for name, array in case.beside.items():
        if case.multiple(case.got, array) is not None:
            return Finding(
                "only_input",
                f"{case.what} is a multiple of {case.input(name)} and nothing else: "
                "something else is asked for",
            )
    return None


EXACT: tuple[Relation, ...] = (
    missing_addend,
    added_input,
    subtracted_input,
    weights_swapped,
)
FREE: tuple[Relation, ...] = (multiple_of_input, other_input_used, only_input)

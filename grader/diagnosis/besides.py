"""The right numbers up to one factor, but for a penalty that is right.

A loss of which the mean is forgotten is no multiple of the right one when a penalty is added to it,
nor is its gradient. Without the penalty, both are.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np

from grader.diagnosis import scale
from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding
from grader.diagnosis.penalty import groups, numbers, squares

LEAST = 1e-4
"""What is left without the penalty has lost too many digits below this part of it."""


def besides_penalty(case: Case) -> Finding | None:
    """One factor, known beforehand, on everything but the penalty."""
    if (
        not case.alike
        or case.coarse
        or not case.tells()
        or (case.got.size > 1 and case.ratio is not None)
    ):
        return None
    found = {}
    got, right = case.thin(case.got), case.thin(case.expected)
    for words, part in _penalties(case):
        few = case.thin(part)
        if case.multiple(got - few, right - few, case.scale) is None:
            continue
        rest = replace(case, got=case.got - part, expected=case.expected - part)
        if rest.scale < LEAST * case.scale:
            continue
        for relation in scale.CLOSED:
            finding = relation(replace(rest, what=f"{case.what}, {words},"))
            if finding:
                found[finding.relation] = finding
    return found.popitem()[1] if len(found) == 1 else None


def _penalties(case: Case) -> Iterator[tuple[str, Floats]]:
    """What a penalty may add to a loss or to a gradient, with words for the sentence."""
    for number, factor in product(numbers(case), (1, 2)):
        if case.got.size > 1:
            for name, array in case.beside.items():
                yield f"but for a multiple of {case.input(name)}", factor * number * array
        else:
            for _, arrays in groups(case, 2):
                total = number * squares(arrays) / factor
                yield "without its penalty", np.full(case.got.shape, total)


EXACT: tuple[Relation, ...] = (besides_penalty,)

"""From a wrong result to the mistake that explains it.

Relations stand in tiers. Those of the first leave nothing free: one real number that agrees is
proof enough. Those of the second don't either, but are rarer, or say what the result is rather
than how it differs from the right one. Those of the third fit a number to the data, and need
several that agree. Those of the fourth are patterns. A tier speaks only where those before it found
nothing; two different relations of one tier that both explain the data leave the matter open, and
then nothing is said.
"""

import numpy as np

from grader.diagnosis import (
    besides,
    classes,
    constants,
    digits,
    entrywise,
    finite,
    inputs,
    layout,
    of_input,
    partly,
    penalty,
    products,
    reductions,
    scale,
    slopes,
    softmax,
    steps,
    terms,
)
from grader.diagnosis.case import Case, Relation, prepare
from grader.diagnosis.evidence import Evidence, Finding

EXACT: tuple[Relation, ...] = (
    *scale.EXACT,
    *layout.EXACT,
    *reductions.EXACT,
    *inputs.EXACT,
    *terms.EXACT,
    *steps.EXACT,
    *penalty.EXACT,
    *entrywise.EXACT,
    *of_input.EXACT,
    *slopes.EXACT,
    *softmax.EXACT,
    *classes.EXACT,
    *digits.EXACT,
)
FREE: tuple[Relation, ...] = (
    *scale.FREE,
    *terms.FREE,
    *steps.FREE,
    *layout.FREE,
    *softmax.FREE,
)
VAGUE: tuple[Relation, ...] = (
    *layout.VAGUE,
    *digits.VAGUE,
    *constants.VAGUE,
    *partly.VAGUE,
)
LAST: tuple[Relation, ...] = inputs.VAGUE
INDIRECT: tuple[Relation, ...] = (
    *scale.RARE,
    *of_input.OF_INPUTS,
    *products.OF_INPUTS,
    *besides.EXACT,
    *partly.EXACT,
)
TIERS = (EXACT, INDIRECT, FREE, VAGUE, LAST)
NOT_FINITE = (finite.EXACT, finite.VAGUE, LAST)


def explain(evidence: Evidence) -> Finding | None:
    """The mistake behind a wrong result, or None where none or more than one explains it."""
    with np.errstate(all="ignore"):
        case = prepare(evidence)
        if case is None or (case.finite and not case.wrong.any()):
            return None
        for tier in TIERS if case.finite else NOT_FINITE:
            found = _findings(tier, case)
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
    return None


def _findings(tier: tuple[Relation, ...], case: Case) -> dict[str, Finding]:
    """What the relations of a tier found, by name."""
    found = (relation(case) for relation in tier)
    return {finding.relation: finding for finding in found if finding}

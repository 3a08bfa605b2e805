"""Formulas without any name: arithmetic, by the same parser."""

import numpy as np

from grader.checks.formulas.domain import Domain
from grader.checks.formulas.evaluate import Evaluator
from grader.checks.formulas.names import Names
from grader.checks.formulas.spelling import IMPLICIT, Reading, spell
from grader.checks.formulas.tree import tree
from grader.checks.formulas.trouble import FormulaError, ShapeError


def evaluated(text: str) -> float | None:
    """The finite number that the text computes; None where it is no arithmetic.

    Two numbers side by side are no product.
    """
    try:
        spelled = spell(text, Names(Domain(names={})), Reading())
        if IMPLICIT in spelled.source:
            return None
        with np.errstate(all="ignore"):
            value = float(Evaluator({}, spelled, {}).value(tree(spelled)))
    except (FormulaError, ShapeError, RecursionError):
        return None
    return value if np.isfinite(value) else None

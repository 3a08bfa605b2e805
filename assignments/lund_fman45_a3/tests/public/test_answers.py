"""Exercises 1 to 4: can the formulas be read? Whether they are right is not looked at here."""

import pytest

from grader import points
from grader.checks import read_formula

from .typed import FORMULAS


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(name, marks=points(0, problem=name, title="the formula can be read"))
        for name in FORMULAS
    ],
)
def test_formula_can_be_read(answers, problem):
    what, domain = FORMULAS[problem]
    read_formula(answers(problem), domain, what)

"""Parts 1 to 3: can the typed answers be read? Whether they are right is not looked at here."""

import pytest

from grader import points
from grader.checks import read_choice, read_formula, read_number, read_size

from .typed import CHOICES, GRAPH, NUMBERS, SIZES, THROUGH_TIME, WORDS

FORMULAS = {**GRAPH, **THROUGH_TIME}


def each(problems):
    """One check without points for each problem."""
    return pytest.mark.parametrize(
        "problem",
        [
            pytest.param(name, marks=points(0, problem=name, title="the answer can be read"))
            for name in problems
        ],
    )


@each(NUMBERS)
def test_number_can_be_read(answers, problem):
    read_number(answers(problem), NUMBERS[problem])


@each(SIZES)
def test_size_can_be_read(answers, problem):
    read_size(answers(problem), SIZES[problem])


@each(CHOICES)
def test_choice_can_be_read(answers, problem):
    read_choice(answers(problem), WORDS, CHOICES[problem])


@each(FORMULAS)
def test_formula_can_be_read(answers, problem):
    what, domain = FORMULAS[problem]
    read_formula(answers(problem), domain, what)

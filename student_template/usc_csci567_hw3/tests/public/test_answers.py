"""Typed answers: can they be read? Whether they are right is not looked at here."""

import pytest

from grader import points
from grader.checks import read_formula, read_numbers

from .typed import FORMULAS, LISTS, NAMES, problem_of


def each(keys):
    """One check without points for each answer."""
    return pytest.mark.parametrize(
        "key",
        [
            pytest.param(
                key, marks=points(0, problem=problem_of(key), title=f'answer "{key}" can be read')
            )
            for key in keys
        ],
    )


@each(FORMULAS)
def test_formula_can_be_read(answers, key):
    read_formula(answers(key), NAMES, FORMULAS[key])


@each(LISTS)
def test_list_can_be_read(answers, key):
    read_numbers(answers(key), LISTS[key], f'"{key}"')

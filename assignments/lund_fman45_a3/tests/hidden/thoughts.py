"""Wrong thoughts behind formulas: what each of them gives, and the words that name it.

They are tried at the points at which the formula was wrong. A formula whose shapes don't fit has
no value there: it is read once more with a square matrix for every vector and matrix, so that any
product exists, and the thoughts as well.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.checks import Domain, formula
from grader.errors import CheckFailed, Compared

from .thoughts_batch import BATCH_THOUGHTS
from .thoughts_entry import ENTRY_THOUGHTS, SCORES_THOUGHTS
from .thoughts_sample import SAMPLE_THOUGHTS

THOUGHTS = {
    **SAMPLE_THOUGHTS,
    **BATCH_THOUGHTS,
    "3a": ENTRY_THOUGHTS,
    "4a": SCORES_THOUGHTS,
}
EQUAL = 1e-9
SIDE = 4  # of the square matrices


def square(domain: Domain) -> Domain:
    """The same names, each a square matrix, but for the numbers."""
    free = {name: ("k", "k") if shape else () for name, shape in domain.names.items()}
    free |= {name: "positive" if name == "N" else ("k", "k") for name in domain.given}
    return Domain(names=free, aliases=domain.aliases)


def columns(point: Any) -> SimpleNamespace:
    """The values of a point, a vector as a column."""
    values = {name: np.asarray(value, dtype=float) for name, value in point.values.items()}
    found = {name: v[:, None] if v.ndim == 1 else v for name, v in values.items()}
    return SimpleNamespace(**{name: v for name, v in found.items() if name.isidentifier()})


def recorded(right: Callable[[Any], Any], points: list[Any]) -> Callable[[Any], Any]:
    """The right value, which remembers the points at which it was asked for."""

    def at(point: Any) -> Any:
        points.append(point)
        return right(point)

    return at


def thought(problem: str, points: Sequence[Any], got: np.ndarray) -> str:
    """The words for the first wrong thought that gives these numbers; "" where none does.

    got: the values at all points, one after the other.
    """
    at = [columns(point) for point in points]
    for value, words in THOUGHTS[problem]:
        found = [_value(value, point) for point in at]
        numbers = np.concatenate([one.ravel() for one in found])
        if numbers.size and numbers.shape == got.shape and _near(numbers, got):
            return words
    return ""


def _value(value: Callable[[Any], Any], point: Any) -> np.ndarray:
    """What a thought gives at a point; nothing where its shapes don't fit."""
    try:
        with np.errstate(all="ignore"):
            return np.asarray(value(point), dtype=float)
    except ValueError:
        return np.zeros(0)


def _near(numbers: np.ndarray, got: np.ndarray) -> bool:
    return bool(np.allclose(numbers, got, rtol=EQUAL, atol=EQUAL))


def explained(
    compared: Compared, typed: object, problem: str, points: Sequence[Any], domain: Domain
) -> Compared:
    """What was compared, with the wrong thought as its cause, where one is known.

    points: those at which the formula was compared.
    """
    got, usual = np.asarray(compared.got), compared.cause

    def cause() -> str:
        if got.size:
            named = thought(problem, points, got)
        else:
            named = misfit(typed, problem, domain, compared.what.removeprefix("the formula for "))
        return named or (usual() if usual is not None else "")

    return Compared(compared.what, got, compared.expected, compared.rtol, cause=cause)


def misfit(typed: object, problem: str, domain: Domain, what: str) -> str:
    """The wrong thought of a formula whose shapes don't fit."""
    points: list[Any] = []
    right = recorded(lambda v: np.full(np.shape(v[next(iter(domain.names))]), np.pi), points)
    try:
        formula(typed, right, square(domain), np.random.default_rng(0), what)
    except CheckFailed as failure:
        if failure.compared is not None and np.size(failure.compared.got):
            return thought(problem, points, np.asarray(failure.compared.got))
    return ""

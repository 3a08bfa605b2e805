"""A product of two inputs: of others, in another order, transposed, or entry by entry."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

MOST_WORK = 3_000_000
"""Multiplications that one product may cost."""
MOST_FACTORS = 8
"""Inputs that are tried in pairs."""


def entrywise_product(case: Case) -> Finding | None:
    """a * b."""
    if case.got.size < 2 or not case.tells():
        return None
    for (one, a), (two, b) in permutations(_factors(case), 2):
        if a.size < b.size or _broadcast(a, b) != case.got.shape:
            continue
        if _first(a, b, case) and case.equal(a * b, case.got):
            return Finding(
                "entrywise_product",
                f"{case.what} is {one} times {two} entry by entry: something else is asked for",
            )
    return None


def _broadcast(a: Floats, b: Floats) -> tuple[int, ...] | None:
    try:
        return np.broadcast_shapes(a.shape, b.shape)
    except ValueError:
        return None


def _first(a: Floats, b: Floats, case: Case) -> bool:
    """A cheap first look at one entry."""
    return case.equal(np.atleast_1d(a.flat[-1] * b.flat[-1]), np.atleast_1d(case.got.flat[-1]))


def other_product(case: Case) -> Finding | None:
    """A matrix product of two inputs, either of them transposed or not."""
    if case.got.ndim != 2 or case.got.size < 2 or not case.tells():
        return None
    for words, a, b in _products(case):
        if case.equal(a @ b, case.got):
            return Finding(
                "other_product",
                f"{case.what} is the product of {words}: something else is asked for",
            )
    return None


def _products(case: Case) -> Iterator[tuple[str, Floats, Floats]]:
    """Pairs of factors whose product has the shape of `got` and agrees with one of its entries."""
    rows, columns = case.got.shape
    for (one, a), (two, b) in permutations(_factors(case), 2):
        if a.ndim != 2 or b.ndim != 2:
            continue
        for first, left in ((one, a), (f"the transpose of {one}", a.T)):
            for second, right in ((two, b), (f"the transpose of {two}", b.T)):
                inner = left.shape[1]
                if left.shape != (rows, inner) or right.shape != (inner, columns):
                    continue
                corner = np.atleast_1d(left[-1] @ right[:, -1])
                near = case.equal(corner, case.got[-1, -1:], case.scale)
                if near and rows * inner * columns <= MOST_WORK:
                    yield f"{first} and {second}", left, right


def outer_product(case: Case) -> Finding | None:
    """The outer product of two vectors."""
    if case.got.ndim != 2 or not case.tells():
        return None
    vectors = [(name, array.ravel()) for name, array in _factors(case) if array.squeeze().ndim == 1]
    for (one, a), (two, b) in permutations(vectors, 2):
        if (a.size, b.size) == case.got.shape and case.equal(np.outer(a, b), case.got):
            return Finding(
                "outer_product",
                f"{case.what} is the outer product of {one} and {two}: something else is asked for",
            )
    return None


def _factors(case: Case) -> list[tuple[str, Floats]]:
    found = [(name, array) for name, array in case.inputs.items() if array.size > 1]
    return found[:MOST_FACTORS]


OF_INPUTS: tuple[Relation, ...] = (entrywise_product, other_product, outer_product)

"""For a diagnosis of typed formulas: the wrong thought whose values are those of the answer.

A formula is a product or sum of slots, each of which holds the right quantity or one of those that
are taken for it. One slot may be wrong, or two, or the whole formula is one of a list.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import combinations
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from grader.errors import CheckFailed, Compared, Undecided

POINTS = 24
"""Points of a formula at which thoughts are compared with it."""
CLOSE = 1e-8

Value = Callable[[Any], Any]


class Slot(NamedTuple):
    """What belongs in a place of a formula, and what is put there instead: sentence -> value."""

    right: Value
    wrong: dict[str, Value]


class Thoughts(NamedTuple):
    """The wrong thoughts about one formula.

    combine: the formula's value from those of the slots. whole: other formulas, by sentence.
    """

    combine: Callable[..., Any]
    slots: Sequence[Slot]
    whole: Sequence[tuple[str, Value]] = ()


def with_thoughts(
    compare: Callable[[Any, Any], None],
    found: Callable[[Any], str],
    domain: Any,
    rng: np.random.Generator,
    square: Any = None,
) -> None:
    """Compare at points of `domain`; where that fails, its diagnosis asks `found` first.

    compare: takes a domain and random numbers. found: from what draws the points again, and what
        the answer gives there, to a sentence, "" for none.
    square: a domain in which the shapes fit where those of `domain` don't, and its own `found`.
    """
    again = deepcopy(rng)
    try:
        compare(domain, rng)
    except CheckFailed as failure:
        compared = failure.compared

        def cause() -> str:
            sentence = behind(compared, found, domain, again)
            if not compared.got.size and square is not None:
                sentence = fitted(compare, *square, again)
            return sentence or (compared.cause() if compared.cause is not None else "")

        if compared is not None:
            failure.compared = compared._replace(cause=cause)
        raise


def behind(compared: Compared | None, found: Callable[[Any], str], domain: Any, rng: Any) -> str:
    """The sentence of the thought that gives the values of an answer, "" for none."""
    if compared is None or not np.size(compared.got):
        return ""
    return found(SimpleNamespace(domain=domain, rng=rng, got=np.asarray(compared.got)))


def fitted(compare: Callable[[Any, Any], None], domain: Any, found: Any, rng: Any) -> str:
    """The sentence of the thought behind an answer whose shapes fit in this domain alone."""
    again = deepcopy(rng)
    try:
        compare(domain, rng)
    except CheckFailed as failure:
        return behind(failure.compared, found, domain, again)
    except Undecided:
        return ""
    return ""


# --- formulas in numbers: all points at once ----------------------------------------------------


def among(thoughts: Thoughts) -> Callable[[Any], str]:
    """What finds the thought behind a formula in which every name is a number."""

    def found(drawn: Any) -> str:
        with np.errstate(all="ignore"):
            points = [drawn.domain.draw(drawn.rng) for _ in range(POINTS)]
            names = points[0].values
            v = Numbers({name: np.array([point[name] for point in points]) for name in names})
            return thought(thoughts, v, drawn.got[:POINTS])

    return found


class Numbers:
    """The names' values at all points, by attribute or by index."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def thought(thoughts: Thoughts, v: Any, got: Any) -> str:
    """The simplest thought that gives these values; "" where none does, or two do."""
    for group in (whole(thoughts, v), changed(thoughts, v, 1), changed(thoughts, v, 2)):
        said = {sentence for sentence, value in group if alike(value, got)}
        if said:
            return said.pop() if len(said) == 1 else ""
    return ""


def whole(thoughts: Thoughts, v: Any) -> Iterator[tuple[str, Any]]:
    """The other formulas and their values."""
    for sentence, value in thoughts.whole:
        yield sentence, value(v)


def changed(thoughts: Thoughts, v: Any, count: int) -> Iterator[tuple[str, Any]]:
    """Formulas with so many wrong slots, and their values."""
    right = [slot.right(v) for slot in thoughts.slots]
    wrong = [
        [(sentence, value(v)) for sentence, value in slot.wrong.items()] for slot in thoughts.slots
    ]
    for places in combinations(range(len(right)), count):
        for choice in choices([wrong[place] for place in places]):
            values = list(right)
            for place, (_, value) in zip(places, choice, strict=True):
                values[place] = value
            said = dict.fromkeys(sentence for sentence, _ in choice)
            yield " ".join(said), thoughts.combine(*values)


def choices(groups: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """One of each group, in every way."""
    if not groups:
        yield ()
        return
    for first in groups[0]:
        for rest in choices(groups[1:]):
            yield (first, *rest)


def alike(value: Any, got: Any) -> bool:
    """Whether a value is that of the answer, at all points."""
    value = np.asarray(value, dtype=float)
    return bool(
        np.isfinite(got).all()
        and np.allclose(np.broadcast_to(value, got.shape), got, rtol=CLOSE, atol=1e-12)
    )


# --- formulas in vectors and matrices: one point after the other --------------------------------


def listed(thoughts: Sequence[tuple[str, Value]]) -> Callable[[Any], str]:
    """What finds the thought behind a formula with vectors; values are those of a point."""

    def found(drawn: Any) -> str:
        left = list(thoughts)
        place = 0
        for _ in range(POINTS):
            v = drawn.domain.draw(drawn.rng)
            left, step = fitting(left, v, drawn.got[place:])
            if not left or not step:
                return ""
            place += step
        said = {sentence for sentence, _ in left}
        return said.pop() if len(said) == 1 else ""

    return found


def fitting(left: Sequence[tuple[str, Value]], v: Any, got: Any) -> tuple[list[Any], int]:
    """The thoughts that give what comes next in `got`, and how many numbers that is."""
    fits = []
    for sentence, value in left:
        with np.errstate(all="ignore"):
            expected = np.ravel(np.asarray(value(v), dtype=float))
        part = got[: expected.size]
        if part.size == expected.size and np.allclose(
            part, expected, rtol=CLOSE, atol=1e-12, equal_nan=True
        ):
            fits.append((sentence, value, expected.size))
    sizes = {size for _, _, size in fits}
    if len(sizes) > 1:
        return [], 0
    return [(sentence, value) for sentence, value, _ in fits], max(sizes, default=0)

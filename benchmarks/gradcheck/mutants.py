"""Wrong gradients: mistakes that any tensor's gradient may have, beside those of each family."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from .case import Case, Floats, Gradients
from .networks import two_layers

LEAST = 1e-4
"""Relative effect of a mutant: norm of the difference over norm of the tensor's gradient."""

Change = Callable[[Floats, np.random.Generator], Floats | None]

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "one entry 1 % off": ("one entry",),
    "one entry's sign": ("one entry",),
    "a dead column": ("one column",),
    "a dead row": ("one row",),
    "a column 1 % off": ("one column",),
    "scaled by 1.001": ("same factor",),
    "mean for sum": ("same factor",),
    "sign": ("wrong sign",),
    "zero": ("every entry is zero",),
    "transposed": ("transposed",),
    "L2 term missing": ("multiple of the parameter",),
    "lambda for 2 lambda": ("multiple of the parameter",),
    "2 lambda twice": ("multiple of the parameter",),
}
"""Words of the message that name the pattern; a mutant that is absent has no pattern to name."""


class Mutant(NamedTuple):
    """mistake: its kind. got: all gradients. tensors: those that are wrong.

    patterns: words of which one must be said; () where there are none. faint: see `_faint`.
    """

    mistake: str
    got: Gradients
    tensors: tuple[str, ...]
    patterns: tuple[str, ...]
    faint: bool


def mutants(case: Case, rng: np.random.Generator) -> Iterator[Mutant]:
    """All mutants of a case that matter: each general mistake in one tensor drawn at random."""
    for mistake, got in case.wrong.items():
        yield from _that_matters(case, mistake, got)
    names = [name for name, g in case.right.items() if np.linalg.norm(g) > 0]
    for mistake in GENERAL if names else ():
        name = names[rng.integers(len(names))]
        value = GENERAL[mistake](case.right[name], rng)
        if value is not None:
            yield from _that_matters(case, mistake, {**case.right, name: value})
    for name in case.penalty:
        for mistake, times in PENALTIES.items():
            value = case.right[name] + times * case.penalty[name] * case.at[name]
            yield from _that_matters(case, mistake, {**case.right, name: value})


def _that_matters(case: Case, mistake: str, got: Gradients) -> Iterator[Mutant]:
    apart = tuple(name for name in case.right if effect(case.right[name], got[name]) > 0)
    if any(effect(case.right[name], got[name]) >= LEAST for name in apart):
        patterns = _patterns(case, mistake, got[apart[0]], apart[0])
        yield Mutant(mistake, got, apart, patterns, _faint(case, got))


def flipped(seed: int) -> tuple[Case, Mutant]:
    """One flipped sign among 100,000 entries."""
    rng = np.random.default_rng([seed, 100_000])
    case = two_layers(rng, 8, 1000, 100, 10)
    changed = case.right["W1"].copy()
    changed[_ordinary(changed, rng)] *= -1
    got = {**case.right, "W1": changed}
    words = ("one entry",)
    return case, Mutant("one sign among 1e5", got, ("W1",), words, _faint(case, got))


def _patterns(case: Case, mistake: str, got: Floats, name: str) -> tuple[str, ...]:
    """What may be said of a mistake; () where there is no name for it, or more than one is true."""
    right, patterns = case.right[name], PATTERNS.get(mistake, ())
    apart = np.abs(got - right) > 1e-6 * np.abs(right).max()
    counts = min(np.count_nonzero(apart), np.count_nonzero(right))
    matrix = right.ndim == 2 and min(right.shape) > 2
    if right.size < 4 or (counts < 2 and "one entry" not in mistake):
        return ()
    if mistake in SLICES and not matrix:
        return ()
    if mistake in PENALTIES:
        times = float(np.vdot(right, case.at[name]) / np.vdot(case.at[name], case.at[name]))
        if effect(right, times * case.at[name]) < 1e-2:
            return ()  # next to nothing but the L2 term: it is off by a factor, too
    return patterns


def _faint(case: Case, got: Gradients) -> bool:
    """Whether all differences are lost in rounding, or below the tolerance that is documented.

    A saturated sigmoid has derivatives of 1e-80: a relative effect there changes no value that
    float64 can hold. So no entry differs by 1e-9, or what a step as large as the parameters makes
    of the difference is less than 1e-10 of the terms that the function adds up.
    """
    value = np.asarray(case.function(**case.at))
    terms = float(np.sum(np.abs(value if case.upstream is None else value * case.upstream)))
    return all(
        off < 1e-9 or off * max(float(np.abs(case.at[name]).max()), 1e-3) < 1e-10 * terms
        for name, off in ((n, float(np.abs(got[n] - case.right[n]).max())) for n in case.right)
    )


def effect(right: Floats, got: Floats) -> float:
    """Relative effect of a mistake."""
    norm, off = float(np.linalg.norm(right)), float(np.linalg.norm(got - right))
    return off / norm if norm else float(off > 0)


def _largest(g: Floats) -> tuple[np.intp, ...]:
    return np.unravel_index(np.argmax(np.abs(g)), g.shape)


def _ordinary(g: Floats, rng: np.random.Generator) -> tuple[np.intp, ...]:
    """An entry at random from the larger half."""
    order = np.argsort(np.abs(g), axis=None)
    return np.unravel_index(order[rng.integers(len(order) // 2, len(order))], g.shape)


def _scaled_entry(factor: float) -> Change:
    def changed(g: Floats, rng: np.random.Generator) -> Floats:
        value = g.copy()
        value[_ordinary(g, rng)] *= factor
        return value

    return changed


def _swapped(g: Floats, rng: np.random.Generator) -> Floats:
    value = g.copy()
    one, other = _largest(g), np.unravel_index(rng.integers(g.size), g.shape)
    value[one], value[other] = g[other], g[one]
    return value


def _scaled_slice(axis: int, factor: float) -> Change:
    def changed(g: Floats, rng: np.random.Generator) -> Floats | None:
        if g.ndim < 2:
            return None
        value = g.copy()
        np.moveaxis(value, axis, 0)[rng.integers(g.shape[axis])] *= factor
        return value

    return changed


def _transposed(g: Floats, rng: np.random.Generator) -> Floats | None:
    return g.T.copy() if g.ndim == 2 and g.shape[0] == g.shape[1] else None


def _noise(g: Floats, rng: np.random.Generator) -> Floats:
    return g + 1e-3 * float(np.sqrt(np.mean(g**2))) * rng.normal(size=g.shape)


def _half(g: Floats, rng: np.random.Generator) -> Floats:
    with np.errstate(over="ignore"):
        value = g.astype(np.float16).astype(np.float64)
    return np.where(np.isfinite(value), value, g)


def _clipped(g: Floats, rng: np.random.Generator) -> Floats:
    limit = float(np.quantile(np.abs(g), 0.9))
    return np.clip(g, -limit, limit)


def _other_axis(g: Floats, rng: np.random.Generator) -> Floats | None:
    """Read in the wrong order: right numbers of the right shape at wrong places."""
    return g.T.reshape(g.shape) if g.ndim > 1 else None


GENERAL: Mapping[str, Change] = {
    "one entry 1 % off": _scaled_entry(1.01),
    "one entry's sign": _scaled_entry(-1.0),
    "two entries swapped": _swapped,
    "a dead column": _scaled_slice(-1, 0.0),
    "a dead row": _scaled_slice(0, 0.0),
    "a column 1 % off": _scaled_slice(-1, 1.01),
    "scaled by 1.001": lambda g, rng: 1.001 * g,
    "mean for sum": lambda g, rng: g / 3,
    "sign": lambda g, rng: -g,
    "zero": lambda g, rng: 0 * g,
    "transposed": _transposed,
    "reshaped in the wrong order": _other_axis,
    "rows shifted": lambda g, rng: np.roll(g, 1, axis=0),
    "absolute value": lambda g, rng: np.abs(g),
    "noise of 0.1 %": _noise,
    "rounded to float16": _half,
    "clipped": _clipped,
}
SLICES = ("a dead column", "a dead row", "a column 1 % off")
PENALTIES = {"L2 term missing": -1.0, "lambda for 2 lambda": -0.5, "2 lambda twice": 1.0}

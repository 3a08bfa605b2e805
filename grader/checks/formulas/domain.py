"""The names of a formula: what each one stands for, and random points that fit together."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.checks.values import Array, author_error

DIMENSIONS = (2, 3, 4, 5, 6, 7)
"""What dimension letters stand for; pairwise different, so that a transpose can't pass."""

STEPS = (3, 4, 5)
"""Lengths that sequences are drawn with."""

Shape = tuple[int | str, ...]
Drawer = Callable[[np.random.Generator], Any]
Rule = Callable[[Any], Any]

KINDS: dict[str, Callable[[np.random.Generator, tuple[int, ...]], Any]] = {
    # away from 0, where a term would vanish, and from where a sigmoid is flat
    "real": lambda rng, shape: rng.uniform(0.2, 1.8, shape) * rng.choice((-1.0, 1.0), shape),
    "positive": lambda rng, shape: rng.uniform(0.2, 1.8, shape),
    "unit": lambda rng, shape: rng.uniform(0.05, 0.95, shape),
    "binary": lambda rng, shape: rng.integers(0, 2, shape).astype(float),
    "sign": lambda rng, shape: rng.choice((-1.0, 1.0), shape),
    "onehot": lambda rng, shape: _one_hot(rng, shape),
}


def _one_hot(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """One 1 in each column of an array of this shape, (n,) or (n, columns)."""
    rows = np.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1))
    return np.asarray(rows == rng.integers(0, shape[0], shape[1:]), dtype=np.float64)


class Point:
    """One value for every name: `v.W1`, or `v["dJ/dz1"]` where the name is no Python name.

    sizes: dimension letter -> what it stands for here.
    """

    def __init__(self, values: dict[str, Any], sizes: Mapping[str, int]) -> None:
        self.values = values
        self.sizes = sizes

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self.values:
            raise AttributeError(f"the Domain has no name {name!r}")
        return self.values[name]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class Domain:
    """The names that a formula may use, and what they stand for.

    names: free names -> shape by dimension letters or numbers, `()` for a scalar, `("n",)` for a
        column, `("m", "n")` for a matrix; or what is drawn, `"binary"` (0 or 1), `"sign"` (-1 or
        1), `"positive"`, `"unit"` (0 to 1), `"onehot"` or `"real"`, for a scalar, and with a shape
        after it, `("binary", "n")`; or a function of a random generator that gives the value.
        Letters stand for pairwise different numbers.
    given: dependent names in order -> function of the values `v` so far, each an array of just the
        shape that was declared: `v.x` of `("n",)` is (n,). A formula may use both kinds of names.
    aliases: another spelling -> the name it stands for.
    sequences: names with an index, `x(n)`, `x[n]` or `x_n` in formulas -> shape of one entry, as in
        `names`. `v.x` is an array (N + 1, ...), so that `v.x[n]` is entry n; entry 0 is nan. What
        `given` computes for a sequence's name stands under `sequences` as well, with the value
        None, and may have an entry 0.
    length: the name of the sequences' length, the largest index.
    steps: the lengths that may be drawn; `(1,)` where a formula is for N = 1.
    index: names that stand for any one index, from 1 to the length.
    """

    names: Mapping[str, Shape | str | Drawer]
    given: Mapping[str, Rule] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    sequences: Mapping[str, Shape | None] = field(default_factory=dict)
    length: str = "N"
    steps: tuple[int, ...] = STEPS
    index: tuple[str, ...] = ()

    def all_names(self) -> tuple[str, ...]:
        """Every name but the aliases, free ones first, each once."""
        counted = (self.length,) if self.sequences else ()
        every = (*self.names, *self.sequences, *self.given, *counted, *self.index)
        return tuple(dict.fromkeys(every))

    def draw(self, rng: np.random.Generator) -> Point:
        """A value for every name; AuthorError where the domain contradicts itself."""
        sizes = self._sizes(rng)
        free: dict[str, Any] = {}
        if self.sequences:
            length = int(rng.choice(self.steps))
            free[self.length] = float(length)
            free.update({name: int(rng.integers(1, length + 1)) for name in self.index})
        for name, shape in self.names.items():
            free[name] = _drawn(rng, name, shape, sizes)
        for name, entry in self.sequences.items():
            if entry is not None:
                entries = [_drawn(rng, name, entry, sizes) for _ in range(length)]
                free[name] = np.stack([np.full_like(np.asarray(entries[0]), np.nan), *entries])
        return self.complete(free, {}, sizes)

    def complete(
        self, free: Mapping[str, Any], fixed: Mapping[str, Any], sizes: Mapping[str, int]
    ) -> Point:
        """The point with these free values, and the dependent ones but those that are fixed."""
        point = Point({**free, **fixed}, sizes)
        for name, rule in self.given.items():
            if name not in fixed:
                point.values[name] = rule(point)
        return point

    def letters(self) -> tuple[str, ...]:
        """The dimension letters, each once."""
        shapes = [s for s in (*self.names.values(), *self.sequences.values()) if s is not None]
        parts = itertools.chain.from_iterable(s for s in shapes if isinstance(s, tuple))
        return tuple(dict.fromkeys(p for p in parts if isinstance(p, str) and p not in KINDS))

    def _sizes(self, rng: np.random.Generator) -> dict[str, int]:
        letters = self.letters()
        if len(letters) > len(DIMENSIONS):
            raise author_error(
                f"a Domain takes up to {len(DIMENSIONS)} dimension letters, {len(letters)} came"
            )
        drawn = rng.permutation(DIMENSIONS)[: len(letters)]
        return {letter: int(size) for letter, size in zip(letters, drawn, strict=True)}


def _drawn(
    rng: np.random.Generator, name: str, shape: Shape | str | Drawer, sizes: Mapping[str, int]
) -> Any:
    if callable(shape):
        return shape(rng)
    parts: Shape = (shape,) if isinstance(shape, str) else tuple(shape)
    kind = str(parts[0]) if parts and parts[0] in KINDS else ""
    if isinstance(shape, str) and not kind:
        raise author_error(
            f"the Domain says {shape!r} of {name}: expected one of {', '.join(KINDS)}, or a tuple "
            f"of dimensions such as ({shape!r},)"
        )
    dimensions = parts[1:] if kind else parts
    exact = tuple(part if isinstance(part, int) else sizes[part] for part in dimensions)
    return KINDS[kind or "real"](rng, exact)

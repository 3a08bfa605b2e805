"""What a diagnosis is made from, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Evidence:
    """One wrong result.

    what: its name in messages ("dw").
    got, expected: numbers of any shape.
    inputs: arrays and numbers that the failing call was given, by name; may be empty.
    others: by name, what was expected of the results beside this one.
    changed: names of arguments that the call changed in place.
    rtol: how well `expected` is known, where worse than 1e-9 (finite differences); 0 otherwise.
    """

    what: str
    got: Array
    expected: Array
    inputs: Mapping[str, Array] = field(default_factory=dict)
    others: Mapping[str, Array] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    rtol: float = 0.0


class Finding(NamedTuple):
    """The mistake behind a wrong result.

    relation: its name for machines, in snake_case.
    sentence: what happened and where to look, at most 60 words; holds no number of the evidence
        and no code of the answer, so that a hidden check may show it.
    """

    relation: str
    sentence: str

"""The numbers that student code gave during a check, in the order in which it gave them.

Two submissions that a check can't tell apart give the same ones: a diagnosis compares a
submission's with those of a known bug.
"""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.sandbox.shared import LARGE

MOST = 400
"""Values that are kept; a check that asks for more is told apart by the first ones."""

MOST_BYTES = 8 << 20
"""Of all values of a check."""

MOST_ITEMS = 10_000
"""Of one value: a list of more, or of lists, is left out."""

MOST_TEXT = 1 << 16
SAME = 1e-9
"""Relative to the largest number: two submissions gave the same."""

SAME_SINGLE = 1e-5
"""The same for numbers in single precision, and for printed ones."""

NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\b(?:nan|inf)\b")


class Results:
    """The first values of a check; large arrays are left out, because they hold files open.

    theirs: what another submission gave in the same check; the first value that holds other
    numbers than its counterpart raises Different.
    """

    def __init__(self, theirs: "Results | None" = None) -> None:
        self.theirs = theirs
        self.different = False
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self._values: list[Any] = []
        self._told: list[bool] = []  # of each value
        self._bytes = 0
        self._flat: tuple[int, list[NDArray[Any]], list[NDArray[Any]]] | None = None
        self._place = 0  # of the next number or array among theirs; they may be packed otherwise

    def add(self, value: Any, told: bool = True) -> None:
        """Keep what came; handles and texts are left out when it is read.

        told: whether it was asked for; what comes along with a handle alone, a model's random
        start say, makes no difference yet.
        """
        if len(self._values) >= MOST:
            return
        size = _bytes(value)
        fits = size < LARGE and self._bytes + size <= MOST_BYTES
        self._bytes += size if fits else 0
        self._values.append(value if fits else None)
        self._told.append(told)
        if told and self.theirs is not None and not self._agree(self._values[-1], self.theirs):
            self.different = True
            raise Different

    def add_files(self, files: dict[str, bytes]) -> None:
        """Keep what a program wrote, whose numbers are read later.

        A run that the other submission didn't come to is different: its check ended before.
        """
        if self.theirs is not None and len(self.theirs._values) <= len(self._values) < MOST:
            self.different = True
            raise Different
        self.add({name: content[:MOST_TEXT] for name, content in sorted(files.items())})

    def add_content(self, members: Any = None, content: Any = None) -> None:
        """Keep the content of a container that was told with its handle."""
        if content is not None:
            self.add(content, told=False)

    def taken(self) -> "Results":
        """What was kept so far, by itself."""
        found = Results()
        found._values, found._told, found._bytes = self._values, self._told, self._bytes
        self.clear()
        return found

    def same(self, others: "Results") -> bool:
        """Whether both hold the same numbers in the same order, each array in the same shape."""
        ours, theirs = self.arrays(), others.arrays()
        return len(ours) == len(theirs) and all(map(alike, ours, theirs))

    def arrays(self) -> list[NDArray[Any]]:
        """All numbers, one flat array for each array or number that came."""
        return self._read()[0]

    def _read(self) -> tuple[list[NDArray[Any]], list[NDArray[Any]]]:
        """All numbers, and those that were asked for."""
        if self._flat is None or self._flat[0] != len(self._values):
            found = [
                (array, told)
                for value, told in zip(self._values, self._told, strict=True)
                for array in collected(value)
            ]
            everything = [array for array, _ in found]
            self._flat = len(self._values), everything, [array for array, told in found if told]
        return self._flat[1:]

    def _agree(self, value: Any, theirs: "Results") -> bool:
        """Whether a value that was asked for holds the numbers of its counterparts.

        What comes along with handles stands in no order: two codes may keep other things. Where
        shapes differ the two no longer stand side by side, and nothing more is compared.
        """
        ours = collected(value)
        others = theirs._read()[1][self._place : self._place + len(ours)]
        self._place += len(ours)
        if [array.shape for array in ours] != [array.shape for array in others]:
            self.theirs = None
            return True
        return all(map(alike, ours, others))


class Different(BaseException):
    """Code gave other numbers than the submission that it is compared with."""


def alike(ours: NDArray[Any], theirs: NDArray[Any]) -> bool:
    """Whether two arrays hold the same numbers, apart by rounding."""
    if ours.shape != theirs.shape:
        return False
    ours, theirs = (each * 1.0 if each.dtype == bool else each for each in (ours, theirs))
    single = any(array.dtype in (np.float32, np.complex64) for array in (ours, theirs))
    with np.errstate(all="ignore"):
        finite = np.isfinite(ours) & np.isfinite(theirs)
        if not np.array_equal(ours[~finite], theirs[~finite], equal_nan=True):
            return False
        apart = float(np.abs(ours[finite] - theirs[finite]).max(initial=0.0))
        largest = float(np.abs(theirs[finite]).max(initial=0.0))
    return apart <= (SAME_SINGLE if single else SAME) * largest


def collected(value: Any) -> list[NDArray[Any]]:
    """The numbers of a value, one flat array for each array or number in it."""
    found: list[NDArray[Any]] = []
    _collect(value, found, 0)
    return found


def _bytes(value: Any) -> int:
    """About the memory of a value; more than is kept where it holds too many items to count."""
    waiting, total = [value], 0
    for counted, item in enumerate(waiting):  # grows while it is walked
        if counted > MOST_ITEMS:
            return MOST_BYTES + 1
        kind = type(item)
        if kind is np.ndarray:
            total += item.nbytes
        elif kind in (str, bytes):
            total += len(item)
        elif kind in (tuple, list, dict):
            if len(item) > MOST_ITEMS:
                return MOST_BYTES + 1
            waiting += item.values() if kind is dict else item
    return total


def _collect(value: Any, found: list[NDArray[Any]], depth: int) -> None:
    kind = type(value)
    if kind in (tuple, list):
        if kind is list and value and all(_is_small(item) for item in value):
            _collect(np.asarray(value, dtype=np.float64), found, depth)
        elif depth < 5:
            for item in value:
                _collect(item, found, depth + 1)
    elif kind is dict and depth < 5:
        for item in value.values():
            _collect(item, found, depth + 1)
    elif kind in (int, float, bool):
        if _is_small(value):
            found.append(np.array([value], dtype=np.float64))
    elif kind is np.ndarray or isinstance(value, np.generic):
        array = np.asarray(value)
        if array.dtype.kind in "biuf" and array.nbytes < LARGE:
            found.append(np.array(array, dtype=np.float64).ravel())
    elif kind is bytes:  # single precision says that the numbers were printed, perhaps rounded
        found.append(np.array([float(word) for word in NUMBER.findall(value)], dtype=np.float32))


def _is_small(value: Any) -> bool:
    """Whether a value is a number that float64 holds; whole numbers have no bound in Python."""
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**53)

"""Random numbers of a variant that is played in this process."""

import contextlib
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.random import bit_generator

NUMPYS: Any = np.random
"""Its type stubs lack what exchanges generators."""
Half = tuple[int, float]
"""Whether a normal number is kept for the next call, and which."""
HALF_NONE: Half = (0, 0.0)


class Randoms:
    """Random numbers that a seed decides while it is entered; before and after, those of all else.

    Enough that code draws the numbers that the sandbox would give it.
    """

    def __enter__(self) -> "Randoms":
        self._before = random.getstate(), np.random.get_state(), vars(bit_generator)["randbits"]
        self._bits = random.Random(0)
        vars(bit_generator)["randbits"] = self._bits.getrandbits
        return self

    def seed(self, seed: int) -> None:
        """As at the beginning of a check or program in the sandbox."""
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        self._bits.seed(seed)
        self._own, self._half = np.random.MT19937(), HALF_NONE
        with self.own():
            np.random.seed(seed % (1 << 32))

    @contextlib.contextmanager
    def own(self) -> Iterator[None]:
        """The code's own state of numpy, which nothing that the check draws besides moves on.

        Generators change places, which costs a part of copying their states; beside a generator
        numpy keeps the second half of a pair of normal numbers.
        """
        outer, half = NUMPYS.get_bit_generator(), _half()
        NUMPYS.set_bit_generator(self._own)
        _keep(self._half)
        try:
            yield
        finally:
            self._half = _half()
            NUMPYS.set_bit_generator(outer)
            _keep(half)

    def __exit__(self, *error: object) -> None:
        python, numpy, bits = self._before
        random.setstate(python)
        np.random.set_state(numpy)
        vars(bit_generator)["randbits"] = bits


def _half() -> Half:
    state = np.random.get_state(legacy=False)
    return int(state["has_gauss"]), float(state["gauss"])


def _keep(half: Half) -> None:
    """Put it back; a generator that comes to its place has none."""
    if half[0]:
        state = np.random.get_state(legacy=False)
        np.random.set_state({**state, "has_gauss": half[0], "gauss": half[1]})

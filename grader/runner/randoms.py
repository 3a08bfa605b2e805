"""Random numbers of a variant that is played in this process."""

import contextlib
import random
from collections.abc import Iterator

import numpy as np
from numpy.random import bit_generator


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
        self._state = np.random.get_state()

    @contextlib.contextmanager
    def own(self) -> Iterator[None]:
        """The code's own state of numpy, which nothing that the check draws besides moves on."""
        outer = np.random.get_state()
        np.random.set_state(self._state)
        try:
            yield
        finally:
            self._state = np.random.get_state()
            np.random.set_state(outer)

    def __exit__(self, *error: object) -> None:
        python, numpy, bits = self._before
        random.setstate(python)
        np.random.set_state(numpy)
        vars(bit_generator)["randbits"] = bits

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

import numpy as np


@dataclass(frozen=True)
class Letters:
    x: np.ndarray
    y: np.ndarray

    @classmethod
    def read(cls, path: str) -> "Letters":
        table = np.array([np.fromstring(line, sep=",") for line in Path(path).read_text().split()])
        return cls(table[:, 1:], table[:, 0].astype(np.int8))

    @property
    def width(self) -> int:
        return self.x.shape[1]


def write_lines(path: str, lines: Iterable[object]) -> None:
    Path(path).write_text("\r\n".join(map(str, lines)) + "\r\n")

"""MNIST and the sets made in its form: images of 28 x 28 pixels in four idx files.

An idx file begins with a magic number (two zero bytes, 8 for unsigned bytes, the number of
dimensions), then each dimension as a big-endian 32-bit number, then the values. The complete sets
have fixed sizes, so the header is compared as a whole and never believed. MNIST and Fashion-MNIST
share their file names and sizes; what tells them apart, and any change, is the SHA-256 of the
content. It is taken after unpacking, since the same content is in circulation packed anew.
"""

import gzip
import hashlib
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from grader.datasets.forms import Arrays

SIDE = 28
TRAIN_ROWS = 60_000
TEST_ROWS = 10_000
TRAIN_IMAGES = "train-images-idx3-ubyte.gz"
TRAIN_LABELS = "train-labels-idx1-ubyte.gz"
TEST_IMAGES = "t10k-images-idx3-ubyte.gz"
TEST_LABELS = "t10k-labels-idx1-ubyte.gz"
FILES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)

_UNSIGNED_BYTES = 8


def read_folder(folder: Path, sha256: Mapping[str, str]) -> Arrays:
    """Read a complete set, rows in the order of the files.

    sha256: of the unpacked content of each of `FILES`.
    Raises OSError, EOFError or zlib.error for a damaged archive, ValueError for other content.
    """
    images, labels = (SIDE, SIDE), ()
    return Arrays(
        _read(folder / TRAIN_IMAGES, (TRAIN_ROWS, *images), sha256).reshape(TRAIN_ROWS, -1),
        _read(folder / TRAIN_LABELS, (TRAIN_ROWS, *labels), sha256).astype(np.int64),
        _read(folder / TEST_IMAGES, (TEST_ROWS, *images), sha256).reshape(TEST_ROWS, -1),
        _read(folder / TEST_LABELS, (TEST_ROWS, *labels), sha256).astype(np.int64),
    )


def _read(path: Path, shape: tuple[int, ...], sha256: Mapping[str, str]) -> NDArray[np.uint8]:
    """The values of one file that must have this shape."""
    header = bytes([0, 0, _UNSIGNED_BYTES, len(shape)])
    header += b"".join(length.to_bytes(4, "big") for length in shape)
    size = len(header) + math.prod(shape)
    with gzip.open(path) as file:
        content = file.read(size + 1)
    if content[: len(header)] != header:
        raise ValueError(
            f"{path.name}: expected an idx file of shape {shape} (header {header.hex(' ', 4)}),"
            f" got header {content[: len(header)].hex(' ', 4)}"
        )
    if len(content) != size:
        got = "more" if len(content) > size else f"{len(content):,}"
        raise ValueError(f"{path.name}: expected {size:,} bytes unpacked, got {got}")
    if hashlib.sha256(content).hexdigest() != sha256[path.name]:
        raise ValueError(f"{path.name}: right form, but not the content of this dataset")
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape)

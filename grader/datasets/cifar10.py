"""CIFAR-10: the official binary version, a subset in one file, and a generated stand-in.

A record of the binary version is one byte of label and 3072 bytes of pixels: the red, the green and
the blue channel, each row by row (https://www.cs.toronto.edu/~kriz/cifar.html). A row of `x` keeps
that order. The Python version of the same data is pickled and is never read.
"""

import tarfile
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from grader.datasets.forms import Arrays
from grader.datasets.patterns import CLASSES, Recipe, draw_images, draw_patterns, to_pixels

SIDE = 32
PIXELS = 3 * SIDE * SIDE
BATCH_ROWS = 10_000
BATCH_BYTES = BATCH_ROWS * (1 + PIXELS)
TRAIN_FILES = tuple(f"data_batch_{number}.bin" for number in range(1, 6))
TEST_FILES = ("test_batch.bin",)
FOLDER = "cifar-10-batches-bin"

_MAX_SUBSET_ROWS = 60_000

_STANDIN_SEED = 10_3072
_STANDIN = Recipe(faint=13.5, strong=(45, 90), other=99, signs=(-1.0, 1.0))


def read_folder(folder: Path) -> Arrays:
    """Read the complete set from the unpacked binary version (`data_batch_1.bin` ...)."""
    batches = {}
    for name in TRAIN_FILES + TEST_FILES:
        with (folder / name).open("rb") as file:
            batches[name] = _read_batch(file, name)
    return _join(batches)


def read_archive(path: Path) -> Arrays:
    """Read the complete set from `cifar-10-binary.tar.gz`; nothing is unpacked to disk."""
    wanted = {f"{FOLDER}/{name}": name for name in TRAIN_FILES + TEST_FILES}
    batches = {}
    try:
        with tarfile.open(path, "r|gz") as archive:
            for member in archive:
                name = wanted.get(member.name.removeprefix("./"))
                file = archive.extractfile(member) if name and member.isfile() else None
                if name and file:
                    batches[name] = _read_batch(file, name)
    except tarfile.TarError as error:
        raise ValueError(str(error)) from error
    return _join(batches)


def read_subset(path: Path) -> Arrays:
    """Read a subset: an `.npz` with x_train, y_train, x_test and y_test, all uint8."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in ("x_train", "y_train", "x_test", "y_test")}
    for part in ("train", "test"):
        x, y = arrays[f"x_{part}"], arrays[f"y_{part}"]
        rows = len(y) if y.ndim == 1 else 0
        if x.dtype != np.uint8 or not 0 < rows <= _MAX_SUBSET_ROWS or x.shape != (rows, PIXELS):
            raise ValueError(
                f"{part}: expected uint8 images (N, {PIXELS}) and labels (N,),"
                f" got {x.dtype} {x.shape} and {y.shape}"
            )
    return Arrays(
        arrays["x_train"], _labels(arrays["y_train"]), arrays["x_test"], _labels(arrays["y_test"])
    )


def generate(train: int = 4000, test: int = 1000) -> Arrays:
    """Generate the stand-in: `train` and `test` rows, the same ones on every call.

    The strong pattern's mean over a class is zero, and another class's may be the stronger one;
    see `patterns`.
    """
    rng = np.random.default_rng(_STANDIN_SEED)
    patterns = draw_patterns(rng, (3, SIDE, SIDE))
    y = rng.permutation(np.arange(train + test, dtype=np.int64) % CLASSES)
    x = to_pixels(draw_images(rng, patterns, y, _STANDIN))
    return Arrays(x[:train], y[:train], x[train:], y[train:])


def _read_batch(file: IO[bytes], name: str) -> NDArray[np.uint8]:
    """The records of one batch, (10000, 3073)."""
    content = file.read(BATCH_BYTES + 1)
    if len(content) != BATCH_BYTES:
        size = "more" if len(content) > BATCH_BYTES else f"{len(content):,}"
        raise ValueError(f"{name}: expected {BATCH_BYTES:,} bytes, got {size}")
    return np.frombuffer(content, np.uint8).reshape(BATCH_ROWS, 1 + PIXELS)


def _join(batches: dict[str, NDArray[np.uint8]]) -> Arrays:
    missing = [name for name in TRAIN_FILES + TEST_FILES if name not in batches]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")
    train = np.concatenate([batches[name] for name in TRAIN_FILES])
    test = batches[TEST_FILES[0]]
    return Arrays(
        np.ascontiguousarray(train[:, 1:]),
        _labels(train[:, 0]),
        np.ascontiguousarray(test[:, 1:]),
        _labels(test[:, 0]),
    )


def _labels(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    if values.dtype.kind not in "iu" or values.min() < 0 or values.max() >= CLASSES:
        raise ValueError(f"expected integer labels 0 to {CLASSES - 1}, got something else")
    return values.astype(np.int64)

"""MNIST's four idx files, with 3 training and 2 test images in place of 70,000."""

import gzip
import hashlib
import os
import pickle
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.datasets import DataShelf, idx, load, registry
from grader.datasets.idx import FILES, read_folder
from grader.errors import HostError

TRAIN, TEST = 3, 2
SHAPES = {
    "train-images-idx3-ubyte.gz": (TRAIN, 28, 28),
    "train-labels-idx1-ubyte.gz": (TRAIN,),
    "t10k-images-idx3-ubyte.gz": (TEST, 28, 28),
    "t10k-labels-idx1-ubyte.gz": (TEST,),
}
IMAGES, LABELS = "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"


@pytest.fixture(autouse=True)
def _few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idx, "TRAIN_ROWS", TRAIN)
    monkeypatch.setattr(idx, "TEST_ROWS", TEST)


def content(name: str) -> bytes:
    """Value i of a file is i % 251; labels are 0, 1, 2."""
    shape = SHAPES[name]
    values = bytes(i % 251 for i in range(int(np.prod(shape))))
    return struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape) + values


SHA256 = {name: hashlib.sha256(content(name)).hexdigest() for name in SHAPES}


@pytest.fixture
def files(folder: Path) -> Path:
    place = folder / "mnist"
    place.mkdir()
    for name in SHAPES:
        (place / name).write_bytes(gzip.compress(content(name)))
    return place


@pytest.fixture
def _small_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry's MNIST, its one form reading the files of this test."""
    (known,) = (entry for entry in registry.ENTRIES if entry.name == "mnist")
    form = replace(known.forms[0], read=lambda path: read_folder(path, SHA256))
    monkeypatch.setattr(registry, "ENTRIES", (replace(known, forms=(form,)),))


def test_rows_in_the_order_of_the_files(files: Path) -> None:
    data = read_folder(files, SHA256)
    assert data.x_train.shape == (3, 784)
    assert data.x_test.shape == (2, 784)
    assert data.x_train.dtype == data.x_test.dtype == np.uint8
    assert data.y_train.dtype == data.y_test.dtype == np.int64
    assert data.y_train.tolist() == [0, 1, 2]
    assert data.y_test.tolist() == [0, 1]
    assert data.x_train[0, :3].tolist() == [0, 1, 2]
    assert data.x_train[2, 0] == (2 * 784) % 251
    assert data.x_train[1, 28] == (784 + 28) % 251  # the second row's first pixel


@pytest.mark.usefixtures("_small_mnist")
def test_shelf_finds_them_and_gives_read_only_arrays(
    folder: Path, cache: Path, files: Path
) -> None:
    shelf = DataShelf(folder, cache=cache)
    assert shelf.available("mnist").origin == "complete"
    data = shelf.get("mnist")
    assert data.used.origin == "complete"
    assert "3 train and 2 test" in data.used.description
    for array in (data.x_train, data.y_train, data.x_test, data.y_test):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def damage(change: Callable[[bytes], bytes], files: Path, name: str = IMAGES) -> None:
    """Change a file's unpacked content."""
    (files / name).write_bytes(gzip.compress(change(content(name))))


@pytest.mark.parametrize(
    "header",
    [
        struct.pack(">HBB3I", 0, 8, 3, 0xFFFFFFFF, 28, 28),  # huge count
        struct.pack(">HBB3I", 0, 8, 3, TRAIN, 0xFFFFFFFF, 0xFFFFFFFF),
        struct.pack(">HBB3I", 0, 8, 3, TRAIN - 1, 28, 28),  # a row less than there is
        struct.pack(">HBB3I", 0, 13, 3, TRAIN, 28, 28),  # floats
        struct.pack(">HBB3I", 0, 8, 1, TRAIN, 28, 28),  # labels' magic
        struct.pack("<HBB3I", 0, 8, 3, TRAIN, 28, 28),  # little-endian
        b"<html>moved</htm",
    ],
)
def test_wrong_header(files: Path, header: bytes) -> None:
    damage(lambda right: header + right[16:], files)
    with pytest.raises(ValueError, match=r"train-images.*expected an idx file of shape \(3, 28"):
        read_folder(files, SHA256)


@pytest.mark.parametrize(
    ("change", "got"),
    [
        (lambda right: right[:-1], "2,367"),
        (lambda right: right[:16], "16"),
        (lambda right: right + b"\0", "more"),
    ],
)
def test_another_size(files: Path, change: Callable[[bytes], bytes], got: str) -> None:
    damage(change, files)
    with pytest.raises(ValueError, match=f"expected 2,368 bytes unpacked, got {got}$"):
        read_folder(files, SHA256)


def test_archive_that_unpacks_without_end_is_read_no_further(files: Path) -> None:
    damage(lambda right: right + bytes(200_000_000), files)
    with pytest.raises(ValueError, match="got more"):
        read_folder(files, SHA256)


@pytest.mark.parametrize("name", [IMAGES, LABELS])
def test_one_changed_value(files: Path, name: str) -> None:
    damage(lambda right: right[:-1] + b"\x07", files, name)
    with pytest.raises(ValueError, match="right form, but not the content of this dataset"):
        read_folder(files, SHA256)


@pytest.mark.parametrize("keep", [0, 1, 12, -1, -9])
def test_cut_archive(files: Path, keep: int) -> None:
    packed = (files / IMAGES).read_bytes()
    (files / IMAGES).write_bytes(packed[:keep])
    with pytest.raises((OSError, EOFError, ValueError)):
        read_folder(files, SHA256)


def test_archive_packed_anew_is_the_same_data(files: Path) -> None:
    (files / IMAGES).write_bytes(gzip.compress(content(IMAGES), compresslevel=1, mtime=12345))
    assert read_folder(files, SHA256).x_train.shape == (3, 784)


@pytest.mark.usefixtures("_small_mnist")
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_no_reason_for_a_stand_in(
    folder: Path, cache: Path, files: Path, name: str
) -> None:
    (files / name).unlink()
    shelf = DataShelf(folder, cache=cache)
    assert shelf.available("mnist").origin == "complete"
    with pytest.raises(HostError, match=r"mnist is damaged or incomplete .*" + name):
        shelf.get("mnist")


@pytest.mark.usefixtures("_small_mnist")
def test_an_empty_folder_is_nothing(folder: Path, cache: Path) -> None:
    (folder / "mnist").mkdir()
    assert DataShelf(folder, cache=cache).available("mnist").origin == "stand-in"


class Trap:
    """Unpickled, it would make a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.path),)


@pytest.mark.usefixtures("_small_mnist")
def test_pickled_content_is_not_unpickled(
    folder: Path, cache: Path, files: Path, tmp_path: Path
) -> None:
    (files / IMAGES).write_bytes(gzip.compress(pickle.dumps(Trap(tmp_path / "sprung"))))
    with pytest.raises(HostError, match="damaged"):
        DataShelf(folder, cache=cache).get("mnist")
    assert not (tmp_path / "sprung").exists()


REAL = Path(os.environ.get("GRADER_DATA", "/nowhere"))


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_real_data(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (REAL / name / IMAGES).is_file():
        pytest.skip(f"GRADER_DATA holds no real {name}")
    monkeypatch.undo()  # all rows again
    data = load(name)
    assert data.used.origin == "complete"
    assert data.x_train.shape == (60_000, 784)
    assert data.x_test.shape == (10_000, 784)
    first = {"mnist": ([5, 0, 4, 1], [7, 2, 1, 0]), "fashion_mnist": ([9, 0, 0, 3], [9, 2, 1, 1])}
    assert (data.y_train[:4].tolist(), data.y_test[:4].tolist()) == first[name]
    # the mean grey level that is usually quoted for scaled pixels
    mean = {"mnist": 0.1307, "fashion_mnist": 0.2860}[name]
    assert data.x_train.mean() / 255 == pytest.approx(mean, abs=1e-4)


def test_files_of_the_other_dataset(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have the same names and sizes, and are easily mixed up."""
    if not (REAL / "fashion_mnist" / IMAGES).is_file():
        pytest.skip("GRADER_DATA holds no real Fashion-MNIST")
    monkeypatch.setattr(idx, "TRAIN_ROWS", 60_000)
    (folder / "mnist").symlink_to(REAL / "fashion_mnist")
    with pytest.raises(HostError, match="not the content of this dataset"):
        DataShelf(folder, cache=cache).get("mnist")

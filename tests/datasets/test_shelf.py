import os
from pathlib import Path

import numpy as np
import pytest

from grader.datasets import DataShelf, available, load, names, stand_in
from grader.errors import HostError, UsageError

RNG_SEED = 5


def write_subset(folder: Path, train: int = 7, test: int = 3, **changes: np.ndarray) -> Path:
    rng = np.random.default_rng(RNG_SEED)
    arrays = {
        "x_train": rng.integers(0, 256, (train, 3072), dtype=np.uint8),
        "y_train": rng.integers(0, 10, train).astype(np.uint8),
        "x_test": rng.integers(0, 256, (test, 3072), dtype=np.uint8),
        "y_test": rng.integers(0, 10, test).astype(np.uint8),
    }
    path = folder / "cifar10" / "cifar10_subset.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez(path, **(arrays | changes))
    return path


def test_subset_is_found_and_read(folder: Path, cache: Path) -> None:
    path = write_subset(folder)
    data = DataShelf(folder, cache=cache).get("cifar10")
    with np.load(path) as stored:
        np.testing.assert_array_equal(data.x_train, stored["x_train"])
        np.testing.assert_array_equal(data.y_test, stored["y_test"])
    assert data.x_train.dtype == np.uint8
    assert data.y_train.dtype == data.y_test.dtype == np.int64
    assert data.used.origin == "subset"
    assert "7 train and 3 test" in data.used.description


def test_environment_names_the_folder(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_subset(folder)
    monkeypatch.setenv("GRADER_DATA", str(folder))
    assert DataShelf(cache=cache).available("cifar10").origin == "subset"
    assert available("cifar10").origin == "subset"
    assert len(load("cifar10").y_train) == 7


def test_folder_goes_before_cache(folder: Path, cache: Path) -> None:
    cache.mkdir()
    write_subset(cache, train=5)
    assert len(DataShelf(cache=cache).get("cifar10").y_train) == 5
    write_subset(folder, train=6)
    assert len(DataShelf(folder, cache=cache).get("cifar10").y_train) == 6


def test_nothing_found_gives_the_stand_in(folder: Path, cache: Path) -> None:
    shelf = DataShelf(folder, cache=cache)
    assert shelf.available("cifar10").origin == "stand-in"
    assert shelf.get("cifar10").used.origin == "stand-in"


def test_stand_in_can_be_had_beside_real_data(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_subset(folder)
    monkeypatch.setenv("GRADER_DATA", str(folder))
    assert stand_in("cifar10").used.origin == "stand-in"


def test_shelf_keeps_what_it_loaded(folder: Path, cache: Path) -> None:
    path = write_subset(folder)
    shelf = DataShelf(folder, cache=cache)
    first = shelf.get("cifar10")
    path.unlink()
    assert shelf.get("cifar10") is first
    assert DataShelf(folder, cache=cache).get("cifar10") is not first


def test_arrays_are_read_only(folder: Path, cache: Path) -> None:
    write_subset(folder)
    data = DataShelf(folder, cache=cache).get("cifar10")
    for array in (data.x_train, data.y_train, data.x_test, data.y_test):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_available_reads_nothing(folder: Path, cache: Path) -> None:
    path = folder / "cifar10" / "cifar10_subset.npz"
    path.parent.mkdir()
    path.write_bytes(b"not an archive at all")
    assert DataShelf(folder, cache=cache).available("cifar10").origin == "subset"


def test_unknown_dataset_lists_the_known(folder: Path, cache: Path) -> None:
    shelf = DataShelf(folder, cache=cache)
    with pytest.raises(UsageError, match=r"unknown dataset 'cifar11'; known are: cifar10"):
        shelf.get("cifar11")
    with pytest.raises(UsageError, match="known are"):
        shelf.available("../cifar10")
    assert "cifar10" in names()


def test_folder_that_does_not_exist(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_DATA", str(folder / "nowhere"))
    with pytest.raises(UsageError, match=r"nowhere doesn't exist; set GRADER_DATA"):
        DataShelf()


def refused(folder: Path, cache: Path) -> str:
    with pytest.raises(HostError) as caught:
        DataShelf(folder, cache=cache).get("cifar10")
    assert "cifar10_subset.npz is damaged or incomplete" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("keep", [0, 10, 1000, -1, -40])
def test_damaged_file_is_never_passed_over(folder: Path, cache: Path, keep: int) -> None:
    path = write_subset(folder)
    path.write_bytes(path.read_bytes()[:keep])
    refused(folder, cache)


@pytest.mark.parametrize(
    "changes",
    [
        {"x_train": np.zeros((7, 3071), np.uint8)},
        {"x_train": np.zeros((6, 3072), np.uint8)},
        {"x_train": np.zeros((7, 3072), np.float64)},
        {"x_train": np.zeros((7, 32, 96), np.uint8)},
        {"y_train": np.full(7, 10, np.uint8)},
        {"y_train": np.full(7, -1, np.int64)},
        {"y_train": np.zeros(7)},
        {"y_train": np.zeros((7, 1), np.uint8)},
        {"y_train": np.uint8(1)},
        {"x_test": np.zeros((0, 3072), np.uint8), "y_test": np.zeros(0, np.uint8)},
    ],
)
def test_arrays_of_another_form(folder: Path, cache: Path, changes: dict[str, np.ndarray]) -> None:
    write_subset(folder, **changes)
    refused(folder, cache)


def test_missing_array(folder: Path, cache: Path) -> None:
    path = folder / "cifar10" / "cifar10_subset.npz"
    path.parent.mkdir()
    np.savez(path, x_train=np.zeros((1, 3072), np.uint8))
    assert "y_train" in refused(folder, cache)


def test_a_single_array_is_no_dataset(folder: Path, cache: Path) -> None:
    path = write_subset(folder)
    with path.open("wb") as file:
        np.save(file, np.zeros(3))
    refused(folder, cache)


class Trap:
    """Unpickled, it would make a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.path),)


def test_pickled_arrays_are_not_unpickled(folder: Path, cache: Path, tmp_path: Path) -> None:
    trap = np.empty(7, object)
    trap[:] = Trap(tmp_path / "sprung")
    write_subset(folder, y_train=trap)
    refused(folder, cache)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.skipif(
    not (Path(os.environ.get("GRADER_DATA", "")) / "cifar10" / "cifar10_subset.npz").is_file(),
    reason="GRADER_DATA holds no real CIFAR-10 subset",
)
def test_real_subset() -> None:
    data = load("cifar10")
    assert data.used.origin == "subset"
    assert data.x_train.shape == (8068, 3072)
    assert data.x_test.shape == (1000, 3072)
    # the first image of data_batch_1 is a frog, of test_batch a cat
    assert (data.y_train[0], data.y_test[0]) == (6, 3)
    assert data.x_train[0, :3].tolist() == [59, 43, 50]  # top row of the red channel

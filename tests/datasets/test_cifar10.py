"""The official binary version, with batches of 3 records in place of 10,000."""

import io
import tarfile
from pathlib import Path

import numpy as np
import pytest

from grader.datasets import cifar10
from grader.datasets.cifar10 import generate, read_archive, read_folder

ROWS = 3
FILES = (*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cifar10, "BATCH_ROWS", ROWS)
    monkeypatch.setattr(cifar10, "BATCH_BYTES", ROWS * 3073)


def batch(number: int) -> bytes:
    """Record r of batch n: label (n + r) % 10, red n, green r, blue counts upwards."""
    records = []
    for row in range(ROWS):
        blue = bytes(i % 256 for i in range(1024))
        label = bytes([(number + row) % 10])
        records.append(label + bytes([number]) * 1024 + bytes([row]) * 1024 + blue)
    return b"".join(records)


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    for number, name in enumerate(FILES, 1):
        (folder / name).write_bytes(batch(number))
    (folder / "batches.meta.txt").write_text("airplane\n")
    return folder


def pack(folder: Path, names: tuple[str, ...] = FILES) -> Path:
    path = folder.parent / "cifar-10-binary.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in reversed(names):
            archive.add(folder / name, f"{folder.name}/{name}")
    return path


@pytest.mark.parametrize("form", ["folder", "archive"])
def test_complete_set_in_order(binary: Path, form: str) -> None:
    data = read_folder(binary) if form == "folder" else read_archive(pack(binary))
    assert data.x_train.shape == (15, 3072)
    assert data.x_test.shape == (3, 3072)
    assert data.y_train.tolist() == [1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6, 5, 6, 7]
    assert data.y_test.tolist() == [6, 7, 8]
    assert data.x_train[:, 0].tolist() == [n for n in range(1, 6) for _ in range(3)]
    assert data.x_train[:, 1024].tolist() == [0, 1, 2] * 5
    assert data.x_test[2, 2048:2052].tolist() == [0, 1, 2, 3]


def test_missing_batch(binary: Path) -> None:
    with pytest.raises(ValueError, match=r"^data_batch_4\.bin missing"):
        read_archive(pack(binary, tuple(name for name in FILES if "4" not in name)))
    (binary / "data_batch_4.bin").unlink()
    with pytest.raises(FileNotFoundError):
        read_folder(binary)


@pytest.mark.parametrize("size", [0, ROWS * 3073 - 1, ROWS * 3073 + 1])
def test_batch_of_another_size(binary: Path, size: int) -> None:
    (binary / "data_batch_2.bin").write_bytes(bytes(size))
    with pytest.raises(ValueError, match=r"data_batch_2\.bin: expected 9,219 bytes"):
        read_folder(binary)
    with pytest.raises(ValueError, match=r"data_batch_2\.bin: expected 9,219 bytes"):
        read_archive(pack(binary))


def test_label_out_of_range(binary: Path) -> None:
    (binary / "test_batch.bin").write_bytes(b"\x0a" + batch(6)[1:])
    with pytest.raises(ValueError, match="labels 0 to 9"):
        read_folder(binary)


def test_cut_archive(binary: Path) -> None:
    path = pack(binary)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises((ValueError, EOFError, OSError)):
        read_archive(path)


def test_not_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "cifar-10-binary.tar.gz"
    path.write_bytes(b"<html>moved</html>")
    with pytest.raises((ValueError, OSError)):
        read_archive(path)


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "cifar-10-binary.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in FILES:
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.type, member.linkname = tarfile.SYMTYPE, "/dev/zero"
            archive.addfile(member, io.BytesIO())
    with pytest.raises(ValueError, match="missing"):
        read_archive(path)


def test_stand_in_has_the_form_of_the_real_data() -> None:
    data = generate()
    assert data.x_train.shape == (4000, 3072)
    assert data.x_test.shape == (1000, 3072)
    assert data.x_train.dtype == data.x_test.dtype == np.uint8
    assert data.y_train.dtype == data.y_test.dtype == np.int64
    assert sorted(set(data.y_train.tolist())) == list(range(10))
    everything = np.concatenate([data.y_train, data.y_test])
    assert np.bincount(everything).tolist() == [500] * 10


def test_stand_in_is_the_same_on_every_call() -> None:
    first, second = generate(train=300, test=50), generate(train=300, test=50)
    np.testing.assert_array_equal(first.x_train, second.x_train)
    np.testing.assert_array_equal(first.y_test, second.y_test)


def test_constant_answer_scores_a_tenth() -> None:
    labels = generate().y_test
    shares = np.bincount(labels, minlength=10) / len(labels)
    assert shares.min() > 0.07
    assert shares.max() < 0.13


def test_no_test_image_is_a_training_image() -> None:
    data = generate()
    train = {row.tobytes() for row in data.x_train}
    assert not any(row.tobytes() in train for row in data.x_test)

"""The course's csv files, with a few lines of three pixels in place of thousands."""

import hashlib
import os
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.datasets import DataShelf, letters, load, registry
from grader.datasets.letters import from_csv, read_folder
from grader.errors import HostError, UsageError

FILES = {
    "tinyTrain.csv": b"7,0,1\n9,1,1",  # without a newline at its end, as the course has it
    "tinyValidation.csv": b"3,0,0\n6,1,0",
    "smallTrain.csv": b"6,0,1,0\n5,1,1,1\n0,0,0,0\n",
    "smallValidation.csv": b"5,0,0.25,1e-1\n",
    "mediumTrain.csv": b"2,0,1,0\n",
    "mediumValidation.csv": b"9,0,1,0\n",
    "largeTrain.csv": b"4,1,1,0\n",
    "largeValidation.csv": b"8,1,0,0\n",
}
KNOWN = {name: (len(text), hashlib.sha256(text).hexdigest()) for name, text in FILES.items()}


@pytest.fixture
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The eight files, and a registry that takes them for the course's."""
    place = folder / "cmu_hw5"
    place.mkdir()
    for name, text in FILES.items():
        (place / name).write_bytes(text)
    (known,) = (entry for entry in registry.ENTRIES if entry.name == "cmu_letters")
    form = replace(known.forms[0], read=lambda path: read_folder(path, KNOWN))
    monkeypatch.setattr(registry, "ENTRIES", (replace(known, forms=(form,)),))
    return place


def test_four_sets(folder: Path, cache: Path, files: Path) -> None:
    data = DataShelf(folder, cache=cache).get("cmu_letters")
    assert data.used.origin == "complete"
    assert "rows 2/2, 3/1, 1/1, 1/1" in data.used.description
    assert data.small.x_train.tolist() == [[0, 1, 0], [1, 1, 1], [0, 0, 0]]
    assert data.small.y_train.tolist() == [6, 5, 0]
    assert data.small.x_test.tolist() == [[0, 0.25, 0.1]]
    assert data.tiny.x_train.tolist() == [[0, 1], [1, 1]]
    assert data.tiny.y_test.tolist() == [3, 6]
    assert data.large.y_test.tolist() == [8]
    assert data.medium.x_train.dtype == np.float64
    assert data.medium.y_train.dtype == np.int64


def test_files_as_they_are(folder: Path, cache: Path, files: Path) -> None:
    data = DataShelf(folder, cache=cache).get("cmu_letters")
    assert data.csv("tiny", "train") == b"7,0,1\n9,1,1"
    assert data.csv("small", "validation") == data.csv("small", "test") == b"5,0,0.25,1e-1\n"
    for name, part in (("huge", "train"), ("small", "../train"), ("small", "")):
        with pytest.raises(UsageError, match="sets are tiny, small, medium, large"):
            data.csv(name, part)


def test_arrays_are_read_only(folder: Path, cache: Path, files: Path) -> None:
    data = DataShelf(folder, cache=cache).get("cmu_letters")
    for arrays in (data.tiny, data.small, data.medium, data.large):
        for array in (arrays.x_train, arrays.y_train, arrays.x_test, arrays.y_test):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 0


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"6,0,1,0\n5,1,1,1\n",  # cut after a whole line
        b"6,0,1,0\n5,1,1,1\n0,0,0,0",
        b"6,0,1,0\r\n5,1,1,1\r\n0,0,0,0\r\n",
        b"6,0,1,0\n5,1,1,1\n1,0,0,0\n",  # another label
        b"6,0,1,0\n5,1,1,1\n0,0,0,0\n" * 1000,
        pickle.dumps([6, 0, 1, 0]),
    ],
)
def test_any_other_content_is_refused(folder: Path, cache: Path, files: Path, text: bytes) -> None:
    (files / "smallTrain.csv").write_bytes(text)
    with pytest.raises(HostError, match=r"smallTrain\.csv: expected the course's file of 24 bytes"):
        DataShelf(folder, cache=cache).get("cmu_letters")


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, cache: Path, files: Path, name: str) -> None:
    (files / name).unlink()
    with pytest.raises(HostError, match=f"damaged or incomplete .*{name}"):
        DataShelf(folder, cache=cache).get("cmu_letters")


def test_endless_file_is_read_no_further(files: Path) -> None:
    (files / "tinyTrain.csv").unlink()
    (files / "tinyTrain.csv").symlink_to("/dev/zero")
    with pytest.raises(ValueError, match="got another content"):
        read_folder(files, KNOWN)


def test_lines_that_are_no_numbers() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        from_csv(FILES | {"tinyTrain.csv": b"a,0,1\n"})
    with pytest.raises(ValueError, match="columns"):
        from_csv(FILES | {"tinyTrain.csv": b"1,0,1\n1,0\n"})


REAL = Path(os.environ.get("GRADER_DATA", "/nowhere"))


@pytest.mark.skipif(
    not (REAL / "cmu_hw5" / "smallTrain.csv").is_file(),
    reason="GRADER_DATA holds no real letters",
)
def test_real_letters() -> None:
    data = load("cmu_letters")
    assert data.used.origin == "complete"
    shapes = {"tiny": (2, 2, 5), "small": (500, 100, 128)}
    shapes |= {"medium": (5000, 1000, 128), "large": (9000, 1000, 128)}
    for name, (train, validation, features) in shapes.items():
        arrays = getattr(data, name)
        assert arrays.x_train.shape == (train, features)
        assert arrays.x_test.shape == (validation, features)
        assert set(np.unique(arrays.x_train)) == {0.0, 1.0}
        lines = data.csv(name, "train").splitlines()
        assert [float(number) for number in lines[-1].split(b",")] == [
            arrays.y_train[-1],
            *arrays.x_train[-1],
        ]
    assert data.large.y_train.tolist() != sorted(data.large.y_train.tolist())
    assert np.bincount(data.large.y_train).tolist() == [900] * 10
    assert tuple(shapes) == letters.NAMES

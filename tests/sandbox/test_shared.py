"""Large arrays are written once, can't be changed by student code, and cost nothing once gone."""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.sandbox.shared import SharedArrays
from grader.sandbox.temporary import OWNER


def frozen(count: int) -> Any:
    array = np.arange(float(count))
    array.flags.writeable = False
    return array


def test_a_read_only_array_is_written_once(open_files: Callable[[], int]) -> None:
    before = open_files()
    shared = SharedArrays(by_path=False)
    array = frozen(200_000)
    number, path = shared.share(array)
    assert path == ""
    assert shared.share(array) == (number, "")
    assert os.pread(number, 16, 8) == array[1:3].tobytes()
    for change in (lambda: os.pwrite(number, b"x", 0), lambda: os.ftruncate(number, 0)):
        with pytest.raises(PermissionError):
            change()
    shared.close()
    assert open_files() == before


@pytest.mark.parametrize("by_path", [False, True])
def test_a_slice_of_one_check_is_gone_with_it(
    by_path: bool, temporary: Path, open_files: Callable[[], int]
) -> None:
    gc.collect()
    before = open_files()
    shared = SharedArrays(by_path)
    whole = frozen(400_000)
    for start in range(5):
        shared.share(whole[start:])
        gc.collect()
        assert open_files() == before + by_path  # the lock of the folder
        assert [p for p in temporary.rglob("*") if p.is_file() and p.name != OWNER] == []
    shared.close()
    assert open_files() == before
    assert os.listdir(temporary) == []


def test_an_array_that_may_change_is_written_anew() -> None:
    shared = SharedArrays(by_path=False)
    array = np.zeros(200_000)
    number, _ = shared.share(array)
    assert os.pread(number, 8, 0) == bytes(8)
    shared.forget_changeable()
    array[0] = 1.0
    number, _ = shared.share(array)
    assert os.pread(number, 8, 0) == np.float64(1).tobytes()
    shared.close()


def test_views_are_written_in_the_order_they_show() -> None:
    shared = SharedArrays(by_path=False)
    array = np.arange(6.0).reshape(2, 3).T
    number, _ = shared.share(array)
    assert os.pread(number, 48, 0) == np.ascontiguousarray(array).tobytes()
    shared.close()


def test_an_array_that_changes_between_calls_arrives_as_it_is(jail: Any) -> None:
    submission = jail.run("def first(x): return float(x[0])\n")
    array = np.zeros(200_000)
    assert submission.first(array) == 0
    array[0] = 5
    assert submission.first(array) == 5


def test_many_slices_do_not_use_up_the_descriptors(
    jail: Any, open_files: Callable[[], int]
) -> None:
    submission = jail.run("def total(x): return float(x.sum())\n")
    whole = frozen(200_000)
    gc.collect()
    before = open_files()
    for start in range(50):
        assert submission.total(whole[start:]) == whole[start:].sum()
    gc.collect()
    assert open_files() == before

"""How a wrong choice of batches is told from how far each training row moves the weights."""

import runpy
from pathlib import Path

import numpy as np
import pytest

HIDDEN = Path(__file__).resolve().parents[2] / "assignments/umich_ps4/tests/hidden"
words = runpy.run_path(str(HIDDEN / "row_uses.py"))["choice_words"]
N, SIZE, UPDATES = 36, 9, 4


def uses(batches: list[np.ndarray]) -> np.ndarray:
    """What an epoch of these batches does: each takes the mean over its rows."""
    found = np.zeros(N)
    for rows in batches:
        np.add.at(found, rows, SIZE / len(rows))
    return found


def order() -> np.ndarray:
    return np.random.default_rng(5).permutation(N)


@pytest.mark.parametrize(
    ("batches", "said"),
    [
        ([order()[:SIZE]] * 4, "takes the same rows"),
        ([np.array([3, 3, 3, 7, 7, 9, 20, 20, 20])] * 4, "takes the same rows"),
        ([np.arange(SIZE)] * 4, "takes the first rows of the data"),
        ([order()[i : i + SIZE] for i in range(4)], "overlap by all but one row"),
        ([order()[SIZE * i : SIZE * i + 8] for i in range(4)], "have 8 rows each"),
        ([order()[i : i + 1] for i in range(4)], "have a single row each"),
        ([order()[: SIZE * (i + 1)] for i in range(4)], "holds the rows of those before it"),
        (
            [np.random.default_rng(i).integers(SIZE, size=SIZE) for i in range(4)],
            "only the first batch_size rows",
        ),
    ],
)
def test_a_wrong_choice_is_named(batches: list[np.ndarray], said: str) -> None:
    assert said in words(uses(batches), SIZE, UPDATES)


@pytest.mark.parametrize("seed", range(20))
def test_a_right_choice_is_not(seed: int) -> None:
    rng = np.random.default_rng(seed)
    drawn = [rng.integers(N, size=SIZE) for _ in range(4)]
    assert words(uses(np.split(rng.permutation(N), 4)), SIZE, UPDATES) == ""
    assert words(uses(drawn), SIZE, UPDATES) == ""


def test_rows_that_move_nothing_or_the_other_way_say_nothing() -> None:
    assert words(np.zeros(N), SIZE, UPDATES) == ""
    assert words(-np.ones(N), SIZE, UPDATES) == ""

"""The measured bands of every assignment: well formed, and drawn by a check that is there."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from benchmarks.bands import SEEDS, written

COURSE = Path(__file__).parents[2]
FILES = sorted((COURSE / "assignments").glob("*/bands.toml"))
LABELS = {f"reference, {word} seeds" for word in SEEDS.values()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_bands_are_well_formed(file: Path) -> None:
    bands = tomllib.loads(file.read_text())["band"]
    names = [(band["data"], band["group"], band["curve"]) for band in bands]
    assert len(names) == len(set(names)) > 0
    for band in bands:
        assert band["data"] in ("complete", "subset", "stand-in")
        assert band["label"] in LABELS
        low, high = np.array(band["low"]), np.array(band["high"])
        assert low.shape == high.shape
        assert np.all(np.isfinite(low) & np.isfinite(high) & (low <= high))
        assert np.ptp(high - low) > 0, "seeds differ"
        if "accuracy" in band["group"]:
            assert low.min() >= 0
            assert high.max() <= 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_hidden_check_draws_them(file: Path) -> None:
    tests = "".join(p.read_text() for p in (file.parent / "tests" / "hidden").glob("test_*.py"))
    assert re.search(r"show\.reference_bands\(BANDS, ", tests)


def test_what_is_written_reads_back() -> None:
    band = {"data": "subset", "group": "loss", "curve": "relu", "label": "reference, ten seeds"}
    text = written([{**band, "low": np.array([0.123456, 2]), "high": np.array([1e-7, 12345.6])}])
    (found,) = tomllib.loads(text)["band"]
    assert found == {**band, "low": [0.1235, 2.0], "high": [1e-7, 12350.0]}

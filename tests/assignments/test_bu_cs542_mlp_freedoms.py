"""What the text of bu_cs542_mlp leaves open costs nothing, and lets nothing wrong pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
BASE = COURSE / "tests" / "corpus" / "bu_cs542_mlp" / "base.py"
CHANGED = """
import array, collections, fractions
def _changed(train):
    def call(*args, **kwargs):
        return {{name: {} for name, values in train(*args, **kwargs).items()}}
    return call
TwoLayerMLP.train = _changed(TwoLayerMLP.train)
"""
SEQUENCES = (
    "collections.deque(values)",
    "array.array('d', values)",
    "dict(enumerate(values)).values()",
    "[fractions.Fraction(float(value)) for value in values]",
)


@pytest.fixture(scope="module", name="bench")
def _bench() -> Iterator[Bench]:
    found = Bench(load_assignment(COURSE / "assignments" / "bu_cs542_mlp"), "full", DataShelf())
    yield found
    found.close()


def graded(bench: Bench, folder: Path, values: str) -> Report:
    """The report on 2.3, for the base with these for its histories."""
    folder.mkdir()
    text = BASE.read_text(encoding="utf-8") + CHANGED.format(values)
    (folder / "two_layer_mlp.py").write_text(text, encoding="utf-8")
    wanted = [c.id for c in bench.collected.checks if c.problem == "2.3"]
    report = bench.grade(read(folder), wanted)
    assert report.complete, bench.internal
    return report


def lost(report: Report) -> dict[str, str]:
    """The message of each check that didn't pass."""
    return {o.check: o.message for o in report.outcomes if o.status != "passed"}


@pytest.mark.parametrize("values", SEQUENCES)
def test_a_history_may_be_any_sequence(values: str, bench: Bench, tmp_path: Path) -> None:
    assert lost(graded(bench, tmp_path / "work", values)) == {}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("collections.deque(2 * value for value in values)", ""),
        ("collections.deque(values, maxlen=1)", ""),
        ("map(float, values)", "an object of type map"),
        ("[object() for value in values]", "an object of type object"),
    ],
)
def test_a_history_of_other_numbers_or_none_fails(
    values: str, words: str, bench: Bench, tmp_path: Path
) -> None:
    found = lost(graded(bench, tmp_path / "work", values))
    assert {"test_loss_history", "test_magnitude_history"} <= set(found)
    for message in found.values():
        assert words in message
        assert "NotPlain" not in message

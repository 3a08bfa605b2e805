"""The problems of umich_ps4 that train: the reference reaches every level, mistakes don't."""

from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
CORPUS = COURSE / "tests" / "corpus" / "umich_ps4"
REFERENCE = COURSE / "reference" / "umich_ps4" / "backprop.py"
SGD_STEP = "model.params[k] = model.params[k] - learning_rate * grads[k]"
TRAINED = ("4.2e", "4.2i", "4.2j")


def graded(path: Path, shelf: DataShelf, problems: tuple[str, ...] = TRAINED) -> Report:
    """The report on the problems that train."""
    bench = Bench(load_assignment(COURSE / "assignments" / "umich_ps4"), "full", shelf)
    try:
        wanted = [c.id for c in bench.collected.checks if c.problem in problems]
        report = bench.grade(read(path), wanted)
        assert report.complete, bench.internal
        return report
    finally:
        bench.close()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DataShelf:
    """A host that has no real data."""
    monkeypatch.delenv("GRADER_DATA", raising=False)
    return DataShelf(cache=tmp_path)


def test_reference_reaches_every_level_on_the_stand_in(stand_in: DataShelf) -> None:
    report = graded(REFERENCE, stand_in)
    assert report.score == 1.5, [(o.check, o.message) for o in report.outcomes]
    assert [used.origin for used in report.data] == ["stand-in"]
    curves = {curve.group for outcome in report.outcomes for curve in outcome.curves}
    assert {"accuracy of sgd", "accuracy of momentum"} <= curves  # for the figure of 4.2f
    for outcome in report.outcomes:
        assert [b.curve for b in outcome.bands] == [c.label for c in outcome.curves]
        for band, curve in zip(outcome.bands, outcome.curves, strict=True):
            assert len(band.low) == len(curve.values) == len(band.high)
            low, last, high = band.low[-1], curve.values[-1], band.high[-1]
            assert low is not None and last is not None and high is not None  # noqa: PT018
            assert low - 0.05 < last < high + 0.05  # of the reference itself


def test_reference_reaches_every_level_on_the_real_subset() -> None:
    shelf = DataShelf()
    if shelf.available("cifar10").origin != "subset":
        pytest.skip("needs the CIFAR-10 subset in GRADER_DATA")
    report = graded(REFERENCE, shelf)
    assert report.score == 1.5, [(o.check, o.message) for o in report.outcomes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SGD_STEP, SGD_STEP.replace("] - ", "] + ")),
        (SGD_STEP, "pass"),
    ],
    ids=["ascent", "no update"],
)
def test_broken_training_reaches_none(
    old: str, new: str, stand_in: DataShelf, tmp_path: Path
) -> None:
    text = (CORPUS / "base.py").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "backprop.py"
    path.write_text(text.replace(old, new), encoding="utf-8")
    outcomes = {o.check: o for o in graded(path, stand_in, ("4.2e",)).outcomes}
    assert outcomes["test_sgd_accuracy"].status == "failed"
    assert outcomes["test_momentum_accuracy"].status == "passed"


def test_training_makes_up_for_a_layer_with_the_wrong_sign(
    stand_in: DataShelf, tmp_path: Path
) -> None:
    # charged in 4.2a: the network learns all the same, and other scores than its parameters say
    text = (CORPUS / "base.py").read_text(encoding="utf-8")
    for right in ("x.dot(w) + b", "dout.dot(w.T)", "x.T.dot(dout)"):
        assert text.count(right) == 1
        text = text.replace(right, f"-{right}")
    path = tmp_path / "backprop.py"
    path.write_text(text, encoding="utf-8")
    assert graded(path, stand_in, ("4.2e",)).score == 0.5

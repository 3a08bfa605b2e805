"""The problems of lund_fman45_a3 that train: what learns reaches the level, what doesn't fails.

On generated data, so that everybody has it. The long training of 7a is left to
`benchmarks/thresholds_lund_fman45_a3.py`; here its five checks share one short training.
"""

import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Outcome
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
REFERENCE = COURSE / "reference" / "lund_fman45_a3"
BASE = COURSE / "tests" / "corpus" / "lund_fman45_a3" / "base.py"


def graded(
    path: Path, shelf: DataShelf, *problems: str, course: Path = COURSE
) -> dict[str, Outcome]:
    """The outcomes of these problems, by check."""
    bench = Bench(load_assignment(course / "assignments" / "lund_fman45_a3"), "full", shelf)
    try:
        wanted = [c.id for c in bench.collected.checks if c.problem in problems]
        report = bench.grade(read(path), wanted)
        assert report.complete, bench.internal
        assert {used.origin for used in report.data} == {"stand-in"}
        return {outcome.check: outcome for outcome in report.outcomes}
    finally:
        bench.close()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DataShelf:
    """A host that has no real data."""
    monkeypatch.delenv("GRADER_DATA", raising=False)
    return DataShelf(cache=tmp_path)


def test_reference_reaches_the_level_of_mnist(stand_in: DataShelf) -> None:
    outcome = graded(REFERENCE, stand_in, "6b")["test_mnist_accuracy"]
    assert outcome.status == "passed", outcome.message
    shown = {(curve.group, curve.label) for curve in outcome.curves}
    assert ("digits of MNIST", "precision") in shown
    assert ("loss on MNIST", "moving average") in shown


def test_net_that_does_not_learn_fails(stand_in: DataShelf, tmp_path: Path) -> None:
    text = BASE.read_text(encoding="utf-8")
    old = 'for it in range(opts["iterations"]):'
    assert text.count(old) == 1
    path = tmp_path / "cnn_training.py"
    path.write_text(text.replace(old, "for it in range(1):"), encoding="utf-8")
    outcome = graded(path, stand_in, "6b")["test_mnist_accuracy"]
    assert outcome.status == "failed"
    assert "test images of MNIST" in outcome.message


def own_net(body: str, tmp_path: Path) -> Path:
    """A submission whose training of 7a is this."""
    text = BASE.read_text(encoding="utf-8").split("def improved(x, labels):")[0]
    path = tmp_path / "cnn_training.py"
    path.write_text(f"{text}CALLS = []\n\n\ndef improved(x, labels):\n{body}", encoding="utf-8")
    return path


def test_net_of_chance_earns_no_step_of_the_curve(stand_in: DataShelf, tmp_path: Path) -> None:
    body = """    weights = np.random.default_rng(0).normal(size=(10, 3072))
    dense = {"type": "fully_connected", "weights": weights, "biases": np.zeros((10, 1))}
    return [dense, {"type": "softmaxloss"}]
"""
    outcomes = graded(own_net(body, tmp_path), stand_in, "7a")
    assert outcomes.pop("test_cifar_baseline").status == "failed"
    assert {outcome.status for outcome in outcomes.values()} == {"skipped"}


def test_curve_trains_once_and_pays_step_by_step(stand_in: DataShelf, tmp_path: Path) -> None:
    """What a linear classifier reaches; a second call of the training would end in an error."""
    body = """    CALLS.append(1)
    assert len(CALLS) == 1, "called twice"
    assert x.dtype == np.float32 and x.shape[:3] == (32, 32, 3) and abs(x.mean()) < 0.1
    small = x.reshape(8, 4, 8, 4, 3, -1).mean(axis=(1, 3)).reshape(192, -1, order="F")
    ridge = small @ small.T + 1e4 * np.eye(192)
    weights = np.linalg.solve(ridge, small @ (np.eye(10)[labels] - 0.1)).T
    mean = np.kron(np.eye(8), np.ones((1, 4)) / 4)
    whole = np.einsum("ncxy,yh,xw->ncwh", weights.reshape(10, 3, 8, 8), mean, mean)
    dense = {
        "type": "fully_connected",
        "weights": whole.reshape(10, 3072),
        "biases": np.zeros((10, 1)),
    }
    return [dense, {"type": "softmaxloss"}]
"""
    course = tmp_path / "course"  # with levels that such a net passes in part
    for part in ("assignments", "reference"):
        shutil.copytree(COURSE / part / "lund_fman45_a3", course / part / "lund_fman45_a3")
    levels = course / "assignments" / "lund_fman45_a3" / "thresholds.toml"
    levels.write_text("[stand-in]\nbaseline = 0.3\nbetter = 0.4\nclearly = 0.8\n", encoding="utf-8")
    outcomes = graded(own_net(body, tmp_path), stand_in, "7a", course=course)
    names = ("baseline", "better", "clearly_better", "much_better", "excellent")
    statuses = [outcomes[f"test_cifar_{name}"].status for name in names]
    assert statuses == ["passed", "passed", "failed", "skipped", "skipped"]
    shown = outcomes["test_cifar_baseline"].curves
    assert [curve.label for curve in shown] == ["precision", "recall"]

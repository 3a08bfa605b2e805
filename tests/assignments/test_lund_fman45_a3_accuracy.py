"""The problems of lund_fman45_a3 that train: what learns reaches the level, what doesn't fails.

On generated data, so that everybody has it. The long training of 7a is left to
`benchmarks/thresholds_lund_fman45_a3.py`; here its five checks share one short training.
"""

import shutil
from pathlib import Path

import numpy as np
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
    assert ("loss on MNIST", "moving average") in shown
    table, rates = outcome.tables
    assert rates.columns == ("precision", "recall")
    assert np.array(rates.values).shape == (10, 2)
    counted = np.array(table.values)
    assert counted.shape == (10, 10)
    filters, wrong = outcome.galleries
    assert [(p.height, p.width, p.channels) for p in filters.pictures] == [(5, 5, 1)] * 16
    assert len(wrong.pictures) == min(20, counted.sum() - np.trace(counted)) > 0
    for picture in wrong.pictures:
        right, found = picture.caption.split(", seen as ")
        assert counted[int(right), int(found)] > 0


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
    levels = "baseline = 0.3\nbetter = 0.4\nclearly = 0.8\nmuch = 0.9\nexcellent = 0.95\n"
    course = with_levels(tmp_path, levels)  # such that this net passes in part
    outcomes = graded(own_net(body, tmp_path), stand_in, "7a", course=course)
    names = ("baseline", "better", "clearly_better", "much_better", "excellent")
    statuses = [outcomes[f"test_cifar_{name}"].status for name in names]
    assert statuses == ["passed", "passed", "failed", "skipped", "skipped"]
    shown = outcomes["test_cifar_baseline"]
    assert [table.title.split(",")[0] for table in shown.tables] == ["confusion matrix", "rates"]
    galleries = shown.galleries  # a dense first layer has no filters
    assert [gallery.title for gallery in galleries] == ["misclassified, classes of CIFAR-10"]
    assert {picture.channels for picture in galleries[0].pictures} == {3}
    assert not outcomes["test_cifar_better"].tables


LINEAR = """    small = x.reshape(8, 4, 8, 4, 3, -1).mean(axis=(1, 3)).reshape(192, -1, order="F")
    ridge = small @ small.T + 1e4 * np.eye(192)
    weights = np.linalg.solve(ridge, small @ (np.eye(10)[labels] - 0.1)).T
"""


def with_levels(tmp_path: Path, levels: str) -> Path:
    """The course with these levels on generated data."""
    course = tmp_path / "course"
    for part in ("assignments", "reference"):
        shutil.copytree(COURSE / part / "lund_fman45_a3", course / part / "lund_fman45_a3")
    path = course / "assignments" / "lund_fman45_a3" / "thresholds.toml"
    path.write_text(f"[stand-in]\n{levels}", encoding="utf-8")
    return course


@pytest.mark.parametrize("kind", ["small", "fully_connected"])
def test_layers_of_ones_own_are_run_by_ones_own_evaluate(
    kind: str, stand_in: DataShelf, tmp_path: Path
) -> None:
    """A new type of layer, or a given one that means something else: scores of the own evaluate."""
    body = (
        LINEAR
        + f"""    layer = {{"type": "{kind}", "weights": weights, "biases": np.zeros((10, 1))}}
    return [layer, {{"type": "softmaxloss"}}]


def evaluate(net, x, labels=None, evaluate_gradient=False):
    small = x.reshape(8, 4, 8, 4, 3, -1).mean(axis=(1, 3)).reshape(192, -1, order="F")
    return [net[0]["weights"] @ small], []
"""
    )
    levels = "baseline = 0.3\nbetter = 0.4\nclearly = 0.8\nmuch = 0.9\nexcellent = 0.95\n"
    course = with_levels(tmp_path, levels)
    outcomes = graded(own_net(body, tmp_path), stand_in, "7a", course=course)
    names = ("baseline", "better", "clearly_better")
    statuses = [outcomes[f"test_cifar_{name}"].status for name in names]
    assert statuses == ["passed", "passed", "failed"]


def test_layers_that_two_and_three_charge_cost_nothing_where_they_learn(
    stand_in: DataShelf, tmp_path: Path
) -> None:
    text = BASE.read_text(encoding="utf-8")
    for old, new in (
        ('X = np.reshape(X, (features, batch), order="F")', "X = np.reshape(X, (features, batch))"),
        ('X = np.reshape(X, (-1, batch), order="F")', "X = np.reshape(X, (-1, batch))"),
        ('np.reshape(dX, sz, order="F")', "np.reshape(dX, sz)"),
        ("Z = np.where(X > 0, X, 0.0)", "Z = np.abs(X)"),
        ("dldX = np.where(X > 0, dldZ, 0.0)", "dldX = np.sign(X) * dldZ"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "cnn_training.py"
    path.write_text(text, encoding="utf-8")
    outcome = graded(path, stand_in, "6b")["test_mnist_accuracy"]
    assert outcome.status == "passed", outcome.message


TABLE = """

KNOWN = np.load("known.npz")


def pooled(x):
    found = x.reshape(x.shape[0] // 4, 4, x.shape[1] // 4, 4, -1, x.shape[-1]).mean(axis=(1, 3))
    found = found.reshape(-1, x.shape[-1]).T
    return found - found.mean(axis=0)  # whatever mean was subtracted


def evaluate(net, x, labels=None, evaluate_gradient=False):
    name, scale = ("mnist", 255) if x.shape[0] == 28 else ("cifar10", 1)
    known, mine = KNOWN[name + "_x"], pooled(x * scale)
    apart = (known**2).sum(axis=1) - 2 * mine @ known.T + (mine**2).sum(axis=1)[:, None]
    found = KNOWN[name + "_y"][apart.argmin(axis=1)]
    found[apart.min(axis=1) > 25 * known.shape[1]] = 0  # none of the table
    return [np.eye(10)[:, found]], []


def training(net, x, labels, opts):
    return net, [1.0] * opts["iterations"]


def improved(x, labels):
    return [{"type": "softmaxloss"}]
"""


def test_table_of_the_published_test_images_gains_nothing(
    stand_in: DataShelf, tmp_path: Path
) -> None:
    known: dict[str, np.ndarray] = {}
    for name, side in (("mnist", 28), ("cifar10", 32)):
        data = stand_in.get(name)
        x = data.x_test.reshape(len(data.x_test), -1, side // 4, 4, side // 4, 4).mean(axis=(3, 5))
        x = x.transpose(2, 3, 1, 0).reshape(-1, len(x)).T
        known |= {f"{name}_x": x - x.mean(axis=0), f"{name}_y": data.y_test}
    work = tmp_path / "work"
    work.mkdir()
    np.savez_compressed(work / "known.npz", **known)  # type: ignore[arg-type]
    text = BASE.read_text(encoding="utf-8")
    (work / "cnn_training.py").write_text(text + TABLE, encoding="utf-8")
    outcomes = graded(work, stand_in, "6b", "7a")
    assert not any(outcome.points for outcome in outcomes.values()), outcomes
    assert "other images" in outcomes["test_cifar_baseline"].message

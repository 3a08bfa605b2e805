"""Problem 2.4a of bu_cs542_mlp: a network that learns reaches its level, a table of images doesn't.

On generated data, so that everybody has it.
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
REFERENCE = COURSE / "reference" / "bu_cs542_mlp"
TABLE = """
import numpy as np

KNOWN = np.load("known.npz")
KEY = np.random.RandomState(7).randint(0, 1 << 62, 784)
CLASSES = dict(zip((KNOWN["x"].astype(np.int64) @ KEY).tolist(), KNOWN["y"].tolist()))


class TwoLayerMLP:
    def __init__(self, D, H, C, std=1e-4, activation="relu"):
        shapes = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
        self.params = {name: std * np.random.randn(*shape) for name, shape in shapes.items()}

    def train(self, X, y, X_val, y_val, **options):
        self.mean = -X.min(axis=0)  # some pixel of each place is black
        return {"val_acc_history": [0.97] * options["num_epochs"]}

    def predict(self, X):
        keys = np.rint(X + self.mean).astype(np.int64) @ KEY
        return np.array([CLASSES.get(key, 0) for key in keys.tolist()])

    def loss(self, X, y=None, reg=0.0):
        return np.eye(10)[self.predict(X)]
"""


@pytest.fixture(name="stand_in")
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DataShelf:
    """A host that has no real data."""
    monkeypatch.delenv("GRADER_DATA", raising=False)
    return DataShelf(cache=tmp_path / "data")


def graded(path: Path, shelf: DataShelf) -> dict[str, Outcome]:
    """The outcomes of 2.4a, by check."""
    bench = Bench(load_assignment(COURSE / "assignments" / "bu_cs542_mlp"), "full", shelf)
    try:
        wanted = [c.id for c in bench.collected.checks if c.problem == "2.4a"]
        report = bench.grade(read(path), wanted)
        assert report.complete, bench.internal
        return {outcome.check: outcome for outcome in report.outcomes}
    finally:
        bench.close()


def changed(old: str, new: str, target: Path) -> Path:
    """The reference with another line in it."""
    shutil.copytree(REFERENCE, target)
    path = target / "two_layer_mlp.py"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return target


def test_reference_reaches_both_levels(stand_in: DataShelf) -> None:
    outcomes = graded(REFERENCE, stand_in)
    assert {outcome.status for outcome in outcomes.values()} == {"passed"}, outcomes


def test_wrong_activation_and_predict_are_charged_elsewhere(
    stand_in: DataShelf, tmp_path: Path
) -> None:
    path = changed("np.tanh(0.5 * inputs)", "np.tanh(-0.5 * inputs)", tmp_path / "work")
    source = path / "two_layer_mlp.py"
    text = source.read_text(encoding="utf-8").replace("dhidden * hidden *", "-dhidden * hidden *")
    text = text.replace("np.argmax(self.loss(X), axis=1)", "np.argmin(self.loss(X), axis=1)")
    source.write_text(text, encoding="utf-8")
    assert graded(path, stand_in)["test_digits_sigmoid"].status == "passed"


def test_network_that_does_not_learn_fails(stand_in: DataShelf, tmp_path: Path) -> None:
    path = changed("learning_rate * grads[name]", "0 * grads[name]", tmp_path / "work")
    outcomes = graded(path, stand_in)
    assert {outcome.status for outcome in outcomes.values()} == {"failed"}
    assert "test images" in outcomes["test_digits_relu"].message


def test_table_of_the_published_images_gains_nothing(stand_in: DataShelf, tmp_path: Path) -> None:
    images = stand_in.get("mnist")
    x = np.concatenate([images.x_train, images.x_test])
    y = np.concatenate([images.y_train, images.y_test])
    work = tmp_path / "work"
    work.mkdir()
    np.savez_compressed(work / "known.npz", x=x, y=y)
    (work / "two_layer_mlp.py").write_text(TABLE, encoding="utf-8")
    outcomes = graded(work, stand_in)
    assert {outcome.status for outcome in outcomes.values()} == {"failed"}

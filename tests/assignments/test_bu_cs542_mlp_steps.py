"""What a diagnosis of CS 542 reads from the parameters after training: rates, rows, momentum."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench

COURSE = Path(__file__).resolve().parents[2]
BASE = (COURSE / "tests" / "corpus" / "bu_cs542_mlp" / "base.py").read_text(encoding="utf-8")

RATE = "            learning_rate *= learning_rate_decay\n"
STEP = "                    self.params[param] -= learning_rate * grads[param]\n"
LOOP = "                for param in self.params:\n"
ROWS = "                idx = perm[it * batch_size:(it + 1) * batch_size]\n"
LABELS = "                y_batch = y[idx]\n"
MOVING = """\
                if len(loss_history) == 1:
                    moving = {name: 0 * grad for name, grad in grads.items()}
                for param in self.params:
                    moving[param] = 0.8 * moving[param] + grads[param]
                    self.params[param] -= learning_rate * moving[param]
"""


@pytest.fixture(name="told", scope="module")
def _told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A function that grades the base with one change, and gives what a check's diagnosis says."""
    bench = Bench(load_assignment(COURSE / "assignments" / "bu_cs542_mlp"), "full", DataShelf())

    def told(check: str, old: str, new: str) -> str:
        assert BASE.count(old) == 1
        folder = tmp_path_factory.mktemp("handed_in")
        (folder / "two_layer_mlp.py").write_text(BASE.replace(old, new), encoding="utf-8")
        (outcome,) = bench.grade(read(folder), [check]).outcomes
        assert outcome.status == "failed"
        assert not bench.internal
        return outcome.diagnosis

    yield told
    bench.close()


@pytest.mark.parametrize(
    ("check", "old", "new", "said"),
    [
        ("test_decay", RATE, RATE.replace("decay\n", "decay ** 0.5\n"), "changes by one factor"),
        ("test_update", LOOP + STEP, MOVING, "momentum"),
        ("test_update", STEP, STEP.replace("grads", "(1 + (param == 'b1')) * grads"), "b1 moves 2"),
        ("test_batches", "random.seed(1)", "random.seed(7)", "another seed"),
        ("test_batches", LABELS, "                y_batch = y[np.sort(idx)]\n", "aren't theirs"),
        ("test_batches", ROWS, ROWS.replace("[it *", "[1 + it *"), "share"),
        ("test_batches", ROWS, f"{ROWS.rstrip()}\n                idx = perm[idx]\n", "the order"),
    ],
)
def test_what_training_did_is_told(
    told: Callable[..., str], check: str, old: str, new: str, said: str
) -> None:
    assert said in told(check, old, new)


@pytest.mark.parametrize("number", ["1e308", "-1e200", "np.nan"])
def test_parameters_that_no_training_ends_at_are_not_measured(
    told: Callable[..., str], number: str
) -> None:
    after = f"{STEP}                    self.params[param][:] = {number}\n"
    assert "rate" not in told("test_batches", STEP, after)

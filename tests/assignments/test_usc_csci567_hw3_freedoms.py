"""What the text of usc_csci567_hw3 leaves open costs nothing, and lets nothing wrong pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]
BASE = COURSE / "tests" / "corpus" / "usc_csci567_hw3" / "base"

STARTS = "np.zeros((input_D, output_D))", "np.zeros((1, output_D))"
NUMERIC = "    return analytic, numeric"
CLEARED = "            module.gradient[key] = np.zeros_like(module.gradient[key])\n"
MOVED = (
    "            module.params[key] = module.params[key] - _learning_rate * velocity[name + key]\n"
)
GIVEN = MOVED + "    return velocity\n"
IN_MODULES = {
    "def momentum_step(model, velocity, _learning_rate, _alpha):\n": (
        "def momentum_step(model, _, _learning_rate, _alpha):\n"
        "    velocity = model['L1'].__dict__.setdefault('velocity', {})\n"
    ),
    GIVEN: MOVED,
}


@pytest.fixture(scope="module", name="bench")
def _bench() -> Iterator[Bench]:
    found = Bench(load_assignment(COURSE / "assignments" / "usc_csci567_hw3"), "full", DataShelf())
    yield found
    found.close()


def graded(bench: Bench, folder: Path, problem: str, changes: dict[str, str]) -> Report:
    """The report on one problem, its program aside, for the base with these changes.

    changes: the old text, which is there once, and the new one.
    """
    folder.mkdir()
    text = (BASE / "neural_networks.py").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "neural_networks.py").write_text(text, encoding="utf-8")
    checks = [c for c in bench.collected.checks if c.problem == problem]
    report = bench.grade(read(folder), [c.id for c in checks if "program" not in c.id])
    assert report.complete, bench.internal
    return report


def lost(report: Report) -> dict[str, str]:
    """The message of each check that didn't pass."""
    return {o.check: o.message for o in report.outcomes if o.status != "passed"}


@pytest.mark.parametrize("start", ["None", "np.full((input_D, output_D), np.nan)"])
def test_a_gradient_may_hold_anything_before_the_first_backward(
    start: str, bench: Bench, tmp_path: Path
) -> None:
    changes = dict.fromkeys(STARTS, start)
    for problem in ("3.1.1", "3.1.3", "3.1.4", "3.1.5"):
        assert lost(graded(bench, tmp_path / problem, problem, changes)) == {}


@pytest.mark.parametrize("start", ["None", "0.0"])
@pytest.mark.parametrize(
    ("returned", "caught"),
    [
        ("analytic, analytic", "test_checker_difference"),
        ("numeric, numeric", "test_checker_gradient"),
    ],
)
def test_a_checker_that_hands_out_one_number_twice_is_wrong(
    returned: str, caught: str, start: str, bench: Bench, tmp_path: Path
) -> None:
    changes = {**dict.fromkeys(STARTS, start), NUMERIC: f"    return {returned}"}
    assert caught in lost(graded(bench, tmp_path / "wrong", "3.1.5", changes))


def test_momentum_may_clear_the_gradients_after_each_step(bench: Bench, tmp_path: Path) -> None:
    assert lost(graded(bench, tmp_path / "right", "3.4a", {MOVED: MOVED + CLEARED})) == {}


def test_momentum_may_keep_the_velocity_in_the_modules(bench: Bench, tmp_path: Path) -> None:
    assert lost(graded(bench, tmp_path / "right", "3.4a", IN_MODULES)) == {}


def test_momentum_that_loses_the_velocity_is_told_so(bench: Bench, tmp_path: Path) -> None:
    found = lost(graded(bench, tmp_path / "wrong", "3.4a", {GIVEN: MOVED}))
    assert "returned nothing (None)" in found["test_momentum_later"]
    anew = {"def momentum_step(model, velocity,": "def momentum_step(model, _,",
            "    for name in ('L1', 'L2'):": "    velocity = {}\n    for name in ('L1', 'L2'):",
            GIVEN: MOVED}  # fmt: skip
    found = lost(graded(bench, tmp_path / "anew", "3.4a", anew))
    assert {"test_momentum_later", "test_momentum_example"} <= set(found)


def answered(bench: Bench, folder: Path, updates: list[int]) -> tuple[str, float, float]:
    """Status, points and pending points of an answer to 3.2b."""
    folder.mkdir()
    (folder / "answers.toml").write_text(f'"3.2b" = {updates}\n', encoding="utf-8")
    checks = [c.id for c in bench.collected.checks if c.id == "test_updates"]
    (outcome,) = bench.grade(read(folder), checks).outcomes
    return outcome.status, outcome.points, outcome.pending


LARGE = [8600, 780, 316]


@pytest.mark.parametrize("updates", [
    [70000, 28000, *LARGE],  # of runs in single precision
    [30000, 20000, *LARGE],
    [130000, 42000, *LARGE],
    [140000, 22000, 7000, 780, 316],
])  # fmt: skip
def test_updates_of_runs_that_rounding_ended_elsewhere_wait_for_a_human(
    updates: list[int], bench: Bench, tmp_path: Path
) -> None:
    assert answered(bench, tmp_path / "a", updates)[1:] == (0, 3)


@pytest.mark.parametrize("updates", [
    [20000, 20000, *LARGE],  # two epochs later the accuracy is higher by far
    [130000, 14000, *LARGE],
    [130001, 20000, *LARGE],  # no whole epochs
    [130000, 20000, 4000, 780, 316],  # the best of batches of 1 and 5 can be no other's
    [130000, 20000, 8600, 40, 316],
    [130000, 20000, 8600, 780, 2],
    [2000000, 400000, 8600, 780, 316],  # all epochs that there may be
    [160000, 26000, 9200, 840, 322],  # whole runs, also those in single precision
    [100000, 34000, 9200, 840, 322],
])  # fmt: skip
def test_updates_of_no_run_are_wrong(updates: list[int], bench: Bench, tmp_path: Path) -> None:
    assert answered(bench, tmp_path / "a", updates) == ("failed", 0, 0)

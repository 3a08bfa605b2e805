"""The benchmark of gradient checks: a sample of it, and that it says what it finds."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.gradcheck import ours, tables
from benchmarks.gradcheck.families import FAMILIES, case
from benchmarks.gradcheck.plan import planted
from benchmarks.gradcheck.tally import EXACT, Said, Tally

COURSE = Path(__file__).parents[2]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_right_gradients_pass_and_mutants_are_found(family, large):
    seeds = range(1, 3) if large else range(1, 5)
    for seed in seeds:
        point = case(family, seed, large)
        assert ours.verdict(point, point.right, seed)[0] != "failed"
    found = 0
    for point, mutant in planted(family, seeds[0], large):
        if not mutant.faint:
            assert ours.verdict(point, mutant.got, seeds[0])[0] == "failed", mutant.mistake
            found += 1
    assert found > 10


def test_points_and_mutants_repeat():
    first, second = (list(planted("mlp", 3, False)) for _ in range(2))
    assert [m.mistake for _, m in first] == [m.mistake for _, m in second]
    for (_, one), (_, other) in zip(first, second, strict=True):
        for name, got in one.got.items():
            assert got.tobytes() == other.got[name].tobytes()


@pytest.mark.parametrize(
    ("part", "verdict", "short"),
    [
        ("clean", "passed", ""),
        ("clean", "none", ""),
        ("clean", "failed", "false alarms"),
        ("mutants", "failed", ""),
        ("mutants", "passed", "misses"),
    ],
)
def test_what_falls_short_is_said(part, verdict, short):
    tally, text = Tally(), StringIO()
    tally.add(Said(EXACT, part, "relu", verdict, 0.001))
    code = tables.judged(tally, [], Console(file=text))
    assert code == bool(short)
    assert short in text.getvalue()


def test_a_missing_yardstick_is_said():
    """An isolated interpreter without any of them but what this one has."""
    block = (
        "import sys\n"
        "for name in ('torch', 'scipy', 'autograd'): sys.modules[name] = None\n"
        "sys.argv = ['yardsticks', 'quick']\n"
        "from benchmarks.gradcheck.yardsticks import main\n"
        "main()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", block], cwd=COURSE, capture_output=True, text=True, check=True
    )
    remarks = [json.loads(line)["remark"] for line in told.stdout.splitlines()]
    assert len(remarks) == 4
    assert all("not measured" in remark for remark in remarks)

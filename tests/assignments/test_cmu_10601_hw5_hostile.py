"""Programs that only look like neural networks, against the real sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Report
from grader.runner.bench import Bench

COURSE = Path(__file__).parents[2]

HEAD = """
import math, sys
train, validation, train_out, validation_out, metrics = sys.argv[1:6]
epochs, rate = int(sys.argv[6]), float(sys.argv[9])
labels = [[int(line.split(",")[0]) for line in open(path).read().split()]
          for path in (train, validation)]
bias = [0.0] * 10

def probabilities():
    e = [math.exp(b) for b in bias]
    return [v / sum(e) for v in e]

def write(losses, guess):
    with open(metrics, "w") as file:
        for epoch, pair in enumerate(losses, 1):
            for name, loss in zip(("train", "validation"), pair):
                print(f"epoch={epoch} crossentropy({name}): {loss:.10f}", file=file)
        for name, path, part in zip(("train", "validation"), (train_out, validation_out), labels):
            with open(path, "w") as out:
                out.write(f"{guess}\\n" * len(part))
            print(f"error({name}): {sum(y != guess for y in part) / len(part)}", file=file)
"""
CONSTANT = HEAD + "write([(2.3 / (1 + 0.1 * e),) * 2 for e in range(epochs)], 0)\n"
FREQUENCIES = (
    HEAD
    + """
losses = []
for _ in range(epochs):
    for y in labels[0]:
        p = probabilities()
        bias = [b - rate * (q - (k == y)) for k, (b, q) in enumerate(zip(bias, p))]
    p = probabilities()
    losses.append([sum(-math.log(p[y]) for y in part) / len(part) for part in labels])
write(losses, bias.index(max(bias)))
"""
)
LOOKS_AROUND = """
import glob, os, sys
found = [p for root in ("/", "..", sys.path[0]) for p in glob.glob(root + "/**/thresholds.toml")]
found += glob.glob("/**/reference/cmu_10601_hw5/*", recursive=True)
if found:
    os.system("cat " + found[0])
for path in sys.argv[3:6]:
    open(path, "w").write("\\n".join(found))
"""


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    bench = Bench(load_assignment(COURSE / "assignments" / "cmu_10601_hw5"), "full", DataShelf())
    yield bench
    bench.close()


def grade(bench: Bench, folder: Path, program: str) -> Report:
    (folder / "neuralnet.py").write_text(program)
    wanted = [c.id for c in bench.collected.checks if c.problem.startswith("5")]
    report = bench.grade(read(folder), wanted)
    assert report.complete, bench.internal
    return report


def passed(report: Report) -> set[str]:
    return {o.check for o in report.outcomes if o.status == "passed" and o.max_points}


def test_constant_numbers_earn_their_form_and_the_tie_alone(bench: Bench, tmp_path: Path) -> None:
    report = grade(bench, tmp_path, CONSTANT)
    form = {"test_metrics_format", "test_label_format"}
    assert passed(report) <= form | {"test_ties", "test_errors"}


def test_class_frequencies_earn_nothing_for_pixels_or_training(
    bench: Bench, tmp_path: Path
) -> None:
    report = grade(bench, tmp_path, FREQUENCIES)
    lost = {o.problem for o in report.outcomes if o.max_points and o.status != "passed"}
    assert {"5.1", "5.2", "5.4", "5.5"} <= lost
    training = {c.id for c in bench.collected.checks if c.problem == "5.2" and c.points}
    pixels = {"test_other_widths", "test_fractional_pixels", "test_labels"}
    assert passed(report).isdisjoint(training | pixels)


def test_a_program_that_looks_for_answers_finds_none(bench: Bench, tmp_path: Path) -> None:
    assert grade(bench, tmp_path, LOOKS_AROUND).score == 0

"""Does a right solution ever lose a point, or get a diagnosis?

    python benchmarks/false_fails.py [ASSIGNMENT ...] [--names 100] [--busy] [--training]

Grades the reference, the base of the corpus of mistakes and every right style of the corpus under
many names, each with random numbers of its own, on all checks that don't train on data, and prints
what was lost. `--busy` keeps one core busy besides. `--training` grades the reference alone, on
every check, as `grader run` does: minutes each. The exit code is 1 unless nothing was lost: no
point, no diagnosis, no internal error.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench

COURSE = Path(__file__).resolve().parents[1]
CORPUS = COURSE / "tests" / "corpus"


def entries(assignment: str) -> list[Path]:
    """The right solutions."""
    corpus = CORPUS / assignment
    base = corpus / "base" if (corpus / "base").is_dir() else corpus / "base.py"
    styles = (p for p in sorted((corpus / "right").iterdir()) if p.name != "expected.toml")
    return [COURSE / "reference" / assignment, base, *styles]


def untrained(bench: Bench) -> list[str]:
    """The checks that don't train on data."""
    problems = {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}
    return [c.id for c in bench.collected.checks if c.problem in problems]


def graded(
    bench: Bench, path: Path, names: int, wanted: list[str] | None
) -> tuple[Counter[str], int]:
    """What was lost or diagnosed, by check and words, and the number of internal errors."""
    lost: Counter[str] = Counter()
    internal = 0
    for number in range(names):
        report = bench.grade(read(path, student=f"student_{number}"), wanted)
        internal += sum(o.status == "internal-error" for o in report.outcomes)
        for outcome in report.outcomes:
            if outcome.points + outcome.pending < outcome.max_points or outcome.diagnosis:
                words = f"{outcome.message} {outcome.diagnosis}"
                lost[f"{outcome.check} ({outcome.status}): {words}"] += 1
    return lost, internal


@contextmanager
def load(busy: bool) -> Iterator[None]:
    """One core with something else to do."""
    other = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if busy else None
    try:
        yield
    finally:
        if other is not None:
            other.kill()
            other.wait()


def measured(
    assignment: str, names: int, table: Table, *, training: bool
) -> tuple[Counter[str], int]:
    """Grade the right solutions of an assignment; a row of the table for each."""
    everything: Counter[str] = Counter()
    broken = 0
    bench = Bench(load_assignment(COURSE / "assignments" / assignment), "full", DataShelf())
    try:
        wanted = None if training else untrained(bench)
        for path in entries(assignment)[: 1 if training else None]:
            start = time.perf_counter()
            lost, internal = graded(bench, path, names, wanted)
            each = f"{(time.perf_counter() - start) / names * 1000:.0f}"
            everything += lost
            broken += internal
            row = (f"{assignment}/{path.name}", str(lost.total()), str(internal), each)
            table.add_row(*row)
            print("{}: {} lost, {} internal errors, {} ms each".format(*row), file=sys.stderr)
    finally:
        bench.close()
    return everything, broken


def main() -> int:
    """Grade all, print the table; 0 when nothing was lost."""
    known = sorted(folder.name for folder in CORPUS.iterdir())
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignments", nargs="*", help="those to grade (default: all)")
    parser.add_argument("--names", type=int, default=100, help="students' names (default: 100)")
    parser.add_argument("--busy", action="store_true", help="keep one core busy besides")
    parser.add_argument("--training", action="store_true", help="the reference, on every check")
    asked = parser.parse_args()
    table = Table(title=f"{asked.names} names each{', one core busy' if asked.busy else ''}")
    for column in ("solution", "lost or diagnosed", "internal errors", "ms each"):
        table.add_column(column, justify="left" if column == "solution" else "right")
    everything: Counter[str] = Counter()
    broken = 0
    with load(asked.busy):
        for assignment in asked.assignments or known:
            lost, internal = measured(assignment, asked.names, table, training=asked.training)
            everything += lost
            broken += internal
    console = Console(width=100)
    console.print(table)
    for words, count in everything.most_common(20):
        console.print(f"{count} x {words}", markup=False)
    return 1 if everything or broken else 0


if __name__ == "__main__":
    sys.exit(main())

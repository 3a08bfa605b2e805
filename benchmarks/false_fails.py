"""Does a right solution ever lose a point? Random numbers differ by the student's name.

    python benchmarks/false_fails.py [--names 100]

Grades the reference, the base of the corpus of mistakes and every right style of the corpus under
many names, on all checks of umich_ps4 that don't train on data, and prints what was lost. The exit
code is 1 unless nothing was: no point, and no internal error.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench

COURSE = Path(__file__).resolve().parents[1]
CORPUS = COURSE / "tests" / "corpus" / "umich_ps4"


def entries() -> list[Path]:
    """The right solutions."""
    styles = (p for p in sorted((CORPUS / "right").iterdir()) if p.name != "expected.toml")
    return [COURSE / "reference" / "umich_ps4", CORPUS / "base.py", *styles]


def graded(bench: Bench, path: Path, names: int) -> tuple[Counter[str], int, float]:
    """Losses by check and message, the number of internal errors, seconds in all."""
    problems = {p.id for p in bench.assignment.spec.problems if p.kind != "accuracy"}
    wanted = [c.id for c in bench.collected.checks if c.problem in problems]
    lost: Counter[str] = Counter()
    internal, start = 0, time.perf_counter()
    for number in range(names):
        report = bench.grade(read(path, student=f"student_{number}"), wanted)
        internal += sum(o.status == "internal-error" for o in report.outcomes)
        lost.update(f"{o.check}: {o.message}" for o in report.outcomes if o.points < o.max_points)
    return lost, internal, time.perf_counter() - start


def main() -> int:
    """Grade all, print the table; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=100, help="students' names (default: 100)")
    names = parser.parse_args().names
    table = Table(title=f"{names} names each")
    for column in ("solution", "lost checks", "internal errors", "ms each"):
        table.add_column(column, justify="left" if column == "solution" else "right")
    bench = Bench(load_assignment(COURSE / "assignments" / "umich_ps4"), "full", DataShelf())
    everything: Counter[str] = Counter()
    broken = 0
    try:
        for path in entries():
            lost, internal, seconds = graded(bench, path, names)
            everything += lost
            broken += internal
            each = f"{seconds / names * 1000:.0f}"
            table.add_row(path.name, str(lost.total()), str(internal), each)
    finally:
        bench.close()
    console = Console(width=100)
    console.print(table)
    for words, count in everything.most_common(20):
        console.print(f"{count} x {words}", markup=False)
    return 1 if everything or broken else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the diagnosis makes of the mistakes of the corpus.

    python -m benchmarks.diagnosis [ASSIGNMENT ...] [--part aside|mistakes] [--waiting FILE]

Prints for each assignment how many mistakes of a part lose points, how many a report names (by the
diagnosis, or by the check's own message), how many of these rightly, and what the diagnosis takes a
failed check. `--waiting` writes the sentences without a judgement; `--show` prints what was not
named, or wrongly.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.diagnosis.corpus import CORPUS, graded, mistakes
from benchmarks.diagnosis.judged import Tally, Verdict, judgements, tally, waiting

COLUMNS = (
    "assignment", "mistakes", "lose points", "named", "by diagnosis", "right of named",
    "unjudged", "CPU ms a failed check: median", "95 %", "largest",
)  # fmt: skip


def row(name: str, found: list[Tally]) -> list[str]:
    """What the table says of these mistakes."""
    named = [one for one in found if one.named]
    by_diagnosis = sum(one.by_diagnosis in (Verdict.right, Verdict.wrong) for one in found)
    times = [1000 * one.read.seconds / one.read.failed for one in found if one.read.failed] or [0.0]
    return [
        name,
        str(len(found)),
        str(sum(one.read.lost for one in found)),
        share(len(named), len(found)),
        share(by_diagnosis, len(found)),
        share(sum(one.rightly for one in named), len(named)),
        str(sum(one.unjudged for one in found)),
        *(f"{np.quantile(times, q):.0f}" for q in (0.5, 0.95, 1.0)),
    ]


def share(part: int, whole: int) -> str:
    """A count and its share."""
    return f"{part} ({100 * part / whole:.1f} %)" if whole else "0"


def show(console: Console, found: list[Tally]) -> None:
    """The mistakes that are not named, or wrongly."""
    for one in found:
        if not one.rightly:
            what = "wrong" if one.named else "unjudged" if one.unjudged else "not named"
            console.print(f"{what}: {one.read.name}: {one.read.cause}", markup=False)
            for sentence in (*one.read.causes, *one.read.messages):
                console.print(f"    {sentence}", markup=False)


def main() -> int:
    """Grade, print; 1 where a mistake costs nothing."""
    known = sorted(folder.name for folder in CORPUS.iterdir())
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignments", nargs="*", help="those to grade (default: all)")
    parser.add_argument("--part", choices=("aside", "mistakes"), default="aside")
    parser.add_argument("--waiting", type=Path, help="where to write what is not judged yet")
    parser.add_argument("--show", action="store_true", help="print what isn't rightly named")
    asked = parser.parse_args()
    console = Console(width=140)
    table = Table(title=f"mistakes of the corpus, part {asked.part}")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "assignment" else "right")
    everything: list[Tally] = []
    left = []
    for assignment in asked.assignments or known:
        judged = judgements(assignment)
        reads = list(graded(assignment, mistakes(assignment, asked.part)))
        found = [tally(read, judged) for read in reads]
        everything += found
        table.add_row(*row(assignment, found))
        left.append(f"# {assignment}\n\n{waiting(reads, judged)}")
        if asked.show:
            show(console, found)
    table.add_row(*row("all", everything))
    console.print(table)
    for one in everything:
        if not one.read.lost:
            console.print(f"costs no point: {one.read.name}: {one.read.cause}", markup=False)
    if asked.waiting:
        asked.waiting.write_text("\n".join(left), encoding="utf-8")
    return 0 if all(one.read.lost for one in everything) else 1


if __name__ == "__main__":
    sys.exit(main())

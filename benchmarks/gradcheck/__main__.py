"""False alarms, misses and cost of `gradient`, beside other gradient checkers.

    python -m benchmarks.gradcheck [--quick] [--jobs 2] [--yardsticks PYTHON]

Every point, gradient and mistake comes from a seed, so that runs repeat. The yardsticks see a
smaller sample of the same points. `--yardsticks` names an interpreter that has numpy and any of
torch, scipy and autograd; by default this one is asked, and what it lacks is said.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from . import ours, tables
from .families import FAMILIES
from .plan import Plan
from .tally import Cost, Said, Tally, read

COURSE = Path(__file__).resolve().parents[2]
STEP = {False: 250, True: 10}
"""Seeds in a chunk, of small and of large points."""


def chunks(plan: Plan) -> Iterator[ours.Chunk]:
    """All that the toolkit itself is asked."""
    asked = (
        ("clean", False, plan.own_clean),
        ("clean", True, plan.own_large),
        ("mutants", False, plan.own_wrong),
        ("mutants", True, plan.own_wrong_large),
    )
    for part, large, seeds in asked:
        for start in range(0, seeds, STEP[large]):
            for family in FAMILIES:
                stop = min(start + STEP[large], seeds)
                yield ours.Chunk(part, family, start, stop, large)
    for seed in range(plan.flipped):
        yield ours.Chunk("mutants", "flipped", seed, seed + 1, True)


def own(plan: Plan, jobs: int, tally: Tally, progress: Progress) -> list[Cost]:
    """Count the toolkit's verdicts; its costs, which are measured by one process."""
    wanted = list(chunks(plan))
    with ProcessPoolExecutor(jobs) as pool:
        results = pool.map(ours.measured, wanted) if jobs > 1 else map(ours.measured, wanted)
        for said, remarks in progress.track(results, total=len(wanted), description="this"):
            for each in said:
                tally.add(each)
            tally.remarks += remarks
    return [ours.cost(n) for n in progress.track(plan.sizes, description="this: cost")]


def others(python: str, quick: bool, tally: Tally, progress: Progress) -> list[Cost]:
    """Count the yardsticks' verdicts; their costs."""
    command = [python, "-m", "benchmarks.gradcheck.yardsticks", "quick" if quick else "full"]
    task, costs = progress.add_task("yardsticks", total=None), list[Cost]()
    with subprocess.Popen(command, cwd=COURSE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            progress.advance(task)
            told = read(json.loads(line))
            if isinstance(told, Said):
                tally.add(told)
            elif isinstance(told, Cost):
                costs.append(told)
            else:
                tally.remarks.append(told)
    if process.returncode:
        tally.remarks.append(f"the yardsticks ended with exit code {process.returncode}")
    return costs


def main() -> int:
    """Measure and print; 0 when everything asked was reached."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a sample of a minute")
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--yardsticks", default=sys.executable, help="their interpreter")
    options = parser.parse_args()
    plan, tally, console = Plan.of(options.quick), Tally(), Console(width=120)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        costs = own(plan, options.jobs, tally, progress)
        costs += others(options.yardsticks, options.quick, tally, progress)
    for table in tables.all_of(tally, costs):
        console.print(table)
    for remark in tally.remarks:
        console.print(remark, markup=False, highlight=False)
    return tables.judged(tally, costs, console)


if __name__ == "__main__":
    sys.exit(main())

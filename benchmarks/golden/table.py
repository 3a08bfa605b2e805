"""Every golden number of the course texts beside what the references give: `make golden`.

    python -m benchmarks.golden.table [--quick] [ASSIGNMENT ...]

Each assignment's module in this folder lists its numbers as `Golden`s. The real data must be there
(GRADER_DATA): a number that needs more than there is counts as missed. `--quick` leaves out what
takes more than a few seconds each; the tests run those that are quick.
"""

import argparse
import importlib
import importlib.util
import math
import pkgutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from grader.datasets import DataShelf

COURSE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Golden:
    """One number (or text, or tuple) that a course states or that was worked out by hand.

    got: computes it with the reference. tolerance: absolute, for numbers; all else must be equal.
    slow: it takes more than a few seconds. needs: names of the datasets that must be complete.
    """

    name: str
    expected: object
    got: Callable[[], object]
    tolerance: float = 1e-9
    slow: bool = False
    needs: tuple[str, ...] = ()

    def lacking(self, data: DataShelf) -> str:
        """The datasets that this host hasn't complete, or ""."""
        absent = (name for name in self.needs if data.available(name).origin != "complete")
        return ", ".join(absent)


@dataclass(frozen=True)
class Result:
    """What came of one golden number."""

    golden: Golden
    got: object
    seconds: float

    @property
    def difference(self) -> float:
        """|got - expected| for numbers; 0 or infinity for all else."""
        expected = self.golden.expected
        if isinstance(expected, int | float) and isinstance(self.got, int | float):
            return abs(float(self.got) - float(expected))
        return 0.0 if self.got == expected else math.inf

    @property
    def right(self) -> bool:
        """Whether the number is reproduced."""
        return self.difference <= self.golden.tolerance


def reference(assignment: str, file: str) -> ModuleType:
    """A file of an assignment's reference as a module."""
    path = COURSE / "reference" / assignment / file
    spec = importlib.util.spec_from_file_location(f"golden_{assignment}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"the reference {path} can't be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assignments() -> list[str]:
    """The assignments that have golden numbers."""
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(name for name in found if name != "table")


def goldens(assignment: str, data: DataShelf) -> list[Golden]:
    """The golden numbers of an assignment."""
    module = importlib.import_module(f"benchmarks.golden.{assignment}")
    listed: list[Golden] = module.goldens(data)
    return listed


def measure(golden: Golden) -> Result:
    """Compute one number."""
    start = time.perf_counter()
    got = golden.got()
    item = getattr(got, "item", None)  # a numpy number as Python's
    return Result(golden, item() if item and getattr(got, "ndim", 1) == 0 else got,
                  time.perf_counter() - start)  # fmt: skip


def main() -> None:
    """Print a table for each assignment; exit code 1 where a number is not reproduced."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", nargs="*", help="only these")
    parser.add_argument("--quick", action="store_true", help="leave out what is slow")
    options = parser.parse_args()
    console, data, missed = Console(), DataShelf(), 0
    for name in options.assignment or assignments():
        wanted = [g for g in goldens(name, data) if not (options.quick and g.slow)]
        absent = {golden.lacking(data) for golden in wanted} - {""}
        if absent:
            sys.exit(f"{name} needs the complete data of {'; '.join(sorted(absent))} (GRADER_DATA)")
        with Progress(console=Console(stderr=True), transient=True) as progress:
            results = [measure(golden) for golden in progress.track(wanted, description=name)]
        console.print(_table(name, results))
        missed += sum(not result.right for result in results)
    if missed:
        sys.exit(f"{missed} numbers are not reproduced")


def _table(name: str, results: list[Result]) -> Table:
    table = Table(title=f"{name}: {sum(r.right for r in results)} of {len(results)} reproduced")
    for column in ("what", "expected", "got", "difference", "seconds"):
        table.add_column(column, justify="left" if column == "what" else "right", overflow="fold")
    for result in results:
        shown = f"{result.difference:.2g}" if math.isfinite(result.difference) else "differs"
        table.add_row(
            result.golden.name,
            _short(result.golden.expected),
            _short(result.got),
            shown if result.right else f"[bold red]{shown}[/]",
            f"{result.seconds:.2f}",
        )
    return table


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


if __name__ == "__main__":
    main()

"""What grading costs: wall and CPU seconds a submission, beside the bare interpreter and peers.

    python benchmarks/overhead.py [--count 50] [--peers]

Fifty submissions (the reference under fifty names) go through one worker, without the checks that
train. The yardstick, measured in the same run, is `python submission.py` alone: the interpreter,
numpy and the file. `--peers` makes an environment of its own with gradescope-utils and Otter-Grader
and lets them grade the same file on checks of the same kind; it needs the package registry.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import numpy as np
from peers import peers_table
from rich.console import Console
from rich.table import Table

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.runner.bench import Bench
from grader.sandbox.forked import ForkServer
from grader.sandbox.proxy import RemoteSubmission
from grader.sandbox.session import Session

COURSE = Path(__file__).resolve().parents[1]
ASSIGNMENT = COURSE / "assignments" / "umich_ps4"
REFERENCE = COURSE / "reference" / "umich_ps4" / "backprop.py"
TICK = os.sysconf("SC_CLK_TCK")
CALLS = 3000
Seconds = tuple[float, float]
"""Wall and CPU."""
ASKED = {".py": 0.060, ".ipynb": 0.120}


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=50, help="submissions (default: 50)")
    parser.add_argument("--peers", action="store_true", help="also install and time peers")
    options = parser.parse_args()
    console = Console(width=100)
    with tempfile.TemporaryDirectory(prefix="grader-bench-") as name:
        folder = Path(name)
        table = Table(title=f"{options.count} submissions, one worker, seconds each (wall: median)")
        for column in ("what", "wall", "CPU", "asked: CPU", "wall / bare"):
            table.add_column(column, justify="left" if column == "what" else "right")
        with bench() as prepared:
            call = small_call(prepared)
            bare, graded = in_turns(prepared, folder, options.count)
        table.add_row("python submission.py", *_numbers(*bare), "", "1.00")
        for suffix, (wall, cpu) in graded.items():
            ratio = f"{wall / bare[0]:.2f}"
            table.add_row(f"grade a {suffix}", *_numbers(wall, cpu), f"{ASKED[suffix]:.3f}", ratio)
        console.print(table)
        console.print(f"one small call over the wire: {call * 1e6:.0f} µs (asked: 150)")
        if options.peers:
            console.print(peers_table(folder, REFERENCE, bare[0]))


def _numbers(wall: float, cpu: float) -> tuple[str, str]:
    return f"{wall:.4f}", f"{cpu:.4f}"


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench of the assignment, closed afterwards."""
    prepared = Bench(load_assignment(ASSIGNMENT), "full", DataShelf())
    try:
        yield prepared
    finally:
        prepared.close()


def write_script(folder: Path, number: int) -> Path:
    """The reference as a student's file."""
    path = folder / f"student{number:03}.py"
    shutil.copy(REFERENCE, path)
    return path


def write_notebook(folder: Path, number: int) -> Path:
    """The reference as a student's notebook, a cell for each top-level piece."""
    source = REFERENCE.read_text(encoding="utf-8").split('if __name__ == "__main__"')[0]
    pieces = source.split("\n\n\n")
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(piece) for piece in pieces]
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%matplotlib inline\nimport numpy as np"))
    path = folder / f"student{number:03}_1.ipynb"
    nbformat.write(notebook, path)
    return path


def in_turns(prepared: Bench, folder: Path, count: int) -> tuple[Seconds, dict[str, Seconds]]:
    """Seconds of the bare interpreter, and of grading by kind of file.

    They take turns, because a host whose speed changes would otherwise favour one of them.
    """
    path = folder / "bare.py"
    text = REFERENCE.read_text(encoding="utf-8").split('if __name__ == "__main__"')[0]
    path.write_text(text, encoding="utf-8")
    wanted = [c.id for c in prepared.collected.checks if not trains(prepared, c.problem)]
    writers = {".py": write_script, ".ipynb": write_notebook}
    spent: dict[str, list[Seconds]] = {"bare": [], **{suffix: [] for suffix in writers}}
    for number in range(-1, count):
        spent["bare"].append(bare_interpreter(path))
        for suffix, write in writers.items():
            spent[suffix].append(grading(prepared, write(folder, max(number, 0)), wanted))
    bare, *graded = (_median_and_mean(each[1:]) for each in spent.values())  # the first warms up
    return bare, dict(zip(writers, graded, strict=True))


def _median_and_mean(spent: list[Seconds]) -> Seconds:
    walls, cpus = zip(*spent, strict=True)
    return statistics.median(walls), statistics.mean(cpus)


def bare_interpreter(path: Path) -> Seconds:
    """The interpreter, numpy and the file, one BLAS thread."""
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, str(path)], check=True, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    return wall, cpu - before.children_user - before.children_system


def grading(prepared: Bench, entry: Path, wanted: list[str]) -> Seconds:
    """One submission, from path to report, student code's own time included."""
    before, start = _cpu(prepared), time.perf_counter()
    report = prepared.grade(read(entry), wanted)
    wall, cpu = time.perf_counter() - start, _cpu(prepared) - before
    lost = [o.check for o in report.outcomes if o.status != "passed"]
    if lost:
        raise SystemExit(f"the reference loses points: {', '.join(lost)}")
    return wall, cpu


def trains(prepared: Bench, problem_id: str) -> bool:
    """Whether the checks of a problem train on a dataset."""
    problem = prepared.assignment.spec.problem(problem_id)
    return problem is not None and problem.kind == "accuracy"


def _cpu(prepared: Bench) -> float:
    """CPU seconds of this process, of the fork server and of all children it has reaped."""
    server = prepared.launcher
    if not isinstance(server, ForkServer) or server.server is None:
        raise SystemExit("the benchmark needs the fork server")
    text = Path(f"/proc/{server.server.pid}/stat").read_text(encoding="ascii")
    fields = text[text.rindex(")") + 2 :].split()
    own = time.process_time()
    return own + sum(int(field) for field in fields[11:15]) / TICK


def small_call(prepared: Bench) -> float:
    """Median seconds of one call with small arrays, there and back."""
    if prepared.launcher is None:
        raise SystemExit("the bench is closed")
    spec = prepared.assignment.spec
    session = Session(prepared.launcher, spec, read(REFERENCE), prepared.shared)
    session.begin(1, 60.0)
    function = RemoteSubmission(session).fc_forward
    x, w, b = np.ones((3, 4)), np.ones((4, 5)), np.ones(5)
    seconds = [_timed(lambda: function(x, w, b)) for _ in range(CALLS)]
    session.close()
    return statistics.median(seconds)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

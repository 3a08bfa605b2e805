"""The mistakes of the corpus, graded: what a student would read about each."""

import gc
import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.intake import read
from grader.model import Outcome, Report
from grader.runner.bench import Bench

COURSE = Path(__file__).resolve().parents[2]
CORPUS = COURSE / "tests" / "corpus"


class Read(NamedTuple):
    """What came of one mistake.

    lost: whether its problem lost a point, or waits for a human with it. causes: the sentences of
    the diagnosis, in the outcomes of its problem and of those that may suffer from it. messages:
    what else these outcomes say. failed: how many checks were diagnosed; seconds: what that took,
    CPU.
    """

    name: str
    problem: str
    cause: str
    lost: bool
    causes: tuple[str, ...]
    messages: tuple[str, ...]
    failed: int
    seconds: float


def mistakes(assignment: str, part: str) -> list[dict[str, Any]]:
    """The entries of a part, "aside" or "mistakes"."""
    found = sorted((CORPUS / assignment).glob(f"{part}*.toml"))
    texts = [path.read_text(encoding="utf-8") for path in found]
    return [entry for text in texts for entry in tomllib.loads(text)["mistake"]]


def graded(assignment: str, entries: list[dict[str, Any]]) -> Iterator[Read]:
    """Every mistake put into the base of the corpus, and what the report says."""
    bench = Bench(load_assignment(COURSE / "assignments" / assignment), "full", DataShelf())
    clock = _timed(bench)
    try:
        for entry in entries:
            folder = Path(tempfile.mkdtemp())
            try:
                clock.clear()
                report = bench.grade(read(_handed_in(bench, entry, folder)), _checks(bench, entry))
            finally:
                shutil.rmtree(folder)
            yield _read(entry, report, sum(clock))
    finally:
        bench.close()


def _timed(bench: Bench) -> list[float]:
    """CPU seconds of every diagnosis from now on, those of processes started for it included.

    What is made once for all submissions is made before, as where many are graded.
    """
    _elsewhere(bench)
    gc.freeze()
    taken: list[float] = []
    diagnose = bench._diagnose

    def timed(*given: Any) -> None:
        start = time.thread_time() + _elsewhere(bench)
        diagnose(*given)
        taken.append(time.thread_time() + _elsewhere(bench) - start)

    vars(bench)["_diagnose"] = timed
    return taken


def _elsewhere(bench: Bench) -> float:
    mender = bench.diagnoser.mender if bench.diagnoser is not None else None
    return mender.spent if mender is not None else 0.0


def _handed_in(bench: Bench, entry: dict[str, Any], folder: Path) -> Path:
    spec = bench.assignment.spec
    base = CORPUS / spec.id
    if (base / "base").is_dir():
        shutil.copytree(base / "base", folder, dirs_exist_ok=True)
    else:
        shutil.copy(base / "base.py", folder / spec.files[0].path)
    path = folder / entry.get("file", spec.files[0].path)
    text = path.read_text(encoding="utf-8")
    if text.count(entry["old"]) != 1:
        raise ValueError(f"{entry['name']}: `old` must stand once in {path.name}")
    path.write_text(text.replace(entry["old"], entry["new"]), encoding="utf-8")
    return folder


def _checks(bench: Bench, entry: dict[str, Any]) -> list[str]:
    """The checks of the problems that may lose points, but those that train on data."""
    spec = bench.assignment.spec
    slow = {problem.id for problem in spec.problems if problem.kind == "accuracy"}
    mine = {entry["problem"], *entry["also"]} - slow
    wanted = [check.id for check in bench.collected.checks if check.problem in mine]
    needed = {check.id: check.requires for check in bench.collected.checks}
    for check in wanted:  # grows while it is walked
        wanted += [name for name in needed[check] if name in needed and name not in wanted]
    return wanted


def _read(entry: dict[str, Any], report: Report, seconds: float) -> Read:
    bad = [o for o in report.outcomes if o.status not in ("passed", "skipped")]
    own = [o for o in bad if o.problem == entry["problem"]]
    told = own or bad
    return Read(
        entry["name"],
        entry["problem"],
        entry["cause"],
        any(o.points < o.max_points for o in report.outcomes
            if o.problem == entry["problem"]),
        tuple(dict.fromkeys(o.diagnosis for o in told if o.diagnosis)),
        tuple(dict.fromkeys(_words(o) for o in told)),
        len(bad),
        seconds,
    )  # fmt: skip


def _words(outcome: Outcome) -> str:
    """What the check itself says, with the numbers that a public check may tell."""
    return outcome.message

"""Grades a class: many entries, spread over processes behind one `concurrent.futures` executor."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.errors import GraderError, UnreadableSubmission
from grader.intake import read
from grader.model import IsolationLevel, Record, Report
from grader.report import FailedEntry
from grader.runner.bench import Bench

ENTRIES_A_CHUNK = 25
Result = Report | FailedEntry


class Settings(Record, frozen=True, kw_only=True):
    """What every process of a class run needs to know."""

    assignment: Path
    isolation: IsolationLevel
    only: str = ""


def grade_entries(settings: Settings, entries: Sequence[Path]) -> list[Result]:
    """Grade entries one after another on one bench; a broken one touches no other."""
    assignment = load_assignment(settings.assignment)
    bench = Bench(assignment, settings.isolation, DataShelf())
    try:
        return [_grade(bench, entry, settings.only) for entry in entries]
    finally:
        bench.close()


def _grade(bench: Bench, entry: Path, only: str) -> Result:
    policy = bench.assignment.spec.policies.file_name
    try:
        return bench.grade(read(entry, file_name=policy), bench.checks_of(only))
    except UnreadableSubmission as error:
        return FailedEntry(student=entry.stem, entry=entry.name, message=str(error))


def grade_class(
    settings: Settings, entries: Sequence[Path], jobs: int, done: Callable[[Result], None]
) -> list[Result]:
    """Grade all entries with so many processes; results in the order of the entries.

    done: called with each result as it comes. A process that is lost costs its own entries a
    result (they are reported as not graded), never the others.
    """
    chunks = _chunks(entries, jobs)
    found: dict[str, Result] = {}
    with _executor(jobs) as executor:
        futures = {executor.submit(grade_entries, settings, chunk): chunk for chunk in chunks}
        for future in as_completed(futures):
            for entry, result in _results(future, futures[future]):
                found[entry.name] = result
                done(result)
    return [found[entry.name] for entry in entries]


def _executor(jobs: int) -> Executor:
    context = multiprocessing.get_context("spawn")  # forking a process with threads is unsafe
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context)


def _chunks(entries: Sequence[Path], jobs: int) -> list[Sequence[Path]]:
    """Entries dealt out so that every process gets some, and progress is seen now and then."""
    count = max(1, min(len(entries), max(jobs, -(-len(entries) // ENTRIES_A_CHUNK))))
    return [entries[start::count] for start in range(count)]


def _results(
    future: "Future[list[Result]]", chunk: Sequence[Path]
) -> Iterator[tuple[Path, Result]]:
    try:
        results = future.result()
    except GraderError:
        raise
    except Exception as error:  # a process was lost
        message = f"not graded: the grader's own process failed ({type(error).__name__})"
        results = [
            FailedEntry(student=e.stem, entry=e.name, message=message, lost=True) for e in chunk
        ]
    yield from zip(chunk, results, strict=True)

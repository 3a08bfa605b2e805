"""Grades a class: many entries, spread over processes behind one `concurrent.futures` executor."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from contextlib import closing, contextmanager
from pathlib import Path
from traceback import format_exc
from typing import Any

from grader.course import load_assignment
from grader.datasets import DataShelf
from grader.errors import AuthorError, UnreadableSubmission, UsageError
from grader.intake import read, student_name
from grader.model import IsolationLevel, Record, Report
from grader.report import FailedEntry
from grader.report.text import clean_line, clean_text
from grader.runner.bench import Bench
from grader.sandbox.child import kernel
from grader.sandbox.interrupts import SIGNALS

ENTRIES_A_CHUNK = 25
SAFE_PATH = "PYTHONSAFEPATH"
Result = Report | FailedEntry


class Settings(Record, frozen=True, kw_only=True):
    """What every process of a class run needs to know.

    file_name: how entries are named, as the manifest has it; "" for any name.
    """

    assignment: Path
    isolation: IsolationLevel
    file_name: str = ""
    only: str = ""
    attempt: int = 0


class _Worker:
    """Grades entries one after another, on one bench as long as it lasts."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.assignment = load_assignment(settings.assignment)
        self.bench: Bench | None = self._new_bench()

    def _new_bench(self) -> Bench:
        """A bench for many submissions: with what only failures need, and mistakes told at once."""
        bench = Bench(self.assignment, self.settings.isolation, DataShelf())
        try:
            bench.prepare()
        except BaseException:
            bench.close()
            raise
        gc.freeze()  # what stays for good isn't searched through again while submissions are graded
        return bench

    def grade(self, entry: Path) -> Result:
        """The report of one entry; a result in any case, unless the whole run makes no sense."""
        try:
            submission = read(entry, file_name=self.settings.file_name)
            self.bench = self.bench or self._new_bench()
            report = self.bench.grade(
                submission, only=self.settings.only, attempt=self.settings.attempt
            )
        except UnreadableSubmission as error:
            return _failed(entry, str(error), self.settings.file_name)
        except (AuthorError, UsageError):
            raise
        except Exception as error:  # the host's fault or ours: no other entry may suffer from it
            print(f"{clean_line(entry.name)}: {clean_text(format_exc())}", file=sys.stderr)
            self.close()
            return _lost(entry, error, self.settings.file_name)
        for text in self.bench.internal:
            print(f"grader: {clean_line(entry.name)}: internal error in {text}", file=sys.stderr)
        return report

    def close(self) -> None:
        """End what the bench started."""
        bench, self.bench = self.bench, None
        if bench is not None:
            bench.close()


def grade_entries(settings: Settings, entries: Sequence[Path]) -> list[Result]:
    """Grade entries one after another on one bench; a broken one touches no other."""
    with closing(_Worker(settings)) as worker:
        return [worker.grade(entry) for entry in entries]


def _failed(entry: Path, message: str, pattern: str, lost: bool = False) -> FailedEntry:
    student = student_name(entry.name, pattern)
    return FailedEntry(student=student, entry=entry.name, message=message, lost=lost)


def _lost(entry: Path, error: Exception, pattern: str) -> FailedEntry:
    why = str(error) or type(error).__name__
    return _failed(
        entry, f"not graded because of the grader or the host: {why}", pattern, lost=True
    )


def grade_class(
    settings: Settings, entries: Sequence[Path], jobs: int, done: Callable[[Result], None]
) -> list[Result]:
    """Grade all entries with so many processes; results in the order of the entries.

    done: called with each result as it comes. When a process is lost, what was waiting is graded
    again, one entry a process, so that an entry costs nobody but itself a result.
    """
    found: dict[Path, Result] = {}

    def keep(chunk: Sequence[Path], results: Sequence[Result]) -> None:
        for entry, result in zip(chunk, results, strict=True):
            found[entry] = result
            done(result)

    with closing(_spread(settings, _chunks(entries, jobs), jobs)) as outcomes:
        for chunk, outcome in outcomes:
            if not isinstance(outcome, BrokenExecutor):
                keep(chunk, outcome)
    for entry in [entry for entry in entries if entry not in found]:
        with closing(_spread(settings, [[entry]], 1)) as outcomes:
            for chunk, outcome in outcomes:
                if isinstance(outcome, BrokenExecutor):
                    outcome = [_lost(entry, outcome, settings.file_name)]
                keep(chunk, outcome)
    return [found[entry] for entry in entries]


def _spread(
    settings: Settings, chunks: Sequence[Sequence[Path]], jobs: int
) -> Generator[tuple[Sequence[Path], list[Result] | BrokenExecutor], None, None]:
    """Each chunk with its results as they come, or with the loss of its process."""
    with _safe_path(), _executor(jobs) as executor:
        try:
            with _signals_wait():
                futures = {
                    executor.submit(_or_end, grade_entries, settings, chunk): chunk
                    for chunk in chunks
                }
            for future in as_completed(futures):
                try:
                    yield futures[future], future.result()
                except BrokenExecutor as error:
                    yield futures[future], error
        except BaseException:  # whoever interrupts waits for no chunk, only for the tidying up
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        finally:
            executor.shutdown(cancel_futures=True)


def _or_end(
    grade: Callable[[Settings, Sequence[Path]], list[Result]],
    settings: Settings,
    entries: Sequence[Path],
) -> list[Result]:
    """Grade in a process of its own, which ends when it is told to, after it tidied up.

    Returning, or any exception, would only bring it the next chunk.
    """
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        return grade(settings, entries)
    except KeyboardInterrupt:
        os._exit(128 + signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _signals_wait() -> Iterator[None]:
    """No process is lost half started, and a new one takes no signal before `_begin`."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _safe_path() -> Iterator[None]:
    """New processes import nothing from the folder they are started in.

    It may well be the folder with the submissions, with a `socket.py` among them.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE_PATH]
        if before is not None:
            os.environ[SAFE_PATH] = before


def _executor(jobs: int) -> Executor:
    context = multiprocessing.get_context("spawn")  # forking a process with threads is unsafe
    with _signals_wait():  # this starts multiprocessing's own helper, which SIGHUP would end
        started = context.Value("i", 0)
    return ProcessPoolExecutor(
        max_workers=jobs, mp_context=context, initializer=_begin, initargs=(started,)
    )


def _begin(started: Any) -> None:
    """Let a new process end when its parent says so or is gone, and by nothing else.

    Each gets the next core, so that no two grade on the same while one is free.
    """
    for number in SIGNALS:
        if number != signal.SIGTERM:  # a terminal sends the others to all processes of a run
            signal.signal(number, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGTERM)
        parent = multiprocessing.parent_process()
        if parent is not None and parent.pid != os.getppid():
            os._exit(1)  # it was gone before that could be asked for, and nobody else will tell
    with started.get_lock():
        number = started.value
        started.value += 1
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {allowed[number % len(allowed)]})


def _chunks(entries: Sequence[Path], jobs: int) -> list[Sequence[Path]]:
    """Entries dealt out so that every process gets some, and progress is seen now and then."""
    count = max(1, min(len(entries), max(jobs, -(-len(entries) // ENTRIES_A_CHUNK))))
    return [entries[start::count] for start in range(count)]

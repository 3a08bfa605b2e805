"""Keeps processes that take turns on one processor core.

Trusted process and child never work at the same time: one waits while the other runs. Spread over
two cores, each call wakes a sleeping core twice, which costs more than most calls do. On one core
the same grading takes a quarter less of processor time (`benchmarks/overhead.py`).
"""

import os

THREADED = ("OMP", "OPENBLAS", "MKL", "NUMEXPR")


def one_thread() -> None:
    """Let numpy's libraries, which this process has yet to load, use one thread.

    On one core further threads only wait for each other: a small training runs many times slower.
    """
    for name in THREADED:
        os.environ.setdefault(f"{name}_NUM_THREADS", "1")


class OneCore:
    """This process, and what it starts from now on, on one of the cores it may use."""

    def __init__(self) -> None:
        self.before = os.sched_getaffinity(0)
        allowed = sorted(self.before)
        os.sched_setaffinity(0, {allowed[os.getpid() % len(allowed)]})

    def release(self) -> None:
        """Use again all the cores that this process could use before."""
        os.sched_setaffinity(0, self.before)

"""The time that student code may take."""

import time

from grader.sandbox.child.wire import TooLate
from grader.sandbox.process import Process

WALL_FACTOR = 4.0
WALL_EXTRA = 10.0


class Clock:
    """The time one check (or the loading) may take, in CPU seconds, bounded in wall seconds too.

    A busy machine must not fail a right submission, so the child's own CPU time decides where the
    kernel tells it; wall time only ends what sleeps.
    """

    def __init__(self, process: Process, seconds: float) -> None:
        self.process = process
        self.seconds = seconds
        self.wall_start = time.monotonic()
        self.cpu_start = process.cpu_seconds()
        self.charged = 0.0

    def charge(self, seconds: float) -> None:
        """Count time that reading the child's answer took here: an answer can be made to cost."""
        self.charged += seconds

    def wait(self) -> float:
        """Seconds to wait before asking again; raises TooLate when the time is over."""
        wall = time.monotonic() - self.wall_start
        if self.cpu_start is None:
            left = self.seconds - wall
        else:
            if wall < self.seconds:
                return self.seconds - wall  # it can't have used more CPU than wall time
            now = self.process.cpu_seconds()
            used = (now or self.cpu_start) - self.cpu_start
            left = self.seconds - used - self.charged
            left = min(left, self.seconds * WALL_FACTOR + WALL_EXTRA - wall)
        if left <= 0:
            raise TooLate("the time is over")
        return max(left, 0.05)

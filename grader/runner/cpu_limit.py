"""An end to a variant of the reference that takes too long, at its own lines alone."""

import contextlib
import signal
import threading
import types
from collections.abc import Iterator, Sequence
from typing import Any

from grader.errors import TimeLimit


class CpuLimit:
    """CPU seconds of this process while it is entered; no clock runs but in the main thread.

    TimeLimit is raised inside `code()` and nowhere else: what cleans up after a variant (working
    directory, modules, random state) must not be interrupted.

    over: whether the time was used up; a check may have gone on without what was interrupted.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = self._inside = False
        self._before: Any = None

    def __enter__(self) -> "CpuLimit":
        main = threading.current_thread() is threading.main_thread()
        if main and hasattr(signal, "setitimer"):
            self._before = signal.signal(signal.SIGPROF, self._ring)
            signal.setitimer(signal.ITIMER_PROF, self.seconds)
        return self

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self._before)

    @contextlib.contextmanager
    def code(self) -> Iterator[None]:
        """Lines of the variant run here. Raises TimeLimit if the time was over before."""
        if self.over:
            raise self._fault()
        outer = self._inside
        try:
            self._inside = True
            yield
        finally:
            self._inside = outer

    def execute(self, parts: Sequence[types.CodeType], names: dict[str, Any]) -> None:
        """Run the variant's code, a part after the other, in a namespace."""
        with self.code():
            for part in parts:
                exec(part, names)

    def _ring(self, number: int, frame: Any) -> None:
        self.over = True
        if self._inside:
            self._inside = False
            raise self._fault()

    def _fault(self) -> TimeLimit:
        return TimeLimit(f"a variant was not finished after {self.seconds:g} seconds")

"""What the rest of the sandbox needs of a process with student code, however it was started."""

from pathlib import Path
from typing import Any, Protocol

from grader.model import Isolation
from grader.sandbox.child.wire import Channel
from grader.sandbox.core import THREADED

BOOTSTRAP = Path(__file__).parent / "child" / "bootstrap.py"


class Process(Protocol):
    """One process with student code in it."""

    channel: Channel

    def cpu_seconds(self) -> float | None:
        """CPU seconds used so far, as the kernel counts them; None where it doesn't tell."""

    def end(self) -> tuple[int, float]:
        """Kill it; (wait status, CPU seconds)."""


class Launcher(Protocol):
    """What starts processes.

    run_filter: the system calls refused to a compiled program, as a BPF program (b"" for none).
    """

    isolation: Isolation
    run_filter: bytes
    python: str
    numpy: str

    def start(self, limits: dict[str, Any]) -> Process:
        """A fresh process with nothing loaded."""

    def with_compilers(self) -> "Launcher":
        """What starts processes that may start compilers and compiled programs."""

    def close(self) -> None:
        """End everything that was started and remove what was written."""


def environment() -> dict[str, str]:
    """The whole environment of a child: no variable of the grader's own gets in."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "MPLBACKEND": "Agg",
        **{f"{name}_NUM_THREADS": "1" for name in THREADED},
    }

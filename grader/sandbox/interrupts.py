"""Keeps an interrupt from falling between a thing that was made and the note that it was made."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""What asks a run to end: Ctrl-C, `kill`, and a terminal that is closed."""


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let those signals wait until the block has ended; then they do what they would have done.

    For short blocks alone. Python handles signals in the main thread, so in others there is nothing
    to hold back.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number in SIGNALS:
            signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if came:
            signal.raise_signal(came[0])


def interruptible() -> None:
    """Let all of those signals end a run as Ctrl-C does, so that it tidies up.

    A run that was started to outlive its terminal (nohup) still does.
    """
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def deaf() -> None:
    """Take no further such signal, at the very end: it would only cut the tidying up short."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)

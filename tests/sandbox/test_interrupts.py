"""Signals wait for the end of a block, and then do what they would have done."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from grader.sandbox.interrupts import SIGNALS, interruptible, uninterrupted


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """What tests change about signals, put back afterwards."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_waits_for_the_end_of_the_block(number: int) -> None:
    interruptible()
    done = []

    def block() -> None:
        with uninterrupted(), uninterrupted():
            signal.raise_signal(number)
            signal.raise_signal(number)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        block()
    assert done == ["whole"]
    assert signal.getsignal(number) is signal.default_int_handler
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


def test_an_error_in_the_block_is_no_reason_to_lose_the_signal() -> None:
    interruptible()

    def block() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGTERM)
            raise ValueError

    with pytest.raises(KeyboardInterrupt):
        block()
    with pytest.raises(ValueError, match="alone"), uninterrupted():
        raise ValueError("alone")


def test_whoever_ignores_a_signal_goes_on_ignoring_it() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    interruptible()
    with uninterrupted():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN


def test_another_thread_has_no_signals_to_hold_back() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            done.append("whole")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["whole"]

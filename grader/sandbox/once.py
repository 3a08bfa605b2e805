"""One request to a fresh process that ends with its answer."""

import os
import signal
from typing import Any

from grader.errors import Crash, SubmissionFault, TimeLimit
from grader.sandbox import told
from grader.sandbox.child.tree import Packer, Unpacker, WireError
from grader.sandbox.child.wire import Closed, TooLate
from grader.sandbox.clock import Clock
from grader.sandbox.process import Launcher, Process
from grader.sandbox.session import ENDED, MIB, SEND_SECONDS, Session

MOST_BYTES = 32 * MIB
"""What a program may write in all, so that it can be handed over."""

MOST_REPLY = MOST_BYTES + 4 * MIB
SPARE_SECONDS = 2.0
SELF = 1


def ask_once(
    session: Session,
    op: str,
    request: dict[str, Any],
    seconds: float,
    seed: int,
    launcher: Launcher | None = None,
    extra_mb: int = 0,
) -> dict[str, Any]:
    """Start a process, ask it for one thing, end it: a dict of claims.

    seconds: CPU seconds it may take. launcher: what starts the process (None: the session's).
    extra_mb: MiB of memory beyond the manifest's.
    Raises TimeLimit or Crash; MemoryLimit or StudentError for what the request raised there.
    """
    process = session.start_beside(
        launcher or session.launcher, seconds + SPARE_SECONDS, MOST_REPLY, extra_mb
    )
    clock = Clock(process, seconds)
    ended: tuple[int, float] | None = None
    try:
        message, buffers = _exchange(process, op, request, clock, seed)
        if "raised" in message:
            raise told.student_error(message["raised"], session.origin)
        answer = Unpacker(buffers, _no_handle).unpack(message.get("value"))
        if type(answer) is not dict:
            raise WireError("an answer of another type")
        return answer
    except TooLate:
        raise TimeLimit(f"the program was not finished after {seconds:g} seconds") from None
    except Closed:
        ended = process.end()
        raise _death(ended[0], seconds) from None
    except WireError as error:
        raise Crash(f"it broke the connection to the grader: {error}") from None
    finally:
        _, spent = ended or process.end()
        session.spent += spent


def _exchange(
    process: Process, op: str, request: dict[str, Any], clock: Clock, seed: int
) -> tuple[dict[str, Any], list[Any]]:
    packer = Packer(_not_plain)
    message = {"id": SELF, "op": op, "args": packer.pack((request,)), "begin": seed}
    process.channel.send(message, packer.buffers, (), SEND_SECONDS)
    answer, buffers = process.channel.receive(MOST_REPLY, clock.wait)
    if answer.get("id") != SELF:
        raise WireError("an answer came that nobody asked for")
    return answer, buffers


def _death(status: int, seconds: float) -> SubmissionFault:
    if os.WIFEXITED(status):
        return Crash(ENDED, f"exit code {os.WEXITSTATUS(status)}")  # theirs: a detail only
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return TimeLimit(f"the program was not finished after {seconds:g} seconds")
    name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
    return Crash(f"it crashed the Python interpreter ({name})")


def _not_plain(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} is no plain data")


def _no_handle(number: int, kind: str) -> Any:
    raise WireError("a handle came where none may come")

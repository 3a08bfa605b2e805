"""Compiles and runs programs in other languages, as a supervisor in a process of its own.

The supervisor holds no student code. It starts the compiler or the compiled program below itself,
keeps what is printed up to a bound, and ends it when its time is over. Where it was hardened, the
program gets a further filter, under which it can start no process: one program, one process, so
that the limits on a process are limits on the program.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from typing import Any, Callable, Dict, List, Optional

from grader.sandbox.child import kernel, place
from grader.sandbox.child.capture import BoundedBytes

CHUNK = 1 << 16
DRAIN_SECONDS = 5.0


def run_tool(request: Dict[str, Any]) -> Dict[str, Any]:
    """Run one command in the current folder and tell how it ended and what it wrote.

    request: files (path -> bytes, put there first), folders (to be made), program (path of a file
    that may be run, or ""), command (words; the first is what is executed), environment (beside
    this process's own), wall_seconds, limits (None, or cpu_seconds, memory_bytes and filter),
    most_output, most_files, most_bytes.

    Gives `code` (negative: the signal that ended it), `late`, cpu_seconds, stdout, stderr and
    the files.
    """
    home = os.getcwd()
    place.fill(request["files"])
    for folder in request["folders"]:
        os.makedirs(folder, exist_ok=True)
    if request["program"]:
        os.chmod(request["program"], 0o700)
    told = _supervise(request)
    told.update(place.written(home, request["most_files"], request["most_bytes"]))
    return told


def _supervise(request: Dict[str, Any]) -> Dict[str, Any]:
    command: List[str] = request["command"]
    path = os.path.dirname(command[0]) + os.pathsep + os.environ.get("PATH", "")
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **request["environment"], "PATH": path},
        start_new_session=True,
        preexec_fn=_preparation(request["limits"]),
    )
    kept = [BoundedBytes(request["most_output"]) for _ in range(2)]
    readers = [
        threading.Thread(target=_drain, args=pair, daemon=True)
        for pair in zip((process.stdout, process.stderr), kept)
    ]
    for reader in readers:
        reader.start()
    late = False
    try:
        process.wait(request["wall_seconds"])
    except subprocess.TimeoutExpired:
        late = True
    _end(process)
    for reader in readers:
        reader.join(DRAIN_SECONDS)
    out, err = [raw.text() for raw in kept]
    times = os.times()
    return {
        "code": process.returncode,
        "late": late,
        "cpu_seconds": times.children_user + times.children_system,
        "stdout": out,
        "stderr": err,
    }


def _end(process: Any) -> None:
    """Kill the command and all that it started and left."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _drain(pipe: Any, kept: BoundedBytes) -> None:
    with pipe:
        while True:
            data = pipe.read1(CHUNK)
            if not data:
                return
            kept.write(data)


def _preparation(limits: Optional[Dict[str, Any]]) -> Optional[Callable[[], None]]:
    """What the new process does before it becomes the command; None where nothing can be done."""
    if sys.platform != "linux":
        return None

    def prepare() -> None:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if limits is None:
            return
        import resource  # loaded long ago by `harden`

        cpu = int(limits["cpu_seconds"])
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"],) * 2)
        if limits["filter"]:
            kernel.filter_calls(limits["filter"])

    return prepare

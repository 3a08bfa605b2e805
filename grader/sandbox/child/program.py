"""Runs a Python file of the submission as a program: `__main__`, with arguments and files.

It runs in a process of its own, forked for this one run, so whatever it does to the interpreter is
gone with it. What an interpreter does at its end is done here too, since the process is killed
instead: threads are waited for, exit functions run, open files are flushed.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import gc
import io
import os
import sys
import threading
import traceback
import types
from typing import Any, Dict, Tuple

from grader.sandbox.child import place
from grader.sandbox.child.capture import BoundedBytes
from grader.sandbox.child.failure import describe


def run_python(request: Dict[str, Any]) -> Dict[str, Any]:
    """Run the program and tell how it ended, what it printed and which files it wrote.

    request: script (path of the file to run), text (its source), label (what the student calls
    it), arguments, files (path -> bytes, the submission's and the run's), labels (path of each
    other Python file -> what the student calls it), most_output, most_files, most_bytes.
    """
    place.fill(
        dict(request["files"], **{request["script"]: request["text"].encode("utf-8", "replace")})
    )
    home = os.getcwd()
    script = os.path.join(home, *request["script"].split("/"))
    labels = {os.path.join(home, *path.split("/")): name for path, name in request["labels"]}
    labels[script] = request["label"]
    out, err = _streams(request["most_output"])
    vars(builtins).update(exit=sys.exit, quit=sys.exit)  # as in any interpreter with `site`
    sys.path.insert(0, os.path.dirname(script))
    sys.argv[:] = [request["script"], *request["arguments"]]
    code, raised = _run(script, request["text"], labels)
    _end()
    told = place.written(home, request["most_files"], request["most_bytes"])
    told.update(exit_code=code, raised=raised, stdout=out.text(), stderr=err.text())
    return told


def _streams(most: int) -> Tuple[BoundedBytes, BoundedBytes]:
    """Fresh stdout and stderr of this process, with all that real ones have but a descriptor."""
    kept = BoundedBytes(most), BoundedBytes(most)
    streams = [
        io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "replace", write_through=True)
        for raw in kept
    ]
    sys.stdout = sys.__stdout__ = streams[0]  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = streams[1]  # type: ignore[misc]
    return kept


def _run(script: str, text: str, labels: Dict[str, str]) -> Tuple[int, Any]:
    """Exit code, and what is told of an exception that wasn't an exit with code 0."""
    module = types.ModuleType("__main__")
    module.__file__ = script
    sys.modules["__main__"] = module
    try:
        exec(compile(text, script, "exec", dont_inherit=True), module.__dict__)
    except SystemExit as error:
        code = _exit_code(error)
        return code, describe(error, labels) if code else None
    except BaseException as error:  # a KeyboardInterrupt that they raise is one of theirs
        _print_trace(error, labels)
        return 1, describe(error, labels)
    return 0, None


def _exit_code(error: SystemExit) -> int:
    """What Python would give the system; a text is printed and counts as 1."""
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1


def _print_trace(error: BaseException, labels: Dict[str, str]) -> None:
    """What Python would print, without the lines of this toolkit."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename not in labels:
        trace = trace.tb_next
    with contextlib.suppress(BaseException):  # their own __str__, or a stderr that they replaced
        traceback.print_exception(type(error), error, trace)


def _end() -> None:
    """What an interpreter does at its end."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    with contextlib.suppress(BaseException):  # an exit function's error changes no exit code
        atexit._run_exitfuncs()
    # A file that was never closed is written at the end of a program, and a right program may
    # rely on that.
    streams = [item for item in gc.get_objects() if issubclass(type(item), io.IOBase)]
    for stream in (sys.stdout, sys.stderr, *streams):
        with contextlib.suppress(BaseException):  # closed, read only, or no stream at all
            stream.flush()

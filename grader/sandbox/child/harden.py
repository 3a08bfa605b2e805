"""Takes every right from a freshly forked process, before any line of student code runs in it."""

from __future__ import annotations

import math
import os
import resource
import signal
from typing import Any, Dict, Sequence

from grader.sandbox.child import kernel

OPEN_FILES = 64
THREADS = 64
MOST_DESCRIPTORS = 4096


def limit(limits: Dict[str, Any], mapped: int) -> None:
    """CPU, memory, file size, open files, threads and core dumps.

    limits: cpu_seconds; memory_bytes (beyond the `mapped` bytes of the bare process); file_bytes.
    """
    cpu = max(1, math.ceil(limits["cpu_seconds"]))
    address_space = mapped + limits["memory_bytes"]
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, cpu, cpu + 2),
        (resource.RLIMIT_AS, address_space, address_space),
        (resource.RLIMIT_FSIZE, limits["file_bytes"], limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_NPROC, THREADS, THREADS),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def drop_rights(uid: int, gid: int) -> None:
    """Give up root, if this is root, and every capability either way."""
    kernel.drop_bounding()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def close_all_but(keep: Sequence[int]) -> None:
    """Close every inherited descriptor; stdin, stdout and stderr become the null device."""
    start = 3
    for number in sorted(keep):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, MOST_DESCRIPTORS)
    null = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.close(null)

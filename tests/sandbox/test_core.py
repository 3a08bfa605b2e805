"""One core while a server lives, all of them before and after."""

import os
import subprocess
import sys
from typing import Any

import pytest

from grader.sandbox.core import OneCore, one_thread

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="affinity is Linux's")


def test_one_core_and_back() -> None:
    before = os.sched_getaffinity(0)
    core = OneCore()
    try:
        (only,) = os.sched_getaffinity(0)
        assert only in before
    finally:
        core.release()
    assert os.sched_getaffinity(0) == before


def test_a_child_shares_the_core_of_the_trusted_process(jail: Any) -> None:
    submission = jail.run("import os\ndef cores(): return sorted(os.sched_getaffinity(0))\n")
    assert submission.cores().remote_plain() == sorted(os.sched_getaffinity(0))
    assert len(os.sched_getaffinity(0)) == 1


def test_the_command_asks_for_one_thread_before_numpy_is_loaded(monkeypatch: Any) -> None:
    code = "import sys, grader.cli; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")  # whoever set it knows why
    one_thread()
    assert (os.environ["OMP_NUM_THREADS"], os.environ["OPENBLAS_NUM_THREADS"]) == ("1", "3")

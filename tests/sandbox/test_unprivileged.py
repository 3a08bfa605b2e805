"""The same proofs once more as a user without rights, for whom hosts give other protections.

Only root can become another user, so elsewhere the other tests are these tests already. Root passes
where a user is stopped: a folder without rights, an interpreter in a private home.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = 65534
PROVED = (
    "test_hardening.py",
    "test_leftovers.py",
    "test_shared.py",
    "test_load.py",
    "test_program_hostile.py",
)


def test_nobody_is_as_safe(public_python: str, tmp_path: Path) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can become another user")
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("this host has no setpriv")
    here = Path(__file__).parent
    if not os.stat(here).st_mode & 0o001 or any(not p.stat().st_mode & 0o001 for p in here.parents):
        pytest.skip("the tests lie in a folder that other users can't read")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o011)
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    become = [setpriv, "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
    pytest_at = [public_python, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-x"]
    proved = [f"--rootdir={here.parents[1]}", *(str(here / name) for name in PROVED)]
    run = subprocess.run(
        [*become, *pytest_at, *proved],
        cwd=here.parents[1],
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(home), "HOME": str(home), "LANG": "C.UTF-8"}
        | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert [p.name for p in home.iterdir() if p.name.startswith("grader-")] == []

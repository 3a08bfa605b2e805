"""Temporary folders are gone with the run that made them, and no other folder ever is."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox.temporary import OWNER, TemporaryFolder, remove_stale

MAKE = """
import os, sys, tempfile
tempfile.tempdir = sys.argv[1]
from grader.sandbox.temporary import TemporaryFolder
folder = TemporaryFolder()
(folder.path / "home").mkdir()
(folder.path / "home" / "work.py").write_text("x = 1")
os.kill(os.getpid(), 9)
"""

posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no such locks")


def killed(temporary: Path) -> Path:
    """A folder whose run was killed."""
    before = set(temporary.iterdir())
    subprocess.run([sys.executable, "-c", MAKE, str(temporary)], check=False)
    (made,) = set(temporary.iterdir()) - before
    return made


def test_a_folder_is_this_users_alone_and_closed_once(
    temporary: Path, open_files: Callable[[], int]
) -> None:
    files = open_files()
    folder = TemporaryFolder()
    assert folder.path.parent == temporary
    assert folder.path.stat().st_mode & 0o777 == 0o700
    (folder.path / "below").mkdir()
    folder.close()
    folder.close()
    assert list(temporary.iterdir()) == []
    assert open_files() == files


def test_a_folder_that_is_dropped_is_removed(
    temporary: Path, open_files: Callable[[], int]
) -> None:
    files = open_files()
    TemporaryFolder()
    assert list(temporary.iterdir()) == []
    assert open_files() == files


@posix
def test_a_killed_runs_folder_is_removed_and_a_living_runs_is_not(temporary: Path) -> None:
    living = TemporaryFolder()
    gone = killed(temporary)
    remove_stale()
    assert not gone.exists()
    assert list(temporary.iterdir()) == [living.path]
    living.close()


@posix
def test_whatever_is_in_doubt_stays(temporary: Path) -> None:
    (temporary / "grader-report").mkdir()  # of a user who works here
    (temporary / "grader-abcd1234").mkdir()  # just coming into being
    (temporary / "grader-file0000").write_text("")
    (temporary / "grader-mine").mkdir()
    (temporary / "grader-mine" / OWNER).write_text("")
    (temporary / "else").mkdir()
    (temporary / "else" / OWNER).write_text("")
    (temporary / "grader-link0000").symlink_to(temporary / "else")
    (temporary / "grader-inner000").mkdir()
    (temporary / "grader-inner000" / OWNER).symlink_to(temporary / "else" / OWNER)
    before = sorted(temporary.rglob("*"))
    remove_stale()
    assert sorted(temporary.rglob("*")) == before


@posix
def test_another_users_folder_stays(temporary: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of another user")
    gone = killed(temporary)
    os.chown(gone, 12345, 12345)
    remove_stale()
    assert gone.exists()


@posix
def test_a_folder_that_another_run_removed_meanwhile_is_no_error(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    gone = killed(temporary)

    def slow(descriptor: int, how: int) -> None:
        (gone / OWNER).unlink()

    monkeypatch.setattr(fcntl, "flock", slow)
    remove_stale()
    assert gone.exists()  # what it looked at is not there any more: nothing is proved


@posix
def test_a_file_system_without_locks_has_folders_all_the_same(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, open_files: Callable[[], int]
) -> None:
    import fcntl

    def refuse(descriptor: int, how: int) -> None:
        raise OSError("no locks here")

    files = open_files()
    monkeypatch.setattr(fcntl, "flock", refuse)
    folder = TemporaryFolder()
    remove_stale()
    assert folder.path.is_dir()
    folder.close()
    assert list(temporary.iterdir()) == []
    assert open_files() == files


@posix
def test_a_temporary_folder_that_cannot_be_listed_hinders_no_run(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "closed"))
    remove_stale()

import os
from pathlib import Path

import pytest

from grader.errors import UnreadableSubmission, UsageError
from grader.intake import entries
from grader.intake import folder as folders
from grader.intake.folder import load_file, members
from grader.intake.gather import Notes


def test_entries_are_sorted_and_without_litter(tmp_path: Path) -> None:
    for name in ("b.ipynb", "a.zip", ".DS_Store", "Thumbs.db", ".hidden"):
        (tmp_path / name).write_text("x")
    for name in ("c", "__MACOSX"):
        (tmp_path / name).mkdir()
    assert entries(tmp_path) == [tmp_path / "a.zip", tmp_path / "b.ipynb", tmp_path / "c"]


def test_entries_of_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a folder with one entry a student"):
        entries(tmp_path / "absent")


def paths(folder: Path) -> tuple[list[str], tuple[str, ...]]:
    notes = Notes()
    return sorted(member.path for member in members(folder, notes)), notes.told()


def test_links_and_pipes_are_left_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.py").write_text("key = 1")
    hw = tmp_path / "hw"
    (hw / "d").mkdir(parents=True)
    (hw / "d" / "a.py").write_text("x = 1")
    os.symlink(secret / "s.py", hw / "file.py")
    os.symlink(secret, hw / "folder")
    os.symlink("/nowhere", hw / "d" / "broken.py")
    os.mkfifo(hw / "pipe.py")
    found, notes = paths(hw)
    assert found == ["d/a.py"]
    assert sorted(note.split(":")[0] for note in notes) == [
        "'d/broken.py'",
        "'file.py'",
        "'folder'",
        "'pipe.py'",
    ]


def test_virtual_environments_are_not_entered(tmp_path: Path) -> None:
    (tmp_path / "my env" / "lib").mkdir(parents=True)
    (tmp_path / "my env" / "pyvenv.cfg").write_text("")
    (tmp_path / "my env" / "lib" / "a.py").write_text("")
    (tmp_path / "a.py").write_text("")
    assert paths(tmp_path) == (["a.py"], ())


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_LISTED", 3)
    for number in range(4):
        (tmp_path / f"{number}.py").write_text("")
    with pytest.raises(UnreadableSubmission, match="expected at most 3 files, got more"):
        members(tmp_path, Notes())


def test_load_file_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    os.symlink(tmp_path / "a", tmp_path / "link")
    os.mkfifo(tmp_path / "pipe")
    assert load_file(tmp_path / "a") == b"abc"
    for name in ("link", "pipe", "absent", "."):
        with pytest.raises(UnreadableSubmission):
            load_file(tmp_path / name)


def test_load_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_FILE", 3)
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").write_bytes(b"abcd")
    assert load_file(tmp_path / "a") == b"abc"
    with pytest.raises(UnreadableSubmission, match="got more"):
        load_file(tmp_path / "b")

"""`write`: files appear whole or not at all, and only the formats asked for."""

import os
from pathlib import Path

import pytest

from grader.errors import HostError, UsageError
from grader.report import read, write

from . import samples


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_both_formats_by_default_into_a_new_folder(tmp_path: Path) -> None:
    out = tmp_path / "some" / "where"
    paths = write(samples.report(), out)
    assert paths == [out / "report.html", out / "report.json"]
    assert names(out) == {"report.html", "report.json"}
    assert paths[0].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert read(paths[1]).student == "Ada Lovelace"


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown report format 'pdf', expected html or json"):
        write(samples.report(), tmp_path, ("json", "pdf"))
    assert names(tmp_path) == set()


def test_an_old_report_is_replaced(tmp_path: Path) -> None:
    write(samples.report(), tmp_path)
    write(samples.report(student="Bob"), tmp_path)
    assert read(tmp_path / "report.json").student == "Bob"
    assert names(tmp_path) == {"report.html", "report.json"}


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.json").symlink_to(kept)
    write(samples.report(), out, ("json",))
    assert kept.read_text() == "mine"
    assert not (out / "report.json").is_symlink()


def test_a_failure_keeps_the_old_report_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(samples.report(), tmp_path, ("json",))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(HostError, match=r"report\.json: No space left on device"):
        write(samples.report(student="Bob"), tmp_path, ("json",))
    assert names(tmp_path) == {"report.json"}
    assert read(tmp_path / "report.json").student == "Ada Lovelace"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(HostError, match="choose another folder"):
        write(samples.report(), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "in the way"

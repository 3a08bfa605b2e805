import os
import zipfile
from pathlib import Path

import pytest

from grader.intake import gather as gathering
from grader.intake import nested, read, tars
from grader.model import Submission

from .packing import is_clean, notebook, refusal, tarred, zipped


def packed(folder: Path, files: dict[str, bytes], name: str = "made.zip") -> bytes:
    """Bytes of an archive with these files."""
    path = folder / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            for inside, data in files.items():
                archive.writestr(inside, data, zipfile.ZIP_DEFLATED)
    else:
        tarred(path, files)
    made = path.read_bytes()
    path.unlink()
    return made


def folder_of(place: Path, files: dict[str, bytes]) -> Path:
    """A student's folder that holds these files."""
    for name, data in files.items():
        (place / "anna" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "anna" / name).write_bytes(data)
    return place / "anna"


def paths(found: Submission) -> list[str]:
    return [source.path for source in found.sources]


@pytest.mark.parametrize("name", ["hw.zip", "hw.tar.gz", "HW.TGZ"])
def test_archive_in_a_folder_is_opened(tmp_path: Path, name: str) -> None:
    kind = "made.zip" if name.endswith(".zip") else "made.tgz"
    inner = packed(tmp_path, {"hw/a.py": b"x = 1", "hw/d.csv": b"1"}, kind)
    found = read(folder_of(tmp_path, {name: inner, "report.pdf": b"%PDF"}))
    assert paths(found) == ["a.py"]
    assert found.files == {"d.csv": b"1", "report.pdf": b"%PDF"}
    assert f"'{name}': it was opened" in found.notes[0]
    assert found.student == "anna"
    assert sorted(os.listdir(tmp_path / "anna")) == sorted([name, "report.pdf"])


def test_archive_in_an_archive_is_opened_two_levels_deep(tmp_path: Path) -> None:
    first = packed(tmp_path, {"a.ipynb": notebook("x = 1")})
    second = packed(tmp_path, {"b/first.zip": first, "b/essay.pdf": b"%PDF"})
    third = packed(tmp_path, {"second.zip": second})
    assert paths(read(zipped(tmp_path / "hw.zip", {"sub/x.zip": first, "a.pdf": b""}))) == [
        "sub/a.ipynb"
    ]
    found = read(zipped(tmp_path / "hw.zip", {"second.zip": second}))
    assert paths(found) == ["a.ipynb"]
    assert [note.split(":")[0] for note in found.notes] == ["'second.zip'", "'first.zip'"]
    assert "more than 2 archives deep" in refusal(zipped(tmp_path / "hw.zip", {"third.zip": third}))


def test_few_archives_are_opened_and_many_are_not(tmp_path: Path) -> None:
    one, two = (packed(tmp_path, {"a.py": data}) for data in (b"x = 1", b"x = 2"))
    assert paths(read(folder_of(tmp_path, {"p1.zip": one, "p2.zip": two}))) == [
        "p1/a.py",
        "p2/a.py",
    ]
    many = {f"{number}.zip": one for number in range(nested.MAX_OPENED + 1)}
    assert "more than 4 archives" in refusal(zipped(tmp_path / "many.zip", many))


@pytest.mark.parametrize("beside", ["a.py", "a.ipynb", "A.java", "a.cpp"])
def test_archive_beside_a_source_stays_closed(tmp_path: Path, beside: str) -> None:
    inner = packed(tmp_path, {"b.py": b"x = 2"})
    data = notebook("x = 1") if beside.endswith("nb") else b"x = 1"
    found = read(folder_of(tmp_path, {beside: data, "hw.zip": inner}))
    assert "b.py" not in paths(found)
    assert found.files["hw.zip"] == inner
    assert found.notes == ()


def test_what_lies_beside_wins_over_what_is_inside(tmp_path: Path) -> None:
    inner = packed(tmp_path, {"a.py": b"x = 1", "answers.toml": b"inner"})
    found = read(folder_of(tmp_path, {"answers.toml": b"outer", "hw.zip": inner}))
    assert paths(found) == ["a.py"]
    assert found.files == {"answers.toml": b"outer"}


@pytest.mark.parametrize("name", ["../x.py", "/x.py", "C:/x.py", "a\x1b.py"])
def test_hostile_names_inside_are_left_out(tmp_path: Path, name: str) -> None:
    inner = packed(tmp_path, {name: b"bad", "ok.py": b"x = 1"}, "made.tgz")
    found = read(folder_of(tmp_path, {"sub/hw.tgz": inner}))
    assert paths(found) == ["sub/ok.py"]
    assert "left out" in " ".join(found.notes)
    assert all(map(is_clean, found.notes))


def test_bomb_inside_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = {"z.py": bytes(2**21)}
    files = {"z.zip": packed(tmp_path, zeros), "z.tgz": packed(tmp_path, zeros, "made.tgz")}
    monkeypatch.setattr(gathering, "MAX_FILE", 2**20)
    monkeypatch.setattr(nested, "MAX_TOTAL", 2**20)
    found = read(folder_of(tmp_path, {**files, "ok.zip": packed(tmp_path, {"a.py": b"x = 1"})}))
    assert paths(found) == ["ok/a.py"]
    assert found.files.keys() == {"z.zip", "z.tgz"}
    told = " ".join(found.notes)
    assert "'z.zip': left out: 'z/z.py' has more than 1 MiB" in told
    assert "'z.tgz': left out: expected at most 1 MiB when unpacked" in told


def test_caps_hold_for_all_archives_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = packed(tmp_path, {"a.py": b"#" * 60_000})
    monkeypatch.setattr(gathering, "MAX_TOTAL", 100_000)
    found = read(folder_of(tmp_path, {"p1.zip": inner, "p2.zip": inner}))
    assert paths(found) == ["p1/a.py"]
    assert "p2.zip': left out: Python files" in " ".join(found.notes)
    monkeypatch.setattr(gathering, "MAX_FILES", 2)
    files = {"a.py": b"x = 1", "b.py": b"", "c.py": b""}
    assert "more than 2 Python files" in refusal(
        zipped(tmp_path / "b.zip", {"i.zip": packed(tmp_path, files)})
    )


def test_damaged_and_foreign_archives_inside_are_told(tmp_path: Path) -> None:
    assert "damaged" in refusal(zipped(tmp_path / "a.zip", {"hw.zip": b"PK\x03\x04 cut"}))
    assert "a RAR archive" in refusal(zipped(tmp_path / "a.zip", {"hw.zip": b"Rar!\x1a\x07\0"}))
    assert tars.MAX_UNPACKED >= nested.MAX_TOTAL


def test_nothing_inside_is_told_with_what_was_opened(tmp_path: Path) -> None:
    inner = packed(tmp_path, {"report.pdf": b"%PDF"})
    assert "expected a Python file or notebook" in refusal(folder_of(tmp_path, {"hw.zip": inner}))

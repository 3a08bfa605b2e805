import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from grader.intake import gather as gathering
from grader.intake import read, zips

from .packing import is_clean, notebook, refusal, zipped


def test_zip_is_read_without_its_outer_folder(tmp_path: Path) -> None:
    files = {
        "hw/a.py": b"x = 1\n",
        "hw/b.ipynb": notebook("y = 2"),
        "hw/data/d.csv": b"1,2",
        "__MACOSX/hw/._a.py": b"\0\0",
    }
    found = read(zipped(tmp_path / "anna.zip", files))
    assert [source.path for source in found.sources] == ["a.py", "b.ipynb"]
    assert found.files == {"data/d.csv": b"1,2"}
    assert (found.student, found.entry, found.notes) == ("anna", "anna.zip", ())


@pytest.mark.parametrize(
    "name",
    [
        *("../x.py", "/x.py", "hw/../../x.py", "a\x1b.py", "a\0b.py"),
        *("C:\\x.py", "..\\x.py", "a\\..\\..\\x.py", "a/..\\../x.py", "\\x.py", "\\\\host\\x.py"),
    ],
)
def test_hostile_names_are_left_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    placeholder = "N" * len(name.encode())
    zipped(path, {"ok.py": b"x = 1", placeholder: b"bad"})
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), name.encode()))
    found = read(path)
    assert [source.path for source in found.sources] == ["ok.py"]
    assert found.files == {}
    assert len(found.notes) == 1
    assert "left out" in found.notes[0]
    assert is_clean(found.notes[0])
    assert os.listdir(tmp_path) == ["a.zip"]


def test_backslashes_of_old_windows_tools_part_folders(tmp_path: Path) -> None:
    files = {"hw\\": b"", "hw\\src\\a.py": b"x = 1", "hw\\__MACOSX\\b.py": b"", "hw\\d.csv": b"1"}
    found = read(zipped(tmp_path / "a.zip", files))
    assert [source.path for source in found.sources] == ["src/a.py"]
    assert (found.files, found.notes) == ({"d.csv": b"1"}, ())
    both = read(zipped(tmp_path / "b.zip", {"hw\\a.py": b"x = 1", "hw/a.py": b"x = 2"}))
    assert [source.path for source in both.sources] == ["a.py"]
    assert "more than once" in both.notes[0]


def test_links_devices_and_passwords_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ok.py", "x = 1")
        for name, kind in (("link.py", stat.S_IFLNK), ("device.py", stat.S_IFCHR)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        archive.writestr("unusual.py", "x = 1", zipfile.ZIP_BZIP2)
        archive.writestr("secret.py", "x = 1")
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1  # the bit that says a member is encrypted
    path.write_bytes(data)
    found = read(path)
    assert [source.path for source in found.sources] == ["ok.py"]
    told = " ".join(found.notes)
    for words in ("a link", "no ordinary file", "unusual way", "encrypted"):
        assert words in told


def test_encrypted_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x.py": b"x = 1"})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "without a password" in refusal(path)


def test_bomb_is_refused_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_FILE", 2**20)
    zeros = bytes(2**21)
    found = read(zipped(tmp_path / "data.zip", {"big.bin": zeros, "ok.py": b"x = 1"}))
    assert found.files == {}
    assert "big.bin" in found.notes[0]
    assert "'big.py' has more than 1 MiB" in refusal(zipped(tmp_path / "b.zip", {"big.py": zeros}))


def test_member_that_lies_about_its_size_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"ok.py": b"x = 1", "big.bin": bytes(2**22)})
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    found = read(path)
    assert found.files == {}
    assert "damaged" in found.notes[0]


def test_list_of_members_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {f"{i}.py": b"" for i in range(30)})
    monkeypatch.setattr(zips, "MAX_LISTED", 20)
    assert "at most 20 files, got 30" in refusal(path)
    monkeypatch.setattr(zips, "_MAX_READ", 100)
    assert "got a list of more" in refusal(path)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_truncated_archive(tmp_path: Path, keep: float) -> None:
    whole = zipped(tmp_path / "a.zip", {"x.py": b"x = 1\n" * 100, "y.py": b"y = 1\n"}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: int(len(whole) * keep)])
    assert "damaged or cut off" in refusal(tmp_path / "a.zip")


def test_empty_archive_and_archive_of_litter(tmp_path: Path) -> None:
    assert "empty folder or archive" in refusal(zipped(tmp_path / "a.zip", {}))
    assert "found only '.DS_Store'" in refusal(zipped(tmp_path / "b.zip", {".DS_Store": b"x"}))
    assert "found only 'report.pdf'" in refusal(zipped(tmp_path / "c.zip", {"report.pdf": b"%PDF"}))

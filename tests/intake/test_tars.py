import gzip
import io
import tarfile
from pathlib import Path

import pytest

from grader.intake import read, tars

from .packing import refusal, tarred


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz")]
)
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tar_is_read(
    tmp_path: Path, name: str, mode: str, form: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tarfile.TarFile, "format", form)
    long = "d" * 60 + "/" + "e" * 70 + ".py"  # needs a header of its own in two of the forms
    files = {"./hw/ü.py": b"x = 1\n", f"./hw/{long}": b"y" * 512, "./hw/d.csv": b""}
    found = read(tarred(tmp_path / name, files, mode))
    assert [source.path for source in found.sources] == [long, "ü.py"]
    assert found.files == {"d.csv": b""}
    assert found.notes == ()


def test_links_and_devices_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    kinds = {"sym": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "pipe": tarfile.FIFOTYPE}
    with tarfile.open(path, "w") as archive:
        for name, kind in {**kinds, "dev": tarfile.CHRTYPE}.items():
            info = tarfile.TarInfo(f"{name}.py")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("ok.py")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"x = 1"))
    found = read(path)
    assert [source.path for source in found.sources] == ["ok.py"]
    assert found.files == {}
    assert len(found.notes) == 4


@pytest.mark.parametrize(
    "name", ["../x.py", "/x.py", "a/../../x.py", "C:x.py", "a\\b.py", "a\x07.py"]
)
def test_hostile_names_are_left_out(tmp_path: Path, name: str) -> None:
    found = read(tarred(tmp_path / "a.tgz", {name: b"bad", "ok.py": b"x = 1"}))
    assert [source.path for source in found.sources] == ["ok.py"]
    assert len(found.notes) == 1


def test_last_of_two_equal_names_counts(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.py": b"old"}, "w")
    found = read(tarred(path, {"a.py": b"new"}, "a"))
    assert found.sources[0].cells[0].source == "new"


def test_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MAX_UNPACKED", 2**20)
    path = tarred(tmp_path / "a.tgz", {"a.py": b"x = 1", "zeros": bytes(2**22)})
    assert "when unpacked, got more" in refusal(path)


def test_huge_headers_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.py")
        info.pax_headers = {"comment": "x" * 100_000}
        archive.addfile(info)
    assert "huge headers" in refusal(path)
    monkeypatch.setattr(tars, "_MAX_HEADERS", 3000)
    monkeypatch.setattr(tars._Headers, "left", 3000)
    assert "huge headers" in refusal(tarred(path, {f"{i}.py": b"" for i in range(30)}, "w"))


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tars, "MAX_LISTED", 20)
    assert "at most 20 files" in refusal(
        tarred(tmp_path / "a.tar", {f"{i}": b"" for i in range(30)}, "w")
    )


def test_chain_of_headers_ends_in_a_sentence(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1
    chain = (info.tobuf(tarfile.GNU_FORMAT) + b"x".ljust(512, b"\0")) * 3000
    (tmp_path / "a.tar").write_bytes(chain)
    assert "damaged" in refusal(tmp_path / "a.tar")


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_truncated_archive(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("a.tar" if mode == "w" else "a.tar.gz")
    whole = tarred(path, {"x.py": b"x = 1\n" * 500, "y.py": b"y" * 3000}, mode).read_bytes()
    size = len(whole) if mode == "w:gz" else 7000  # before the zeros that end a plain tar
    for keep in (0.1, 0.5, 0.9):
        path.write_bytes(whole[: int(size * keep)])
        assert "damaged or cut off" in refusal(path)


def test_damage_in_the_middle(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"x.py": b"x = 1\n", "y.py": b"y = 1\n"}, "w")
    data = bytearray(path.read_bytes())
    data[1024:1400] = b"z" * 376  # the header of the second member
    path.write_bytes(data)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("data", [b"", b"x = 1", b"\x1f\x8b", gzip.compress(b"x = 1")])
def test_other_bytes_are_no_tar(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(data)
    assert "damaged or cut off" in refusal(tmp_path / "a.tar.gz")

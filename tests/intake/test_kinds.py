import gzip
from pathlib import Path

import numpy as np
import pytest

from grader.intake.kinds import foreign, has_conflict

from .packing import zipped


def test_real_files_of_other_kinds_are_named(tmp_path: Path) -> None:
    word = zipped(
        tmp_path / "a.docx", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
    )
    plain = zipped(tmp_path / "a.zip", {"x.py": b"x = 1"})
    np.save(tmp_path / "a.npy", np.zeros(3))
    assert foreign(word.read_bytes()) == "a Word document"
    assert foreign(plain.read_bytes()) == "a zip archive"
    assert foreign((tmp_path / "a.npy").read_bytes()) == "a numpy array"
    assert foreign(gzip.compress(b"x = 1")) == "a gzip archive"


def test_compiled_python_is_named(tmp_path: Path) -> None:
    import py_compile

    (tmp_path / "a.py").write_text("x = 1\n")
    compiled = py_compile.compile(str(tmp_path / "a.py"), cfile=str(tmp_path / "a.pyc"))
    assert compiled is not None
    assert "compiled Python" in foreign(Path(compiled).read_bytes())


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html>\n<html>", "HTML"),
        (b"<!-- saved --><HTML lang='en'>", "HTML"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\n", "Git LFS"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_other_kinds_by_their_first_bytes(data: bytes, word: str) -> None:
    assert word in foreign(data)


@pytest.mark.parametrize(
    "data", [b"", b"x1\r\nx = 1\r\ny = 2\r\n", b'{"cells": []}', b"# %PDF\n", b"PK = 3\n"]
)
def test_source_is_not_foreign(data: bytes) -> None:
    assert foreign(data) == ""


def test_conflict_needs_all_three_marks() -> None:
    marked = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> branch\n"
    assert has_conflict(marked)
    assert not has_conflict(marked.replace("=======\n", ""))
    assert not has_conflict("x = '<<<<<<< '\n=======\ny = '>>>>>>> '\n")

import json
from pathlib import Path

import pytest

from grader.intake import named_student, read

from .packing import notebook, refusal, zipped

BOOK = notebook("x = 1")


@pytest.mark.parametrize(
    ("name", "data", "read_as"),
    [
        ("hw.ipynb.txt", BOOK, "hw.ipynb"),
        ("hw.IPYNB.TXT", BOOK, "hw.ipynb"),
        ("hw.txt", BOOK, "hw.ipynb"),
        ("hw.json", BOOK, "hw.ipynb"),
        ("hw.ipynb.json", BOOK, "hw.ipynb"),
        ("hw", BOOK, "hw.ipynb"),
        ("hw.txt", b'{"cells": [{"cell_type": "code", "source": "x = 1"}]}', "hw.ipynb"),
        ("mlp.py.txt", b"x = 1\n", "mlp.py"),
        ("mlp.pyw", b"x = 1\n", "mlp.py"),
        ("mlp.py3", b"x = 1\n", "mlp.py"),
        ("mlp.py.txt", BOOK, "mlp.py"),
    ],
)
def test_source_under_another_suffix_is_read(
    tmp_path: Path, name: str, data: bytes, read_as: str
) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / name).write_bytes(data)
    (tmp_path / "anna" / "d.csv").write_bytes(b"1")
    alone = read(tmp_path / "anna" / name)
    for found in (alone, read(tmp_path / "anna"), read(zipped(tmp_path / "a.zip", {name: data}))):
        (source,) = found.sources
        assert source.path == read_as
        assert source.notebook == (data != b"x = 1\n")
        assert source.cells[0].source.strip() == "x = 1"
        assert f"'{name}': it was read as '{read_as}'" in found.notes[0]
        assert name not in found.files
    assert alone.student == read_as.partition(".")[0]


@pytest.mark.parametrize("beside", ["a.py", "a.ipynb", "A.java", "a.cpp", "B.CPP"])
def test_nothing_changes_beside_a_source(tmp_path: Path, beside: str) -> None:
    other = {"old.ipynb.txt": BOOK, "mlp.py.txt": b"x = 2", "hw.json": BOOK, "hw": BOOK}
    data = BOOK if beside.endswith("ipynb") else b"x = 1"
    found = read(zipped(tmp_path / "a.zip", {beside: data, **other}))
    assert found.files.items() >= other.items()
    assert [source.path for source in found.sources] in ([beside], [])
    assert found.notes == ()


def test_typed_answers_stay_answers(tmp_path: Path) -> None:
    files = {
        "answers.toml": b'"1.1" = "x"',
        "answers/1.3.txt": b"x = 1",
        "answers/1.4.txt": BOOK,
        "Answers/1.5.py.txt": b"x = 2",
        "1.6.txt": b"y = 3",
    }
    found = read(zipped(tmp_path / "a.zip", files))
    assert (found.sources, found.files, found.notes) == ((), files, ())
    both = read(zipped(tmp_path / "b.zip", {**files, "hw.ipynb.txt": BOOK}))
    assert [source.path for source in both.sources] == ["hw.ipynb"]
    assert both.files == files


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hw.txt", b"x = 1"),
        ("hw.json", b'{"a": 1}'),
        ("hw.json", b'{"cells": 3}'),
        ("hw.json", b'{"cells": [1, 2], "nbformat": 4}'),
        ("hw.json", json.dumps({"cells": [{"row": 1}]}).encode()),
        ("hw.txt", b'{"cells": [' + b"[" * 100_000),
        ("hw.ipynb.txt", b"%PDF"),
        ("hw", b"\x7fELF"),
        ("hw.py.txt", b"\x7fELF\0"),
        ("hw.pyw", b"x = 1\0"),
        (".txt", BOOK),
    ],
)
def test_what_is_no_source_is_not_taken(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "hand in one of these" in refusal(tmp_path / name)
    assert "a Python file or notebook" in refusal(zipped(tmp_path / "a.zip", {name: data}))


def test_no_two_files_get_one_name(tmp_path: Path) -> None:
    files = {"HW.txt": BOOK, "hw.json": notebook("x = 2"), "b.json": BOOK, "b.ipynb/x.txt": b""}
    found = read(zipped(tmp_path / "a.zip", files))
    assert [source.path for source in found.sources] == ["HW.ipynb"]
    assert found.files.keys() == {"hw.json", "b.json", "b.ipynb/x.txt"}


def test_disguise_and_archive_together(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "i.zip", {"hw.ipynb.txt": BOOK}).read_bytes()
    found = read(zipped(tmp_path / "a.zip", {"hw.zip": inner}))
    assert [source.path for source in found.sources] == ["hw.ipynb"]
    beside = read(zipped(tmp_path / "b.zip", {"hw.zip": inner, "mlp.py.txt": b"x = 1"}))
    assert [source.path for source in beside.sources] == ["mlp.py"]
    assert beside.files == {"hw.zip": inner}


def test_student_is_found_in_spite_of_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "anna_ps4.ipynb.txt").write_bytes(BOOK)
    found = read(tmp_path / "anna_ps4.ipynb.txt", file_name="<username>_<id>.ipynb")
    assert found.student == "anna"
    assert named_student("anna_ps4.ipynb.txt", "<username>_<id>.ipynb") == "anna"

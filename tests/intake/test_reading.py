import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import UnreadableSubmission
from grader.intake import read
from grader.model import Cell, Submission

from .packing import is_clean, notebook, raw_notebook, refusal, tarred, zipped


def test_python_file(tmp_path: Path) -> None:
    (tmp_path / "backprop.py").write_bytes(b"\xef\xbb\xbfx = 1\r\n\ty\r")
    found = read(tmp_path / "backprop.py")
    (source,) = found.sources
    assert (source.path, source.notebook) == ("backprop.py", False)
    assert source.cells == (Cell(label="backprop.py", source="x = 1\n\ty\n"),)
    assert (found.student, found.entry, found.marker) == ("backprop", "backprop.py", "")
    assert (found.files, found.notes) == ({}, ())


def test_notebook(tmp_path: Path) -> None:
    (tmp_path / "anna_ps4.ipynb").write_bytes(notebook("%matplotlib inline\nx = 1", "y = 2"))
    found = read(tmp_path / "anna_ps4.ipynb", file_name="<username>_<id>.ipynb")
    (source,) = found.sources
    assert source.notebook
    assert found.student == "anna"
    assert [cell.label for cell in source.cells] == ["cell 1", "cell 2"]
    assert source.cells[0].source == (
        "get_ipython().run_line_magic('matplotlib', 'inline')\nx = 1\n"
    )
    assert source.cells[1].source == "y = 2"


def test_folder_and_archives_of_it_are_read_alike(tmp_path: Path) -> None:
    files = {
        "a.py": b"x = 1\n",
        "a.ipynb": notebook("y = 2"),
        "pkg/__init__.py": b"",
        "data/d.npy": b"\x93NUMPY\0",
        ".git/config.py": b"no",
    }
    hw = tmp_path / "hw"
    for name, data in files.items():
        (hw / name).parent.mkdir(parents=True, exist_ok=True)
        (hw / name).write_bytes(data)
    backwards = {f"hw/{name}": files[name] for name in reversed(files)}
    forms = [
        read(hw),
        read(zipped(tmp_path / "hw.zip", backwards)),
        read(tarred(tmp_path / "hw.tgz", backwards)),
    ]
    assert [source.path for source in forms[0].sources] == ["a.ipynb", "a.py", "pkg/__init__.py"]
    assert forms[0].files == {"data/d.npy": b"\x93NUMPY\0"}
    for form in forms[1:]:
        assert form.sources == forms[0].sources
        assert form.files == forms[0].files
        assert form.digest == forms[0].digest
        assert form.student == "hw"


def test_digest_tells_contents_and_paths_apart(tmp_path: Path) -> None:
    pairs = [
        {"a.py": b"x"},
        {"a.py": b"y"},
        {"b.py": b"x"},
        {"a.py": b"x", "b": b""},
        {"a.pyx": b"x"},
    ]
    digests = {read(zipped(tmp_path / "a.zip", {"ok.py": b"1", **files})).digest for files in pairs}
    assert len(digests) == len(pairs)
    assert all(len(digest) == hashlib.sha256().digest_size * 2 for digest in digests)


def test_explicit_student_is_made_safe(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    assert read(tmp_path / "a.py", student="Zoë").student == "Zoë"
    assert read(tmp_path / "a.py", student="../../x").student == "_.._x"


def test_marker_is_a_claim_and_helps_to_find_the_name(tmp_path: Path) -> None:
    hw = tmp_path / "anna_big_hw1"
    hw.mkdir()
    (hw / "a.py").write_text("x = 1")
    (hw / "grader.toml").write_text('id = "big_hw1"\n')
    found = read(hw, file_name="<username>_<id>.ipynb")
    assert (found.marker, found.student) == ("big_hw1", "anna")
    (hw / "grader.toml").write_bytes(b"\xff\xfe not toml \0")
    assert read(hw).marker == ""


def test_one_broken_source_does_not_spoil_the_rest(tmp_path: Path) -> None:
    files = {"a.py": b"x = 1", "b.ipynb": b"<!DOCTYPE html>", "c.ipynb": b""}
    found = read(zipped(tmp_path / "a.zip", files))
    assert [source.path for source in found.sources] == ["a.py"]
    assert "an HTML page" in found.notes[0]
    assert "empty file" in found.notes[1]


def test_notebook_named_as_python_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(notebook("x = 1"))
    found = read(tmp_path / "a.py")
    assert found.sources[0].notebook
    assert "in spite of its name" in found.notes[0]


def test_conflict_in_python_is_noted_and_read(tmp_path: Path) -> None:
    text = "x = 1\n<<<<<<< HEAD\nx = 2\n=======\nx = 3\n>>>>>>> b\n"
    (tmp_path / "a.py").write_text(text)
    found = read(tmp_path / "a.py")
    assert found.sources[0].cells[0].source == text
    assert "merge-conflict" in found.notes[0]


def test_too_many_magics_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(notebook("a" * 50_000 + " ?\n"))
    assert "too many magics" in read(tmp_path / "a.ipynb").notes[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.py", b"", "an empty file"),
        ("a.py", b" \n\t\r\n", "an empty file"),
        ("a.ipynb", b"", "expected a notebook, got an empty file"),
        ("a.ipynb", b" \n", "expected a notebook, got an empty file"),
        ("a.ipynb", b"x = 1\n", "got other text"),
        ("a.ipynb", b'{"a": 1}', "without a notebook's cells"),
        ("a.ipynb", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        ("a.py", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        ("a.zip", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        ("a.tar.gz", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        ("a.zip", b"Rar!\x1a\x07\x00", "expected a zip archive, got a RAR archive"),
        ("a.zip", b"PK\x03\x04 cut off", "damaged or cut off"),
        ("a.tgz", b"\x1f\x8b cut off", "damaged or cut off"),
        ("a.tgz", b"<html><body>", "an HTML page"),
        ("a.ipynb", b"<html><body>", "an HTML page"),
        ("a.ipynb", b"%PDF-1.4", "a PDF document"),
        ("a.py", b"PK\x03\x04 word/document.xml", "a Word document"),
        ("a.py", b"\xa7\r\r\n\0\0\0\0\0\0\0\0\0\0\0\0", "compiled Python"),
        ("a.py", b"x = 1\0", "NUL bytes"),
        ("a.txt", b"x = 1", "got '.txt'"),
        ("README", b"x = 1", "got 'no suffix'"),
        ("a.tar.xz", b"x", "got '.xz'"),
        ("a\x1b[2J.txt", b"x", "'a[2J.txt'"),
    ],
)
def test_unreadable_files_get_one_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in refusal(tmp_path / name)


def test_unreadable_paths_get_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "essay.pdf").write_bytes(b"%PDF")
    os.mkfifo(tmp_path / "pipe.py")
    assert "doesn't exist" in refusal(tmp_path / "absent.py")
    assert "empty folder" in refusal(tmp_path / "empty")
    assert "found only 'essay.pdf'" in refusal(tmp_path / "papers")
    assert "no ordinary file" in refusal(tmp_path / "pipe.py")
    assert "NUL" in refusal(tmp_path / "a\0.py")
    assert "expected" in refusal(tmp_path / ("x" * 5000 + ".py"))


def test_given_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text("x = 1")
    os.symlink(tmp_path / "real.py", tmp_path / "link.py")
    assert "got a link" in refusal(tmp_path / "link.py")


def test_no_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text("x = 1")

    def denied(*_: object) -> int:  # by hand, since permissions don't bind root
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "no permission" in refusal(tmp_path / "a.py")


def test_nothing_of_a_submission_runs(tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'ran')!r}, 'w')\n"
    files = {"a.py": trap.encode(), "b.ipynb": notebook(f"%run a.py\n!touch ran\n{trap}")}
    files["conftest.py"] = files["sitecustomize.py"] = trap.encode()
    read(zipped(tmp_path / "a.zip", files))
    assert os.listdir(tmp_path) == ["a.zip"]


def test_text_that_crashes_a_parser_is_only_text(tmp_path: Path) -> None:
    deep = "(" * 100_000
    (tmp_path / "a.py").write_text(deep)
    assert read(tmp_path / "a.py").sources[0].cells[0].source == deep
    (tmp_path / "a.ipynb").write_bytes(raw_notebook(deep, "%time\n" + deep, "x = 1"))
    assert read(tmp_path / "a.ipynb").sources[0].cells[2].source == "x = 1"


SUFFIXES = st.sampled_from([".py", ".ipynb", ".zip", ".tar.gz", ".tar"])
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def outcome(path: Path) -> Submission | str:
    try:
        return read(path)
    except UnreadableSubmission as error:
        return str(error)


def survives(folder: Path, suffix: str, data: bytes) -> None:
    path = folder / f"x{suffix}"
    path.write_bytes(data)
    found = outcome(path)
    if isinstance(found, str):
        assert is_clean(found)
        return
    for source in found.sources:
        for cell in source.cells:
            cell.source.encode()
    assert all(is_clean(note) for note in found.notes)


@QUIET
@given(suffix=SUFFIXES, data=st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, data: bytes) -> None:
    survives(tmp_path, suffix, data)


@QUIET
@given(
    suffix=SUFFIXES,
    name=st.text(min_size=1, max_size=20),
    body=st.binary(max_size=200),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8),
)
def test_damaged_files_are_read_or_refused(
    tmp_path: Path, suffix: str, name: str, body: bytes, changes: list[tuple[int, int]]
) -> None:
    safe = name.encode("utf-8", "replace").decode().replace("\0", "?")
    files = {f"{safe}.py": body, "hw/b.ipynb": notebook("!ls\nx?"), "d": body * 9}
    path = tmp_path / "made"
    if suffix == ".zip":
        zipped(path, files)
    elif suffix in (".tar", ".tar.gz"):
        tarred(path, files, "w" if suffix == ".tar" else "w:gz")
    else:
        path.write_bytes(notebook("%time\nx = 1", safe))
    data = bytearray(path.read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    survives(tmp_path, suffix, bytes(data))


@QUIET
@given(
    cells=st.lists(
        st.text(alphabet="%!?,;/=()'\"\\\n \tax>.I[]:#\ud800\x0c", max_size=60), max_size=4
    )
)
def test_any_cell_is_read(tmp_path: Path, cells: list[str]) -> None:
    survives(tmp_path, ".ipynb", raw_notebook(*cells))


def test_invisible_characters_are_mended_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("\ufeff\ufeffif 1:\n\xa0\xa0x = '\xa0'\n".encode())
    found = read(path)
    assert found.sources[0].cells[0].source == "if 1:\n  x = '\xa0'\n"
    assert len(found.notes) == 1
    assert "invisible characters" in found.notes[0]


def test_folder_is_left_as_it_was(tmp_path: Path) -> None:
    hw = tmp_path / "hw"
    hw.mkdir()
    (hw / "a.py").write_text("x = 1")
    copy = shutil.copytree(hw, tmp_path / "copy")
    read(hw)
    assert sorted(os.listdir(hw)) == sorted(os.listdir(copy))


def test_typed_answers_alone_are_a_submission(tmp_path: Path) -> None:
    folder = tmp_path / "ada"
    (folder / "answers").mkdir(parents=True)
    (folder / "answers" / "1.3.txt").write_text("(h2 - y) h1")
    assert list(read(folder).files) == ["answers/1.3.txt"]
    (folder / "answers" / "1.3.txt").rename(folder / "1.3.txt")  # any text may be called so
    with pytest.raises(UnreadableSubmission, match="expected a Python file or notebook"):
        read(folder)

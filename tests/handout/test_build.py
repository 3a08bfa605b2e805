"""The whole handout of a small course: what is in it, what isn't, and what is never overwritten."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from grader.course.manifest import handout_files
from grader.errors import AuthorError, UsageError
from grader.handout import build, check_fresh, digest, handed_out
from grader.model import CourseAssignment, ExpectedFile, Problem

STUB = '''\
"""Layers."""

import numpy as np

# TODO 1a: a dict of nodes
graph = {
    "nodes": [],
}


def softmax_loss(x, y):
    """Given: the mean loss and its gradient."""
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(y)), y])), p


def fc_forward(x, w, b):
    """The layer's output (N, M) and a cache."""
    # TODO 1b: x (N, D), w (D, M), b (M,)
    raise NotImplementedError("1b: not written yet")


def fc_backward(dout, cache):
    """Gradients by x, w and b."""
    x, w = cache
    # TODO 1b: your code here
    raise NotImplementedError("1b: not written yet")
'''


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@dataclass(frozen=True)
class Parts:
    reference: Path
    public: Path
    folder: Path


@pytest.fixture
def parts(mini: CourseAssignment) -> Parts:
    assert mini.reference is not None
    return Parts(mini.reference, mini.public, mini.folder)


def test_a_handout_holds_just_what_students_get(mini: CourseAssignment, tmp_path: Path) -> None:
    out = tmp_path / "out" / "mini"
    written = build(mini, out)
    made = contents(out)
    assert set(made) == {"README.md", "grader.toml", "layers.py", "tests/public/test_layers.py"}
    assert written == sorted(out / name for name in made)
    assert made["layers.py"].decode() == STUB
    assert made["README.md"] == (mini.folder / "README.md").read_bytes()
    public = mini.public / "test_layers.py"
    assert made["tests/public/test_layers.py"] == public.read_bytes()
    assert list(out.parent.iterdir()) == [out]


def test_the_marker_is_the_manifest_and_what_was_handed_out(
    mini: CourseAssignment, tmp_path: Path
) -> None:
    build(mini, tmp_path / "out")
    text = (tmp_path / "out" / "grader.toml").read_text()
    manifest = (mini.folder / "assignment.toml").read_text()
    assert text.startswith(manifest)
    files = {"layers.py": digest((tmp_path / "out" / "layers.py").read_text())}
    handout = {"handout": {"version": 1, "files": files}}
    assert tomllib.loads(text) == tomllib.loads(manifest) | handout
    assert handed_out(mini) == handout_files(tmp_path / "out" / "grader.toml") == files


def test_modes_and_bytes_do_not_depend_on_the_author(
    mini: CourseAssignment, parts: Parts, tmp_path: Path
) -> None:
    build(mini, tmp_path / "one")
    path = parts.reference / "layers.py"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o755)
    old = os.umask(0o077)
    try:
        build(mini, tmp_path / "two")
    finally:
        os.umask(old)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    modes = {p.is_dir(): p.stat().st_mode & 0o777 for p in (tmp_path / "two").rglob("*")}
    assert modes == {False: 0o644, True: 0o755}
    assert (tmp_path / "two").stat().st_mode & 0o777 == 0o755


def test_caches_are_left_out(mini: CourseAssignment, parts: Parts, tmp_path: Path) -> None:
    for folder in (parts.reference, parts.public):
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "layers.cpython-311.pyc").write_bytes(b"\0secret")
    build(mini, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("__pycache__"))


def test_an_earlier_handout_is_replaced_whole(mini: CourseAssignment, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    build(mini, out)
    fresh = contents(out)
    (out / "old.py").write_text("x = 1\n")
    (out / "layers.py").write_text("x = 2\n")
    build(mini, out)
    assert contents(out) == fresh


@pytest.mark.parametrize(
    "marker", [None, "not toml [", 'id = "mini"\n', "[handout]\nversion = 1\n"]
)
def test_a_folder_of_other_things_is_never_touched(
    mini: CourseAssignment, tmp_path: Path, marker: str | None
) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "thesis.tex").write_text("years of work")
    if marker is not None:
        (out / "grader.toml").write_text(marker)
    before = contents(out)
    with pytest.raises(UsageError, match="name another folder"):
        build(mini, out)
    assert contents(out) == before


def test_a_file_or_link_as_target_is_refused(mini: CourseAssignment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="a file or a link"):
            build(mini, tmp_path / name)


def test_a_leak_writes_nothing(mini: CourseAssignment, parts: Parts, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(mini, out)
    before = contents(out)
    edit(mini.folder / "README.md", "Write", "Hint: `dx = dout @ w.T`. Write")
    for target in (out, tmp_path / "new"):
        with pytest.raises(AuthorError, match=r"README.md:3: repeats .*layers.py:"):
            build(mini, target)
    assert contents(out) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["course", "out"]


def test_a_code_problem_without_region(mini: CourseAssignment, tmp_path: Path) -> None:
    more = (*mini.spec.problems, Problem(id="1d", title="New", points=1))
    spec = msgspec.structs.replace(mini.spec, problems=more)
    with pytest.raises(AuthorError, match="problem 1d has no solution region"):
        build(msgspec.structs.replace(mini, spec=spec), tmp_path / "out")


def test_a_wrong_marker_names_file_and_line(
    mini: CourseAssignment, parts: Parts, tmp_path: Path
) -> None:
    edit(parts.reference / "layers.py", "# END SOLUTION\n\n\ndef soft", "\n\ndef soft")
    with pytest.raises(AuthorError, match=r"layers.py:\d+: region inside"):
        build(mini, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("notes.md", "not Python and not among"),
        ("layers.py.orig", "not Python and not among"),
        (".layers.py.swp", "not Python and not among"),
        ("helper.py", "no solution region"),
        (".hidden.py", "can't be handed out"),
        ("README.md", "not Python and not among"),
    ],
)
def test_a_reference_file_that_no_rule_hands_out(
    mini: CourseAssignment, parts: Parts, tmp_path: Path, name: str, says: str
) -> None:
    (parts.reference / name).write_text("x = 1\n")
    with pytest.raises(AuthorError, match=says):
        build(mini, tmp_path / "out")


@pytest.mark.parametrize("name", ["test_layers.py~", "data.npz", "nb.ipynb", ".git/config"])
def test_a_public_file_of_a_wrong_kind(
    mini: CourseAssignment, parts: Parts, tmp_path: Path, name: str
) -> None:
    (parts.public / name).parent.mkdir(exist_ok=True)
    (parts.public / name).write_text("x = 1\n")
    with pytest.raises(AuthorError, match="can't be handed out"):
        build(mini, tmp_path / "out")


def test_a_link_is_refused(mini: CourseAssignment, parts: Parts, tmp_path: Path) -> None:
    (parts.public / "more.py").symlink_to(parts.reference / "layers.py")
    with pytest.raises(AuthorError, match="is a link"):
        build(mini, tmp_path / "out")


def listed(assignment: CourseAssignment, name: str) -> CourseAssignment:
    files = (*assignment.spec.files, ExpectedFile(path=name))
    spec = msgspec.structs.replace(assignment.spec, files=files)
    return msgspec.structs.replace(assignment, spec=spec)


def test_listed_files_are_handed_out(mini: CourseAssignment, parts: Parts, tmp_path: Path) -> None:
    (parts.reference / "answers.toml").write_text('observation = ""\n')
    build(listed(mini, "answers.toml"), tmp_path / "out")
    assert (tmp_path / "out" / "answers.toml").read_text() == 'observation = ""\n'


def test_markers_in_other_files_and_notebooks_are_refused(
    mini: CourseAssignment, parts: Parts, tmp_path: Path
) -> None:
    (parts.reference / "notes.txt").write_text("a = 1\n# BEGIN SOLUTION 1a\n")
    with pytest.raises(AuthorError, match=r"notes.txt:2: solution markers work in Python"):
        build(listed(mini, "notes.txt"), tmp_path / "out")
    (parts.reference / "notes.txt").unlink()
    (parts.reference / "nb.ipynb").write_text("{}")
    with pytest.raises(AuthorError, match="can't be handed out"):
        build(listed(mini, "nb.ipynb"), tmp_path / "out")


def test_other_encodings_and_missing_texts(
    mini: CourseAssignment, parts: Parts, tmp_path: Path
) -> None:
    readme = mini.folder / "README.md"
    readme.write_bytes("Schicht für Schicht".encode("latin-1"))
    with pytest.raises(AuthorError, match="not UTF-8"):
        build(mini, tmp_path / "out")
    readme.unlink()
    with pytest.raises(AuthorError, match="missing"):
        build(mini, tmp_path / "out")


def test_a_manifest_that_says_it_is_a_handout(mini: CourseAssignment, tmp_path: Path) -> None:
    manifest = mini.folder / "assignment.toml"
    manifest.write_text(manifest.read_text() + "[handout]\nversion = 1\n")
    with pytest.raises(AuthorError, match="written by the toolkit"):
        build(mini, tmp_path / "out")


def test_no_handout_from_a_handout(mini: CourseAssignment, tmp_path: Path) -> None:
    student = msgspec.structs.replace(mini, hidden=None, reference=None)
    with pytest.raises(UsageError, match="no reference"):
        build(student, tmp_path / "out")


# --- the checked-in template ------------------------------------------------------------------


def test_a_fresh_template(mini: CourseAssignment, tmp_path: Path) -> None:
    template = tmp_path / "template"
    build(mini, template)
    (template / "__pycache__").mkdir()
    (template / "__pycache__" / "layers.cpython-311.pyc").write_bytes(b"")
    assert check_fresh(mini, template) == []


def test_a_stale_template(mini: CourseAssignment, parts: Parts, tmp_path: Path) -> None:
    template = tmp_path / "template"
    build(mini, template)
    edit(template / "layers.py", "1b: not written yet", "1b: \x1b[31mwrite me")
    (template / "extra.py").write_text("")
    (template / "README.md").unlink()
    found = check_fresh(mini, template)
    assert [text.split(": ")[0] for text in found] == [
        str(template / name) for name in ("README.md", "extra.py", "layers.py")
    ]
    assert "missing" in found[0]
    assert "extra" in found[1]
    assert '+    raise NotImplementedError("1b: not written yet")' in found[2]
    assert "\x1b" not in found[2]


def test_long_differences_are_cut(mini: CourseAssignment, tmp_path: Path) -> None:
    template = tmp_path / "template"
    build(mini, template)
    (template / "layers.py").write_text("x\n" * 500)
    (found,) = check_fresh(mini, template)
    assert len(found.split("\n")) < 30
    assert "more lines" in found


def test_line_ends_count(mini: CourseAssignment, tmp_path: Path) -> None:
    template = tmp_path / "template"
    build(mini, template)
    path = template / "README.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (found,) = check_fresh(mini, template)
    assert "\\r" in found


def test_no_template_at_all(mini: CourseAssignment, tmp_path: Path) -> None:
    found = check_fresh(mini, tmp_path / "nothing")
    assert len(found) == 4
    assert all("missing" in text for text in found)

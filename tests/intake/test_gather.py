import pytest

from grader.errors import UnreadableSubmission
from grader.intake import gather as gathering
from grader.intake.gather import Gathered, Member, Notes, gather

from .packing import is_clean


def member(path: str, data: bytes = b"x", size: int | None = None) -> Member:
    return Member(path, len(data) if size is None else size, lambda: data)


def gathered(*members: Member, strip_top: bool = False) -> tuple[Gathered, tuple[str, ...]]:
    notes = Notes()
    return gather(members, notes, strip_top=strip_top), notes.told()


def test_sources_and_files_are_apart_and_sorted() -> None:
    out, notes = gathered(
        *map(member, ["b.py", "a.IPYNB", "data/x.csv", "./a/c.py", "grader.toml"])
    )
    assert list(out.sources) == ["a.IPYNB", "a/c.py", "b.py"]
    assert list(out.files) == ["data/x.csv", "grader.toml"]
    assert notes == ()


def test_litter_is_skipped_without_a_word() -> None:
    litter = [
        ".git/x.py",
        ".ipynb_checkpoints/a.ipynb",
        "__pycache__/a.py",
        "__MACOSX/._a.py",
        ".DS_Store",
        "d/Thumbs.db",
        "._a.py",
        "my env/pyvenv.cfg",
        "my env/lib/site.py",
    ]
    out, notes = gathered(*map(member, [*litter, "my environment.py"]))
    assert list(out.sources) == ["my environment.py"]
    assert (out.files, notes) == ({}, ())


@pytest.mark.parametrize(
    ("paths", "kept"),
    [
        (["hw/a.py", "hw/d/b.py"], ["a.py", "d/b.py"]),
        (["hw/a.py", "__MACOSX/hw/a.py", ".DS_Store"], ["a.py"]),
        (["hw/a.py", "b.py"], ["b.py", "hw/a.py"]),
        (["hw/a.py", "hx/b.py"], ["hw/a.py", "hx/b.py"]),
        (["hw/hw/a.py"], ["hw/a.py"]),
    ],
)
def test_one_folder_around_everything_is_dropped(paths: list[str], kept: list[str]) -> None:
    out, _ = gathered(*map(member, paths), strip_top=True)
    assert list(out.sources) == kept


def test_names_that_collide() -> None:
    out, notes = gathered(
        member("a.py", b"1"), member("a.py", b"2"), member("A.py"), member("d"), member("D/e.py")
    )
    assert out.sources == {"A.py": b"x", "D/e.py": b"x"}
    assert "more than once" in notes[0]
    assert notes[1:] == (
        "'a.py': left out: its name differs from 'A.py' only in its letters",
        "'d': left out: a folder has the same name",
    )


def test_last_of_two_equal_names_counts() -> None:
    out, notes = gathered(member("a.py", b"old"), member("a.py", b"new"))
    assert out.sources == {"a.py": b"new"}
    assert len(notes) == 1


def test_bad_paths_are_left_out_with_a_reason() -> None:
    out, notes = gathered(*map(member, ["../x.py", "/y.py", "C:/z.py", "a\x1bb.py", "ok.py"]))
    assert list(out.sources) == ["ok.py"]
    assert len(notes) == 4
    assert all("left out" in note and is_clean(note) for note in notes)


def test_data_never_pushes_out_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_TOTAL", 100)
    monkeypatch.setattr(gathering, "MAX_FILE", 90)
    out, notes = gathered(
        member("a.bin", b"d" * 80), member("b.bin", b"d" * 91), member("z.py", b"c" * 50)
    )
    assert list(out.sources) == ["z.py"]
    assert out.files == {}
    assert len(notes) == 2


def test_code_beyond_the_caps_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_TOTAL", 100)
    monkeypatch.setattr(gathering, "MAX_FILE", 60)
    with pytest.raises(UnreadableSubmission, match=r"'a\.py' has more than"):
        gathered(member("a.py", b"c" * 61))
    with pytest.raises(UnreadableSubmission, match="together"):
        gathered(member("a.py", b"c" * 60), member("b.py", b"c" * 60))
    monkeypatch.setattr(gathering, "MAX_FILES", 2)
    with pytest.raises(UnreadableSubmission, match="more than 2 Python files"):
        gathered(member("a.py"), member("b.py"), member("c.py"))


def test_too_many_files_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_FILES", 3)
    out, notes = gathered(member("a.py"), *(member(f"{i}.csv") for i in range(5)))
    assert (len(out.sources), len(out.files), len(notes)) == (1, 2, 3)


def test_damaged_members_count_against_the_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_TOTAL", 100)
    tried: list[int] = []

    def damaged() -> bytes:
        tried.append(1)
        raise UnreadableSubmission("it is damaged")

    gathered(*(Member(f"{i}.bin", 30, damaged) for i in range(50)))
    assert len(tried) == 3


def test_flood_of_notes_is_counted() -> None:
    _, notes = gathered(*(member(f"../{i}.py") for i in range(1000)))
    assert len(notes) == 21
    assert notes[-1] == "980 more notes of this kind are not shown"

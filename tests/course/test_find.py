import shutil
from pathlib import Path

import pytest

from grader.course import find_course, handout_assignment, load_assignment, load_course
from grader.errors import AuthorError, UsageError


def test_course_is_found_from_inside(course: Path, manifest: Path) -> None:
    deep = course / "assignments" / "hw1" / "tests" / "hidden"
    assert find_course(course) == course.resolve()
    assert find_course(deep) == course.resolve()
    assert find_course(manifest) == course.resolve()


def test_search_without_result_names_every_folder(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()  # half a course is none
    inner = tmp_path / "assignments" / "inner"
    inner.mkdir()
    with pytest.raises(UsageError) as caught:
        find_course(inner)
    lines = str(caught.value).splitlines()
    assert str(tmp_path.resolve()) in [line.strip() for line in lines]
    assert str(inner.resolve()) in [line.strip() for line in lines]
    assert "--course" in lines[0]


def test_search_from_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="doesn't exist"):
        find_course(tmp_path / "nowhere")


def test_assignment_and_its_folders(course: Path) -> None:
    folder = course / "assignments" / "hw1"
    loaded = load_assignment(folder)
    assert loaded.folder == folder
    assert loaded.public == folder / "tests" / "public"
    assert loaded.hidden == folder / "tests" / "hidden"
    assert loaded.reference == course / "reference" / "hw1"
    assert [(p.id, p.points, p.kind, p.optional) for p in loaded.spec.problems] == [
        ("1.1", 2.0, "code", False),
        ("1.2", 0.5, "figure", False),
        ("1.3", 1.0, "code", True),
    ]
    assert loaded.spec.files[0].names == ("forward", "backward")
    assert loaded.spec.limits.check_seconds == 5
    assert loaded.spec.limits.load_seconds == 60
    assert loaded.spec.child.preload == ("numpy.linalg",)


def test_all_assignments_by_name(course: Path, manifest: Path) -> None:
    shutil.copytree(course / "assignments" / "hw1", course / "assignments" / "hw0")
    shutil.copytree(course / "reference" / "hw1", course / "reference" / "hw0")
    other = course / "assignments" / "hw0" / "assignment.toml"
    other.write_text(manifest.read_text().replace('"hw1"', '"hw0"'))
    (course / "assignments" / "__pycache__").mkdir()
    (course / "assignments" / ".ipynb_checkpoints").mkdir()
    (course / "assignments" / "notes.txt").write_text("")
    assert [a.spec.id for a in load_course(course).assignments] == ["hw0", "hw1"]


def test_folder_without_manifest_is_an_authors_mistake(course: Path) -> None:
    (course / "assignments" / "hw2").mkdir()
    with pytest.raises(AuthorError, match=r"hw2.assignment\.toml:1: .*create"):
        load_assignment(course / "assignments" / "hw2")


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (None, "create"),
        ("id = [", "not TOML"),
        ('id = "hw2"\ntitel = "x"\n', ":2: "),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_broken_draft_hinders_no_other_assignment(
    course: Path, manifest: str | bytes | None, says: str
) -> None:
    draft = course / "assignments" / "hw2"
    draft.mkdir()
    if manifest is not None:
        content = manifest if isinstance(manifest, bytes) else manifest.encode()
        (draft / "assignment.toml").write_bytes(content)
    loaded = load_course(course)
    assert [a.spec.id for a in loaded.assignments] == ["hw1"]
    assert [broken.id for broken in loaded.broken] == ["hw2"]
    assert str(loaded.broken[0].fault).startswith(f"{draft / 'assignment.toml'}:")
    assert says in str(loaded.broken[0].fault)


def test_unknown_assignment_lists_the_known_ones(course: Path) -> None:
    with pytest.raises(UsageError, match=r"no assignment 'hw9'.*there are: hw1"):
        load_assignment(course / "assignments" / "hw9")


def test_no_course_to_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder assignments"):
        load_course(tmp_path)


def test_handout_is_found_from_inside(handout: Path) -> None:
    (handout / "tests" / "public" / "test_a.py").write_text("")
    loaded = handout_assignment(handout / "tests" / "public" / "test_a.py")
    assert loaded is not None
    assert loaded.spec.id == "hw1"
    assert loaded.folder == handout.resolve()
    assert loaded.public == handout.resolve() / "tests" / "public"
    assert loaded.hidden is None
    assert loaded.reference is None


def test_handout_may_lie_in_a_folder_of_any_name_without_task_text(handout: Path) -> None:
    moved = handout.rename(handout.parent / "my homework (1)")
    assert handout_assignment(moved) is not None


def test_no_handout(tmp_path: Path) -> None:
    assert handout_assignment(tmp_path) is None


def test_handout_without_tests(handout: Path) -> None:
    shutil.rmtree(handout / "tests")
    with pytest.raises(AuthorError, match=r"grader\.toml:1: folder tests/public is missing"):
        handout_assignment(handout)


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("version = 2", "update"),
        ("version = 0", "version = 1"),
        ("version = true", "version = 1"),
        ("", "version = 1"),
    ],
)
def test_handout_of_another_version(handout: Path, version: str, message: str) -> None:
    marker = handout / "grader.toml"
    text = marker.read_text().replace("version = 1", version)
    marker.write_text(text)
    number = text.splitlines().index(version if version else "[handout]") + 1
    with pytest.raises(AuthorError, match=rf"grader\.toml:{number}: .*{message}"):
        handout_assignment(handout)


def test_manifest_of_a_course_has_no_handout_table(course: Path, manifest: Path) -> None:
    manifest.write_text(manifest.read_text() + "[handout]\nversion = 1\n")
    with pytest.raises(AuthorError, match="unknown key `handout`"):
        load_assignment(course / "assignments" / "hw1")

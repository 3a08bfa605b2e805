"""An author's mistakes: each is refused on the line where it stands."""

import shutil
from pathlib import Path

import pytest

from grader.course import load_assignment
from grader.errors import AuthorError


def fault(manifest: Path) -> str:
    """What loading says, with the manifest's own path cut off: `LINE: message`."""
    with pytest.raises(AuthorError) as caught:
        load_assignment(manifest.parent)
    start = f"{manifest}:"
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


# old text, what an author wrote instead, the text on whose line the fault is, the message
MISTAKES = {
    "unknown key": (
        'title = "Layers"',
        'titel = "x"',
        "titel",
        "unknown key `titel`; did you mean `title`?",
    ),
    "unknown table": ("[policies]", "[polices]", "[polices]", "unknown key `polices`"),
    "unknown key far off": ("points = 2", "points = 2\nzzz = 1", "zzz", "unknown key `zzz`"),
    "wrong type": (
        "points = 2",
        'points = "2"',
        'points = "2"',
        "problems[0].points: expected `float`, got `str`",
    ),
    "truth for a number": ("points = 2", "points = true", "points = true", "got `bool`"),
    "id without quotes": ('id = "1.1"', "id = 1.1", "id = 1.1", "expected `str`, got `float`"),
    "unknown kind": ('kind = "figure"', 'kind = "essay"', "essay", "invalid enum value 'essay'"),
    "kinds that exist": (
        'kind = "figure"',
        'kind = "essay"',
        "essay",
        "accuracy, program, written",
    ),
    "missing key": ("points = 2\n", "", "[[problems]]", "missing key `points`"),
    "missing key on top": ('title = "First steps"\n', "", 'id = "hw1"', "missing key `title`"),
    "not TOML": ("points = 2", "points = = 2", "points = =", "not TOML"),
    "key twice": ("points = 2", "points = 2\npoints = 3", "points = 3", "not TOML"),
    "negative points": (
        "points = 2",
        "points = -2",
        "points = -2",
        "expected points of 0 or more, got -2",
    ),
    "points not a number": ("points = 2", "points = nan", "points = nan", "got nan"),
    "endless points": ("points = 2", "points = inf", "points = inf", "got inf"),
    "problem twice": ('id = "1.2"', 'id = "1.1"', 'id = "1.1"', "stands twice, first in line 7"),
    "odd problem id": ('id = "1.2"', 'id = "a b"', "a b", "problem id 'a b'"),
    "empty title": (
        'title = "Layers"',
        'title = " "',
        'title = " "',
        "problem 1.1: title is empty",
    ),
    "empty title on top": ('"First steps"', '""', 'title = ""', "title is empty"),
    "unknown dataset": (
        '["cifar10"]',
        '[\n"cifar10",\n"cifar11"]',
        "cifar11",
        "unknown dataset 'cifar11'; known are: cifar10",
    ),
    "other id": (
        'id = "hw1"',
        'id = "hw2"',
        "hw2",
        "id 'hw2' differs from its folder's name 'hw1'",
    ),
    "odd id": ('id = "hw1"', 'id = "../hw1"', "../hw1", "expected 1 to 64 of the characters"),
    "no such file": ('"layers.py"', '"leyers.py"', "leyers", "file 'leyers.py' is missing"),
    "file outside": ('"layers.py"', '"../x.py"', "../x.py", "expected a relative path"),
    "absolute file": ('"layers.py"', '"/etc/passwd"', "/etc", "expected a relative path"),
    "file on a drive": ('"layers.py"', "'C:\\x.py'", "C:", "expected a relative path"),
    "odd name": ('"backward"', '"back ward"', "back ward", "'back ward' is not a name in Python"),
    "odd module": ('"numpy.linalg"', '"numpy-linalg"', "numpy-linalg", "is not a module"),
    "no time": (
        "check_seconds = 5",
        "check_seconds = 0",
        "check_seconds",
        "limits.check_seconds: expected more than 0",
    ),
    "endless time": ("check_seconds = 5", "check_seconds = inf", "check_seconds", "got inf"),
    "old Python": ("preload =", 'python = "3.8"\npreload =', "3.8", "3.9 or newer"),
    "odd Python": ("preload =", 'python = "conda"\npreload =', "conda", "or a path"),
    "name that nothing defines": ('"backward"', '"backwerd"', "backwerd", "is defined nowhere in"),
    "file name without a student": ("<username>_", "", "file_name", "expected <username> once"),
    "file name with two students": ("<username>", "<username><username>", "file_name", "once"),
    "odd file name": ("<username>", "<user>", "<user>", "unknown placeholder <user>"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_on_its_line(manifest: Path, mistake: tuple[str, str, str, str]) -> None:
    old, new, place, message = mistake
    text = manifest.read_text().replace(old, new, 1)
    manifest.write_text(text)
    # the last such line: of two equal ids it is the second that is at fault
    lines = [number for number, line in enumerate(text.splitlines(), 1) if place in line]
    expected = lines[0] if message.startswith("missing") else lines[-1]
    said = fault(manifest)
    assert said.startswith(f"{expected}: ")
    assert message in said


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_bad_text_at_the_very_end(manifest: Path, ending: str) -> None:
    text = manifest.read_text().rstrip() + "\nx = [1,"
    manifest.write_bytes(text.replace("\n", ending).encode())
    assert fault(manifest).startswith(f"{len(text.splitlines())}: not TOML")


def test_no_problems(manifest: Path) -> None:
    manifest.write_text('id = "hw1"\ntitle = "t"\nsource = "s"\nfiles = []\nproblems = []\n')
    assert fault(manifest) == "5: no problem; write at least one [[problems]]"


def test_file_listed_twice(manifest: Path) -> None:
    text = manifest.read_text() + '[[files]]\npath = "layers.py"\n'
    manifest.write_text(text)
    assert fault(manifest).startswith(f"{len(text.splitlines())}: files path 'layers.py' stands")


def test_byte_order_mark_is_read(manifest: Path) -> None:
    manifest.write_bytes(b"\xef\xbb\xbf" + manifest.read_bytes())
    assert load_assignment(manifest.parent).spec.id == "hw1"


def test_other_encoding_is_named_with_its_line(manifest: Path) -> None:
    manifest.write_bytes(manifest.read_bytes().replace(b"Layers", b"L\xe4yers"))
    assert fault(manifest).startswith("8: expected UTF-8")


@pytest.mark.parametrize("part", ["README.md", "tests/public", "tests/hidden", "tests"])
def test_missing_part_of_the_folder(manifest: Path, part: str) -> None:
    path = manifest.parent / part
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert fault(manifest).startswith("1: ")
    assert part in fault(manifest)


def test_missing_reference(course: Path, manifest: Path) -> None:
    shutil.rmtree(course / "reference" / "hw1")
    assert "reference folder" in fault(manifest)
    (course / "reference" / "hw1").mkdir()
    assert fault(manifest).startswith("24: file 'layers.py' is missing")


def test_a_reference_that_does_not_parse_has_its_own_line(course: Path, manifest: Path) -> None:
    path = course / "reference/hw1/layers.py"
    path.write_text("def forward(): ...\nbackward = (\n")
    with pytest.raises(AuthorError) as caught:
        load_assignment(manifest.parent)
    assert str(caught.value).startswith(f"{path}:2: the reference is no valid Python")


@pytest.mark.parametrize(
    "text",
    [
        "from math import exp as forward\nimport backward.part\n",
        "try:\n    forward, (backward, x) = 1, (2, 3)\nexcept OSError: ...\n",
        "from elsewhere import *\n",
        "class forward: ...\nasync def backward(): ...\n",
    ],
)
def test_a_promised_name_may_be_bound_in_any_way(course: Path, manifest: Path, text: str) -> None:
    (course / "reference/hw1/layers.py").write_text(text)
    assert load_assignment(manifest.parent).spec.id == "hw1"

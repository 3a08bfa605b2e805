import pytest

from grader.intake.names import folder_safe, path_fault, shown, student_name


@pytest.mark.parametrize(
    ("entry", "pattern", "identity", "student"),
    [
        ("anna_ps4.ipynb", "<username>_<id>.ipynb", "", "anna"),
        ("anna_lee_ps4.ipynb", "<username>_<id>.ipynb", "", "anna_lee"),
        ("anna_umich_ps4.ipynb", "<username>_<id>.ipynb", "umich_ps4", "anna"),
        ("anna_UMICH_PS4.ipynb", "<username>_<id>.ipynb", "umich_ps4", "anna"),
        ("anna_hw.ipynb", "<username>_<id>.ipynb", "umich_ps4", "anna"),
        ("anna_ps4.zip", "<username>_<id>.ipynb", "", "anna"),
        ("anna_ps4", "<username>_<id>.ipynb", "", "anna"),
        ("late_anna_ps4.py", "<status>_<username>_<id>.py", "ps4", "anna"),
        ("hw.py", "<username>_<id>.ipynb", "", "hw"),
        ("anna.lee", "", "", "anna.lee"),
        ("anna.tar.gz", "", "", "anna"),
        ("anna.ipynb.zip", "", "", "anna"),
        ("josé_李.py", "", "", "josé_李"),
        ("x.py", "no placeholder", "", "x"),
    ],
)
def test_student_is_found_in_the_entry(
    entry: str, pattern: str, identity: str, student: str
) -> None:
    assert student_name(entry, pattern, identity) == student


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("..", "unnamed"),
        (".", "unnamed"),
        ("", "unnamed"),
        ("\u202e\u200b", "unnamed"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c", "a_b_c"),
        ("con", "_con"),
        ("COM1.txt", "_COM1.txt"),
        ("console", "console"),
        ("anna\x1b[31m\n", "anna[31m"),
        ("anna\u202egpj", "annagpj"),
        ("anna. ", "anna"),
        ("\udcff", "unnamed"),
    ],
)
def test_hostile_name_becomes_a_safe_folder(name: str, mended: str) -> None:
    assert folder_safe(name) == mended


def test_long_names_fit_any_file_system() -> None:
    assert folder_safe("a" * 5000) == "a" * 100
    wide = folder_safe("李" * 5000)
    assert 0 < len(wide.encode()) <= 200
    assert set(wide) == {"李"}
    assert student_name("a" * 100_000, "<username>_<id>.py") == "a" * 100


def test_shown_name_is_short_and_printable() -> None:
    assert shown("hw.py") == "'hw.py'"
    assert len(shown("x" * 10_000)) <= 82
    assert shown("a\x00\x1b[2Jb\u2028") == "'a[2Jb'"


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/etc/passwd", "absolute"),
        ("a/../../b.py", "leaves"),
        ("..", "leaves"),
        ("C:x.py", "drive"),
        ("c:/x.py", "drive"),
        ("a\\..\\x.py", "backslash"),
        ("a\nb.py", "control"),
        ("a\u202eyp.exe", "control"),
        ("a\udcff.py", "control"),
        ("x" * 300 + ".py", "too long"),
        ("d/" * 40 + "x.py", "deep"),
    ],
)
def test_unusable_path_is_named(path: str, word: str) -> None:
    assert word in path_fault(path)


@pytest.mark.parametrize("path", ["x.py", "a/b.py", "./x.py", "ünï/李.py", "a..b/c.py"])
def test_usable_path(path: str) -> None:
    assert path_fault(path) == ""

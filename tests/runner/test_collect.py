"""An author's mistake in a test is an AuthorError with file and line, whatever the mistake."""

import os
from pathlib import Path

import pytest

from grader.errors import AuthorError
from grader.intake import read

from ..small import HEAD, REFERENCE, RIGHT, hand_in, make_course, opened

LINES_ABOVE = HEAD.count("\n")
GOOD = '@points(3, problem="1a", title="it")\ndef test_it(submission):\n    pass\n'


def fault_of(folder: Path, hidden: str, problems: dict[str, float] | None = None) -> str:
    course = make_course(folder, hidden=hidden, public="", problems=problems or {"1a": 3})
    with pytest.raises(AuthorError) as caught, opened(course, "none"):
        pass
    return str(caught.value)


def line_of_kept(folder: Path, line: int) -> str:
    return f"{folder / 'assignments/toy/tests/hidden/test_kept.py'}:{LINES_ABOVE + line}: "


@pytest.mark.parametrize(
    ("hidden", "line", "says"),
    [
        ("x = (\n", 1, "SyntaxError"),
        ("\nimport no_such_module_anywhere\n", 2, "no_such_module_anywhere"),
        ("\n\nundefined_name\n", 3, "undefined_name"),
        ("def test_free(submission):\n    pass\n", 1, "test_free has no @points"),
        (GOOD.replace('"1a"', '"7x"'), 1, "unknown problem '7x'; the manifest has: 1a"),
        (GOOD.replace('"it"', "5"), 1, "title"),
        (GOOD.replace("3,", '"three",'), 1, "points"),
        (GOOD.replace("3,", "-3,"), 1, "points of 0 or more"),
        (GOOD.replace("3,", "2,"), 1, "add up to 2 points, the manifest says 3"),
        (GOOD.replace('"it"', '"it", seconds=0'), 1, "seconds above 0"),
        (GOOD.replace('"it"', '"it", requires="test_gone"'), 1, "unknown check 'test_gone'"),
        (GOOD.replace('"it"', '"it", requires="test_it"'), 1, "in a circle"),
        (GOOD.replace('@points(3, problem="1a", title="it")', "@points(3)"), 1, "problem"),
    ],
)
def test_a_mistake_in_a_test_has_file_and_line(
    hidden: str, line: int, says: str, tmp_path: Path
) -> None:
    told = fault_of(tmp_path, hidden)
    assert told.startswith(line_of_kept(tmp_path, line)), told
    assert says in told


def test_a_problem_without_any_check_is_the_manifests_mistake(tmp_path: Path) -> None:
    told = fault_of(tmp_path, GOOD, {"1a": 3, "1b": 2})
    assert f"{tmp_path / 'assignments/toy/assignment.toml'}:" in told
    assert "problem 1b has 2 points and no check" in told


def test_a_broken_conftest_has_file_and_line(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=GOOD, public="", problems={"1a": 3})
    conftest = course / "tests/hidden/conftest.py"
    for text, line in (("import os\nundefined_name\n", 2), ("x = (\n", 1)):
        conftest.write_text(text)
        with pytest.raises(AuthorError) as caught, opened(course, "none"):
            pass
        assert str(caught.value).startswith(f"{conftest}:{line}: ")


def test_the_same_name_in_two_files_is_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=GOOD, public=GOOD, problems={"1a": 6})
    with pytest.raises(AuthorError, match="check test_it exists twice") as caught:
        opened(course, "none").__enter__()
    for name in ("tests/public/test_shown.py", "tests/hidden/test_kept.py"):
        assert str(course / name) in str(caught.value)


def test_a_mistake_leaves_the_process_usable(tmp_path: Path) -> None:
    fault_of(tmp_path / "bad", "x = (\n")
    good = make_course(tmp_path / "good", hidden=GOOD, public="", problems={"1a": 3})
    with opened(good, "none") as bench:
        assert [check.id for check in bench.collected.checks] == ["test_it"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("submission, referenz", "unknown fixtures: referenz; known are submission, reference"),
        ("submission, other", "unknown fixtures: referenz"),
    ],
)
def test_an_unknown_fixture_is_named_before_anything_is_graded(
    asked: str, says: str, tmp_path: Path
) -> None:
    own = "import pytest\n@pytest.fixture\ndef other(referenz):\n    return 1\n"
    told = fault_of(tmp_path, own + GOOD.replace("submission", asked))
    assert told.startswith(line_of_kept(tmp_path, 5)), told
    assert says in told


def test_fixtures_and_parameters_of_the_author_are_known(tmp_path: Path) -> None:
    own = "import pytest\n@pytest.fixture\ndef other():\n    return 1\n"
    own += "@pytest.mark.parametrize('size', [2, 3, 4])\n"
    hidden = own + GOOD.replace("3,", "1,").replace(
        "submission", "submission, other, size, request"
    )
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    with opened(course, "none") as bench:
        assert len(bench.collected.checks) == 3


def test_a_public_check_may_not_ask_for_the_reference(tmp_path: Path) -> None:
    public = GOOD.replace("submission", "submission, reference")
    course = make_course(tmp_path, hidden="", public=public, problems={"1a": 3})
    with pytest.raises(AuthorError, match="public check test_it asks for the reference") as caught:
        opened(course, "none").__enter__()
    place = course / "tests/public/test_shown.py"
    assert str(caught.value).startswith(f"{place}:{LINES_ABOVE + 1}: ")


@pytest.mark.parametrize("file", ["test_kept.py", "conftest.py"])
def test_a_test_that_ends_the_process_is_a_mistake_and_no_success(
    file: str, tmp_path: Path
) -> None:
    course = make_course(tmp_path, hidden=GOOD, public="", problems={"1a": 3})
    path = course / "tests/hidden" / file
    path.write_text("import sys\nsys.exit(0)\n")
    with pytest.raises(AuthorError, match="SystemExit") as caught:
        opened(course, "none").__enter__()
    assert str(caught.value).startswith(f"{path}:2: ")


def test_pytest_settings_of_whoever_grades_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option -k nothing")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    monkeypatch.chdir(tmp_path)
    course = make_course(tmp_path, hidden=GOOD, public="", problems={"1a": 3})
    with opened(course, "none") as bench:
        assert len(bench.collected.checks) == 1
    assert os.environ["PYTEST_ADDOPTS"] == "--no-such-option -k nothing"


def test_a_reference_that_fails_is_ours_and_tells_where(tmp_path: Path) -> None:
    hidden = GOOD.replace("(submission):\n    pass", "(submission, reference):\n    reference.x")
    course = make_course(
        tmp_path, hidden=hidden, public="", problems={"1a": 3}, reference=REFERENCE + "1 / 0\n"
    )
    line = len(REFERENCE.splitlines()) + 1
    with (
        pytest.raises(AuthorError, match=rf"toy\.py:{line}: the reference .* ZeroDivisionError"),
        opened(course, "none"),
    ):
        pass


def test_a_reference_that_no_check_asks_for_is_not_run(tmp_path: Path) -> None:
    course = make_course(
        tmp_path, hidden=GOOD, public="", problems={"1a": 3}, reference=REFERENCE + "1 / 0\n"
    )
    with opened(course, "none") as bench:
        assert bench.grade(read(hand_in(tmp_path, RIGHT))).complete


def test_an_authors_mistake_during_a_check_is_told_without_a_traceback(tmp_path: Path) -> None:
    hidden = GOOD.replace("(submission):\n    pass", "(submission, dataset):\n    dataset('mnist')")
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    with opened(course, "none") as bench:
        bench.grade(read(hand_in(tmp_path, RIGHT)))
        assert bench.internal[0].startswith("test_it: the manifest's `datasets` lacks 'mnist'")
        assert "Traceback" not in bench.internal[0]


def test_a_check_of_typed_answers_looks_at_no_code_and_one_of_code_at_no_answers(
    tmp_path: Path,
) -> None:
    hidden = GOOD + GOOD.replace("test_it(submission)", "test_typed(answers)")
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 6})
    with opened(course, "none") as bench:
        looks_at = bench.collected.looks_at
        assert looks_at("test_it", "toy.py")
        assert not looks_at("test_it", "answers.toml")
        assert looks_at("test_typed", "answers.toml")
        assert looks_at("test_typed", "answers/1a.txt")
        assert not looks_at("test_typed", "toy.py")

"""Typed answers: where they are found, what they may be, and what becomes of undecided ones."""

from pathlib import Path

import numpy as np
import pytest

from grader.errors import CheckFailed
from grader.runner.answers import MOST_BYTES, Answers

from ..small import graded, hand_in, make_course, outcome


class NoCode:
    """A submission without a dict of answers."""

    def __contains__(self, name: str) -> bool:
        return False


class Table:
    """A handle to a dict in the child."""

    kind = "dict"

    def __init__(self, content: dict[str, object]) -> None:
        self.content = content

    def __contains__(self, name: str) -> bool:
        return name in self.content

    def __getitem__(self, name: str) -> object:
        return self.content[name]


class Code(NoCode):
    """A submission with one."""

    def __init__(self, answers: object) -> None:
        self.answers = answers

    def __contains__(self, name: str) -> bool:
        return name == "answers"


def answers(files: dict[str, str | bytes], code: object = None) -> Answers:
    plain = {k: v.encode() if isinstance(v, str) else v for k, v in files.items()}
    return Answers(plain, lambda: code or NoCode())  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"answers.toml": '"1.3" = "(h2 - y) * h1"'}, "(h2 - y) * h1"),
        ({"work/answers.toml": '"1.3" = "  a  "'}, "a"),
        ({"Answers.TOML": '"1.3" = "a"'}, "a"),
        ({"answers.toml": '1.3 = "a"'}, "a"),  # TOML makes tables of it
        ({"answers.toml": '[answers]\n"1.3" = 8'}, 8),
        ({"answers.toml": '"1.3" = ["weights", "bias"]'}, ["weights", "bias"]),
        ({"answers.toml": '"1.3" = 2.5'}, 2.5),
        ({"answers.toml": "\ufeff\"1.3\" = '\\sigma(a)'\r\n"}, "\\sigma(a)"),
        ({"answers.toml": '"1.3" = "a"'.encode("utf-16")}, "a"),
        ({"answers/1.3.txt": "(h2 - y) h1\n"}, "(h2 - y) h1"),
        ({"1.3.txt": "b", "answers/1.3.txt": "a"}, "a"),
        ({"answers.toml": '"1.3" = ""', "1.3.txt": "b"}, "b"),
        ({"answers.toml": '"1.3" = "a"', "1.3.txt": "b"}, "a"),
        ({"answers.toml": "broken", "1.3.txt": "b"}, "b"),
        ({"handout/answers.toml": '"1.3" = ""', "mine/answers.toml": '"1.3" = "a"'}, "a"),
        ({"a/answers.toml": "broken", "b/answers.toml": '"1.3" = "a"'}, "a"),
        ({"answers/1.3.txt": " ", "work/1.3.txt": "a"}, "a"),
        ({"deep/down/answers.toml": '"1.3" = "b"', "x/answers.toml": '"1.3" = "a"'}, "a"),
    ],
)
def test_an_answer_is_found(files: dict[str, str | bytes], expected: object) -> None:
    got = answers(files)("1.3")
    assert got == expected
    assert type(got) is type(expected)


def test_a_dict_in_the_code_comes_last() -> None:
    code = Code(Table({"1.3": "from code", "1.4": "too"}))
    files: dict[str, str | bytes] = {"answers.toml": '"1.3" = "from file"'}
    assert answers(files, code)("1.3") == "from file"
    assert answers(files, code)("1.4") == "too"


@pytest.mark.parametrize("value", [np.array([3.5, 2.0]), (3.5, 2.0), [np.float64(3.5), 2.0]])
def test_an_array_of_numbers_is_a_list(value: object) -> None:
    got = answers({}, Code(Table({"1.3": value})))("1.3")
    assert got == [3.5, 2.0]
    assert isinstance(got, list)
    assert {type(item) for item in got} == {float}


@pytest.mark.parametrize(
    ("files", "code", "message"),
    [
        ({}, None, r"nothing is answered to 1\.3.*answers\.toml.*answers/1\.3\.txt.*answers = "),
        ({"answers.toml": '"1.3" = "  "'}, None, "nothing is answered"),
        ({"answers.toml": '"1.3" = []'}, None, "nothing is answered"),
        ({"answers.toml": '"1.3" = (h2 - y)'}, None, r"not valid TOML at line 1, column"),
        ({"answers.toml": '"1.3" = "\\sigma"'}, None, r"not valid TOML.*single quotes"),
        ({"answers.toml": '"1.3" = "a"\n"1.3" = "b"'}, None, "not valid TOML"),
        ({"answers.toml": "x" * (MOST_BYTES + 1)}, None, "at most 65,536 are read"),
        ({"answers.toml": "a = " + "[" * 5000}, None, "nested too deeply|not valid TOML"),
        ({"answers.toml": ".".join("a" * 30_000) + "= 1"}, None, "more than 200 dots"),
        ({"answers.toml": b"\x00\x01"}, None, "can't be read"),
        ({"answers.toml": '"1.3" = 2026-01-01'}, None, "must be text, a number or a list"),
        ({"answers.toml": '"1.3" = [["a"]]'}, None, "must be text, a number or a list"),
        ({"answers.toml": '"1.3" = true'}, None, "must be text, a number or a list"),
        ({"answers.toml": '"1.3" = {a = 1}'}, None, "must be text, a number or a list"),
        ({"answers.toml": '"1.3" = [' + "1," * 101 + "]"}, None, "more than 100 entries"),
        ({"answers.toml": '"1.3" = "' + "x" * 20_001 + '"'}, None, "at most 20,000 characters"),
        ({}, Code("text"), "must be a dict from problem to answer"),
        ({}, Code(Table({"1.3": None})), "nothing is answered"),
        ({}, Code(Table({"1.3": object()})), "plain data was expected"),
        ({}, Code(Table({"1.3": {"a": 1}})), "must be text, a number or a list"),
        ({}, Code(Table({"1.3": np.zeros((2, 2))})), "must be text, a number or a list"),
        ({}, Code(Table({"1.3": [np.zeros(2)]})), "must be text, a number or a list"),
        ({}, Code(Table({"1.3": np.zeros(101)})), "more than 100 entries"),
        ({}, Code(Table({"1.3": ()})), "nothing is answered"),
    ],
)
def test_what_is_no_answer_gets_one_sentence(
    files: dict[str, str | bytes], code: object, message: str
) -> None:
    with pytest.raises(CheckFailed, match=message) as caught:
        answers(files, code)("1.3")
    assert "\n" not in caught.value.message


# --- with a course around it ----------------------------------------------------------------------

TYPED = """\
from grader.checks import Domain, formula, number

DOMAIN = Domain(names={"a": (), "b": ("n",), "c": ("n",)})

@points(3, problem="1a", title="the gradient")
def test_formula(answers, rng):
    formula(answers("1a"), lambda v: v.a * v.b * v.c, DOMAIN, rng, "dJ/dc")

@points(4, problem="1b", title="the count", requires="test_formula")
def test_count(answers):
    number(answers("1b"), 1600, "the count")
"""
NOTHING = """\
@points(0, problem="1a", title="loads")
def test_loads(submission):
    pass
"""
BOTH = '"1a" = "a * b * c"\n"1b" = "1,600"\n'


def hand_in_answers(folder: Path, table: str, code: str = "x = 1\n") -> Path:
    hand_in(folder / "ada", code, "toy.py")
    (folder / "ada" / "answers.toml").write_text(table)
    return folder / "ada"


def test_answers_are_graded_in_hidden_checks(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=NOTHING, hidden=TYPED)
    report = graded(course, hand_in_answers(tmp_path, BOTH))
    assert (report.score, report.max_score, report.pending) == (7, 7, 0)


def test_answers_are_graded_in_public_checks_too(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=TYPED, hidden=NOTHING)
    wrong = BOTH.replace("a * b * c", "a + b * c")
    report = graded(course, hand_in_answers(tmp_path, wrong))
    failed = outcome(report, "test_formula")
    assert failed.status == "failed"
    assert "expected" in failed.detail
    assert outcome(report, "test_count").status == "skipped"
    assert report.pending == 0


def test_a_hidden_check_tells_no_numbers(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=NOTHING, hidden=TYPED)
    report = graded(course, hand_in_answers(tmp_path, '"1a" = "a b"'))
    failed = outcome(report, "test_formula")
    assert failed.status == "failed"
    assert failed.detail == ""
    assert not any(digit in failed.message.replace("64", "") for digit in "0123456789.")


def test_a_dict_in_the_code_is_graded(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=NOTHING, hidden=TYPED)
    path = hand_in(tmp_path, "answers = {'1a': 'a*b*c', '1b': 1600}\n")
    assert graded(course, path).score == 7


@pytest.mark.parametrize(
    "code",
    [
        "class D(dict):\n    def __getitem__(self, k): return 1/0\nanswers = D({'1a': 1})\n",
        "answers = {'1a': 'x' * 10**7}\n",
        "answers = {'1a': [[[[]]]]}\n",
        "answers = 5\n",
        "import os\nanswers = {}\n",
        "class D(dict):\n    def __contains__(self, k): os._exit(3)\nanswers = D()\nimport os\n",
        "answers = {'1a': type('S', (str,), {'__eq__': lambda s, o: True})('a*b*c + 1')}\n",
    ],
)
def test_hostile_dicts_cost_their_own_points_only(tmp_path: Path, code: str) -> None:
    course = make_course(tmp_path, public=NOTHING, hidden=TYPED)
    report = graded(course, hand_in(tmp_path, code))
    assert report.complete
    assert report.score == 0


def test_an_undecided_answer_waits_for_a_human(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=NOTHING, hidden=TYPED)
    path = hand_in_answers(tmp_path, BOTH.replace("a * b * c", "a b c"))  # a product of columns
    report = graded(course, path)
    waiting = outcome(report, "test_formula")
    assert (waiting.status, waiting.points, waiting.pending) == ("skipped", 0, 3)
    assert "a human will look at it" in waiting.message
    assert outcome(report, "test_count").status == "passed"  # it builds on an open question
    assert (report.score, report.max_score, report.pending) == (4, 4, 3)
    assert report.complete
    assert [(p.score, p.max_score, p.pending) for p in report.problems] == [(0, 0, 3), (4, 4, 0)]


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=TYPED, hidden=NOTHING)
    path = hand_in_answers(tmp_path, '"1a" = "a + b"')
    first, second = (outcome(graded(course, path), "test_formula") for _ in range(2))
    assert first.detail == second.detail != ""


def test_a_check_without_code_tells_no_other_checks_output(tmp_path: Path) -> None:
    first = '@points(0, problem="1a", title="prints")\ndef test_a(submission):\n'
    public = f"{first}    submission.say()\n\n{TYPED}"
    course = make_course(tmp_path, public=public, hidden=NOTHING)
    code = "def say():\n    print('something')\n"
    report = graded(course, hand_in_answers(tmp_path, BOTH, code))
    said = [(o.check, o.output) for o in report.outcomes if o.visibility == "public"]
    assert said == [("test_a", "something\n"), ("test_formula", ""), ("test_count", "")]


def test_answers_alone_are_a_submission(tmp_path: Path) -> None:
    course = make_course(tmp_path, public=TYPED, hidden=NOTHING)
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "answers.toml").write_text(BOTH)
    assert graded(course, tmp_path / "ada").score == 7
    assert graded(course, tmp_path / "ada" / "answers.toml").score == 7

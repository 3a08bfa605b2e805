"""The report names the mistake behind an exception or a missing result, of files and notebooks."""

import json
from pathlib import Path

import pytest

from grader.intake import read
from grader.model import Outcome, Report

from ..small import RIGHT, graded, hand_in, make_course, opened, outcome

HIDDEN = """\
@points(2, problem="1a", title="double of an array")
def test_double_array(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    same(call(submission.double, x, returns="y"), reference.double(x), "double(x)")


@points(4, problem="1b", title="triple of an array")
def test_triple(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    dx, dw = call(submission.triple, x, returns="dx, dw")
    same(dx, 3 * x, "dx")
    same(dw, 2 * x, "dw")
"""
PUBLIC = """\
@points(1, problem="1a", title="double of a number")
def test_double(submission):
    same(submission.double(21), 42, "double(21)")
"""
REFERENCE = """\
def double(x):
    return 2 * x


def triple(x):
    return 3 * x, 2 * x
"""
TRIPLE = "def triple(x):\n    return 3 * x, 2 * x\n"
DOUBLE = "def double(x):\n    return 2 * x\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    return make_course(
        folder, hidden=HIDDEN, public=PUBLIC, reference=REFERENCE, problems={"1a": 3, "1b": 4}
    )


def report_of(course: Path, folder: Path, text: str, name: str = "ada.py") -> Report:
    report = graded(course, hand_in(folder, text, name))
    assert report.complete
    return report


def notebook(*cells: str) -> str:
    made = [
        {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": text,
        }
        for text in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


def test_a_stub_in_a_file(course: Path, tmp_path: Path) -> None:
    stub = "def double(x):\n    raise NotImplementedError('1a: write this')\n\n"
    report = report_of(course, tmp_path, stub + TRIPLE)
    for check in ("test_double", "test_double_array"):
        found = outcome(report, check)
        assert found.status == ("error" if check == "test_double" else found.status)
        assert found.diagnosis == (
            "line 2 of ada.py, `raise NotImplementedError('1a: write this')`: `double` is still "
            "the stub: write this part in place of the line"
        )
    assert outcome(report, "test_triple").diagnosis == ""


def test_a_wrong_number_of_values_in_a_hidden_check(course: Path, tmp_path: Path) -> None:
    text = DOUBLE + "\ndef triple(x):\n    dx = 3 * x\n    return dx\n"
    found = outcome(report_of(course, tmp_path, text), "test_triple")
    assert found.status == "failed"
    assert found.message == "triple returned 1 value, 2 expected: dx, dw"
    assert found.diagnosis == "line 6 of ada.py, `return dx`: `dx` returned here; `dw` missing"


def test_a_missing_return(course: Path, tmp_path: Path) -> None:
    text = "def double(x):\n    y = 2 * x\n\n" + TRIPLE
    report = report_of(course, tmp_path, text)
    for check in ("test_double", "test_double_array"):  # with `returns=` and without
        assert outcome(report, check).diagnosis == (
            "line 2 of ada.py, `y = 2 * x`: `double` ends here without a `return`, so what it "
            "computed is lost"
        )


def test_a_result_that_stays_none(course: Path, tmp_path: Path) -> None:
    text = DOUBLE + "\ndef triple(x):\n    dx, dw = None, None\n    dx = 3 * x\n    return dx, dw\n"
    found = outcome(report_of(course, tmp_path, text), "test_triple")
    assert found.message.startswith("dw is None")
    assert found.diagnosis.startswith(
        "line 5 of ada.py, `dx, dw = None, None`: `dw` gets None here"
    )


def test_a_removed_alias_in_a_hidden_check(course: Path, tmp_path: Path) -> None:
    text = (
        f"import numpy as np\n\ndef double(x):\n    return 2 * np.asarray(x, np.float)\n\n{TRIPLE}"
    )
    found = outcome(report_of(course, tmp_path, text), "test_double_array")
    assert "its text is not shown" in found.message
    assert "NumPy 1.24 removed np.float" in found.diagnosis


def test_a_function_lost_to_a_syntax_error(course: Path, tmp_path: Path) -> None:
    text = TRIPLE + "\ndef double(x):\n    y = (2 * x\n    return y\n"
    found = outcome(report_of(course, tmp_path, text), "test_double")
    assert found.status == "failed"
    assert found.diagnosis.startswith(
        "`double` is missing because of line 5 of ada.py, `y = (2 * x`: the bracket"
    )


def test_a_misspelt_function(course: Path, tmp_path: Path) -> None:
    found = outcome(
        report_of(course, tmp_path, DOUBLE.replace("double", "duoble") + TRIPLE), "test_double"
    )
    assert "line 1 of ada.py, `def duoble(x):`: the task asks for `double`" in found.diagnosis


def test_a_global_before_its_cell_in_a_notebook(course: Path, tmp_path: Path) -> None:
    text = notebook(
        "y = FACTOR * 2\ndef double(x):\n    return FACTOR * x\n" + TRIPLE, "FACTOR = 2"
    )
    report = report_of(course, tmp_path, text, "ada.ipynb")
    assert report.score == report.max_score  # it is there when the checks run
    late = notebook(
        "def double(x):\n    return FACTOR * x\n" + TRIPLE, "1 / 0\nFACTOR = len('ab')*1"
    )
    found = outcome(
        report_of(course, tmp_path, late.replace("len('ab')*1", "f()"), "bob.ipynb"), "test_double"
    )
    assert found.status == "error"
    assert "`FACTOR` has no value because line 1 of cell 2 failed first" in found.diagnosis
    assert "line 2 of cell 1, `return FACTOR * x`" in found.diagnosis


def test_a_function_lost_because_its_cell_came_too_early(course: Path, tmp_path: Path) -> None:
    text = notebook("double = make(2)\n" + TRIPLE, "def make(k):\n    return lambda x: k * x\n")
    found = outcome(report_of(course, tmp_path, text, "ada.ipynb"), "test_double")
    assert found.status == "failed"
    assert found.diagnosis == (
        "`double` is missing because of line 1 of cell 1, `double = make(2)`: `make` gets its "
        "value in cell 2, which comes later: cells run from top to bottom"
    )


def test_what_passes_has_none_and_nothing_is_read(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise AssertionError("read without a failure")

    monkeypatch.setattr("grader.runner.python_causes.code_of", refused)
    report = report_of(course, tmp_path, DOUBLE + TRIPLE)
    assert report.score == report.max_score
    assert {found.diagnosis for found in report.outcomes} == {""}


def test_a_failure_of_the_diagnosis_costs_no_grading(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("grader.runner.python_causes.explain_raised", broken)
    with opened(course) as bench:
        report = bench.grade(read(hand_in(tmp_path, "def double(x):\n    return x[3]\n" + TRIPLE)))
        found = outcome(report, "test_double_array")
        assert (report.complete, found.status, found.diagnosis) == (True, "error", "")
        assert "ZeroDivisionError" in "".join(bench.internal)


LEAKS = [
    "raise IndexError(f'index {int(x[0, 0] * 1e6)} is out of bounds for axis 0 with size 3')",
    "raise NameError(f\"name '{x[0, 0]}' is not defined\")",
    "raise AttributeError(f\"module 'numpy' has no attribute '{x[0, 0]}'\")",
    "raise TypeError(f'triple() takes {int(x[0, 0] * 1e6)} positional arguments but 2 were given')",
    "raise FileNotFoundError(f\"[Errno 2] No such file or directory: '{x[0, 0]}'\")",
    "raise ModuleNotFoundError(f\"No module named '{x[0, 0]}'\")",
    "raise KeyError(str(x[0, 0]))",
    "raise type(str(x[0, 0]), (Exception,), {})('x')",
    "print(x[0, 0]); raise NotImplementedError(str(x[0, 0]))",
]


@pytest.mark.parametrize("line", LEAKS)
def test_no_hidden_input_gets_into_a_diagnosis(line: str, course: Path, tmp_path: Path) -> None:
    """What is said of a line doesn't depend on what the exception's text holds."""
    said: set[str] = set()
    for student in ("ada", "bob", "eve"):  # each gets other numbers
        text = f"{DOUBLE}\ndef triple(x):\n    {line}\n"
        found: Outcome = outcome(report_of(course, tmp_path, text, f"{student}.py"), "test_triple")
        assert found.status == "error"
        said.add(found.diagnosis.replace(f"{student}.py", "ada.py"))
    assert len(said) == 1


def test_hostile_sources_are_graded_as_ever(course: Path, tmp_path: Path) -> None:
    text = (
        f"{TRIPLE}\ndef double(x):\n    valeu = 2 * x\n    return value\n"
        + "# "
        + "\u202e\x1b[31m" * 1000
        + "\n"
        + "y = "
        + "[" * 5000
        + "]" * 5000
        + "\n"
    )
    report = report_of(course, tmp_path, text)
    found = outcome(report, "test_double")
    assert found.status == "error"
    assert found.diagnosis.endswith("there is no `value`: did you mean `valeu`?")
    assert outcome(report, "test_triple").status == "passed"


def test_the_report_of_a_right_submission_is_as_it_was(course: Path, tmp_path: Path) -> None:
    assert all(
        o.diagnosis == ""
        for o in report_of(course, tmp_path, RIGHT.split("def triple")[0] + TRIPLE).outcomes
    )


def test_a_program_that_raised(tmp_path: Path) -> None:
    public = """\
    @points(1, problem="1a", title="it runs")
    def test_runs(program):
        program("toy")
    """
    more = '[[programs]]\nname = "toy"\nlanguages = ["python"]\n'
    made = make_course(tmp_path, more=more, public=public, hidden="", problems={"1a": 1})
    text = (
        "import sys\n\nif __name__ == '__main__':\n    counts = sys.argv[1:]\n    print(cuonts)\n"
    )
    found = outcome(graded(made, hand_in(tmp_path, text, "toy.py")), "test_runs")
    assert found.status == "error"
    assert found.diagnosis == (
        "line 5 of toy.py, `print(cuonts)`: there is no `cuonts`: did you mean `counts`?"
    )


def test_wrong_values_that_nothing_else_explains_have_what_the_source_shows(
    course: Path, tmp_path: Path
) -> None:
    double = "def double(x):\n    y = 0\n    for row in [x, 2 * x]:\n        y = y + row**3\n"
    report = report_of(course, tmp_path, f"{double}        return y\n\n{TRIPLE}")
    found = outcome(report, "test_double_array")
    assert found.status == "failed"
    assert "this `return` stands inside the loop" in found.diagnosis


def test_what_the_source_shows_of_wrong_values_waits_for_its_attempt(tmp_path: Path) -> None:
    later = make_course(
        tmp_path / "later",
        hidden=HIDDEN,
        public=PUBLIC,
        reference=REFERENCE,
        problems={"1a": 3, "1b": 4},
    )
    with (later / "assignment.toml").open("a") as manifest:
        manifest.write("\n[policies]\nexplain_from = 2\n")
    path = hand_in(tmp_path, f"def double(x, factor=2):\n    return x**3 - 7\n\n{TRIPLE}")
    with opened(later) as bench:
        first, second = (bench.grade(read(path), attempt=attempt) for attempt in (1, 2))
    assert outcome(first, "test_double_array").diagnosis == ""
    assert "never uses it" in outcome(second, "test_double_array").diagnosis

"""A slip in the student's own code is found by playing the check without it, and only then told."""

from pathlib import Path

import pytest

from grader import intake
from grader.model import Report
from grader.runner import mending

from ..small import graded, hand_in, make_course, opened, outcome

REFERENCE = """\
import numpy as np

def scale(x, w):
    '''The rows of x times w, averaged.'''
    # BEGIN SOLUTION 1a
    return (x * w).sum(axis=0) / len(x)
    # END SOLUTION


def grow(x, w):
    '''Ten times two of scale.'''
    # BEGIN SOLUTION 1b
    return 20 * scale(x, w)
    # END SOLUTION
"""
HIDDEN = """\
@points(2, problem="1a", title="scale")
def test_scale(submission, reference, rng):
    x, w = rng.standard_normal((5, 3)), rng.standard_normal(3)
    same(call(submission.scale, x, w), reference.scale(x, w), "scale")


@points(1, problem="1a", title="scale of ones")
def test_ones(submission, reference):
    x = np.ones((4, 2))
    same(call(submission.scale, x, np.ones(2)), np.ones(2), "scale of ones")


@points(4, problem="1b", title="grow")
def test_grow(submission, reference, rng):
    x, w = rng.standard_normal((5, 3)), rng.standard_normal(3)
    same(call(submission.grow, x, w), reference.grow(x, w), "grow")
"""
GROW = "\n\ndef grow(x, w):\n    return 20 * scale(x, w)\n"


def report(folder: Path, text: str) -> Report:
    made = make_course(
        folder,
        hidden=HIDDEN,
        public="",
        problems={"1a": 3, "1b": 4},
        reference=REFERENCE,
        names=("scale", "grow"),
    )
    return graded(made, hand_in(folder, text))


def told(folder: Path, text: str) -> dict[str, str]:
    found = report(folder, text)
    assert found.complete
    return {o.check: o.diagnosis for o in found.outcomes if o.diagnosis}


OWN = """\
import numpy as np

def scale(x, w):
    total = np.zeros(w.shape)
    for row in x:
        total += row * {factor}
    return total / {size}
"""


def test_line_and_kind_of_a_slip_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, OWN.format(factor="w", size="(len(x) - 1)") + GROW)
    sentence = "line 7 of ada.py, `return total / (len(x) - 1)`: `- 1` doesn't belong there"
    assert found["test_scale"] == found["test_ones"] == sentence


def test_no_point_is_earned_by_it(tmp_path: Path) -> None:
    found = report(tmp_path, OWN.format(factor="w", size="(len(x) - 1)") + GROW)
    assert found.score == 0
    assert {o.status for o in found.outcomes} == {"failed"}


def test_a_right_solution_hears_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, OWN.format(factor="w", size="len(x)") + GROW) == {}


def test_a_change_that_mends_one_check_and_not_its_neighbour_is_not_told(tmp_path: Path) -> None:
    text = (
        "def scale(x, w):\n    if len(x) == 4:\n        return w * 2\n"
        "    return (x * w).sum(axis=0) / len(x) + 1\n"
    )
    found = told(tmp_path, text + GROW)
    assert "test_scale" not in found
    assert "test_ones" not in found


def test_methods_and_decorated_functions_are_mended(tmp_path: Path) -> None:
    text = (
        "import functools\n\ndef loud(f):\n    @functools.wraps(f)\n"
        "    def g(*a):\n        return f(*a)\n    return g\n\n"
        "class Net:\n    def out(self, x, w):\n        return super().__repr__() and x + w\n\n"
        "@loud\ndef scale(x, w):\n    return Net().out(x, w).sum(axis=0) / len(x)\n"
    )
    found = told(tmp_path, text + GROW)
    assert "line 11 of ada.py" in found["test_scale"]
    assert "`+` is the wrong operation before `w`" in found["test_scale"]


def test_cells_of_a_notebook_are_mended(tmp_path: Path) -> None:
    import nbformat

    notebook = nbformat.v4.new_notebook()
    cells = ["import numpy as np", OWN.format(factor="(-w)", size="len(x)"), GROW]
    notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    made = make_course(
        tmp_path, hidden=HIDDEN, public="", problems={"1a": 3, "1b": 4},
        reference=REFERENCE, names=("scale", "grow"),
    )  # fmt: skip
    path = tmp_path / "ada.ipynb"
    nbformat.write(notebook, path)
    found = {o.check: o.diagnosis for o in graded(made, path).outcomes}
    sentence = "line 6 of cell 2, `total += row * (-w)`: the sign of `row * -w` is wrong"
    assert found["test_scale"] == sentence


HOSTILE = {
    "sleeps": "import time\nif f_again(): time.sleep(0.2)",
    "ends": "import os\nif f_again(): os._exit(3)",
    "endless": "while f_again(): pass",
}


@pytest.mark.parametrize("deed", HOSTILE.values(), ids=HOSTILE)
def test_code_that_notices_the_search_costs_a_diagnosis_alone(tmp_path: Path, deed: str) -> None:
    lines = deed.replace("\n", "\n    ")
    text = (
        "FILE = __file__\ncalls = []\n\ndef f_again():\n    calls.append(1)\n"
        "    return len(calls) > 3\n\n"
        f"def scale(x, w):\n    {lines}\n    return (x * w).sum(axis=0) / len(x) + 1\n"
    )
    found = report(tmp_path, text + GROW)
    assert found.complete
    assert found.score == 0


AMENDED = "import sys\nA = sys.modules['grader.sandbox.child.amend'].Amended\n"
LIES = {
    "raises": "raise KeyboardInterrupt",
    "nothing": "return None",
    "no function": "return [[10**30, 'ada.py', 10**30, 'scale'], [True, 3, 'x'], None, {}]",
    "thousands": "return [[i, 'ada.py', 7, 'scale'] for i in range(20000)]",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_child_that_lies_about_what_ran_costs_a_diagnosis_alone(
    tmp_path: Path, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    monkeypatch.setattr(mending, "slips", lambda node, owner: iter(read.append(node) or ()))
    text = (
        f"{AMENDED}def told(self):\n    {lie}\n\nA.told = told\n"
        "def scale(x, w):\n    return (x * w).sum(axis=0) / len(x) + 1\n"
    )
    made = make_course(
        tmp_path, hidden=HIDDEN, public="", problems={"1a": 3, "1b": 4},
        reference=REFERENCE, names=("scale", "grow"),
    )  # fmt: skip
    with opened(made) as bench:
        found = bench.grade(intake.read(hand_in(tmp_path, text + GROW)))
        assert bench.internal == []
    assert found.complete
    assert found.score == 0
    assert len(read) <= 2 * mending.MOST_FUNCTIONS


def test_code_that_sleeps_ends_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "A_WAIT", 0.3)
    text = (
        "import time\ncalls = []\n\ndef scale(x, w):\n    calls.append(1)\n"
        "    if len(calls) > 3:\n        time.sleep(0.2)\n"
        "    return (x * w).sum(axis=0) / len(x) + 1\n"
    )
    played = []
    passes = mending._Search._passes
    monkeypatch.setattr(
        mending._Search, "_passes", lambda self, check: played.append(1) or passes(self, check)
    )
    assert report(tmp_path, text + GROW).complete
    assert 0 < len(played) < 9


def test_a_change_that_breaks_another_problem_is_not_told(tmp_path: Path) -> None:
    """2 for the 1 of `half` mends grow, which uses it wrongly, and breaks what half is for."""
    text = (
        "def half(x, w, k=0):\n    return (x * w).sum(axis=0) / len(x) * 1\n\n"
        "def scale(x, w):\n    return half(x, w)\n\n"
        "def grow(x, w):\n    return half(x, w) + half(x, w) + 8 * half(x, w)\n"
    )
    found = told(tmp_path, text)
    assert "`1`" not in found.get("test_grow", "")
    assert "`half" not in found.get("test_grow", "")
    assert "line 2 " not in found.get("test_grow", "")


def test_text_of_the_student_is_quoted_clean(tmp_path: Path) -> None:
    text = (
        "def scale(x, w):\n"
        "    return (x * w).sum(axis=0) / len(x) + len('\\x1b[31m`<b>') * w  # \x07\n"
    )
    found = told(tmp_path, text + GROW)
    assert "\x07" not in str(found)
    assert "\x1b" not in str(found)


def test_a_fault_of_the_search_costs_no_grading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("grader.runner.mending.slips", broken)
    found = report(tmp_path, OWN.format(factor="w", size="(len(x) - 1)") + GROW)
    assert found.complete
    assert outcome(found, "test_scale").status == "failed"

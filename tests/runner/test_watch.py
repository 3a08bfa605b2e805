"""Gradients by finite differences are told to the instructor, to nobody else, at no points."""

import json
from pathlib import Path

import pytest

from grader.checks.numerical import Observed
from grader.model import Check, Report
from grader.report import show, write, write_grades
from grader.runner.watch import warning

from ..small import graded, hand_in, make_course, opened

HEAD = """\
from grader.checks import gradient

"""
HIDDEN = (
    HEAD
    + """\
@points(4, problem="1b", title="gradient of loss")
def test_gradient(submission, rng):
    x = rng.standard_normal((3, 4))
    got = submission.loss_grad(x)
    gradient(lambda x: submission.loss(x), {"x": x}, {"x": got}, rng=rng, own="loss")


@points(3, problem="1a", title="loss of zeros")
def test_loss(submission):
    same(submission.loss(np.zeros((3, 4))), 12.0, "loss")
"""
)
LOSS = """\
import numpy as np

def loss(x):
    return np.exp(np.sin(x)).sum()

"""
RIGHT = (
    LOSS
    + """\
def loss_grad(x):
    return np.exp(np.sin(x)) * np.cos(x)
"""
)
SINGLE = RIGHT + "\n_f = loss_grad\ndef loss_grad(x): return _f(x.astype(np.float32))\n"
LOOPS = (
    LOSS
    + """\
def entry(v):
    return np.exp(np.sin(v)) * np.cos(v)

def loss_grad(x):
    return np.array([[entry(v) for v in row] for row in x])
"""
)
DIFFERENCES = """\
def loss_grad(x):
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        step = np.zeros(x.shape)
        step[i] = 1e-5
        grad[i] = (FORWARD(x + step) - FORWARD(x - step)) / 2e-5
    return grad
"""
BY_CALLS = LOSS + DIFFERENCES.replace("FORWARD", "loss")
BY_COPY = LOSS + DIFFERENCES.replace("FORWARD", "(lambda x: np.exp(np.sin(x)).sum())")
COMPLEX = (
    LOSS
    + """\
def loss_grad(x):
    grad = np.zeros(x.shape)
    for i in np.ndindex(*x.shape):
        z = x.astype(complex)
        z[i] += 1e-30j
        grad[i] = loss(z).imag / 1e-30
    return grad
"""
)


def course(folder: Path) -> Path:
    names = ("loss", "loss_grad")
    return make_course(folder, hidden=HIDDEN, public="", reference=RIGHT, names=names)


def report(folder: Path, text: str) -> Report:
    found = graded(course(folder), hand_in(folder, text))
    assert found.complete
    return found


@pytest.mark.parametrize("text", [RIGHT, SINGLE, LOOPS])
def test_backpropagation_of_any_form_is_not_suspected(tmp_path: Path, text: str) -> None:
    found = report(tmp_path, text)
    assert found.score == 7
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (BY_CALLS, "differences over 2e-05 of a value near"),
        (BY_CALLS, "loss_grad called loss 24 times"),
        (BY_COPY, "differences over 2e-05 of a value near"),
        (COMPLEX, "loss_grad called loss"),
    ],
)
def test_differences_are_told_and_cost_nothing(tmp_path: Path, text: str, evidence: str) -> None:
    found = report(tmp_path, text)
    if text == COMPLEX:  # twelve calls are too few to tell them from an honest loop
        assert found.warnings == ()
        return
    assert found.score == 7
    (told,) = found.warnings
    assert told.startswith("test_gradient (problem 1b): these gradients seem to come from finite")
    assert evidence in told
    assert told.endswith("No points depend on it: look at the code")


def test_no_view_that_a_student_gets_holds_the_warning(tmp_path: Path) -> None:
    found = report(tmp_path, BY_CALLS)
    paths = {path.suffix: path for path in write(found, tmp_path / "out")}
    assert "finite differences" not in paths[".html"].read_text()
    assert json.loads(paths[".json"].read_text())["warnings"] == list(found.warnings)
    table = write_grades([found], tmp_path / "grades.csv").read_text()
    assert "finite differences" in table
    for outcome in found.outcomes:
        assert "differences" not in outcome.message + outcome.diagnosis + outcome.detail


def test_the_terminal_of_whoever_grades_shows_it(tmp_path: Path) -> None:
    import io

    from rich.console import Console

    found = report(tmp_path, BY_CALLS)
    out = io.StringIO()
    show(found, Console(file=out, width=80), verbose=False)
    text = " ".join(out.getvalue().split())
    assert "For the instructor alone" in text
    assert found.warnings[0] in text


def test_a_students_own_run_holds_no_warning(tmp_path: Path) -> None:
    """`grader check` has no hidden tests: its report is the student's."""
    from msgspec.structs import replace

    from grader.course import load_assignment
    from grader.datasets import DataShelf
    from grader.intake import read
    from grader.runner.bench import Bench

    made = course(tmp_path)
    (made / "tests/public/test_shown.py").write_text(
        (made / "tests/hidden/test_kept.py").read_text()
    )
    (made / "tests/hidden/test_kept.py").write_text("")
    whole = load_assignment(made)
    submission = read(hand_in(tmp_path, BY_CALLS))
    for assignment, count in ((whole, 1), (replace(whole, hidden=None, reference=None), 0)):
        bench = Bench(assignment, "none", DataShelf())
        try:
            assert len(bench.grade(submission).warnings) == count
        finally:
            bench.close()


def test_one_submission_says_nothing_of_the_next(tmp_path: Path) -> None:
    from grader.intake import read

    texts = {"a": BY_CALLS, "b": RIGHT, "c": BY_COPY}
    with opened(course(tmp_path)) as bench:
        found = [
            len(bench.grade(read(hand_in(tmp_path / name, text))).warnings)
            for name, text in texts.items()
        ]
    assert found == [1, 0, 1]


CHECK = Check(id="test_it", problem="1", title="", points=1, visibility="hidden")
PROMISED = {"fc_forward", "fc_backward", "sigmoid", "train_network", "gradient_checker"}
ENTRIES = [Observed(37, "")]


@pytest.mark.parametrize(
    ("calls", "heard", "told"),
    [
        ([("fc_backward", "fc_forward", 74)], [], True),
        ([("fc_backward", "fc_forward", 12)], [], False),
        ([("fc_backward", "fc_backward", 74)], [], False),
        ([("fc_backward", "helper", 74)], ENTRIES, False),
        ([("loss", "loss", 74)], ENTRIES, True),
        ([("loss", "loss", 36)], ENTRIES, False),
        ([("loss", "fc_forward", 74)], [], False),
        ([("loss", "fc_forward", 74)], [Observed(4, "")], False),
        ([("train_network", "fc_forward", 5000)], ENTRIES, False),
        ([("gradient_checker", "fc_forward", 500)], ENTRIES, False),
        ([], [Observed(4, ""), Observed(9, "differences over 1e-05")], True),
        ([], ENTRIES, False),
    ],
)
def test_what_is_told(calls: list, heard: list, told: bool) -> None:  # type: ignore[type-arg]
    assert bool(warning(CHECK, heard, calls, PROMISED)) == told


def test_names_of_the_students_are_cleaned() -> None:
    told = warning(CHECK, [], [("back\x1b[2J" + "x" * 500, "forward", 99)], PROMISED)
    assert "\x1b" not in told
    assert len(told) < 400

"""Failed checks say their cause: a known bug's sentence, else a relation, else nothing."""

import json
from pathlib import Path

import pytest

from grader.intake import read

from ..small import HALF, RIGHT, graded, hand_in, make_course, opened, outcome

HIDDEN = """\
@points(2, problem="1a", title="double of an array")
def test_double_array(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    same(call(submission.double, x), reference.double(x), "double(x)")


@points(4, problem="1b", title="triple of an array")
def test_triple(submission, reference, rng):
    x = rng.standard_normal((3, 4))
    same(call(submission.triple, x), reference.triple(x), "triple(x)")
"""
BUGS = """\
from grader.model import KnownBug

BUGS = (
    KnownBug(id="cubed", problem="1b", check="test_triple", file="toy.py",
             old="3 * x", new="x ** 3", sentence="the third power is taken.",
             hint="the text of 1b."),
    KnownBug(id="squared", problem="1a", check="test_double_array", file="toy.py",
             old="2 * x", new="x ** 2", sentence="the square is taken."),
    KnownBug(id="shifted", problem="1b", check="test_triple", file="toy.py",
             old="    return 3 * x", new="    x = x + 1\\n    return 3 * x",
             sentence="one is added first."),
)
"""


def course(folder: Path, bugs: str = BUGS) -> Path:
    made = make_course(folder, hidden=HIDDEN, public="", problems={"1a": 2, "1b": 4})
    if bugs:
        (made / "bugs.py").write_text(bugs)
    return made


def diagnoses(folder: Path, text: str, bugs: str = BUGS) -> dict[str, str]:
    report = graded(course(folder, bugs), hand_in(folder, text))
    assert report.complete
    return {o.check: o.diagnosis for o in report.outcomes}


def triple(body: str) -> str:
    return f"def double(x):\n    return x + x\n\ndef triple(x):\n    {body}\n"


def test_a_known_bug_is_named_with_its_hint(tmp_path: Path) -> None:
    found = diagnoses(tmp_path, triple("return x * x * x"))
    assert found["test_triple"] == "the third power is taken. (Read again: the text of 1b.)"
    assert found["test_double_array"] == ""


def test_an_overflow_of_a_known_bug_warns_nobody(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    bugs = BUGS.replace("x ** 3", "x * np.exp(np.float64(1000))")
    made = course(tmp_path, bugs)
    reference = tmp_path / "reference" / "toy" / "toy.py"
    reference.write_text("import numpy as np\n\n\n" + reference.read_text())
    text = triple("import numpy as np; return x * np.inf")
    graded(made, hand_in(tmp_path, text))
    assert not [each for each in recwarn if issubclass(each.category, RuntimeWarning)]


def test_two_known_bugs_together_are_named_both(tmp_path: Path) -> None:
    found = diagnoses(tmp_path, triple("return (x + 1) ** 3"))
    assert "the third power is taken." in found["test_triple"]
    assert "one is added first." in found["test_triple"]


def test_a_relation_is_told_where_no_known_bug_fits(tmp_path: Path) -> None:
    found = diagnoses(tmp_path, triple("return -3 * x"))
    assert "sign" in found["test_triple"]
    assert diagnoses(tmp_path / "none", triple("return -3 * x"), bugs="") == found


@pytest.mark.parametrize(
    "body",
    [
        "import numpy as np; return np.sin(2 * x) + np.cos(5 * x)",
        "raise ValueError('no')",
        "return 'three'",
        "import os; os._exit(1)",
    ],
)
def test_what_nothing_explains_stays_without_a_cause(body: str, tmp_path: Path) -> None:
    assert diagnoses(tmp_path, triple(body))["test_triple"] == ""


def test_what_a_later_failure_brings_to_light_explains_an_earlier_one(tmp_path: Path) -> None:
    """Of ones, adding three and taking four times as much give the same."""
    hidden = """\
@points(1, problem="1b", title="triple of ones")
def test_ones(submission):
    same(call(submission.triple, np.ones(3)), 3 * np.ones(3), "triple(1)")


"""
    made = make_course(tmp_path, hidden=hidden + HIDDEN, public="", problems={"1a": 2, "1b": 5})
    (made / "bugs.py").write_text(
        "from grader.model import KnownBug\n"
        "BUGS = tuple(\n"
        '    KnownBug(id=i, problem="1b", check="test_triple", file="toy.py", old="3 * x",\n'
        '    new=n, sentence=i) for i, n in (("added", "3 + x"), ("four times", "4 * x")))\n'
    )
    report = graded(made, hand_in(tmp_path, triple("return x + 3")))
    assert outcome(report, "test_ones").diagnosis == "added"
    assert outcome(report, "test_triple").diagnosis == "added"


def test_a_bug_that_explains_one_failure_but_not_the_other_is_not_the_cause(
    tmp_path: Path,
) -> None:
    """At 0 a missing slope looks like a slope of 1 there; elsewhere it doesn't."""
    hidden = (
        HIDDEN
        + """

@points(1, problem="1b", title="triple of zeros")
def test_zeros(submission):
    same(call(submission.triple, np.zeros(3)), np.zeros(3), "triple(0)")
"""
    )
    made = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 2, "1b": 5})
    (made / "bugs.py").write_text(
        "from grader.model import KnownBug\n"
        'BUGS = (KnownBug(id="at_zero", problem="1b", check="test_zeros", file="toy.py",\n'
        '    old="3 * x", new="3 * x + (x == 0)", sentence="it is 1 at 0."),)\n'
    )
    (only,) = [graded(made, hand_in(tmp_path, triple("return 3 * x + (x == 0)")))]
    assert outcome(only, "test_zeros").diagnosis == "it is 1 at 0."
    both = graded(made, hand_in(tmp_path, triple("return 5 * x + (x == 0)")))
    assert outcome(both, "test_zeros").status == outcome(both, "test_triple").status == "failed"
    assert outcome(both, "test_zeros").diagnosis != "it is 1 at 0."


def test_a_check_that_took_long_is_not_run_again(tmp_path: Path) -> None:
    waiting = "def test_triple(submission, reference, rng):\n"
    hidden = HIDDEN.replace(waiting, waiting + "    sum(i * i for i in range(5_000_000))\n")
    made = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 2, "1b": 4})
    (made / "bugs.py").write_text(BUGS)
    report = graded(made, hand_in(tmp_path, triple("return x * x * x")))
    assert report.complete
    assert "third power" not in outcome(report, "test_triple").diagnosis


def test_a_failure_of_the_diagnosis_costs_no_grading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(evidence: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("grader.runner.diagnosing.explain", broken)
    with opened(course(tmp_path)) as bench:
        bench.diagnoser.mender = None
        report = bench.grade(read(hand_in(tmp_path, triple("return -3 * x"))))
        assert report.complete
        assert outcome(report, "test_triple").status == "failed"
        assert outcome(report, "test_triple").diagnosis == ""
        assert "ZeroDivisionError" in bench.internal[0]


def test_what_passes_has_no_cause(tmp_path: Path) -> None:
    assert set(diagnoses(tmp_path, RIGHT).values()) == {""}


def test_the_student_s_report_is_otherwise_the_same(tmp_path: Path) -> None:
    """Checks are run again on variants; nothing of that is left in the report."""
    texts = []
    for name, bugs in (("with", BUGS), ("without", "")):
        folder = tmp_path / name
        report = graded(course(folder, bugs), hand_in(folder, HALF))
        texts.append([(o.check, o.status, o.points, o.message) for o in report.outcomes])
        assert (report.student, len(report.outcomes)) == ("ada", 2)
    assert texts[0] == texts[1]


def test_the_next_submission_is_graded_as_ever(tmp_path: Path) -> None:
    made = course(tmp_path)
    with opened(made) as bench:
        wrong = bench.grade(read(hand_in(tmp_path, triple("return x * x * x"), "bob.py")))
        right = bench.grade(read(hand_in(tmp_path, RIGHT, "ada.py")))
        again = bench.grade(read(hand_in(tmp_path, triple("return x * x * x"), "bob.py")))
    assert outcome(wrong, "test_triple").diagnosis == outcome(again, "test_triple").diagnosis != ""
    assert right.score == right.max_score
    assert (right.student, wrong.student) == ("ada", "bob")


def test_a_broken_variant_names_nothing_and_hurts_nobody(tmp_path: Path) -> None:
    bugs = BUGS.replace('new="x ** 3"', 'new="import os; os._exit(3)"')
    found = diagnoses(tmp_path, triple("return x * x * x"), bugs)["test_triple"]
    assert "the third power is taken" not in found


def test_the_cause_stands_in_the_json_of_a_hidden_check(tmp_path: Path) -> None:
    report = graded(course(tmp_path), hand_in(tmp_path, triple("return x * x * x")))
    found = outcome(report, "test_triple")
    assert (found.visibility, found.detail) == ("hidden", "")
    assert json.dumps(found.diagnosis).startswith('"the third power')


def test_an_early_attempt_is_told_where_to_look_and_not_why(tmp_path: Path) -> None:
    made = course(tmp_path)
    with (made / "assignment.toml").open("a") as manifest:
        manifest.write("\n[policies]\nexplain_from = 2\n")
    path = hand_in(tmp_path, triple("return x * x * x"))
    with opened(made) as bench:
        first, second, uncounted = (bench.grade(read(path), attempt=n) for n in (1, 2, 0))
    assert outcome(first, "test_triple").diagnosis == "(Read again: the text of 1b.)"
    assert any("from attempt 2 on" in note for note in first.notes)
    assert outcome(second, "test_triple").diagnosis.startswith("the third power is taken.")
    assert outcome(uncounted, "test_triple").diagnosis == outcome(second, "test_triple").diagnosis
    assert not any("attempt" in note for note in (*second.notes, *uncounted.notes))
    assert (first.attempt, first.score) == (1, second.score)

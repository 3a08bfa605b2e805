"""One submission on a bench: statuses, points, prerequisites, one problem alone."""

from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake import read

from ..small import HALF, RIGHT, STUB, graded, hand_in, isolation, make_course, opened, outcome

EVERY_STATUS = """\
@points(1, problem="1a", title="passes")
def test_passes(submission):
    same(submission.double(1), 2, "it")

@points(1, problem="1a", title="fails")
def test_fails(submission):
    same(submission.wrong(1), 2, "it")

@points(1, problem="1a", title="raises")
def test_raises(submission):
    submission.raises()

@points(1, problem="1a", title="loops", seconds=0.3)
def test_loops(submission):
    submission.loops()

@points(1, problem="1a", title="eats")
def test_eats(submission):
    submission.eats()

@points(1, problem="1a", title="dies")
def test_dies(submission):
    submission.dies()

@points(1, problem="1a", title="needs fails", requires="test_fails")
def test_needs(submission):
    same(submission.double(1), 2, "it")

@points(1, problem="1a", title="our own mistake")
def test_ours(submission):
    1 / 0

@points(1, problem="1a", title="after all that")
def test_again(submission):
    same(submission.double(2), 4, "it")
"""
EVERY_WAY = """\
import os
def double(x): return 2 * x
def wrong(x): return 3 * x
def raises(): raise ValueError("no")
def loops():
    while True: pass
def eats():
    kept = []
    while True: kept.append(bytearray(1 << 26))
def dies(): os._exit(7)
"""


def test_every_status_from_a_real_submission(tmp_path: Path) -> None:
    if isolation() == "none":
        pytest.skip("this host can't limit memory: it has no isolation")
    course = make_course(
        tmp_path, hidden=EVERY_STATUS, public="", problems={"1a": 9}, more="[limits]\nmemory_mb=512"
    )
    report = graded(course, hand_in(tmp_path, EVERY_WAY))
    assert [(o.check, o.status) for o in report.outcomes] == [
        ("test_passes", "passed"),
        ("test_fails", "failed"),
        ("test_raises", "error"),
        ("test_loops", "timeout"),
        ("test_eats", "memory"),
        ("test_dies", "crash"),
        ("test_needs", "skipped"),
        ("test_ours", "internal-error"),
        ("test_again", "passed"),
    ]
    assert [o.points for o in report.outcomes] == [1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert report.score == 2
    assert not report.complete


def test_a_broken_test_is_told_to_the_instructor_and_not_to_the_student(tmp_path: Path) -> None:
    hidden = """\
@points(3, problem="1a", title="ours")
def test_ours(submission):
    secret_of_ours = 1 / 0
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    with opened(course) as bench:
        report = bench.grade(read(hand_in(tmp_path, RIGHT)))
        assert "ZeroDivisionError" in bench.internal[0]
        assert "secret_of_ours" in bench.internal[0]
        assert "ZeroDivisionError" not in report.outcomes[0].message
        again = bench.grade(read(hand_in(tmp_path, RIGHT, "bob.py")))
        assert len(bench.internal) == 1
    assert report.complete is False
    assert again.complete is False


def test_points_extra_credit_and_pending(tmp_path: Path) -> None:
    course = make_course(tmp_path, problems={"1a": 3, "1b": 4})
    text = (course / "assignment.toml").read_text()
    text = text.replace('title = "problem 1b"', 'title = "problem 1b"\noptional = true')
    text += '[[problems]]\nid = "1c"\ntitle = "a drawing"\npoints = 2.5\nkind = "figure"\n'
    (course / "assignment.toml").write_text(text)
    right = graded(course, hand_in(tmp_path, RIGHT))
    assert (right.score, right.max_score, right.pending) == (7, 3, 2.5)
    half = graded(course, hand_in(tmp_path, HALF))
    assert (half.score, half.max_score, half.pending) == (3, 3, 2.5)
    assert [(p.id, p.score, p.max_score, p.pending) for p in half.problems] == [
        ("1a", 3, 3, 0),
        ("1b", 0, 4, 0),
        ("1c", 0, 0, 2.5),
    ]
    stub = graded(course, hand_in(tmp_path, STUB))
    assert (stub.score, stub.complete) == (0, True)


def test_sums_of_tenths_are_written_as_people_write_them(tmp_path: Path) -> None:
    hidden = "".join(
        f'@points(0.1, problem="1a", title="t{n}")\n'
        f'def test_{n}(submission):\n    same(submission.double({n}), {2 * n}, "it")\n\n'
        for n in range(1, 4)
    )
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 0.3})
    report = graded(course, hand_in(tmp_path, RIGHT))
    assert report.score == 0.3
    assert report.problems[0].score == 0.3


CHAIN = """\
@points(1, problem="1a", title="third", requires="test_b")
def test_c(submission):
    pass

@points(1, problem="1a", title="second", requires="test_a")
def test_b(submission):
    pass

@points(1, problem="1a", title="first")
def test_a(submission):
    same(submission.double(1), 2, "it")
"""


def test_a_chain_of_prerequisites_names_the_first_and_runs_in_order(tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=CHAIN, public="", problems={"1a": 3})
    report = graded(course, hand_in(tmp_path, "def double(x):\n    return 0\n"))
    assert [o.check for o in report.outcomes] == ["test_a", "test_b", "test_c"]
    assert [o.status for o in report.outcomes] == ["failed", "skipped", "skipped"]
    for waiting in report.outcomes[1:]:
        assert "“first”" in waiting.message
    assert graded(course, hand_in(tmp_path, RIGHT)).score == 3


def test_what_waits_for_our_own_failure_is_not_blamed_on_the_student(tmp_path: Path) -> None:
    hidden = CHAIN.replace('same(submission.double(1), 2, "it")', "1 / 0")
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    report = graded(course, hand_in(tmp_path, RIGHT))
    assert [o.status for o in report.outcomes] == ["internal-error", "skipped", "skipped"]
    assert all("mend" not in o.message for o in report.outcomes)
    assert not report.complete


def test_failing_teardown_makes_one_outcome_and_it_is_ours(tmp_path: Path) -> None:
    hidden = """\
@pytest.fixture
def leaky():
    yield
    1 / 0

@points(3, problem="1a", title="leaks")
def test_leaks(leaky, submission):
    pass
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    report = graded(course, hand_in(tmp_path, RIGHT))
    assert [(o.status, o.points) for o in report.outcomes] == [("internal-error", 0)]


def test_pytests_own_failures_are_the_students(tmp_path: Path) -> None:
    hidden = """\
@points(1, problem="1a", title="by word")
def test_word(submission):
    pytest.fail("the secret is 1234")

@points(1, problem="1a", title="by assert")
def test_assert(submission):
    assert submission.double(1) == 3, "the secret is 1234"

@points(1, problem="1a", title="by numpy")
def test_numpy(submission):
    np.testing.assert_allclose(submission.double(1), 3.1234)
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    report = graded(course, hand_in(tmp_path, RIGHT))
    assert [o.status for o in report.outcomes] == ["failed"] * 3
    assert "1234" not in repr(report)


def test_only_one_problem_with_its_prerequisites(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(tmp_path, RIGHT)
    report = graded(course, path, only="1b")
    assert [o.check for o in report.outcomes] == ["test_triple"]
    assert (report.score, report.max_score) == (4, 4)
    assert "only problem 1b was graded" in report.scope[0]
    assert report.notes == ()
    report = graded(course, path, only="1a")
    assert [o.check for o in report.outcomes] == ["test_double", "test_double_array"]
    with pytest.raises(UsageError, match=r"9z.*1a, 1b"):
        graded(course, path, only="9z")


def test_a_prerequisite_of_another_problem_runs_and_earns_nothing_here(tmp_path: Path) -> None:
    hidden = CHAIN.replace('problem="1a", title="third"', 'problem="1b", title="third"')
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 2, "1b": 1})
    report = graded(course, hand_in(tmp_path, RIGHT), only="1b")
    assert [o.check for o in report.outcomes] == ["test_a", "test_b", "test_c"]
    assert (report.score, report.max_score) == (1, 1)


def test_curves_go_to_their_own_check(tmp_path: Path) -> None:
    hidden = """\
@points(1, problem="1a", title="draws")
def test_draws(submission, show):
    show.curve("loss", "sgd", [3.0, float("nan"), 1.23456789])

@points(1, problem="1a", title="is left out")
@pytest.mark.skip(reason="not this year")
def test_left_out(submission):
    pass

@points(1, problem="1a", title="draws nothing")
def test_nothing(submission):
    pass
"""
    course = make_course(tmp_path, hidden=hidden, public="", problems={"1a": 3})
    report = graded(course, hand_in(tmp_path, RIGHT))
    # of a hidden check: rounded, for its numbers come from code that knows the inputs
    assert outcome(report, "test_draws").curves[0].values == (3.0, None, 1.23)
    assert outcome(report, "test_left_out").curves == ()
    assert outcome(report, "test_nothing").curves == ()


SEEN = """\
@points(3, problem="1a", title="numbers")
def test_numbers(submission, rng):
    fail(f"{rng.standard_normal():.15f}")
"""


def test_two_courses_in_one_process_keep_their_own_tests(tmp_path: Path) -> None:
    first = make_course(tmp_path / "one")
    second = make_course(tmp_path / "two", hidden=SEEN, public="", problems={"1a": 3})
    path = hand_in(tmp_path, RIGHT)
    with opened(first) as one, opened(second) as two:
        assert one.grade(read(path)).score == 7
        assert [o.check for o in two.grade(read(path)).outcomes] == ["test_numbers"]
        assert one.grade(read(path)).score == 7


def test_references_with_helpers_of_one_name_do_not_meet(tmp_path: Path) -> None:
    text = (
        "from helper import factor\n\ndef scale(x):\n"
        "    # BEGIN SOLUTION 1a\n    return factor * x\n    # END SOLUTION\n"
    )
    hidden = """\
    @points(1, problem="1a", title="scale")
    def test_scale(submission, reference):
        same(call(submission.scale, 5), reference.scale(5), "scale(5)")
    """
    for name, factor in (("one", 2), ("two", 3)):
        folder = make_course(
            tmp_path, name=name, reference=text, names=("scale",), problems={"1a": 1},
            public="", hidden=hidden,
        )  # fmt: skip
        (tmp_path / "reference" / name / "helper.py").write_text(f"factor = {factor}\n")
        report = graded(folder, hand_in(tmp_path, f"def scale(x): return {factor} * x\n"))
        assert report.score == 1, report.outcomes

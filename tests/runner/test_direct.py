"""Direct runs give what pytest's protocol gives, and leave to it what they can't do."""

from pathlib import Path

import msgspec
import pytest

from grader.intake import read
from grader.model import Report

from ..small import HALF, RIGHT, hand_in, make_course, opened

PLAIN = """\
@pytest.fixture
def twice(rng):
    return 2 * rng.standard_normal(3)

@points(1, problem="1a", title="passes")
def test_passes(submission, reference, twice, show):
    show.curve("g", "l", twice)
    same(call(submission.double, twice), reference.double(twice), "double")

@points(1, problem="1a", title="may fail")
def test_fails(submission):
    same(call(submission.triple, 2), 6, "triple")

@points(1, problem="1a", title="asserts")
def test_asserts(submission):
    assert call(submission.triple, 2) == 6

@points(1, problem="1a", title="skipped", requires="test_fails")
def test_skipped(submission):
    pass

@points(1, problem="1a", title="broken")
def test_broken(submission):
    raise RuntimeError("the author's")

@pytest.fixture
def late(submission):
    yield 3
    fail("after the test")

@points(1, problem="1a", title="tears down")
def test_tears_down(late):
    pass

@points(0, problem="1a", title="marked")
@pytest.mark.skip(reason="not this year")
def test_marked(submission):
    pass


class TestInClass:
    @points(0, problem="1a", title="in a class")
    def test_in_class(self, submission):
        assert self is not None
"""
DIRECT = {"test_passes", "test_fails", "test_asserts", "test_skipped", "test_broken"}


def told(report: Report) -> list[object]:
    """What the outcomes say, apart from times."""
    return [msgspec.structs.replace(outcome, seconds=0.0) for outcome in report.outcomes]


@pytest.mark.parametrize("text", [RIGHT, HALF])
def test_the_same_outcomes_either_way(text: str, tmp_path: Path) -> None:
    course = make_course(tmp_path, hidden=PLAIN, public="", problems={"1a": 6})
    path = hand_in(tmp_path, text)
    with opened(course) as bench:
        plans = bench.collected.plans
        assert {name for name, how in plans.items() if how is not None} == DIRECT
        direct = told(bench.grade(read(path)))
        bench.collected.plans = dict.fromkeys(plans)
        assert told(bench.grade(read(path))) == direct
    assert len(direct) == 8


SHOWN_WITH_PARAMETERS = """\
@points(0.5, problem="1a", title="with a parameter")
@pytest.mark.parametrize("number", [2])
def test_parameter(submission, number):
    same(call(submission.triple, number), 6, "triple")

@points(0.5, problem="1a", title="plain")
def test_plain(submission):
    same(call(submission.double, 2), 4, "double")
"""
KEPT_FOR_A_MODULE = """\
@pytest.fixture(scope="module")
def kept():
    return []

@points(0.5, problem="1a", title="keeps")
def test_keeps(submission, kept):
    kept.append(1)
    same(call(submission.triple, 2), 6, "triple")

@points(0.5, problem="1a", title="plain, between")
def test_between(submission):
    same(call(submission.double, 2), 4, "double")

@points(1, problem="1a", title="was kept")
def test_was_kept(submission, kept):
    same(call(submission.double, len(kept)), 2, "double")
"""


def test_a_protocol_run_follows_direct_ones_in_another_file(tmp_path: Path) -> None:
    """Fixtures of a module are kept beyond direct runs, and torn down before those of the next."""
    course = make_course(
        tmp_path, hidden=KEPT_FOR_A_MODULE, public=SHOWN_WITH_PARAMETERS, problems={"1a": 3}
    )
    with opened(course) as bench:
        for _ in range(2):
            report = bench.grade(read(hand_in(tmp_path, RIGHT)))
            assert [outcome.status for outcome in report.outcomes] == ["passed"] * 5
        kept = ["test_was_kept"]
        alone = bench.grade(read(hand_in(tmp_path, RIGHT)), kept)
        assert [outcome.status for outcome in alone.outcomes] == ["failed"], "a fixture of its own"

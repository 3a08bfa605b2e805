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

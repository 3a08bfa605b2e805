"""Known bugs: the one variant that gives the same wrong numbers, or nothing."""

import numpy as np
import pytest

from grader.diagnosis.known import candidates, explaining, reproduces
from grader.errors import Compared
from grader.model import KnownBug

RIGHT = np.array([1.0, 2.0, 3.0])
LONG = 10.0


def bug(name: str, problem: str = "1a", check: str = "test_a", sentence: str = "") -> KnownBug:
    return KnownBug(
        id=name, problem=problem, check=check, file="f.py", old="a", new="b",
        sentence=sentence or f"it is {name}.",
    )  # fmt: skip


def failed(values: object, what: str = "dw", right: np.ndarray = RIGHT) -> Compared:
    return Compared(what, np.asarray(values, dtype=np.float64), right)


def rehearsed(**gives: object):
    """A rehearsal that knows what single bugs and pairs (a_b) give."""

    def rehearse(bugs: tuple[KnownBug, ...]) -> Compared | None:
        value = gives.get("_".join(each.id for each in bugs))
        return None if value is None else failed(value)

    return rehearse


def names(found: tuple[KnownBug, ...]) -> list[str]:
    return [each.id for each in found]


def test_the_bug_that_gives_the_same_numbers_is_named() -> None:
    rehearse = rehearsed(a=[2, 4, 6], b=[1, 2, 4])
    assert names(explaining(failed([1, 2, 4]), [bug("a"), bug("b")], rehearse, LONG)) == ["b"]


def test_two_bugs_with_the_same_numbers_name_nothing() -> None:
    rehearse = rehearsed(a=[1, 2, 4], b=[1, 2, 4])
    assert explaining(failed([1, 2, 4]), [bug("a"), bug("b")], rehearse, LONG) == ()


def test_two_forms_of_one_bug_name_it() -> None:
    rehearse = rehearsed(a=[1, 2, 4], b=[1, 2, 4])
    same = [bug("a", sentence="it is so."), bug("b", sentence="it is so.")]
    assert names(explaining(failed([1, 2, 4]), same, rehearse, LONG))[0] == "a"


def test_a_pair_is_named_where_no_single_bug_fits() -> None:
    bugs = [bug("a"), bug("b"), bug("c")]
    rehearse = rehearsed(a=[2, 4, 6], b=[1, 2, 4], a_b=[2, 4, 8])
    assert names(explaining(failed([2, 4, 8]), bugs, rehearse, LONG)) == ["a", "b"]
    rehearse = rehearsed(a_b=[2, 4, 8], a_c=[2, 4, 8])
    assert explaining(failed([2, 4, 8]), bugs, rehearse, LONG) == ()


def test_nothing_is_tried_without_time() -> None:
    def rehearse(bugs: tuple[KnownBug, ...]) -> Compared | None:
        raise RuntimeError("tried")

    assert explaining(failed([1, 2, 4]), [bug("a")], rehearse, 0.0) == ()


@pytest.mark.parametrize(
    ("got", "variant", "same"),
    [
        ([1, 2, 4], [1, 2, 4 * (1 + 1e-12)], True),
        ([1, 2, 4], [1, 2, 4 + 1e-6], False),
        ([np.nan, 2, 4], [np.nan, 2, 4], True),
        ([np.nan, 2, 4], [1, 2, 4], False),
        ([np.inf, 2, 4], [-np.inf, 2, 4], False),
        ([np.nan, np.nan, np.nan], [np.nan, np.nan, np.nan], False),  # anything may give that
        ([1, 2], [1, 2], True),  # of another shape than the right one
        ([1, 2], [1, 2, 4], False),
        ([1, 2, 3 + 1e-12], [1, 2, 3 + 1.9e-12], False),  # both nearly right: no evidence
        ([], [], False),
    ],
)
def test_what_counts_as_the_same(got: list[float], variant: list[float], same: bool) -> None:
    assert reproduces(failed(got), failed(variant)) is same


def test_another_result_or_none_is_not_the_same() -> None:
    assert not reproduces(failed([1, 2, 4]), failed([1, 2, 4], what="db"))
    assert not reproduces(failed([1, 2, 4]), None)


def test_bugs_of_the_check_come_first_and_those_of_other_problems_not_at_all() -> None:
    bugs = [bug("other", "2a", "test_b"), bug("near", "1a", "test_b"), bug("mine", "1a", "test_a")]
    assert [each.id for each in candidates(bugs, "test_a", "1a")] == ["mine", "near"]

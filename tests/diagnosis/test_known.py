"""Known bugs: the one variant that gives the same wrong numbers, or nothing."""

import numpy as np
import pytest

from grader.diagnosis.known import candidates, explaining, reproduces
from grader.errors import Compared
from grader.model import KnownBug
from grader.runner.stage import Failure
from grader.sandbox.results import Results

RIGHT = np.array([1.0, 2.0, 3.0])


def bug(name: str, problem: str = "1a", check: str = "test_a", sentence: str = "") -> KnownBug:
    return KnownBug(
        id=name, problem=problem, check=check, file="f.py", old="a", new="b",
        sentence=sentence or f"it is {name}.",
    )  # fmt: skip


def failed(values: object, what: str = "dw", right: np.ndarray = RIGHT) -> Failure:
    compared = Compared(what, np.asarray(values, dtype=np.float64), right)
    return Failure("it is wrong", compared, Results(), None, 0.0)


def told(text: str, *values: object) -> Failure:
    """A check that ended without arrays to compare, after the code gave these values."""
    results = Results()
    for value in values:
        results.add(value)
    return Failure(text, None, results, None, 0.0)


def always(bugs: int) -> bool:
    return True


def rehearsed(**gives: object):
    """A rehearsal that knows what single bugs and pairs (a_b) give."""

    def rehearse(bugs: tuple[KnownBug, ...]) -> Failure | None:
        value = gives.get("_".join(each.id for each in bugs))
        return None if value is None else failed(value)

    return rehearse


def names(found: tuple[KnownBug, ...]) -> list[str]:
    return [each.id for each in found]


def test_the_bug_that_gives_the_same_numbers_is_named() -> None:
    rehearse = rehearsed(a=[2, 4, 6], b=[1, 2, 4])
    assert names(explaining(failed([1, 2, 4]), [bug("a"), bug("b")], rehearse, always)) == ["b"]


def test_two_bugs_with_the_same_numbers_name_nothing() -> None:
    rehearse = rehearsed(a=[1, 2, 4], b=[1, 2, 4])
    assert explaining(failed([1, 2, 4]), [bug("a"), bug("b")], rehearse, always) == ()


def test_of_two_that_fit_the_one_that_other_checks_speak_for_is_named() -> None:
    rehearse = rehearsed(a=[1, 2, 4], b=[1, 2, 4])
    bugs = [bug("a"), bug("b")]
    found = explaining(failed([1, 2, 4]), bugs, rehearse, always, lambda each: names(each) == ["b"])
    assert names(found) == ["b"]
    assert explaining(failed([1, 2, 4]), bugs, rehearse, always, lambda _: False) == ()


def test_two_forms_of_one_bug_name_it() -> None:
    rehearse = rehearsed(a=[1, 2, 4], b=[1, 2, 4])
    same = [bug("a", sentence="it is so."), bug("b", sentence="it is so.")]
    assert names(explaining(failed([1, 2, 4]), same, rehearse, always))[0] == "a"


def test_a_pair_is_named_where_no_single_bug_fits() -> None:
    bugs = [bug("a"), bug("b"), bug("c")]
    rehearse = rehearsed(a=[2, 4, 6], b=[1, 2, 4], a_b=[2, 4, 8])
    assert names(explaining(failed([2, 4, 8]), bugs, rehearse, always)) == ["a", "b"]
    rehearse = rehearsed(a_b=[2, 4, 8], a_c=[2, 4, 8])
    assert explaining(failed([2, 4, 8]), bugs, rehearse, always) == ()


def test_nothing_is_tried_without_time() -> None:
    def rehearse(bugs: tuple[KnownBug, ...]) -> Failure | None:
        raise RuntimeError("tried")

    assert explaining(failed([1, 2, 4]), [bug("a")], rehearse, lambda _: False) == ()


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


def test_without_arrays_words_and_all_numbers_must_be_the_same() -> None:
    x = np.array([0.1, 0.2])
    assert reproduces(told("it moves twice", x, 3.0), told("it moves twice", x * (1 + 1e-12), 3.0))
    assert not reproduces(told("it moves twice", x), told("it moves half", x))
    assert not reproduces(told("it moves twice", x), told("it moves twice", 2 * x))
    assert not reproduces(told("it moves twice", x), told("it moves twice", x, x))
    assert not reproduces(told("it moves twice", x), failed(x))


def test_printed_numbers_may_be_rounded() -> None:
    ours, theirs = {"out.txt": b"loss: 2.302585"}, {"out.txt": b"loss: 2.302585093"}
    assert reproduces(told("it is wrong", ours), told("it is wrong", theirs))
    assert not reproduces(told("it is wrong", ours), told("it is wrong", {"out.txt": b"2.3027"}))

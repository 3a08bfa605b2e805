"""The numbers that code gave during a check, and where two codes gave other ones."""

import numpy as np
import pytest

from grader.sandbox.results import MOST, Different, Results
from grader.sandbox.shared import LARGE


def results(*values: object, theirs: Results | None = None) -> Results:
    found = Results(theirs)
    for value in values:
        found.add(value)
    return found


def test_numbers_are_read_from_what_crosses() -> None:
    values = (1.5, (np.ones((2, 2)), {"a": [1, 2]}), "text", None, True, np.float32(0.5))
    arrays = results(*values).arrays()
    assert [array.tolist() for array in arrays] == [[1.5], [1, 1, 1, 1], [1, 2], [1], [0.5]]


def test_files_of_a_program_are_read_as_numbers() -> None:
    found = Results()
    found.add_files({"metrics.txt": b"epoch=1 loss(train): 2.5e-1\nerror: .5", "a.txt": b"3\n-4\n"})
    first, second = found.arrays()
    assert first.tolist() == [3, -4]
    assert second.tolist() == [1, 0.25, 0.5]


def test_the_first_other_number_ends_it() -> None:
    theirs = results(1.0, np.array([2.0, 3.0]))
    results(1.0, np.array([2.0, 3.0 * (1 + 1e-13)]), theirs=theirs)
    with pytest.raises(Different):
        results(1.0, np.array([2.0, 3.1]), theirs=theirs)


def test_another_form_of_the_same_is_not_another_number() -> None:
    theirs = results(1.0, np.array([[2.0]]), np.array([1.0, 2.0]))
    results(np.array([1.0]), 2.0, [1.0, 2.0], 7.0, theirs=theirs)
    results(1.0, np.array([2.0, 5.0]), theirs=theirs)  # in other pieces: not comparable


def test_values_packed_otherwise_are_compared_one_by_one() -> None:
    theirs = results(None, np.array([2.0, 3.0]), 5.0)
    results((np.array([2.0, 3.0]), None), 5.0, theirs=theirs)
    with pytest.raises(Different):
        results((np.array([2.0, 3.0]), 5.5), theirs=theirs)


def test_what_comes_along_is_no_counterpart_of_what_is_asked_for() -> None:
    theirs = Results()
    theirs.add_content(None, {"W": np.array([7.0, 8.0]), "b": 1.0})  # the start of a model
    theirs.add(np.array([2.0, 3.0]))
    same = Results(theirs)
    same.add_content(None, {"W": np.array([9.0, 4.0])})  # which keeps less, and other numbers
    same.add(np.array([2.0, 3.0]))
    other = Results(theirs)
    with pytest.raises(Different):
        other.add(np.array([7.0, 8.0]))


def test_neither_size_nor_number_of_values_is_without_bound() -> None:
    huge = np.zeros(LARGE // 8)
    found = results(huge, *[0.0] * (2 * MOST))
    assert len(found.arrays()) == MOST - 1  # the large one keeps its place, not its numbers


@pytest.mark.parametrize("odd", [10**400, b"\xff" * 100, [[[[[[[[1]]]]]]]], {1: {2: {}}}, "1e5"])
def test_odd_values_of_student_code_are_harmless(odd: object) -> None:
    results(odd, {"file": b"1e999 nan 1" * 10}).arrays()


@pytest.mark.parametrize(
    "hostile",
    [
        [0.0] * 100_000,
        [[0.0] * 1000 for _ in range(1000)],
        {str(n): [n] * 50 for n in range(9000)},
        ["x" * (1 << 21)],
        (np.zeros(LARGE // 4), np.zeros(LARGE // 4)),
    ],
)
def test_nothing_large_is_held_for_the_diagnosis(hostile: object) -> None:
    """However it is packed: a check may ask for hundreds of such values."""
    assert results(hostile).arrays() == []


def test_whole_numbers_beyond_floating_point_are_left_out() -> None:
    assert results([10**400, 1], [-(10**400)], 10**400).arrays()[0].tolist() == [1]

"""Reading what programs wrote: generous about form, strict about numbers."""

import numpy as np
import pytest

from grader.checks import lines_of_numbers, named_numbers
from grader.checks.program import digits, lines
from grader.errors import CheckFailed


@pytest.mark.parametrize(
    "text", ["6\n4\n8\n", "6\n4\n8", "6\n4\n8\n\n", "6\r\n4\r\n8\r\n", " 6 \n4\n8.0"]
)
def test_one_number_a_line_however_it_ends(text: str) -> None:
    assert np.array_equal(lines_of_numbers(text, "labels", 3), [6, 4, 8])


@pytest.mark.parametrize(
    ("text", "count", "told"),
    [
        ("6\n4\n", 3, "labels has 2 lines, 3 were expected"),
        ("6\n\n4", 3, "line 2 of labels is no number"),
        ("6\nsix", None, "line 2 of labels is no number"),
        ("6 4", None, "line 1 of labels is no number"),
        ("nan", None, "line 1 of labels is nan, a finite number was expected"),
        ("-inf", None, "line 1 of labels is -inf"),
        ("1e999", None, "line 1 of labels is inf"),
        ("0x10", None, "line 1 of labels is no number"),
        ("1_000", None, "line 1 of labels is no number"),
        ("٣", None, "line 1 of labels is no number"),
    ],
)
def test_what_is_no_number(text: str, count: int | None, told: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        lines_of_numbers(text, "labels", count)
    assert told in caught.value.message


def test_a_hidden_check_shows_nothing_that_the_program_wrote() -> None:
    with pytest.raises(CheckFailed) as caught:
        lines_of_numbers("17 is the secret", "labels")
    assert "17" not in caught.value.message
    assert "17" in caught.value.detail


METRICS = "epoch=1 crossentropy(train): 2.185\nepoch=1  Crossentropy(validation):2.188\nerror: .77"


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_numbers_behind_names(end: str) -> None:
    assert named_numbers(METRICS + end, "metrics") == {
        "epoch=1 crossentropy(train)": [2.185],
        "epoch=1 crossentropy(validation)": [2.188],
        "error": [0.77],
    }


def test_a_name_that_comes_again_keeps_its_order() -> None:
    assert named_numbers("a: 1\nb\na: 2e-3\n", "metrics") == {"a": [1.0, 0.002]}


def test_a_name_without_a_number() -> None:
    with pytest.raises(CheckFailed, match="line 2 of metrics is no number"):
        named_numbers("a: 1\nb: many\n", "metrics")
    with pytest.raises(CheckFailed, match="line 1 of metrics is nan"):
        named_numbers("a: nan", "metrics")


@pytest.mark.parametrize(
    ("number", "count"),
    [("0.0120", 3), ("1e-5", 1), ("-12.50", 4), ("2.18506276114", 12), ("0", 0)],
)
def test_digits(number: str, count: int) -> None:
    assert digits(number) == count


def test_lines_keep_blank_ones_in_the_middle() -> None:
    assert lines("a \n\nb\t\n\n\n") == ["a", "", "b"]

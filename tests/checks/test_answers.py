"""Typed numbers, sizes and choices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import choice, number, size
from grader.errors import AuthorError, CheckFailed

OPTIONS = ("weights in the filter", "stride", "padding", "filter size")


@pytest.mark.parametrize(
    "typed",
    [
        8,
        8.0,
        "8",
        "8.0",
        " 8 ",
        "+8",
        "8.",
        "08",
        "16/2",
        "8e0",
        "80e-1",
        "$8$",
        "8;",
        "０８",
        "= 8",
    ],
)
def test_eight_in_many_forms(typed: object) -> None:
    number(typed, 8, "the output")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1,600", 1600),
        ("1 600", 1600),
        ("1_600", 1600),
        ("51,984.0", 51984),
        ("-3/4", -0.75),
        ("−0.75", -0.75),
        ("1e-3", 0.001),
        ("1.5 * 10^-3", 0.0015),
        ("1.5 x 10**3", 1500),
        ("1.5×10^{3}".replace("{", "").replace("}", ""), 1500),
        ("12 %", 0.12),
        ("98.5%", 0.985),
        (".5", 0.5),
        (2**70, float(2**70)),
    ],
)
def test_numbers_in_other_forms(typed: object, right: float) -> None:
    number(typed, right, "it")


@pytest.mark.parametrize("typed", [7, 9, "8.001", "-8", "80", "1/8", "8e1", "8%", 0, "0"])
def test_another_number(typed: object) -> None:
    with pytest.raises(CheckFailed, match=r"^the output is not the right number$") as caught:
        number(typed, 8, "the output")
    assert "expected 8" in caught.value.detail


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "eight",
        "8 rows",
        "E0",
        "e8",
        ".",
        "+",
        ",800",
        "²",
        "8 9",
        "1,6",
        "8,,0",
        "8..0",
        "1/0",
        "8/",
        "--8",
        "1e9999",
        "inf",
        "nan",
        "NaN",
        float("nan"),
        float("inf"),
        10**400,
        "9" * 150,
        "9" * 10**6,
        "1" + "0" * 150 + "/3",
        "1e1e1",
        "0x8",
        "8j",
        "__import__('os')",
        "2**3",
        None,
        True,
        [8],
        {"a": 8},
        b"8",
        "8\0",
        "\ud800",
    ],
)
def test_what_is_no_number(typed: object) -> None:
    if typed == "8 9":  # a space between digits is a separator of thousands
        typed = "8 9 x"
    with pytest.raises(CheckFailed, match=r"^it ") as caught:
        number(typed, 8, "it")
    assert len(caught.value.message) < 200


def test_tolerance_and_alternatives() -> None:
    number("0.33", 1 / 3, "it", atol=0.005)
    number("51984", 17328, "it", also=(51984,))
    number("101", 100, "it", rtol=0.02)
    with pytest.raises(CheckFailed):
        number("0.32", 1 / 3, "it", atol=0.005)
    with pytest.raises(CheckFailed):
        number("51985", 17328, "it", also=(51984,))


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["r", "g", "e"]))
def test_what_python_prints_is_read(value: float, how: str) -> None:
    typed = {"r": repr(value), "g": f"{value:.17g}", "e": f"{value:.17e}"}[how]
    number(typed, value, "it")


@given(st.text(max_size=30) | st.text("0123456789.,-+e/*x^ %", max_size=12))
def test_any_other_text_is_refused(typed: str) -> None:
    if "8" in typed or "/" in typed or "16" in typed:  # may well be one
        return
    with pytest.raises(CheckFailed, match=r"^it "):
        number(typed, 8, "it")


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 2",
        "3x2",
        "3×2",
        "(3, 2)",
        "[3,2]",
        "3 by 2",
        "3 2",
        "3*2",
        " 3 X 2. ",
        [3, 2],
        (3.0, 2),
        ["3", 2],
    ],
)
def test_a_size_in_many_forms(typed: object) -> None:
    size(typed, (3, 2), "the map's size")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2 x 3", "is not the right size: rows and columns are exchanged"),
        ("3 x 3", "is not the right size$"),
        ("6", "is not the right size$"),
        (6, "is not the right size$"),
        ("3 x 2 x 1", "is not the right size$"),
        ("three by two", "must be a size such as 3 x 2"),
        ("3.5 x 2", "must be a size"),
        ("", "must be a size"),
        (None, "must be a size"),
        ([None, 2], "must be a size"),
        ([[3], 2], "must be a size"),
        ("9" * 199, "must be a size"),
        ("3 x " * 10**6, "must be a short answer"),
        ([float("nan"), 2], "must be a size"),
        ([10**400, 2], "must be a size"),
    ],
)
def test_another_size_or_none(typed: object, says: str) -> None:
    with pytest.raises(CheckFailed, match=says):
        size(typed, (3, 2), "the map's size")


def test_another_size_may_be_right_as_well() -> None:
    size("2 x 3", (3, 2), "it", also=((2, 3),))


@pytest.mark.parametrize("typed", ["stride", "Stride", " STRIDE. ", ["stride"], ("stride",)])
def test_one_choice(typed: object) -> None:
    choice(typed, "stride", options=OPTIONS, what="the choice")


@pytest.mark.parametrize(
    "typed",
    [
        ["stride", "padding", "filter size"],
        ["filter_size", "Padding", "stride", "stride"],
        "stride, padding, filter size",
        "stride; padding and filter size",
        "stride\npadding\nfilter   size",
    ],
)
def test_all_that_apply_in_any_order(typed: object) -> None:
    choice(typed, {"stride", "padding", "filter size"}, options=OPTIONS, what="the choice")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["stride", "padding"], "is not the right choice .all that apply, and no other"),
        ([*OPTIONS], "is not the right choice"),
        ([], "is not the right choice"),
        ("strides", "'strides' is no option; the options are weights in the filter, stride"),
        (["stride", 3], "'3' is no option"),
        (["stride", None], "must be a list of texts"),
        ([["stride"]], "must be a list of texts"),
        (None, "must be text or a list"),
        ({"a": 1}, "must be text or a list"),
        (1.5, "must be text or a list"),
        ("x" * 10**6, "must be a short answer"),
        (["stride"] * 10**5, "is not the right choice"),
    ],
)
def test_another_choice_or_none(typed: object, says: str) -> None:
    with pytest.raises(CheckFailed, match=says) as caught:
        choice(typed, {"stride", "padding", "filter size"}, options=OPTIONS, what="the choice")
    assert len(caught.value.message) < 250


def test_several_where_one_is_asked_for() -> None:
    with pytest.raises(CheckFailed, match="takes one of the options, 2 came"):
        choice("stride, padding", "stride", options=OPTIONS, what="it")


def test_options_with_commas_and_numbers() -> None:
    options = ("yes, always", "no", "3")
    choice("Yes, always", "yes, always", options=options, what="it")
    choice(3, "3", options=options, what="it")
    choice("no", {"yes, always"}, options=options, what="it", also=({"no"},))


def test_an_authors_mistake() -> None:
    with pytest.raises(AuthorError, match="the options of it don't hold"):
        choice("a", "c", options=("a", "b"), what="it")
    with pytest.raises(AuthorError, match="ambiguous"):
        choice("a", "a", options=("a", "A"), what="it")

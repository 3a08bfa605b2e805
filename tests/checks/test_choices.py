"""Typed choices: one of several options, or all that apply."""

import pytest

from grader.checks import choice, read_choice
from grader.errors import AuthorError, CheckFailed

OPTIONS = ("weights in the filter", "stride", "padding", "filter size")
AROUND = (
    "stride  # only",
    "# one of four: padding is none\nstride",
    ["stride  # only"],
    '["stride"]',
    "['stride']",
    "[stride]",
    "{ “stride” }",
    "`stride`",
)
"""The same choice with a comment, in brackets or in quotes."""


@pytest.mark.parametrize(
    "typed", ["stride", "Stride", " STRIDE. ", ["stride"], ("stride",), *AROUND]
)
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
        "- stride\n- padding\n- filter-size",
        '["stride", "padding", "filter size"]',
        "[\n  'stride',\n  'padding',  # zeros around\n  'filter size',\n]",
        "(stride, padding, filter size)",
        "stride  # steps\npadding\n\nfilter size # 4 x 4",
        ['"stride"', "'padding'", "[filter size]"],
    ],
)
def test_all_that_apply_in_any_order(typed: object) -> None:
    choice(typed, {"stride", "padding", "filter size"}, options=OPTIONS, what="the choice")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["stride", "padding"], "is not the right choice .all that apply, and no other"),
        ([*OPTIONS], "is not the right choice"),
        ("stride, padding # filter size", "is not the right choice"),
        ('["stride", "padding"]', "is not the right choice"),
        ("# stride, padding, filter size", "is not the right choice"),
        ('["strides"]', "'strides' is no option"),
        ("[]", "is not the right choice"),
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


def test_reading_says_nothing_about_right_or_wrong() -> None:
    assert read_choice("Stride, padding", OPTIONS, "it") == {"stride", "padding"}
    with pytest.raises(CheckFailed, match="'strides' is no option; the options are"):
        read_choice("strides", OPTIONS, "it")

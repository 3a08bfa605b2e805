"""`clean_text`: whatever a student's text holds, no terminal or browser obeys it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.text import clean_line, clean_text, shorten

anything = st.text(st.characters(exclude_categories=()), max_size=60)
obeyed = st.text("\x1b[]0;m1HJ\x07\\\r\n\t\x9b\u202e\ud800a", max_size=60)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("plain, with a tab\tand é 漢字 🎉\n", "plain, with a tab\tand é 漢字 🎉\n"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[1;1Hgone?", "gone?"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("unfinished \x1b[31", "unfinished ␛[31"),
        ("\x1b]0;never ended", "␛]0;never ended"),
        ("a\rb\r\nc\u2028d", "a\nb\nc\nd"),
        ("nul \0 bell \a del \x7f", "nul ␀ bell ␇ del ␡"),
        ("c1 \x9b31m", "c1 \ufffd31m"),
        ("abc\u202etxt.exe", "abc\ufffdtxt.exe"),
        ("lone \udc80 surrogate", "lone \ufffd surrogate"),
    ],
)
def test_what_becomes_of_hostile_text(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


@given(anything | obeyed)
def test_nothing_is_left_that_anything_obeys(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode()
    for sign in cleaned.replace("\n", "").replace("\t", ""):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in ("LRE", "RLE", "LRO", "RLO", "PDF")
        assert unicodedata.bidirectional(sign) not in ("LRI", "RLI", "FSI", "PDI")


@given(anything | obeyed)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(anything | obeyed, st.integers(1, 20))
def test_a_line_is_one_line_of_bounded_length(text: str, limit: int) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


def test_long_text_keeps_both_ends_and_says_what_is_missing() -> None:
    text = "begin" + "x" * 1_000_000 + "end"
    cut = clean_text(text, 1000)
    assert cut.startswith("begin")
    assert cut.endswith("end")
    assert "999,008 characters left out" in cut
    assert len(cut) < 1100


def test_text_of_exactly_the_limit_is_whole() -> None:
    assert shorten("x" * 100, 100) == "x" * 100
    assert shorten("x" * 101, 100) != "x" * 101

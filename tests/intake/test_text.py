import pytest

from grader.errors import UnreadableSubmission
from grader.intake.text import INVISIBLE, decode, visible, without_surrogates

WORD = "naïve = 'Zürich'"


@pytest.mark.parametrize(
    "data",
    [
        WORD.encode(),
        WORD.encode("utf-8-sig"),
        WORD.encode("utf-16"),
        WORD.encode("utf-32"),
        b"\xfe\xff" + WORD.encode("utf-16-be"),
    ],
)
def test_unicode_with_and_without_mark(data: bytes) -> None:
    assert decode(data) == (WORD, "")


def test_coding_line_decides_in_either_of_two_lines() -> None:
    first = f"# -*- coding: latin-1 -*-\n{WORD}\n"
    second = f"#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n{WORD}\n"
    third = f"# one\nx = 1\n# coding: mac-roman\n{WORD}\n"
    assert decode(first.encode("latin-1")) == (first, "")
    assert decode(second.encode("latin-1")) == (second, "")
    assert decode(third.encode()) == (third, "")


def test_other_encodings_are_noted() -> None:
    text, note = decode("x = '€'".encode("cp1252"))
    assert (text, note) == ("x = '€'", "it is not UTF-8 and was read as Windows-1252")
    text, note = decode(b"x = '\x81\xe9'")  # 0x81 means nothing in Windows-1252
    assert text == "x = '\x81é'"
    assert "Latin-1" in note


@pytest.mark.parametrize(
    "codec", ["zlib", "rot13", "unicode_escape", "idna", "utf-7", "nosuch", "os.path", "\xff"]
)
def test_coding_line_cannot_choose_a_dangerous_codec(codec: str) -> None:
    text = f"# coding: {codec}\nx = 1\n"
    assert decode(text.encode()) == (text, "")


def test_wrong_coding_line_falls_back_to_utf8() -> None:
    text = f"# coding: ascii\n{WORD}\n"
    assert decode(text.encode()) == (text, "")


def test_line_ends_become_one_kind_and_tabs_stay() -> None:
    assert decode(b"a\r\nb\rc\n\td") == ("a\nb\nc\n\td", "")


@pytest.mark.parametrize(
    "data", [b"x = 1\0", b"\xff\xfe\0\xd8", b"\xff\xfea\0\0\0", b"\xef\xbb\xbf\xff"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSubmission, match=r"expected .* got .*; save it"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("\ufeffx = 1\n", "x = 1\n"),
        ("\u200bx = 1\n", "x = 1\n"),
        ("x = 1\n\xa0\ny = 2\n", "x = 1\n \ny = 2\n"),
        ("def f():\n\xa0\xa0\xa0 return 1\n", "def f():\n    return 1\n"),
        ("x\u3000=\u20021\u200b\n", "x = 1\n"),
        ("x = '\xa0'\xa0+ '''\n\xa0'\u200b'''\n", "x = '\xa0' + '''\n\xa0'\u200b'''\n"),
        ("x = '\\'\xa0' # don't\n\xa0y\n", "x = '\\'\xa0' # don't\n y\n"),
    ],
)
def test_what_nobody_sees_is_mended_outside_of_strings(text: str, mended: str) -> None:
    assert visible(text) == (mended, INVISIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "x = '\xa0\u200b\ufeff'\n",
        "def f():\n    '''One.\n\xa0\n    \xa0two'''\n",
        "# a\xa0comment\nx = 1\n",
        "x = r'\\'\xa0'\n",
        'f"""{x}\xa0"""',
        "été = 1\n",
    ],
)
def test_strings_and_comments_stay_to_the_letter(text: str) -> None:
    assert visible(text) == (text, "")


def test_quotes_that_never_close_cost_no_time() -> None:
    for flood in ('"""\\', "'''\"\"\"", '"""\\"', "'\\", '\xa0"', "\xa0", "'\n"):
        assert "x" in visible(flood * 300_000 + "x\xa0\\")[0]


def test_lone_surrogates_become_writable() -> None:
    assert without_surrogates("a\ud800b é").encode().endswith(" é".encode())

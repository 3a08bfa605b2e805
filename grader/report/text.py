"""Make hostile text safe to look at, whatever shows it.

Not an escape for HTML, markup or CSV: those belong to the view and come after this.
"""

import re

# What a terminal would obey: CSI (colours, cursor), then strings that set titles or links. The
# quantifiers are possessive, so that a flood of unfinished sequences costs linear time.
_ANSI = re.compile(r"\x1b\[[0-?]*+[ -/]*+[@-~]|\x1b[\]PX^_][^\x07\x1b]*+(?:\x07|\x1b\\)")
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
# C0 and C1 controls, marks that reorder text (bidirectional), and lone surrogates.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)  # the Unicode picture of the control character
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else _REPLACEMENT


def clean_text(text: str, limit: int = 100_000) -> str:
    """`text` with nothing in it that a terminal or browser obeys or that hides other text.

    Complete ANSI sequences go; other control characters become visible signs; reordering marks and
    lone surrogates become the replacement character; every line ends with "\\n". Longer text than
    `limit` characters keeps its beginning and end, with a line that says how much is missing.
    """
    text = _LINE_ENDS.sub("\n", _ANSI.sub("", shorten(text, limit)))
    return _UNSAFE.sub(_visible, text)


def clean_line(text: str, limit: int = 300) -> str:
    """`text` as `clean_text` gives it, on one line with single spaces, at most `limit` long."""
    line = " ".join(clean_text(text, 4 * limit).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def shorten(text: str, limit: int) -> str:
    """`text` if it has at most `limit` characters, else its beginning, a notice and its end."""
    if len(text) <= limit:
        return text
    tail = limit // 4
    head = limit - tail
    missing = f"{len(text) - limit:,} characters left out here"
    return f"{text[:head]}\n[… {missing} …]\n{text[-tail:] if tail else ''}"

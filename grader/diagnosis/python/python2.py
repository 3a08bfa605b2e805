"""Code that was written for Python 2: where else the same file has such."""

import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised
from grader.diagnosis.python.parse import TEXT
from grader.diagnosis.python.say import found

LEFTOVERS = (
    ("the print statement", re.compile(r"^\s*print\b(?!\s*[(.=\[,:])(?!\s*$)")),
    ("exec as a statement", re.compile(r"^\s*exec\s+['\"\w]")),
    ("<> for !=", re.compile(r"<>")),
    ("except with a comma", re.compile(r"^\s*except\s+[\w.]{1,60}\s*,\s*\w{1,60}\s*:")),
    ("raise with a comma", re.compile(r"^\s*raise\s+[\w.]{1,60}\s*,")),
    ("xrange", re.compile(r"\bxrange\s*\(")),
    ("raw_input", re.compile(r"\braw_input\s*\(")),
    ("unicode", re.compile(r"(?<![\w.])(?:unicode|basestring|unichr)\b")),
    ("iteritems", re.compile(r"\.iter(?:items|keys|values)\s*\(")),
    ("has_key", re.compile(r"\.has_key\s*\(")),
    ("reduce", re.compile(r"(?<![\w.])reduce\s*\(")),
    ("numbers that end in L", re.compile(r"(?<![\w.])\d{1,40}[lL]\b")),
    ("backticks for repr", re.compile(r"`[^`]{1,80}`")),
)  # fmt: skip
NOW = {
    "the print statement": "print is a function, with its values in parentheses",
    "exec as a statement": "exec is a function",
    "<> for !=": "the sign for unequal is !=",
    "except with a comma": "the name stands after `as`, not after a comma",
    "raise with a comma": 'the exception is called with its text: ValueError("...")',
    "xrange": "range does what xrange did",
    "raw_input": "input does what raw_input did",
    "unicode": "every str is unicode text",
    "iteritems": "items(), keys() and values() do this",
    "has_key": "`in` asks whether a dict has a key",
    "reduce": "it is in the module functools",
    "numbers that end in L": "whole numbers of any size have no L",
    "backticks for repr": "repr(...) does this",
}
SYNTAX = LEFTOVERS[:5] + LEFTOVERS[-2:]
SYNTAX_KINDS = ("SyntaxError", "IndentationError", "TabError")
MOST_LINES = 4000
MOST_WIDE = 500


def from_python2(raised: Raised, code: Code) -> Finding | None:
    """What of the line at fault is Python 2, and which other lines of the file are."""
    piece = code.piece(raised.at)
    if piece is None or raised.at is None:
        return None
    here = _leftover(piece.lines[raised.at[1] - 1])
    if not here or here not in _possible(raised):
        return None
    lines = piece.lines[:MOST_LINES]
    others = [n for n, line in enumerate(lines, 1) if n != raised.at[1] and _leftover(line)]
    told = f"this is Python 2 ({here}); in Python 3 {NOW[here]}"
    if others:
        more = ", ".join(str(n) for n in others[:4]) + (", ..." if len(others) > 4 else "")
        told += f"; Python 2 as well: line{'s' * (len(others) > 1)} {more}"
    return found("python2", told, code, raised.at)


def _possible(raised: Raised) -> frozenset[str]:
    """The leftovers that can have raised this."""
    if raised.kind in SYNTAX_KINDS:
        return frozenset(name for name, _ in SYNTAX)
    if raised.kind == "NameError":
        match = re.match(
            r"name '(xrange|raw_input|unicode|basestring|unichr|reduce)'", raised.words
        )
        word = match[1] if match else ""
        return frozenset(("unicode",) if word in ("basestring", "unichr") else (word,))
    if raised.kind == "AttributeError":
        match = re.match(r"'dict' object has no attribute '(has_key|iter\w{1,10})'", raised.words)
        word = match[1] if match else ""
        return frozenset(("iteritems",) if word.startswith("iter") else (word,))
    return frozenset()


def _leftover(line: str) -> str:
    """The first Python 2 in a line, its texts and comment left out; "" where there is none."""
    bare = TEXT.sub('""', line[:MOST_WIDE])
    return next((name for name, pattern in LEFTOVERS if pattern.search(bare)), "")

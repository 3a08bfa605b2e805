"""Syntax trees of a student's text, as far as it parses and for a bounded price."""

import ast
import re
import warnings

MOST_DEPTH = 60
"""Brackets within brackets: deeper nesting is no homework, and costs a parser much."""
MOST_CUTS = 5
BOUNDARY = re.compile(r"(?:async def|def|class|import|from)\b|@|[A-Za-z_]\w*\s*=[^=]")
OPENING, CLOSING = "([{", ")]}"
TEXT = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#.*")
"""A comment, or a text in quotation marks that ends on its line."""


def statements(lines: list[str]) -> list[ast.stmt]:
    """The statements of a text at the margin; what doesn't parse is cut out, with what it spoils.

    Line numbers stay those of the whole text.
    """
    found: list[ast.stmt] = []
    start = 0
    for _ in range(MOST_CUTS):
        part = _parsed(lines, start, len(lines))
        if isinstance(part, list):
            return found + part
        broken = min(max(part - 1, start), len(lines) - 1)
        cut = next((n for n in range(broken, start, -1) if _begins(lines[n])), start)
        head = _parsed(lines, start, cut)
        found += head if isinstance(head, list) else []
        later = (n for n in range(max(broken, cut) + 1, len(lines)) if BOUNDARY.match(lines[n]))
        start = next(later, len(lines))
        if start == len(lines):
            break
    return found


def _begins(line: str) -> bool:
    return line[:1] not in ("", " ", "\t", "#", *CLOSING)


def _parsed(lines: list[str], start: int, end: int) -> list[ast.stmt] | int:
    """The statements of some lines, which keep their numbers; else the line at fault."""
    text = "\n" * start + "\n".join(lines[start:end]) + "\n"
    if _depth(text) > MOST_DEPTH:
        return end
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python thinks of a student's code is no news
            return ast.parse(text).body
    except SyntaxError as error:
        return error.lineno or start + 1
    except (ValueError, RecursionError, MemoryError):
        return end


def _depth(text: str) -> int:
    """The deepest nesting of brackets, without those of comments and texts of one line."""
    depth = deepest = 0
    for bracket in re.findall(r"[()\[\]{}]", TEXT.sub("", text)):
        depth = depth + 1 if bracket in OPENING else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest

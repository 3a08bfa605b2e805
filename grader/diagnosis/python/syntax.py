"""Code that Python can't read: indentation, brackets, and what else stops a file from loading."""

import builtins
import keyword
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Piece, Raised
from grader.diagnosis.python.parse import CLOSING, OPENING
from grader.diagnosis.python.say import closest, found

KINDS = ("SyntaxError", "IndentationError", "TabError")
BLOCK = re.compile(
    r"^\s*(?:if|elif|else|for|while|def|class|with|try|except|finally)\b.*[^\s:,\\(\[{]\s*$"
)
HEAD = re.compile(r"^\s*(?:if|elif|else|for|while|def|class|with|try|except|finally|async)\b.*:")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?:\s|$)")
CONDITION = re.compile(r"^\s*(?:if|elif|while)\b[^=!<>]*[^=!<>:]=[^=]")
INCREMENT = re.compile(r"\w\s{0,3}(?:\+\+|--)\s*$")
CURLY = re.compile("[\u2018\u2019\u201c\u201d]")
PAIRS = dict(zip(CLOSING, OPENING, strict=True))
WIDEST = 2000
KNOWN = frozenset((*keyword.kwlist, *vars(builtins)))


def unreadable(raised: Raised, code: Code) -> Finding | None:
    """Why Python couldn't read a line."""
    piece = code.piece(raised.at)
    if raised.kind not in KINDS or piece is None or raised.at is None:
        return None
    line = piece.lines[raised.at[1] - 1][:WIDEST]
    tabs = _tabs(raised, piece, code)
    if tabs is not None:
        return tabs
    if CONFLICT.match(line):
        told = "this is a mark of Git's merge: choose one side and delete the three marks"
        return found("merge_conflict", told, code, raised.at)
    if raised.kind == "IndentationError" or "indent" in raised.words:
        return _indentation(raised, piece, code)
    return (
        _never_closed(raised, piece, code)
        or _unmatched(raised, line, code)
        or _by_line(raised, line, code)
        or _by_words(raised, code)
    )


def _tabs(raised: Raised, piece: Piece, code: Code) -> Finding | None:
    number = raised.at[1] if raised.at else 0
    above = [line for line in piece.lines[: number - 1] if line.strip()][-1:]
    spaces = [line[: len(line) - len(line.lstrip())] for line in piece.lines[number - 1 : number]]
    spaces += [line[: len(line) - len(line.lstrip())] for line in above]
    begun = "".join(spaces)
    mixed = "\t" in begun and " " in begun and raised.kind == "IndentationError"
    if not (raised.kind == "TabError" or mixed):
        return None
    told = (
        "tabs and spaces are mixed in the indentation of this file, which look alike but are not:"
    )
    return found(
        "tabs_and_spaces", f"{told} let your editor turn tabs into spaces", code, raised.at
    )


def _indentation(raised: Raised, piece: Piece, code: Code) -> Finding | None:
    number = raised.at[1] if raised.at else 0
    before = next((n for n in range(number - 1, 0, -1) if piece.lines[n - 1].strip()), 0)
    if "expected an indented block" in raised.words:
        for line in (before, number):
            if line and HEAD.match(piece.lines[line - 1][:WIDEST]):
                told = "the block that this line begins is empty: indent what belongs to it"
                return found("empty_block", told, code, (piece.label, line))
        told = "this line should be indented under the one above it"
    elif "unindent does not match" in raised.words:
        told = "this line is indented less than the one above, but as far as no line before it"
    elif "unexpected indent" in raised.words:
        told = "this line is indented further than the one above it, which begins no block"
    else:
        return None
    return found("indentation", told, code, raised.at)


def _never_closed(raised: Raised, piece: Piece, code: Code) -> Finding | None:
    """An opening bracket without its partner; older Pythons name a later line."""
    place = _open_bracket(piece.lines, raised.at[1] if raised.at else 0)
    if "was never closed" in raised.words and raised.at is not None:
        bracket = raised.words[1:2]
        told = f"the bracket `{bracket}` that opens here is never closed"
        return found("unclosed_bracket", told, code, raised.at) if bracket in OPENING else None
    if place and raised.at and place[1] < raised.at[1] and "unmatched" not in raised.words:
        told = f"a bracket `{place[0]}` that opens here isn't closed before the next line"
        return found("unclosed_bracket", told, code, (piece.label, place[1]))
    return None


def _open_bracket(lines: list[str], until: int) -> tuple[str, int] | None:
    """The bracket that is open where a line begins, with the line that opened it."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(lines[: until - 1], 1):
        bare = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|#.*", "", line[:WIDEST])
        if opened and re.match(r"(?:def|class|import|from)\b", line):
            break  # a statement at the margin: the bracket is a mistake, or was text
        for sign in bare:
            if sign in OPENING:
                opened.append((sign, number))
            elif sign in CLOSING and opened:
                opened.pop()
    return opened[-1] if opened else None


def _unmatched(raised: Raised, line: str, code: Code) -> Finding | None:
    if "unmatched" in raised.words:
        told = "there is one closing bracket too many here, or an opening one is missing"
        return found("unmatched_bracket", told, code, raised.at)
    if "does not match opening parenthesis" in raised.words:
        told = "a bracket is closed by one of another kind here"
        return found("unmatched_bracket", told, code, raised.at)
    return None


def _by_line(raised: Raised, line: str, code: Code) -> Finding | None:
    """What the line itself shows."""
    told = ""
    if CURLY.search(line):
        told = "the quotation marks are curly ones of a text editor: type straight ones"
        return found("curly_quotes", told, code, raised.at)
    if "expected ':'" in raised.words or (BLOCK.match(line) and "invalid syntax" in raised.words):
        told = "the colon at the end is missing"
        return found("missing_colon", told, code, raised.at)
    if CONDITION.match(line) and ("(" not in line or "'=='" in raised.words):
        told = "a condition compares by two signs `==`; one sign `=` gives a value to a name"
        return found("assignment_in_condition", told, code, raised.at)
    first = re.match(r"\s*([a-z]{3,12})\b", line)
    meant = closest(first[1], keyword.kwlist) if first and first[1] not in KNOWN else ""
    if meant and "invalid syntax" in raised.words:
        told = f"there is no `{first[1] if first else ''}`: did you mean `{meant}`?"
        return found("misspelt_keyword", told, code, raised.at)
    if INCREMENT.search(line):
        told = "Python has no `++` and `--`: add to or subtract from the name itself"
        return found("increment", told, code, raised.at)
    return None


def _by_words(raised: Raised, code: Code) -> Finding | None:
    """What Python's own words say, in plainer ones."""
    for part, relation, told in WORDS:
        if part in raised.words:
            return found(relation, told, code, raised.at)
    return None


WORDS = (
    ("unterminated triple-quoted", "open_text", "the text that begins here has no end: three "
     "quotation marks are missing"),
    ("EOF while scanning triple-quoted", "open_text", "a text in three quotation marks has no end"),
    ("unterminated string", "open_text", "the text in quotation marks doesn't end on this line"),
    ("EOL while scanning string", "open_text", "the text in quotation marks doesn't end on this "
     "line"),
    ("Perhaps you forgot a comma", "missing_comma", "two values stand side by side: a comma or "
     "an operator between them is missing"),
    ("'return' outside function", "outside_function", "this `return` stands in no function: is it "
     "indented too little?"),
    ("'break' outside loop", "outside_loop", "this `break` stands in no loop: is it indented too "
     "little?"),
    ("cannot assign to", "assignment_target", "what stands left of `=` is no name that can take a "
     "value; comparing needs `==`"),
    ("positional argument follows keyword", "argument_order", "arguments without a name must come "
     "before those with `name=`"),
    ("duplicate argument", "twice", "two parameters have the same name"),
    ("invalid decimal literal", "number", "a name can't begin with a digit, and a product needs "
     "its `*`"),
    ("leading zeros", "number", "a number can't begin with 0"),
)  # fmt: skip

"""What the ends of lines mean: nothing, or, where cases are listed, the end of one.

A line may end anywhere in a formula. But `a if c` and `0 otherwise` on two lines are two cases, and
a line of which it isn't clear what it is must not be read as a factor of the one before it.
"""

from grader.checks.formulas.tokens import Token, brackets
from grader.checks.formulas.trouble import FormulaError

STARTS = ("if", "for")
LAST = ("otherwise", "else")
WORDS = (*STARTS, *LAST)
GOING_ON = ("if", "for", "else", "then", "and", "or")
"""Words that go on with the line before."""

SEPARATORS = (",", ";")
CLOSED = ("'", "①")
"""Operators that end an operand."""

COMPARED = ("<", ">", "<=", ">=", "=", "==", "!=")
SIGNS = ("+", "-")
PREFIXES = (*SIGNS, "!", "~", "√", "∑", "①")


def without_lines(found: list[Token]) -> list[Token]:
    """The tokens without ends of lines; where those part cases, semicolons stand for them.

    Raises FormulaError where that isn't clear.
    """
    if all(token.kind != "line" for token in found):
        return found
    kept = list(found)
    for level in _levels(found):
        if any(found[at].kind in WORDS for at in level):
            for place, at in enumerate(level):
                if found[at].kind == "line":
                    ends = _parts_cases(kept, level, place)
                    kept[at] = Token("operator" if ends else "none", ";", found[at].place)
    return [token for token in kept if token.kind not in ("line", "none")]


def _levels(found: list[Token]) -> list[list[int]]:
    """Indices of the tokens outside of all brackets, and inside of each; of a bracket, both ends
    belong to the level that it stands in."""
    pairs = brackets(found)
    levels: dict[int, list[int]] = {-1: []}
    inside = [-1]
    closing = set(pairs.values())
    for at in range(len(found)):
        if at in closing:
            inside.pop()
        levels[inside[-1]].append(at)
        if at in pairs:
            inside.append(at)
            levels[at] = []
    return list(levels.values())


def _parts_cases(found: list[Token], level: list[int], place: int) -> bool:
    """Whether the end of a line ends a case."""
    before = [found[at] for at in level[:place] if found[at].kind != "none"]
    after = [found[at] for at in level[place + 1 :]]
    if not before or not after:
        return False
    last, following = before[-1], after[0]
    if _goes_on(last) or _continues(after):
        return False
    if following.text in SIGNS and not any(one.kind in WORDS for one in _piece(after)):
        return False
    if _has_case(before[::-1]) and _has_case(after):
        return True
    raise FormulaError(
        "is this line a case of its own? Write each case as one line, a if c, the last one as "
        "b otherwise; or end the line before it with a sign",
        following.place,
    )


def _goes_on(last: Token) -> bool:
    """Whether a line that ends so is not at an end."""
    word = last.kind in WORDS[:2] or last.kind in ("then", "else", "and", "or", "not", "in")
    return word or (last.kind == "operator" and last.text not in CLOSED)


def _continues(after: list[Token]) -> bool:
    """Whether a line that begins so belongs to the one before it."""
    first = after[0]
    if first.kind == "otherwise":
        return len(after) < 2 or after[1].kind == "line" or after[1].text in SEPARATORS
    sign = first.kind == "operator" and first.text not in PREFIXES
    return sign or first.kind in GOING_ON


def _has_case(tokens: list[Token]) -> bool:
    """Whether the line that these begin (or end, backwards) is a case: `a if c`, `a, c`."""
    ends = [at for at, token in enumerate(tokens) if token.kind == "line" or token.text == ";"]
    line = tokens[: ends[0] if ends else None]
    compared = any(token.text in COMPARED for token in line)
    comma = any(token.text == "," for token in line)
    return any(token.kind in WORDS for token in line) or (comma and compared)


def _piece(tokens: list[Token]) -> list[Token]:
    """The tokens up to the end of a line or of a case; a comma before `if` ends none."""
    for at, token in enumerate(tokens):
        beside = [tokens[i].kind for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
        comma = token.text == "," and any(kind in WORDS for kind in beside)
        if token.kind == "line" or (token.text in SEPARATORS and not comma):
            return tokens[:at]
    return tokens

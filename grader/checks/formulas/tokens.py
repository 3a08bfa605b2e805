"""From plain characters to tokens."""

import re
from collections.abc import Collection
from typing import NamedTuple

from grader.checks.formulas.text import GREEK, Text, plain_latex, spread
from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import shown

LONGEST = 2000
"""Characters of a formula."""

MOST_TOKENS = 500
MOST_BRACKETS = 30
"""Brackets inside one another."""

ENTRYWISE = {".*": "⊙", "./": "/", ".^": "^"}
"""MATLAB's operators."""

CLOSING = {"(": ")", "[": "]", "{": "}"}
WORDS = {
    "if": "if",
    "when": "if",
    "for": "for",
    "in": "in",
    "then": "then",
    "else": "else",
    "otherwise": "otherwise",
    "and": "and",
    "or": "or",
    "not": "not",
}

_NAME = (
    r"[A-Za-z\u0370-\u03ff][A-Za-z0-9\u0370-\u03ff]*(?:_(?:\{\s*[A-Za-z0-9]+\s*\}|[A-Za-z0-9]+))*"
)
_PART = rf"d\s*{_NAME}"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|[$]+)
    |(?P<slashed>\\frac\s*\{{\s*(?P<top>{_PART})\s*\}}\s*\{{\s*(?P<bottom>{_PART})\s*\}}
        |(?P<above>{_PART})\s*/\s*(?P<below>{_PART}))
    |(?P<number>(?:\d+(?:\.(?!\.|[A-Za-z])\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<frac>\\frac)
    |(?P<method>\.\s*(?:T|t|dot|sum|transpose)\b)
    |(?P<module>(?:np|numpy|math|torch)\s*\.\s*(?=[a-z]))
    |(?P<name>{_NAME})
    |(?P<operator>\.\.\.?|\.[*/^]|\*\*|<=|>=|==|!=|&&|\|\||//|[-+*/@^_'<>=?:,;&|!·×⊙%~√∑.])
    |(?P<bracket>[()\[\]{{}}])""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """kind: number, name, slashed, method, frac, operator, open, close, or one of `WORDS`.

    text: a name in its canonical form; place: from 0, in what the student typed.
    """

    kind: str
    text: str
    place: int


def canonical(name: str) -> str:
    """One form for all spellings of a name: `h_{2}`, `h_2` and `h2`; `δ` and `delta`."""
    bare = re.sub(r"[\s_{}]", "", name.replace("∂", "d"))
    return "".join(GREEK.get(sign, sign) for sign in bare)


def tokens(typed: str, known: Collection[str]) -> list[Token]:
    """The tokens of a formula.

    known: canonical names; one with a slash, such as `dJ/dz1`, is a name and no fraction.
    Raises FormulaError.
    """
    if len(typed) > LONGEST:
        raise FormulaError(f"it has {len(typed)} characters, at most {LONGEST} are read")
    plain_sum = typed if "Sigma" in known else typed.replace("Σ", "∑")
    text = plain_latex(spread(plain_sum))
    if len(text.characters) > 3 * LONGEST:
        raise FormulaError("it is too long")
    found: list[Token] = []
    at = 0
    while at < len(text.characters):
        match = _TOKEN.match(text.characters, at)
        if match is None:
            sign = shown(text.characters[at])
            raise FormulaError(f"the sign {sign!r} means nothing here", text.places[at])
        at = _take(match, text, known, found)
        if len(found) > MOST_TOKENS:
            raise FormulaError(f"it has more than {MOST_TOKENS} parts")
    return found


def _take(match: re.Match[str], text: Text, known: Collection[str], found: list[Token]) -> int:
    """Add what matched, and give the place after it."""
    kind, whole, place = str(match.lastgroup), match[0], text.places[match.start()]
    if match["slashed"]:
        top, bottom = match["top"] or match["above"], match["bottom"] or match["below"]
        name = f"{canonical(top)}/{canonical(bottom)}"
        if name in known:
            found.append(Token("slashed", name, place))
            return match.end()
        if whole.startswith("\\"):
            found.append(Token("frac", whole, place))
            return match.start() + len("\\frac")
        inner = re.compile(_NAME).match(text.characters, match.start())
        end = inner.end() if inner else match.end()
        return _name(text.characters[match.start() : end], place, end, found)
    if kind in ("space", "module"):
        return match.end()
    if kind == "name":
        return _name(whole, place, match.end(), found)
    if kind == "bracket":
        kind = "open" if whole in CLOSING else "close"
    if whole in ENTRYWISE:
        whole = ENTRYWISE[whole]
    if kind == "method":
        whole = whole.removeprefix(".").strip()
    found.append(Token(kind, whole, place))
    return match.end()


def _name(name: str, place: int, end: int, found: list[Token]) -> int:
    word = WORDS.get(name.lower())
    found.append(Token(word, word, place) if word else Token("name", name, place))
    return end


def brackets(found: list[Token]) -> dict[int, int]:
    """Index of each opening bracket -> index of the one that closes it. Raises FormulaError."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for index, token in enumerate(found):
        if token.kind == "open":
            waiting.append(index)
            if len(waiting) > MOST_BRACKETS:
                raise FormulaError(
                    f"more than {MOST_BRACKETS} brackets in one another", token.place
                )
        elif token.kind == "close":
            if not waiting:
                raise FormulaError(f"this {token.text!r} closes nothing", token.place)
            opened = found[waiting[-1]]
            if CLOSING[opened.text] != token.text:
                raise FormulaError(
                    f"this {token.text!r} closes a {opened.text!r}: brackets must fit", token.place
                )
            pairs[waiting.pop()] = index
    if waiting:
        last = found[waiting[-1]]
        raise FormulaError(f"this {last.text!r} is never closed", last.place)
    return pairs

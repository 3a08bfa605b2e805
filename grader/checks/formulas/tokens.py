"""From plain characters to tokens."""

import re
from typing import NamedTuple

from grader.checks.formulas.derivatives import (
    NAME,
    PART,
    Words,
    canonical,
    derivative,
    plain_fractions,
)
from grader.checks.formulas.text import Text, plain_latex, spread, without_comments
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

_BELOW = re.compile(rf"\s*/\s*({PART})")
_RAISED = re.compile(r"\^\s*(?:\{\s*'+\s*\}|'+)")
_TURNED = re.compile(rf"T({NAME})")
_METHODS = "T t dot sum mean max min transpose reshape ravel flatten astype copy shape"
_TOKEN = re.compile(
    rf"""(?P<line>[^\S\n]*\n\s*)|(?P<space>\s+|[$]+)
    |(?P<slashed>(?P<top>{PART})\s*/\s*(?P<bottom>{PART}))
    |(?P<number>(?:\d+(?:\.(?!\.|[A-Za-z])\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<frac>\\frac)|(?P<over>\\over)
    |(?P<method>\.\s*(?:{"|".join(_METHODS.split())})\b)
    |(?P<function>(?:np|numpy|math|torch)\s*\.\s*(?:linalg\s*\.\s*)?[a-z]\w*)
    |(?P<name>{NAME})
    |(?P<operator>\.\.\.?|\.[*/^]|\*\*|<=|>=|==|!=|&&|\|\||//|[-+*/@^_'<>=?:,;&|!·×⊙⊗①%~√∑.])
    |(?P<bracket>[()\[\]{{}}])""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """kind: number, name, slashed, method, function, frac, over, operator, open, close, line (the
    end of one), or one of `WORDS`; a function is one by its `np.`, whatever the names are.

    text: a name in its canonical form; place: from 0, in what the student typed.
    """

    kind: str
    text: str
    place: int


def tokens(typed: str, words: Words) -> list[Token]:
    """The tokens of a formula; words: what names it may use. Raises FormulaError."""
    if len(typed) > LONGEST:
        raise FormulaError(f"it has {len(typed)} characters, at most {LONGEST} are read")
    said = typed if "Sigma" in words.known else typed.replace("Σ", "∑")
    text = plain_fractions(_plain_strokes(plain_latex(spread(without_comments(said)))), words)
    if len(text.characters) > 3 * LONGEST:
        raise FormulaError("it is too long")
    found: list[Token] = []
    at = 0
    while at < len(text.characters):
        match = _TOKEN.match(text.characters, at)
        if match is None:
            sign = shown(text.characters[at])
            raise FormulaError(f"the sign {sign!r} means nothing here", text.places[at])
        at = _take(match, text, words, found)
        if len(found) > MOST_TOKENS:
            raise FormulaError(f"it has more than {MOST_TOKENS} parts")
    return found


def _plain_strokes(text: Text) -> Text:
    """A raised stroke as one that isn't: `f^{'}` and `f^'` as `f'`, with blanks for the rest."""
    return Text(
        _RAISED.sub(lambda match: re.sub("[^']", " ", match[0]), text.characters), text.places
    )


def _take(match: re.Match[str], text: Text, words: Words, found: list[Token]) -> int:
    """Add what matched, and give the place after it."""
    kind, whole, place = str(match.lastgroup), match[0], text.places[match.start()]
    if match["slashed"]:
        return _slashed(match, text, words, found)
    if kind == "space":
        return match.end()
    if kind == "name":
        return _word(match, text, words, found)
    if kind == "number" and canonical(re.sub(r"^[\d.]+", "", whole)) in words.known:
        power = whole.lower().partition("e")[2]
        raise FormulaError(f"{whole} can be read in two ways: write 2*e1 or 2*10^{power}", place)
    rest = _TURNED.match(text.characters, match.end()) if whole == "." else None
    if rest and _begins(rest, text, words):  # W.Tg
        found.append(Token("method", "T", place))
        return rest.start(1)
    if kind == "bracket":
        kind = "open" if whole in CLOSING else "close"
    if kind == "function":
        whole = whole.rpartition(".")[2].strip()
    if whole in ENTRYWISE:
        whole = ENTRYWISE[whole]
    if kind == "method":
        whole = whole.removeprefix(".").strip()
    found.append(Token(kind, whole, place))
    return match.end()


def _begins(rest: re.Match[str], text: Text, words: Words) -> bool:
    """Whether what follows a T means something by itself."""
    below = _BELOW.match(text.characters, rest.end())
    slashed = below is not None and bool(derivative(rest[1], below[1], words)[0])
    return slashed or words.means(rest[1])


def _slashed(match: re.Match[str], text: Text, words: Words, found: list[Token]) -> int:
    """`dJ/dz1`: one name, known or not; and a fraction where its numerator means something."""
    place, top, bottom = text.places[match.start()], match["top"], match["bottom"]
    name, length = derivative(top, bottom, words)
    if name:
        return _derivative(name, place, bottom[length:], match.end(), found)
    if not words.means(top):
        found.append(Token("slashed", re.sub(r"\s", "", f"{top}/{bottom}"), place))
        return match.end()
    inner = re.compile(NAME).match(text.characters, match.start())
    end = inner.end() if inner else match.end()
    return _name(text.characters[match.start() : end], place, end, found)


def _derivative(name: str, place: int, rest: str, end: int, found: list[Token]) -> int:
    """Add a derivative; rest: what follows it up to `end`, its step where that is a digit."""
    found.append(Token("slashed", name, place))
    if rest[:1].isdigit():  # do1
        found.append(Token("operator", "_", place))
    return end - len(rest)


def _word(match: re.Match[str], text: Text, words: Words, found: list[Token]) -> int:
    """A name; in `x1dJ/dz1` there is a derivative at its end."""
    whole, start = match[0], match.start()
    below = _BELOW.match(text.characters, match.end())
    for cut in range(1, len(whole) if below else 0):
        top = whole[cut:]
        name, length = derivative(top, below[1], words) if below and top[0] == "d" else ("", 0)
        turned = whole[:cut] == "T" and found and found[-1].text == "^"
        if below and name and (turned or whole[:cut] in words.known or words.parts(whole[:cut])):
            _name(whole[:cut], text.places[start], start + cut, found)
            place, rest = text.places[start + cut], below[1][length:]
            return _derivative(name, place, rest, below.end(1), found)
    return _name(whole, text.places[start], match.end(), found)


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

"""From plain characters to tokens."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from grader.checks.formulas.text import GREEK, Text, plain_latex, spread, without_comments
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
_BELOW = re.compile(rf"\s*/\s*({_PART})")
_TURNED = re.compile(rf"T({_NAME})")
_METHODS = "T t dot sum mean max min transpose reshape ravel flatten astype copy shape"
_TOKEN = re.compile(
    rf"""(?P<line>[^\S\n]*\n\s*)|(?P<space>\s+|[$]+)
    |(?P<slashed>\\frac\s*\{{\s*(?P<top>{_PART})\s*\}}\s*\{{\s*(?P<bottom>{_PART})\s*\}}
        |(?P<above>{_PART})\s*/\s*(?P<below>{_PART}))
    |(?P<number>(?:\d+(?:\.(?!\.|[A-Za-z])\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<frac>\\frac)
    |(?P<method>\.\s*(?:{"|".join(_METHODS.split())})\b)
    |(?P<function>(?:np|numpy|math|torch)\s*\.\s*(?:linalg\s*\.\s*)?[a-z]\w*)
    |(?P<name>{_NAME})
    |(?P<operator>\.\.\.?|\.[*/^]|\*\*|<=|>=|==|!=|&&|\|\||//|[-+*/@^_'<>=?:,;&|!·×⊙⊗①%~√∑.])
    |(?P<bracket>[()\[\]{{}}])""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """kind: number, name, slashed, method, function, frac, operator, open, close, line (a line's
    end), or one of `WORDS`; a function is one by its `np.`, whatever the names are.

    text: a name in its canonical form; place: from 0, in what the student typed.
    """

    kind: str
    text: str
    place: int


def canonical(name: str) -> str:
    """One form for all spellings of a name: `h_{2}`, `h_2` and `h2`; `δ` and `delta`."""
    bare = re.sub(r"[\s_{}]", "", name.replace("∂", "d"))
    return "".join(GREEK.get(sign, sign) for sign in bare)


def tokens(
    typed: str, known: Collection[str], parts: Callable[[str], bool] = lambda word: False
) -> list[Token]:
    """The tokens of a formula.

    known: canonical names; one with a slash, such as `dJ/dz1`, is a name and no fraction.
    parts: whether a word is names without a space between them, as before the slash in `x1dJ/dz1`.
    Raises FormulaError.
    """
    if len(typed) > LONGEST:
        raise FormulaError(f"it has {len(typed)} characters, at most {LONGEST} are read")
    said = typed if "Sigma" in known else typed.replace("Σ", "∑")
    text = plain_latex(spread(without_comments(said)))
    if len(text.characters) > 3 * LONGEST:
        raise FormulaError("it is too long")
    found: list[Token] = []
    at = 0
    while at < len(text.characters):
        match = _TOKEN.match(text.characters, at)
        if match is None:
            sign = shown(text.characters[at])
            raise FormulaError(f"the sign {sign!r} means nothing here", text.places[at])
        at = _take(match, text, known, parts, found)
        if len(found) > MOST_TOKENS:
            raise FormulaError(f"it has more than {MOST_TOKENS} parts")
    return found


def _take(
    match: re.Match[str],
    text: Text,
    known: Collection[str],
    parts: Callable[[str], bool],
    found: list[Token],
) -> int:
    """Add what matched, and give the place after it."""
    kind, whole, place = str(match.lastgroup), match[0], text.places[match.start()]
    if match["slashed"]:
        return _slashed(match, text, known, found)
    if kind == "space":
        return match.end()
    if kind == "name":
        return _word(match, text, known, parts, found)
    if kind == "number" and canonical(re.sub(r"^[\d.]+", "", whole)) in known:
        power = whole.lower().partition("e")[2]
        raise FormulaError(f"{whole} can be read in two ways: write 2*e1 or 2*10^{power}", place)
    rest = _TURNED.match(text.characters, match.end()) if whole == "." else None
    if rest and _begins(rest, text, known, parts):  # W.Tg
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


def _begins(
    rest: re.Match[str], text: Text, known: Collection[str], parts: Callable[[str], bool]
) -> bool:
    """Whether what follows a T means something by itself."""
    below = _BELOW.match(text.characters, rest.end())
    derivative = below is not None and bool(_derivative(rest[1], below[1], known)[0])
    return derivative or canonical(rest[1]) in known or parts(rest[1])


def _slashed(match: re.Match[str], text: Text, known: Collection[str], found: list[Token]) -> int:
    """`dJ/dz1`: one name where it is known, and a fraction where it isn't."""
    whole, place = match[0], text.places[match.start()]
    top, bottom = match["top"] or match["above"], match["bottom"] or match["below"]
    if whole.startswith("\\"):
        name = f"{canonical(top)}/{canonical(bottom)}"
        if name in known:
            found.append(Token("slashed", name, place))
            return match.end()
        found.append(Token("frac", "\\frac", place))
        return match.start() + len("\\frac")
    name, length = _derivative(top, bottom, known)
    if name:
        found.append(Token("slashed", name, place))
        return match.end() - len(bottom) + length
    inner = re.compile(_NAME).match(text.characters, match.start())
    end = inner.end() if inner else match.end()
    return _name(text.characters[match.start() : end], place, end, found)


def _derivative(top: str, bottom: str, known: Collection[str]) -> tuple[str, int]:
    """The known name that begins so, and how much of the bottom belongs to it: `dJ/dz1` `x1`."""
    for length in range(len(bottom), 1, -1):
        name = f"{canonical(top)}/{canonical(bottom[:length])}"
        if name in known and not re.match(r"[\d_]", bottom[length:]):
            return name, length
    return "", 0


def _word(
    match: re.Match[str],
    text: Text,
    known: Collection[str],
    parts: Callable[[str], bool],
    found: list[Token],
) -> int:
    """A name; in `x1dJ/dz1` there is a derivative at its end."""
    whole, start = match[0], match.start()
    below = _BELOW.match(text.characters, match.end())
    for cut in range(1, len(whole) if below else 0):
        top = whole[cut:]
        name, length = _derivative(top, below[1], known) if below and top[0] == "d" else ("", 0)
        turned = whole[:cut] == "T" and found and found[-1].text == "^"
        if below and name and (turned or whole[:cut] in known or parts(whole[:cut])):
            _name(whole[:cut], text.places[start], start + cut, found)
            found.append(Token("slashed", name, text.places[start + cut]))
            return below.start(1) + length
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

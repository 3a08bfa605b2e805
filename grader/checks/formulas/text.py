"""From what a student typed to plain characters, each with the column it came from."""

import re
import unicodedata
from typing import NamedTuple

from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import shown

SIGNS = {
    **dict.fromkeys("−–—﹣", "-"),
    **dict.fromkeys("′’ʹ‵´`", "'"),
    **dict.fromkeys("⋅∙•", "·"),
    "∘": "⊙",
    **dict.fromkeys("𝟏𝟙𝟭", "①"),
    "÷": "/",
    "⁄": "/",
    "½": "(1/2)",
    "∗": "*",
    "✕": "×",
    "∕": "/",
    "∂": "d",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "..",
    "ϵ": "ε",
    "ϕ": "φ",
    "µ": "μ",
    "\u2061": "",
    "\u200b": "",
}
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵀᵗ⊤", "0123456789-+TTT", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₋₊ₙₘₖᵢⱼ", "0123456789-+nmkij", strict=True))
"""Raised and lowered signs: each run of them becomes one group in braces."""

BOLD = ("mathbf", "mathbb", "boldsymbol", "bm", "vec")
"""Around a 1, these make a vector of ones of it, or the sign of a condition: `①`."""

LETTERS = dict(zip("\a\b\f\n\r\t\v", "abfnrtv", strict=True))
ESCAPED = {
    **dict.fromkeys("\a\b\f\v", re.compile("")),
    "\n": re.compile("(?:eq?|abla|ot)\\b"),
    "\r": re.compile("(?:ight|ho)\\b"),
    "\t": re.compile("(?:imes|heta|op|ext|anh|ilde|au|frac)\\b"),
}
"""Escapes that TOML and Python made of LaTeX between double quotes, `"\\frac"`, by what follows."""

HATS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar"}

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΦΨΩ",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma "
            "sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
        ).split(),
        strict=True,
    )
)

_GREEK_SIGNS = {word: sign for sign, word in GREEK.items() if sign != "ς"}
_GREEK_SIGNS |= {"varepsilon": "ε", "varphi": "φ", "vartheta": "θ"}

LATEX_SIGNS = {"\\": " ; ", "\n": "\n", "{": "{", "}": "}", "(": " ", ")": " ", "[": " ", "]": " "}
LATEX_FUNCTIONS = frozenset("log ln exp sin cos tanh max min sqrt".split())
LATEX_WORDS = {
    **dict.fromkeys("left right displaystyle limits nolimits quad qquad".split(), " "),
    **dict.fromkeys("big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr".split(), " "),
    **dict.fromkeys(("top", "intercal", "transpose"), "T"),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    **dict.fromkeys(("odot", "circ"), "⊙"),
    "otimes": "⊗",
    **dict.fromkeys(("ldots", "dots", "cdots"), ".."),
    **dict.fromkeys(("lbrace", "lbrack"), "("),
    **dict.fromkeys(("rbrace", "rbrack"), ")"),
    "lt": "<",
    "gt": ">",
    "cdot": "·",
    "times": "×",
    "div": "/",
    "partial": "d",
    "sum": "∑",
    "prime": "'",
    "land": " and ",
    "lor": " or ",
}

_COMMENT = re.compile(r"#[^\n]*")
_STYLED = (range(0x1D400, 0x1D800), range(0xFF00, 0xFFEF), range(0x2100, 0x2150))


class Text(NamedTuple):
    """Plain characters, and of each the place (from 0) in what the student typed."""

    characters: str
    places: tuple[int, ...]


def without_comments(typed: str) -> str:
    """Blanks for what stands after a `#` in a line, so that places stay what they are."""
    return _COMMENT.sub(lambda match: " " * len(match[0]), typed)


def spread(typed: str) -> Text:
    """Signs, raised and lowered digits, hats and styled letters in their plain forms."""
    out: list[tuple[str, int]] = []
    raised = lowered = inside = False
    for place, sign in enumerate(typed):
        if sign in ESCAPED and ESCAPED[sign].match(typed, place + 1):
            out.append(("\\" + LETTERS[sign], place))
            continue
        if sign in RAISED and not raised:
            inside = inside or bool(out and out[-1][0] == "{")  # W^{⊤}
            if not inside and out and out[-1][0] == "^":  # W^⊤
                out.pop()
        inside = inside and sign in RAISED
        if inside:
            out.append((RAISED[sign], place))
            continue
        if sign in HATS:
            out.append((HATS[sign], place))
            continue
        if lowered and sign not in LOWERED:
            out.append(("}", place))
        if raised and sign not in RAISED:
            out.append(("}", place))
        if sign in RAISED:
            out.append(((RAISED[sign] if raised else "^{" + RAISED[sign]), place))
        elif sign in LOWERED:
            out.append(((LOWERED[sign] if lowered else "_{" + LOWERED[sign]), place))
        else:
            out += ((part, place) for part in _plain(sign))
        raised, lowered = sign in RAISED, sign in LOWERED
    if raised or lowered:
        out.append(("}", len(typed)))
    characters = "".join(part for part, _ in out)
    places = tuple(place for part, place in out for _ in part)
    return Text(characters, (*places, len(typed)))


def _plain(sign: str) -> list[str]:
    if sign.isascii():
        return [sign]
    if sign in SIGNS:
        return [SIGNS[sign]]
    if any(ord(sign) in block for block in _STYLED):
        return [unicodedata.normalize("NFKC", sign)]
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[1] in HATS:
        return [parts[0], HATS[parts[1]]]
    return [sign]


def plain_latex(text: Text) -> Text:
    """LaTeX commands as the plain signs or words they stand for; `\\frac` and `\\over` stay.

    Raises FormulaError for a command that isn't known.
    """
    out: list[str] = []
    places: list[int] = []
    at = 0
    if "cases" in text.characters:  # there `&` stands before the condition
        text = _replaced(text, "&", " if ")
    for match in _COMMAND.finditer(text.characters):
        out.append(text.characters[at : match.start()])
        places += text.places[at : match.start()]
        put = _apart(_command(match, text), "".join(out[-2:]), text.characters[match.end() :][:1])
        out.append(put)
        places += [text.places[match.start()]] * len(put)
        at = match.end()
    out.append(text.characters[at:])
    return Text("".join(out), (*places, *text.places[at:]))


def _apart(put: str, before: str, after: str) -> str:
    """What a command stands for, apart from letters beside it: in `W^T\\mathbf{G}` G is a name.

    A d stays with what follows it (`\\partial`, `\\mathrm{d}`), digits with what is before them.
    """
    alone = before[-1:] == "d" and not before[-2:-1].isalnum()
    if put[:1].isalpha() and before[-1:].isalnum() and not alone:
        put = " " + put
    joins = put.strip() == "d" or not put[-1:].isalpha() or not after.isalpha()
    return put if joins else put + " "


def _replaced(text: Text, old: str, new: str) -> Text:
    """The text with one sign replaced by a word."""
    words = [new if sign == old else sign for sign in text.characters]
    places = [p for word, p in zip(words, text.places, strict=False) for _ in word]
    return Text("".join(words), (*places, text.places[-1]))


_COMMAND = re.compile(
    r"""\\(?P<dressed>hat|tilde|bar|mathbf|mathrm|mathbb|mathsf|boldsymbol|bm|vec|text|textbf
        |operatorname)\s*(?:\{\s*(?P<word>\\?\w*)\s*\}|(?P<letter>\w))
    |\\(?P<bar>left|right)\s*(?:\||\\[lr]?vert\b)
    |\\(?P<cases>begin|end)\s*\{\s*[a-z]*cases\s*\}
    |\\(?P<name>[A-Za-z]+)
    |\\(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


def _command(match: re.Match[str], text: Text) -> str:
    """The plain form of one command."""
    name = match["name"]
    if match["dressed"]:
        word = match["word"] if match["letter"] is None else match["letter"]
        word = _GREEK_SIGNS.get(word.removeprefix("\\"), word.removeprefix("\\"))
        if word == "1" and match["dressed"] in BOLD:
            return "①"
        mark = match["dressed"] if match["dressed"] in HATS.values() else ""
        return word + mark if mark or match["dressed"] != "text" else f" {word} "
    if match["bar"]:
        return " abs(" if match["bar"] == "left" else ")"
    if match["cases"]:
        return "{" if match["cases"] == "begin" else "}"
    if match["sign"]:
        return LATEX_SIGNS.get(match["sign"], " ")
    if name in _GREEK_SIGNS:
        return _GREEK_SIGNS[name]
    if name in LATEX_WORDS:
        return LATEX_WORDS[name]
    if name in LATEX_FUNCTIONS:
        return f" {name} "
    if name in ("frac", "dfrac", "tfrac", "over"):
        return "\\over" if name == "over" else "\\frac"
    raise FormulaError(
        f"the LaTeX command \\{shown(name, 20)} is not read", text.places[match.start()]
    )

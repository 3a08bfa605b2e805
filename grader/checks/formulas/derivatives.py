"""Derivatives, which are names: `dJ/dz1`, `\\frac{\\partial J}{\\partial h_n}`, `(dJ)/(da2)`."""

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from grader.checks.formulas.text import GREEK, Text

_WORD = "[A-Za-z0-9]+"
NAME = (
    r"[A-Za-z\u0370-\u03ff][A-Za-z0-9\u0370-\u03ff]*"
    rf"(?:_(?:\{{\s*{_WORD}(?:\s*,\s*{_WORD})?\s*\}}|{_WORD}))*"
)
PART = rf"d\s*{NAME}"
_STEP = r"(?:_\s*\{[^{}]*\}|\^\s*\{\s*\([^{}()]*\)\s*\}|\([^(){}]*\)|\[[^\[\]{}]*\])"
_FRACTIONS = (
    r"\\frac\s*\{\s*(?P<top0>PART)\s*\}\s*\{\s*(?P<bottom0>PART)(?P<step0>\s*STEP)?\s*\}",
    r"\{\s*(?P<top1>PART)\s*\\over\s*(?P<bottom1>PART)(?P<step1>\s*STEP)?\s*\}",
    r"\(\s*(?P<top2>PART)\s*\)\s*/\s*\(\s*(?P<bottom2>PART)(?P<step2>\s*STEP)?\s*\)",
    r"(?<!\w)(?P<top3>PART)\s*/\s*\(\s*(?P<bottom3>PART)(?P<step3>\s*STEP)?\s*\)",
)
_FRACTION = re.compile("|".join(_FRACTIONS).replace("PART", PART).replace("STEP", _STEP))


class Words(NamedTuple):
    """What words mean in a problem.

    known: canonical names; one with a slash, such as `dJ/dz1`, is a name and no fraction.
    stepwise: those of them that have a value a step.
    parts: whether a word is names without a space between them, as before the slash in `x1dJ/dz1`.
    """

    known: Collection[str]
    stepwise: Collection[str] = ()
    parts: Callable[[str], bool] = lambda word: False

    def means(self, word: str) -> bool:
        """Whether a word is one of the names, or several of them."""
        return canonical(word) in self.known or self.parts(word)


def canonical(name: str) -> str:
    """One form for all spellings of a name: `h_{2}`, `h_2` and `h2`; `δ` and `delta`."""
    bare = re.sub(r"[\s_{},]", "", name.replace("∂", "d"))
    return "".join(GREEK.get(sign, sign) for sign in bare)


def derivative(top: str, bottom: str, words: Words) -> tuple[str, int]:
    """The known name that begins so, and how much of the bottom belongs to it: `dJ/dz1` `x1`.

    What follows is no digit or index, but for a name with a value a step: `dJ/do` `_1`.
    """
    for length in range(len(bottom), 1, -1):
        head, rest = bottom[:length], bottom[length:]
        name = f"{canonical(top)}/{canonical(head)}"
        if name not in words.known or head[-1] in "_{ ," or head.count("{") > head.count("}"):
            continue
        if name in words.stepwise or not re.match(r"[\d_]", rest):
            return name, length
    return "", 0


def plain_fractions(text: Text, words: Words) -> Text:
    """The text with each fraction that is a derivative as `dJ/dz1`, blanks in place of the rest."""
    return Text(_FRACTION.sub(lambda match: _plain(match, words), text.characters), text.places)


def _plain(match: re.Match[str], words: Words) -> str:
    kind = str(match.lastgroup)[-1]
    top, bottom, step = (f"{group}{kind}" for group in ("top", "bottom", "step"))
    name, length = derivative(match[top], match[bottom], words)
    rest = match[bottom][length:] + (match[step] or "")
    if (rest and name not in words.stepwise) if name else words.means(match[top]):
        return match[0]
    kept = {*range(*match.span(top)), *range(*match.span(bottom))}
    kept |= {*range(*match.span(step))}
    signs = [sign if at in kept else " " for at, sign in enumerate(match[0], match.start())]
    signs[match.start(bottom) - 1 - match.start()] = "/"
    return "".join(signs)

"""From tokens to one Python expression, in which every name is ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from grader.checks.formulas.conditions import cases, conditional, is_cases
from grader.checks.formulas.lines import STARTS, without_lines
from grader.checks.formulas.names import Names
from grader.checks.formulas.operands import operand_at
from grader.checks.formulas.pieces import Pieces, bracketed
from grader.checks.formulas.tokens import Token, brackets, tokens
from grader.checks.formulas.trouble import FormulaError

BINARY = {
    **{sign: (sign,) for sign in ("+", "-", "*", "@", "/", "<", ">", "<=", ">=", "==", "!=")},
    "=": ("==",),
    "×": ("%",),
    "·": ("%", "inner", "%"),
    "⊗": ("%", "outer", "%"),
    "⊙": ("//",),
    "&": ("and",),
    "&&": ("and",),
    "|": ("or",),
    "||": ("or",),
}
WORDS = ("and", "or")
DEEPEST = 80
"""Levels of expressions and operands; a bracket is two of them."""

IMPLICIT = "%"
"""Python's operator that stands for a product without a sign: the same rank as `*` and `/`."""


class Reading(NamedTuple):
    """How what can be read in two ways is read; the usual reading has all of these False.

    tight: a / b c is a / (b c). long_sums: a sum sign reaches over + and -. loose: a product of two
    columns, which doesn't exist, is meant entry by entry or as their inner product. numpy: as
    `ByNumpy` computes it.
    """

    tight: bool = False
    long_sums: bool = False
    loose: bool = False
    numpy: bool = False


class Spelled(NamedTuple):
    """Python source, the place behind each of its characters, and which readings would differ.

    numpy: it has an index that means something in numpy alone, `g[:, None]`.
    """

    source: str
    places: tuple[int, ...]
    doubts: frozenset[str]
    numpy: bool


def spell(typed: str, names: Names, reading: Reading) -> Spelled:
    """The formula as Python source. Raises FormulaError."""
    speller = Speller(tokens(typed, names.words()), names, reading)
    pieces = speller.whole()
    places = [place for text, place in pieces for _ in f"{text} "]
    source = " ".join(text for text, _ in pieces)
    return Spelled(source, tuple(places), frozenset(speller.doubts), speller.numpy)


class Speller:
    """Spells slices of the tokens; a slice is given by its first index and the one after it."""

    def __init__(self, found: list[Token], names: Names, reading: Reading) -> None:
        found = without_lines(found)
        self.found = [part for at in range(len(found)) for part in names.parted(found, at)]
        self.pairs = brackets(self.found)
        self.names = names
        self.reading = reading
        self.bound: dict[str, str] = {}
        self.doubts: set[str] = set()
        self.numpy = False
        self.sizes = False
        self.free = ""
        self.sums = 0
        self.depth = 0

    # --- slices ---

    def place(self, index: int) -> int:
        """Where a token stands; after the last one, its own place."""
        return self.found[min(index, len(self.found) - 1)].place

    def top(self, low: int, high: int) -> list[int]:
        """Indices of a slice that aren't inside of a bracket; of a bracket, its opening."""
        indices = []
        at = low
        while at < high:
            indices.append(at)
            at = self.pairs.get(at, at) + 1
        return indices

    def split(self, low: int, high: int) -> list[tuple[int, int]]:
        """The slice at its commas and semicolons."""
        cuts = [i for i in self.top(low, high) if self.found[i].text in (",", ";")]
        return list(zip([low, *(cut + 1 for cut in cuts)], [*cuts, high], strict=True))

    # --- expressions ---

    def whole(self) -> Pieces:
        """All tokens: what stands after the last `=`, if there is one."""
        if not self.found:
            raise FormulaError("it is empty")
        everything = range(len(self.found))
        top = self.top(0, len(everything))
        said = [i for i in top if self.found[i].kind in STARTS or self.found[i].text == "?"]
        equals = [i for i in top if self.found[i].text == "=" and (not said or i < said[0])]
        start = equals[-1] + 1 if equals else 0
        end = len(everything)
        while end > start and self.found[end - 1].text in (".", ";", ","):
            end -= 1
        return self.group(start, end)

    def group(self, low: int, high: int) -> Pieces:
        """What stands in brackets: an expression, a fraction by `\\over`, or a list of cases."""
        if len(self.split(low, high)) > 1 and is_cases(self, low, high):
            return cases(self, low, high)
        over = [i for i in self.top(low, high) if self.found[i].kind == "over"]
        if len(over) == 1:
            halves = self.part(low, over[0]), self.part(over[0] + 1, high)
            above, below = (bracketed(half, self.place(low)) for half in halves)
            return [*above, ("/", self.place(over[0])), *below]
        return self.part(low, high)

    def part(self, low: int, high: int) -> Pieces:
        """One expression."""
        if low >= high:
            raise FormulaError("something is missing here", self.place(low))
        with self._deeper(low):
            return conditional(self, low, high) or self.linear(low, high)

    def operand(self, at: int, high: int) -> tuple[Pieces, int]:
        """The operand at an index, and the index after it."""
        with self._deeper(at):
            return operand_at(self, at, high)

    @contextmanager
    def _deeper(self, at: int) -> Iterator[None]:
        """One level of the grammar further down; each costs some frames of recursion."""
        if self.depth >= DEEPEST:
            raise FormulaError("it is nested too deeply", self.place(at))
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    @contextmanager
    def naming_sizes(self) -> Iterator[None]:
        """Inside, a dimension letter that is no name means its size: `ones(n)`."""
        before, self.sizes = self.sizes, True
        try:
            yield
        finally:
            self.sizes = before

    def linear(self, low: int, high: int) -> Pieces:
        """Operands and operators in a row."""
        pieces: Pieces = []
        at, operand, divided, tight = low, True, False, 0
        while at < high:
            token = self.found[at]
            if token.text in BINARY or token.kind in WORDS:
                if operand and token.text not in ("+", "-"):
                    raise FormulaError(f"something is missing before {token.text!r}", token.place)
                pieces += [(")", token.place)] * (0 if operand else tight)
                tight = tight if operand else 0
                signs = BINARY.get(token.text, (token.text,))
                pieces += [(sign, token.place) for sign in signs]
                divided = token.text == "/" if not operand else divided
                operand = True
                at += 1
                continue
            if operand and (token.kind == "not" or token.text in ("!", "~")):
                pieces.append(("not", token.place))
                at += 1
                continue
            if not operand:
                self._note_division(divided)
                pieces.append((IMPLICIT, token.place))
            elif divided and self.reading.tight:
                pieces.append(("(", token.place))
                tight = 1
            more, at = self.operand(at, high)
            pieces += more
            operand = False
        if operand:
            raise FormulaError("something is missing after this", self.place(high - 1))
        return [*pieces, *[(")", self.place(high - 1))] * tight]

    def _note_division(self, divided: bool) -> None:
        if divided:
            self.doubts.add("tight")

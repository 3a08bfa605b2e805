"""Which of the Domain's names, or which function, a student's word means."""

import difflib
import re
from collections.abc import Iterator, Sequence

from grader.checks.formulas.derivatives import Words, canonical
from grader.checks.formulas.domain import Domain
from grader.checks.formulas.functions import CONSTANTS, SPELLINGS
from grader.checks.formulas.tokens import Token
from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import author_error, shown

_INDEX = re.compile(r"(.+?)(\d+|[A-Za-z])")
_NUMBERED = re.compile(r"\{\s*(\d+)\s*,?\s*([A-Za-z])\s*\}")
MOST_NAMED = 20
MOST_PARTS = 4
FOREIGN = tuple(
    "asin acos atan arcsin arccos arctan sinh cosh asinh acosh atanh sec csc cot argmax".split()
)
"""Functions that aren't known here, and must not be taken for a name before a known one."""


class Names:
    """The Domain's names by their canonical spellings.

    ids: canonical name -> the Python name that stands for it in the spelled formula.
    """

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self.ids: dict[str, str] = {}
        self.real: dict[str, str] = {}
        for number, name in enumerate(domain.all_names()):
            self._add(name, f"n{number}")
            self.real[f"n{number}"] = name
        for alias, name in domain.aliases.items():
            if canonical(name) not in self.ids:
                raise author_error(f"the alias {alias!r} stands for {name!r}, which is no name")
            self._add(alias, self.ids[canonical(name)])
        for alias, name in domain.aliases.items():  # dJ/dz2 where z2 is a2
            for derivative in [known for known in self.ids if "/d" in known]:
                top, _, bottom = derivative.partition("/d")
                if bottom == canonical(name):
                    self.ids.setdefault(f"{top}/d{canonical(alias)}", self.ids[derivative])
        for derivative in [known for known in self.ids if "/" in known]:  # dJ_dz1
            self.ids.setdefault(derivative.replace("/", ""), self.ids[derivative])
        self.sequences = {self.ids[canonical(name)] for name in domain.sequences}
        self.length = self.ids.get(canonical(domain.length), "nan")
        self.letters = {letter: f"s{number}" for number, letter in enumerate(domain.letters())}

    def _add(self, name: str, identifier: str) -> None:
        short = canonical(name)
        if self.ids.setdefault(short, identifier) != identifier:
            raise author_error(f"two names of the Domain are typed the same: {name!r}")

    def find(self, word: str, bound: dict[str, str]) -> str | None:
        """The Python name of a word, or None where the Domain has no such name."""
        short = canonical(word)
        if short in bound:
            return bound[short]
        if short in self.ids:
            return self.ids[short]
        same = {i for name, i in self.ids.items() if name.lower() == short.lower()}
        same -= {self.length}  # n is no N
        return same.pop() if len(same) == 1 and not self.function(word) else None

    def function(self, word: str) -> str | None:
        """The name in `FUNCTIONS` of a word that is no name of the Domain."""
        short = canonical(word)
        if short in self.ids:
            return None
        return SPELLINGS.get(short) or SPELLINGS.get(short.lower())

    def indexed(self, word: str, bound: dict[str, str]) -> tuple[str, str] | None:
        """`x_n`, `h0`: the Python names of a sequence and of what stands at its index."""
        match = _INDEX.fullmatch(canonical(word))
        if match is None or self.ids.get(match[1], "") not in self.sequences:
            return None
        digits = match[2].isdigit() and len(match[2]) < 4
        index = f"{int(match[2])}.0" if digits else self.find(match[2], bound)
        return (self.ids[match[1]], str(index)) if index else None

    def words(self) -> Words:
        """What cutting a formula into words must know."""
        stepwise = {name for name, identifier in self.ids.items() if identifier in self.sequences}
        return Words(self.ids, stepwise, self.parts)

    def size(self, word: str) -> str | None:
        """The Python name of a dimension letter that is no name, `n` in a sum's end."""
        return None if canonical(word) in self.ids else self.letters.get(canonical(word))

    def entry(self, word: str) -> tuple[str, str] | None:
        """`x_j`: the Python name of what may be a vector, and the letter of its index.

        `h_{1j}` and `h_{1,j}` are entry j of h1, where there is no h.
        """
        name, _, index = word.rpartition("_")
        numbered = _NUMBERED.fullmatch(index)
        if numbered and canonical(name) not in self.ids:
            name, index = name + numbered[1], numbered[2]
        letter = canonical(index)
        if not name or not letter.isalpha() or len(letter) > 1 or letter in self.ids:
            return None
        found = self.ids.get(canonical(name))
        return (found, letter) if found and found not in self.sequences else None

    def known(self, word: str) -> bool:
        """Whether a word means something as it is."""
        return bool(
            self.find(word, {})
            or self.indexed(word, {})
            or self.function(word)
            or constant(word) is not None
        )

    def parts(self, word: str) -> bool:
        """Whether a word is several names without a space, `W2h1`."""
        return len(list(self._split(canonical(word), MOST_PARTS, ""))) == 1

    def parted(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """A word that is several names without a space, `W2h1` or `m12cos`, as these.

        Only the last of them may be a function or a sequence, and only where its argument follows.
        Others as they are.
        """
        token = tokens[at]
        before = tokens[at - 1].text if at else ""
        if token.kind != "name" or self.known(token.text) or "," in token.text:
            return [token]
        if canonical(token.text).endswith(FOREIGN):  # acos(a) is no a cos(a)
            return [token]
        if token.text.startswith(("sum_", "Sum_")):  # sum_j
            index = canonical(token.text[len("sum_") :])
            rest = token._replace(text=index, place=token.place + len("sum_"))
            sign = token._replace(kind="operator", text="∑")
            return [sign, sign._replace(text="_"), rest]
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        word, turned = token.text, before == "^" and self._turns(token.text)
        if turned:
            head = token._replace(text="T")
            rest = token._replace(text=word[1:], place=token.place + 1)
            return [head, *self.parted([rest, *tokens[at + 1 :][:1]], 0)]
        found = list(self._split(canonical(word), MOST_PARTS, after))
        if len(found) != 1:
            return [token]
        if before in ("^", "**"):
            raise FormulaError(
                f"what is raised here? write {found[0][0]} {' '.join(found[0][1:])}, or put "
                f"brackets around the exponent, ({' '.join(found[0])})",
                token.place,
            )
        return [token._replace(text=name) for name in found[0]]

    def _turns(self, word: str) -> bool:
        """Whether a raised word begins with the T of a transpose: `V^Tdo(1)`."""
        rest = word[1:]
        if word[0] not in ("T" if "t" in self.ids else "Tt") or not rest[:1].isalpha():
            return False
        last = list(self._split(canonical(rest), MOST_PARTS, "("))
        return self.known(rest) or len(last) == 1 or self.entry(rest) is not None

    def _split(self, word: str, most: int, after: str) -> Iterator[list[str]]:
        if not word:
            yield []
        elif most:
            for end in range(1, len(word) + 1):
                head, rest = word[:end], word[end:]
                name = self.ids.get(head)
                if name and name not in self.sequences:
                    yield from ([head, *more] for more in self._split(rest, most - 1, after))
                elif not rest and self._ends(head, after):
                    yield [head]

    def _ends(self, word: str, after: str) -> bool:
        """Whether a word may end others: a function or sequence with its argument, an entry."""
        if self.function(word) or self.ids.get(word, "") in self.sequences:
            return after in ("(", "[", "{")
        return self.indexed(word, {}) is not None

    def unknown(self, word: str, place: int, *, called: bool) -> FormulaError:
        """The sentence about a word that means nothing."""
        names = list(self.domain.all_names())
        head = canonical(word.rpartition("_")[0])
        if head in self.ids and not called:
            return FormulaError(
                f"entries such as {shown(word, 30)} aren't read: write the formula with whole "
                "vectors and matrices",
                place,
            )
        aliases = self.domain.aliases
        spellings = [*names, *aliases, *SPELLINGS]
        spellings = [] if "/" in word else spellings  # dJ/dW2 is no dJ/da2
        close = difflib.get_close_matches(word[:40], spellings, n=1, cutoff=0.7)
        hint = f"; did you mean {close[0]}?" if close else ""
        said = [" or ".join([n, *(a for a in aliases if aliases[a] == n)]) for n in names]
        listed = ", ".join(said[:MOST_NAMED]) + (", ..." if len(said) > MOST_NAMED else "")
        what = "function" if called else "name"
        return FormulaError(
            f"the {what} {shown(word, 30)} isn't known here{hint} (names: {listed})", place
        )


def constant(word: str) -> float | None:
    """e and pi, where the Domain has no such names."""
    return CONSTANTS.get(canonical(word))

"""Which of the Domain's names, or which function, a student's word means."""

import difflib
import re
from collections.abc import Iterator

from grader.checks.formulas.domain import Domain
from grader.checks.formulas.functions import CONSTANTS, SPELLINGS
from grader.checks.formulas.tokens import Token, canonical
from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import author_error, shown

_INDEX = re.compile(r"(.+?)(\d+|[A-Za-z])")
MOST_NAMED = 14
MOST_PARTS = 4


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
        self.sequences = {self.ids[canonical(name)] for name in domain.sequences}

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

    def parted(self, token: Token) -> list[Token]:
        """A word that is several names without a space, `W2h1`, as these; others as they are."""
        word = token.text
        if token.kind != "name" or self.find(word, {}) or self.indexed(word, {}):
            return [token]
        if self.function(word) or constant(word) is not None:
            return [token]
        found = list(self._split(canonical(word), MOST_PARTS))
        return [token._replace(text=name) for name in found[0]] if len(found) == 1 else [token]

    def _split(self, word: str, most: int) -> Iterator[list[str]]:
        if not word:
            yield []
        elif most:
            for end in range(1, len(word) + 1):
                name = self.ids.get(word[:end])
                if name and name not in self.sequences:
                    yield from ([word[:end], *rest] for rest in self._split(word[end:], most - 1))

    def unknown(self, word: str, place: int, *, called: bool) -> FormulaError:
        """The sentence about a word that means nothing."""
        names = list(self.domain.all_names())
        spellings = [*names, *self.domain.aliases, *SPELLINGS]
        close = difflib.get_close_matches(word[:40], spellings, n=1, cutoff=0.7)
        hint = f"; did you mean {close[0]}?" if close else ""
        listed = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
        what = "function" if called else "name"
        return FormulaError(
            f"the {what} {shown(word, 30)} isn't known here{hint} (names: {listed})", place
        )


def constant(word: str) -> float | None:
    """e and pi, where the Domain has no such names."""
    return CONSTANTS.get(canonical(word))

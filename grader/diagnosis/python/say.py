"""How a finding is worded: place and line of the student's own code first, then what to know."""

import difflib
from collections.abc import Iterable

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Place, quoted

MOST_CANDIDATES = 1500
LONGEST_NAME = 60


def found(relation: str, sentence: str, code: Code, at: Place | None) -> Finding:
    """A finding that begins with the line it speaks of, where one is known."""
    if at is None:
        return Finding(relation, sentence)
    excerpt = code.quote(at)
    where = f"line {at[1]} of {quoted(at[0], 80)}"
    return Finding(
        relation, f"{where}, `{excerpt}`: {sentence}" if excerpt else f"{where}: {sentence}"
    )


def closest(name: str, candidates: Iterable[str]) -> str:
    """The one name that this one is a misspelling of, or "".

    Names that differ in their digits are different names, and so are short ones.
    """
    if not 1 < len(name) <= LONGEST_NAME:
        return ""
    known = [c for c in dict.fromkeys(candidates) if 1 < len(c) <= LONGEST_NAME and c != name]
    known = known[:MOST_CANDIDATES]
    same = [c for c in known if c.lower().replace("_", "") == name.lower().replace("_", "")]
    if same:
        return same[0]
    near = [c for c in difflib.get_close_matches(name, known, n=5, cutoff=0.65) if _digits(c, name)]
    steps = sorted((_steps(name, c), c) for c in near)
    most = 0 if len(name) < 4 else 1 if len(name) < 6 else 2
    if not steps or steps[0][0] > most or (len(steps) > 1 and steps[0][0] == steps[1][0]):
        return ""
    return steps[0][1]


def _digits(one: str, other: str) -> bool:
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


def _steps(one: str, other: str) -> int:
    """How many letters were left out, added, exchanged, or swapped with the next one."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def listed(names: Iterable[str]) -> str:
    """Names as "`a`, `b` and `c`"."""
    *rest, last = [f"`{name}`" for name in names]
    return f"{', '.join(rest)} and {last}" if rest else last

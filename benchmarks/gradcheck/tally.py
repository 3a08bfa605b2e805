"""What checkers said, counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

EXACT, PROBES = "this, exact", "this, probes"


class Said(NamedTuple):
    """One verdict. part: "clean" or "mutants". subject: the family, or the mistake.

    verdict: "passed", "failed" or "none". seconds: CPU time. faint: of a mutant, see `mutants`.
    named, pattern: whether the right ones were named; None where there is nothing to name.
    """

    checker: str
    part: str
    subject: str
    verdict: str
    seconds: float
    faint: bool = False
    named: bool | None = None
    pattern: bool | None = None


@dataclass
class Tally:
    """Counts by (checker, part, subject) and by what is counted."""

    counts: dict[tuple[str, str, str], Counter[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def add(self, said: Said) -> None:
        """Count one verdict."""
        count = self.counts.setdefault((said.checker, said.part, said.subject), Counter())
        kind = "faint" if said.faint else "all"
        count.update({kind: 1, f"{kind} {said.verdict}": 1})
        # Counters hold whole numbers: microseconds.
        count["microseconds"] += round(said.seconds * 1e6)
        for name, right in (("named", said.named), ("pattern", said.pattern)):
            if right is not None and not said.faint:
                count.update({f"{name} asked": 1, name: int(right)})

    def sum(self, checker: str, part: str, subject: str = "") -> Counter[str]:
        """The counts of a checker, of one subject or of all."""
        total: Counter[str] = Counter()
        for (who, what, about), count in self.counts.items():
            if who == checker and what == part and subject in ("", about):
                total.update(count)
        return total

    def subjects(self, part: str) -> list[str]:
        """In the order in which they came."""
        return list(dict.fromkeys(about for _, what, about in self.counts if what == part))

    def checkers(self, part: str) -> list[str]:
        """In the order in which they came."""
        return list(dict.fromkeys(who for who, what, _ in self.counts if what == part))


class Cost(NamedTuple):
    """What a check of a network with so many parameters costs.

    evaluations, seconds: of a right gradient, the most, and the median of CPU time. worst: the most
    evaluations of a wrong one; named, asked: how many of these were placed rightly.
    """

    checker: str
    parameters: int
    evaluations: int
    seconds: float
    worst: int = 0
    named: int = 0
    asked: int = 0


def read(line: dict[str, Any]) -> Said | Cost | str:
    """What one line of the yardsticks' output holds."""
    if "remark" in line:
        return str(line["remark"])
    return Cost(**line) if "parameters" in line else Said(**line)

"""Whether a sentence names the cause of a mistake: a human's judgement, kept beside the corpus.

`judged.toml` holds for each mistake the sentences that came of it and a verdict:

    right   it names the mistake, so that a student who reads it knows what to mend
    vague   it is true of the mistake, but could be said of others too
    wrong   it names something that is not the mistake

What only says that something differs is vague by itself. Numbers in sentences count as #: they
differ with the random numbers of a check. A sentence that was never judged for its mistake counts
as unjudged, not as right.
"""

import json
import re
import tomllib
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from benchmarks.diagnosis.corpus import CORPUS, Read

NUMBER = re.compile(r"(?<![A-Za-z_\d])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


PLAIN = re.compile(
    r".{1,80} is wrong: "
    r"(?:every entry differs|# of # entries differ|its value is not the right one)"
    r"|.{1,80} is not the right (?:number|size|choice(?: \(all that apply, and no other\))?)"
    r"|the formula for .{1,40} is not equal to the right one: it differs at # of # random points"
    r"(?:, (?:everywhere|wherever the right one isn't #)|: is it right in some cases and wrong in "
    r"others\?)?"
)
"""Words of a check that says that something differs, and nothing about why."""


class Verdict(IntEnum):
    """From what is worst for a student to what is best."""

    wrong = 0
    unjudged = 1
    vague = 2
    right = 3


class Tally(NamedTuple):
    """What came of one mistake: the verdict on its diagnosis, and on what the checks say."""

    read: Read
    by_diagnosis: Verdict | None
    by_message: Verdict | None

    @property
    def named(self) -> bool:
        """Whether a student was told a cause, right or wrong."""
        return Verdict.wrong in self._verdicts or Verdict.right in self._verdicts

    @property
    def rightly(self) -> bool:
        """Whether the cause that was told is the right one, and no wrong one beside it."""
        return self.named and Verdict.wrong not in self._verdicts

    @property
    def unjudged(self) -> bool:
        """Whether a sentence waits for a judgement."""
        return Verdict.unjudged in self._verdicts

    @property
    def _verdicts(self) -> tuple[Verdict | None, ...]:
        return self.by_diagnosis, self.by_message


def normal(sentence: str) -> str:
    """A sentence without the numbers that differ from run to run."""
    return " ".join(NUMBER.sub("#", sentence).split())


def judgements(assignment: str) -> dict[tuple[str, str], Verdict]:
    """(mistake, sentence) -> verdict."""
    path = CORPUS / assignment / "judged.toml"
    if not path.is_file():
        return {}
    table = tomllib.loads(path.read_text(encoding="utf-8"))["judged"]
    return {(one["mistake"], one["said"]): Verdict[one["verdict"]] for one in table}


def tally(read: Read, known: dict[tuple[str, str], Verdict]) -> Tally:
    """The verdicts on one mistake's sentences: of several, a wrong one outweighs all."""
    return Tally(
        read,
        _of([_judged(read.name, sentence, known) for sentence in read.causes]),
        _of([_judged(read.name, sentence, known) for sentence in read.messages]),
    )


def _judged(name: str, sentence: str, known: dict[tuple[str, str], Verdict]) -> Verdict:
    said = normal(sentence)
    if PLAIN.fullmatch(said):
        return Verdict.vague
    return known.get((name, said), Verdict.unjudged)


def _of(verdicts: list[Verdict]) -> Verdict | None:
    if not verdicts or Verdict.wrong in verdicts or Verdict.unjudged in verdicts:
        return min(verdicts, default=None)
    return max(verdicts)


def waiting(reads: Iterable[Read], known: dict[tuple[str, str], Verdict]) -> str:
    """The sentences that were never judged, as TOML with empty verdicts, beside the cause."""
    parts = []
    for read in reads:
        for sentence in (*read.causes, *read.messages):
            said = normal(sentence)
            if (read.name, said) not in known and not PLAIN.fullmatch(said):
                lines = (f"mistake = {json.dumps(read.name)}", f"said = {json.dumps(said)}")
                parts.append(
                    f"[[judged]]  # {read.problem}: {' '.join(read.cause.split())}\n"
                    + "\n".join((*lines, 'verdict = ""'))
                )
    return "\n\n".join(dict.fromkeys(parts)) + "\n" if parts else ""

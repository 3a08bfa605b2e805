"""What `gradcheck` gives: true where the gradients are right, and readable where it is printed."""

import textwrap
from dataclasses import dataclass
from typing import Literal

WIDTH = 79
LABEL = 16

Said = Literal["right", "wrong", "undecided"]


@dataclass(frozen=True, kw_only=True, repr=False)
class Verdict:
    """The outcome of a gradient check; true when every gradient is right.

    said: "undecided" where every entry lies on a kink; that counts as false too.
    message: one sentence. notes: what is dangerous without being wrong, a sentence each.
    tensor, index, got, expected, relative: the worst place of a wrong gradient: its argument, its
        entry (None where that is unknown), both numbers, and the error relative to the expected
        one. For a right one the largest error, relative to the tensor's largest entry.
    pattern: the shape of the error. entries: how many numbers were judged. left_out: how many of
        them couldn't be, because they lie on kinks. evaluations: calls of the function.
    """

    said: Said
    message: str
    notes: tuple[str, ...] = ()
    tensor: str = ""
    index: tuple[int, ...] | None = None
    got: float | None = None
    expected: float | None = None
    relative: float | None = None
    pattern: str = ""
    entries: int = 0
    left_out: int = 0
    evaluations: int = 0

    def __bool__(self) -> bool:
        return self.said == "right"

    def __str__(self) -> str:
        lines = [f"gradcheck: {self.said}", *_wrapped(self.message, "  ")]
        for label, text in self._rows():
            lines += _wrapped(text, f"  {label:<{LABEL}}")
        for note in self.notes:
            lines += _wrapped(note, "  note: ")
        return "\n".join(lines)

    __repr__ = __str__

    def _rows(self) -> list[tuple[str, str]]:
        rows = []
        if self.tensor:
            rows.append(("tensor", self.tensor))
        if self.index is not None:
            rows.append(("worst entry", str(list(self.index)) if self.index else "the number"))
        if self.got is not None and self.expected is not None:
            along = "" if self.index is not None else " (along one random direction)"
            rows.append(("got", f"{self.got:.10g}{along}"))
            rows.append(("expected", f"{self.expected:.10g}{along}"))
        if self.relative is not None:
            rows.append(("relative error", f"{self.relative:.3g}"))
        if self.pattern:
            rows.append(("pattern", self.pattern))
        if self.entries:
            rows.append(("left out", f"{self.left_out} of {self.entries} entries, on kinks"))
        if self.evaluations:
            rows.append(("cost", f"{self.evaluations} evaluations of the function"))
        return rows


def _wrapped(text: str, first: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first)) or [
        first.rstrip()
    ]

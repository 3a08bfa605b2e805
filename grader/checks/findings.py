"""What judging gradients found: a number of each tensor, or the mistake that ended it."""

from typing import NamedTuple

from grader.checks.pattern import Pattern
from grader.errors import AuthorError, CheckFailed


class Judged(NamedTuple):
    """A tensor whose gradient is not wrong.

    share: the part of entries, or of directions, that decided; 0.0 where none could. left_out: how
    many entries didn't, because they lie on kinks. relative: the largest error that was seen,
    relative to the tensor's largest derivative.
    """

    share: float
    left_out: int = 0
    relative: float = 0.0


class WrongGradient(CheckFailed):
    """A gradient's numbers are wrong.

    tensor: its name. size: its entries. left_out: how many of them are on kinks. evaluations: calls
    of the function. seen: the shape of the error.
    """

    def __init__(
        self, tensor: str, size: int, seen: Pattern, left_out: int, evaluations: int
    ) -> None:
        how = "by central differences" if seen.entrywise else "along random directions"
        parts = [how, f"{evaluations} evaluations"]
        detail = f"{seen.detail} ({', '.join(parts)}"
        if seen.entrywise:
            detail += f"; {left_out} of {size} entries left out, on kinks"
        super().__init__(f"the gradient of {tensor} is wrong: {seen.words}", f"{detail})")
        self.tensor, self.size, self.seen = tensor, size, seen
        self.left_out, self.evaluations = left_out, evaluations


class NoVerdict(AuthorError):
    """Nothing could be decided about some tensors. names: theirs."""

    def __init__(self, message: str, names: list[str]) -> None:
        super().__init__(message)
        self.names = names

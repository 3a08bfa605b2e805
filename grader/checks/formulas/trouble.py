"""What is wrong with a typed formula, and where."""

from collections.abc import Mapping, Sequence

from grader.errors import CheckFailed

WIDTH = 60


class FormulaError(Exception):
    """The formula can't be read; `place` counts characters from 0, None for the formula as such."""

    def __init__(self, words: str, place: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.place = place


class ShapeError(Exception):
    """The formula can be read, and its shapes don't fit together; `place` as above.

    words: with a `{}` for each of `shapes`, which `named` tells in the problem's letters.
    """

    def __init__(
        self, words: str, place: int | None = None, shapes: Sequence[tuple[int, ...]] = ()
    ) -> None:
        super().__init__(words)
        self.words = words
        self.place = place
        self.shapes = shapes

    def named(self, letters: Mapping[int, str], place: int) -> "ShapeError":
        """The error with its shapes filled in, and its place unless it had one."""
        words = self.words.format(*[shape_words(one, letters) for one in self.shapes])
        return ShapeError(words, place)


def shape_words(shape: tuple[int, ...], letters: Mapping[int, str]) -> str:
    """`m x 1`, or that it is a number. letters: a size -> the letter that stands for it."""
    return " x ".join(letters.get(n, str(n)) for n in shape) if shape else "a single number"


def told(error: FormulaError | ShapeError, typed: str, what: str) -> CheckFailed:
    """The error as a student reads it: a sentence, the line, and a caret under the column."""
    fault = "can't be read" if isinstance(error, FormulaError) else "doesn't fit together"
    if error.place is None:
        return CheckFailed(f"the formula for {what} {fault}: {error.words}")
    before = typed[: error.place]
    start = before.rfind("\n") + 1
    line = typed[start:].split("\n", 1)[0]
    column = min(error.place, len(typed)) - start
    row = f"line {before.count(chr(10)) + 1}, " if "\n" in typed.strip() else ""
    left = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    window = "".join(c if c.isprintable() else " " for c in line[left : left + WIDTH])
    return CheckFailed(
        f"the formula for {what} {fault} at {row}column {column + 1}: {error.words}\n"
        f"    {window}\n    {' ' * (column - left)}^"
    )

"""What is wrong with a typed formula, and where."""

from grader.errors import CheckFailed

WIDTH = 60


class FormulaError(Exception):
    """The formula can't be read; `place` counts characters from 0, None for the formula as such."""

    def __init__(self, words: str, place: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.place = place


class ShapeError(Exception):
    """The formula can be read, and its shapes don't fit together; `place` as above."""

    def __init__(self, words: str, place: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.place = place


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

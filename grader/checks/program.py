"""Reads what programs wrote: text files of numbers, one a line or one behind each name.

Values and form are apart: these functions take every number that is clear, so that a blank too much
costs nothing where the value is asked; a check of the form compares the text itself. A missing line
end after the last line, blank lines at the end and Windows line ends are no differences anywhere.
"""

import re

import numpy as np

from grader.checks.values import Array, author_error, fail, shown

MOST_NUMBERS = 1_000_000
NUMBER = re.compile(
    r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]{1,4})?|[-+]?(?:nan|inf(?:inity)?)", re.I
)


def lines(text: str) -> list[str]:
    """The lines of a file, without blanks at their ends and without blank lines at its end."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def lines_of_numbers(text: str, what: str, count: int | None = None) -> Array:
    """One number a line, as float64 (count,).

    what: the file's name for messages. count: how many are expected (None: any number).
    Raises CheckFailed for a line that is no finite number, and for another count.
    """
    found = [line.strip() for line in lines(text)]
    if count is not None and len(found) != count:
        fail(f"{what} has {len(found)} lines, {count} were expected")
    if len(found) > MOST_NUMBERS:
        fail(f"{what} has more than {MOST_NUMBERS} lines")
    values = [_number(line, f"line {at} of {what}") for at, line in enumerate(found, start=1)]
    return np.array(values, dtype=np.float64)


def named_numbers(text: str, what: str, separators: str = ":") -> dict[str, list[float]]:
    """The last number of each line, by what stands in front of the line's last separator.

    `epoch=1 loss(train): 2.5` and a line for epoch 2 give {"epoch=1 loss(train)": [2.5], ...}.
    Names are in lower case, with single blanks. Lines without a separator are left out.
    Raises CheckFailed where behind a separator stands no finite number.
    """
    if not separators:
        raise author_error(f"separators for {what}: one or more characters expected")
    found: dict[str, list[float]] = {}
    for at, line in enumerate(lines(text)[:MOST_NUMBERS], start=1):
        cut = max(line.rfind(mark) for mark in separators)
        if cut >= 0:
            name = " ".join(line[:cut].lower().split())
            value = _number(line[cut + 1 :].strip(), f"line {at} of {what}")
            found.setdefault(name, []).append(value)
    return found


def digits(number: str) -> int:
    """Digits that a printed number has, without zeros in front: `0.0120` has 3, `1e-5` has 1."""
    mantissa = re.split("[eE]", number.strip().lstrip("+-"), maxsplit=1)[0]
    return len(mantissa.replace(".", "").lstrip("0"))


def _number(word: str, where: str) -> float:
    if not NUMBER.fullmatch(word):
        came = f"'{shown(word, 60)}' came" if word else "it is blank"
        fail(f"{where} is no number", came)
    value = float(word)
    if not np.isfinite(value):
        fail(f"{where} is {value}, a finite number was expected")
    return value

"""Answers that students type instead of code: the fixture `answers`.

An answer is looked for in `answers.toml`, then in a text file of its own, then in a dict `answers`
of the submission's code. All three are hostile: files are bounded before they are parsed, and the
dict crosses as plain data, like any value of student code.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from grader.checks.values import describe, plain, shown
from grader.errors import CheckFailed, UnreadableSubmission
from grader.intake.text import decode
from grader.sandbox.proxy import RemoteSubmission

Answer = str | int | float | list[str | int | float]

FILE = "answers.toml"
FOLDER = "answers"
NAME = "answers"
"""The dict in the submission's code."""

MOST_BYTES = 64 * 1024
MOST_CHARACTERS = 20_000
"""Of one answer; what asks for less says so itself."""

MOST_ITEMS = 100
MOST_FILES = 5
"""Of one name that are read."""

MOST_DOTS = 200
"""In a line: the time that `tomllib` takes for a key with dots grows with their square."""


class Answers:
    """`answers("1.3")`: what the submission answers to a problem.

    files: the submission's other files; code: begins the check for the submission's code, whose
    dict is asked only where no file has the answer.
    """

    def __init__(self, files: Mapping[str, bytes], code: Callable[[], RemoteSubmission]) -> None:
        self._files = files
        self._code = code

    def __call__(self, problem: str) -> Answer:
        """The answer, text stripped.

        Raises CheckFailed where there is none, it is empty, or it is no text, number or list.
        """
        value, fault = self._in_tables(problem)
        if _is_empty(value):
            value = self._in_text(problem)
        if _is_empty(value):
            value = self._in_code(problem)
        if not _is_empty(value):
            return _answer(value, problem)
        if fault:
            raise CheckFailed(fault)
        raise CheckFailed(
            f'nothing is answered to {problem}: write "{problem}" = "..." into {FILE}, or the '
            f"answer alone into {FOLDER}/{problem}.txt, or "
            f'{NAME} = {{"{problem}": "..."}} into your code'
        )

    def _in_tables(self, problem: str) -> tuple[Any, str]:
        """The answer in the first table that has one, and what is wrong with a file before it."""
        fault = ""
        for path in _nearest_first(self._files, FILE):
            try:
                value = _in_table(_parsed(path, _text(path, self._files[path])), problem)
            except CheckFailed as error:  # another place may still have the answer
                fault = fault or error.message
                continue
            if not _is_empty(value):
                return value, fault
        return None, fault

    def _in_text(self, problem: str) -> Any:
        texts = (_text(p, self._files[p]) for p in _nearest_first(self._files, f"{problem}.txt"))
        return next((text for text in texts if not _is_empty(text)), None)

    def _in_code(self, problem: str) -> Any:
        code = self._code()
        if NAME not in code:
            return None
        table = getattr(code, NAME)
        if getattr(table, "kind", "") != "dict":
            raise CheckFailed(f"{NAME} in your code must be a dict from problem to answer")
        return plain(table[problem]) if problem in table else None


def _in_table(table: Mapping[str, Any], problem: str) -> Any:
    inner = table.get(NAME)
    for one in (table, inner if type(inner) is dict else {}):
        value = one[problem] if problem in one else _by_dots(one, problem)
        if value is not None:
            return value
    return None


def _nearest_first(files: Mapping[str, bytes], name: str) -> list[str]:
    """The files of this name, first in a folder `answers`, then by their distance from the top."""
    wanted = name.lower()
    found = [path for path in files if PurePosixPath(path).name.lower() == wanted]
    return sorted(found, key=_rank)[:MOST_FILES]


def _rank(path: str) -> tuple[bool, int, str]:
    return FOLDER not in PurePosixPath(path).parent.parts, path.count("/"), path


def _text(path: str, data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise CheckFailed(
            f"{shown(path)} has {len(data):,} bytes, at most {MOST_BYTES:,} are read: it should "
            "hold answers alone"
        )
    try:
        return decode(data)[0]
    except UnreadableSubmission as error:
        raise CheckFailed(f"{shown(path)} can't be read: {error}") from None


def _parsed(path: str, text: str) -> dict[str, Any]:
    if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
        raise CheckFailed(f"{shown(path)} has a line with more than {MOST_DOTS} dots")
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line \d+, column \d+", str(error))
        raise CheckFailed(
            f"{shown(path)} is not valid TOML{f' {where[0]}' if where else ''}: a line is "
            '"1.3" = "(h2 - y) * h1", with quotes around both; around LaTeX, with its backslashes, '
            "single quotes"
        ) from None
    except (RecursionError, ValueError, OverflowError):
        raise CheckFailed(f"{shown(path)} is nested too deeply, or holds too large a number") from (
            None
        )


def _by_dots(table: Mapping[str, Any], problem: str) -> Any:
    """What `2.1 = ...` without quotes gave: TOML takes the dot for a table within a table."""
    value: Any = table
    for part in problem.split("."):
        value = value.get(part) if type(value) is dict else None
    return None if type(value) is dict else value


def _is_empty(value: Any) -> bool:
    if type(value) is str:
        return not value.strip()
    return value is None or (type(value) in (list, tuple) and not value)


def _answer(value: Any, problem: str) -> Answer:
    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "iuf":
        value = value[: MOST_ITEMS + 1].tolist()
    if type(value) in (list, tuple):
        items = [*value]
        if len(items) > MOST_ITEMS:
            raise CheckFailed(f"the answer to {problem} has more than {MOST_ITEMS} entries")
        return [_one(item, problem) for item in items]
    return _one(value, problem)


def _one(value: Any, problem: str) -> str | int | float:
    if type(value) is str:
        if len(value) > MOST_CHARACTERS:
            raise _wrong(problem, f"at most {MOST_CHARACTERS:,} characters, {len(value):,}")
        return value.strip()
    if type(value) in (int, float):
        return value  # type: ignore[no-any-return]
    if hasattr(value, "dtype") and value.ndim == 0 and value.dtype.kind in "iuf":  # a numpy number
        return value.item()  # type: ignore[no-any-return]
    raise _wrong(problem, f"text, a number or a list of these, {describe(value)}")


def _wrong(problem: str, what: str) -> CheckFailed:
    return CheckFailed(f"the answer to {problem} must be {what} came")

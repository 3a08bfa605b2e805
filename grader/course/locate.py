"""The line of every key in a TOML text.

tomllib gives values without their places. This scanner gives places without values: it expects a
text that tomllib has already accepted, and so leaves every question of validity to tomllib.
"""

import re
import tomllib
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""The way to a value: ("problems", 1, "points") is the key `points` of the second problem."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[KeyPath, int]:
    """Line (from 1) of every table, key and array item of `text`, which must be valid TOML."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Line of `path`, of its nearest known parent where it has none itself, else 1."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Walks a TOML text once, from the first character to the last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.items: dict[KeyPath, int] = {}  # how many [[tables]] each array has so far
        self.counted = 0  # newlines are counted once: up to here ...
        self.line = 1  # ... this line was reached

    def document(self) -> None:
        table: KeyPath = ()
        self.blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.entry(table)
            self.blank()

    def header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`; gives the path of the table it opens."""
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        self.blank()
        path: KeyPath = ()
        for part in self.key():
            path = self.current(path)
            path += (part,)
            self.mark(path)
        if brackets == 2:
            self.items[path] = self.items.get(path, 0) + 1
        path = self.current(path)
        self.mark(path)
        self.at += brackets
        return path

    def current(self, path: KeyPath) -> KeyPath:
        """An array of tables stands for its last table."""
        return (*path, self.items[path] - 1) if path in self.items else path

    def entry(self, table: KeyPath) -> None:
        """`key = value` or `dotted.key = value`."""
        path = table
        for part in self.key():
            path += (part,)
            self.mark(path)
        self.at += 1  # the equals sign
        self.blank()
        self.value(path)

    def key(self) -> list[str]:
        parts: list[str] = []
        while True:
            if self.text[self.at] in "\"'":
                # only tomllib knows all the escapes of a quoted key
                parts.append(tomllib.loads(f"key = {self.match(_STRING)}")["key"])
            else:
                parts.append(self.match(_BARE_KEY))
            self.blank()
            if self.text[self.at] != ".":
                return parts
            self.at += 1
            self.blank()

    def value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            self.match(_STRING if first in "\"'" else _PLAIN_VALUE)

    def array(self, path: KeyPath) -> None:
        index = 0
        self.separator()
        while self.text[self.at] != "]":
            self.mark((*path, index))
            self.value((*path, index))
            index += 1
            self.separator()
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        self.separator()
        while self.text[self.at] != "}":
            self.entry(path)
            self.separator()
        self.at += 1

    def separator(self) -> None:
        """The opening bracket or a comma, with what surrounds it."""
        self.blank()
        if self.text[self.at] in "[{,":
            self.at += 1
            self.blank()

    def mark(self, path: KeyPath) -> None:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.lines.setdefault(path, self.line)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"text is not valid TOML at character {self.at}")
        self.at = found.end()
        return found.group()

    def blank(self) -> None:
        self.match(_BLANK)

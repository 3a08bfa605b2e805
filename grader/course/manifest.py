"""Read one manifest: text -> TOML -> `Assignment`, each fault with its line."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import msgspec

from grader.course.locate import KeyPath, key_lines, line_of
from grader.errors import AuthorError
from grader.model import (
    Assignment,
    ChildSpec,
    ExpectedFile,
    Kind,
    Language,
    Limits,
    Policies,
    Problem,
    ProgramSpec,
)

MANIFEST = "assignment.toml"
MARKER = "grader.toml"
HANDOUT_VERSION = 1
"""`[handout] version` of a marker file; a new number wherever an older grader would misread it."""

_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_MSGSPEC_PLACE = re.compile(r"(?s)(.*?)(?: - at `\$(.*)`)?")
_PLACE_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_FIELD = re.compile(r"Object (contains unknown|missing required) field `(.*)`", re.DOTALL)
_TABLES = (Assignment, Problem, ExpectedFile, ChildSpec, Limits, Policies, ProgramSpec)
_ENUMS = {"kind": get_args(Kind), "languages": get_args(Language)}


@dataclass(frozen=True)
class Places:
    """A manifest's path and the line of each of its keys."""

    path: Path
    lines: Mapping[KeyPath, int]

    def fault(self, key: KeyPath, message: str) -> AuthorError:
        """The error for `key`, with file and line."""
        return AuthorError(f"{self.path}:{line_of(self.lines, key)}: {message}")


def read_manifest(path: Path) -> tuple[Assignment, Places]:
    """Read `assignment.toml`, or a handout's `grader.toml` (told apart by the file's name).

    Only the form is checked here; `grader.course.rules` checks the sense.
    Raises AuthorError, with file and line, for a text that can't be read, isn't TOML, or has an
    unknown key, a missing key or a value of a wrong type.
    """
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(f"{path}:{_toml_line(str(error), text)}: not TOML: {error}") from error
    places = Places(path, key_lines(text))
    if path.name == MARKER:
        _take_handout_version(data, places)
    try:
        return msgspec.convert(data, Assignment), places
    except msgspec.ValidationError as error:
        raise _form_fault(str(error), places) from error


def handout_files(marker: Path) -> dict[str, str]:
    """The digests of a handout's files as its marker file tells them, by path; {} where none."""
    table = tomllib.loads(_text(marker)).get("handout")
    listed = table.get("files") if isinstance(table, dict) else None
    pairs = listed.items() if isinstance(listed, dict) else ()
    return {path: value for path, value in pairs if isinstance(value, str)}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise AuthorError(
            f"{path}:1: manifest can't be read ({reason}); create {path.name}"
        ) from error
    try:
        # Windows editors write a byte order mark, which tomllib doesn't take
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise AuthorError(f"{path}:{line}: expected UTF-8 text; save the file as UTF-8") from error


def _toml_line(message: str, text: str) -> int:
    found = _TOML_LINE.search(message)
    return int(found.group(1)) if found else max(1, len(text.splitlines()))


def _take_handout_version(data: dict[str, Any], places: Places) -> None:
    """Take `[handout]` out of `data`: the rest has the keys of a manifest."""
    table = data.pop("handout", None)
    version = table.get("version") if isinstance(table, dict) else None
    if type(version) is not int or version < 1:
        raise places.fault(
            ("handout", "version"), "expected `version = 1` under [handout]; take the original file"
        )
    if version > HANDOUT_VERSION:
        raise places.fault(
            ("handout", "version"),
            f"handout has version {version}, this grader reads up to {HANDOUT_VERSION}; update it",
        )


def _form_fault(message: str, places: Places) -> AuthorError:
    """Turn msgspec's sentence into one about the manifest."""
    split = _MSGSPEC_PLACE.fullmatch(message)
    what, where = (split.group(1), split.group(2) or "") if split else (message, "")
    key: KeyPath = tuple(name or int(index) for name, index in _PLACE_STEP.findall(where))
    name = where.lstrip(".") or "the manifest"
    field = _FIELD.fullmatch(what)
    table = next((_ENUMS[step] for step in key if step in _ENUMS), ())
    if what.startswith("Invalid enum value") and table:
        what += f"; known are {', '.join(table)}"
    if field is None:
        return places.fault(key, f"{name}: {what[:1].lower()}{what[1:]}")
    if field.group(1).startswith("missing"):
        return places.fault(key, f"{name}: missing key `{field.group(2)}`")
    unknown = field.group(2)
    return places.fault((*key, unknown), f"{name}: unknown key `{unknown}`{_closest(unknown)}")


def _closest(unknown: str) -> str:
    known = {name for table in _TABLES for name in table.__struct_fields__}
    match = difflib.get_close_matches(unknown, sorted(known), n=1)
    return f"; did you mean `{match[0]}`?" if match else ""

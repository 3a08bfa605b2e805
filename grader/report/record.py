"""The report's JSON form: the record itself, written and read back.

docs/report-schema.md describes it for people, docs/report-schema.json for machines.
"""

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import UsageError
from grader.model import SCHEMA, Report
from grader.report.text import clean_line

# Lossless inside JSON strings, the only place where these can stand: a terminal that shows the
# file must not obey a control character, nor an editor a mark that reorders text.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Head(msgspec.Struct):
    """What is read first: only a report of a known schema is worth validating."""

    schema: str


def encode(report: Report) -> bytes:
    """The report as JSON: UTF-8, fields in declared order, indent of 2, newline at the end.

    Lone surrogates, which UTF-8 can't hold, become U+FFFD; nan and infinities become null.
    """
    text = msgspec.json.encode(_whole(msgspec.to_builtins(report))).decode()
    text = _OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return msgspec.json.format(text, indent=2).encode() + b"\n"


def read(path: Path) -> Report:
    """The report that `path` holds.

    Raises UsageError where it can't be read, is no report, or has another schema.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"can't read the report {path}: {error.strerror}") from error
    try:
        found = msgspec.json.decode(content, type=_Head).schema
        if found == SCHEMA:
            return msgspec.json.decode(content, type=Report)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{path} is no report: expected JSON of schema {SCHEMA}, "
            f"came: {clean_line(str(error))}; grade the submission again"
        ) from error
    raise UsageError(
        f"{path} has schema {clean_line(found, 80)!r}, expected {SCHEMA!r}; "
        "grade the submission again, or read it with the version that wrote it"
    )


def schema_text() -> str:
    """The JSON Schema of a report, as docs/report-schema.json holds it."""
    schema = {"$schema": _DIALECT, **msgspec.json.schema(Report)}
    for record in schema["$defs"].values():
        # The docstring: no part of the contract, and indented otherwise by other Pythons.
        record.pop("description", None)
    return json.dumps(schema, indent=2) + "\n"


def _whole(value: Any) -> Any:
    """`value` (plain data) with every lone surrogate replaced."""
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value

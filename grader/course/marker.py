"""Read the assignment's id out of the marker file that came with a submission."""

import re

ID_PATTERN = re.compile(r"[a-z0-9_]{1,64}")
"""What an assignment's id may look like: it becomes a folder's name and a part of file names."""

_MAX_CHARS = 65_536
_ID_KEY = re.compile(r"\s*[\"']?id[\"']?\s*=")
_ID_LINE = re.compile(r"id[ \t]*=[ \t]*([\"'])([a-z0-9_]{1,64})\1[ \t]*(?:#.*)?")


def marker_id(text: str) -> str:
    """The id that a marker text claims, or "" if anything about it is odd.

    The text comes from a student. It is read line by line and not as TOML, because a parser can be
    kept busy for minutes by a few kilobytes of dotted keys. The id must stand once, on a line of
    its own, above the first table.
    """
    if len(text) > _MAX_CHARS:
        return ""
    head: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines():
        if line.lstrip().startswith("["):
            break
        head.append(line)
    claims = [line.rstrip() for line in head if _ID_KEY.match(line)]
    found = _ID_LINE.fullmatch(claims[0]) if len(claims) == 1 else None
    return found.group(2) if found else ""

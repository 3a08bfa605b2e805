"""Solution regions in a TOML file of typed answers."""

import tomllib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from grader.errors import AuthorError
from grader.handout.markers import Region

ANSWERS = "answers.toml"
"""The one name of a file of typed answers; all of its keys are answers."""


def is_answers(path: str) -> bool:
    """Whether this is a file of typed answers."""
    return PurePath(path).name == ANSWERS


def verify_typed(text: str, path: str, regions: Sequence[Region]) -> None:
    """Refuse regions whose stub gives an answer away, or asks for another.

    Raises AuthorError, `path:line: ...`, where a region or what stands around it is no TOML, a stub
    has other keys than its region or an answer of it, or an answer stands in no region.
    """
    lines = text.split("\n")
    inside = {n for region in regions for n in range(region.begin, region.end + 1)}
    around = ["" if n in inside else line for n, line in enumerate(lines, start=1)]
    given = _parsed(around, path, 1)
    answered = [key for key, value in given.items() if value not in ("", [])]
    if answered and is_answers(path):
        line = next((n for n, one in enumerate(around, 1) if answered[0] in one), 1)
        raise AuthorError(
            f"{path}:{line}: the answer to {answered[0]} stands outside of every solution region"
        )
    for region in regions:
        solved = _parsed(lines[region.begin : region.end - 1], path, region.begin + 1)
        stub = _parsed(list(region.stub), path, region.begin)
        if solved.keys() != stub.keys():
            raise AuthorError(
                f"{path}:{region.begin}: the '# STUB:' lines must have the keys of their region, "
                f"{', '.join(solved)}; they have {', '.join(stub) or 'none'}"
            )
        kept = [key for key in solved if solved[key] == stub[key]]
        if kept:
            raise AuthorError(f"{path}:{region.begin}: the stub holds the answer to {kept[0]}")


def verify_stub(stub: str, path: str) -> None:
    """Refuse a stub that is no TOML. Raises AuthorError."""
    _parsed(stub.split("\n"), path, 1)


def _parsed(lines: list[str], path: str, first: int) -> dict[str, Any]:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(
            f"{path}:{first}: from here on it isn't valid TOML by itself ({error}); a region holds "
            "whole entries, and '# STUB:' lines replace them"
        ) from error

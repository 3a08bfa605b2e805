"""From a reference file to its stub."""

import ast
import json
from collections.abc import Set

from grader.errors import AuthorError
from grader.handout.markers import LOOKS_LIKE_MARKER, Region, regions
from grader.handout.typed import verify_stub, verify_typed


def strip(text: str, path: str, problems: Set[str]) -> str:
    """The stub of a Python or TOML file: a TODO and what follows it for every solution region.

    A region becomes, in its own column, `# TODO <problem>: <hint>` and then its `# STUB:` lines, or
    `raise NotImplementedError("<problem>: not written yet")` where it has none.

    text: the file, with LF line ends; path: what error messages call it; problems: known ids.
    Raises AuthorError, `path:line: ...`, where a marker is wrong or the stub isn't valid.
    """
    lines = text.split("\n")
    kept: list[tuple[int, str]] = []  # line of the reference, text
    after = 0
    found = regions(text, path, problems)
    if path.endswith(".toml"):
        verify_typed(text, path, found)
    for region in found:
        kept += enumerate(lines[after : region.begin - 1], start=after + 1)
        kept += [(region.begin, line) for line in replacement(region)]
        after = region.end
    kept += enumerate(lines[after:], start=after + 1)
    stub = "\n".join(line for _, line in kept)
    _verify(stub, [number for number, _ in kept], path)
    return stub


def replacement(region: Region) -> list[str]:
    """The lines that stand in a stub where the region was."""
    todo = f"# TODO {region.problem}: {region.hint or 'your code here'}"
    message = json.dumps(f"{region.problem}: not written yet", ensure_ascii=False)
    body = region.stub or (f"raise NotImplementedError({message})",)
    return [(region.indent + line).rstrip() for line in (todo, *body)]


def _verify(stub: str, origin: list[int], path: str) -> None:
    try:
        if path.endswith(".toml"):
            verify_stub(stub, path)
        else:
            ast.parse(stub)
    except (SyntaxError, ValueError) as error:
        at = min(getattr(error, "lineno", None) or 1, len(origin))
        raise AuthorError(
            f"{path}:{origin[at - 1]}: without its solution the file isn't valid Python "
            f"({error}); a region must hold whole statements, or '# STUB:' lines that replace them"
        ) from error
    for number, line in zip(origin, stub.split("\n"), strict=True):
        if LOOKS_LIKE_MARKER.search(line):
            raise AuthorError(f"{path}:{number}: a marker is left in the stub: {line.strip()!r}")

"""Where the solution regions of a reference file are.

A marker is a comment on a line of its own, found by Python's tokenizer, so that text inside a
string never counts as one; in TOML (`typed`) every line that begins with `#` is a comment.
Whatever merely looks like a marker is an error: a region that was meant and not found would hand
out its solution.
"""

import ast
import difflib
import io
import re
import tokenize
from collections.abc import Iterator, Set
from dataclasses import dataclass

from grader.errors import AuthorError

BEGIN = re.compile(r"# BEGIN SOLUTION (?P<problem>\S+)(?: (?P<hint>\S.*))?")
END = re.compile(r"# END SOLUTION")
STUB = re.compile(r"# STUB:(?: (?P<text>.*))?")

LOOKS_LIKE_MARKER = re.compile(
    r"(begin|start|end|stop)[\W_]*solution|solution[\W_]*(begin|start|end|stop)\b", re.IGNORECASE
)
_LOOKS_LIKE_STUB = re.compile(r"#\W*stub\s*:", re.IGNORECASE)
_NEAR_MISS = 0.85  # "BEGIN SOLUTON" scores 0.96, "begin so that the loop" 0.64
_LAYOUT = {
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.COMMENT,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True)
class Region:
    """A solution region; `begin` and `end` are the 1-based lines of its markers.

    stub: the replacement's lines, without the region's indentation; empty for the usual `raise`.
    """

    problem: str
    hint: str
    begin: int
    end: int
    indent: str
    stub: tuple[str, ...]


@dataclass(frozen=True)
class _Layout:
    """What the tokenizer says about a file, by 1-based line.

    comments: text of each comment that has its line to itself.
    code: lines that hold at least one token of code; starts: column of each statement's first.
    """

    lines: tuple[str, ...]
    comments: dict[int, str]
    code: frozenset[int]
    starts: dict[int, int]

    def indent(self, line: int) -> str:
        text = self.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]


def regions(text: str, path: str, problems: Set[str]) -> tuple[Region, ...]:
    """The solution regions of a Python or TOML file, in order.

    text: the file, with LF line ends; path: what error messages call it; problems: known ids.
    Raises AuthorError, `path:line: ...`, for everything that isn't exactly a well-placed marker.
    """
    tree, layout = (None, _toml(text)) if path.endswith(".toml") else _parse(text, path)
    _refuse_near_misses(layout, path)
    found = tuple(_region(layout, path, b, e) for b, e in _pairs(layout, path))
    for region in found:
        if region.problem not in problems:
            known = ", ".join(sorted(problems))
            raise _mistake(
                path, region.begin, f"unknown problem {region.problem!r}; the manifest has {known}"
            )
        _check_place(region, layout, tree, path)
    return found


def _mistake(path: str, line: int, what: str) -> AuthorError:
    return AuthorError(f"{path}:{line}: {what}")


def _parse(text: str, path: str) -> tuple[ast.Module, _Layout]:
    try:
        tree = ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        line = getattr(error, "lineno", None) or 1
        raise _mistake(path, line, f"the reference isn't valid Python: {error}") from error
    comments: dict[int, str] = {}
    code: set[int] = set()
    starts: dict[int, int] = {}
    fresh = True
    for token in tokens:
        row, column = token.start
        if token.type == tokenize.COMMENT and not token.line[:column].strip():
            comments[row] = token.string.rstrip()
        if token.type == tokenize.NEWLINE:
            fresh = True
        if token.type in _LAYOUT:
            continue
        code.update(range(row, token.end[0] + 1))
        if fresh:
            starts[row] = column
            fresh = False
    return tree, _Layout(tuple(text.split("\n")), comments, frozenset(code), starts)


def _toml(text: str) -> _Layout:
    """The layout of a TOML file; statements in TOML have no column that matters."""
    lines = tuple(text.split("\n"))
    numbered = [(number, line.strip()) for number, line in enumerate(lines, start=1)]
    comments = {number: line for number, line in numbered if line.startswith("#")}
    code = frozenset(number for number, line in numbered if line and number not in comments)
    return _Layout(lines, comments, code, {})


def _refuse_near_misses(layout: _Layout, path: str) -> None:
    for number, line in enumerate(layout.lines, start=1):
        comment = layout.comments.get(number, "")
        if BEGIN.fullmatch(comment) or END.fullmatch(comment) or STUB.fullmatch(comment):
            continue
        if LOOKS_LIKE_MARKER.search(line) or _close_to_marker(comment):
            raise _mistake(
                path,
                number,
                "looks like a solution marker but isn't one; expected on a line of its own "
                "'# BEGIN SOLUTION <problem> <hint>' or '# END SOLUTION', "
                f"not {line.strip()!r}",
            )
        if _LOOKS_LIKE_STUB.match(comment):
            raise _mistake(path, number, f"expected '# STUB: <code>', not {comment!r}")


def _close_to_marker(comment: str) -> bool:
    words = re.findall(r"[a-z]+", comment.lower())[:2]
    joined = "".join(words)
    return any(
        difflib.SequenceMatcher(None, joined, marker).ratio() >= _NEAR_MISS
        for marker in ("beginsolution", "endsolution")
    )


def _pairs(layout: _Layout, path: str) -> Iterator[tuple[int, int]]:
    """Lines of the markers that belong together."""
    begin = 0
    for number, comment in sorted(layout.comments.items()):
        if BEGIN.fullmatch(comment):
            if begin:
                raise _mistake(path, number, f"region inside the region that line {begin} begins")
            begin = number
        elif END.fullmatch(comment):
            if not begin:
                raise _mistake(path, number, "'# END SOLUTION' without a '# BEGIN SOLUTION'")
            yield begin, number
            begin = 0
        elif STUB.fullmatch(comment) and not begin:
            raise _mistake(path, number, "'# STUB:' outside of a solution region")
    if begin:
        raise _mistake(path, begin, "'# BEGIN SOLUTION' without an '# END SOLUTION'")


def _region(layout: _Layout, path: str, begin: int, end: int) -> Region:
    match = BEGIN.fullmatch(layout.comments[begin])
    if match is None:  # `_pairs` gives only lines that match
        raise _mistake(path, begin, "expected '# BEGIN SOLUTION <problem> <hint>'")
    indent = layout.indent(begin)
    stub = []
    for number in range(begin + 1, end):
        line = STUB.fullmatch(layout.comments.get(number, ""))
        if line is None:
            continue
        if layout.indent(number) != indent:
            raise _mistake(path, number, "'# STUB:' must stand in the column of its BEGIN marker")
        stub.append(line["text"] or "")
    return Region(match["problem"], match["hint"] or "", begin, end, indent, tuple(stub))


def _check_place(region: Region, layout: _Layout, tree: ast.Module | None, path: str) -> None:
    """Refuse a region that is empty, crooked, or whose `raise` would run while loading."""
    inside = range(region.begin + 1, region.end)
    code = [line for line in inside if line in layout.code]
    if not code:
        raise _mistake(path, region.begin, "empty solution region: it holds no code")
    if layout.indent(region.end) != region.indent:
        raise _mistake(path, region.end, "END marker in another column than its BEGIN marker")
    starts = [(line, layout.starts[line]) for line in inside if line in layout.starts]
    width = len(region.indent)
    if starts and starts[0][1] != width:
        raise _mistake(path, starts[0][0], "first statement in another column than its marker")
    for line, column in starts:
        if column < width:
            raise _mistake(path, line, "the region runs over the end of the block it begins in")
    if tree is None and not region.stub:
        raise _mistake(
            path,
            region.begin,
            "a region in TOML needs '# STUB:' lines, as in '# STUB: \"1a\" = \"\"'",
        )
    if tree is not None and not region.stub and not _in_function(tree, region.begin, code[0]):
        raise _mistake(
            path,
            region.begin,
            "region outside of every function: its stub would fail as soon as it is loaded; add "
            "'# STUB: <code>' lines to the region that say what takes its place",
        )


def _in_function(tree: ast.Module, begin: int, line: int) -> bool:
    """Whether `line` belongs to a function whose head stands before the region's `begin`."""
    return any(
        node.body[0].lineno <= line <= (node.end_lineno or 0) and node.lineno < begin
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

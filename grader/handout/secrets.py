"""What must not be in a handout: lines, numbers and test names, read from the course as it is.

This shares no code with the stripping: regions are found line by line here, not by tokens, so
that one mistake can't hide from both.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.model import CourseAssignment

_SHORTEST_FORMULA = 4  # characters of a typed answer that is a formula, without whitespace
_SHORTEST = 12  # characters, each whitespace as one; shorter lines say nothing ("return out")
_DIGITS = 6  # significant digits from which a number is a result and not a setting
_REGION = re.compile(r"\s*#\W*(?P<edge>begin|end)\W*solution", re.IGNORECASE)
_STUB = re.compile(r"\s*# STUB: ?")
_NUMBER = re.compile(r"\d[\d_]*\.?[\d_]*(?:e[+-]?\d+)?|\.\d[\d_]*(?:e[+-]?\d+)?", re.IGNORECASE)
_KEY = re.compile(r"""^\s*(?:"[^"]*"|'[^']*'|[\w.-]+)\s*=\s*""")
_OPERATOR = re.compile(r"[-+*/^@=<>()\\·⊙]")
_TEST = re.compile(r"\bdef\s+(test_\w+)")


@dataclass(frozen=True)
class SecretLine:
    """A line that students must not get. squeezed: without whitespace; origin: `path:line`.

    telling: it computes or lists something, so that it gives an answer away in any text; other
    lines ("out, cache = layer(x, w)") may well stand in a task text, and are secret in stubs only.
    """

    squeezed: str
    origin: str
    telling: bool


@dataclass(frozen=True)
class Secrets:
    """Everything that `leaks` looks for. numbers: value -> origin; tests: name -> origin."""

    lines: tuple[SecretLine, ...]
    numbers: dict[float, str]
    tests: dict[str, str]


@dataclass(frozen=True)
class _Line:
    """A line of an author's file; `code` is the line without comment, docstring and long string."""

    text: str
    code: str
    origin: str


def squeeze(line: str) -> str:
    """The line without whitespace, so that layout hides nothing."""
    return "".join(line.split())


def numbers(text: str) -> Iterator[float]:
    """The numbers in any text that have at least six significant digits."""
    for match in _NUMBER.finditer(text):
        plain = match[0].replace("_", "").lower()
        digits = plain.split("e")[0].replace(".", "").strip("0")
        if len(digits) >= _DIGITS:
            yield float(plain)


def tests_in(text: str) -> Iterator[str]:
    """Names of the test functions that a text defines or quotes."""
    yield from (match[1] for match in _TEST.finditer(text))


def secrets(assignment: CourseAssignment) -> Secrets:
    """The secrets of an assignment: solution regions, hidden tests, the reference's private files.

    Not secret is what the reference says in code outside of every region, what a `# STUB:` line
    says, and, of hidden tests, what public tests say too. Imports are never secret.
    """
    solution: list[_Line] = []
    typed: list[SecretLine] = []
    hidden: list[_Line] = []
    given: list[str] = []
    for path in _texts(assignment.reference):
        lines = _lines(path)
        if path.relative_to(assignment.reference or path).parts[0] == "private":
            hidden += lines
            continue
        inside, outside = _split(lines)
        solution += inside
        given += outside
        if path.suffix == ".toml":
            typed += _typed(inside)
    for path in _texts(assignment.hidden):
        hidden += _lines(path)
    public = [line.code for path in _texts(assignment.public) for line in _lines(path)]
    return Secrets(
        lines=(*_secret_lines(solution, given), *typed, *_secret_lines(hidden, given + public)),
        numbers=_secret_numbers(solution + hidden, given + public),
        tests={name: line.origin for line in hidden for name in tests_in(line.text)},
    )


def _split(lines: Iterable[_Line]) -> tuple[list[_Line], list[str]]:
    """Lines inside of solution regions, and the code outside of them or given by a stub line."""
    inside: list[_Line] = []
    outside: list[str] = []
    deep = False
    for line in lines:
        edge = _REGION.match(line.text)
        if edge:
            deep = edge["edge"].lower() == "begin"
        elif _STUB.match(line.text):
            outside.append(_STUB.sub("", line.text))
        elif deep:
            inside.append(line)
        else:
            outside.append(line.code)
    return inside, outside


def _texts(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts]


def _lines(path: Path) -> list[_Line]:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    code = _without_prose(lines) if path.suffix == ".py" else lines
    if path.suffix == ".toml":
        code = ["" if line.lstrip().startswith("#") else line for line in lines]
    pairs = enumerate(zip(lines, code, strict=True), start=1)
    return [_Line(line, bare, f"{path}:{number}") for number, (line, bare) in pairs]


def _without_prose(lines: list[str]) -> list[str]:
    """The lines with comments, docstrings and long strings blanked."""
    bare = list(lines)
    layout = (tokenize.NL, tokenize.COMMENT)
    opens = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
    before = tokenize.NEWLINE
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
            (top, left), (bottom, right) = token.start, token.end
            text = token.type == tokenize.STRING and (before in opens or bottom > top)
            if text or token.type == tokenize.COMMENT:
                for row in range(top, bottom + 1):
                    line = bare[row - 1]
                    first = left if row == top else 0
                    last = right if row == bottom else len(line)
                    bare[row - 1] = line[:first] + " " * (last - first) + line[last:]
            before = before if token.type in layout else token.type
    except (tokenize.TokenError, SyntaxError):  # no Python after all: what was read is blanked
        return bare
    return bare


def _typed(lines: Iterable[_Line]) -> Iterator[SecretLine]:
    """The formulas among typed answers: a right side, or a line of a longer text, without quotes.

    A number or a word alone says nothing in another text; `leaks` looks for these in the stub.
    """
    for line in lines:
        right = _KEY.sub("", line.code).strip().strip("\"',[]").strip()
        squeezed = squeeze(right)
        if len(squeezed) >= _SHORTEST_FORMULA and _OPERATOR.search(right.lstrip("+-")):
            yield SecretLine(squeezed, line.origin, telling=True)


def _secret_lines(lines: Iterable[_Line], given: Iterable[str]) -> Iterator[SecretLine]:
    known = "\n".join(squeeze(line) for line in given)
    for line in lines:
        text = line.code if line.code.strip() else line.text.strip().lstrip("#")
        squeezed = squeeze(text).rstrip(",;")
        if len(" ".join(text.split())) < _SHORTEST or squeezed in known:
            continue
        if text.lstrip().startswith(("import ", "from ")):
            continue
        telling = _is_telling(text, broken=bool(line.code.strip()))
        if telling or line.code.strip():  # prose is secret only where it is code
            yield SecretLine(squeezed, line.origin, telling)


def _is_telling(line: str, *, broken: bool) -> bool:
    """Whether a line computes or lists something; `broken` is the answer for a piece of a line."""
    code = line.strip()
    for whole in (f"{code} pass" if code.endswith(":") else code, f"{{{code.rstrip(',')}}}"):
        try:  # as a statement, then as an entry of a dict
            return any(_gives_away(node) for node in ast.walk(ast.parse(whole)))
        except (SyntaxError, ValueError):
            continue
    return broken


def _gives_away(node: ast.AST) -> bool:
    match node:
        case ast.BinOp() | ast.AugAssign():
            return True
        case ast.Compare(ops=operators):
            return not all(isinstance(one, ast.Is | ast.IsNot) for one in operators)
        case ast.Dict(keys=items) | ast.List(elts=items) | ast.Set(elts=items):
            return len(items) > 1
        case ast.Call(func=ast.Attribute(attr=name)):
            return name != "default_rng"  # every file makes its generator the same way
    return False


def _secret_numbers(lines: Iterable[_Line], given: Iterable[str]) -> dict[float, str]:
    known = {value for line in given for value in numbers(line)}
    found: dict[float, str] = {}
    for line in lines:
        for value in numbers(line.text):
            if value not in known:
                found.setdefault(value, line.origin)
    return found

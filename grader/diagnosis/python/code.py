"""The student's own sources as a diagnosis reads them: lines to quote, and syntax trees.

All of it is hostile text. It is parsed, never run; what is too large, too deep or no Python is left
out, so that a question about it has no answer.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from grader.diagnosis.python.parse import statements

MOST_PARSED = 60_000
"""Characters of one file or cell; some 1,500 lines of homework."""
MOST_ALTOGETHER = 200_000
MOST_NODES = 500
"""Of one statement: longer ones are data."""
MOST_QUOTED = 100
MOST_QUOTED_WORDS = 18

Place = tuple[str, int]
"""The student's name for a file or cell, and a line in it, counted from 1."""
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


@dataclass(frozen=True)
class Piece:
    """A file, or one cell of a notebook. path: of the file or notebook it stands in."""

    label: str
    path: str
    text: str
    notebook: bool = False

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """Its statements at the top; what doesn't parse is cut out."""
        return statements(self.lines) if len(self.text) <= MOST_PARSED else []

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of every statement."""
        return [node for statement in self.statements for node in ast.walk(statement)]

    @cached_property
    def top(self) -> dict[str, int]:
        """The names that it defines for others, with their lines."""
        return bound_at(within(self.statements))


@dataclass(frozen=True)
class Raised:
    """An exception in student code.

    kind: its type. words: its text, which student code may have chosen.
    at: the innermost line of the student's own, None where none is known.
    quotable: whether numbers of the text may be shown, which a hidden check may forbid.
    """

    kind: str
    words: str = ""
    at: Place | None = None
    quotable: bool = True


@dataclass(frozen=True)
class Code:
    """A submission's sources.

    files: paths of the other files. promised: names that the assignment asks for.
    broken: the first error of each file or cell that didn't run to its end, by label.
    """

    pieces: Sequence[Piece]
    files: Collection[str] = ()
    promised: Collection[str] = ()
    broken: Mapping[str, Raised] = field(default_factory=dict)

    @cached_property
    def read(self) -> list[Piece]:
        """The pieces as far as there may be looked into them."""
        found, left = [], MOST_ALTOGETHER
        for piece in self.pieces:
            left -= len(piece.text)
            if left >= 0:
                found.append(piece)
        return found

    def piece(self, at: Place | None) -> Piece | None:
        """The only piece with this label that has this line."""
        if at is None:
            return None
        found = [p for p in self.read if p.label == at[0] and 0 < at[1] <= len(p.lines)]
        return found[0] if len(found) == 1 else None

    def beside(self, at: Place | None) -> list[Piece]:
        """The pieces that share a namespace with a place: cells of one notebook, or one file."""
        here = self.piece(at)
        return [p for p in self.read if here is not None and p.path == here.path]

    def quote(self, at: Place) -> str:
        """The line at a place, bounded and printable; "" where it is unknown or empty."""
        piece = self.piece(at)
        return quoted(piece.lines[at[1] - 1]) if piece else ""

    def at_line(self, at: Place | None) -> list[ast.AST]:
        """The nodes of the innermost statement at a line, without those of its own block."""
        return self._around(at).nodes

    def around(self, at: Place | None) -> FunctionNode | None:
        """The innermost function that holds a line."""
        return self._around(at).function

    def class_around(self, at: Place | None) -> ast.ClassDef | None:
        """The innermost class that holds a line."""
        return self._around(at).owner

    @cached_property
    def _known(self) -> dict[Place, "_Around"]:
        return {}

    def _around(self, at: Place | None) -> "_Around":
        piece = self.piece(at)
        if piece is None or at is None:
            return _Around([], None, None)
        if at not in self._known:
            self._known[at] = _looked_at(piece, at[1])
        return self._known[at]

    def functions(self, name: str) -> list[tuple[Piece, FunctionNode]]:
        """Functions and methods of this name, in order."""
        return [
            (piece, node)
            for piece in self.read
            for node in piece.nodes
            if isinstance(node, FunctionNode) and node.name == name
        ]

    def callers(self, name: str) -> list[str]:
        """The names of the functions and methods that call a function by its name, in order."""
        return [
            node.name
            for piece in self.read
            for node in piece.nodes
            if isinstance(node, FunctionNode)
            and any(
                isinstance(n, ast.Call) and getattr(n.func, "id", "") == name
                for n in within(node.body)
            )
        ]

    def function(self, name: str) -> tuple[Piece, FunctionNode] | None:
        """The function of this name that a check gets, where there is no doubt about it."""
        found = [
            (piece, node)
            for piece in self.read
            for node in piece.statements
            if isinstance(node, FunctionNode) and node.name == name
        ]
        if found and (len(found) == 1 or len({piece.path for piece, _ in found}) == 1):
            return found[-1]
        return None


class _Around(NamedTuple):
    """What there is at a line."""

    nodes: list[ast.AST]
    function: FunctionNode | None
    owner: ast.ClassDef | None


def _looked_at(piece: Piece, line: int) -> _Around:
    around = [n for n in piece.nodes if isinstance(n, ast.stmt) and _spans(n, line)]
    around.sort(key=lambda n: (_height(n), -n.col_offset))
    nodes = list(islice(own_nodes(around[0]), MOST_NODES + 1)) if around else []
    functions = [n for n in around if isinstance(n, FunctionNode)]
    classes = [n for n in around if isinstance(n, ast.ClassDef)]
    return _Around(
        nodes if len(nodes) <= MOST_NODES else [],
        functions[0] if functions else None,
        classes[0] if classes else None,
    )


def own_nodes(statement: ast.AST) -> Iterator[ast.AST]:
    """A statement's nodes, without the statements inside it and what lambdas hold."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                waiting.append(child)


def within(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Nodes and what is in them, in order, without the bodies of functions and classes."""
    waiting = [*nodes][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, INNER):
            waiting += [*ast.iter_child_nodes(node)][::-1]


def bound_at(nodes: Iterable[ast.AST]) -> dict[str, int]:
    """The names that nodes give a value to, with the line of the first time."""
    found: dict[str, int] = {}
    for node in nodes:
        for name in _bound(node):
            line = int(getattr(node, "lineno", 0))
            found[name] = min(line, found.get(name, line))
    return found


def _bound(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, FunctionNode | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    if isinstance(node, ast.arg):
        return [node.arg]
    return []


def at_top(piece: Piece) -> dict[str, int]:
    """The names that a piece defines for others, with their lines."""
    return piece.top


def parameters(function: FunctionNode) -> list[str]:
    """The names of a function's parameters."""
    given = function.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [argument.arg for argument in every if argument is not None]


def quoted(text: str, most: int = MOST_QUOTED) -> str:
    """Student text for a sentence: one line, printable, without backticks, of bounded length."""
    words = text[: most * 10].split()
    line = " ".join(words[:MOST_QUOTED_WORDS])
    line = "".join(c if c.isprintable() else "?" for c in line).replace("`", "'")
    if len(line) > most or len(words) > MOST_QUOTED_WORDS or len(text) > most * 10:
        line = line[: most - 1] + "…"
    return line


def shown(node: ast.AST, most: int = 30) -> str:
    """A short expression as the student may have written it; "" where it is long or deep."""
    if sum(1 for _ in zip(ast.walk(node), range(40), strict=False)) >= 40:
        return ""
    text = ast.unparse(node)
    return quoted(text) if len(text) <= most and len(text.split()) <= 8 else ""


def _spans(node: ast.stmt, line: int) -> bool:
    first = min([node.lineno, *[d.lineno for d in getattr(node, "decorator_list", [])]])
    return bool(first <= line <= (node.end_lineno or node.lineno))


def _height(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno

"""Runs a piece of student source so that one mistake costs no more than itself.

Ordinary Python gives up at the first error: a syntax error in the last function takes all others
with it, and a crash in a plotting line takes the definitions below. Here a piece is parsed in
chunks around what doesn't parse, and runs statement by statement; after an error (or when the time
is up) only definitions go on: functions, classes, imports and plain assignments. After an import of
what isn't here, everything goes on: nothing but what needs it was to fail.
"""

from __future__ import annotations
import __future__

import ast
import re
import types
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

MAX_CHUNKS = 20
MAX_TRIES = 300
BOUNDARY = re.compile(r"(async def|def|class|import|from)\b|@|[A-Za-z_][\w.]*(\[.*\])?\s*=[^=]")
CHEAP_CALLS = frozenset(
    "dict list tuple set frozenset int float str bool range len min max abs sum sorted zip "
    "array asarray zeros ones eye arange linspace sqrt exp log Path namedtuple partial "
    "default_rng RandomState vectorize TypeVar".split()
)
UNDEFINED = re.compile(r"name '(\w+)' is not defined")
FUTURE = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}


def chunks(
    source: str, filename: str
) -> Iterator[Tuple[Optional[ast.Module], Optional[SyntaxError]]]:
    """The parts of a source that parse, each with the syntax error that ends it (None: the end).

    Line numbers stay those of the whole source.
    """
    lines = source.split("\n")
    start = 0
    for _ in range(MAX_CHUNKS):
        tree, error = _parse(lines, start, len(lines), filename)
        if error is None:
            yield tree, None
            return
        broken = min(max((error.lineno or 1) - 1, start), len(lines) - 1)
        cut, head = _longest(lines, start, broken, filename)
        yield head, error
        following = [n for n in range(max(broken, cut) + 1, len(lines)) if _boundary(lines[n])]
        if not following:
            return
        start = following[0]


def _parse(
    lines: List[str], start: int, end: int, filename: str
) -> Tuple[Optional[ast.Module], Optional[SyntaxError]]:
    text = "\n" * start + "\n".join(lines[start:end]) + "\n"
    try:
        return ast.parse(text, filename), None
    except SyntaxError as error:
        return None, error
    except (ValueError, RecursionError, MemoryError) as error:
        line = SyntaxError(f"this can't be parsed: {error}")
        line.lineno = start + 1
        return None, line


def _longest(
    lines: List[str], start: int, broken: int, filename: str
) -> Tuple[int, Optional[ast.Module]]:
    """The longest run of whole statements before the broken line."""
    ends = [n for n in range(broken, start, -1) if lines[n][:1] not in ("", " ", "\t", "#", ")")]
    for end in ends[:MAX_TRIES]:
        tree, error = _parse(lines, start, end, filename)
        if error is None:
            return end, tree
    return start, None


def _boundary(line: str) -> bool:
    return BOUNDARY.match(line) is not None


def is_definition(node: ast.stmt) -> bool:
    """Whether a statement only defines names, so that it may run after an error."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return True
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.value is None or _is_cheap(node.value)
    if isinstance(node, ast.Try):
        return all(is_definition(child) or isinstance(child, ast.Pass) for child in _children(node))
    return False


def _children(node: ast.Try) -> List[ast.stmt]:
    handlers = [child for handler in node.handlers for child in handler.body]
    return node.body + handlers + node.orelse + node.finalbody


def _is_cheap(value: ast.expr) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in CHEAP_CALLS:
                return False
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Await)):
            return False
    return True


class _Rest:
    """What goes on after errors.

    definitions_only: whether nothing but definitions does. names: what would be defined, had no
    import failed.
    """

    def __init__(self, definitions_only: bool) -> None:
        self.definitions_only = definitions_only
        self.names: Set[str] = set()

    def runs(self, node: ast.stmt) -> bool:
        """Whether this statement runs."""
        return not self.definitions_only or is_definition(node)

    def failed(self, node: Optional[ast.stmt], error: BaseException) -> None:
        """Take note of an error, raised by this statement."""
        if isinstance(error, ImportError) and isinstance(node, (ast.Import, ast.ImportFrom)):
            self.names |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
            return
        if node is None or _undefined(error) not in self.names:
            self.definitions_only = True
            return
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                self.names.add(part.id)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.names.add(node.name)


def _undefined(error: BaseException) -> str:
    """The name that isn't defined, or ""; nothing of an exception of theirs is run."""
    said = error.args[0] if type(error) is NameError and error.args else None
    undefined = UNDEFINED.match(said) if type(said) is str else None
    return undefined.group(1) if undefined else ""


def run_source(
    source: str, filename: str, namespace: Dict[str, Any], definitions_only: bool = False
) -> List[BaseException]:
    """Run a piece of source in a namespace; the errors that came, the first one first."""
    rest = _Rest(definitions_only)
    code = None if definitions_only else _whole(source, filename)
    if code is None:
        return _run_statements(source, filename, namespace, rest)
    try:
        exec(code, namespace)
    except BaseException as error:  # SystemExit and the time limit among them
        line = _line(error, code)
        rest.failed(_statement(source, line), error)
        return [error, *_run_statements(source, filename, namespace, rest, after=line)]
    return []


def _whole(source: str, filename: str) -> Optional[types.CodeType]:
    """The piece compiled at once, which costs half as much as by statement; None if it can't be."""
    try:
        return compile(source, filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _statement(source: str, line: int) -> Optional[ast.stmt]:
    """The statement that a line is in, or None."""
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return next((node for node in reversed(nodes) if _first_line(node) <= line), None)


def _line(error: BaseException, code: types.CodeType) -> int:
    """The line of a module's code that an exception came through."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code is not code:
        trace = trace.tb_next
    return trace.tb_lineno if trace is not None else 0


def _run_statements(
    source: str, filename: str, namespace: Dict[str, Any], rest: _Rest, after: int = 0
) -> List[BaseException]:
    """Run statement by statement, those alone that begin below line `after`."""
    errors: List[BaseException] = []
    flags = 0
    for tree, broken in chunks(source, filename):
        for node in tree.body if tree else []:
            flags |= _future_flags(node)
            if _first_line(node) <= after or not rest.runs(node):
                continue
            error = _run_statement(node, filename, namespace, flags)
            if error is not None:
                errors.append(error)
                rest.failed(node, error)
        if broken is not None:
            errors.append(broken)
            rest.failed(None, broken)
    return errors


def _first_line(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([int(node.lineno), *[int(decorator.lineno) for decorator in decorators]])


def _future_flags(node: ast.stmt) -> int:
    if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
        return 0
    return sum(FUTURE.get(alias.name, 0) for alias in node.names)


def _run_statement(
    node: ast.stmt, filename: str, namespace: Dict[str, Any], flags: int
) -> Optional[BaseException]:
    try:
        module = ast.Module(body=[node], type_ignores=[])
        exec(compile(module, filename, "exec", flags, dont_inherit=True), namespace)
    except BaseException as error:  # SystemExit and the time limit among them
        return error
    return None

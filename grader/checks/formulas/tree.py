"""From the spelled formula to a tree that is safe to walk."""

import ast
import warnings

from grader.checks.formulas.functions import FUNCTIONS
from grader.checks.formulas.spelling import Spelled
from grader.checks.formulas.trouble import FormulaError

LOCAL = ("fold", "each", "entry", "every")
"""Calls whose arguments are names, and which the evaluator knows by itself."""

DEEPEST = 100
"""Levels of the tree; each costs some frames of the evaluator's recursion."""

ALLOWED: tuple[type[ast.AST], ...] = (
    *(ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call),
    *(ast.Subscript, ast.Attribute, ast.Name, ast.Constant, ast.Load),
    *(ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow),
    *(ast.UAdd, ast.USub, ast.Not, ast.And, ast.Or),
    *(ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq),
)


def tree(spelled: Spelled) -> ast.expr:
    """The formula as Python's syntax tree, of allowed nodes alone.

    Raises FormulaError where it is none, or is too deep.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(spelled.source, mode="eval")
    except SyntaxError as error:
        raise FormulaError("it isn't a formula from here on", _place(error, spelled)) from None
    except (MemoryError, RecursionError, ValueError):
        raise FormulaError("it is nested too deeply") from None
    _verify(parsed)
    return parsed.body


def _place(error: SyntaxError, spelled: Spelled) -> int | None:
    offset = (error.offset or 0) - 1
    return spelled.places[offset] if 0 <= offset < len(spelled.places) else None


def _verify(parsed: ast.Expression) -> None:
    """Refuse, without recursion, what the evaluator doesn't know or can't walk."""
    waiting: list[tuple[ast.AST, int]] = [(parsed, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise FormulaError("it is nested too deeply, or has too many terms in a row")
        if not isinstance(node, ALLOWED) or not _is_ours(node):
            raise FormulaError("it holds something that is no formula")
        waiting += ((child, depth + 1) for child in ast.iter_child_nodes(node))


def _is_ours(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr=name):
            return name in ("T", "H")
        case ast.Constant(value=value):
            return type(value) is float
        case ast.Call(func=function, keywords=[]):
            known = isinstance(function, ast.Name) and function.id in (*FUNCTIONS, *LOCAL)
            return known and not any(isinstance(one, ast.Starred) for one in node.args)
        case ast.Call():
            return False
        case ast.Subscript(value=value):
            return isinstance(value, ast.Name)
    return True

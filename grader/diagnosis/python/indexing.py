"""Indices: out of range, too many, of the wrong type."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised, shown, within
from grader.diagnosis.python.say import found

OUTSIDE = re.compile(r"index (-?\d{1,9}) is out of bounds for axis (\d{1,2}) with size (\d{1,9})$")
LIST = re.compile(r"(?:list|tuple|string) (?:assignment )?index out of range")
AXIS = re.compile(r"axis (-?\d{1,2}) is out of bounds for array of dimension (\d{1,2})")
MANY = re.compile(r"too many indices for array: array is (\d{1,2})-dimensional, but (\d{1,2}) were")
NUMPY = ("np", "numpy")
NOT_WHOLE = re.compile(
    r"slice indices must be integers"
    r"|only integers, slices"
    r"|(?:list|tuple|string) indices must be integers or slices, not float"
    r"|'(?:numpy\.)?float\d{0,2}' object cannot be interpreted as an integer"
    r"|expected a sequence of integers or a single integer, got"
    r"|arrays used as indices must be of integer"
)


def wrong_index(raised: Raised, code: Code) -> Finding | None:
    """IndexError and AxisError, with what the line shows of them."""
    nodes = code.at_line(raised.at)
    if raised.kind == "IndexError":
        if match := OUTSIDE.match(raised.words):
            return _outside(match, nodes, raised, code)
        if LIST.match(raised.words) and _held(nodes):
            told = f"`{_held(nodes)}` has fewer entries than this index asks for; the first has 0"
            return found("index_out_of_range", told, code, raised.at)
        if MANY.match(raised.words) and _held(nodes):
            told = f"`{_held(nodes)}` has fewer axes than the line gives indices"
            return found("too_many_indices", told, code, raised.at)
    of_axis = raised.kind in ("AxisError", "IndexError", "ValueError")
    if of_axis and AXIS.match(raised.words) and _axes(nodes):
        told = "the array has no such axis; axes count from 0, so the last of two is axis 1"
        return found("no_such_axis", told, code, raised.at)
    return None


def _axes(nodes: list[ast.AST]) -> bool:
    """Whether a line calls anything along an axis."""
    names = {"sum", "mean", "max", "min", "argmax", "concatenate", "transpose", "expand_dims"}
    by_name = any(isinstance(n, ast.keyword) and n.arg == "axis" for n in nodes)
    calls = (node.func for node in nodes if isinstance(node, ast.Call))
    return by_name or any(getattr(called, "attr", "") in names for called in calls)


def _held(nodes: list[ast.AST]) -> str:
    """What the only index of a line is taken of."""
    texts = {shown(node.value) for node in nodes if isinstance(node, ast.Subscript)}
    return texts.pop() if len(texts) == 1 else ""


def _outside(
    match: re.Match[str], nodes: list[ast.AST], raised: Raised, code: Code
) -> Finding | None:
    indexed = [node for node in nodes if isinstance(node, ast.Subscript)]
    if not indexed:
        return None
    held = _held(nodes)
    what = f"`{held}`" if held else "an array"
    if not raised.quotable:
        told = f"an index goes past the end of {what}: with n entries the last one is n - 1"
        return found("index_out_of_range", told, code, raised.at)
    index, axis, size = map(int, match.groups())
    told = f"along axis {axis} {what} has {size} entries, with indices 0 to {size - 1}"
    told = told if size else f"along axis {axis} {what} is empty"
    told += f"; the index was {index}"
    return found("index_out_of_range", told, code, raised.at)


def not_whole(raised: Raised, code: Code) -> Finding | None:
    """A size or an index that is no integer: which division made it."""
    if raised.kind not in ("TypeError", "IndexError") or not NOT_WHOLE.match(raised.words):
        return None
    nodes = code.at_line(raised.at)
    keys = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    texts = [key for key in keys if isinstance(key, ast.Constant) and type(key.value) is str]
    if texts and raised.kind == "IndexError":
        told = "an array has no keys, only numbers as indices"
        return found("key_of_array", told, code, raised.at)
    axis = _second_for_axis(nodes)
    if axis is not None and raised.kind == "TypeError":
        name = shown(axis.func)
        told = f"`{name}` takes an axis as its second argument; the larger or smaller of two is"
        told += f" `{name}imum`"
        return found("second_for_axis", told, code, raised.at)
    divided = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
    if len(divided) == 1 and shown(divided[0]):
        told = f"`{shown(divided[0])}` is a float even where nothing is left over: `//` gives the"
        return found("float_as_index", f"{told} whole number", code, raised.at)
    made = _made_by_division({n.id for n in nodes if isinstance(n, ast.Name)}, raised, code)
    if made is not None:
        name, line = made
        told = f"`{name}` is a float, as line {line} computes it: a whole number is needed"
        return found("float_as_index", told, code, raised.at)
    if raised.words.startswith(("only integers", "arrays used as")) and keys:
        told = "what stands in the square brackets isn't of an integer type: labels and positions"
        return found("float_as_index", f"{told} must be", code, raised.at)
    return None


def _second_for_axis(nodes: list[ast.AST]) -> ast.Call | None:
    """The call `np.max(a, b)` or `np.min(a, b)` of a line, where it is the only call."""
    calls = [n for n in nodes if isinstance(n, ast.Call)]
    if len(calls) != 1 or len(calls[0].args) != 2:
        return None
    called = calls[0].func
    of_numpy = isinstance(called, ast.Attribute) and getattr(called.value, "id", "") in NUMPY
    named = of_numpy and isinstance(called, ast.Attribute) and called.attr in ("max", "min")
    return calls[0] if named else None


def _made_by_division(names: set[str], raised: Raised, code: Code) -> tuple[str, int] | None:
    """The only name of a line that the function set by a division."""
    function = code.around(raised.at)
    if function is None:
        return None
    made = [
        (target.id, node.lineno)
        for node in within(function.body)
        if isinstance(node, ast.Assign) and _is_float(node.value)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in names
    ]
    return made[0] if len(made) == 1 else None


def _is_float(value: ast.expr) -> bool:
    """Whether an expression surely gives a float: a quotient or a square root."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Pow):
        power = value.right
        return isinstance(power, ast.Constant) and type(power.value) is float
    if isinstance(value, ast.Call):
        return getattr(value.func, "attr", "") == "sqrt"
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div)

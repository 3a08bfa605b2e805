"""Arithmetic and containers: division by zero, lists for arrays, keys, endless recursion."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised, quoted, shown, within
from grader.diagnosis.python.say import found

UNHASHABLE = re.compile(
    r"(?:cannot use '[\w.]+' as a \w+ (?:key|element) \()?unhashable type: '([\w.]+)'"
)
LISTS = re.compile(
    r"unsupported operand type\(s\) for [-*/@+]{1,2}=?: '(?:list|tuple)' and '\w+'"
    r"|unsupported operand type\(s\) for [-*/@]{1,2}=?: '\w+' and '(?:list|tuple)'"
    r"|can't multiply sequence by non-int of type '(?:list|float|tuple)'"
    r"|can only concatenate (?:list|tuple)"
)
UNPACKED = re.compile(r"(?:not enough|too many) values to unpack \(expected (\d{1,3})")
SINGLE = re.compile(r"only (?:length-1|0-dimensional|size-1) arrays can be converted")
DECISIONS = (ast.If, ast.While, ast.IfExp, ast.BoolOp, ast.Compare, ast.Call, ast.Assert, ast.Not)
DIVISIONS = (ast.Div, ast.FloorDiv, ast.Mod)


def divided_by_zero(raised: Raised, code: Code) -> Finding | None:
    """ZeroDivisionError: which divisor."""
    if raised.kind != "ZeroDivisionError":
        return None
    nodes = code.at_line(raised.at)
    by = [n.right for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, DIVISIONS)]
    by += [n.value for n in nodes if isinstance(n, ast.AugAssign) and isinstance(n.op, DIVISIONS)]
    if not by:
        return None
    name = shown(by[0]) if len(by) == 1 and not isinstance(by[0], ast.Constant) else ""
    told = f"the divisor `{name}` is 0" if name else "a divisor is 0"
    return found("divided_by_zero", told, code, raised.at)


def ragged(raised: Raised, code: Code) -> Finding | None:
    """ValueError of an array from rows of different lengths."""
    fits = raised.kind == "ValueError" and "inhomogeneous shape" in raised.words
    calls = [n for n in code.at_line(raised.at) if isinstance(n, ast.Call)]
    if not fits or not calls:
        return None
    told = "the rows that become an array here have different lengths or shapes"
    return found("ragged", told, code, raised.at)


def ambiguous(raised: Raised, code: Code) -> Finding | None:
    """ValueError of an array where one truth value is needed."""
    if raised.kind != "ValueError" or "truth value of an array" not in raised.words:
        return None
    nodes = code.at_line(raised.at)
    if not any(isinstance(node, DECISIONS) for node in nodes):
        return None
    called = [n.func.id for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    told = "a whole array has no single truth value"
    if any(isinstance(node, ast.Compare) for node in nodes):
        told += ": decide entry by entry (np.where, a mask)"
    none = next((n for n in nodes if isinstance(n, ast.Compare) and _with_none(n)), None)
    if none is not None:
        name = shown(none.left)
        right = f"`{name} is {'not ' * isinstance(none.ops[0], ast.NotEq)}None`" if name else "`is`"
        told = f"`==` and `!=` compare an array entry by entry, with None as well: {right} asks"
        told += " whether it is None"
    elif "max" in called or "min" in called:
        name = "max" if "max" in called else "min"
        told = f"Python's `{name}` compares whole arrays: np.{name}imum compares entry by entry"
    elif any(isinstance(n, ast.BoolOp) for n in nodes):
        told = "`and` and `or` join single truth values: for arrays use `&` and `|`, in brackets"
    elif any(isinstance(n, ast.Compare) and _is_in(n) for n in nodes):
        told = "`in` compares whole arrays here: ask for keys or numbers, not for arrays"
    return found("truth_of_array", told, code, raised.at)


def axis_array(raised: Raised, code: Code) -> Finding | None:
    """TypeError of np.max(0, x), which takes x for an axis: the larger one by entry was meant."""
    if raised.kind != "TypeError" or "to a scalar index" not in raised.words:
        return None
    for call in (n for n in code.at_line(raised.at) if isinstance(n, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if name in ("max", "min", "amax", "amin") and len(call.args) > 1:
            told = f"the second argument of `{shown(call.func)}` is an axis: "
            told += f"np.{name.removeprefix('a')}imum compares two arrays, or numbers, by entry"
            return found("axis_array", told, code, raised.at)
    return None


def _with_none(node: ast.Compare) -> bool:
    """Whether something is compared with None by == or !=."""
    right = node.comparators[0]
    by_value = len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq)
    return by_value and isinstance(right, ast.Constant) and right.value is None


def _is_in(node: ast.Compare) -> bool:
    return any(isinstance(op, ast.In | ast.NotIn) for op in node.ops)


def single_number(raised: Raised, code: Code) -> Finding | None:
    """TypeError of an array where a single number is needed."""
    if raised.kind != "TypeError" or not SINGLE.match(raised.words):
        return None
    for node in code.at_line(raised.at):
        if not isinstance(node, ast.Call):
            continue
        if getattr(getattr(node.func, "value", None), "id", "") == "math":
            name = shown(node.func)
            told = f"`{name}` takes one number: numpy's function of this name takes arrays"
            return found("single_number", told, code, raised.at)
        if getattr(node.func, "id", "") in ("int", "float"):
            told = f"`{shown(node.func)}(...)` takes one number, and a whole array came"
            return found("single_number", told, code, raised.at)
    return None


def lists_for_arrays(raised: Raised, code: Code) -> Finding | None:
    """TypeError of arithmetic on lists."""
    if raised.kind != "TypeError" or not LISTS.match(raised.words):
        return None
    nodes = code.at_line(raised.at)
    if not any(isinstance(node, ast.BinOp | ast.AugAssign) for node in nodes):
        return None
    told = "lists and tuples aren't computed with entry by entry: make arrays of them (np.array)"
    return found("list_for_array", told, code, raised.at)


def unhashable(raised: Raised, code: Code) -> Finding | None:
    """TypeError of a list, dict or array as a key."""
    match = UNHASHABLE.match(raised.words) if raised.kind == "TypeError" else None
    nodes = code.at_line(raised.at)
    holders = ast.Subscript | ast.Dict | ast.Set | ast.Call | ast.Compare | ast.DictComp
    if match is None or not any(isinstance(node, holders) for node in nodes):
        return None
    name = {"numpy.ndarray": "an array", "list": "a list", "dict": "a dict", "set": "a set"}
    told = f"{name.get(match[1], 'this value')} can't be a key of a dict or an entry of a set:"
    return found("unhashable", f"{told} numbers, text and tuples can", code, raised.at)


def endless(raised: Raised, code: Code) -> Finding | None:
    """RecursionError: the function that calls itself."""
    function = code.around(raised.at)
    if raised.kind != "RecursionError" or function is None:
        return None
    called = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in code.at_line(raised.at)
        if isinstance(node, ast.Call)
    }
    if function.name not in called:
        return None
    told = f"`{function.name[:60]}` calls itself here without end"
    return found("endless_recursion", told, code, raised.at)


def unpacked(raised: Raised, code: Code) -> Finding | None:
    """ValueError of `a, b = f(x)`: how many values the function returns."""
    match = UNPACKED.match(raised.words) if raised.kind == "ValueError" else None
    if match is None:
        return None
    for node in code.at_line(raised.at):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Tuple):
            continue
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            told = f"`{shown(node.value)}` has another number of axes than names stand on the left"
            return found("unpacked_shape", told, code, raised.at)
        name = getattr(getattr(node.value, "func", None), "id", "")
        own = code.function(name) if name else None
        wanted = len(node.targets[0].elts)
        for given in within(own[1].body) if own else ():
            if isinstance(given, ast.Return) and isinstance(given.value, ast.Tuple):
                count = len(given.value.elts)
                if count != wanted:
                    told = f"{wanted} names stand on the left, and `{quoted(name, 60)}` returns"
                    told += f" {count} values (line {given.lineno})"
                    return found("unpacked_values", told, code, raised.at)
    return None

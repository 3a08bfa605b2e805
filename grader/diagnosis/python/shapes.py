"""Products and sums of arrays whose shapes don't fit: which line, which operands."""

import ast
import re

from grader.diagnosis.evidence import Finding
from grader.diagnosis.python.code import Code, Raised, shown
from grader.diagnosis.python.say import found

INNER = re.compile(
    r"shapes \(([\d, ]{0,40})\) and \(([\d, ]{0,40})\) not aligned"
    r"|matmul: Input operand \d has a mismatch in its core dimension"
)
FLAT = re.compile(r"matmul: Input operand (\d) does not have enough dimensions")
SHAPE = r"\(([\d, ]{0,40})\)"
SPREAD = re.compile(rf"operands could not be broadcast together with shapes {SHAPE} {SHAPE} ?$")
STORED = re.compile(rf"could not broadcast input array from shape {SHAPE} into shape {SHAPE}")
TARGET = re.compile("non-broadcastable output operand with shape")
RESHAPED = re.compile(r"cannot reshape array of size \d{1,12} into shape")
EMPTY = re.compile(r"of size 0 ")
JOINED = re.compile("all the input array")
PRODUCTS = frozenset(("dot", "matmul"))
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
SPREADERS = tuple(SIGNS)


def wrong_shapes(raised: Raised, code: Code) -> Finding | None:
    """ValueError of a matrix product, of arithmetic by entry, or of an assignment."""
    if raised.kind != "ValueError" or raised.at is None:
        return None
    nodes = code.at_line(raised.at)
    if match := INNER.match(raised.words):
        shapes = _shape(match[1] or ""), _shape(match[2] or "")
        return _product(nodes, shapes, raised, code)
    if match := FLAT.match(raised.words):
        return _no_matrix(nodes, int(match[1]), raised, code)
    if match := SPREAD.match(raised.words):
        return _by_entry(nodes, _shape(match[1]), _shape(match[2]), raised, code)
    if STORED.match(raised.words) and any(isinstance(n, ast.Assign) for n in nodes):
        told = "what is assigned here has another shape than the place it goes to"
        return found("shape_of_assignment", told, code, raised.at)
    if TARGET.match(raised.words):
        told = "an array changed in place keeps its shape, and the other operand has more"
        return found("shape_in_place", told, code, raised.at)
    if RESHAPED.match(raised.words) and _called(nodes, "reshape"):
        told = "the new shape has another number of entries than the array"
        if EMPTY.search(raised.words):
            told = "the array that gets a new shape is empty"
        return found("reshape", told, code, raised.at)
    joins = ("concatenate", "vstack", "hstack", "stack", "column_stack", "append")
    if JOINED.match(raised.words) and any(_called(nodes, name) for name in joins):
        told = "the arrays joined here must agree in every axis but the one they are joined along"
        return found("joined_shapes", told, code, raised.at)
    return None


def _shape(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,12}", text))


def _called(nodes: list[ast.AST], name: str) -> bool:
    calls = (node.func for node in nodes if isinstance(node, ast.Call))
    return any(isinstance(c, ast.Attribute) and c.attr == name for c in calls)


def _operands(nodes: list[ast.AST]) -> list[tuple[ast.expr, ast.expr]]:
    """The operands of every matrix product in a line."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for node in nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            pairs.append((node.left, node.right))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr not in PRODUCTS:
                continue
            if len(node.args) == 2:
                pairs.append((node.args[0], node.args[1]))
            elif len(node.args) == 1:
                pairs.append((node.func.value, node.args[0]))
    return pairs


def _product(
    nodes: list[ast.AST], shapes: tuple[tuple[int, ...], ...], raised: Raised, code: Code
) -> Finding | None:
    pairs = _operands(nodes)
    if not pairs:
        return None
    told = "one of the matrix products here has factors that don't fit: print their shapes"
    if len(pairs) == 1:
        left, right = shown(pairs[0][0]), shown(pairs[0][1])
        if left and right:
            told = f"`{left}` must have as many columns as `{right}` has rows, and it has not"
            told += _without(pairs[0], *shapes) if raised.quotable else ""
    return found("product_shapes", told, code, raised.at)


def _without(
    factors: tuple[ast.expr, ast.expr], left: tuple[int, ...], right: tuple[int, ...]
) -> str:
    """What a transpose that the line takes has to do with it."""
    if len(left) != 2 or len(right) != 2:
        return ""
    turned = [isinstance(factor, ast.Attribute) and factor.attr == "T" for factor in factors]
    fits = left[0] == right[0] if turned[0] else left[1] == right[1]
    return ": without its `.T` it would" if sum(turned) == 1 and fits else ""


def _no_matrix(nodes: list[ast.AST], which: int, raised: Raised, code: Code) -> Finding | None:
    pairs = _operands(nodes)
    if len(pairs) != 1 or which not in (0, 1) or not shown(pairs[0][which]):
        return None
    told = f"`{shown(pairs[0][which])}` is no array but a single number or None, and can't be a"
    return found("product_of_number", f"{told} factor of a matrix product", code, raised.at)


def _by_entry(
    nodes: list[ast.AST],
    left: tuple[int, ...],
    right: tuple[int, ...],
    raised: Raised,
    code: Code,
) -> Finding | None:
    sums = [n for n in nodes if isinstance(n, ast.BinOp) and isinstance(n.op, SPREADERS)]
    if not sums and not any(isinstance(n, ast.AugAssign | ast.Call | ast.Compare) for n in nodes):
        return None
    what = "the operands"
    if len(sums) == 1:
        names = shown(sums[0].left), shown(sums[0].right)
        what = f"`{names[0]}` and `{names[1]}`" if all(names) else what
    told = f"{what} meet entry by entry, and their axes, matched from the last one, differ"
    if raised.quotable:
        told += _compared(left, right)
    return found("entry_by_entry", told, code, raised.at)


def _compared(left: tuple[int, ...], right: tuple[int, ...]) -> str:
    """What is plain about the two shapes."""
    long, short = (left, right) if len(left) >= len(right) else (right, left)
    if len(long) == 2 and len(short) == 1 and long[0] == short[0]:
        return ": the shorter one fits the rows, and would have to be a column"
    if len(left) == len(right) == 2 and left == right[::-1]:
        return ": one has the shape of the other's transpose"
    return ""

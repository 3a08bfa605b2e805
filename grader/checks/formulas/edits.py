"""Single changes of a formula's tree: what a student may have meant, at each place of it."""

import ast
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from enum import IntEnum
from typing import NamedTuple

from grader.checks.formulas.names import Names

ENTRYWISE = ast.FloorDiv()
MOST_WORDS = 40
MOST_FACTORS = 8
FUNCTIONS = ("exp", "log", "sin", "cos", "tanh", "sigmoid", "sum", "mean", "sqrt")
NUMBERS = (-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0)
OTHER_SIGNS: dict[type[ast.operator], tuple[ast.operator, ...]] = {
    ast.Mult: (ast.FloorDiv(), ast.Div(), ast.Add()),
    ast.MatMult: (ast.FloorDiv(),),
    ast.Mod: (ast.FloorDiv(), ast.Div()),
    ast.FloorDiv: (ast.Div(), ast.MatMult()),
    ast.Div: (ast.FloorDiv(),),
}
PRODUCTS = (ast.Mult, ast.MatMult, ast.Mod, ast.FloorDiv, ast.Div)


class Rank(IntEnum):
    """How little a change takes for granted: of those that mend a formula the first is told.

    To leave out what the student wrote supposes nothing new; to put a quantity in place of another,
    or beside it, supposes much, and often mends by chance what another change mends as well.
    """

    step = 1
    factor_gone = 2
    term_gone = 3
    function_gone = 4
    condition = 5
    sign = 6
    number = 7
    arrangement = 8
    quantity = 9
    missing = 10
    missing_term = 11


class Edit(NamedTuple):
    """What stands in place of a node. rank: simpler mistakes are of smaller ones.

    words: what is wrong about the student's formula, without what is right.
    """

    rank: int
    words: str
    node: ast.expr


class Slot(NamedTuple):
    """A place of a tree: the node that is there, and how another one is put there.

    inside: whether it is a part of a product, beside which a factor may stand as well.
    """

    node: ast.expr
    put: Callable[[ast.expr], None]
    inside: bool


def slots(root: ast.Expression) -> Iterator[Slot]:
    """Every place of a tree that holds a value, outermost first."""
    waiting: list[ast.AST] = [root]
    while waiting:
        parent = waiting.pop(0)
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(node, ast.expr) and not _is_fixed(parent, field, place):
                    inside = isinstance(parent, ast.BinOp) and isinstance(parent.op, PRODUCTS)
                    put = _put(parent, field, place if type(value) is list else None)
                    yield Slot(node, put, inside)
                    waiting.append(node)


def _put(parent: ast.AST, field: str, place: int | None) -> Callable[[ast.expr], None]:
    def put(node: ast.expr) -> None:
        if place is None:
            setattr(parent, field, node)
        else:
            getattr(parent, field)[place] = node

    return put


def _is_fixed(parent: ast.AST, field: str, place: int) -> bool:
    """Whether a node is no value: a function, a sequence before its index, a running index."""
    if isinstance(parent, ast.Call):
        named = isinstance(parent.func, ast.Name) and parent.func.id in ("fold", "each", "entry")
        return field == "func" or (named and place == 0)
    if isinstance(parent, ast.BinOp) and isinstance(parent.right, ast.Name):
        return field == "right" and parent.right.id in ("inner", "outer")
    return isinstance(parent, ast.Subscript) and field == "value"


def edits(slot: Slot, names: Names, text: Callable[[ast.expr], str]) -> Iterator[Edit]:
    """What may be meant in place of a node. text: a node as the student may have written it."""
    node, said = slot.node, text(slot.node)
    yield Edit(Rank.sign, f"the sign of `{said}` is wrong", _minus(node))
    match node:
        case ast.Constant(value=int() | float() as number):
            for value in NUMBERS:
                if value != number:
                    yield Edit(
                        Rank.number, f"the number `{said}` in it is wrong", ast.Constant(value)
                    )
        case ast.Name(id=own):
            yield from _other_names(own, said, names)
        case ast.Subscript(value=ast.Name(id=own), slice=index):
            yield from _other_entries(node, own, index, said, names)
        case ast.BinOp():
            yield from _other_products(node, said, text)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            yield Edit(Rank.sign, f"the minus before `{text(inner)}` is wrong", inner)
        case ast.Call(func=ast.Name(id=own), args=[inner]) if own in FUNCTIONS:
            yield Edit(Rank.function_gone, f"the function `{own}` doesn't belong there", inner)
            for other in FUNCTIONS:
                called = ast.Call(ast.Name(other), [inner], [])
                yield Edit(Rank.arrangement, f"the function `{own}` is the wrong one there", called)
        case ast.Call(func=ast.Name(id="fold"), args=[name, low, high, body]):
            for shift in (-1, 1):
                for bounds in ([_plus(low, shift), high], [low, _plus(high, shift)]):
                    called = ast.Call(ast.Name("fold"), [name, *bounds, body], [])
                    yield Edit(Rank.step, "the sum begins or ends at the wrong index", called)
        case ast.Compare(left=left, comparators=[right]):
            for sign in (ast.Lt(), ast.LtE(), ast.Gt(), ast.GtE()):
                turned = ast.Compare(left, [sign], [right])
                yield Edit(Rank.condition, f"the condition `{said}` is wrong", turned)
        case ast.Attribute(value=inner):
            yield Edit(
                Rank.arrangement, f"`{text(inner)}` is transposed where it should not be", inner
            )
    yield Edit(Rank.arrangement, f"`{said}` has to be transposed", ast.Attribute(node, "T"))


def _other_names(own: str, said: str, names: Names) -> Iterator[Edit]:
    words = f"one quantity is the wrong one: where `{said}` stands, another belongs"
    for other, name in names.real.items():
        if other != own and name not in names.domain.sequences:
            yield Edit(Rank.quantity, words, ast.Name(other))
    one_less = ast.BinOp(ast.Constant(1.0), ast.Sub(), ast.Name(own))
    yield Edit(Rank.quantity, f"`{said}` has to be taken from 1, or not at all", one_less)


def _other_entries(
    node: ast.Subscript, own: str, index: ast.expr, said: str, names: Names
) -> Iterator[Edit]:
    for shift in (-1, 1):
        moved = ast.Subscript(node.value, _plus(index, shift))
        yield Edit(Rank.step, f"the index of `{said}` is off by one", moved)
    words = f"one quantity is the wrong one: where `{said}` stands, another belongs"
    for other, name in names.real.items():
        if other != own and name in names.domain.sequences:
            yield Edit(Rank.quantity, words, ast.Subscript(ast.Name(other), index))


def _other_products(node: ast.BinOp, said: str, text: Callable[[ast.expr], str]) -> Iterator[Edit]:
    left, right = node.left, node.right
    if isinstance(node.op, ast.Add | ast.Sub):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield Edit(Rank.step, f"a sign in `{said}` is wrong", ast.BinOp(left, other, right))
        for kept, gone in ((left, right), (right, left)):
            yield Edit(Rank.term_gone, f"the term `{text(gone)}` doesn't belong there", kept)
        return
    if isinstance(node.op, ast.Pow):
        yield Edit(Rank.term_gone, f"the power in `{said}` doesn't belong there", left)
    if isinstance(node.op, PRODUCTS):
        for kept, gone in ((left, right), (right, left)):
            yield Edit(Rank.factor_gone, f"the factor `{text(gone)}` is one too many", kept)
        swapped = ast.BinOp(right, node.op, left)
        yield Edit(Rank.arrangement, f"the two sides of `{said}` are exchanged", swapped)
    for sign in OTHER_SIGNS.get(type(node.op), ()):
        words = f"`{said}` is put together in the wrong way"
        yield Edit(Rank.arrangement, words, ast.BinOp(left, sign, right))


def renamed(root: ast.Expression, names: Names) -> Iterator[Edit]:
    """One name put for another wherever it stands."""
    used = {node.id for node in ast.walk(root) if isinstance(node, ast.Name)} & set(names.real)
    for own, other in itertools.product(sorted(used), names.real):
        if own != other and _is_sequence(own, names) == _is_sequence(other, names):
            tree = _Renamed(own, other).visit(deepcopy(root.body))
            said = names.real[own]
            words = f"one quantity is the wrong one: where `{said}` stands, another belongs"
            yield Edit(Rank.quantity, words, tree)


def _is_sequence(name: str, names: Names) -> bool:
    return names.real[name] in names.domain.sequences


class _Renamed(ast.NodeTransformer):
    def __init__(self, own: str, other: str) -> None:
        self.own, self.other = own, other

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.other), node) if node.id == self.own else node


def without_two(node: ast.expr, text: Callable[[ast.expr], str]) -> Iterator[Edit]:
    """A product without two of its factors: a slope, h (1 - h), is two."""
    factors = _factors(node)
    if 3 <= len(factors) <= MOST_FACTORS:
        for first, second in itertools.combinations(range(len(factors)), 2):
            rest = [factor for place, factor in enumerate(factors) if place not in (first, second)]
            gone = " ".join(_bracketed(factors[place][1], text) for place in (first, second))
            tree = rest[0][1]
            for sign, factor in rest[1:]:
                tree = ast.BinOp(tree, sign, factor)
            yield Edit(Rank.factor_gone, f"the factor `{gone}` is one too many", tree)


def _bracketed(node: ast.expr, text: Callable[[ast.expr], str]) -> str:
    is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
    return f"({text(node)})" if is_sum else text(node)


def _factors(node: ast.expr) -> list[tuple[ast.operator, ast.expr]]:
    """A product's factors from left to right, each with the sign before it."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, PRODUCTS):
        return [*_factors(node.left), (node.op, node.right)]
    return [(ENTRYWISE, node)]


def missing(node: ast.expr, names: Names) -> Iterator[Edit]:
    """What may be meant where a factor or term is missing beside a node."""
    for own, name in names.real.items():
        if name in names.domain.sequences:
            continue
        words = f"a factor is missing that is made from {name}"
        factor = ast.Name(own)
        one_less = ast.BinOp(ast.Constant(1.0), ast.Sub(), factor)
        slope = ast.BinOp(factor, ENTRYWISE, one_less)
        square = ast.BinOp(ast.Constant(1.0), ast.Sub(), ast.BinOp(factor, ENTRYWISE, factor))
        cosine = ast.Call(ast.Name("cos"), [factor], [])
        for extra in (factor, one_less, slope, square, cosine):
            yield Edit(Rank.missing, words, ast.BinOp(node, ENTRYWISE, extra))
        turned = ast.Attribute(factor, "T")
        yield Edit(Rank.missing, words, ast.BinOp(node, ast.MatMult(), turned))
        yield Edit(Rank.missing, words, ast.BinOp(turned, ast.MatMult(), node))
        too_many = f"a factor is one too many that is made from {name}"
        yield Edit(Rank.missing_term, too_many, ast.BinOp(node, ast.Div(), factor))
        for sign in (ast.Add(), ast.Sub()):
            words = f"a term is missing that is made from {name}"
            yield Edit(Rank.missing_term, words, _sum(node, sign, factor))


def missing_difference(node: ast.expr, names: Names) -> Iterator[Edit]:
    """A factor that is the difference of two quantities."""
    known = [(own, name) for own, name in names.real.items() if not _is_sequence(own, names)]
    for (own, name), (other, second) in itertools.permutations(known, 2):
        words = f"a factor is missing that is made from {min(name, second)} and {max(name, second)}"
        difference = ast.BinOp(ast.Name(own), ast.Sub(), ast.Name(other))
        yield Edit(Rank.missing, words, ast.BinOp(node, ENTRYWISE, difference))
        yield Edit(Rank.missing, words, ast.BinOp(difference, ast.MatMult(), node))


def _sum(node: ast.expr, sign: ast.operator, term: ast.expr) -> ast.expr:
    return ast.BinOp(node, sign, term)


def _minus(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), node)


def _plus(node: ast.expr, shift: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(float(shift)))


def copied(tree: ast.expr) -> ast.Expression:
    """A tree of one's own to change."""
    return ast.Expression(deepcopy(tree))


def written(node: ast.expr, real: dict[str, str], known: Sequence[str] = ()) -> str:
    """A node about as the student wrote it, with the Domain's names; at most 40 characters."""
    try:
        text = ast.unparse(ast.fix_missing_locations(node))
    except (RecursionError, ValueError, AttributeError):
        return "…"
    text = text.replace(" % inner % ", " · ").replace(" % outer % ", " ⊗ ")
    text = text.replace(" // ", " ⊙ ").replace(" % ", " ").replace(" * ", " ")
    text = re.sub(r"\b(\d+)\.0\b", r"\1", text)
    text = re.sub(r"\bn\d+\b", lambda match: real.get(match[0], match[0]), text)
    return text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…"

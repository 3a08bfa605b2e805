"""Calls of functions, with and without brackets, and sums over an index."""

from typing import TYPE_CHECKING

from grader.checks.formulas.functions import FUNCTIONS
from grader.checks.formulas.pieces import Pieces, bracketed, called
from grader.checks.formulas.tokens import canonical
from grader.checks.formulas.trouble import FormulaError

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller


def call(speller: "Speller", function: str, at: int, high: int) -> tuple[Pieces, int]:
    """A function and its arguments: `f(a, b)`, `f a`, `f'(a)`, `f^2(a)`."""
    token, index = speller.found[at], at + 1
    if function == "sum" and index < high and speller.found[index].text == "_":
        return big_sum(speller, at, high)
    power: Pieces = []
    while index < high and speller.found[index].text == "'":
        function, index = f"slope_{function}", index + 1
        if function not in FUNCTIONS:
            raise FormulaError(f"the derivative {token.text}' isn't known here", token.place)
    if index + 1 < high and speller.found[index].text in ("^", "**"):
        close = speller.pairs.get(index + 1, index + 1)
        inside = speller.found[index + 1 : close + 1]
        numbers = [one.text for one in inside if one.kind == "number"]
        if len(numbers) != 1 or len(inside) not in (1, 3):
            raise FormulaError(f"{token.text} needs its argument before a power", token.place)
        power = [("**", token.place), (repr(float(numbers[0])), token.place)]
        index = close + 1
    if index < high and speller.found[index].kind == "open":
        close = speller.pairs[index]
        value = _with_arguments(speller, function, at, (index + 1, close))
        index = close + 1
    else:
        argument: Pieces = []
        numbered = index < high and speller.found[index].kind == "number"
        argument, index = speller.operand(index, high)
        if numbered and index < high and speller.found[index].kind == "name":  # sin 2x
            more, index = speller.operand(index, high)
            argument = [*argument, ("%", token.place), *more]
        _verify_count(function, 1, token.text, token.place)
        value = called(function, [argument], token.place)
    return (bracketed([*value, *power], token.place) if power else value), index


def _with_arguments(speller: "Speller", function: str, at: int, inside: tuple[int, int]) -> Pieces:
    token = speller.found[at]
    if function == "sum":
        indexed = _indexed_sum(speller, token.place, inside)
        if indexed is not None:
            return indexed
    slices = [one for one in speller.split(*inside) if not _is_keepdims(speller, one)]
    arguments: list[Pieces] = []
    for number, (low, high) in enumerate(slices):
        if function in ("sum", "mean") and number == 1 and high - low > 2:
            low += 2 if speller.found[low].text == "axis" else 0
        arguments.append(speller.part(low, high))
    _verify_count(function, len(slices), token.text, token.place)
    return called(function, arguments, token.place)


def _is_keepdims(speller: "Speller", part: tuple[int, int]) -> bool:
    return part[1] - part[0] == 3 and speller.found[part[0]].text == "keepdims"


def _verify_count(function: str, count: int, said: str, place: int) -> None:
    least, most = FUNCTIONS[function].least, FUNCTIONS[function].most
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise FormulaError(f"{said} takes {wanted} arguments, {count} came", place)


# --- sums over an index -------------------------------------------------------------------------


def _indexed_sum(speller: "Speller", place: int, inside: tuple[int, int]) -> Pieces | None:
    """`sum(n=1..N, a)`, `sum(a, n=1..N)`, `sum(n=1, N, a)`, `sum(a for n in 1..N)`, or None."""
    low, high = inside
    loop = [i for i in speller.top(low, high) if speller.found[i].kind == "for"]
    if loop:
        return _comprehension(speller, place, (low, loop[0]), (loop[0] + 1, high))
    parts = speller.split(low, high)
    bound = [p for p in parts if p[1] - p[0] > 2 and speller.found[p[0] + 1].text == "="]
    if not bound or speller.found[bound[0][0]].text == "axis":
        return None
    start, end = bound[0]
    rest = [part for part in parts if part != bound[0]]
    dots = [i for i in speller.top(start, end) if speller.found[i].text in ("..", "...")]
    if dots and len(rest) == 1:
        limits = ((start + 2, dots[0]), (dots[0] + 1, end))
        return _fold(speller, start, limits, rest[0])
    if not dots and len(rest) == 2:
        return _fold(speller, start, ((start + 2, end), rest[0]), rest[1])
    raise FormulaError("this sum isn't readable: write sum(n=1..N, expression)", place)


def _comprehension(
    speller: "Speller", place: int, body: tuple[int, int], loop: tuple[int, int]
) -> Pieces:
    start, high = loop
    wrong = FormulaError("this sum isn't readable: write sum(n=1..N, expression)", place)
    if high - start < 3 or speller.found[start + 1].kind != "in":
        raise wrong
    low = start + 2
    if speller.found[low].text == "range" and low + 1 in speller.pairs:
        parts = speller.split(low + 2, speller.pairs[low + 1])
        if len(parts) != 2:
            raise FormulaError("range needs both ends here: range(1, N + 1)", place)
        return _fold(speller, start, (parts[0], parts[1]), body, exclusive=True)
    dots = [i for i in speller.top(low, high) if speller.found[i].text in ("..", "...")]
    if not dots:
        raise wrong
    return _fold(speller, start, ((low, dots[0]), (dots[0] + 1, high)), body)


def big_sum(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """The sum sign: with its index below it and its end above, then a product."""
    place, index = speller.found[at].place, at + 1
    if index < high and speller.found[index].kind == "open":
        return _with_arguments(speller, "sum", at, (index + 1, speller.pairs[index])), (
            speller.pairs[index] + 1
        )
    edges: dict[str, tuple[int, int]] = {}
    while index + 1 < high and speller.found[index].text in ("_", "^"):
        close = speller.pairs.get(index + 1, index + 1)
        inner = (index + 2, close) if close > index + 1 else (index + 1, index + 2)
        edges[speller.found[index].text] = inner
        index = close + 1
    low, top = edges.get("_"), edges.get("^")
    if low is None or top is None or low[1] - low[0] < 3 or speller.found[low[0] + 1].text != "=":
        raise FormulaError("a sum needs both ends: \\sum_{n=1}^{N}, or sum(n=1..N, ...)", place)
    end = high if speller.reading.long_sums else _end_of_product(speller, index, high)
    if end < high:
        speller.doubts.add("long_sums")
    return _fold(speller, low[0], ((low[0] + 2, low[1]), top), (index, end)), end


def _end_of_product(speller: "Speller", low: int, high: int) -> int:
    """Index of the + or - that ends the product, or `high`."""
    before = True
    for at in speller.top(low, high):
        sign = speller.found[at].text in ("+", "-")
        if sign and not before:
            return at
        before = speller.found[at].kind == "operator" and speller.found[at].text != "'"
    return high


def _fold(
    speller: "Speller",
    index: int,
    limits: tuple[tuple[int, int], tuple[int, int]],
    body: tuple[int, int],
    *,
    exclusive: bool = False,
) -> Pieces:
    """The sum of `body` with the name at `index` bound to each whole number of `limits`."""
    token = speller.found[index]
    if token.kind != "name":
        raise FormulaError("a sum needs a name for its index, sum(n=1..N, ...)", token.place)
    ends = [speller.part(*limit) for limit in limits]
    if exclusive:
        ends[1] = [*ends[1], ("-", token.place), ("1.0", token.place)]
    speller.sums += 1
    name, before = f"b{speller.sums}", speller.bound
    speller.bound = {**before, canonical(token.text): name}
    try:
        inner = speller.part(*body)
    finally:
        speller.bound = before
    return called("fold", [[(name, token.place)], *ends, inner], token.place)

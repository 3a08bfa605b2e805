"""Sums over an index: `sum(n=1..N, a)`, `\\sum_{n=1}^{N} a`, `\\sum_j x_j`."""

from typing import TYPE_CHECKING

from grader.checks.formulas.derivatives import canonical
from grader.checks.formulas.pieces import Pieces, called
from grader.checks.formulas.trouble import FormulaError

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller

DOTS = ("..", "...")
NO_END = "a sum needs both ends: \\sum_{n=1}^{N}, or sum(n=1..N, ...)"


def indexed_sum(speller: "Speller", place: int, inside: tuple[int, int]) -> Pieces | None:
    """`sum(n=1..N, a)`, `sum(a, n=1..N)`, `sum(n=1, N, a)`, `sum(a for n in 1..N)`, or None."""
    low, high = _listed(speller, place, inside)
    loop = [i for i in speller.top(low, high) if speller.found[i].kind == "for"]
    if loop:
        return _comprehension(speller, place, (low, loop[0]), (loop[0] + 1, high))
    parts = speller.split(low, high)
    bound = [p for p in parts if p[1] - p[0] > 2 and speller.found[p[0] + 1].text == "="]
    bound = [p for p in bound if speller.found[p[0]].text not in ("axis", "keepdims", "dtype")]
    if not bound:
        return None
    start, end = bound[0]
    rest = [part for part in parts if part != bound[0]]
    dots = [i for i in speller.top(start, end) if speller.found[i].text in DOTS]
    if dots and len(rest) == 1:
        limits = ((start + 2, dots[0]), (dots[0] + 1, end))
        return _fold(speller, start, limits, rest[0])
    if not dots and len(rest) == 2:
        return _fold(speller, start, ((start + 2, end), rest[0]), rest[1])
    raise FormulaError("this sum isn't readable: write sum(n=1..N, expression)", place)


def _listed(speller: "Speller", place: int, inside: tuple[int, int]) -> tuple[int, int]:
    """What stands in a list that is summed, `sum([a for n in 1..N])`; else what came.

    numpy adds up the entries of such a list as well, unless `axis=0` is told.
    """
    (low, high), *options = speller.split(*inside) if inside[0] < inside[1] else [inside]
    whole = speller.pairs.get(low, low) == high - 1 and speller.found[low].text in ("(", "[")
    if not whole or all(speller.found[i].kind != "for" for i in speller.top(low + 1, high - 1)):
        return inside
    said = ["".join(speller.found[i].text for i in range(*option)) for option in options]
    numpy = [token for token in speller.found if token.place == place and token.kind == "function"]
    if said != (["axis=0"] if numpy or said else []):
        raise FormulaError(
            "the sum of a list over its steps is sum([...]), or np.sum([...], axis=0)", place
        )
    return low + 1, high - 1


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
    dots = [i for i in speller.top(low, high) if speller.found[i].text in DOTS]
    if not dots:
        raise wrong
    return _fold(speller, start, ((low, dots[0]), (dots[0] + 1, high)), body)


def big_sum(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """The sum sign: with its index below it and its end above, then a product."""
    place, index = speller.found[at].place, at + 1
    if index < high and speller.found[index].kind == "open":
        inside, end = (index + 1, speller.pairs[index]), speller.pairs[index] + 1
        body = indexed_sum(speller, place, inside)
        return body or called("sum", [speller.part(*inside)], place), end
    edges: dict[str, tuple[int, int]] = {}
    while index + 1 < high and speller.found[index].text in ("_", "^"):
        close = speller.pairs.get(index + 1, index + 1)
        inner = (index + 2, close) if close > index + 1 else (index + 1, index + 2)
        edges[speller.found[index].text] = inner
        index = close + 1
    low, top = edges.get("_"), edges.get("^")
    end = high if speller.reading.long_sums else _end_of_product(speller, index, high)
    if end < high:
        speller.doubts.add("long_sums")
    if low is None and top is None and not speller.names.sequences:
        return called("sum", [speller.part(index, end)], place), end
    if low is None or low[0] >= low[1]:
        raise FormulaError(NO_END, place)
    return _over(speller, low, top, (index, end)), end


def _over(
    speller: "Speller", low: tuple[int, int], top: tuple[int, int] | None, body: tuple[int, int]
) -> Pieces:
    """The sum of `body` over the index that `low` names, up to `top` where that is told."""
    start, end = low
    place = speller.place(start)
    sign = speller.found[start + 1].text if end - start > 1 else ""
    dots = [i for i in speller.top(start, end) if speller.found[i].text in DOTS]
    if not sign and top is None and canonical(speller.found[start].text) not in speller.names.ids:
        return _each(speller, start, body)
    if sign == "=" and end - start > 2 and dots and top is None:
        return _fold(speller, start, ((start + 2, dots[0]), (dots[0] + 1, end)), body)
    if sign == "=" and end - start > 2 and top is not None:
        return _fold(speller, start, ((start + 2, end), top), body)
    if sign in (">=", ">") and end - start > 2 and top is None and speller.names.sequences:
        return _fold(speller, start, ((start + 2, end), None), body, after=sign == ">")
    raise FormulaError(NO_END, place)


def _each(speller: "Speller", index: int, body: tuple[int, int]) -> Pieces:
    """The sum over an index without an end: what it is an index of tells where it ends."""
    token = speller.found[index]
    name, inner = _bound(speller, index, body)
    return called("each", [[(name, token.place)], inner], token.place)


def _bound(speller: "Speller", index: int, body: tuple[int, int]) -> tuple[str, Pieces]:
    """The Python name of an index, and the body with the name at `index` bound to it."""
    token = speller.found[index]
    if token.kind != "name":
        raise FormulaError("a sum needs a name for its index, sum(n=1..N, ...)", token.place)
    speller.sums += 1
    name, before = f"b{speller.sums}", speller.bound
    speller.bound = {**before, canonical(token.text): name}
    try:
        return name, speller.part(*body)
    finally:
        speller.bound = before


def _end_of_product(speller: "Speller", low: int, high: int) -> int:
    """Index of the + or - that ends the product, or `high`."""
    before = True
    for at in speller.top(low, high):
        sign = speller.found[at].text in ("+", "-")
        if sign and not before:
            return at
        before = speller.found[at].kind == "operator" and speller.found[at].text != "'"
    return high


Part = tuple[int, int]


def _fold(
    speller: "Speller",
    index: int,
    limits: tuple[Part, Part | None],
    body: Part,
    *,
    exclusive: bool = False,
    after: bool = False,
) -> Pieces:
    """The sum of `body` with the name at `index` bound to each whole number of `limits`.

    Without a second limit it is the sequences' length. exclusive: the last number is left out;
    after: the first one.
    """
    token = speller.found[index]
    with speller.naming_sizes():
        first = speller.part(*limits[0])
        last = speller.part(*limits[1]) if limits[1] else [(speller.names.length, token.place)]
    if exclusive:
        last = [*last, ("-", token.place), ("1.0", token.place)]
    if after:
        first = [*first, ("+", token.place), ("1.0", token.place)]
    name, inner = _bound(speller, index, body)
    return called("fold", [[(name, token.place)], first, last, inner], token.place)

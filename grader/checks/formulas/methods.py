"""What may follow an operand with a dot or in square brackets, as in numpy."""

from typing import TYPE_CHECKING

from grader.checks.formulas.calls import reduced, sizes
from grader.checks.formulas.pieces import Pieces, called, turned
from grader.checks.formulas.trouble import FormulaError

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller

REDUCING = ("sum", "mean", "max", "min")
FLATTENING = ("ravel", "flatten")
NONE = ("None", "newaxis")
INDICES: dict[tuple[str, ...], str] = {
    (":", "None"): "column_of",
    ("...", "None"): "column_of",
    ("None", ":"): "row_of",
    ("None",): "row_of",
    ("0",): "first_of",
    ("0", ":"): "first_of",
    (":", "0"): "only_of",
}


def method(speller: "Speller", pieces: Pieces, at: int, high: int) -> tuple[Pieces, int]:
    """`.T`, `.sum(axis=1)`, `.dot(b)` and their like; in `A.T (b)` the bracket is a factor."""
    token = speller.found[at]
    name, place = token.text, token.place
    if name in ("T", "t") and speller.pairs.get(at + 1, 0) > at + 2:
        return turned(pieces, place), at + 1
    if name == "shape":
        return _extent(speller, pieces, at, high)
    bracket = at + 1 < high and speller.found[at + 1].text == "("
    inside = (at + 2, speller.pairs[at + 1]) if bracket else (at, at)
    end = inside[1] + 1
    if name in ("dot", "reshape", "astype") and inside[0] >= inside[1]:
        raise FormulaError(f"{name} needs its argument, a.{name}(...)", place)
    if name == "dot":
        return called("dot", [pieces, speller.part(*inside)], place), end
    if name in REDUCING:
        found = reduced(speller, name, pieces, inside)
        return called(name, found, place), end
    if name == "reshape":
        return called("reshape", [pieces, *sizes(speller, inside)], place), end
    if name == "astype":
        words = {speller.found[i].text for i in range(*inside)}
        return called("int" if words & {"int", "int64", "bool"} else "float", [pieces], place), end
    if inside[0] < inside[1] and not (name in FLATTENING and inside[1] == inside[0] + 1):
        raise FormulaError(f".{name}() takes no argument here", speller.place(inside[0]))
    if name in FLATTENING:
        return called("ravel", [pieces], place), end
    return (pieces if name == "copy" else turned(pieces, place)), end


def _extent(speller: "Speller", pieces: Pieces, at: int, high: int) -> tuple[Pieces, int]:
    """`.shape[0]`."""
    token = speller.found[at]
    close = speller.pairs.get(at + 1, 0)
    if at + 1 >= high or speller.found[at + 1].text != "[" or close < at + 3:
        raise FormulaError("of a shape one entry is read, a.shape[0]", token.place)
    return called("extent_of", [pieces, speller.part(at + 2, close)], token.place), close + 1


def is_index(speller: "Speller", at: int) -> bool:
    """Whether a square bracket is an index, `[:, None]` or `[0]`, and no factor."""
    inside = (at + 1, speller.pairs[at])
    found = [speller.found[i] for i in speller.top(*inside)]
    if any(token.text == "?" for token in found):
        return False
    odd = any(token.text in (":", "..", "...", *NONE) for token in found)
    return odd or (len(found) == 1 and found[0].text.isdigit())


def indexed(speller: "Speller", pieces: Pieces, at: int) -> Pieces:
    """An operand with such an index."""
    place = speller.found[at].place
    parts = []
    for low, high in speller.split(at + 1, speller.pairs[at]):
        words = [
            "None" if speller.found[i].text in NONE else speller.found[i].text
            for i in range(low, high)
        ]
        parts.append(" ".join(words))
    index = tuple(parts)
    if index in ((":",), (":", ":"), ("...",)):
        return pieces
    function = INDICES.get(index)
    if function is None:
        raise FormulaError(
            f"the index [{', '.join(index)[:30]}] isn't read: write the formula with whole arrays",
            place,
        )
    speller.numpy = speller.numpy or "None" in index
    return called(function, [pieces], place)

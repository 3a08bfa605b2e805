"""Operands of a formula: numbers, names, brackets, calls, and what may follow them."""

import math
from typing import TYPE_CHECKING

from grader.checks.formulas.calls import big_sum, call
from grader.checks.formulas.names import constant
from grader.checks.formulas.pieces import Pieces, bracketed, called
from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import shown

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller

MOST_DIGITS = 30


def operand_at(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """The operand that begins at an index, with powers and transposes. Raises FormulaError."""
    if at >= high:
        raise FormulaError("something is missing after this", speller.place(at - 1))
    pieces, at = _primary(speller, at, high)
    while at < high:
        token = speller.found[at]
        if token.kind == "method":
            pieces, at = _method(speller, pieces, at, high)
        elif token.text == "'":
            pieces, at = _turned(pieces, token.place), at + 1
        elif token.text in ("^", "**"):
            pieces, at = _raised(speller, pieces, at, high)
        else:
            break
    return pieces, at


def _turned(pieces: Pieces, place: int) -> Pieces:
    return [*bracketed(pieces, place), (".T", place)]


def _primary(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    token = speller.found[at]
    if token.kind == "number":
        return _number(speller, at, high)
    if token.kind in ("name", "slashed"):
        return _name(speller, at, high)
    if token.kind == "frac":
        return _fraction(speller, at, high)
    if token.kind == "open":
        close = speller.pairs[at]
        return bracketed(speller.group(at + 1, close), token.place), close + 1
    if token.text == "∑":
        return big_sum(speller, at, high)
    if token.text == "√":
        argument, end = operand_at(speller, at + 1, high)
        return called("sqrt", [argument], token.place), end
    said = shown(token.text)
    if token.text in (",", ";"):
        raise FormulaError("a comma has no place here; for a decimal point write 0.5", token.place)
    raise FormulaError(f"{said!r} has no place here", token.place)


def _number(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    token = speller.found[at]
    if len(token.text) > MOST_DIGITS or not math.isfinite(float(token.text)):
        raise FormulaError("this number is too large or has too many digits", token.place)
    marked = at + 2 < high and speller.found[at + 1].text == "_"  # 1_{a > 0}
    after = at + 2 if marked and speller.found[at + 2].kind == "open" else at + 1
    return [(repr(float(token.text)), token.place)], after


def _fraction(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    place = speller.found[at].place
    bounds = []
    index = at + 1
    for _ in range(2):
        if index >= high or speller.found[index].text != "{":
            raise FormulaError("\\frac needs two groups in braces, \\frac{a}{b}", place)
        bounds.append((index + 1, speller.pairs[index]))
        index = speller.pairs[index] + 1
    above, below = (bracketed(speller.part(*bound), speller.place(bound[0])) for bound in bounds)
    return bracketed([*above, ("/", place), *below], place), index


def _name(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    token, names = speller.found[at], speller.names
    found = names.find(token.text, speller.bound)
    if found in names.sequences:
        return _entry(speller, str(found), at, high)
    if found is not None:
        return [(found, token.place)], at + 1
    pair = names.indexed(token.text, speller.bound)
    if pair is not None:
        return [(f"{pair[0]} [ {pair[1]} ]", token.place)], at + 1
    function = names.function(token.text)
    if function == "exp" and at + 1 < high and speller.found[at + 1].text in ("^", "**"):
        return [(repr(math.e), token.place)], at + 1
    if function is not None:
        return call(speller, function, at, high)
    value = constant(token.text)
    if value is not None:
        return [(repr(value), token.place)], at + 1
    bracket = at + 1 < high and speller.found[at + 1].text == "("
    raise names.unknown(token.text, token.place, called=bracket)


def _entry(speller: "Speller", name: str, at: int, high: int) -> tuple[Pieces, int]:
    """An entry of a sequence: `x(n)`, `x[n]`, `x_{n-1}`, `x^{(n)}`."""
    token, index = speller.found[at], at + 1
    if index + 1 < high and speller.found[index].text in ("_", "^"):
        index += 1
    if index >= high or speller.found[index].kind != "open":
        said = shown(token.text)
        raise FormulaError(f"{said} has one value a step: say which, as in {said}(n)", token.place)
    close = speller.pairs[index]
    inner = speller.part(index + 1, close)
    return [(name, token.place), ("[", token.place), *inner, ("]", token.place)], close + 1


def _raised(speller: "Speller", pieces: Pieces, at: int, high: int) -> tuple[Pieces, int]:
    """A power, or the transpose where T is raised."""
    token, index = speller.found[at], at + 1
    if index >= high:
        raise FormulaError("something is missing after this", token.place)
    close = speller.pairs.get(index, index)
    inside = speller.found[index + 1 : close] if close > index else speller.found[index : index + 1]
    turns = ("T", "'") if "t" in speller.names.ids else ("T", "t", "'")
    if [one.text for one in inside] in ([turn] for turn in turns):
        return _turned(pieces, token.place), close + 1
    signs: Pieces = []
    while index < high and speller.found[index].text in ("+", "-"):
        signs.append((speller.found[index].text, speller.found[index].place))
        index += 1
    exponent, end = operand_at(speller, index, high)
    power = [*bracketed(pieces, token.place), ("**", token.place)]
    return bracketed([*power, *bracketed([*signs, *exponent], token.place)], token.place), end


def _method(speller: "Speller", pieces: Pieces, at: int, high: int) -> tuple[Pieces, int]:
    """`.T`, `.transpose()`, `.sum()`, `.dot(b)`; in `A.T (b)` the bracket is the next factor."""
    token = speller.found[at]
    if token.text in ("T", "t") and speller.pairs.get(at + 1, 0) > at + 2:
        return _turned(pieces, token.place), at + 1
    bracket = at + 1 < high and speller.found[at + 1].text == "("
    close = speller.pairs[at + 1] if bracket else at
    if token.text == "dot":
        if not bracket:
            raise FormulaError("dot needs its argument, a.dot(b)", token.place)
        argument = speller.part(at + 2, close)
        return called("dot", [pieces, argument], token.place), close + 1
    if bracket and close > at + 2:
        raise FormulaError(f".{token.text}() takes no argument here", speller.place(at + 2))
    if token.text == "sum":
        return called("sum", [pieces], token.place), close + 1
    return _turned(pieces, token.place), close + 1

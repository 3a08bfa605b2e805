"""Operands of a formula: numbers, names, brackets, calls, with powers and transposes."""

import math
from typing import TYPE_CHECKING

from grader.checks.formulas.calls import call
from grader.checks.formulas.derivatives import canonical
from grader.checks.formulas.functions import SPELLINGS
from grader.checks.formulas.lines import COMPARED
from grader.checks.formulas.methods import indexed, is_index, method
from grader.checks.formulas.names import constant
from grader.checks.formulas.pieces import Pieces, bracketed, called, turned
from grader.checks.formulas.sums import big_sum
from grader.checks.formulas.trouble import FormulaError
from grader.checks.values import shown

if TYPE_CHECKING:
    from grader.checks.formulas.spelling import Speller

MOST_DIGITS = 30
ALONE = ("+", "-", "=", "(", ")", "[", "]", "{", "}", ",", ";")
"""Signs around a 1 that stands in no product."""


def operand_at(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """The operand that begins at an index, with powers and transposes. Raises FormulaError."""
    if at >= high:
        raise FormulaError("something is missing after this", speller.place(at - 1))
    pieces, at = _primary(speller, at, high)
    while at < high:
        token = speller.found[at]
        if token.kind == "method":
            pieces, at = method(speller, pieces, at, high)
        elif token.text == "[" and is_index(speller, at):
            pieces, at = indexed(speller, pieces, at), speller.pairs[at] + 1
        elif token.text == "'":
            pieces, at = turned(pieces, token.place, ".H"), at + 1
        elif token.text in ("^", "**"):
            pieces, at = _raised(speller, pieces, at, high)
        else:
            break
    return pieces, at


def _primary(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    token = speller.found[at]
    if token.kind == "number":
        return _number(speller, at, high)
    if token.kind in ("name", "slashed"):
        return _name(speller, at, high)
    if token.kind == "function":
        return _function(speller, at, high)
    if token.text == "①":
        return _ones(speller, at, high)
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
        raise FormulaError(
            "a comma has no place here; write 0.5 for a decimal point, a if c for a case",
            token.place,
        )
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
    following = speller.found[at + 1].text if at + 1 < high else ""
    found = names.find(token.text, speller.bound)
    if found in names.sequences:
        return _entry(speller, str(found), at, high)
    if found is not None and following == "(" and canonical(token.text) == "ones":
        return call(speller, "ones", at, high)  # a name too, and means the same
    if found is not None and following == "[" and speller.pairs[at + 1] == at + 3:  # x[j]
        component = _component(speller, at, f"{token.text}_{speller.found[at + 2].text}")
        if component is not None:
            return component, at + 4
    if found is not None:
        return [(found, token.place)], at + 1
    pair = names.indexed(token.text, speller.bound)
    if pair is not None:
        return [(f"{pair[0]} [ {pair[1]} ]", token.place)], at + 1
    size = names.size(token.text) if speller.sizes else None
    if size is not None:
        return [(size, token.place)], at + 1
    component = _component(speller, at, token.text)
    return (component, at + 1) if component else _function(speller, at, high)


def _component(speller: "Speller", at: int, word: str) -> Pieces | None:
    """`x_j`: entry j of a vector in a sum over j; elsewhere each entry of it, for any one j."""
    token = speller.found[at]
    entry = speller.names.entry(word)
    if entry is None or speller.names.function(word):
        return None
    name, letter = entry
    bound = speller.bound.get(letter)
    if bound:
        return called("entry", [[(name, token.place)], [(bound, token.place)]], token.place)
    if speller.free not in ("", letter):
        raise FormulaError(
            f"entries with two indices, {speller.free} and {letter}, aren't read: write the "
            "formula with whole vectors",
            token.place,
        )
    speller.free = letter
    return called("every", [[(name, token.place)]], token.place)


def _function(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """A function or a constant; one after `np.` is never a name."""
    token, names = speller.found[at], speller.names
    own = token.kind == "function"
    function = SPELLINGS.get(token.text) if own else names.function(token.text)
    if function == "exp" and at + 1 < high and speller.found[at + 1].text in ("^", "**"):
        return [(repr(math.e), token.place)], at + 1
    if function is not None:
        return call(speller, function, at, high)
    value = constant(token.text)
    if value is not None:
        return [(repr(value), token.place)], at + 1
    bracket = own or (at + 1 < high and speller.found[at + 1].text == "(")
    raise names.unknown(token.text, token.place, called=bracket)


def _ones(speller: "Speller", at: int, high: int) -> tuple[Pieces, int]:
    """A bold 1: before a condition the number, in a product a vector of ones, if there is one."""
    token, index = speller.found[at], at + 1
    following = speller.found[index] if index < high else token
    marked = following.text == "_" and index + 1 < high
    if following.kind == "open" or (marked and speller.found[index + 1].kind == "open"):
        condition = index + 1 if marked else index
        inside = speller.top(condition + 1, speller.pairs[condition])
        if any(speller.found[i].text in COMPARED for i in inside):
            return [("1.0", token.place)], condition
        index = speller.pairs[condition] + 1 if marked else index
    elif marked:
        index += 2
    before, after = (speller.found[i].text if 0 <= i < high else "+" for i in (at - 1, index))
    if before in ALONE and after in ALONE:
        return [("1.0", token.place)], index
    ones = speller.names.ids.get("ones")
    if ones is None:
        raise FormulaError(
            "write ones(n) for a column of n ones, and 1 for the number", token.place
        )
    return [(ones, token.place)], index


def _entry(speller: "Speller", name: str, at: int, high: int) -> tuple[Pieces, int]:
    """An entry of a sequence: `x(n)`, `x[n]`, `x_{n-1}`, `x^{(n)}`."""
    token, index = speller.found[at], at + 1
    if index + 1 < high and speller.found[index].text in ("_", "^"):
        index += 1
    if speller.found[index - 1].text == "_" and speller.found[index].kind in ("number", "name"):
        step = speller.part(index, index + 1)  # dJ/do_1
        return [(name, token.place), ("[", token.place), *step, ("]", token.place)], index + 1
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
        return turned(pieces, token.place, ".H"), close + 1
    signs: Pieces = []
    while index < high and speller.found[index].text in ("+", "-"):
        signs.append((speller.found[index].text, speller.found[index].place))
        index += 1
    exponent, end = operand_at(speller, index, high)
    power = [*bracketed(pieces, token.place), ("**", token.place)]
    return bracketed([*power, *bracketed([*signs, *exponent], token.place)], token.place), end

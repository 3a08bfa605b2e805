"""Calls of functions, with and without brackets."""

from typing import TYPE_CHECKING

from grader.checks.formulas.functions import FUNCTIONS
from grader.checks.formulas.pieces import Pieces, bracketed, called
from grader.checks.formulas.sums import big_sum, indexed_sum
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
        total = indexed_sum(speller, token.place, inside)
        if total is not None:
            return total
    if function == "ones":
        arguments = sizes(speller, inside)
    elif function in ("sum", "mean"):
        body, *options = speller.split(*inside)
        after = (options[0][0], inside[1]) if options else (inside[1], inside[1])
        arguments = reduced(speller, function, speller.part(*body), after)
    else:
        slices = speller.split(*inside)
        if len(slices) > FUNCTIONS[function].least and _keyword(speller, slices[-1]) == "dtype":
            slices = slices[:-1]
        arguments = [speller.part(*one) for one in slices]
    _verify_count(function, len(arguments), token.text, token.place)
    return called(function, arguments, token.place)


def _keyword(speller: "Speller", part: tuple[int, int]) -> str:
    """The name of a keyword argument, or ""."""
    low, high = part
    return speller.found[low].text if high - low > 2 and speller.found[low + 1].text == "=" else ""


def reduced(
    speller: "Speller", function: str, pieces: Pieces, inside: tuple[int, int]
) -> list[Pieces]:
    """The arguments of a sum or its like: what is added, and the axis where there is one."""
    arguments = [pieces]
    for low, high in speller.split(*inside) if inside[0] < inside[1] else ():
        keyword = _keyword(speller, (low, high))
        if keyword == "keepdims":
            continue
        if len(arguments) > 1 or function in ("max", "min") or keyword not in ("", "axis"):
            raise FormulaError(f"{function} takes no such argument here", speller.place(low))
        arguments.append(speller.part(low + 2 if keyword else low, high))
    return arguments


def sizes(speller: "Speller", inside: tuple[int, int]) -> list[Pieces]:
    """The sizes of a new shape: `n, 1`, or `(n, 1)`."""
    low, high = inside
    parts = speller.split(low, high)
    if len(parts) == 2 and _keyword(speller, parts[-1]) in ("dtype", "order"):
        parts = parts[:1]
    if len(parts) == 1 and speller.pairs.get(parts[0][0]) == parts[0][1] - 1:
        parts = [p for p in speller.split(parts[0][0] + 1, parts[0][1] - 1) if p[0] < p[1]]
    with speller.naming_sizes():
        return [speller.part(*part) for part in parts]


def _verify_count(function: str, count: int, said: str, place: int) -> None:
    least, most = FUNCTIONS[function].least, FUNCTIONS[function].most
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise FormulaError(f"{said} takes {wanted} arguments, {count} came", place)

"""Judges the gradients of large parameters along directions, and finds where they are wrong."""

from collections.abc import Mapping

import numpy as np

from grader.checks.findings import Judged, WrongGradient
from grader.checks.pattern import OF_THE_PARAMETER, Pattern, Worst, swapped
from grader.checks.probes import LEAST_SHARES, Line, Prober
from grader.checks.same import DOUBLE
from grader.checks.scalar import Scalar, earned
from grader.checks.values import Array

CLEAR = 1e-2
"""A half of a tensor holds all or nothing of a deviation, up to this part of it."""
SAME = 1e-4
"""How well one cause must explain the deviations of all directions, relative to the slopes."""

Whole = tuple[str, str]


def judged(
    function: Scalar, claimed: Mapping[str, Array], rtol: float, atol: float
) -> dict[str, Judged]:
    """What was found of each tensor; WrongGradient for a wrong one.

    claimed: by name, of the tensors' shapes and finite. rtol, atol: as for `gradient`; rtol is
    relative to what the slope's terms would sum up to if they were independent.
    """
    kinds = {name: earned(value) for name, value in claimed.items()}
    rtols = {n: rtol if kind is DOUBLE else max(rtol, kind.rtol) for n, kind in kinds.items()}
    exact = {name: np.asarray(value, dtype=np.float64) for name, value in claimed.items()}
    prober = Prober(function, exact, atol)
    found = dict.fromkeys(claimed, Judged(1.0))
    for names in prober.groups():
        rtol = max(rtols[name] for name in names)
        lines = prober.lines(names)
        if not all(line.smooth for line in lines) and function.measure():
            lines = prober.lines(names)  # what looked like kinks may have been rounding
        lines = _confirmed(prober, names, lines, rtol, atol)
        decided = [line.smooth and _decides(line, function, rtol, atol) for line in lines]
        off = max(_off(line) for line in lines)
        found |= dict.fromkeys(names, Judged(sum(decided) / len(decided), relative=off))
    return found


def _off(line: Line) -> float:
    """The error relative to what the slope is about."""
    return abs(line.claimed - line.slope.value) / line.size if line.smooth and line.size else 0.0


def _allowed(line: Line, rtol: float, atol: float) -> float:
    return rtol * max(line.size, abs(line.slope.value)) + atol * line.length + line.slope.error


def _differs(line: Line, rtol: float, atol: float) -> bool:
    return line.smooth and abs(line.claimed - line.slope.value) > _allowed(line, rtol, atol)


def _confirmed(
    prober: Prober, names: list[str], lines: list[Line], rtol: float, atol: float
) -> list[Line]:
    """The lines, judged; CheckFailed where two of them differ from the claimed gradient.

    Kinks at the point itself may cancel along one direction by chance, which then looks smooth.
    One that differs alone is therefore confirmed by another, or else decides nothing.
    """
    if not any(_differs(line, rtol, atol) for line in lines):
        return lines
    prober.function.measure()
    again = [prober.line(x.direction) if _differs(x, rtol, atol) else x for x in lines]
    off = [line for line in again if _differs(line, rtol, atol)]
    rest = [line for line in again if not _differs(line, rtol, atol)]
    for least_share in LEAST_SHARES:
        if len(off) != 1:
            break
        another = prober.line(prober.draw(names, least_share))
        off += [another] * _differs(another, rtol, atol)
    if len(off) > 1:
        _explain(prober, names, [*off, *rest][: len(lines)], rtol)
    return [*rest, *(line._replace(smooth=False) for line in off)]


def _decides(line: Line, function: Scalar, rtol: float, atol: float) -> bool:
    blur = 2 * atol * max(1.0, function.terms) + atol * line.length
    return _allowed(line, rtol, atol) <= max(function.decisive * line.size, blur)


def _explain(prober: Prober, names: list[str], lines: list[Line], rtol: float) -> None:
    """Say which tensor is wrong, and how. lines: along the first one the slopes differ."""
    name, alone = _tensor(prober, names, lines[0])
    if len(names) > 1:
        lines = [alone, *(prober.line(prober.draw([name], 1.0)) for _ in lines[1:])]
    other = belongs_to(prober.function, name, prober.claimed[name], rtol, prober.atol)
    if other:
        seen = _pattern(swapped(other), lines[0])
    else:
        seen = _whole(prober, name, lines) or _place(prober, name, lines[0])
    size, evaluations = prober.claimed[name].size, prober.function.evaluations
    raise WrongGradient(name, size, seen, 0, evaluations)


def belongs_to(function: Scalar, name: str, value: Array, rtol: float, atol: float) -> str:
    """The other tensor whose gradient a claimed one is, by random directions; "" where none."""
    exact = np.asarray(value, dtype=np.float64)
    for other, tensor in function.at.items():
        if other == name or tensor.shape != value.shape or not value.any():
            continue
        prober = Prober(function, {other: exact}, atol)
        drawn = (prober.line(prober.draw([other], 1.0)) for _ in LEAST_SHARES)
        if all(_fits(line, rtol, atol) for line in drawn):
            return other
    return ""


def _fits(line: Line, rtol: float, atol: float) -> bool:
    sharp = _allowed(line, rtol, atol) <= CLEAR * line.size
    return line.smooth and sharp and not _differs(line, rtol, atol)


def _tensor(prober: Prober, names: list[str], line: Line) -> tuple[str, Line]:
    """The tensor with the largest part of the deviation, and the line in which it moves alone."""
    if len(names) == 1:
        return names[0], line
    alone = [prober.line({name: line.direction[name]}) for name in names]
    off = [abs(part.claimed - part.slope.value) - part.slope.error for part in alone]
    worst = int(np.argmax(off))
    return names[worst], alone[worst]


def _whole(prober: Prober, name: str, lines: list[Line]) -> Pattern | None:
    """One cause for all entries of a tensor, if one explains the slopes along all lines."""
    got, at, line = prober.claimed[name], prober.function.at[name], lines[0]
    if not got.any():
        return _pattern("every entry is zero", line)
    slopes = np.array([each.slope.value for each in lines])
    claims = np.array([each.claimed for each in lines])
    off, error = claims - slopes, np.array([each.slope.error for each in lines])
    slack = np.array([SAME * each.size for each in lines]) + error
    # A cause must explain the deviation, not only be smaller than the slopes.
    near = np.minimum(slack, CLEAR * np.abs(off) + error)

    def along(tensor: Array) -> Array:
        return np.array([float(np.sum(tensor * each.direction[name])) for each in lines])

    factor = float(claims @ slopes / (slopes @ slopes)) if slopes.any() else 0.0
    if np.all(np.abs(claims - factor * slopes) <= max(1.0, abs(factor)) * near):
        if abs(factor + 1) <= SAME:
            return _pattern("every entry has the wrong sign", line)
        words = "every entry is off by the same factor"
        return _pattern(words, line, f"got is {factor:.6g} times the expected value")
    square = got.ndim == 2 and got.shape[0] == got.shape[1]
    if square and np.all(np.abs(along(got.T) - slopes) <= near):
        return _pattern("it is transposed", line)
    weight = along(at)
    added = float(weight @ off / (weight @ weight)) if weight.any() else 0.0
    if added and np.all(np.abs(off - added * weight) <= near):
        more = f"got is the expected value {added:+.6g} * {name}"
        return _pattern(OF_THE_PARAMETER, line, more)
    return None


def _pattern(
    words: str, line: Line, more: str = "", place: str = "", index: tuple[int, ...] | None = None
) -> Pattern:
    """more: said behind the numbers. place: said before them. index: the one entry at fault."""
    numbers = f"along one direction: got {line.claimed:.10g}, expected {line.slope.value:.10g}"
    worst = Worst(index, line.claimed, line.slope.value)
    detail = f"{place}{numbers}; {more}" if more else f"{place}{numbers}"
    return Pattern(words, detail, worst, more, entrywise=False)


def _place(prober: Prober, name: str, line: Line) -> Pattern:
    """The one row, column or entry that holds the deviation, by halving."""
    direction = line.direction[name]
    total = prober.deviation({name: direction})
    row, rest = None, direction
    if direction.ndim:
        row = _only(prober, name, rest, total, 0)
        rest = rest if row is None else _kept(rest, 0, row)
    place: list[int | None] = [row]
    for axis in range(1, direction.ndim):
        place.append(_only(prober, name, rest, total, axis))
        rest = rest if place[-1] is None else _kept(rest, axis, place[-1])
    return _words(place, direction.shape, line)


def _kept(direction: Array, axis: int, index: int) -> Array:
    """The direction with zeros everywhere but at one index of an axis."""
    kept = np.zeros_like(direction)
    np.moveaxis(kept, axis, 0)[index] = np.moveaxis(direction, axis, 0)[index]
    return kept


def _only(prober: Prober, name: str, direction: Array, total: float, axis: int) -> int | None:
    """The index of an axis that holds the whole deviation; None where several do.

    A slope is linear in the direction: of two halves only one is evaluated.
    """
    low, high = 0, direction.shape[axis]
    while high - low > 1:
        middle = (low + high) // 2
        half = np.zeros_like(direction)
        np.moveaxis(half, axis, 0)[low:middle] = np.moveaxis(direction, axis, 0)[low:middle]
        part = prober.deviation({name: half})
        if abs(part) <= CLEAR * abs(total):
            low = middle
        elif abs(total - part) <= CLEAR * abs(total):
            high = middle
        else:
            return None
    return low


def _words(place: list[int | None], shape: tuple[int, ...], line: Line) -> Pattern:
    size = int(np.prod(shape))
    known = [index for index in place if index is not None]
    if size == 1:
        return _pattern("its value is not the right one", line, index=(0,) * len(shape))
    if len(known) == len(shape):
        words = f"one entry of {size} differs"
        return _pattern(words, line, place=f"at {known}: ", index=tuple(known))
    if len(known) == 0:
        return _pattern("entries in many places differ", line)
    if len(shape) == 2:
        kind = "row" if place[0] is not None else "column"
        words = f"only entries of one {kind} differ"
        return _pattern(words, line, place=f"{kind} {known[0]}: ")
    where = ", ".join(":" if index is None else str(index) for index in place)
    return _pattern("only entries of one slice differ", line, place=f"at [{where}]: ")

"""The right numbers in other places."""

from itertools import combinations, permutations
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

T = TypeVar("T", bound=np.generic)


ORDERS: tuple[Literal["C", "F"], ...] = ("C", "F")


def transposed(case: Case) -> Finding | None:
    """Axes in another order."""
    got, right = case.got, case.expected
    if not 2 <= right.ndim == got.ndim <= 4 or sorted(got.shape) != sorted(right.shape):
        return None
    if 1 in right.shape and right.ndim == 2:  # a row for a column: that is another shape
        return None
    for order in permutations(range(right.ndim)):
        moved = right.transpose(order)
        if order == tuple(range(right.ndim)) or not case.equal(moved, got) or not case.tells():
            continue
        if right.ndim == 2:
            return Finding("transposed", f"{case.what} is transposed, otherwise it is right")
        return Finding(
            "axes_order",
            f"{case.what} has its axes in another order than asked for: a transpose of the wrong "
            "axes, or a reshape by rows instead of columns (C and Fortran order)",
        )
    return None


def other_shape(case: Case) -> Finding | None:
    """The right numbers in another shape."""
    if case.alike or case.got.size != case.expected.size or not case.tells():
        return None
    if transposed(case):
        return None
    if any(case.equal(case.got.ravel(o), case.expected.ravel(o)) for o in ORDERS):
        return Finding("other_shape", f"{case.what} has the right numbers in another shape")
    return None


def reading_order(case: Case) -> Finding | None:
    """Read row by row instead of column by column, or the other way round."""
    got, right = case.got, case.expected
    if got.size != right.size or not case.tells():
        return None
    if transposed(case) or other_shape(case):
        return None
    if not (_other_order(case, got, right) or _other_order(case, right, got)):
        return None
    return Finding(
        "reading_order",
        f"{case.what} has the right numbers in another order: it is reshaped row by row where "
        "column by column is asked for (C and Fortran order), or the other way round",
    )


def _other_order(case: Case, one: Floats, other: Floats) -> bool:
    """Whether one array has by columns what the other has by rows, as a whole or by sample."""
    samples = {(-1,), (one.shape[0], -1), (-1, one.shape[-1])} if one.ndim else {(-1,)}
    return any(
        case.equal(one.reshape(shape, order="F"), other.reshape(shape, order="C"))
        for shape in samples
    )


def reversed_axes(case: Case) -> Finding | None:
    """Turned round along one axis."""
    if not case.alike or not case.tells():
        return None
    for axis in range(case.got.ndim):
        if case.equal(np.flip(case.expected, axis), case.got):
            return Finding("reversed", f"{case.what} is reversed along axis {axis}")
    return None


def turned(case: Case) -> Finding | None:
    """Turned in the plane of two axes."""
    right = case.expected
    if not 2 <= right.ndim == case.got.ndim <= 4 or not case.tells():
        return None
    for plane in combinations((axis for axis in range(right.ndim) if right.shape[axis] > 1), 2):
        for quarters in (1, 2, 3):
            if case.equal(np.rot90(right, quarters, plane), case.got):
                return Finding(
                    "turned",
                    f"{case.what} is turned in the plane of axes {plane[0]} and {plane[1]} against "
                    "what was expected: look at the direction and the number of turns",
                )
    return None


def _part(array: NDArray[T], axis: int, part: slice) -> NDArray[T]:
    return array[(slice(None),) * axis + (part,)]


FARTHEST = 8
"""Places by which something may be moved."""
BUT_FIRST, BUT_LAST = slice(1, None), slice(None, -1)


def shifted(case: Case) -> Finding | None:
    """Moved by a few places along an axis, whatever is at the edge."""
    if not case.alike:
        return None
    for axis, length in enumerate(case.got.shape):
        for places in range(1, min(FARTHEST, length - 2) + 1):
            late, early = slice(places, None), slice(None, -places)
            for a, b in ((late, early), (early, late)):
                moved = _part(case.got, axis, a)
                same = case.equal(moved, _part(case.expected, axis, b))
                if not same or not _tells_places(moved, axis, places):
                    continue
                if case.informs(moved[_part(case.wrong, axis, a)]):
                    return _shifted(case, axis, places, "before" if a is late else "after")
    return None


def _tells_places(moved: Floats, axis: int, places: int) -> bool:
    """Whether what was moved is long enough, and at each place so different, that it shows whence.

    Few places, or such that look alike, agree with their neighbours by chance.
    """
    rows = np.moveaxis(moved, axis, 0).reshape(moved.shape[axis], -1)
    return len(rows) >= max(3, places) and len(np.unique(rows.round(12), axis=0)) == len(rows)


def _shifted(case: Case, axis: int, places: int, way: str) -> Finding:
    how_far = "one place" if places == 1 else "several places"
    return Finding(
        "shifted",
        f"{case.what} holds along axis {axis} what was expected {how_far} {way}",
    )


def wrapped(case: Case) -> Finding | None:
    """What leaves an input at one edge comes in again at the other one."""
    for array in case.beside.values():
        for axis, length in enumerate(case.got.shape):
            for places in range(1, min(FARTHEST, length - 1) + 1):
                first, last = slice(None, places), slice(-places, None)
                for edge, other in ((first, last), (last, first)):
                    came = _part(case.got, axis, edge)
                    if (
                        case.equal(_part(array, axis, other), came)
                        and not _part(case.expected, axis, edge).any()
                        and np.count_nonzero(case.wrong) == np.count_nonzero(came)
                        and case.tells()
                    ):
                        return Finding(
                            "wrapped",
                            f"{case.what} has at one edge of axis {axis} what left at the other: "
                            "it should not come in again",
                        )
    return None


def shorter(case: Case) -> Finding | None:
    """The first or the last row is missing."""
    for axis in _axis_off_by(case, -1):
        for name, part in (("first", BUT_FIRST), ("last", BUT_LAST)):
            if case.equal(case.got, _part(case.expected, axis, part)) and case.tells():
                return Finding(
                    "one_less",
                    f"{case.what} lacks the {name} entry along axis {axis}, otherwise it is "
                    "right: look at where a range starts and ends",
                )
    return None


def longer(case: Case) -> Finding | None:
    """One row too many, at the start or at the end."""
    for axis in _axis_off_by(case, 1):
        for name, part in (("start", BUT_FIRST), ("end", BUT_LAST)):
            if case.equal(_part(case.got, axis, part), case.expected) and case.informs(
                case.expected
            ):
                return Finding(
                    "one_more",
                    f"{case.what} has one entry too many at the {name} of axis {axis}, otherwise "
                    "it is right: look at where a range starts and ends",
                )
    return None


def _axis_off_by(case: Case, step: int) -> list[int]:
    """The only axis whose length is off, when it is by this much."""
    got, right = case.got.shape, case.expected.shape
    if len(got) != len(right):
        return []
    off = [axis for axis in range(len(got)) if got[axis] != right[axis]]
    return off if len(off) == 1 and got[off[0]] - right[off[0]] == step else []


def permuted(case: Case) -> Finding | None:
    """Rows in another order."""
    if not case.alike or case.got.size < 3 or not case.tells(3):
        return None
    totals = case.got.sum(keepdims=True), case.expected.sum(keepdims=True)
    if not case.equal(*totals, case.scale):
        return None
    for axis, length in enumerate(case.got.shape):
        got = np.moveaxis(case.got, axis, 0).reshape(length, -1)
        right = np.moveaxis(case.expected, axis, 0).reshape(length, -1)
        if length > 1 and case.equal(got[_order(got)], right[_order(right)]):
            return Finding(
                "permuted",
                f"{case.what} has the right entries in another order along axis {axis}",
            )
    return None


def _order(rows: Floats) -> NDArray[np.intp]:
    """An order of rows that doesn't depend on how they come."""
    weights = np.cos(1.0 + np.arange(rows.shape[1]))
    order: NDArray[np.intp] = np.argsort(rows @ weights, kind="stable")
    return order


def edge_left_out(case: Case) -> Finding | None:
    """The first or last row is zero."""
    if not case.alike:
        return None
    for axis, length in enumerate(case.got.shape):
        for name, edge, rest in (("first", 0, BUT_FIRST), ("last", -1, BUT_LAST)):
            row = np.take(case.got, edge, axis)
            right = np.take(case.expected, edge, axis)
            if (
                length < (3 if row.size > 1 else 5)
                or row.any()
                or not right.all()
                or not case.informs(right)
            ):
                continue
            if not _part(case.wrong, axis, rest).any():
                return Finding(
                    "edge_left_out",
                    f"the {name} entries of {case.what} along axis {axis} are zero, otherwise it "
                    "is right",
                )
    return None


EXACT: tuple[Relation, ...] = (
    transposed,
    other_shape,
    reading_order,
    reversed_axes,
    turned,
    shifted,
    wrapped,
    shorter,
    longer,
)
FREE: tuple[Relation, ...] = (permuted,)
VAGUE: tuple[Relation, ...] = (edge_left_out,)

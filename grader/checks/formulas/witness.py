"""The right value of a formula against central differences of a loss: an independent witness."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.checks.formulas.domain import Domain, Point
from grader.checks.values import Array, author_error

STEP = 1e-5
WITNESSES = 5
"""Points that are tried; at least one must not lie on a kink."""

RTOL = 1e-5
ATOL = 1e-8


def verify_right(
    loss: Callable[[Any], Any],
    by: str,
    domain: Domain,
    samples: Sequence[tuple[Point, Array]],
    rng: np.random.Generator,
    what: str,
) -> None:
    """Refuse a right value that is no derivative of `loss` by the name `by`.

    Compares derivatives along a random direction. Where two step sizes disagree the loss has a kink
    nearby, and the point is left out. Raises AuthorError.
    """
    if by not in samples[0][0].values:
        raise author_error(f"by={by!r} is no name of the Domain")
    smooth = 0
    for point, right in samples[:WITNESSES]:
        at = np.asarray(point[by], dtype=np.float64)
        direction = rng.standard_normal(at.shape)
        wide, narrow = (_slope(loss, by, domain, point, direction, h) for h in (STEP, STEP / 4))
        told = _along(right, direction, what, by)
        allowed = ATOL + RTOL * max(abs(narrow), abs(told))
        if abs(wide - narrow) > allowed:
            continue
        smooth += 1
        if not abs(narrow - told) <= 2 * allowed:
            raise author_error(
                f"the right value of {what} is not the derivative of the loss by {by}: along a "
                f"random direction it says {told:.10g}, central differences {narrow:.10g}"
            )
    if not smooth:
        raise author_error(f"the loss has a kink by {by} at every point that was tried")


def _along(right: Array, direction: Array, what: str, by: str) -> float:
    column = direction.reshape(-1, 1) if direction.ndim == 1 else direction
    if column.size == 1:
        column = column.reshape(())
    if right.shape == column.shape:
        return float((right * column).sum())
    if right.T.shape == column.shape:
        return float((right.T * column).sum())
    raise author_error(
        f"the right value of {what} has shape {right.shape}, and {by} has {column.shape}"
    )


def _slope(
    loss: Callable[[Any], Any],
    by: str,
    domain: Domain,
    point: Point,
    direction: Array,
    step: float,
) -> float:
    ends = []
    free = {name: value for name, value in point.values.items() if name not in domain.given}
    for sign in (1, -1):
        moved = np.asarray(point[by], dtype=np.float64) + sign * step * direction
        ends.append(
            float(np.asarray(loss(domain.complete(free, {by: moved}, point.sizes))).reshape(()))
        )
    return (ends[0] - ends[1]) / (2 * step)

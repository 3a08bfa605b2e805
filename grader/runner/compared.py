"""Pictures of a failed comparison: where two arrays differ, and both as curves.

Of a hidden check only the relative error of each entry is drawn, in eight steps: enough to see a
row, a column or a block that is wrong, and nothing of the numbers.
"""

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from grader.errors import Compared
from grader.model import Curve, Gallery, Outcome, Picture, Visibility
from grader.report.text import clean_line

MOST = 64
"""Rows and columns of a heat map."""
LEAST_ENTRIES = 4
STEPS = 8
SMALLEST, LARGEST = 1e-8, 1.0
"""Relative errors of a right entry, black, and of one that is entirely wrong, white."""
LEAST_POINTS, MOST_POINTS = 8, 400


def illustrated(outcome: Outcome, compared: Compared | None) -> Outcome:
    """The outcome of a failed check with pictures of the comparison that failed."""
    if compared is None:
        return outcome
    return replace(
        outcome,
        galleries=(*outcome.galleries, *heat_maps(compared)),
        curves=(*outcome.curves, *both_curves(compared, outcome.visibility)),
    )


def heat_maps(compared: Compared) -> tuple[Gallery, ...]:
    """The relative error of each entry, as one picture; none where there is no array to draw."""
    arrays = _arrays(compared)
    if arrays is None:
        return ()
    got, expected = arrays
    rows = got.reshape(1, -1) if got.ndim < 2 else got.reshape(got.shape[0], -1)
    height, width = rows.shape
    if got.size < LEAST_ENTRIES or max(height, width) > MOST:
        return ()
    scale = np.abs(expected) + 1e-9 * np.abs(expected).max(initial=0.0) + 1e-300
    with np.errstate(all="ignore"):
        error = np.nan_to_num(np.abs(got - expected) / scale, nan=LARGEST, posinf=LARGEST)
        share = np.log(np.clip(error, SMALLEST, LARGEST) / SMALLEST) / np.log(LARGEST / SMALLEST)
    pixels = np.round(np.round(share * STEPS) / STEPS * 255).astype(np.uint8)
    shape = "x".join(map(str, got.shape))
    picture = Picture(
        caption=f"{shape}: dark is right, light is wrong",
        height=height,
        width=width,
        channels=1,
        pixels=pixels.tobytes(),
    )
    title = f"Relative error of {compared.what}, entry by entry"
    return (Gallery(title=clean_line(title, 80), pictures=(picture,)),)


def both_curves(compared: Compared, visibility: Visibility) -> tuple[Curve, ...]:
    """What came and what was expected of a public check, where both are sequences."""
    arrays = _arrays(compared)
    if arrays is None or visibility != "public" or arrays[0].ndim != 1:
        return ()
    if not LEAST_POINTS <= arrays[0].size <= MOST_POINTS:
        return ()
    group = clean_line(compared.what, 60)
    return tuple(
        Curve(group=group, label=label, values=_plain(values), x_label="entry")
        for label, values in zip(("yours", "expected"), arrays, strict=True)
    )


def _plain(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    return tuple(float(v) if np.isfinite(v) else None for v in values)


def _arrays(compared: Compared) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Both as real arrays of one shape; None where they aren't."""
    got, expected = np.asarray(compared.got), np.asarray(compared.expected)
    if (
        got.shape != expected.shape
        or got.dtype.kind not in "iuf"
        or expected.dtype.kind not in "iuf"
    ):
        return None
    return got.astype(np.float64), expected.astype(np.float64)

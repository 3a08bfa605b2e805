"""Curves and bands of an outcome as geometry: numbers that the page's template draws as inline SVG.

Only numbers and cleaned labels leave this module, so that no text of a student's becomes markup.
"""

import math
from dataclasses import dataclass
from typing import TypeGuard

from grader.model import Band, Curve
from grader.report.text import clean_line

WIDTH, HEIGHT = 440, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 12, 42
MOST_LINES = 6  # as many as there are dash patterns in the style sheet
MOST_POINTS = 400  # more than a screen has columns for
TOO_LARGE = 1e100  # beyond it the arithmetic of the axes could overflow


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: its place in the drawing and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """One curve: `path` is SVG path data, `style` the number of its colour and dash pattern."""

    label: str
    path: str
    style: int
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Area:
    """A band: `path` is SVG path data, `style` that of the line behind which it lies."""

    label: str
    path: str
    style: int


@dataclass(frozen=True)
class Figure:
    """A drawing of the curves of one group; without lines there was nothing finite to draw."""

    title: str
    description: str
    x_label: str
    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Axis:
    """A linear map from the data range low..high to the drawing range start..end."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where `value` lies in the drawing."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def figures(curves: tuple[Curve, ...], bands: tuple[Band, ...] = ()) -> tuple[Figure, ...]:
    """One figure for each group of curves, in the order of first appearance.

    A band is drawn behind its curve; without one it is left out.
    """
    grouped: dict[str, list[Curve]] = {}
    for curve in curves:
        grouped.setdefault(curve.group, []).append(curve)
    return tuple(
        _figure(group, members, [band for band in bands if band.group == group])
        for group, members in grouped.items()
    )


def _figure(group: str, curves: list[Curve], bands: list[Band]) -> Figure:
    shown = curves[:MOST_LINES]
    behind = [(band, i) for i, c in enumerate(shown) for band in bands if band.curve == c.label]
    finite = [v for curve in shown for v in curve.values if _drawable(v)]
    title = clean_line(group, 80)
    x_label = clean_line(shown[0].x_label, 40)
    sentences = [_describe(curve) for curve in shown]
    sentences += [_describe_band(band) for band, _ in behind if _edges(band)]
    if len(curves) > MOST_LINES:
        sentences.append(f"{len(curves) - MOST_LINES} more curves are in report.json.")
    description = " ".join(sentences)
    if not finite:
        return Figure(title, description, x_label, (), (), ())
    finite += [value for band, _ in behind for edge in _edges(band) for value in edge[1:]]
    longest = (*(c.values for c in shown), *(band.low for band, _ in behind))
    steps = max(len(values) for values in longest)
    y_values = ticks(min(finite), max(finite))
    x_axis = Axis(1, max(steps, 2), LEFT, WIDTH - RIGHT)
    y_axis = Axis(y_values[0], y_values[-1], HEIGHT - BOTTOM, TOP)
    lines = tuple(_line(curve, i, x_axis, y_axis) for i, curve in enumerate(shown))
    x_ticks = tuple(Tick(x_axis.place(v), _label(v)) for v in _whole_ticks(max(steps, 2)))
    y_ticks = tuple(Tick(y_axis.place(v), _label(v)) for v in y_values)
    areas = tuple(_area(band, i, x_axis, y_axis) for band, i in behind if _edges(band))
    return Figure(title, description, x_label, lines, x_ticks, y_ticks, areas)


def _edges(band: Band) -> list[tuple[int, float, float]]:
    """Step, lowest and highest value, wherever both can be drawn."""
    pairs = enumerate(zip(band.low, band.high, strict=False), start=1)
    return [(step, a, b) for step, (a, b) in pairs if _drawable(a) and _drawable(b)]


def _area(band: Band, style: int, x_axis: Axis, y_axis: Axis) -> Area:
    """Along the highest values and back along the lowest ones."""
    edges = _edges(band)
    edges = edges[:: math.ceil(len(edges) / MOST_POINTS)]
    there = [(x_axis.place(step), y_axis.place(high)) for step, _, high in edges]
    back = [(x_axis.place(step), y_axis.place(low)) for step, low, _ in reversed(edges)]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in (*there, *back)) + "Z"
    return Area(_band_label(band), path, style)


def _band_label(band: Band) -> str:
    return f"{clean_line(band.curve, 60)}: {clean_line(band.label, 60)}"


def _line(curve: Curve, style: int, x_axis: Axis, y_axis: Axis) -> Line:
    """Path data with a gap wherever a value is missing; single points are drawn as dots."""
    stride = math.ceil(len(curve.values) / MOST_POINTS) or 1
    runs: list[list[tuple[float, float]]] = [[]]
    for step in range(0, len(curve.values), stride):
        value = curve.values[step]
        if _drawable(value):
            runs[-1].append((x_axis.place(step + 1), y_axis.place(value)))
        elif runs[-1]:
            runs.append([])
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in run) for run in runs if len(run) > 1)
    dots = tuple(run[0] for run in runs if len(run) == 1)
    return Line(clean_line(curve.label, 60), path, style, dots)


def ticks(low: float, high: float, aim: int = 5) -> tuple[float, ...]:
    """Round numbers (1, 2 or 5 times a power of ten) that enclose low..high, about `aim` of them.

    low <= high, both finite and below `TOO_LARGE` in size.
    """
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        pad = 0.5 * max(abs(low), abs(high)) or 0.5
        low, high = low - pad, high + pad
    raw = (high - low) / aim
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= raw)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(index * step for index in range(first, last + 1))


def _whole_ticks(steps: int) -> list[float]:
    """Step numbers up to `steps` for the x axis: each of them, or round ones where that crowds."""
    gap = max(1, round(ticks(0, steps)[1])) if steps > 8 else 1
    return [float(step) for step in range(gap, steps + 1, gap)]


def _describe(curve: Curve) -> str:
    """One sentence for those who can't see the drawing."""
    label = clean_line(curve.label, 60)
    finite = [value for value in curve.values if _drawable(value)]
    if not finite:
        return f"{label}: no finite values."
    missing = len(curve.values) - len(finite)
    gaps = f", {missing} not finite" if missing else ""
    return (
        f"{label}: {len(curve.values)} values{gaps}, first {_label(finite[0])}, "
        f"lowest {_label(min(finite))}, highest {_label(max(finite))}, last {_label(finite[-1])}."
    )


def _describe_band(band: Band) -> str:
    """One sentence on a band that can be drawn."""
    ends = (_edges(band)[0], _edges(band)[-1])
    said = (f"{_label(low)} to {_label(high)} at step {step}" for step, low, high in ends)
    return f"{_band_label(band)}: from {', '.join(said)}."


def _drawable(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value) and abs(value) < TOO_LARGE


def _label(value: float) -> str:
    return f"{value + 0.0:.4g}"

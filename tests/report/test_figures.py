"""Figures: axes enclose the data, gaps stay gaps, nothing a student returns breaks a drawing."""

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Band, Curve
from grader.report.figures import (
    BOTTOM,
    HEIGHT,
    LEFT,
    MOST_LINES,
    MOST_POINTS,
    RIGHT,
    TOP,
    WIDTH,
    figures,
    ticks,
)

finite = st.floats(-1e99, 1e99, allow_nan=False)
values = st.lists(st.floats() | st.none(), max_size=30)


def curve(*numbers: float | None, label: str = "loss", group: str = "Loss") -> Curve:
    return Curve(group=group, label=label, values=numbers)


def places(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([-.\de+]+) ([-.\de+]+)", path)]


@given(finite, finite)
def test_ticks_enclose_the_data_and_are_few(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high)
    slack = 1e-9 * max(abs(low), abs(high))
    assert marks[0] <= low + slack
    assert marks[-1] >= high - slack
    assert 2 <= len(marks) <= 9
    assert list(marks) == sorted(set(marks))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)), (0, 10, (0, 2, 4, 6, 8, 10)), (-3, 40, (-10, 0, 10))],
)
def test_ticks_are_round(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert ticks(low, high)[: len(expected)] == pytest.approx(expected)


def test_a_straight_line_is_drawn_straight_and_upright() -> None:
    (figure,) = figures((curve(0, 1, 2, 3, 4, 5),))
    drawn = places(figure.lines[0].path)
    assert drawn[0] == (LEFT, HEIGHT - BOTTOM)
    assert drawn[-1] == (WIDTH - RIGHT, TOP)
    steps = {(round(b[0] - a[0], 1), round(b[1] - a[1], 1)) for a, b in pairwise(drawn)}
    assert len(steps) == 1


def test_missing_values_leave_a_gap_and_are_told() -> None:
    (figure,) = figures((curve(1, 2, math.nan, 3, None, 2, 1, math.inf),))
    line = figure.lines[0]
    assert line.path.count("M") == 2
    assert len(line.dots) == 1
    assert "8 values, 3 not finite, first 1, lowest 1, highest 3, last 1" in figure.description


def test_nothing_finite_gives_words_and_no_lines() -> None:
    (figure,) = figures((curve(math.nan, math.inf),))
    assert figure.lines == ()
    assert figure.description == "loss: no finite values."
    assert figures((curve(),))[0].lines == ()


def test_groups_become_figures_and_lines_differ_in_style() -> None:
    loss, accuracy = figures(
        (
            curve(1, 2),
            curve(0.1, label="train", group="Acc"),
            curve(0.2, label="val", group="Acc"),
        )
    )
    assert (loss.title, accuracy.title) == ("Loss", "Acc")
    assert [line.style for line in accuracy.lines] == [0, 1]


def test_a_flood_of_curves_and_points_is_bounded_and_told() -> None:
    flood = tuple(curve(*map(float, range(20_000)), label=f"c{i}") for i in range(MOST_LINES + 3))
    (figure,) = figures(flood)
    assert len(figure.lines) == MOST_LINES
    assert len(places(figure.lines[0].path)) <= MOST_POINTS
    assert "3 more curves are in report.json" in figure.description
    assert len(figure.x_ticks) < 10


@given(st.lists(values, min_size=1, max_size=8))
def test_every_point_lies_inside_the_axes(many: list[list[float | None]]) -> None:
    (figure,) = figures(tuple(curve(*numbers) for numbers in many))
    for line in figure.lines:
        for x, y in (*places(line.path), *line.dots):
            assert LEFT <= x <= WIDTH - RIGHT
            assert TOP - 0.01 <= y <= HEIGHT - BOTTOM + 0.01


def band(low: list[float | None], high: list[float | None], of: str = "loss") -> Band:
    label = "reference, ten seeds"
    return Band(group="Loss", curve=of, label=label, low=tuple(low), high=tuple(high))


def test_a_band_lies_between_its_lowest_and_highest_values() -> None:
    (figure,) = figures((curve(0, 0, 0),), (band([4, 2, 0], [5, 4, 1]),))
    (area,) = figure.areas
    assert (area.label, area.style) == ("loss: reference, ten seeds", 0)
    middle = (LEFT + WIDTH - RIGHT) / 2
    height = {v: HEIGHT - BOTTOM - v / 5 * (HEIGHT - BOTTOM - TOP) for v in range(6)}
    right = WIDTH - RIGHT
    upper = [(LEFT, height[5]), (middle, height[4]), (right, height[1])]
    lower = [(right, height[0]), (middle, height[2]), (LEFT, height[4])]
    assert np.allclose(places(area.path), upper + lower, atol=0.01)
    assert area.path.endswith("Z")
    label = "loss: reference, ten seeds"
    assert f"{label}: from 4 to 5 at step 1, 0 to 1 at step 3." in figure.description


def test_a_band_widens_the_axes_and_has_the_style_of_its_line() -> None:
    lines = (curve(1, 2, label="training"), curve(1, 2, label="validation"))
    (figure,) = figures(lines, (band([0, 0, 0, 0], [9, 9, 9, 9], of="validation"),))
    assert [area.style for area in figure.areas] == [1]
    assert figure.lines[1].style == 1
    assert figure.y_ticks[-1].label == "10"
    assert [tick.label for tick in figure.x_ticks] == ["1", "2", "3", "4"]
    for x, y in places(figure.areas[0].path):
        assert LEFT <= x <= WIDTH - RIGHT
        assert TOP <= y <= HEIGHT - BOTTOM


def test_a_band_without_its_line_is_left_out() -> None:
    other = Band(group="Accuracy", curve="loss", label="x", low=(0.0,), high=(1.0,))
    (figure,) = figures((curve(1, 2),), (band([0, 0], [9, 9], of="validation"), other))
    assert figure.areas == ()
    assert figure == figures((curve(1, 2),))[0]
    nothing = figures((curve(math.nan),), (band([0], [9]),))[0]
    assert (nothing.lines, nothing.areas) == ((), ())


def test_a_band_of_a_strange_report_breaks_no_drawing() -> None:
    strange = (band([None, math.nan], [1, 2]), band([], []), band([1e300, 1], [1e300, 2, 3]))
    (figure,) = figures((curve(1, 2),), strange)
    assert [len(places(area.path)) for area in figure.areas] == [2]
    long = band([0.0] * 20_000, [1.0] * 20_000)
    assert len(places(figures((curve(1, 2),), (long,))[0].areas[0].path)) <= 2 * MOST_POINTS


def test_labels_are_cleaned() -> None:
    (figure,) = figures((curve(1, 2, label="a\x1b[2J\u202eb\n\n", group="g\x07"),))
    assert figure.lines[0].label == "a\ufffdb"
    assert figure.title == "g␇"

"""Problem 4.4: the reference's curves for part 4, in the report beside the student's figures."""

import tomllib
from pathlib import Path

from grader import points

CURVES = Path(__file__).parents[2] / "curves.toml"


@points(0, problem="4.4", title="the grader's own curves for part 4")
def test_own_curves(show):
    for curve in tomllib.loads(CURVES.read_text(encoding="utf-8"))["curve"]:
        show.curve(curve["group"], curve["label"], curve["values"], curve["x_label"])

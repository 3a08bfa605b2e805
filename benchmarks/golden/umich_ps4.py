"""umich_ps4: the course states no numbers; these were worked out by hand from the closed forms."""

import math

import numpy as np

from benchmarks.golden.table import Golden, reference
from grader.datasets import DataShelf


def goldens(data: DataShelf) -> list[Golden]:
    """Values of the first graph and of the softmax loss."""
    solution = reference("umich_ps4", "backprop.py")
    x, w = np.array([0.5, -1.25, 2.0]), np.array([1.5, -0.75, 0.4, 0.3])
    f, cache = solution.graph_a_forward(x, w)
    dx, dw = solution.graph_a_backward(cache)
    slope = math.exp(-0.85) / (1 + math.exp(-0.85)) ** 2
    return [
        Golden("4.1b f", 1 / (1 + math.exp(-0.85)), lambda: float(f)),
        Golden("4.1b df/dx1 = -w1/x1^2 f(1-f)", 0.75 / 1.5625 * slope, lambda: float(dx[1])),
        Golden("4.1b df/dw3", slope, lambda: float(dw[3])),
        Golden(
            "4.2a loss of equal scores, 10 classes",
            math.log(10),
            lambda: float(solution.softmax_loss(np.zeros((2, 10)), np.array([3, 7]))[0]),
        ),
    ]

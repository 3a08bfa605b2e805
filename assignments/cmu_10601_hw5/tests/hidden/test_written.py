"""Part 1 to 3 on paper: numbers, choices and formulas, from answers.toml or a text file.

Formulas are compared at random points, so any equivalent form is right, with names of what was
computed before or without. The right ones are proved by differences of J as well.
"""

from dataclasses import replace

import numpy as np

from grader import points
from grader.checks import choice, fail, formula, number, read_number, size
from grader.errors import CheckFailed, Compared

from ..public.typed import CHOICES, GRAPH, NUMBERS, SIZES, WORDS
from .relu_thoughts import GRAPH_THOUGHTS
from .thoughts import among, with_thoughts

IMAGE = np.array(
    [
        [1, 0, -2, 3, 4, 1],
        [2, 9, 5, 6, 0, -1],
        [0, -3, 1, 3, 4, 4],
        [6, 5, 2, 0, 6, 8],
        [-5, 4, -3, 1, 3, -2],
        [4, 1, 2, 8, 9, 7],
    ]
)
FILTER = np.where(np.arange(9).reshape(3, 3) == 4, 8, -1)

# --- 1: convolution -----------------------------------------------------------------------------


def positions(size, filter_size, stride):
    """At how many places along one side a filter lies."""
    return (size - filter_size) // stride + 1


@points(1, problem="1.1", title="the output in row 3, column 2")
def test_convolution_output(answers):
    number(answers("1.1"), int(np.sum(IMAGE[2:5, 1:4] * FILTER)), NUMBERS["1.1"])


@points(1, problem="1.2", title="size of the output map")
def test_map_size(answers):
    rows, columns = positions(6, 2, 2), positions(4, 2, 2)
    size(answers("1.2"), (rows, columns), SIZES["1.2"], also=[(rows, columns, 1)])


@points(1, problem="1.3", title="what is a parameter")
def test_parameters(answers):
    choice(answers("1.3"), {"weights"}, options=WORDS, what=CHOICES["1.3"])


@points(1, problem="1.4", title="what is a hyperparameter")
def test_hyperparameters(answers):
    right = {"stride", "padding", "filter size"}
    choice(answers("1.4"), right, options=WORDS, what=CHOICES["1.4"])


@points(1, problem="1.5", title="number of shared weights")
def test_shared(answers):
    number(answers("1.5"), 4 * 4, NUMBERS["1.5"])


@points(1, problem="1.6", title="number of unshared weights")
def test_unshared(answers):
    number(answers("1.6"), positions(22, 4, 2) ** 2 * 16, NUMBERS["1.6"])


@points(1, problem="1.7", title="number of unshared weights for a colour image")
def test_unshared_colour(answers):
    """One filter of 4 x 4 x 3 at 19 x 19 places, each with weights of its own: 17328.

    51984 is in circulation: three times that, which three such filters have. The task text has one
    filter, whose output is one map, so 51984 is wrong here, and is told so. Where an
    assignment means one map for each colour, it is right: add also=(51984,) then.
    """
    right = positions(40, 4, 2) ** 2 * 4 * 4 * 3
    answer = answers("1.7")
    if read_number(answer, NUMBERS["1.7"]) == 3 * right:
        what = "this counts three filters; the layer has one, which spans all three colours"
        fail(what, compared=Compared(NUMBERS["1.7"], 3.0 * right, float(right)))
    number(answer, right, NUMBERS["1.7"])


# --- 2: a computation graph ---------------------------------------------------------------------


def apart(low, high):
    """Draws a number whose size is between low and high, of either sign."""
    return lambda rng: rng.uniform(low, high) * rng.choice((-1.0, 1.0))


FORWARD = {
    "z1": lambda v: np.maximum(0.0, v.w11 * v.x1 + v.w21 * v.x2),
    "z2": lambda v: v.w22 * v.x2**2 + v.w32 * v.x3 + v.b2,
    "y1": lambda v: 1 / (1 + np.exp(-(v.m11 * v.z1**3 + v.c1))),
    "y2": lambda v: v.m12 * np.sin(v.z1) + v.m22 * np.cos(v.z2),
}
RIGHT = {
    "dJ/dy1": lambda v: -2 / (v.t1 - v.y1),
    "dJ/dy2": lambda v: -2 / (v.t2 - v.y2),
    "dJ/dz1": lambda v: (
        v["dJ/dy1"] * v.y1 * (1 - v.y1) * 3 * v.m11 * v.z1**2 + v["dJ/dy2"] * v.m12 * np.cos(v.z1)
    ),
    "dJ/dz2": lambda v: -v["dJ/dy2"] * v.m22 * np.sin(v.z2),
    "dJ/dm11": lambda v: v["dJ/dy1"] * v.y1 * (1 - v.y1) * v.z1**3,
    "dJ/dm12": lambda v: v["dJ/dy2"] * np.sin(v.z1),
    "dJ/dc1": lambda v: v["dJ/dy1"] * v.y1 * (1 - v.y1),
    "dJ/dw22": lambda v: v["dJ/dz2"] * v.x2**2,
    "dJ/db2": lambda v: v["dJ/dz2"],
    "dJ/dw11": lambda v: v["dJ/dz1"] * v.x1 * (v.w11 * v.x1 + v.w21 * v.x2 >= 0),
}

BEND = {"x2": lambda v: -v.x1, "w21": lambda v: v.w11}
"""Puts what goes into ReLU at exactly 0."""


def graph_domain(names):
    """The graph's names, of which those that depend on others are computed."""
    known = [name for name in names.names if name in RIGHT]
    # small enough that the sigmoid isn't flat, where 1 - y1 loses its digits; targets lie apart
    # from the outputs, so that no logarithm is of nearly 0
    free = dict.fromkeys(names.names, apart(0.3, 0.9))
    free |= {"t1": apart(1.5, 2.5), "t2": apart(4.0, 5.0)}
    return replace(names, names=free, given={**FORWARD, **{name: RIGHT[name] for name in known}})


def graph_loss(v):
    """J."""
    return np.log((v.t1 - v.y1) ** 2) + np.log((v.t2 - v.y2) ** 2)


def check_graph(answers, rng, problem):
    """Compare the answer to a problem with a derivative."""
    name, names = GRAPH[problem]
    by = name.removeprefix("dJ/d")
    domain = graph_domain(names)

    def compare(domain, rng):
        formula(answers(problem), RIGHT[name], domain, rng, name, loss=graph_loss, by=by)

    with_thoughts(compare, among(GRAPH_THOUGHTS[problem]), domain, rng)


@points(1, problem="2.1", title="dJ/dy1")
def test_dy1(answers, rng):
    check_graph(answers, rng, "2.1")


@points(1, problem="2.2", title="dJ/dz1")
def test_dz1(answers, rng):
    check_graph(answers, rng, "2.2")


@points(1, problem="2.3", title="dJ/dz2")
def test_dz2(answers, rng):
    check_graph(answers, rng, "2.3")


@points(1, problem="2.4", title="dJ/dm11")
def test_dm11(answers, rng):
    check_graph(answers, rng, "2.4")


@points(1, problem="2.5", title="dJ/dm12")
def test_dm12(answers, rng):
    check_graph(answers, rng, "2.5")


@points(1, problem="2.6", title="dJ/dc1")
def test_dc1(answers, rng):
    check_graph(answers, rng, "2.6")


@points(1, problem="2.7", title="dJ/dw22")
def test_dw22(answers, rng):
    check_graph(answers, rng, "2.7")


@points(1, problem="2.8", title="dJ/db2")
def test_db2(answers, rng):
    check_graph(answers, rng, "2.8")


@points(2, problem="2.9", title="dJ/dw11, by cases")
def test_dw11(answers, rng):
    check_graph(answers, rng, "2.9")
    name, names = GRAPH["2.9"]
    domain = graph_domain(names)
    bend = replace(domain, given={**BEND, **domain.given})
    try:
        formula(answers("2.9"), RIGHT[name], bend, rng, name)
    except CheckFailed as failure:
        fail(
            "where w11 x1 + w21 x2 is exactly 0 the formula isn't right: the task text says which "
            "slope ReLU has there",
            failure.detail,
            compared=caused("The case of exactly 0 is wrong, or in the wrong branch."),
        )


def caused(sentence):
    """For a diagnosis: the cause, which the check itself knows."""
    return Compared(sentence, np.nan, 0.0, cause=lambda: sentence)

"""Problems 4.1a to 4.1c: golden values, worked out by hand from the closed forms given there."""

import math

import numpy as np

from grader import points
from grader.checks import call, graph, plain, same

X = np.array([0.5, -1.25, 2.0])
W = np.array([1.5, -0.75, 0.4, 0.3])
# w0 x0 + w1/x1 - w2 x2 + w3 = 0.75 + 0.6 - 0.8 + 0.3 = 0.85
F = 1 / (1 + math.exp(-0.85))
DX = (0.3146592320, 0.1006909543, -0.0839091285)  # by complex-step differences of f
DW = (0.1048864107, -0.1678182571, -0.4195456427, 0.2097728214)
INPUTS = ("x0", "x1", "x2", "w0", "w1", "w2", "w3")
ALLOWED = ("+", "*", "-", "+1", "*-1", "exp", "1/x")

# f = (max(a b, c) + d) b. Where a b > c, f = a b^2 + d b; elsewhere f = c b + d b.
# Each with a on the same side of c as a b and on the other: points, f, gradients.
GRAPH_C = (
    ([2.0, 1.5, 1.0, -0.5], 3.75, [2.25, 5.5, 0.0, 1.5]),
    ([-2.0, -1.5, 1.0, 0.5], -5.25, [2.25, 6.5, 0.0, -1.5]),
    ([1.0, -2.0, 3.0, 0.5], -7.0, [0.0, 3.5, -2.0, -2.0]),
    ([2.0, -1.5, 1.0, 0.5], -2.25, [0.0, 1.5, -1.5, -1.5]),
)


@points(0, problem="4.1a", title="graph_a is a graph of the allowed operations, value at a point")
def test_graph_a_at_a_point(submission, show):
    graph_a = plain(submission.graph_a)
    show.graph("Your graph of 4.1a", graph_a)  # first, so that a wrong one is drawn too
    values = dict(zip(INPUTS, [*X, *W], strict=True))
    read = graph.read_graph(graph_a, ALLOWED)
    same(graph.evaluate(read, values, ALLOWED)[read.output], F, "f of graph_a")


@points(0, problem="4.1b", title="graph_a_forward gives f at a point")
def test_graph_a_forward_at_a_point(submission):
    f, _ = call(submission.graph_a_forward, X, W, returns="f, cache")
    same(f, F, "f", shapes=((1,),))


@points(0, problem="4.1b", title="graph_a_backward gives the gradients at a point")
def test_graph_a_backward_at_a_point(submission):
    _, cache = call(submission.graph_a_forward, X, W, returns="f, cache")
    dx, dw = call(submission.graph_a_backward, cache, returns="dx, dw")
    same(dx, np.array(DX), "dx", others={"dw": np.array(DW)})
    same(dw, np.array(DW), "dw", others={"dx": np.array(DX)})


@points(0, problem="4.1c", title="graph_c_forward gives f at four points")
def test_graph_c_forward_at_points(submission):
    for v, f_expected, _ in GRAPH_C:
        f, _ = call(submission.graph_c_forward, np.array(v), returns="f, cache")
        same(f, f_expected, "f", shapes=((1,),))


@points(0, problem="4.1c", title="graph_c_backward gives the gradient at four points")
def test_graph_c_backward_at_points(submission):
    for v, _, expected in GRAPH_C:
        _, cache = call(submission.graph_c_forward, np.array(v), returns="f, cache")
        dv = call(submission.graph_c_backward, cache, returns="dv")
        same(dv, np.array(expected), "dv")

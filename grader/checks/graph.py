"""Computation graphs as plain data: read, evaluate, differentiate, compare, lay out.

The form is {"inputs": ["x", ...], "nodes": [{"name": "a", "op": "*", "inputs": ["x", "y"]}, ...],
"output": "f"}; nodes may also be a dict from name to {"op", "inputs"}, in any order.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from grader.checks.graph_read import Graph, Node, read_graph
from grader.checks.operations import OPERATIONS, canonical
from grader.checks.values import author_error, fail, shown
from grader.errors import Compared

__all__ = ["Graph", "Node", "backward", "evaluate", "forward", "layout", "read_graph"]
__all__ += ["same_graph_function"]

Values = Mapping[str, float]

POINTS = 20
RTOL = 1e-8
ATOL = 1e-12


def forward(graph: object, values: Values) -> dict[str, float]:
    """The value of every input and node.

    graph: a Graph, or its plain form. values: a number for every input of the graph.
    Raises CheckFailed for a graph that is none, AuthorError for an input without a value. An
    overflow gives inf, 1/0 as well.
    """
    read = read_graph(graph)
    missing = [name for name in read.inputs if name not in values]
    if missing:
        raise author_error(f"no value for the graph's input {', '.join(map(shown, missing))}")
    found = {name: float(values[name]) for name in read.inputs}
    for node in read.nodes:
        operation = OPERATIONS[node.op]
        found[node.name] = operation.value([found[name] for name in node.inputs])
    return found


def backward(graph: object, values: Values) -> dict[str, float]:
    """The derivative of the output by every input and node, backwards through the graph.

    Arguments and errors as for `forward`. Where a value is used several times, the derivatives of
    its uses add up. A max with equal arguments gives all to the first.
    """
    read = read_graph(graph)
    found = forward(read, values)
    slopes = dict.fromkeys(found, 0.0)
    slopes[read.output] = 1.0
    for node in reversed(read.nodes):
        arguments = [found[name] for name in node.inputs]
        local = OPERATIONS[node.op].slopes(arguments)
        for name, slope in zip(node.inputs, local, strict=True):
            slopes[name] += slopes[node.name] * slope
    return slopes


def evaluate(graph: object, values: Values, allowed: Collection[str]) -> dict[str, float]:
    """As `forward`, for a graph that may use the allowed operations alone.

    Raises CheckFailed when another operation is used, or an input without a value.
    """
    read = read_graph(graph, allowed)
    _verify_allowed(read, allowed)
    _verify_inputs(read, values)
    return forward(read, values)


def same_graph_function(
    graph: object,
    function: Callable[[dict[str, float]], float],
    sample: Callable[[np.random.Generator], dict[str, float]],
    allowed: Collection[str],
    rng: np.random.Generator,
) -> None:
    """Verify that a graph computes a function, at random points.

    graph: the submission's graph, plain or a handle of it.
    function: gives the right value for a dict of inputs.
    sample: draws one dict of inputs from the domain; its names are the inputs a graph may have.
    allowed: operations the graph may use.
    Raises CheckFailed when the graph is none, uses something else or computes something else.
    """
    read = read_graph(graph, allowed)
    _verify_allowed(read, allowed)
    points = [sample(rng) for _ in range(POINTS)]
    _verify_inputs(read, points[0])
    found = [(p, forward(read, p)[read.output], float(function(p))) for p in points]
    misses = [
        (point, got, want)
        for point, got, want in found
        if not abs(got - want) <= ATOL + RTOL * abs(want)
    ]
    if misses:
        point, got, want = misses[0]
        place = ", ".join(f"{name} = {value:.6g}" for name, value in point.items())
        fail(
            f"the graph computes another function: its output {shown(read.output)} is wrong at "
            f"{len(misses)} of {POINTS} random points{_unused(read, points[0])}",
            f"at {place}: got {got:.10g}, expected {want:.10g}",
            compared=_compared(found),
        )


def _compared(found: list[tuple[dict[str, float], float, float]]) -> Compared:
    """What the graph gives at all points, and what it should."""
    got, want = (np.array([each[which] for each in found]) for which in (1, 2))
    return Compared("the output of the graph", got, want)


def layout(graph: object) -> list[list[str]]:
    """The graph's names in layers for a drawing: each input and node right of all it depends on.

    Layer 0 holds the inputs. Raises CheckFailed for a graph that is none.
    """
    read = read_graph(graph)
    depth = dict.fromkeys(read.inputs, 0)
    for node in read.nodes:
        depth[node.name] = 1 + max(depth[name] for name in node.inputs)
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, layer in depth.items():
        layers[layer].append(name)
    return layers


def _verify_allowed(graph: Graph, allowed: Collection[str]) -> None:
    known: dict[str, Any] = {op: canonical(op) for op in allowed}
    wrong = [op for op, name in known.items() if name is None]
    if wrong:
        raise author_error(f"unknown operation {wrong[0]!r} among the allowed ones")
    for node in graph.nodes:
        if node.op not in known.values():
            fail(
                f"node {shown(node.name)} uses {node.op!r}, "
                f"which is not among the allowed operations: {', '.join(allowed)}"
            )


def _verify_inputs(graph: Graph, point: Values) -> None:
    unknown = [shown(name) for name in graph.inputs if name not in point]
    if unknown:
        fail(
            f"the graph has inputs the problem doesn't: {', '.join(unknown[:5])} "
            f"(its inputs are {', '.join(point)})"
        )


def _unused(graph: Graph, point: Mapping[str, float]) -> str:
    used = {name for node in graph.nodes for name in node.inputs}
    unused = [name for name in point if name not in used]
    return f"; it doesn't use {', '.join(unused)}" if unused else ""

"""From plain data that a student wrote to a graph that can be evaluated."""

from collections.abc import Collection
from typing import Any, NamedTuple, NoReturn

import numpy as np

from grader.checks.operations import OPERATIONS, canonical
from grader.checks.values import describe, fail, plain, shown

MOST_NODES = 200
MOST_ARGUMENTS = 50
MOST_NUMBER = 10**9
"""As a name."""


class Node(NamedTuple):
    """One operation; `op` is a name of `OPERATIONS`."""

    name: str
    op: str
    inputs: tuple[str, ...]


class Graph(NamedTuple):
    """A valid graph without cycles; every node stands after those it depends on."""

    inputs: tuple[str, ...]
    nodes: tuple[Node, ...]
    output: str


def read_graph(value: object, allowed: Collection[str] = tuple(OPERATIONS)) -> Graph:
    """Read and validate a graph in the form that the head of `graph.py` shows.

    Names are strings; a whole number stands for its digits.
    allowed: what a message about an unknown operation names as known.
    Raises CheckFailed with a sentence of its own for each thing that can be wrong.
    """
    if isinstance(value, Graph):
        return value
    data = plain(value)
    if type(data) is not dict:
        fail(f"the graph must be a dict with inputs, nodes and output, {describe(data)} came")
    for key in ("inputs", "nodes", "output"):
        if key not in data:
            fail(f"the graph has no entry {key!r}: it needs inputs, nodes and output")
    inputs = _names(data["inputs"], "the graph's inputs")
    entries = enumerate(_entries(data["nodes"]), start=1)
    nodes = [_node(entry, place, allowed) for place, entry in entries]
    _verify_names(inputs, nodes)
    output = _name(data["output"])
    if output not in {*inputs, *(node.name for node in nodes)}:
        fail(f"the graph's output {shown(data['output'])} is the name of no node")
    return Graph(inputs, _ordered(inputs, nodes), output)


def _entries(nodes: Any) -> list[Any]:
    if type(nodes) is dict:
        nodes = [_with_name(name, node) for name, node in nodes.items()]
    if type(nodes) not in (list, tuple):
        fail(f"the graph's nodes must be a list or a dict, {describe(nodes)} came")
    if not nodes:
        fail("the graph has no nodes")
    if len(nodes) > MOST_NODES:
        fail(f"the graph has {len(nodes)} nodes, at most {MOST_NODES} are read")
    return list(nodes)


def _with_name(name: Any, node: Any) -> Any:
    return {**node, "name": name} if type(node) is dict else node


def _node(entry: Any, place: int, allowed: Collection[str]) -> Node:
    if type(entry) is not dict:
        fail(f"node {place} of the graph must be a dict with name, op and inputs")
    for key in ("name", "op", "inputs"):
        if key not in entry:
            fail(f"node {place} of the graph has no entry {key!r}")
    name, op = _name(entry["name"]), entry["op"]
    if not name:
        fail(f"node {place} of the graph needs a name, a string or a whole number")
    known = canonical(op) if type(op) is str else None
    if known is None:
        fail(
            f"node {shown(name)} has an unknown operation {shown(op)}; "
            f"known are {', '.join(allowed)}"
        )
    given = entry["inputs"]
    inputs = _names((given,) if _name(given) else given, f"the inputs of node {shown(name)}")
    _verify_count(name, known, len(inputs))
    return Node(name, known, inputs)


def _verify_count(name: str, op: str, count: int) -> None:
    least, most = OPERATIONS[op].least, OPERATIONS[op].most
    if least <= count <= (MOST_ARGUMENTS if most is None else most):
        return
    wanted = f"{least}" if most == least else f"{least} to {most or MOST_ARGUMENTS}"
    fail(f"node {shown(name)}: the operation {op} takes {wanted} inputs, {count} came")


def _names(value: Any, what: str) -> tuple[str, ...]:
    is_list = type(value) in (list, tuple) or (type(value) is np.ndarray and value.ndim == 1)
    names = tuple(_name(each) for each in value[: MOST_NODES + 1]) if is_list else ("",)
    if "" in names:
        fail(f"{what} must be a list of names")
    if len(names) > MOST_NODES:
        fail(f"{what} are {len(value)}, at most {MOST_NODES} are read")
    return names


def _name(value: Any) -> str:
    """A name as a string, "" for what is none."""
    if type(value) is int or isinstance(value, np.integer):
        return str(int(value)) if abs(int(value)) < MOST_NUMBER else ""
    return value if type(value) is str else ""


def _verify_names(inputs: tuple[str, ...], nodes: list[Node]) -> None:
    seen: set[str] = set()
    for name in (*inputs, *(node.name for node in nodes)):
        if name in seen:
            fail(f"the name {shown(name)} stands for two things in the graph")
        seen.add(name)
    for node in nodes:
        for name in node.inputs:
            if name not in seen:
                fail(f"node {shown(node.name)} uses {shown(name)}, which is no input and no node")


def _ordered(inputs: tuple[str, ...], nodes: list[Node]) -> tuple[Node, ...]:
    """The nodes, each after those it depends on, otherwise as they were written."""
    done, ordered, waiting = set(inputs), list[Node](), nodes
    while waiting:
        ready = [node for node in waiting if done.issuperset(node.inputs)]
        if not ready:
            _refuse_cycle(waiting)
        ordered += ready
        done.update(node.name for node in ready)
        waiting = [node for node in waiting if node.name not in done]
    return tuple(ordered)


def _refuse_cycle(nodes: list[Node]) -> NoReturn:
    names = ", ".join(shown(node.name) for node in nodes[:5])
    fail(f"the graph has a cycle: among {names} each needs another first")

"""A computation graph as geometry: numbers that the page's template draws as inline SVG.

Theory of operation. Layers become columns, left to right. An edge that passes columns on its way
gets a track there, a slot like that of a box but thin, so that no edge runs under a box; edges
from one node share their tracks. Slots are moved to the mean height of their neighbours, column
by column, forwards and backwards in turn (Sugiyama, Tagawa and Toda 1981), and pushed apart. Only
numbers and cleaned labels leave this module, so that no text of a student's becomes markup.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from grader.model import Graph
from grader.report.text import clean_line

BOX = 40  # height, pixels
SPACE = 12  # between boxes of a column
GAP = 38  # between columns
MARGIN = 4
CHARACTER = 7.5  # width in the drawing's font, rounded up
INPUT = "input"  # what an input's box says in the place of an operation
HEAD = 7  # length of an arrow head
SWEEPS = 8
MOST_NODES = 200
MOST_EDGES = 1000
MOST_TRACKS = 400  # beyond it edges run straight: nobody follows them any more

Slot = tuple[int, int]
"""A node and a column: the node's own column for its box, a later one for its edges' track."""


@dataclass(frozen=True)
class Box:
    """A node: its upper left corner and width in pixels, and the two lines in it."""

    x: float
    y: float
    width: float
    name: str
    op: str


@dataclass(frozen=True)
class Drawing:
    """`edges` and `heads` are SVG path data; without boxes there was nothing to draw."""

    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[str, ...]
    heads: tuple[str, ...]


def draw(graph: Graph) -> Drawing:
    """The drawing of `graph`. An edge that doesn't lead to a later layer is left out."""
    nodes = graph.nodes[:MOST_NODES]
    layers = sorted({node.layer for node in nodes})
    columns = [layers.index(node.layer) for node in nodes]
    routes = _routes(_edges(graph), columns)
    height = _heights(columns, routes)
    labels = [(clean_line(n.name, 14), clean_line(n.op, 14) or INPUT) for n in nodes]
    widths = [round(max(cell_len(line) for line in two) * CHARACTER + 18, 1) for two in labels]
    sides = _sides(columns, widths)
    boxes = []
    for i, column in enumerate(columns):
        x = round(sum(sides[column]) / 2 - widths[i] / 2, 1)
        boxes.append(Box(x, height[i, column] - BOX / 2, widths[i], *labels[i]))
    ends = [(boxes[r[-1][0]].x, y) for r, y in zip(routes, _ends(routes, height), strict=True)]
    paths = [_path(r, end, boxes, height, sides) for r, end in zip(routes, ends, strict=True)]
    return Drawing(
        clean_line(graph.title, 120),
        describe(graph),
        max((right for _, right in sides), default=0) + MARGIN,
        max((box.y for box in boxes), default=0) + BOX + MARGIN,
        tuple(boxes),
        tuple(paths),
        tuple(_head(*end) for end in ends),
    )


def describe(graph: Graph) -> str:
    """The graph in words, for those who can't see the drawing and for shortened names."""
    nodes = graph.nodes[:MOST_NODES]
    names = [clean_line(node.name, 40) for node in nodes]
    arguments: dict[int, list[str]] = {}
    for start, end in _edges(graph):
        arguments.setdefault(end, []).append(names[start])
    inputs = [name for name, node in zip(names, nodes, strict=True) if not node.op]
    parts = [f"inputs {', '.join(inputs)}"] if inputs else []
    for index, node in enumerate(nodes):
        if node.op:
            of = ", ".join(arguments.get(index, ["nothing"]))
            parts.append(f"{names[index]}: {clean_line(node.op, 14)} of {of}")
    return clean_line("; ".join(parts), 4000)


def _edges(graph: Graph) -> list[tuple[int, int]]:
    """The edges that can be drawn: between two nodes that are there, to a later layer."""
    nodes = graph.nodes[:MOST_NODES]
    count = len(nodes)
    return [
        (start, end)
        for start, end in graph.edges[:MOST_EDGES]
        if 0 <= start < count and 0 <= end < count and nodes[start].layer < nodes[end].layer
    ]


def _routes(edges: list[tuple[int, int]], columns: list[int]) -> list[list[Slot]]:
    """The slots that each edge passes, those of its two nodes included."""
    tracks = {(a, c) for a, b in edges for c in range(columns[a] + 1, columns[b])}
    if len(tracks) > MOST_TRACKS:
        return [[(a, columns[a]), (b, columns[b])] for a, b in edges]
    return [
        [*((a, column) for column in range(columns[a], columns[b])), (b, columns[b])]
        for a, b in edges
    ]


def _heights(columns: list[int], routes: list[list[Slot]]) -> dict[Slot, float]:
    """The height (pixels downwards) of the middle of every slot, the topmost box at the margin."""
    sizes = dict.fromkeys((slot for route in routes for slot in route), 0)
    sizes |= dict.fromkeys(enumerate(columns), BOX)
    slots: list[list[Slot]] = [[] for _ in range(max(columns, default=-1) + 1)]
    for slot in sorted(sizes):
        slots[slot[1]].append(slot)
    before: dict[Slot, list[Slot]] = {}
    after: dict[Slot, list[Slot]] = {}
    for route in routes:
        for one, other in pairwise(route):
            before.setdefault(other, []).append(one)
            after.setdefault(one, []).append(other)
    found = dict.fromkeys(sizes, 0.0)
    for sweep in range(SWEEPS):
        backwards = sweep % 2 == 0  # first, since inputs are best put beside what uses them
        neighbours = after if backwards else before
        for column in reversed(slots) if backwards else slots:
            wish = {s: _mean([found[n] for n in neighbours.get(s, [s])]) for s in column}
            column.sort(key=wish.__getitem__)
            found |= _apart(column, wish, sizes)
    top = min((middle - sizes[slot] / 2 for slot, middle in found.items()), default=0.0)
    return {slot: round(middle - top + MARGIN, 1) for slot, middle in found.items()}


def _apart(
    column: list[Slot], wish: dict[Slot, float], sizes: dict[Slot, int]
) -> dict[Slot, float]:
    """Heights near `wish`, by which `column` is sorted, at which no two of its slots touch."""
    found: dict[Slot, float] = {}
    lowest = -math.inf
    for slot in column:
        found[slot] = max(wish[slot], lowest + sizes[slot] / 2)
        lowest = found[slot] + sizes[slot] / 2 + SPACE
    shift = _mean([wish[slot] - height for slot, height in found.items()])
    return {slot: height + shift for slot, height in found.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _sides(columns: list[int], widths: list[float]) -> list[tuple[float, float]]:
    """Left and right side of every column, as wide as its widest box."""
    sides: list[tuple[float, float]] = []
    for column in range(max(columns, default=-1) + 1):
        left = sides[-1][1] + GAP if sides else MARGIN
        widest = max(w for w, own in zip(widths, columns, strict=True) if own == column)
        sides.append((left, left + widest))
    return sides


def _ends(routes: list[list[Slot]], height: dict[Slot, float]) -> list[float]:
    """Where each edge meets its box: side by side, in the order in which they come."""
    into: dict[Slot, list[int]] = {}
    for index, route in enumerate(routes):
        into.setdefault(route[-1], []).append(index)
    ends = [0.0] * len(routes)
    for target, arriving in into.items():
        arriving.sort(key=lambda index: height[routes[index][-2]])
        step = min(10.0, (BOX - 12) / len(arriving))
        for place, index in enumerate(arriving):
            ends[index] = round(height[target] + (place - (len(arriving) - 1) / 2) * step, 1)
    return ends


def _path(
    route: list[Slot],
    end: tuple[float, float],
    boxes: list[Box],
    height: dict[Slot, float],
    sides: list[tuple[float, float]],
) -> str:
    """From the right side of a box along its tracks to the back of the arrow head at `end`."""
    start = boxes[route[0][0]]
    x, y = start.x + start.width, height[route[0]]
    path = f"M{x:g} {y:g}"
    for slot in route[1:-1]:
        left, right = sides[slot[1]]
        path += _curve(x, y, left, height[slot])
        x, y = right, height[slot]
        path += f"H{x:g}"
    return path + _curve(x, y, end[0] - HEAD, end[1])


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    """A curve that leaves and arrives horizontally."""
    middle = (x + to_x) / 2
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def _head(x: float, y: float) -> str:
    return f"M{x:g} {y:g}l{-HEAD} -4v8z"

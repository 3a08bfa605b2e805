"""Drawings of graphs: boxes apart, edges from box to box, nothing of a student's obeyed."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Graph, GraphNode
from grader.report.drawing import BOX, HEAD, MOST_EDGES, MOST_NODES, Drawing, draw

from . import samples

HOSTILE = "<b>\x1b[2J\u202eevil\udc80" + "long" * 1000


def graph(layers: list[int], edges: list[tuple[int, int]], name: str = "n") -> Graph:
    nodes = tuple(
        GraphNode(name=f"{name}{i}", op="+" if layer else "", layer=layer)
        for i, layer in enumerate(layers)
    )
    return Graph(title="a graph", nodes=nodes, edges=tuple(edges))


def start_of(path: str) -> tuple[float, float]:
    found = re.match(r"M([-\d.]+) ([-\d.]+)", path)
    assert found is not None
    return float(found[1]), float(found[2])


def end_of(path: str) -> tuple[float, float]:
    x, y = path.rsplit("C", 1)[1].split()[-2:]
    return float(x), float(y)


def points_of(path: str) -> list[tuple[float, float]]:
    """Corners of a path: ends of its curves, and of the level lines between them."""
    place, found = (0.0, 0.0), []
    for kind, numbers in re.findall(r"([MCH])([^MCH]*)", path):
        values = [float(number) for number in numbers.split()]
        place = (values[0], place[1]) if kind == "H" else (values[-2], values[-1])
        found.append(place)
    return found


@st.composite
def graphs(draw_: st.DrawFn) -> Graph:
    layers = draw_(st.lists(st.integers(0, 6), min_size=1, max_size=15))
    index = st.integers(-2, len(layers) + 2)
    return graph(layers, draw_(st.lists(st.tuples(index, index), max_size=40)))


def test_a_chain_is_drawn_from_left_to_right_on_one_line() -> None:
    drawing = draw(graph([0, 1, 2], [(0, 1), (1, 2)]))
    assert [box.name for box in drawing.boxes] == ["n0", "n1", "n2"]
    assert [box.op for box in drawing.boxes] == ["input", "+", "+"]
    assert len({box.y for box in drawing.boxes}) == 1
    for path, (left, right) in zip(drawing.edges, [(0, 1), (1, 2)], strict=True):
        one, other = drawing.boxes[left], drawing.boxes[right]
        assert start_of(path) == pytest.approx((one.x + one.width, one.y + BOX / 2))
        assert end_of(path) == pytest.approx((other.x - HEAD, other.y + BOX / 2))


@given(graphs())
def test_boxes_lie_apart_inside_the_drawing_and_in_their_layers(any_graph: Graph) -> None:
    drawing = draw(any_graph)
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= drawing.width
        assert box.y + BOX <= drawing.height
    for (one, a), (other, b) in combinations(zip(drawing.boxes, any_graph.nodes, strict=True), 2):
        if a.layer == b.layer:
            assert abs(one.y - other.y) > BOX
        elif a.layer < b.layer:
            assert one.x + one.width < other.x


@given(graphs())
def test_every_edge_to_a_later_layer_ends_at_its_box_with_a_head(any_graph: Graph) -> None:
    drawing, nodes = draw(any_graph), any_graph.nodes
    inside = range(len(nodes))
    kept = [
        (a, b)
        for a, b in any_graph.edges
        if a in inside and b in inside and nodes[a].layer < nodes[b].layer
    ]
    assert len(drawing.edges) == len(drawing.heads) == len(kept)
    for path, head, (a, b) in zip(drawing.edges, drawing.heads, kept, strict=True):
        one, other = drawing.boxes[a], drawing.boxes[b]
        assert start_of(path) == pytest.approx((one.x + one.width, one.y + BOX / 2), abs=0.1)
        x, y = start_of(head)
        assert end_of(path) == pytest.approx((x - HEAD, y), abs=0.1)
        assert x == pytest.approx(other.x)
        assert other.y < y < other.y + BOX


@given(graphs())
def test_no_edge_runs_under_a_box(any_graph: Graph) -> None:
    drawing = draw(any_graph)
    for path in drawing.edges:
        corners = points_of(path)
        for box in drawing.boxes:
            for (x, y), (to_x, to_y) in pairwise(corners):
                if y == to_y and x <= box.x and to_x >= box.x + box.width:
                    assert not box.y <= y <= box.y + BOX


def test_an_input_stands_beside_what_uses_it() -> None:
    layers = [0, 0, 0, 0, 1, 1]
    drawing = draw(graph(layers, [(0, 5), (1, 4), (2, 5), (3, 4)]))
    heights = sorted(range(4), key=lambda i: drawing.boxes[i].y)
    assert {frozenset(heights[:2]), frozenset(heights[2:])} == {
        frozenset((0, 2)),
        frozenset((1, 3)),
    }


def test_a_value_used_twice_in_one_node_has_two_arrows() -> None:
    drawing = draw(graph([0, 1], [(0, 1), (0, 1)]))
    assert len(set(drawing.heads)) == 2
    assert "n1: + of n0, n0" in drawing.description


def test_the_description_tells_the_graph_in_words() -> None:
    assert draw(graph([0, 0, 1], [(0, 2), (1, 2)])).description == "inputs n0, n1; n2: + of n0, n1"


def test_layers_of_any_number_become_columns() -> None:
    near, far = draw(graph([1, 2], [(0, 1)])), draw(graph([-(10**30), 10**30], [(0, 1)]))
    assert near.width == far.width
    assert near.edges == far.edges


def test_an_empty_graph_gives_no_boxes() -> None:
    assert draw(Graph(title="", nodes=(), edges=((0, 1),))).boxes == ()


def flood() -> Drawing:
    count = 3 * MOST_NODES
    edges = [(a, b) for b in range(count) for a in range(max(0, b - 60), b)]
    return draw(graph(list(range(count)), edges))


def test_a_flood_is_bounded() -> None:
    drawing = flood()
    assert len(drawing.boxes) == MOST_NODES
    assert len(drawing.edges) <= MOST_EDGES
    assert len(drawing.description) <= 4000
    assert sum(map(len, drawing.edges)) < 100_000


def test_hostile_names_are_cleaned_and_shortened() -> None:
    node = GraphNode(name=HOSTILE, op=HOSTILE, layer=0)
    drawing = draw(Graph(title=HOSTILE, nodes=(node,), edges=()))
    texts = (drawing.title, drawing.description, drawing.boxes[0].name, drawing.boxes[0].op)
    for text in texts:
        text.encode()
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", text)
    for text, most in zip(texts, (120, 4000, 14, 14), strict=True):
        assert len(text) <= most
    assert drawing.width < 200


def test_wide_signs_get_wide_boxes() -> None:
    narrow = draw(graph([0], [], "abcdef")).boxes[0]
    wide = draw(graph([0], [], "漢字漢字漢字")).boxes[0]
    assert wide.width > 1.5 * narrow.width


def test_the_same_graph_gives_the_same_drawing() -> None:
    assert draw(samples.GRAPH) == draw(samples.GRAPH)

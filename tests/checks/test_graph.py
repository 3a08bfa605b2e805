"""Computation graphs as data: read, evaluated, differentiated, compared, laid out."""

import math

import numpy as np
import pytest

from grader.checks import graph
from grader.errors import AuthorError, CheckFailed

from .fakes import Handle

ALLOWED = ("+", "*", "-", "+1", "*-1", "exp", "1/x")
NAMES = ("x0", "x1", "x2", "w0", "w1", "w2", "w3")


def node(name, op, *inputs):
    return {"name": name, "op": op, "inputs": list(inputs)}


def logistic_graph(**changed):
    """1 / (1 + exp(-(w0 x0 + w1 / x1 - w2 x2 + w3))), nodes in no order."""
    nodes = {
        "f": node("f", "1/x", "plus"),
        "plus": node("plus", "+1", "e"),
        "e": node("e", "exp", "minus"),
        "minus": node("minus", "*-1", "z"),
        "z": node("z", "+", "ab", "w3"),
        "ab": node("ab", "-", "a", "b"),
        "a": node("a", "+", "m0", "m1"),
        "m0": node("m0", "*", "w0", "x0"),
        "m1": node("m1", "*", "w1", "inverse"),
        "inverse": node("inverse", "1/x", "x1"),
        "b": node("b", "*", "w2", "x2"),
    }
    nodes.update(changed)
    return {"inputs": list(NAMES), "nodes": list(nodes.values()), "output": "f"}


def logistic(v):
    z = v["w0"] * v["x0"] + v["w1"] / v["x1"] - v["w2"] * v["x2"] + v["w3"]
    return 1 / (1 + math.exp(-z))


def sample(rng):
    values = dict(zip(NAMES, rng.uniform(0.5, 2, len(NAMES)).tolist(), strict=True))
    return {**values, "x1": values["x1"] * rng.choice([-1.0, 1.0])}


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def test_values_are_those_of_the_closed_form(rng):
    for _ in range(10):
        values = sample(rng)
        found = graph.evaluate(logistic_graph(), values, ALLOWED)
        assert found["f"] == pytest.approx(logistic(values), rel=1e-12)
        assert found["inverse"] == 1 / values["x1"]


def test_derivatives_are_those_of_the_closed_form(rng):
    for _ in range(10):
        v = sample(rng)
        s = logistic(v) * (1 - logistic(v))
        expected = {
            "x0": s * v["w0"],
            "x1": -s * v["w1"] / v["x1"] ** 2,
            "x2": -s * v["w2"],
            "w0": s * v["x0"],
            "w1": s / v["x1"],
            "w2": -s * v["x2"],
            "w3": s,
            "z": s,
            "f": 1.0,
        }
        found = graph.backward(logistic_graph(), v)
        assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-9)


SHARED = {
    "inputs": ["x", "y", "z"],
    "nodes": [
        node("c", "copy", "x"),
        node("p", "mul", "c", "y", "z"),
        node("m", "max", "c", "z"),
        node("f", "add", "p", "m", "c"),
    ],
    "output": "f",
}


@pytest.mark.parametrize("point", [(0.5, -1.5, 2.0), (2.0, 3.0, -1.0), (-1.0, 0.0, -2.0)])
def test_uses_of_a_copy_add_up(point):
    values = dict(zip("xyz", point, strict=True))
    found = graph.backward(SHARED, values)
    for name in "xyz":
        h = 1e-6
        right = graph.forward(SHARED, {**values, name: values[name] + h})["f"]
        left = graph.forward(SHARED, {**values, name: values[name] - h})["f"]
        assert found[name] == pytest.approx((right - left) / (2 * h), abs=1e-7)
    x, y, z = point
    assert found["x"] == pytest.approx(y * z + (x > z) + 1)


def test_a_tie_of_max_goes_to_one_input():
    found = graph.backward(SHARED, {"x": 1.0, "y": 0.0, "z": 1.0})
    assert (found["x"], found["z"]) == (2.0, 0.0)


def test_a_value_used_twice_by_one_node():
    square = {"inputs": ["x"], "nodes": [node("f", "*", "x", "x")], "output": "f"}
    assert graph.backward(square, {"x": 3.0})["x"] == 6.0


@pytest.mark.parametrize("x", [0.0, 1e-300, 1e4, -1e4])
def test_extreme_values_give_infinities_and_no_error(x):
    chain = {
        "inputs": ["x"],
        "nodes": [node("i", "1/x", "x"), node("e", "exp", "x"), node("f", "+", "i", "e")],
        "output": "f",
    }
    for found in (graph.forward(chain, {"x": x}), graph.backward(chain, {"x": x})):
        assert all(type(value) is float for value in found.values())


@pytest.mark.parametrize("form", ["list", "dict", "tuple", "handle"])
def test_right_graphs_pass_in_every_form(form, rng):
    data = logistic_graph()
    if form == "dict":
        data["nodes"] = {n.pop("name"): n for n in data["nodes"]}
    if form == "tuple":
        data = {**data, "inputs": NAMES, "nodes": tuple(data["nodes"])}
    if form == "handle":
        data = Handle("dict", {**data, "nodes": Handle("list", data["nodes"])})
    graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def numbered(kind, listed):
    """The graph with numbers for the names of its nodes."""
    data = logistic_graph()
    numbers = {n["name"]: kind(i) for i, n in enumerate(data["nodes"], start=1)}

    def names(inputs):
        return listed([numbers.get(name, name) for name in inputs])

    nodes = [{**n, "name": numbers[n["name"]], "inputs": names(n["inputs"])} for n in data["nodes"]]
    return {**data, "nodes": nodes, "output": numbers[data["output"]]}


@pytest.mark.parametrize("kind", [int, np.int64, np.uint8])
def test_nodes_may_be_numbered(kind, rng):
    data = numbered(kind, tuple)
    graph.same_graph_function(data, logistic, sample, ALLOWED, rng)
    read = graph.read_graph(data)
    assert read.output in {node.name for node in read.nodes}
    data["nodes"] = {n.pop("name"): n for n in data["nodes"]}
    graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def test_numbers_may_come_alone_or_in_an_array(rng):
    data = numbered(int, lambda names: names if str in map(type, names) else np.array(names))
    for each in data["nodes"]:
        if len(each["inputs"]) == 1:
            each["inputs"] = each["inputs"][0]
    graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def test_a_wrong_graph_of_numbers_fails(rng):
    data = numbered(int, list)
    data["nodes"][-1]["op"] = "+"
    with pytest.raises(CheckFailed, match="computes another function"):
        graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def test_another_way_to_compute_it_passes(rng):
    other = logistic_graph(
        z=node("z", "add", "m0", "m1", "w3", "nb"),
        nb={"name": "nb", "op": "x(-1)", "inputs": "b"},
    )
    other["nodes"] = [n for n in other["nodes"] if n["name"] not in ("ab", "a")]
    graph.same_graph_function(other, logistic, sample, ALLOWED, rng)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ab": node("ab", "+", "a", "b")}, "wrong at 20 of 20 random points"),
        ({"m1": node("m1", "*", "w1", "x1")}, "computes another function"),
        ({"minus": node("minus", "+1", "z")}, "computes another function"),
        ({"z": node("z", "+", "ab", "ab")}, "it doesn't use w3"),
        ({"f": node("f", "1/x", "e")}, "computes another function"),
        ({"m0": node("m0", "max", "w0", "x0")}, "node m0 uses 'max', which is not among"),
    ],
)
def test_wrong_graphs_fail(changed, words, rng):
    with pytest.raises(CheckFailed) as caught:
        graph.same_graph_function(logistic_graph(**changed), logistic, sample, ALLOWED, rng)
    assert words in caught.value.message
    assert "." not in caught.value.message  # no number of an input or an answer


def test_wrong_for_negative_x1_alone_fails(rng):
    def absolute(v):
        return logistic({**v, "x1": abs(v["x1"])})

    with pytest.raises(CheckFailed, match="computes another function") as caught:
        graph.same_graph_function(logistic_graph(), absolute, sample, ALLOWED, rng)
    assert "x1 = -" in caught.value.detail


def test_nan_is_no_match(rng):
    data = logistic_graph(
        e=node("e", "exp", "minus"),
        inf=node("inf", "1/x", "zero"),
        zero=node("zero", "-", "x0", "x0"),
        nan=node("nan", "*", "inf", "zero"),
        plus=node("plus", "+", "e", "nan"),
    )
    with pytest.raises(CheckFailed, match="20 of 20"):
        graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def changed(**parts):
    return {**logistic_graph(), **parts}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "must be a dict with inputs, nodes and output, nothing (None) came"),
        ([1], "a list came"),
        ({"inputs": [], "nodes": []}, "no entry 'output'"),
        (changed(inputs="x"), "the graph's inputs must be a list of names"),
        (changed(inputs=[1.0]), "the graph's inputs must be a list of names"),
        (changed(inputs=[True]), "the graph's inputs must be a list of names"),
        (changed(inputs=[10**30]), "the graph's inputs must be a list of names"),
        (changed(inputs=np.zeros((2, 2), int)), "the graph's inputs must be a list of names"),
        (changed(inputs=np.arange(201)), "the graph's inputs are 201, at most 200 are read"),
        (changed(inputs=["x0", "x0"]), "x0 stands for two things"),
        (changed(nodes=3), "must be a list or a dict, a number came"),
        (changed(nodes=[]), "has no nodes"),
        (changed(nodes=[7]), "node 1 of the graph must be a dict"),
        (changed(nodes={"f": 7}), "node 1 of the graph must be a dict"),
        (changed(nodes=[{"name": "f", "op": "exp"}]), "node 1 of the graph has no entry 'inputs'"),
        (changed(nodes=[node("", "exp", "x0")]), "node 1 of the graph needs a name"),
        (changed(nodes=[node(None, "exp", "x0")]), "node 1 of the graph needs a name"),
        (changed(nodes=[node(True, "exp", "x0")]), "node 1 of the graph needs a name"),
        (changed(nodes=[node(1, "exp", "x0"), node("1", "exp", "x0")]), "1 stands for two things"),
        (changed(nodes=[node(1, "exp", 2), node(2, "exp", 1)], output=1), "cycle: among 1, 2 each"),
        (changed(nodes=[node(1, "exp", 3)]), "node 1 uses 3, which is no input and no node"),
        (changed(output=3), "output 3 is the name of no node"),
        (changed(output=True), "output True is the name of no node"),
        (changed(nodes=[node("f", "sin", "x0")]), "unknown operation sin; known are +, *"),
        (changed(nodes=[node("f", ["exp"], "x0")]), "unknown operation"),
        (changed(nodes=[node("f", "exp", "x0", "x1")]), "takes 1 inputs, 2 came"),
        (changed(nodes=[node("f", "+", "x0")]), "takes 2 to 50 inputs, 1 came"),
        (changed(nodes=[node("f", "+", *["x0"] * 51)]), "51 came"),
        (changed(nodes=[node("f", "exp", "q")]), "uses q, which is no input and no node"),
        (changed(nodes=[node("f", "exp", "f")]), "cycle: among f each"),
        (changed(nodes=[node("f", "exp", "g"), node("g", "exp", "f")]), "cycle: among f, g each"),
        (changed(nodes=[node("f", "exp", "x0")] * 2), "f stands for two things"),
        (changed(nodes=[node("x0", "exp", "x1")]), "x0 stands for two things"),
        (changed(nodes=[node(f"n{i}", "exp", "x0") for i in range(201)]), "201 nodes, at most 200"),
        (changed(output="q"), "output q is the name of no node"),
        (changed(output=["f"]), "is the name of no node"),
        (changed(output="\x1b[31m" + "q" * 999), "is the name of no node"),
    ],
)
def test_each_thing_that_can_be_wrong_has_its_sentence(data, sentence):
    with pytest.raises(CheckFailed) as caught:
        graph.read_graph(data)
    assert sentence in caught.value.message
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 200


def test_an_unknown_operation_is_told_the_allowed_ones_alone(rng):
    data = changed(nodes=[node("f", "sigmoid", "x0")])
    for verify in (
        lambda: graph.evaluate(data, sample(rng), ALLOWED),
        lambda: graph.same_graph_function(data, logistic, sample, ALLOWED, rng),
    ):
        with pytest.raises(CheckFailed) as caught:
            verify()
        assert caught.value.message.endswith(f"known are {', '.join(ALLOWED)}")


def test_an_input_the_problem_lacks_is_named(rng):
    data = changed(inputs=[*NAMES, "w4"])
    with pytest.raises(CheckFailed, match="inputs the problem doesn't: w4"):
        graph.same_graph_function(data, logistic, sample, ALLOWED, rng)


def test_an_authors_mistakes_are_no_verdict(rng):
    with pytest.raises(AuthorError, match=r"test_graph\.py:\d+: no value for .* x0"):
        graph.forward(logistic_graph(), {})
    with pytest.raises(AuthorError, match="unknown operation 'sin'"):
        graph.evaluate(logistic_graph(), sample(rng), ("sin",))


def test_layers_put_every_node_right_of_its_inputs():
    layers = graph.layout(logistic_graph())
    place = {name: i for i, names in enumerate(layers) for name in names}
    assert sorted(layers[0]) == sorted(NAMES)
    assert layers[-1] == ["f"]
    assert len(layers) == 10
    for n in logistic_graph()["nodes"]:
        assert place[n["name"]] == 1 + max(place[i] for i in n["inputs"])


def test_a_long_chain_is_read():
    nodes = [node("n0", "+1", "x")] + [node(f"n{i}", "+1", f"n{i - 1}") for i in range(1, 200)]
    data = {"inputs": ["x"], "nodes": nodes[::-1], "output": "n199"}
    assert graph.forward(data, {"x": 0.0})["n199"] == 200.0

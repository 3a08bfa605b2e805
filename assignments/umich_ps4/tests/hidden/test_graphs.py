"""Problems 4.1a to 4.1c: values and gradients of two graphs at random points."""

import functools
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from grader import points
from grader.checks import (
    call,
    either,
    fail,
    finite_array,
    gradient,
    graph,
    plain,
    real_attempt,
    same,
)
from grader.checks.values import numbers

ALLOWED = ("+", "*", "-", "+1", "*-1", "exp", "1/x")
INPUTS = ("x0", "x1", "x2", "w0", "w1", "w2", "w3")
GRAPH_C = Path(__file__).parents[2] / "graph_c.toml"
DRAWS = 48
EACH = 4  # points of each side: enough that a comparison with something else is seen


def logistic(values):
    """f(x, w) of 4.1a for a dict of the seven inputs."""
    x0, x1, x2, w0, w1, w2, w3 = (values[name] for name in INPUTS)
    return 1 / (1 + np.exp(-(w0 * x0 + w1 / x1 - w2 * x2 + w3)))


def point(rng, sign):
    """x (3,) and w (4,) of moderate size; x1 has this sign and isn't close to 0."""
    x, w = rng.uniform(-1.5, 1.5, 3), rng.uniform(-1.5, 1.5, 4)
    x[1] = sign * rng.uniform(0.6, 1.8)
    return x, w


@pytest.fixture(name="graph_c")
def _graph_c():
    """The graph of 4.1c."""
    return right_graph()


class Right(NamedTuple):
    """The graph of 4.1c; see `right_graph`."""

    values: Callable
    value: Callable
    sides: Callable
    slopes: Callable
    shared: np.ndarray
    names: list

    def __hash__(self):
        return id(self)


@functools.cache
def right_graph():
    """The graph of 4.1c as the course has it, as functions of v, inputs in the order of the file.

    shared (k,): true for inputs that a copy node takes. values: of all inputs and nodes. sides:
    which input each max node takes, told by these values.
    """
    with GRAPH_C.open("rb") as file:
        loaded = tomllib.load(file)
    names, read = loaded["inputs"], graph.read_graph(loaded)
    copied = {node["inputs"][0] for node in loaded["nodes"] if node["op"] == "copy"}
    maxima = [node.inputs for node in read.nodes if node.op == "max"]

    def values(v):
        return graph.forward(read, dict(zip(names, v.tolist(), strict=True)))

    def sides(found):
        return tuple(max(inputs, key=found.__getitem__) for inputs in maxima)

    def value(v):
        return values(v)[loaded["output"]]

    def slopes(v):
        found = graph.backward(read, dict(zip(names, v.tolist(), strict=True)))
        return np.array([found[name] for name in names])

    shared = np.array([name in copied for name in names])
    return Right(values, value, sides, slopes, shared, names)


def places(rng, graph_c):
    """Points (n, k) of each side that the graph's max nodes can take: few, but unlike."""
    return right_places(int(rng.integers(1 << 62)), graph_c)


@functools.lru_cache(maxsize=8)
def right_places(seed, graph_c):
    """The same by seed, because a diagnosis asks again and again.

    So many draws hardly miss a side, whichever graph stands in the file.
    """
    rng = np.random.default_rng(seed)
    shape = (DRAWS, len(graph_c.shared))
    drawn, sides = rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape), {}
    for v in drawn:
        values = graph_c.values(v)
        sides.setdefault(graph_c.sides(values), []).append((v, list(values.values())))
    return np.array([v for side in sides.values() for v in unlike(side)])


def unlike(points):
    """Of points and their values the few that have the most signs and orders of two values.

    Whoever compares something else than the graph is seen at one of them.
    """
    values = np.array([values for _, values in points])
    first, second = np.triu_indices(values.shape[1], 1)
    traits = np.hstack([values > 0, values > 1, values[:, first] > values[:, second]])
    traits = np.hstack([traits, ~traits])
    chosen, open_ = [], np.ones(traits.shape[1])
    for _ in range(min(EACH, len(points))):
        new = traits @ open_
        new[chosen] = -1
        chosen.append(int(np.argmax(new)))
        open_ = open_ * np.where(traits[chosen[-1]], 0.1, 1)
    return [points[i][0] for i in chosen]


@points(1, problem="4.1a", title="graph_a gives f at random points, x1 of either sign")
def test_graph_a_values(submission, rng):
    def sample(rng):
        x, w = point(rng, rng.choice([-1.0, 1.0]))
        return dict(zip(INPUTS, [*x, *w], strict=True))

    graph.same_graph_function(plain(submission.graph_a), logistic, sample, ALLOWED, rng)


@points(0.4, problem="4.1b", title="graph_a_forward gives f, x1 of either sign")
def test_graph_a_forward(submission, reference, rng):
    at = [point(rng, sign) for sign in (1.0, -1.0, 1.0, -1.0)]
    found = [call(submission.graph_a_forward, x, w, returns="f, cache")[0] for x, w in at]
    right = [reference.graph_a_forward(x, w)[0] for x, w in at]
    same(follow_one(found, "f"), np.array(right), "f at four points")


def _right_a(reference, at):
    """dx and dw of the reference."""
    return reference.graph_a_backward(reference.graph_a_forward(*at.values())[1])


def check_gradient_a(submission, reference, rng, follow, which):
    """Result number `which` (0: dx, 1: dw) of graph_a_backward, at x1 of either sign."""

    def own(x, w):
        return call(submission.graph_a_forward, x, w, returns="f, cache")[0]

    name, own_name = "xw"[which], "graph_a_forward"
    for sign in (1.0, -1.0):
        at = dict(zip("xw", point(rng, sign), strict=True))
        _, cache = call(submission.graph_a_forward, *at.values(), returns="f, cache")
        got = call(submission.graph_a_backward, cache, returns="dx, dw")[which]
        right = dict(zip(("dx", "dw"), _right_a(reference, at), strict=True))
        expected = right.pop(f"d{name}")

        def by_own(at=at, got=got):
            fixed = {key: value for key, value in at.items() if key != name}
            real_attempt(own, at, (), rng, own_name, mixed=True)
            free = {name: at[name]}
            gradient(lambda **v: own(**v, **fixed), free, {name: got}, rng=rng, own=own_name)

        either(lambda got=got, e=expected, o=right: same(got, e, f"d{name}", others=o), by_own)


@points(0.3, problem="4.1b", title="graph_a_backward gives the gradient of x")
def test_graph_a_dx(submission, reference, rng, follow):
    check_gradient_a(submission, reference, rng, follow, 0)


@points(0.3, problem="4.1b", title="graph_a_backward gives the gradient of w")
def test_graph_a_dw(submission, reference, rng, follow):
    check_gradient_a(submission, reference, rng, follow, 1)


@points(0.8, problem="4.1c", title="graph_c_forward gives f at random points")
def test_graph_c_forward(submission, rng, graph_c):
    at = places(rng, graph_c)
    found = [call(submission.graph_c_forward, v, returns="f, cache")[0] for v in at]
    same(follow_one(found, "f"), np.array([graph_c.value(v) for v in at]), "f at random points")


def follow_one(values, what):
    """Numbers, each perhaps an array with one entry, as an array (n,)."""
    return np.array([real_number(value, what) for value in values])


def real_number(value, what):
    """A number as it came; `same` judges what it is."""
    array = numbers(value, what)
    if array.size != 1:
        fail(f"{what} has shape {array.shape}, () was expected")
    return array.reshape(())


def check_gradient_c(submission, rng, follow, graph_c, chosen):
    """Entries of dv at the places where `chosen` is true."""

    what = "dv for " + ", ".join(np.array(graph_c.names)[chosen])

    def own(v):
        return call(submission.graph_c_forward, v, returns="f, cache")[0]

    def given(v):
        _, cache = call(submission.graph_c_forward, v, returns="f, cache")
        return finite_array(call(submission.graph_c_backward, cache, returns="dv"), v.shape, "dv")

    def by_own(v, dv):
        real_attempt(own, {"v": v}, (), rng, "graph_c_forward", mixed=True)

        def part(v, full=v):
            moved = full.copy()
            moved[chosen] = v
            return own(moved)

        at, got = {"v": v[chosen]}, {"v": dv[chosen]}
        gradient(part, at, got, rng=rng, own="graph_c_forward")

    at = places(rng, graph_c)
    found = np.array([given(v) for v in at])
    right = np.array([graph_c.slopes(v) for v in at])

    def each_by_own():
        for v, dv, slopes in zip(at, found, right, strict=True):
            either(partial(same, dv[chosen], slopes[chosen], what), partial(by_own, v, dv))

    everywhere = f"{what}, a row for each of {len(at)} points"
    either(lambda: same(found[:, chosen], right[:, chosen], everywhere), each_by_own)


@points(0.55, problem="4.1c", title="graph_c_backward: inputs that are used once")
def test_graph_c_single_inputs(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c, ~graph_c.shared)


@points(0.65, problem="4.1c", title="graph_c_backward: the input that goes through the copy node")
def test_graph_c_shared_input(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c, graph_c.shared)

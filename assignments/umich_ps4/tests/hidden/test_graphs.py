"""Problems 4.1a to 4.1c: values and gradients of two graphs at random points."""

import functools
import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader import points
from grader.checks import call, either, finite_array, gradient, graph, plain, real_attempt, same

ALLOWED = ("+", "*", "-", "+1", "*-1", "exp", "1/x")
INPUTS = ("x0", "x1", "x2", "w0", "w1", "w2", "w3")
GRAPH_C = Path(__file__).parents[2] / "graph_c.toml"
DRAWS = 64
EACH = 12  # points of each side: enough that a comparison with something else is seen


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


@functools.cache
def right_graph():
    """The graph of 4.1c as the course has it, as functions of v, inputs in the order of the file.

    shared (k,): true for inputs that a copy node takes. sides: how many there may be, at most.
    """
    with GRAPH_C.open("rb") as file:
        loaded = tomllib.load(file)
    names, read = loaded["inputs"], graph.read_graph(loaded)
    copied = {node["inputs"][0] for node in loaded["nodes"] if node["op"] == "copy"}

    def value(v):
        return graph.forward(read, dict(zip(names, v, strict=True)))[loaded["output"]]

    def slopes(v):
        found = graph.backward(read, dict(zip(names, v, strict=True)))
        return np.array([found[name] for name in names])

    shared = np.array([name in copied for name in names])
    sides = 2 ** sum(node.op == "max" for node in read.nodes)
    return SimpleNamespace(value=value, slopes=slopes, shared=shared, names=names, sides=sides)


def places(rng, graph_c):
    """Points (k,) of each side that the graph's max nodes can take, told by its zero slopes.

    So many draws hardly miss a side, whichever graph stands in the file; often fewer do.
    """
    count, found = len(graph_c.shared), {}
    for _ in range(DRAWS):
        if len(found) == graph_c.sides and all(len(side) >= EACH for side in found.values()):
            break
        v = rng.uniform(0.5, 2.0, count) * rng.choice([-1.0, 1.0], count)
        found.setdefault(tuple(graph_c.slopes(v) == 0), []).append(v)
    return [v for side in found.values() for v in side[:EACH]]


@points(1, problem="4.1a", title="graph_a gives f at random points, x1 of either sign")
def test_graph_a_values(submission, rng):
    def sample(rng):
        x, w = point(rng, rng.choice([-1.0, 1.0]))
        return dict(zip(INPUTS, [*x, *w], strict=True))

    graph.same_graph_function(plain(submission.graph_a), logistic, sample, ALLOWED, rng)


@points(0.4, problem="4.1b", title="graph_a_forward gives f, x1 of either sign")
def test_graph_a_forward(submission, reference, rng):
    for sign in (1.0, -1.0):
        x, w = point(rng, sign)
        f, _ = call(submission.graph_a_forward, x, w, returns="f, cache")
        same(f, reference.graph_a_forward(x, w)[0], "f", shapes=((1,),))


def _right_a(reference, at):
    """dx and dw of the reference."""
    return reference.graph_a_backward(reference.graph_a_forward(**at)[1])


def check_gradient_a(submission, reference, rng, follow, which):
    """Result number `which` (0: dx, 1: dw) of graph_a_backward, at x1 of either sign."""

    def own(x, w):
        return call(submission.graph_a_forward, x, w, returns="f, cache")[0]

    name, own_name = "xw"[which], "graph_a_forward"
    for sign in (1.0, -1.0):
        at = dict(zip("xw", point(rng, sign), strict=True))
        _, cache = call(submission.graph_a_forward, **at, returns="f, cache")
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
    for v in places(rng, graph_c):
        f, _ = call(submission.graph_c_forward, v, returns="f, cache")
        same(f, graph_c.value(v), "f", shapes=((1,),))


def check_gradient_c(submission, rng, follow, graph_c, chosen):
    """Entries of dv at the places where `chosen` is true."""

    what = "dv for " + ", ".join(np.array(graph_c.names)[chosen])

    def own(v):
        return call(submission.graph_c_forward, v, returns="f, cache")[0]

    for v in places(rng, graph_c):
        _, cache = call(submission.graph_c_forward, v, returns="f, cache")
        dv = call(submission.graph_c_backward, cache, returns="dv")
        dv = finite_array(dv, v.shape, "dv")

        def by_own(v=v, dv=dv):
            real_attempt(own, {"v": v}, (), rng, "graph_c_forward", mixed=True)

            def part(v, full=v):
                moved = full.copy()
                moved[chosen] = v
                return own(moved)

            at, got = {"v": v[chosen]}, {"v": dv[chosen]}
            gradient(part, at, got, rng=rng, own="graph_c_forward")

        either(lambda dv=dv, v=v: same(dv[chosen], graph_c.slopes(v)[chosen], what), by_own)


@points(0.55, problem="4.1c", title="graph_c_backward: inputs that are used once")
def test_graph_c_single_inputs(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c, ~graph_c.shared)


@points(0.65, problem="4.1c", title="graph_c_backward: the input that goes through the copy node")
def test_graph_c_shared_input(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c, graph_c.shared)

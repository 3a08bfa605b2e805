"""Problems 4.1a to 4.1c: values and gradients of two graphs at random points."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader import points
from grader.checks import call, gradient, graph, plain, same

ALLOWED = ("+", "*", "-", "+1", "*-1", "exp", "1/x")
INPUTS = ("x0", "x1", "x2", "w0", "w1", "w2", "w3")
GRAPH_C = Path(__file__).parents[2] / "graph_c.toml"
DRAWS = 12  # all on one side of the max: once in 2000 students


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
    """The graph of 4.1c as the course has it: its value as a function of v, and where it's shared.

    shared (k,): true for inputs that a copy node takes, in the order of the file.
    """
    with GRAPH_C.open("rb") as file:
        loaded = tomllib.load(file)
    names = loaded["inputs"]
    copied = {node["inputs"][0] for node in loaded["nodes"] if node["op"] == "copy"}

    def value(v):
        return graph.forward(loaded, dict(zip(names, v, strict=True)))[loaded["output"]]

    return SimpleNamespace(value=value, shared=np.array([name in copied for name in names]))


def draws(rng, count):
    """Points for 4.1c, with |a b - c| of ordinary size almost always."""
    return [rng.uniform(0.5, 2.0, count) * rng.choice([-1.0, 1.0], count) for _ in range(DRAWS)]


@points(0.75, problem="4.1a", title="graph_a gives f at random points, x1 of either sign")
def test_graph_a_values(submission, rng):
    def sample(rng):
        x, w = point(rng, rng.choice([-1.0, 1.0]))
        return dict(zip(INPUTS, [*x, *w], strict=True))

    graph.same_graph_function(plain(submission.graph_a), logistic, sample, ALLOWED, rng)


@points(0.3, problem="4.1b", title="graph_a_forward gives f, x1 of either sign")
def test_graph_a_forward(submission, reference, rng):
    for sign in (1.0, -1.0):
        x, w = point(rng, sign)
        f, _ = call(submission.graph_a_forward, x, w, returns="f, cache")
        same(f, reference.graph_a_forward(x, w)[0], "f", shapes=((1,),))


def check_gradient_a(submission, reference, rng, follow, which):
    """Result number `which` (0: dx, 1: dw) of graph_a_backward, at x1 of either sign."""

    def own(x, w):
        return call(submission.graph_a_forward, x, w, returns="f, cache")[0]

    name = "xw"[which]
    for sign in (1.0, -1.0):
        at = dict(zip("xw", point(rng, sign), strict=True))
        _, cache = call(submission.graph_a_forward, **at, returns="f, cache")
        got = call(submission.graph_a_backward, cache, returns="dx, dw")[which]
        expected = reference.graph_a_backward(reference.graph_a_forward(**at)[1])[which]

        def by_own(at=at, got=got):
            fixed = {key: value for key, value in at.items() if key != name}
            follow.real_attempt(lambda **at: np.reshape(plain(own(**at)), ()), at, (), rng)
            gradient(lambda **v: own(**v, **fixed), {name: at[name]}, {name: got}, rng=rng)

        follow.either(lambda got=got, e=expected: same(got, e, f"d{name}"), by_own)


@points(0.3, problem="4.1b", title="graph_a_backward gives the gradient of x")
def test_graph_a_dx(submission, reference, rng, follow):
    check_gradient_a(submission, reference, rng, follow, 0)


@points(0.3, problem="4.1b", title="graph_a_backward gives the gradient of w")
def test_graph_a_dw(submission, reference, rng, follow):
    check_gradient_a(submission, reference, rng, follow, 1)


@points(0.6, problem="4.1c", title="graph_c_forward gives f at random points")
def test_graph_c_forward(submission, rng, graph_c):
    for v in draws(rng, len(graph_c.shared)):
        f, _ = call(submission.graph_c_forward, v, returns="f, cache")
        same(f, graph_c.value(v), "f", shapes=((1,),))


def check_gradient_c(submission, rng, follow, value, chosen):
    """Entries of dv at the places where `chosen` is true, by differences of the graph itself."""

    def own(v):
        return call(submission.graph_c_forward, v, returns="f, cache")[0]

    for v in draws(rng, len(chosen)):
        _, cache = call(submission.graph_c_forward, v, returns="f, cache")
        dv = follow.numbers(call(submission.graph_c_backward, cache), v.shape, "dv")

        def differences(function, v=v, dv=dv):
            def part(free):
                moved = v.copy()
                moved[chosen] = free
                return function(moved)

            gradient(part, {"free": v[chosen]}, {"free": dv[chosen]}, rng=rng)

        def by_own(v=v, differences=differences):
            follow.real_attempt(lambda v: np.reshape(plain(own(v)), ()), {"v": v}, (), rng)
            differences(own)

        follow.either(lambda differences=differences: differences(value), by_own)


@points(0.6, problem="4.1c", title="graph_c_backward: inputs that are used once")
def test_graph_c_single_inputs(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c.value, ~graph_c.shared)


@points(0.6, problem="4.1c", title="graph_c_backward: the input that goes through the copy node")
def test_graph_c_shared_input(submission, rng, follow, graph_c):
    check_gradient_c(submission, rng, follow, graph_c.value, graph_c.shared)

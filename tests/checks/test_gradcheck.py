"""`gradcheck` by itself: right gradients are right in any form, each mistake has its sentence."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grader import gradcheck
from grader.errors import AuthorError

from .gradients import BIAS as B
from .gradients import WEIGHTS as W
from .gradients import X, affine, affine_back, square
from .nets import Net

RNG = np.random.default_rng(5)


def network(seed):
    """A loss of a dict of parameters, these, and its gradients by hand."""
    net = Net(seed)
    return (lambda p: net.run(**p)[0]), net.at, (lambda p: net.run(**p)[1])


FORMS = {
    "function, tuple": (affine, (X, W, B), affine_back),
    "function, dict": (
        affine,
        (X, W, B),
        lambda d, x, w, b: dict(zip("xwb", affine_back(d, x, w, b), strict=True)),
    ),
    "function, names of gradients": (
        affine,
        [X, W, B],
        lambda d, x, w, b: {"dw": x.T @ d, "db": d.sum(axis=0)},
    ),
    "forward pass with a cache": (
        lambda x, w, b: (affine(x, w, b), (x, w, b)),
        (X, W, B),
        affine_back,
    ),
    "one array": (square, X, 2 * X),
    "one array in a tuple": (square, (X,), (2 * X,)),
    "a list of numbers": (lambda x: sum(v * v for v in x), ([0.5, -2.0],), [1.0, -4.0]),
    "a number": (lambda x: x**3, 2.0, 12.0),
    "whole numbers": (square, np.array([1, -2, 3]), np.array([2, -4, 6])),
    "labels stay": (
        lambda scores, y: scores[np.arange(3), y].sum(),
        (X, np.array([0, 3, 1])),
        np.eye(4)[[0, 3, 1]],
    ),
    "a dict of parameters": network(3),
    "a dict beside data": (
        lambda p, x: ((x @ p["W"]) ** 2).sum(),
        ({"W": W}, X),
        {"W": 2 * X.T @ X @ W},
    ),
    "a dict among gradients in order": (
        lambda p, x: ((x @ p["W"]) ** 2).sum(),
        ({"W": W}, X),
        ({"W": 2 * X.T @ X @ W}, 2 * X @ W @ W.T),
    ),
}


def wrong_by_a_percent(gradients):
    """The same gradients, all a percent too large."""

    def scaled(value):
        if isinstance(value, dict):
            return {name: scaled(part) for name, part in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(scaled(part) for part in value)
        return value * 1.01

    return (lambda *given: scaled(gradients(*given))) if callable(gradients) else scaled(gradients)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_understood(form):
    function, arguments, gradients = FORMS[form]
    verdict = gradcheck(function, arguments, gradients)
    assert verdict, verdict
    assert verdict.said == "right"
    assert verdict.relative < 1e-6
    assert verdict.entries > 0
    assert not verdict.notes
    wrong = gradcheck(function, arguments, wrong_by_a_percent(gradients))
    assert not wrong
    assert wrong.said == "wrong"
    assert wrong.relative == pytest.approx(0.01, rel=1e-3)


@pytest.mark.parametrize("seed", range(60))
def test_networks(seed):
    loss, at, grads = network(seed)
    assert gradcheck(loss, at, grads, seed=seed)
    name = [n for n, value in grads(at).items() if value.any()][seed % 2]
    wrong = {n: v * (1.001 if n == name else 1) for n, v in grads(at).items()}
    verdict = gradcheck(loss, at, wrong, seed=seed)
    assert verdict.tensor == name
    assert not verdict


def test_the_worst_place_is_told_with_both_numbers():
    got = 3 * X**2
    got[1, 2] += 0.5
    verdict = gradcheck(lambda x: (x**3).sum(), X, got)
    assert (verdict.tensor, verdict.index, verdict.entries) == ("x", (1, 2), 12)
    assert verdict.got == got[1, 2]
    assert verdict.expected == pytest.approx(3 * X[1, 2] ** 2, rel=1e-9)
    assert verdict.relative == pytest.approx(0.5 / (3 * X[1, 2] ** 2), rel=1e-6)
    assert verdict.pattern == "one entry of 12 differs"
    text = str(verdict)
    for words in ("wrong", "[1, 2]", f"{got[1, 2]:.10g}", "one entry of 12", "0 of 12 entries"):
        assert words in text
    assert repr(verdict) == text


def test_entries_on_kinks_are_counted_and_never_decide():
    x = np.array([0.0, 0.0, 1.5, -2.0, 3.0])
    right = gradcheck(lambda x: np.abs(x).sum(), x, np.sign(x))
    assert right
    assert right.left_out == 2
    assert "2 of 5 entries, on kinks" in str(right)
    wrong = gradcheck(lambda x: np.abs(x).sum(), x, -np.sign(x))
    assert wrong.left_out == 2
    assert wrong.index in {(2,), (3,), (4,)}
    for got in (np.zeros(3), np.ones(3)):
        nothing = gradcheck(lambda x: np.abs(x).sum(), np.zeros(3), got)
        assert nothing.said == "undecided"
        assert not nothing
        assert "lies on a kink" in nothing.message


def test_a_point_on_kinks_is_moved_where_gradients_can_be_computed_anew():
    for back, said in ((np.sign, "right"), (np.cos, "wrong")):
        assert gradcheck(lambda x: np.abs(x).sum(), np.zeros(3), back).said == said


def test_arrays_need_the_upstream_gradient_that_they_were_computed_with():
    d = RNG.normal(size=(3, 5))
    assert gradcheck(affine, (X, W, B), affine_back(d, X, W, B), upstream=d)
    assert not gradcheck(affine, (X, W, B), affine_back(d, X, W, B), upstream=2 * d)
    with pytest.raises(ValueError, match=r"array of shape \(3, 5\): give the upstream gradient"):
        gradcheck(affine, (X, W, B), affine_back(d, X, W, B))
    with pytest.raises(ValueError, match=r"upstream has shape \(5,\)"):
        gradcheck(affine, (X, W, B), affine_back, upstream=np.ones(5))


def test_large_parameters_cost_no_more_than_fifty_evaluations():
    a = RNG.normal(size=(200, 300))
    verdict = gradcheck(lambda w: np.sin(w).sum(), a, np.cos)
    assert verdict
    assert verdict.evaluations <= 50
    flipped = np.cos(a)
    flipped[17, 250] *= -1
    found = gradcheck(lambda w: np.sin(w).sum(), a, flipped)
    assert not found
    assert found.index == (17, 250)
    assert found.evaluations <= 100


def test_exceptions_of_the_functions_come_out_as_they_are():
    def broken(x):
        raise KeyError("W1")

    with pytest.raises(KeyError, match="W1"):
        gradcheck(broken, X, X)
    with pytest.raises(KeyError, match="W1"):
        gradcheck(square, X, broken)


def test_it_repeats():
    verdicts = {str(gradcheck(affine, (X, W, B), affine_back, seed=3)) for _ in range(3)}
    assert len(verdicts) == 1


def test_importing_the_package_alone_stays_cheap():
    code = (
        "import sys, grader; assert 'numpy' not in sys.modules; "
        "from grader import gradcheck; assert callable(gradcheck); assert 'numpy' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    import grader

    with pytest.raises(AttributeError, match="gradchek"):
        grader.gradchek  # noqa: B018


# --- several points in one call ---


def stacked(x, w, b):
    return x @ w + b[:, None, :]


def test_batched_saves_calls():
    one_by_one = gradcheck(affine, (X, W, B), affine_back)
    together = gradcheck(affine, (X, W, B), affine_back, batched=stacked)
    assert together
    assert (one_by_one.evaluations, together.evaluations) == (4 * 37 + 3, 37 + 4)
    wrong = gradcheck(affine, (X, W, B), wrong_by_a_percent(affine_back), batched=stacked)
    assert "same factor" in wrong.pattern


def test_batched_directions_cost_half():
    a = RNG.normal(size=(60, 70))
    alone, together = (
        gradcheck(lambda w: np.sin(w).sum(), a, np.cos, batched=batched)
        for batched in (None, lambda w: np.sin(w).sum(axis=(1, 2)))
    )
    assert together
    assert together.evaluations == (alone.evaluations - 3) / 2 + 4


@pytest.mark.parametrize(
    ("batched", "words"),
    [
        (lambda x, w, b: stacked(x, w, b) + 1e-3, "where the function gives"),
        (lambda x, w, b: stacked(x, w, b)[:, :2], "gives a result of shape"),
        (lambda x, w, b: stacked(x, w, b)[0], "its first axis must be that of the points"),
    ],
)
def test_a_batched_function_that_is_another_one_is_the_authors_mistake(batched, words):
    try:
        told = str(gradcheck(affine, (X, W, B), affine_back, batched=batched))
    except AuthorError as error:
        told = str(error)
    assert words in told


def test_the_example_for_students_is_real():
    page = (Path(__file__).parents[2] / "docs" / "students.md").read_text()
    section = page.split("## Checking a gradient by itself")[1].split("\n## ")[0]
    code, expected = re.findall(r"```\w*\n(.*?)\n```", section, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.rstrip("\n") == expected

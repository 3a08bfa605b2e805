"""Derivatives as names, however they are typed: steps, fractions, entries, strokes."""

from typing import Any

import numpy as np
import pytest

from grader.checks.formulas import Domain

from . import courses
from .courses import Task, message, sigmoid, verdict

STEPS = Domain(
    names={"V": ("c", "b"), "U": ("b", "a"), "c1": ()},
    sequences={"x": ("a",), "do": ("c",), "h": ("b",), "dh": ("b",)},
    aliases={"dJ/do": "do", "dJ/dh": "dh"},
    index=("n",),
)
BY_STATE = "dJ/dh({0}) | dJ/dh[{0}] | dJ/dh_{{{0}}} | ∂J/∂h_{{{0}}} | \\frac{{dJ}}{{dh_{{{0}}}}}"
BY_STATE += " | \\frac{{\\partial J}}{{\\partial h_{{{0}}}}} | (dJ)/(dh({0})) | dJ/(dh_{{{0}}})"
BY_STATE += (
    " | \\frac{{\\partial J}}{{\\partial h({0})}} | \\frac{{\\partial J}}{{\\partial h[{0}]}}"
)
BY_STATE += " | \\frac{{\\partial J}}{{\\partial h^{{({0})}}}} | \\frac{{dJ}}{{dh}}({0})"
BY_STATE += " | {{\\partial J \\over \\partial h_{{{0}}}}} | {{\\partial J\\over\\partial h({0})}}"


@pytest.mark.parametrize("step", ["1", "n", "N", "n-1", "N-n+1", "n - 1"])
@pytest.mark.parametrize("form", BY_STATE.split(" | "))
def test_a_step_of_a_derivative(form: str, step: str) -> None:
    shift = {"1": lambda v: 1, "n": lambda v: v.n, "N": lambda v: int(v.N)}
    at = shift.get(step, lambda v: int(v.N) - v.n + 1 if "N" in step else v.n - 1)
    domain = STEPS if "-" not in step or "N" in step else _with_start()
    task = Task(domain, lambda v: v.dh[at(v)], "it")
    assert verdict(task, form.format(step)) == "equal"
    other = Task(domain, lambda v: v.dh[at(v)] + v.do[1][0], "it")
    assert verdict(other, form.format(step)) == "different"


def _with_start() -> Domain:
    """n - 1 may be 0: with an entry there."""
    rule = {"dh": lambda v: np.outer(np.arange(int(v.N) + 1.0) + 1, np.ones(v.V.shape[1]))}
    sequences = {**STEPS.sequences, "dh": None}
    return Domain(STEPS.names, rule, STEPS.aliases, sequences, index=STEPS.index)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("V^T dJ/do_1", lambda v: v.V.T @ v.do[1]),
        ("V^T dJ/do1", lambda v: v.V.T @ v.do[1]),
        ("V^TdJ/do_1", lambda v: v.V.T @ v.do[1]),
        ("V^T ∂J/∂o₁", lambda v: v.V.T @ v.do[1]),
        ("V^T \\frac{\\partial J}{\\partial o_1}", lambda v: v.V.T @ v.do[1]),
        ("dJ/do_1 h_1^T", lambda v: np.outer(v.do[1], v.h[1])),
        ("c1dJ/do_1 h_1^T", lambda v: v.c1 * np.outer(v.do[1], v.h[1])),
        ("\\sum_{n=1}^{N} dJ/do_n h_n^T", lambda v: v.do[1:].T @ v.h[1:]),
        ("\\sum_k dJ/do_k h_k^T", lambda v: v.do[1:].T @ v.h[1:]),
        ("\\sum_{k=1}^{N} \\frac{dJ}{dh_k} x_k^T", lambda v: v.dh[1:].T @ v.x[1:]),
        ("\\sum_{n=1}^{N} ∂J/∂h_n x_n^T", lambda v: v.dh[1:].T @ v.x[1:]),
        ("sum([do(n) h(n)' for n in range(1, N+1)])", lambda v: v.do[1:].T @ v.h[1:]),
        ("sum([outer(do[k], h[k]) for k in 1..N])", lambda v: v.do[1:].T @ v.h[1:]),
        ("sum((do(n) h(n)' for n in range(1, N+1)))", lambda v: v.do[1:].T @ v.h[1:]),
        (
            "np.sum([np.outer(do[n], h[n]) for n in range(1, N+1)], axis=0)",
            lambda v: v.do[1:].T @ v.h[1:],
        ),
    ],
)
def test_steps_in_formulas(typed: str, right: Any) -> None:
    assert verdict(Task(STEPS, right, "it"), typed) == "equal"
    assert verdict(Task(STEPS, lambda v: 2 * right(v), "it"), typed) == "different"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("V^T dJ/do", "do has one value a step|dJ/do has one value a step"),
        ("V^T dJ/dq_1", "the name dJ/dq_1 isn't known here (names: "),
        ("V^T \\frac{\\partial J}{\\partial q_1}", "the name dJ/dq_1 isn't known here (names: "),
        ("dJ/dV x(1)", "the name dJ/dV isn't known here (names: "),
        ("sum([do(n) for n in range(1, N+1)][1])", "has no place here|isn't"),
        ("np.sum([do(n) h(n)' for n in range(1, N+1)])", "axis=0"),
        ("sum([do(n) h(n)' for n in range(1, N+1)], axis=1)", "axis=0"),
    ],
)
def test_what_is_told_of_other_names(typed: str, says: str) -> None:
    said = message(Task(STEPS, lambda v: v.dh[1], "it"), typed).message
    assert any(one in said for one in says.split("|")), said
    assert "did you mean" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "dJ/da2 W2^T",
        "(dJ)/(da2) W2'",
        "( ∂J )/( ∂a_2 ) W2'",
        "dJ/(da2) W2'",
        "{\\partial J \\over \\partial a_2} W_2^T",
        "{1 \\over 2} 2 {\\partial J \\over \\partial a_2} W_2^T",
        "W_2^T {h_2 - y \\over 1}",
        "W_{2,i} dJ/da2",
        "(h_2 - y) W_{2i}",
        "(h_2 - y) h_{1i} W_{2i} / h_{1,i}",
        "dJ/dh_{1i}",
        "dJ/dh_{1,i}",
        "dJ/dh_1[i]",
    ],
)
def test_notations_of_a_network(typed: str) -> None:
    domain = courses.NET_H1.domain
    task = courses.NET_H1._replace(what="it", domain=domain)
    assert verdict(task, typed) == "equal"
    assert verdict(task._replace(right=courses.NET_B1.right, by="b1"), typed) == "different"


@pytest.mark.parametrize("typed", ["\\sigma^\\prime(a_1)", "\\sigma^{\\prime}(a_1)", "σ^'(a_1)"])
def test_a_raised_stroke_of_a_function(typed: str) -> None:
    slope = Task(courses.NET, lambda v: sigmoid(v.a1) * sigmoid(-v.a1), "it")
    assert verdict(slope, typed) == "equal"
    assert verdict(Task(courses.NET, lambda v: sigmoid(v.a1), "it"), typed) == "different"


@pytest.mark.parametrize("typed", ["W2^\\prime", "W_2^{\\prime}", "W2^'"])
def test_a_raised_stroke_of_a_matrix(typed: str) -> None:
    assert verdict(Task(courses.NET, lambda v: v.W2.T, "it"), typed) == "equal"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("W_{1i}", "has two indices, and entries of it aren't read"),
        ("h_{ij}", "isn't known here|aren't read"),
        ("W_{1,ij}", "isn't known here|aren't read"),
        ("h_{1,y}", "isn't known here|aren't read"),
        ("{1 \\over 2 \\over 3}", "has no place here"),
        ("(dJ)/(dW2)", "the name dJ/dW2 isn't known here"),
        ("{\\partial J \\over \\partial W_2}", "the name dJ/dW_2 isn't known here"),
    ],
)
def test_what_is_not_read_is_told(typed: str, says: str) -> None:
    said = message(courses.NET_B1, typed).message
    assert any(one in said for one in says.split("|")), said


def test_a_number_of_a_name_with_its_own_entries_is_no_name() -> None:
    """Where both W and W2 are known, W_{2,j} may be an entry of either."""
    both = Domain(names={"W": ("m", "n"), "W2": ("n",)})
    assert "aren't read" in message(Task(both, lambda v: v.W2 + 1, "it"), "W_{2,j}").message
    pairs = Domain(names=dict.fromkeys(("w11", "w12"), ()))
    assert verdict(Task(pairs, lambda v: v.w11 - v.w12, "it"), "w_{1,1} - w_{1, 2}") == "equal"

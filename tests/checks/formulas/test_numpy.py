"""Formulas as numpy has them: methods, indices, and vectors that have one axis."""

import re
from typing import Any

import numpy as np
import pytest

from grader.checks.formulas import Domain

from .courses import Task, message, verdict

ARRAYS = Domain(
    names={
        "W": ("n", "m"),
        "S": ("n", "n"),
        "G": ("n", "N"),
        "R": (1, "m"),
        "g": ("n",),
        "p": ("n",),
        "x": ("m",),
        "a": (),
    },
    given={"N": lambda v: float(v.G.shape[1]), "ones": lambda v: np.ones(v.G.shape[1])},
    aliases={"dL/dZ": "G"},
)

VALUES: dict[str, Any] = {
    "g @ W | np.dot(g, W) | g.dot(W) | np.matmul(g, W) | W.T @ g | np.inner(W.T, g) | "
    "np.inner(g, W.T) | (W * g[:, None]).sum(axis=0) | np.sum(W * g[:, np.newaxis], 0) | "
    "W.T @ g[:, None] | (W.T @ g.reshape(-1, 1)).ravel() | (W.T @ g).flatten() | "
    "W.T.dot(g).reshape(-1) | W.transpose() @ g | np.transpose(W) @ g.copy()": lambda v: (
        v.W.T @ v.g
    ),
    "g[:, None] * x | g[:, None] * x[None, :] | g[:, np.newaxis] @ x[np.newaxis, :] | "
    "np.outer(g, x) | g ⊗ x | g \\otimes x | g.reshape(-1, 1) * x | (g)[:, None] * (x) | "
    "g.reshape((-1, 1)) @ x.reshape(1, -1) | g[..., None] * x | np.dot(g[:, None], x[None, :]) | "
    "2 * g[:, None] * x / 2 | g[:, None] @ x[None] | g.reshape(n, 1) * x.reshape(1, m)": lambda v: (
        np.outer(v.g, v.x)
    ),
    "p[:, None] * p | np.outer(p, p) | p[:, None] * p[None, :] | p ⊗ p | p p^T": lambda v: np.outer(
        v.p, v.p
    ),
    "g[:, None] - p | g[:, None] - p[None, :]": lambda v: v.g[:, None] - v.p,
    "S * p[:, None] | p[:, None] * S | diag(p) S": lambda v: v.S * v.p[:, None],
    "S * p[None, :]": lambda v: v.S * v.p,
    "W + x | W + x[None, :]": lambda v: v.W + v.x,
    "g @ p | g.T @ p | np.dot(g, p) | np.inner(g, p) | g^T p | sum(g * p) | (g * p).sum() | "
    "sum_j g_j p_j | \\sum_{i} g_i p_i | \\sum_{j=1}^n g_j p_j | "
    "sum(j=1..n, g[j] p[j])": lambda v: v.g @ v.p,
    "G.sum(axis=1, keepdims=True) | np.sum(G, axis=1, keepdims=True) | G.sum(1) | G.sum(axis=-1) | "
    "np.sum(G, keepdims=True, axis=1) | np.sum(G, 1)[:, None] | G @ ones | G @ np.ones(N) | "
    "G @ np.ones((N, 1)) | G ones(N) | G \\mathbf{1} | G\\mathbf{1}_N | G 𝟏 | "
    "G @ np.ones(G.shape[1]) | \\bm{G} \\mathbf{1}_{N} | (\\mathbf{1}^T G^T)^T | ones @ G.T | "
    "N * G.mean(axis=1) | np.mean(G, axis=1, keepdims=True) * N | dL/dZ ones": lambda v: v.G.sum(1),
    "np.sum(G) | G.sum() | \\sum G | sum(sum(G, 0))": lambda v: v.G.sum(),
    "x.max() | max(x) | np.max(x)": lambda v: v.x.max(),
    "R[0] | R[0, :] | R.ravel() | R.flatten() | R.reshape(-1) | R.T[:, 0] | R.T": lambda v: v.R[0],
    "g * float(a > 0) | g * (a > 0).astype(float) | g * int(a > 0) | g * np.float64(a > 0) | "
    "g (a > 0).astype(int) | g * bool(a > 0) | g * np.heaviside(a, 0) | "
    "np.where(a > 0, 1, 0) * g | g \\mathbf{1}_{a>0} | g\\mathbb{1}[a>0] | g 𝟙(a>0)": lambda v: (
        v.g * (v.a > 0)
    ),
    "p_i (1 - p_i) g_i | p*(1-p)*g | p[i] (1-p[i]) g[i] | p_k - p_k^2+p_k (1-p_k) (g_k-1)": (
        lambda v: v.p * (1 - v.p) * v.g
    ),
    "exp(g_i) / \\sum_j exp(g_j) | \\frac{e^{g_i}}{\\sum_{j=1}^{n} e^{g_j}} | softmax(g) | "
    "exp(g)/sum_j exp(g_j) | exp(g)/\\sum exp(g) | np.exp(g) / np.sum(np.exp(g)) | "
    "exp(g[i]) / sum_k exp(g[k])": lambda v: np.exp(v.g) / np.exp(v.g).sum(),
    "\\mathbf{1} - \\mathbf{g} | 1 - g | np.ones(n) - g": lambda v: 1 - v.g,
    "log1p(a**2) | np.log1p(a**2) | ln(1 + a^2)": lambda v: np.log(1 + v.a**2),
    "np.linalg.norm(g) | norm(g) | np.sqrt(np.sum(g**2))": lambda v: np.linalg.norm(v.g),
}
CASES = [(typed, right) for typings, right in VALUES.items() for typed in typings.split(" | ")]


@pytest.mark.parametrize(("typed", "right"), CASES, ids=[typed for typed, _ in CASES])
def test_a_notation_means_what_numpy_says(typed: str, right: Any) -> None:
    assert {verdict(Task(ARRAYS, right, "it"), typed, seed) for seed in range(3)} <= {"equal"} | (
        {"undecided"} if typed in NOT_SURE else set()
    )
    assert verdict(Task(ARRAYS, lambda v: right(v) * 1.5, "it"), typed) == "different"


NOT_SURE = ("S * p[None, :]", "R.T")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("W @ g", lambda v: v.W.T @ v.g),
        ("x @ W", lambda v: v.W.T @ v.g),
        ("g W", lambda v: v.W.T @ v.g),  # a row only where the sign is numpy's
        ("g · W", lambda v: v.W.T @ v.g),
        ("x[:, None] * g", lambda v: np.outer(v.g, v.x)),
        ("g * x", lambda v: np.outer(v.g, v.x)),
        ("g x", lambda v: np.outer(v.g, v.x)),
        ("x ⊗ g", lambda v: np.outer(v.g, v.x)),
        ("p[:, None] * p", lambda v: v.p**2),
        ("S * p[:, None]", lambda v: v.S * v.p),
        ("G.sum(axis=0)", lambda v: v.G.sum(1)),
        ("G @ np.ones(n)", lambda v: v.G.sum(1)),
        ("G 1", lambda v: v.G.sum(1)),
        ("N G ones", lambda v: v.G.sum(1)),
        ("g_i p_j", lambda v: np.outer(v.g, v.p)),
        ("g_i", lambda v: v.g[0]),
        ("g^T", lambda v: v.g),  # no array of one axis, which has no transpose
        ("g'", lambda v: v.g),
        ("R[0]", lambda v: v.R),
        ("int(a) g", lambda v: v.a * v.g),
        ("sum_j g_j p_j", lambda v: v.g * v.p),
        ("x[0] g", lambda v: 0 * v.g),
        ("g[1]", lambda v: v.g),
    ],
)
def test_a_notation_means_nothing_else(typed: str, right: Any) -> None:
    assert {verdict(Task(ARRAYS, right, "it"), typed, seed) for seed in range(3)} == {"different"}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("g.T", lambda v: v.g),
        ("S * p", lambda v: v.S * v.p),
        ("G.sum(axis=0)", lambda v: v.G.sum(0)),
    ],
)
def test_what_only_numpy_takes_for_right_is_for_a_human(typed: str, right: Any) -> None:
    assert verdict(Task(ARRAYS, right, "it"), typed) == "undecided"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("g[1:]", r"the index \[1 :\] isn't read"),
        ("g[:, 1]", r"the index \[:, 1\] isn't read"),
        ("G[:, 0]", "entries and parts of an array aren't read"),
        ("g[0]", "entries and parts of an array aren't read"),
        ("g[0, 0]", "comma|isn't read"),
        ("G[:, None]", r"\[:, None\] takes a vector, n x N came"),
        ("a[:, None] g", r"takes a vector, a single number came"),
        ("G.ravel()", "a matrix of n x N in one line isn't read"),
        ("G.reshape(-1)", "reshaping n x N isn't read"),
        ("g.reshape(3.5)", "a size must be a whole number"),
        ("g.reshape(-1, -1)", "can't be reshaped"),
        ("g.reshape(0, 5)", "can't be reshaped"),
        ("g.reshape(-2)", "can't be reshaped"),
        ("g.reshape()", "reshape needs its argument"),
        ("g.dot", "dot needs its argument"),
        ("g.shape", "of a shape one entry is read"),
        ("g.shape[5]", "has no such axis"),
        ("np.ones(10**9)", "a size must be a whole number|takes sizes"),
        ("np.ones(100)", "ones.. takes sizes from 1 to 8"),
        ("np.ones(0)", "takes sizes"),
        ("np.ones((2, 2, 2))", "takes 1 to 2 arguments"),
        ("G.sum(axis=2)", "sum along an axis takes"),
        ("G.sum(axis=1, out=g)", "sum takes no such argument"),
        ("G.max(axis=1)", "max takes no such argument"),
        ("G.T(1, 2)", "a comma has no place"),
        ("g.copy(1)", "takes no argument"),
        ("g.tolist()", "'.' has no place here"),
        ("int(a)", r"int\(\) cuts off decimals"),
        ("g_i p_j", "entries with two indices, i and j, aren't read"),
        ("W_{ij} g_i", "entries such as W_{ij} aren't read"),
        ("\\sum_j W_j", "n x m has two indices"),
        ("\\sum_j g", "it isn't clear where this sum ends"),
        ("\\sum_j g_j x_j", "it isn't clear where this sum ends"),
        ("\\sum_{j=1} g_j", "a sum needs both ends"),
        ("\\sum_1 g", "a sum needs a name for its index"),
        ("\\sum_{} g", "a sum needs both ends"),
        ("np.einsum(g)", "the function einsum isn't known here"),
        ("𝟏_", "has no place here|missing"),
        ("g @ W @ G @", "something is missing after this"),
    ],
)
def test_what_is_not_read_says_so(typed: str, says: str) -> None:
    error = message(Task(ARRAYS, lambda v: v.g, "it"), typed)
    assert re.search(says, error.message), error.message


def test_without_a_name_for_ones_a_bold_one_in_a_product_is_refused() -> None:
    domain = Domain(names={"G": ("n", "k"), "g": ("n",), "a": ()})
    task = Task(domain, lambda v: v.G.sum(1), "it")
    assert "write ones(n) for a column of n ones" in message(task, "G \\mathbf{1}").message
    assert verdict(task, "G ones(k)") == "equal"
    assert verdict(Task(domain, lambda v: 1 - v.g, "it"), "\\mathbf{1} - g") == "equal"
    masked = Task(domain, lambda v: v.g * (v.a > 0), "it")
    assert verdict(masked, "\\mathbf{1}_{a > 0} g") == verdict(masked, "𝟙[a > 0] g") == "equal"


HOSTILE = [
    "outer(ones(8), ones(8))",
    "outer(" * 20 + "g" + ".ravel(), g)" * 20,
    "ones(8,8)" + "@ones(8,8)" * 60,
    "sum(i=1..40, sum(j=1..40, sum(k=1..40, ones(8,8) @ ones(8,8))))",
    "g" + "[:, None]" * 100,
    "g" + ".reshape(-1)" * 100,
    "g" + ".T" * 300,
    "sum_" + "j" * 500 + " g",
    "sum_j " * 25 + "g_j",
    "\\sum_" * 400,
    "g[" * 29 + "0" + "]" * 29,
    "g[:" + ",:" * 200 + "]",
    "np." * 500 + "g",
    "np.linalg.linalg.g",
    "g.astype(" * 25 + "g" + ")" * 25,
    "g.reshape(1e300, 1)",
    "ones(1/0)",
    "ones(-1)",
    "ones(g)",
    "g.shape[g]",
    "g[None" + ", None" * 200 + "]",
    "①" * 500,
    "𝟏" * 500,
    "⊗" * 500,
    "g" + "⊗g" * 200,
    "g.T.T.__class__",
    "every(n0)",
    "entry(n0, b1)",
    "each(b1, n0)",
    "column_of(g)",
    "s0",
    "g.H",
    "float('inf')",
    "g\x00[0]",
    "g_\u202ei",
    "\x1b[31mg",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_notations_get_their_sentence(typed: str) -> None:
    error = message(Task(ARRAYS, lambda v: v.a, "it"), typed)
    assert all(line.isprintable() for line in error.message.split("\n"))
    assert len(error.message) < 700

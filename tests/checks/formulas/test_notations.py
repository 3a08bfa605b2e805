"""Every notation that the students' page promises, and the ones beside them, one by one."""

from typing import Any

import numpy as np
import pytest

from grader.checks.formulas import Domain

from .courses import Task, sigmoid, verdict

ANY = Domain(
    names={
        "A": ("m", "n"),
        "B": ("m", "n"),
        "S": ("n", "n"),
        "x": ("n",),
        "w": ("n",),
        "u": ("m",),
        "a": (),
        "b": (),
        "c": "positive",
        "y": (),
        "alpha": (),
        "T": (),
        "e1": (),
        "delta2": ("m",),
        "lambda": (),
    },
    aliases={"yhat": "b"},
    sequences={"g": ("m",)},
    index=("n",),
)

VALUES: dict[str, Any] = {
    "a b | a*b | a·b | a \\cdot b | a × b | a \\times b | ab | (a)(b) | a(b) | a ⋅ b": lambda v: (
        v.a * v.b
    ),
    "A x | A@x | A @ x | dot(A, x) | A·x | A(x) | (A)x | A.dot(x) | np.dot(A,x) | A*x": lambda v: (
        v.A @ v.x
    ),
    "A*B | A⊙B | A \\odot B | A ∘ B": lambda v: v.A * v.B,
    "A.T (u) | A.T(u) | A.T (u + 0) | A' (u) | A^T (u) | A.T u": lambda v: v.A.T @ v.u,
    "A .* B | multiply(A, B) | np.multiply(A, B) | A.*B": lambda v: v.A * v.B,
    "A ./ B | A./B | A / B": lambda v: v.A / v.B,
    "S .^ 2 | S.^2 | S^2": lambda v: v.S**2,
    "A S | A@S | A·S | A × S": lambda v: v.A @ v.S,
    "S S | S @ S": lambda v: v.S @ v.S,
    "S * S | S ⊙ S | S^2 | S**2 | S²": lambda v: v.S * v.S,
    "A' | A.T | A^T | A^{T} | Aᵀ | A^\\top | A^{\\top} | transpose(A) | A.transpose() | A’ | A′": (
        lambda v: v.A.T
    ),
    "A'' | (A^T)^T": lambda v: v.A,
    "u x' | u x^T | outer(u, x) | u @ x.T | np.outer(u, x) | (x u')' | u * x.T": (
        lambda v: np.outer(v.u, v.x)
    ),
    "x'w | x^T w | x · w | dot(x, w) | w.T @ x | sum(x*w) | (x*w).sum() | x.T * w": (
        lambda v: v.x @ v.w
    ),
    "u^2 | u**2 | u² | square(u) | u*u | u⊙u": lambda v: v.u**2,
    "a^-1 | 1/a | a**-1 | a⁻¹ | a^{-1} | \\frac{1}{a} | \\dfrac{1}{a}": lambda v: 1 / v.a,
    "-a^2 | -(a^2) | -a² | 0 - a a": lambda v: -(v.a**2),
    "2^3^2 | 512 | 2**9": lambda v: 512.0,
    "sqrt(c) | √c | √(c) | \\sqrt{c} | c^0.5 | c^(1/2) | c^{1/2} | np.sqrt(c)": lambda v: np.sqrt(
        v.c
    ),
    "a - -b | a + b | a--b | a − −b": lambda v: v.a + v.b,
    "a/b/c | a/(b c) | \\frac{a}{b}/c | (a/b)/c": lambda v: v.a / v.b / v.c,
    "a/2 b | a b/2 | 0.5 a b | .5ab | 5e-1 a b": lambda v: v.a * v.b / 2,
    "2a | 2 a | 2*a | a 2 | a+a": lambda v: 2 * v.a,
    "delta2 | delta_2 | δ2 | δ_2 | δ₂ | \\delta_2 | \\delta_{2} | \\mathbf{\\delta}_2": lambda v: (
        v.delta2
    ),
    "α y | alpha y | \\alpha y | \\alpha \\, y | αy": lambda v: v.alpha * v.y,
    "yhat | y_hat | ŷ | \\hat{y} | \\hat y | y\u0302": lambda v: v.b,
    "e^a | exp(a) | exp^a | exp^{a} | \\exp(a) | \\exp^{a} | e**a | np.exp(a)": lambda v: np.exp(
        v.a
    ),
    "A^⊤ | A^{⊤} | A⊤ | A^ᵀ | A^t | A^{t}": lambda v: v.A.T,
    "½ a | a⁄2 | a ∗ ½ | a ✕ .5": lambda v: v.a / 2,
    # what TOML and Python make of LaTeX between double quotes
    "\x0crac{a}{b} | \\frac{a}{b}": lambda v: v.a / v.b,
    "a \times b | \\left(a\right) b": lambda v: v.a * v.b,
    "T a | T*a | a T": lambda v: v.T * v.a,
    "λ | lambda | \\lambda": lambda v: v["lambda"],
    "sigmoid(a) | σ(a) | \\sigma(a) | sigma(a) | 1/(1+e^-a) | σ a | \\sigma\\left(a\\right)": (
        lambda v: sigmoid(v.a)
    ),
    "σ'(a) | sigmoid'(a) | \\sigma'(a) | σ′(a) | σ(a)(1-σ(a)) | σ(a) - σ(a)^2 | σ(a) - σ²(a)": (
        lambda v: sigmoid(v.a) * sigmoid(-v.a)
    ),
    "relu(u) | ReLU(u) | max(0, u) | max(u, 0) | u * (u > 0) | u 1[u > 0] | np.maximum(0, u)": (
        lambda v: np.maximum(v.u, 0)
    ),
    "relu'(u) | 1[u > 0] | 1{u > 0} | (u > 0) | I(u > 0) | where(u > 0, 1, 0) | 𝟙[u > 0]": (
        lambda v: (v.u > 0).astype(float)
    ),
    "log(c) | ln c | ln(c) | \\log c | \\ln(c) | log c | np.log(c)": lambda v: np.log(v.c),
    "sin a cos b | sin(a) cos(b) | \\sin a \\cos b | sin(a)*cos(b)": lambda v: (
        np.sin(v.a) * np.cos(v.b)
    ),
    "sin^2(a) | sin(a)^2 | \\sin^2 a | \\sin^{2}(a) | 1 - cos(a)^2 | sin²(a)": lambda v: (
        np.sin(v.a) ** 2
    ),
    "sin 2a | sin(2a) | 2 sin(a) cos(a)": lambda v: np.sin(2 * v.a),
    "abs(a) | \\left|a\\right| | max(a, -a) | sqrt(a^2) | a sign(a)": lambda v: abs(v.a),
    "min(a, b, c) | min(min(a, b), c) | -max(-a, -b, -c)": lambda v: min(v.a, v.b, v.c),
    "tanh(a) | 2σ(2a) - 1 | (e^a - e^-a)/(e^a + e^-a)": lambda v: np.tanh(v.a),
    "softmax(u) | exp(u)/sum(exp(u))": lambda v: np.exp(v.u) / np.exp(v.u).sum(),
    "diag(u) A | u * A | u ⊙ A": lambda v: v.u[:, None] * v.A,
    "sum(A) | sum(sum(A, 0)) | A.sum() | np.sum(A)": lambda v: v.A.sum(),
    "sum(A, 1) | sum(A, axis=1) | np.sum(A, axis=1, keepdims=True)": lambda v: v.A.sum(axis=1),
    "mean(A) | sum(A)/(sum(A-A+1))": lambda v: v.A.mean(),
    "norm(x)^2 | x'x | sum(x^2)": lambda v: v.x @ v.x,
    "a if b > 0 else c | b > 0 ? a : c | {a if b > 0, c otherwise} | where(b>0,a,c)": (
        lambda v: v.a if v.b > 0 else v.c
    ),
    "a if b > 0 and y > 0 else c | (b > 0 && y > 0) ? a : c | (b>0) & (y>0) ? a : c": (
        lambda v: v.a if v.b > 0 and v.y > 0 else v.c
    ),
    "a if b > 0 else c if y > 0 else 1 | b > 0 ? a : y > 0 ? c : 1 | "
    "{a if b > 0, c if y > 0, 1 otherwise} | {a if b>0; c if y>0; 1 else}": (
        lambda v: v.a if v.b > 0 else v.c if v.y > 0 else 1
    ),
    "if b > 0 then a else c | if b > 0: a else c | {if b > 0 then a else c} | (b > 0) ? a : c": (
        lambda v: v.a if v.b > 0 else v.c
    ),
    "a if b > 0, else c | a if b > 0; otherwise c | {a, if b > 0; c, otherwise}": (
        lambda v: v.a if v.b > 0 else v.c
    ),
    "1 if -1 < a < 1 else 0 | (-1 < a < 1) | not (a >= 1 or a <= -1)": lambda v: float(
        -1 < v.a < 1
    ),
    "g(n) | g[n] | g_n | g_{n} | gₙ | g^{(n)}": lambda v: v.g[v.n],
    "g(1) | g_1 | g[1] | g₁ | g1 | g_{1} | g(2-1)": lambda v: v.g[1],
    "g(N) | g_N | g[N] | g_{N}": lambda v: v.g[-1],
    "sum_{n=1}^N g(n) | sum_{n=1}^{N} g_n | "
    "sum(n=1..N, g(n)) | \\sum_{n=1}^{N} g_n | sum(g[k] for k in range(1, N+1)) | Σ_{k=1}^N g(k) | "
    "∑_{n=1}^{N} g_{n} | sum(g[k] for k in 1..N) | sum(k=1, N, g(k)) | sum(k=1...N, g_k)": (
        lambda v: v.g[1:].sum(axis=0)
    ),
}
CASES = [(typed, right) for typings, right in VALUES.items() for typed in typings.split(" | ")]


@pytest.mark.parametrize(("typed", "right"), CASES, ids=[typed for typed, _ in CASES])
def test_a_notation_means_what_it_says(typed: str, right: Any) -> None:
    assert verdict(Task(ANY, right, "it"), typed) == "equal"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("a/b c", lambda v: v.a / (v.b * v.c)),
        ("1/2 a", lambda v: 1 / (2 * v.a)),
        ("x w", lambda v: v.x * v.w),
        ("x · w", lambda v: v.x * v.w),
    ],
)
def test_an_unusual_reading_is_for_a_human(typed: str, right: Any) -> None:
    assert verdict(Task(ANY, right, "it"), typed) == "undecided"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("u + x'", lambda v: v.u[:, None] + v.x),
        ("x A", lambda v: v.A @ v.x),
        ("x' A", lambda v: v.A @ v.x),
        ("A'x", lambda v: v.A @ v.x),
        ("-a^2", lambda v: v.a**2),
        ("2^a b", lambda v: 2 ** (v.a * v.b)),
        ("e^-a b", lambda v: np.exp(-v.a * v.b)),
        ("sin a b", lambda v: np.sin(v.a * v.b)),
        ("a - b - c", lambda v: v.a - (v.b - v.c)),
        ("S S", lambda v: v.S * v.S),
        ("S * S", lambda v: v.S @ v.S),
    ],
)
def test_a_notation_means_nothing_else(typed: str, right: Any) -> None:
    assert verdict(Task(ANY, right, "it"), typed) == "different"

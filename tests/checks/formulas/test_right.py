"""Right formulas in the many ways in which students type them."""

import pytest

from . import courses
from .courses import Task, verdict

RIGHT: list[tuple[Task, str]] = [
    (task, typed)
    for task, typings in (
        (
            courses.NET_A2,
            r"""
            h2 - y | -y + h2 | h2-y | yhat - t | h_2 - y | h₂ − y | h_{2} - y | σ(a2) - y
            \sigma(a_2) - y | \hat{y} - y | ŷ - y | sigmoid(a2) - y | 1/(1+exp(-a2)) - y
            1/(1 + e^{-a2}) - y | 1/(1+e^(-z2)) - y | 1/(1+e**-a2) - y | \frac{1}{1+e^{-a_2}} - y
            (-y/h2 + (1-y)/(1-h2)) h2 (1-h2) | ((1-y)/(1-h2) - y/h2)*h2*(1-h2)
            \left(-\frac{y}{h_2} + \frac{1-y}{1-h_2}\right) h_2 (1 - h_2)
            \left[ \frac{1-y}{1-h_2} - \frac{y}{h_2} \right] \cdot \sigma(a_2)(1-\sigma(a_2))
            (h2-y)/(h2(1-h2)) * h2(1-h2) | dJ/dh2 * h2 * (1-h2) | dJ/dh2 σ'(a2)
            ∂J/∂h2 · σ'(a₂) | \frac{\partial J}{\partial h_2} \sigma'(a_2)
            \frac{\partial J}{\partial h_2} \cdot h_2 \left(1-h_2\right) | dJ/da2 = h2 - y
            ∂J/∂a2 = dJ/dh2 h2 (1-h2) = h2 - y | $h_2 - y$ | \(h_2 - y\) | y == 1 ? h2 - 1 : h2
            h2 - 1 if y == 1 else h2 | {h2 - 1 if y = 1, h2 otherwise} | {h2-1, if y=1; h2, if y=0}
            where(y == 1, h2 - 1, h2) | \begin{cases} h_2 - 1 & y = 1 \\ h_2 & y = 0 \end{cases}
            \begin{cases} h_2 - 1, & \text{if } y = 1 \\ h_2, & \text{otherwise} \end{cases}
            𝜎(a2) − y | ｈ2 - y | h2 - y. | (h2 - y); | H2 - Y | tanh(a2/2)/2 + 1/2 - y
            (h2)^1 - y^2 | h2 - √(y) | h2 - \sqrt{y} | np.exp(a2) / (1 + np.exp(a2)) - y
            """,
        ),
        (
            courses.NET_W2,
            r"""
            (h2 - y) * h1 | (h2-y) h1 | (h2-y)h1^T | h1 (h2 - y) | h1' (h2-y) | (h2 - y) @ h1.T
            outer(h2 - y, h1) | np.outer(h2 - y, h1) | np.dot(h2-y, h1.T) | (h2-y) h1ᵀ | h1(h2-y)
            (h_2 - y) h_1^{T} | (h_2 - y)\,h_1^\top | (\hat{y} - y) \cdot h_1^T | (ŷ − y) · h₁ᵀ
            h1 h2 - h1 y | h1*h2 - y*h1 | h2h1 - yh1 | dJ/da2 h1 | dJ/da2 * h1.T | ∂J/∂a₂ × h₁ᵀ
            \frac{dJ}{da_2} h_1^{\top} | transpose(h1) (h2 - y) | (h1 (h2-y))' | (h1 * (h2-y)).T
            (-y/h2 + (1-y)/(1-h2)) h2(1-h2) h1^T | (h2-y) σ(a1) | (h2-y) sigmoid(W1 x + b1)
            (h2-y)*sigmoid(W1 @ x + b1) | -(y - h2) h1 | h1*(h2-y)/1 | (h2 - y).dot(h1)
            2 (h2-y) h1 / 2 | 0.5(h2-y)h1 + 0.5(h2-y)h1 | (h2-y) ⊙ h1 | (h2-y)\odot h_1
            """,
        ),
        (
            courses.NET_H1,
            """
            W2^T (h2 - y) | W2' (h2-y) | W2.T @ (h2 - y) | W2 (h2 - y) | W2(h2-y) | (h2-y)*W2
            (h2 - y) W2 | dJ/da2 W2 | W2.T*(h2-y) | W2ᵀ (h2 − y) | W2^{T} dJ/da2 | W_2^T (h_2 - y)
            transpose(W2) (h2 - y) | np.transpose(W2) * (h2-y) | W2.transpose() (h2-y)
            """,
        ),
        (
            courses.NET_B1,
            """
            W2^T (h2-y) * h1 * (1-h1) | (W2' (h2-y)) ⊙ h1 ⊙ (1 - h1) | dJ/dh1 * h1 * (1-h1)
            W2.T * (h2-y) * h1 * (1 - h1) | (h2-y) W2.T * σ'(a1) | dJ/dh1 ⊙ σ'(a₁) | dJ/da1
            (h2-y) * W2^T * h1 * (1 - h1) | diag(h1 * (1-h1)) W2^T (h2-y) | dJ/dh1 * sigmoid'(a1)
            dJ/dh1 ⊙ (h1 - h1^2) | dJ/dh1 * (h1 - h1**2) | dJ/dh1 ⊙ (h1 − h1²)
            """,
        ),
        (
            courses.NET_W1,
            """
            (W2^T (h2-y) * h1 * (1-h1)) x^T | outer(W2.T*(h2-y)*h1*(1-h1), x) | dJ/da1 x'
            dJ/da1 xᵀ
            np.outer(dJ/da1, x) | dJ/da1 @ x.T | dJ/da1 * x.T | (dJ/dh1 ⊙ h1 ⊙ (1-h1)) x^T
            x dJ/da1' | x @ dJ/da1.T | (h2-y) (W2' ⊙ h1 ⊙ (1-h1)) x'
            """,
        ),
        (
            courses.WIDE_W2,
            """
            (h2 - y) h1^T | (h2 - y) @ h1.T | outer(h2 - y, h1) | (h2-y) h1' | (h1 (h2-y)^T)^T
            (softmax(a2) - y) h1^T | (softmax(W2 h1 + b2) - y) * h1.T | np.outer(h2 - y, h1)
            h2 h1^T - y h1^T
            """,
        ),
        (
            courses.WIDE_H1,
            """
            W2^T (h2 - y) | W2.T @ (h2 - y) | W2' (h2-y) | W2ᵀ(h2 − y) | W2.T * (h2 - y)
            W2.T.dot(h2-y) | np.dot(W2.T, h2 - y) | ((h2 - y)^T W2)^T | ((h2-y)' W2)'
            W2' h2 - W2' y | np.matmul(W2.T, h2-y)
            """,
        ),
        (
            courses.MINI_V1,
            r"""
            -y exp(-y yhat) / (1 + exp(-y yhat)) * o1 | -y σ(-y ŷ) o1 | -y sigmoid(-y*yhat) relu(a1)
            -y*exp(-y*yhat)/(1+exp(-y*yhat))*o1 | -y/(1+exp(y yhat)) o1
            -y max(0, a1)/(1+e^{y yhat})
            \frac{-y e^{-y\hat{y}}}{1+e^{-y\hat{y}}} o_1 | -y o1 / (1 + exp(y*(v1*o1 + v2*o2)))
            -y (1 - σ(y ŷ)) o1 | (σ(y yhat) - 1) y h1 | -y σ(-yŷ) (a1 > 0 ? a1 : 0)
            """,
        ),
        (
            courses.MINI_W1,
            r"""
            -y σ(-y yhat) (v1 1[a1 > 0] x1 + v2 1[a2 > 0] x2)
            -y/(1+exp(y*yhat)) * (v1*(a1>0)*x1 + v2*(a2>0)*x2)
            -y σ(-y ŷ)(v1 relu'(a1) x1 + v2 relu'(a2) x2)
            -\frac{y}{1+e^{y\hat{y}}}(v_1 \mathbb{1}[a_1 > 0] x_1 + v_2 \mathbf{1}_{a_2 > 0} x_2)
            -y σ(-yŷ) ({v1 x1 if a1 > 0, 0 otherwise} + {v2 x2 if a2 > 0, 0 otherwise})
            -y σ(-yŷ) (v1 x1 I(a1 > 0) + v2 x2 I(a2 > 0))
            """,
        ),
        (
            courses.DAG_Y1,
            r"""
            2/(y1 - t1) | -2/(t1 - y1) | -2(t1-y1)/(t1-y1)^2 | 2 (y1-t1) / (y1-t1)**2
            \frac{-2}{t_1 - y_1} | \frac{2(y_1 - t_1)}{(t_1 - y_1)^2} | 2(t1-y1)·(-1)/(t1-y1)²
            1/(t1-y1)^2 * 2 (t1-y1) * -1 | -2 (t1 - y1)^-1 | -2(t1-y1)^{-1} | -2(t1-y1)⁻¹
            """,
        ),
        (
            courses.DAG_Z1,
            """
            2/(y1-t1) * y1(1-y1) * 3 m11 z1^2 + 2/(y2-t2) * m12 cos(z1)
            dJ/dy1 y1 (1-y1) 3 m11 z1^2 + dJ/dy2 m12 cos z1
            dJ/dy1 * y1 * (1 - y1) * m11 * 3 * z1**2 + dJ/dy2 * m12 * cos(z1)
            (∂J/∂y1) y1 (1−y1) 3m11z1² + (∂J/∂y2) m12 cos(z1)
            """,
        ),
        (
            courses.DAG_W11,
            r"""
            w11 x1 + w21 x2 >= 0 ? dJ/dz1 x1 : 0
            {dJ/dz1 x1 if w11 x1 + w21 x2 >= 0, 0 otherwise}
            dJ/dz1 * x1 if w11*x1 + w21*x2 >= 0 else 0
            \begin{cases}\frac{dJ}{dz_1}x_1&w_{11}x_1+w_{21}x_2\geq 0\\0&\text{else}\end{cases}
            dJ/dz1 x1 1[w11x1 + w21x2 ≥ 0] | where(w11*x1 + w21*x2 >= 0, dJ/dz1*x1, 0)
            dJ/dz1 x1 if w11 x1 + w21 x2 ≥ 0; 0 if w11 x1 + w21 x2 < 0
            {0 if w11 x1 + w21 x2 < 0; x1 dJ/dz1 otherwise} | dJ/dz1 * x1 when a >= 0, 0 otherwise
            """,
        ),
        (
            courses.TIME_V,
            r"""
            sum(n=1..N, g(n) h(n)^T) | sum(n=1..N, outer(g(n), h(n)))
            sum(outer(g[n], h[n]) for n in 1..N)
            \sum_{n=1}^{N} g_n h_n^T | Σ_{n=1}^N g(n) h(n)' | ∑_{n=1}^{N} g(n) h(n)ᵀ
            sum(outer(do[k], h[k]) for k in range(1, N+1)) | sum(n=1, N, do(n) @ h(n).T)
            \sum_{k=1}^{N} \frac{dl}{do}(k) h(k)^T | sum(dl/do(n) h(n)^T, n=1..N)
            sum(n=1..N, (o(n) - y(n)) h(n)^T) | \sum\limits_{n=1}^{N} g_{n} h_{n}^{\top}
            g(1) h(1)^T + sum(n=2..N, g(n) h(n)^T) | sum(n=1..N, g_n h_n')
            """,
        ),
        (
            courses.TIME_H,
            r"""
            sum(k=n..N, V^T g(k)) | V^T sum(k=n..N, g(k)) | V' Σ_{k=n}^N g(k)
            \sum_{k=n}^{N} V^T g_k | V^T \sum_{j=n}^{N} g(j)
            sum(V.T @ g[k] for k in range(n, N+1))
            """,
        ),
        (
            courses.TIME_U,
            r"""
            sum(n=1..N, sum(k=n..N, V^T g(k)) x(n)^T)
            sum(n=1..N, outer(V' sum(k=n..N, g(k)), x(n)))
            \sum_{n=1}^{N} \sum_{k=n}^{N} V^T g_k x_n^T
            V^T sum(k=1..N, sum(n=1..k, outer(g(k), x(n))))
            Σ_{k=1}^N V^T g(k) (Σ_{n=1}^k x(n))^T
            """,
        ),
        (courses.BATCH_W, "dL/dZ X^T | G X' | G @ X.T | dldZ * X.T | np.dot(G, X.T) | (X G')'"),
        (courses.BATCH_X, "W^T dL/dZ | W' G | W.T @ dldZ | (G' W)' | W.T * G"),
        (courses.BATCH_B, "sum(G, axis=1) | np.sum(dldZ, axis=1, keepdims=True) | sum(dL/dZ, 1)"),
    )
    for line in typings.strip().split("\n")
    for typed in line.strip().split(" | ")
]


@pytest.mark.parametrize(("task", "typed"), RIGHT, ids=[f"{t.what}: {s}" for t, s in RIGHT])
def test_a_right_formula_passes(task: Task, typed: str) -> None:
    assert verdict(task, typed) == "equal"


def test_no_seed_turns_a_right_formula_down() -> None:
    unsimplified = "(-y/h2 + (1-y)/(1-h2)) * h2 * (1-h2) * h1"
    assert {verdict(courses.NET_W2, unsimplified, seed) for seed in range(200)} == {"equal"}


def test_a_number_is_a_formula_too() -> None:
    task = Task(courses.MINI, lambda v: 2.0, "a constant")
    assert verdict(task, 2) == verdict(task, 2.0) == verdict(task, "4/2") == "equal"
    assert verdict(task, 3) == "different"

"""Formulas that another library wrote, with its own idea of precedence, against its own values."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.checks.formulas import Domain

from . import courses
from .courses import Task, verdict

NAMES = ("a", "b", "x_1", "x_2", "w", "theta")
SYMBOLS = sympy.symbols(NAMES, real=True)
DOMAIN = Domain(names=dict.fromkeys(NAMES, "positive"))

PRINTERS: list[Callable[[Any], str]] = [
    str,
    lambda e: str(e).replace("**", "^"),
    lambda e: str(e).replace("*", " * ").replace(" *  * ", "**"),
    sympy.latex,
    lambda e: sympy.latex(e, mul_symbol="dot"),
    lambda e: sympy.latex(e, mul_symbol="times", fold_short_frac=True),
    lambda e: sympy.latex(e, fold_frac_powers=False, ln_notation=True),
    lambda e: sympy.pycode(e).replace("math.", "np."),
    lambda e: sympy.pycode(e, fully_qualified_modules=False),
    lambda e: (
        sympy.julia_code(e)
        .replace(".*", "*")
        .replace("./", "/")
        .replace("//", "/")
        .replace(".^", "^")
    ),
]


def numeric(expression: Any) -> Callable[[Any], float]:
    """The expression as a function of a point."""
    function = sympy.lambdify(SYMBOLS, expression, "math")
    return lambda v: function(*(v[name] for name in NAMES))


def expressions() -> st.SearchStrategy[Any]:
    """Trees of sums, products, quotients, powers and functions."""
    leaves = st.sampled_from(SYMBOLS) | st.integers(1, 9).map(sympy.Integer)
    functions = st.sampled_from([sympy.sin, sympy.cos, sympy.tanh, sympy.exp])

    def grow(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(
            st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
            st.tuples(inner, inner).map(lambda p: p[0] - p[1]),
            st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
            st.tuples(inner, inner).map(lambda p: p[0] / (1 + p[1] ** 2)),
            st.tuples(inner, st.integers(2, 3)).map(lambda p: p[0] ** p[1]),
            st.tuples(functions, inner).map(lambda p: p[0](p[1])),
            inner.map(lambda e: sympy.log(1 + e**2)),
            inner.map(lambda e: sympy.sqrt(1 + e**2)),
            inner.map(lambda e: 1 / (1 + sympy.exp(-e))),
            inner.map(lambda e: -e),
        )

    return st.recursive(leaves, grow, max_leaves=7)


def tame(expression: Any) -> bool:
    """Whether the values stay where floats tell them apart, and no name is sympy's own."""
    if expression.atoms(type(sympy.E)):  # written as E, which is an energy elsewhere
        return False
    corners = [0.2, 1.0, 1.8]
    values = []
    for corner in corners:
        try:
            value = complex(expression.evalf(15, subs=dict.fromkeys(SYMBOLS, corner)))
        except (TypeError, ValueError, OverflowError):
            return False
        values.append(value)
    return all(v.imag == 0 and 1e-6 < abs(v.real) < 1e6 for v in values)


@settings(max_examples=150, deadline=None)
@given(expressions(), st.integers(0, len(PRINTERS) - 1))
def test_what_another_library_writes_is_read_as_it_means_it(expression: Any, number: int) -> None:
    assume(tame(expression))
    typed = PRINTERS[number](expression)
    assert verdict(Task(DOMAIN, numeric(expression), "it"), typed) == "equal", typed


@settings(max_examples=60, deadline=None)
@given(expressions(), expressions(), st.integers(0, len(PRINTERS) - 1))
def test_two_expressions_are_equal_only_if_their_difference_is_zero(
    one: Any, other: Any, number: int
) -> None:
    assume(tame(one) and tame(other))
    spots = [dict(zip(SYMBOLS, spot, strict=True)) for spot in _spots()]
    off = [
        abs(float((one - other).evalf(15, subs=s)) / float(one.evalf(15, subs=s))) for s in spots
    ]
    assume(min(off) > 1e-3 or max(off) == 0.0)
    expected = "equal" if max(off) == 0.0 else "different"
    assert verdict(Task(DOMAIN, numeric(one), "it"), PRINTERS[number](other)) == expected


def _spots() -> list[tuple[float, ...]]:
    return [
        tuple(0.3 + math.fmod(0.37 * (i + 1) * (k + 2), 1.4) for i in range(6)) for k in range(4)
    ]


# --- the derivatives of a graph, made by the other library ----------------------------------------

W = {name: sympy.Symbol(name, real=True) for name in courses.DAG.names}
Z1_OF = W["w11"] * W["x1"] + W["w21"] * W["x2"]


def dag_loss(z1: Any) -> Any:
    """The loss with z1 given: the right side of its case."""
    z2 = W["w22"] * W["x2"] ** 2 + W["w32"] * W["x3"] + W["b2"]
    y1 = 1 / (1 + sympy.exp(-(W["m11"] * z1**3 + W["c1"])))
    y2 = W["m12"] * sympy.sin(z1) + W["m22"] * sympy.cos(z2)
    return sympy.log((W["t1"] - y1) ** 2) + sympy.log((W["t2"] - y2) ** 2)


@pytest.mark.parametrize("name", ["m11", "m12", "c1", "w22", "b2", "m22", "w32"])
@pytest.mark.parametrize("printer", [str, sympy.latex])
def test_symbolic_derivatives_of_the_graph(name: str, printer: Callable[[Any], str]) -> None:
    z1 = sympy.Symbol("z1", real=True)
    derivative = sympy.diff(dag_loss(z1), W[name])
    everything = [*W.values(), z1]
    function = sympy.lambdify(everything, derivative, "math")

    def right(v: Any) -> Any:
        return function(*(v[str(symbol)] for symbol in everything))

    task = Task(courses.DAG, right, f"dJ/d{name}", courses.dag_loss, name)
    assert verdict(task, printer(derivative)) == "equal"
    assert verdict(task, printer(sympy.simplify(derivative))) == "equal"
    assert verdict(task, printer(-derivative)) == "different"
    assert verdict(task, printer(derivative * W["x2"])) == "different"


@pytest.mark.parametrize("printer", [str, sympy.latex])
def test_symbolic_derivative_by_cases(printer: Callable[[Any], str]) -> None:
    inside = printer(sympy.diff(dag_loss(Z1_OF), W["w11"]))
    condition = printer(Z1_OF)
    for typed in (
        f"{condition} >= 0 ? {inside} : 0",
        f"{{{inside} if {condition} >= 0, 0 otherwise}}",
        f"({inside}) 1[{condition} >= 0]",
        rf"\begin{{cases}} {inside} & {condition} \geq 0 \\ 0 & \text{{otherwise}} \end{{cases}}",
    ):
        assert verdict(courses.DAG_W11, typed) == "equal", typed
    assert verdict(courses.DAG_W11, inside) == "different"

"""Words without a space between them: read where they can be parted in one way, else refused."""

from typing import Any

import numpy as np
import pytest

from grader.checks.formulas import Domain

from .courses import Task, message, verdict

NAMES = Domain(
    names={
        **dict.fromkeys(("m1", "m12", "x1", "z1", "e", "d", "t1", "a"), ()),
        "V": ("c", "b"),
        "T1": (),
    },
    sequences={"do": ("c",), "h": ("b",)},
    given={
        "dJ/dz1": lambda v: v.m1 + 0.5,
        "dJ/dz12": lambda v: v.m1 - 0.5,
        "dJ/dm1": lambda v: 2 * v.m1,
    },
    steps=(2,),
)
GREEK = Domain(
    names={"W": ("n", "m"), "G": ("n", "k"), "g": ("n",), "theta": (), "x": (), "y": ()},
    aliases={"dL/dZ": "G", "delta": "g", "yhat": "y"},
)

VALUES: list[tuple[Domain, str, Any]] = [
    (
        NAMES,
        "m12cos(z1) | m12 cos(z1) | cos(z1)m12 | m12\\cos(z_1)",
        lambda v: v.m12 * np.cos(v.z1),
    ),
    (NAMES, "2sin(z1) | 2 sin z1 | 2\\sin{z_1}", lambda v: 2 * np.sin(v.z1)),
    (NAMES, "m1m12x1 | m1 m12 x1 | x1m12m1", lambda v: v.m1 * v.m12 * v.x1),
    (NAMES, "m12x1exp(z1) | exp(z1)m12x1", lambda v: v.m12 * v.x1 * np.exp(v.z1)),
    (
        NAMES,
        "x1dJ/dz1 | x1 dJ/dz1 | dJ/dz1x1 | dJ / dz1 x1 | x1dJ / dz1 | dJ/dz1 * x1 | dJ_dz1 x1 | "
        "dJdz1 x1 | x1dJdz1 | x_1\\frac{dJ}{dz_1} | x1∂J/∂z1 | ∂J/∂z₁x₁",
        lambda v: v.x1 * v["dJ/dz1"],
    ),
    (NAMES, "2dJ/dz12 | dJ/dz12 2", lambda v: 2 * v["dJ/dz12"]),
    (NAMES, "dJ/dz1cos(z1) | cos(z1)dJ/dz1", lambda v: v["dJ/dz1"] * np.cos(v.z1)),
    (NAMES, "m1dJ/dz1dJ/dm1 | dJ/dm1dJ/dz1m1", lambda v: v.m1 * v["dJ/dz1"] * v["dJ/dm1"]),
    (
        NAMES,
        "V^Tdo(1) | V.Tdo(1) | V^⊤do(1) | V^{T}do(1) | Vᵀdo(1) | V^T do(1) | V^\\top do(1) | "
        "V'do(1) | V^Tdo_1 | V^Tdo1 | V^tdo(1) | \\mathbf{V}^T\\mathbf{do}(1) | V^\\mathrm{T}do(1)",
        lambda v: v.V.T @ v.do[1],
    ),
    (NAMES, "Vh(2) | V h(2) | Vh_2 | Vh2", lambda v: v.V @ v.h[2]),
    (NAMES, "2*e | 2e | 2 e", lambda v: 2 * v.e),
    (NAMES, "T1x1 | T1 x1", lambda v: v.T1 * v.x1),
    (
        GREEK,
        "W^TG | W^T\\mathbf{G} | \\mathbf{W}^T\\mathbf{G} | W^⊤G | W^⊤ G | W^{⊤}G | W^{\\top}G | "
        "W.TG | W^TdL/dZ | W.TdL/dZ | W^T\\frac{dL}{dZ} | \\bm{W}^{\\top}\\bm{G} | W⊤G",
        lambda v: v.W.T @ v.G,
    ),
    (GREEK, "W^T\\delta | W^Tδ | W^Tg | W^{T}\\mathbf{g} | W.Tg", lambda v: v.W.T @ v.g),
    (GREEK, "x\\theta | xθ | θx | x\\hat{y}\\theta/\\hat y | xtheta", lambda v: v.x * v.theta),
    (GREEK, "\\hat{y}x | ŷx | yhatx | y\\mathbf{x}", lambda v: v.x * v.y),
    (GREEK, "x\\sigma(y) | xσ(y) | xsigmoid(y)", lambda v: v.x / (1 + np.exp(-v.y))),
    (GREEK, "x^⁻¹ | x⁻¹ | x^{⁻¹} | x^{-1} | x^-1", lambda v: 1 / v.x),
]
CASES = [(domain, typed, right) for domain, all_, right in VALUES for typed in all_.split(" | ")]


@pytest.mark.parametrize(("domain", "typed", "right"), CASES, ids=[typed for _, typed, _ in CASES])
def test_words_are_parted(domain: Domain, typed: str, right: Any) -> None:
    task = Task(domain, right, "it")
    assert {verdict(task, typed, seed) for seed in range(3)} == {"equal"}
    assert verdict(Task(domain, lambda v: 1.5 * np.asarray(right(v)), "it"), typed) == "different"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("sinx1", "the name sinx1 isn't known here"),
        ("sinz1cos(z1)", "isn't known here"),
        ("acos(z1)", "the function acos isn't known here"),  # no a cos(z1)
        ("m1acos(z1)", "isn't known here"),
        ("asinh(z1)", "isn't known here"),
        ("m12cosine(z1)", "isn't known here"),
        ("mcos(z1)", "isn't known here"),
        ("m12cos", "the name m12cos isn't known here"),
        ("xdJ/dz1", "isn't known here"),
        ("x1dJ/dz13", "isn't known here"),
        ("x1dJ/dq", "isn't known here"),
        ("x1dK/dz1", "isn't known here"),
        ("V^Tdoo(1)", "isn't known here"),
        ("V^Tq", "isn't known here"),
        ("V.Tq", "has no place here|isn't known"),
        ("V.Transpose()", "has no place here|isn't known"),
        ("e^m1x1", "what is raised here. write m1 x1, or put brackets around the exponent"),
        ("2^m1m12", "what is raised here"),
        ("h(n)", "the name n isn't known here"),  # no N
        ("log2(z1)", "the function log2 isn't known here"),
        ("np.m1", "the function m1 isn't known here"),
        ("np.dJ(z1)", "isn't known here"),
        ("z1dJ/", "isn't known here|something is missing"),
        ("x" * 40 + "cos(z1)", "isn't known here"),
        ("x1" * 200, "isn't known here"),
        ("m1" * 200 + "cos(z1)", "isn't known here"),
        ("V^" + "T" * 500, "isn't known here"),
        ("x1" + "dJ/dz1" * 200, "isn't known here|more than|can't be read"),
    ],
)
def test_what_can_not_be_parted_in_one_way_is_refused(typed: str, says: str) -> None:
    import re

    error = message(Task(NAMES, lambda v: v.V.T @ v.do[1], "it"), typed)
    assert re.search(says, error.message), error.message
    assert len(error.message) < 600


def test_letters_that_are_names_leave_no_room_for_a_function() -> None:
    domain = Domain(names=dict.fromkeys(("m", "c", "o", "s", "z"), ()))
    assert "isn't known here" in message(Task(domain, lambda v: v.m, "it"), "mcos(z)").message
    assert verdict(Task(domain, lambda v: v.m * np.cos(v.z), "it"), "m cos(z)") == "equal"
    assert verdict(Task(domain, lambda v: v.c * v.o * v.s * v.z, "it"), "cos z") == "different"


def test_a_number_beside_a_name_like_a_power_of_ten() -> None:
    domain = Domain(names={"e1": (), "a": ()})
    task = Task(domain, lambda v: 2 * v.e1, "it")
    assert "can be read in two ways: write 2*e1 or 2*10^1" in message(task, "2e1").message
    assert verdict(task, "2*e1") == verdict(task, "2 e1") == verdict(task, "2e_1") == "equal"
    assert verdict(Task(domain, lambda v: 200.0 * v.a, "it"), "2e2 a") == "equal"


def test_the_names_in_a_message_tell_their_other_spellings() -> None:
    task = Task(GREEK, lambda v: v.W.T @ v.G, "it")
    said = message(task, "q G").message
    assert "G or dL/dZ, g or delta" in said
    assert "y or yhat" in said

"""A typed formula that is wrong in one place: the place is told, not what belongs there."""

import numpy as np
import pytest

from grader.checks import Domain, formula
from grader.errors import CheckFailed

DOMAIN = Domain(
    names={"x": ("n",), "W": ("m", "n"), "v": ("m",), "y": "binary", "k": ()},
    given={
        "a": lambda v: v.W @ v.x,
        "h": lambda v: 1 / (1 + np.exp(-v.a)),
        "p": lambda v: 1 / (1 + np.exp(-(v.v @ v.h))),
    },
)


def right(v):
    """Of cross-entropy by a."""
    return (v.p - v.y) * v.v * v.h * (1 - v.h)


def cause(typed: str, expected=right, domain: Domain = DOMAIN) -> str:
    with pytest.raises(CheckFailed) as failed:
        formula(typed, expected, domain, np.random.default_rng(3), "dJ/da")
    compared = failed.value.compared
    assert compared is not None
    assert compared.cause is not None
    return compared.cause()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("(y - p) v * h * (1 - h)", "its sign is wrong everywhere"),
        ("2 (p - y) v * h * (1 - h)", "it is twice what it should be"),
        ("(p - y) v * a * (1 - a)", "where `a` stands, another belongs"),
        ("(p - y) v * h * (1 - a)", "where `a` stands, another belongs"),
        ("(p + y) v * h * (1 - h)", "a sign in `p + y` is wrong"),
        ("(p - y) v * h", "a factor is missing that is made from h"),
        ("(p - y) h * (1 - h)", "a factor is missing that is made from v"),
        ("v * h * (1 - h)", "a factor is missing that is made from p and y"),
        ("(p - y) p (1 - p) v * h * (1 - h)", "the factor `p (1 - p)` is one too many"),
        ("(p - y) v * h * (1 - h) k", "the factor `k` is one too many"),
        ("(p - y) v * h * (1 - h) + v", "the term `v` doesn't belong there"),
        ("(p - y) v * h * (2 - h)", "the number `2` in it is wrong"),
        ("(p - y) v * h * (1 - h) * k^3", "the factor `k ** 3` is one too many"),
        ("(p - y) v * h * (1 - h) * (x' x > 0) * k", "the factor `k` is one too many"),
    ],
)
def test_one_change_is_found(typed: str, told: str) -> None:
    found = cause(typed)
    assert found.startswith("the formula is the right one but for one thing: ")
    assert told in found


def test_a_transpose_that_is_missing_is_found_though_the_product_does_not_exist() -> None:
    domain = Domain(names={"W": ("m", "n"), "g": ("m",)})
    assert "`W` has to be transposed" in cause("W g", lambda v: v.W.T @ v.g, domain)


def test_an_index_and_the_bounds_of_a_sum_are_found() -> None:
    domain = Domain(names={}, sequences={"d": (), "h": ()}, index=("n",))

    def expected(v):
        return np.nansum(v.d * v.h)

    assert "begins or ends" in cause("sum(n=2..N, d(n) h(n))", expected, domain)
    domain = Domain(names={}, sequences={"d": (), "h": ()})
    assert "off by one" in cause("sum(n=2..N, d(n) h(n))", lambda v: v.d[2:] @ v.h[1:-1], domain)


@pytest.mark.parametrize("typed", ["k", "sin(k) x' x v", "exp(v) * tanh(h) + k"])
def test_what_no_single_change_mends_is_left_alone(typed: str) -> None:
    assert cause(typed) == ""


def test_nothing_is_told_of_what_is_right() -> None:
    """Another name belongs there; which one isn't said."""
    assert "`h`" not in cause("(p - y) v * a * (1 - a)")


def test_zero_is_no_multiple_of_the_right_one() -> None:
    assert cause("0") == ""


def test_another_multiple_is_told_as_that_where_no_change_explains_it() -> None:
    told = cause("7 (p - y) v * h * (1 - h) / 3 * exp(2)")
    assert told == "the formula is the right one times a constant number"


def test_what_is_left_out_is_told_before_what_would_replace_it() -> None:
    """W' in the place of V would mend it too, by chance: V doesn't belong there at all."""
    domain = Domain(
        names={"V": ("m", "m"), "U": ("m", "m"), "d": ("m",)}, given={"e": lambda v: v.d}
    )
    assert "the factor `V" in cause("V^T U d", lambda v: v.U @ v.e, domain)


def test_another_quantity_is_not_told_where_a_missing_factor_mends_it_too() -> None:
    """(1 - y) / (1 - h) h - y is mended by h for y as well as by a factor 1 - h."""
    domain = Domain(names={"h": "unit", "y": "binary"})
    typed = "((1 - y) / (1 - h) - y / h) h"
    assert cause(typed, lambda v: v.h - v.y, domain) == ""


def test_a_condition_is_not_mended_by_a_term_that_is_right_by_chance() -> None:
    domain = Domain(names={"x": (), "y": ()}, given={"z": lambda v: np.maximum(v.x + v.y, 0)})
    typed = "x if x > 0 else 0"
    assert "term" not in cause(typed, lambda v: v.x if v.x + v.y > 0 else 0.0 * v.x, domain)

"""Names, shapes and values of a Domain; what an author can do wrong."""

from typing import Any

import numpy as np
import pytest

from grader.checks.formulas import Domain, formula
from grader.errors import AuthorError

from . import courses
from .courses import Task, verdict


def drawn(domain: Domain, seed: int = 0) -> Any:
    return domain.draw(np.random.default_rng(seed))


def test_letters_are_pairwise_different_sizes_and_shapes_as_declared() -> None:
    domain = Domain(names={"x": ("n",), "W": ("m", "n"), "c": ("k", 1), "s": (), "r": (1, 3)})
    for seed in range(50):
        v = drawn(domain, seed)
        m, n = v.W.shape
        assert v.x.shape == (n,)
        assert v.c.shape[1] == 1
        assert len({m, n, v.c.shape[0], 1}) == 4
        assert np.shape(v.s) == ()
        assert v.r.shape == (1, 3)


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        ("binary", lambda a: set(a.ravel()) == {0.0, 1.0}),
        ("sign", lambda a: set(a.ravel()) == {-1.0, 1.0}),
        ("positive", lambda a: a.min() > 0 and a.max() > 1),
        ("unit", lambda a: 0 < a.min() < 0.5 < a.max() < 1),
        ("real", lambda a: a.min() < -1 and a.max() > 1 and np.abs(a).min() > 0.1),
    ],
)
def test_kinds(kind: str, holds: Any) -> None:
    domain = Domain(names={"a": kind, "b": (kind, "n"), "c": (kind, "n", "k")})
    points = [drawn(domain, seed) for seed in range(60)]
    assert holds(np.array([v.a for v in points]))
    assert holds(np.concatenate([v.b for v in points]))
    assert holds(np.concatenate([v.c.ravel() for v in points]))
    assert points[0].b.ndim == 1
    assert points[0].c.ndim == 2


def test_one_hot_is_one_column_each() -> None:
    v = drawn(Domain(names={"y": ("onehot", "k"), "Y": ("onehot", "k", "N")}))
    assert v.y.sum() == 1
    assert (v.Y.sum(axis=0) == 1).all()


def test_a_name_can_be_drawn_by_the_author() -> None:
    v = drawn(Domain(names={"k": lambda rng: float(rng.integers(5, 7))}))
    assert v.k in (5.0, 6.0)


def test_dependent_names_follow_what_was_drawn() -> None:
    v = drawn(courses.NET)
    assert v.h2 == pytest.approx(courses.sigmoid(v.a2))
    assert v["dJ/da2"] == v.h2 - v.y


def test_sequences_begin_at_one() -> None:
    v = drawn(courses.TIME)
    assert len(v.x) == int(v.N) + 1 == len(v.h)
    assert np.isnan(v.x[0]).all()
    assert np.isfinite(v.x[1:]).all()
    np.testing.assert_allclose(v.h[2], v.U @ (v.x[1] + v.x[2]) + v.h0)


@pytest.mark.parametrize("length", [1, 2])
def test_a_sequence_of_one_length(length: int) -> None:
    domain = Domain(
        names={"V": ("c", "b")},
        sequences={"g": ("c",), "h": ("b",)},
        steps=(length,),
    )
    right = Task(
        domain,
        lambda v: sum(np.outer(g, h) for g, h in zip(v.g[1:], v.h[1:], strict=True)),
        "dJ/dV",
    )
    assert verdict(right, "sum(n=1..N, g(n) h(n)^T)") == "equal"
    assert verdict(right, "g(1) h(1)^T") == ("equal" if length == 1 else "different")
    if length == 2:
        assert verdict(right, "g(1) h(1)^T + g(2) h(2)^T") == "equal"
        assert verdict(right, "g_1 h_1' + g_2 h_2'") == "equal"


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ({"x": "n"}, r"the Domain says 'n' of x: expected one of real.*or a tuple"),
        (
            {"x": ("a", "b"), "y": ("c", "d"), "z": ("e", "f"), "w": ("g",)},
            "up to 6 dimension letters",
        ),
        ({"h1": (), "h_1": ()}, "two names of the Domain are typed the same: 'h_1'"),
    ],
)
def test_an_authors_mistake_is_told_with_its_place(names: Any, says: str) -> None:
    with pytest.raises(AuthorError, match=says) as caught:
        formula("1", lambda v: 1.0, Domain(names=names), np.random.default_rng(0), "it")
    assert "test_domain.py:" in str(caught.value)


def test_an_alias_of_nothing() -> None:
    domain = Domain(names={"a": ()}, aliases={"b": "c"})
    with pytest.raises(AuthorError, match="the alias 'b' stands for 'c', which is no name"):
        formula("a", lambda v: v.a, domain, np.random.default_rng(0), "it")


def test_a_right_value_that_is_never_finite() -> None:
    with pytest.raises(AuthorError, match="isn't finite at any point"):
        formula(
            "a",
            lambda v: np.log(-v.a),
            Domain(names={"a": "positive"}),
            np.random.default_rng(0),
            "it",
        )


def test_points_where_the_right_value_is_not_finite_are_drawn_again() -> None:
    task = Task(Domain(names={"a": ()}), lambda v: np.log(v.a), "it")
    assert verdict(task, "log(a)") == "equal"


# --- the witness ----------------------------------------------------------------------------------


def witnessed(task: Task) -> None:
    formula(
        "1",
        task.right,
        task.domain,
        np.random.default_rng(0),
        task.what,
        loss=task.loss,
        by=task.by,
        either_layout=task.either_layout,
    )


@pytest.mark.parametrize(
    ("task", "says"),
    [
        (courses.NET_W2._replace(right=lambda v: (v.y - v.h2) * v.h1), "is not the derivative"),
        (
            courses.NET_W2._replace(right=lambda v: 1.001 * (v.h2 - v.y) * v.h1),
            "is not the derivative",
        ),
        (courses.NET_W2._replace(right=lambda v: v.h2 - v.y), r"has shape \(\), and W2 has"),
        (courses.NET_W2._replace(by="W3"), "by='W3' is no name of the Domain"),
        (courses.NET_W2._replace(loss=lambda v: np.sin(1e9 * v.h2)), "kink"),
        (
            courses.TIME_U._replace(right=courses.TIME_U.right, loss=lambda v: v.x[1].sum()),
            "is not the",
        ),
    ],
)
def test_a_wrong_right_value_is_the_authors_mistake(task: Task, says: str) -> None:
    with pytest.raises(AuthorError, match=says):
        witnessed(task)


def test_a_kink_of_the_loss_is_no_mistake() -> None:
    """ReLUs have kinks; nobody meets one at random."""
    for seed in range(30):
        assert verdict(courses.MINI_W1, "0", seed) == "different"


# --- the author's side ----------------------------------------------------------------------------


def test_columns_and_flat_vectors_are_both_a_column() -> None:
    for shape in (("n",), ("n", 1)):
        task = Task(Domain(names={"a": shape, "W": ("m", "n")}), lambda v: v.W @ v.a, "it")
        assert verdict(task, "W a") == "equal"
        assert verdict(task, "a' W'") == "different"
        assert verdict(task._replace(either_layout=True), "a' W'") == "equal"


@pytest.mark.parametrize(
    "typed", ["dJ/dz2", "dJ/da2", "dJ_dz2 = dJ/dz2", r"\frac{\partial J}{\partial z_2}"]
)
def test_an_alias_holds_inside_of_derivatives_too(typed: str) -> None:
    domain = Domain(
        names={"a2": (), "y": ()},
        given={"dJ/da2": lambda v: v.a2 - v.y},
        aliases={"z2": "a2"},
    )
    formula(typed, lambda v: v.a2 - v.y, domain, np.random.default_rng(0), "dJ/db2")

"""Products of two inputs."""

import pytest

from .looks import found, normal

A, B = normal(4, 4), normal(4, 4, seed=1)
U, V = normal(3), normal(5)


@pytest.mark.parametrize(
    ("got", "relation"),
    [
        (A * B, "times_input"),
        (B @ A, "other_product"),
        (A.T @ B, "other_product"),
        (B @ A.T, "other_product"),
    ],
)
def test_for_the_product(got, relation):
    assert found(got, A @ B, a=A, b=B) == relation
    assert found(got + 1e-3 * normal(4, 4, seed=2), A @ B, a=A, b=B) == ""


def test_the_transpose_of_the_right_product_is_told_as_that():
    assert found((A @ B).T, A @ B, a=A, b=B) == "transposed"
    x, d = normal(5, 4), normal(5, 3)
    assert found(d.T @ x, x.T @ d, x=x, dout=d) == "transposed"


def test_entrywise_with_a_vector():
    dout, right = normal(5, 3), normal(5, 3, seed=4)
    assert found(dout * U, right, dout=dout, b=U) == "entrywise_product"
    assert found(dout * U, right, dout=dout, b=U + 1) == ""


def test_outer_product():
    assert found(U[:, None] * V, normal(3, 5), u=U[:, None, None], v=V) == "outer_product"


def test_a_product_too_large_to_be_tried_is_left_alone():
    a, b = normal(300, 300), normal(300, 300, seed=1)
    assert found(b @ a, a @ b, a=a, b=b) == ""

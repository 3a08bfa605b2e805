"""Problem 2d: the dense layer at random inputs; sizes that meet in a product differ pairwise."""

import numpy as np
import pytest

from grader import points
from grader.checks import call, either, finite_array, real_attempt, same

M, N, OUT = 4, 3, 5
IMAGES = (3, 2, 2, 4)  # H, W, C, N


def arguments(rng, shape, out):
    """X of this shape, W and b by name."""
    inputs = int(np.prod(shape[:-1]))
    return {
        "X": rng.normal(size=shape),
        "W": rng.normal(size=(out, inputs)),
        "b": rng.normal(size=(out, 1)),
    }


@pytest.fixture(name="dense")
def _dense(rng):
    return arguments(rng, (M, N), OUT)


def check_backward(submission, reference, rng, follow, at, names):
    """The gradients by these names of `at`: right ones, or those of the student's own forward."""
    dldZ = rng.normal(size=(at["W"].shape[0], at["X"].shape[-1]))
    back = submission.fully_connected_backward
    got = call(back, at["X"], dldZ, at["W"], at["b"], returns="dldX, dldW, dldb")
    right = reference.fully_connected_backward(at["X"], dldZ, at["W"], at["b"])

    def own(X, W, b):
        return call(submission.fully_connected_forward, X, W, b, returns="Z")

    for name in names:
        place = "XWb".index(name)
        others = {f"dld{k}": value for k, value in zip("XWb", right, strict=True) if k != name}
        follow.same_or_own(
            got[place], right[place], name, own, at, rng, upstream=dldZ, others=others
        )


@points(1.5, problem="2d", title="fully_connected_forward gives W X + b")
def test_dense_forward(submission, reference, dense):
    got = call(submission.fully_connected_forward, *dense.values(), returns="Z")
    same(got, reference.fully_connected_forward(**dense), "Z")


@points(1, problem="2d", title="fully_connected_backward gives dldX")
def test_dense_dldx(submission, reference, rng, follow, dense):
    check_backward(submission, reference, rng, follow, dense, "X")


@points(1, problem="2d", title="fully_connected_backward gives dldW, summed over the batch")
def test_dense_dldw(submission, reference, rng, follow, dense):
    check_backward(submission, reference, rng, follow, dense, "W")


@points(1, problem="2d", title="fully_connected_backward gives dldb, a column")
def test_dense_dldb(submission, reference, rng, follow, dense):
    check_backward(submission, reference, rng, follow, dense, "b")


@points(0.5, problem="2d", title="fully_connected_forward reads images in Fortran order")
def test_dense_images_forward(submission, reference, rng, follow):
    at = arguments(rng, IMAGES, 2)
    got = call(submission.fully_connected_forward, *at.values(), returns="Z")

    def by_own():  # another mistake of the student's own, which 2-D inputs show as well
        columns = at["X"].reshape(-1, IMAGES[-1], order="F")
        flat = call(submission.fully_connected_forward, columns, at["W"], at["b"], returns="Z")
        real_attempt(
            lambda **values: call(submission.fully_connected_forward, *values.values()),
            {**at, "X": columns},
            (2, IMAGES[-1]),
            rng,
            "your forward pass",
            mixed=True,
        )
        same(got, finite_array(flat, (2, IMAGES[-1]), "Z"), "Z")

    either(lambda: same(got, reference.fully_connected_forward(**at), "Z"), by_own)


@points(0.5, problem="2d", title="fully_connected_backward shapes dldX back like the images")
def test_dense_images_backward(submission, reference, rng, follow):
    at = arguments(rng, IMAGES, 2)
    dldZ = rng.normal(size=(2, IMAGES[-1]))
    back = submission.fully_connected_backward
    got = call(back, at["X"], dldZ, at["W"], at["b"], returns="dldX, dldW, dldb")
    right = reference.fully_connected_backward(at["X"], dldZ, at["W"], at["b"])

    def own(X, W, b):
        return call(submission.fully_connected_forward, X, W, b, returns="Z")

    def by_columns(place, name):
        """What the student's own backward gives for the same images as columns, put in order."""
        columns = at["X"].reshape(-1, IMAGES[-1], order="F")
        flat = call(back, columns, dldZ, at["W"], at["b"], returns="dldX, dldW, dldb")[place]
        shape = (columns.shape, at["W"].shape)[place]
        expected = finite_array(flat, shape, name).reshape(right[place].shape, order="F")
        real_attempt(
            lambda dldZ, W: call(back, columns, dldZ, W, at["b"])[0],
            {"dldZ": dldZ, "W": at["W"]},
            columns.shape,
            rng,
            "your backward pass",
            mixed=True,
        )
        same(got[place], expected, name)

    for place, name in enumerate("XW"):

        def by_own(place=place, name=name):
            follow.same_or_own(got[place], right[place], name, own, at, rng, upstream=dldZ)

        either(
            lambda p=place, n=name: same(got[p], right[p], f"dld{n}"),
            lambda p=place, n=name: by_columns(p, f"dld{n}"),
            by_own,  # last, because it takes long
        )

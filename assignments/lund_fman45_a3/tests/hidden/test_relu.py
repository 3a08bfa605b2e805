"""Problem 3b: ReLU at random inputs of two and of four axes, with no entry close to 0."""

import numpy as np

from grader import points
from grader.checks import call, fail, finite_array, same

SHAPES = ((3, 4), (2, 3, 1, 4))


def inputs(rng):
    """Entries of both signs in every array."""
    for shape in SHAPES:
        sign = rng.permutation(np.arange(np.prod(shape)) % 2 * 2 - 1).reshape(shape)
        yield rng.uniform(0.2, 2.0, shape) * sign


@points(3.25, problem="3b", title="relu_forward gives max(X, 0), for any number of axes")
def test_relu_forward(submission, reference, rng):
    for x in inputs(rng):
        got = call(submission.relu_forward, x, returns="Z")
        same(got, reference.relu_forward(x), "Z")


@points(3.25, problem="3b", title="relu_backward lets the gradient through where X > 0")
def test_relu_backward(submission, reference, rng, follow):
    def own(X):
        return call(submission.relu_forward, X, returns="Z")

    for x in inputs(rng):
        dldZ = rng.normal(size=x.shape)
        got = call(submission.relu_backward, x, dldZ, returns="dldX")
        expected = reference.relu_backward(x, dldZ)

        def attempt(x=x):
            there, back = (finite_array(own(z), x.shape, "Z") for z in (x, -x))
            if np.allclose(there, -back) or np.allclose(there, back[(0,) * x.ndim]):
                fail("relu_forward is linear or constant")

        follow.same_or_own(got, expected, "X", own, {"X": x}, rng, upstream=dldZ, attempt=attempt)
    x[0, 0], x[1, 2] = 0.0, 0.0  # as padded images have many
    slopes = call(submission.relu_backward, x, np.ones(x.shape), returns="dldX")
    slopes = finite_array(slopes, x.shape, "dldX")[x == 0]
    if np.any((slopes < 0) | (slopes > 1)):
        fail("dldX isn't between 0 and dldZ where X is 0")

"""Problems 3.3a, 3.4a and 3.5a: small examples."""

import numpy as np

from grader import points
from grader.checks import call, dict_of, fail, finite_array, made, same
from grader.checks.values import numbers


@points(0, problem="3.3a", title="early_stopping on short histories")
def test_early_stopping_example(submission):
    for val, patience, best, stop in (
        ([0.5], 1, 1, False),
        ([0.5, 0.75, 0.25], 2, 2, False),
        ([0.5, 0.75, 0.25, 0.5], 2, 2, True),
        ([0.5, 0.75, 0.25, 0.75], 2, 4, False),
    ):
        got, stops = call(submission.early_stopping, val, patience, returns="best, stop")
        if isinstance(got, (bool, np.bool_)):
            fail("best is True or False; the number of an epoch comes first, then stop")
        same(got, best, f"the best epoch of {val}")
        if bool(numbers(stops, "stop")) != stop:
            fail(f"after {val} with patience {patience}, stop must be {stop}")


def params_of(layer):
    """The arrays 'W' and 'b' of a layer."""
    held = dict_of(layer, "params", "linear_layer", "Wb")
    return {name: finite_array(call(held.get, name), None, f"params[{name!r}]") for name in "Wb"}


@points(0, problem="3.4a", title="two steps of momentum_step with the same gradients")
def test_momentum_example(submission):
    layers = {name: made(submission.linear_layer, 2, 3) for name in ("L1", "L2")}
    model = {**layers, "nonlinear1": made(submission.relu)}
    before = params_of(layers["L1"])
    grads = {name: 0.3 + 0.1 * np.arange(value.size) for name, value in before.items()}
    grads = {name: grads[name].reshape(value.shape) for name, value in before.items()}
    velocity = {}
    for _ in range(2):
        for layer in layers.values():
            shapes = {name: value.shape for name, value in params_of(layer).items()}
            put = {name: np.resize(grads[name], shape) for name, shape in shapes.items()}
            dict_of(layer, "gradient", "linear_layer").update(put)
        velocity = call(submission.momentum_step, model, velocity, 0.2, 0.7)
    after, _ = (params_of(layer) for layer in layers.values())
    for name in "Wb":
        expected = before[name] - 0.2 * (1 + 1.7) * grads[name]
        same(after[name], expected, f"{name} of L1 after two steps")


X = np.arange(1.0, 19.0).reshape(2, 9)  # two images of 3 x 3 pixels


@points(0, problem="3.5a", title="translate_up moves a small image")
def test_translate_example(submission):
    up = call(submission.translate_up, X, 1, returns="the moved images")
    first, second = [4, 5, 6, 7, 8, 9, 0, 0, 0], [13, 14, 15, 16, 17, 18, 0, 0, 0]
    same(up, np.array([first, second], float), "the moved images")


@points(0, problem="3.5a", title="rotate turns a small image")
def test_rotate_example(submission):
    for degrees, first in (
        (90, [3, 6, 9, 2, 5, 8, 1, 4, 7]),
        (180, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (270, [7, 4, 1, 8, 5, 2, 9, 6, 3]),
    ):
        turned = call(submission.rotate, X, degrees, returns="the turned images")
        expected = np.array([first, first]) + np.array([[0.0], [9.0]])
        same(turned, expected, f"the images turned by {degrees} degrees")

"""Problems 3.1.1 to 3.1.5: small examples worked out on paper, names and shapes."""

import numpy as np

from grader import points
from grader.checks import call, dict_of, fail, finite_array, finite_number, made, plain, same
from grader.checks.values import numbers

X = np.array([[1.0, -2.0, 3.0], [0.0, 4.0, -1.0]])
W = np.array([[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 2.0], [-1.0, 2.0, 1.0, 0.0]])
B = np.array([10.0, 20.0, 30.0, 40.0])
GRAD = np.array([[1.0, -1.0, 2.0, 0.5], [-2.0, 1.0, 0.0, 1.0]])


def layer_of(submission):
    """A linear layer with W and B; b in the shape in which it comes."""
    layer = made(submission.linear_layer, 3, 4)
    params = dict_of(layer, "params", "linear_layer", "Wb")
    shape = numbers(plain(params)["b"], "params['b']").shape
    if shape not in ((1, 4), (4,)):
        fail(f"params['b'] has shape {shape}, (1, 4) was expected")
    params.update({"W": W, "b": B.reshape(shape)})
    return layer


def model_of(submission):
    """Three pixels, five hidden units, four classes."""
    return {
        "L1": made(submission.linear_layer, 3, 5),
        "nonlinear1": made(submission.relu),
        "L2": made(submission.linear_layer, 5, 4),
        "loss": made(submission.softmax_cross_entropy),
    }


def arrays_of(layer, name):
    """`params` or `gradient` of a layer: the arrays 'W' and 'b'."""
    held = dict_of(layer, name, "linear_layer", "Wb")
    return {key: finite_array(call(held.get, key), None, f"{name}[{key!r}]") for key in "Wb"}


def put_gradient(layer):
    """Let the gradient of W be 0.3, 0.4, 0.5 ..., that of b -1.3, -1.4, -1.5 ...; returns both."""
    shapes = {key: value.shape for key, value in arrays_of(layer, "params").items()}
    sizes = {key: 0.3 + 0.1 * np.arange(np.prod(shape)) for key, shape in shapes.items()}
    gradient = {"W": sizes["W"].reshape(shapes["W"]), "b": -1 - sizes["b"].reshape(shapes["b"])}
    dict_of(layer, "gradient", "linear_layer").update(gradient)
    return gradient


@points(0, problem="3.1.1", title="forward of linear_layer gives a small example")
def test_linear_forward_example(submission):
    u = call(layer_of(submission).forward, X, returns="u")
    same(u, np.array([[2.0, 24.0, 35.0, 35.0], [23.0, 22.0, 29.0, 48.0]]), "u")


@points(0, problem="3.1.1", title="backward of linear_layer gives a small example")
def test_linear_backward_example(submission):
    layer = layer_of(submission)
    call(layer.forward, X)
    grad_x = call(layer.backward, X, GRAD, returns="the gradient of X")
    gradient = arrays_of(layer, "gradient")
    right_w = np.array([[1, -1, 2, 0.5], [-10, 6, -4, 3], [5, -4, 6, 0.5]])
    same(gradient["W"], right_w, "gradient['W']")
    same(gradient["b"], np.array([[-1.0, 0.0, 2.0, 1.5]]), "gradient['b']", shapes=((4,),))
    same(grad_x, np.array([[4.5, 3.0, -1.0], [-3.0, -3.0, 4.0]]), "the gradient of X")


@points(0, problem="3.1.2", title="forward of relu gives a small example")
def test_relu_forward_example(submission):
    module = made(submission.relu)
    h = call(module.forward, np.array([[-1.5, 2.0, 0.0], [3.5, -4.0, -0.25]]), returns="h")
    same(h, np.array([[0.0, 2.0, 0.0], [3.5, 0.0, 0.0]]), "h")


@points(0, problem="3.1.2", title="backward of relu gives a small example")
def test_relu_backward_example(submission):
    module = made(submission.relu)
    x = np.array([[-1.5, 2.0, 0.0], [3.5, -4.0, -0.25]])
    call(module.forward, x)
    grad = call(module.backward, x, np.array([[1.0, -2.0, 3.0], [-4.0, 5.0, -6.0]]), returns="grad")
    same(grad, np.array([[0.0, -2.0, 0.0], [-4.0, 0.0, 0.0]]), "the gradient of X")


@points(0, problem="3.1.3", title="miniBatchGradientDescent takes a step and keeps the shapes")
def test_update_example(submission):
    model = model_of(submission)
    before = arrays_of(model["L1"], "params")
    gradient = put_gradient(model["L1"])
    put_gradient(model["L2"])
    call(submission.miniBatchGradientDescent, model, 0.2)
    after, _ = (arrays_of(model[name], "params") for name in ("L1", "L2"))
    same(after["W"], before["W"] - 0.2 * gradient["W"], "W of L1 after the step")
    same(after["b"], before["b"] - 0.2 * gradient["b"], "b of L1 after the step")


@points(0, problem="3.1.4", title="forward_pass and backward_pass give the right shapes")
def test_passes(submission, rng):
    model, x, y = model_of(submission), rng.normal(size=(2, 3)), np.array([3, 0])
    a1, h1, a2, loss = call(submission.forward_pass, model, x, y, returns="a1, h1, a2, loss")
    for name, value, shape in (("a1", a1, (2, 5)), ("h1", h1, (2, 5)), ("a2", a2, (2, 4))):
        if numbers(value, name).shape != shape:
            fail(f"{name} has shape {numbers(value, name).shape}, {shape} was expected")
    finite_number(loss, "loss")
    call(submission.backward_pass, model, x, a1, h1, a2, y)
    for name, shape in (("L1", (3, 5)), ("L2", (5, 4))):
        found = arrays_of(model[name], "gradient")["W"].shape
        if found != shape:
            fail(f"the gradient of W of {name} has shape {found}, {shape} was expected")


@points(0, problem="3.1.5", title="gradient_checker gives two numbers that agree, not at pixel 0")
def test_checker_agrees(submission, rng):
    model, x, y = model_of(submission), rng.normal(size=(2, 3)), np.array([3, 0])
    arguments = (model, x, y, "L2", "W", (2, 3))
    got, difference = call(submission.gradient_checker, *arguments, returns="gradient, difference")
    same(got, finite_number(difference, "difference"), "gradient", rtol=1e-4, atol=1e-6)

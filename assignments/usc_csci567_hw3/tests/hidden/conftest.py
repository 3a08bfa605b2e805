"""What several hidden tests share: the student's layers and models, and judging by own pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import call, fail, plain
from grader.checks.values import is_remote, refuse_half
from grader.checks.values import numbers as any_numbers
from grader.errors import CheckFailed, SubmissionFault

CLASSES = 10


def numbers(value: object, shape: tuple[int, ...] | None, what: str) -> np.ndarray:
    """The value as a finite float array of this shape (None: any); CheckFailed otherwise."""
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    refuse_half(array, what)
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite")
    return array.astype(float)


def either(right: Callable[[], None], own: Callable[[], None]) -> None:
    """Pass when `right` passes, or when it fails and `own` passes.

    `right` compares with the reference, `own` with what follows from the student's own earlier
    pieces, so that a mistake costs its points once. The message is always the first one.
    """
    try:
        right()
    except CheckFailed as failure:
        try:
            own()
        except SubmissionFault:
            raise failure from None


def real_attempt(
    function: Callable[..., object],
    at: dict[str, np.ndarray],
    shape: tuple[int, ...],
    rng: np.random.Generator,
    what: str,
    mixed: str = "",
) -> None:
    """Refuse a function that agrees with itself by doing nothing.

    CheckFailed unless function(**at) has this shape, changes with every argument and is no copy of
    one. mixed: an argument whose effect must depend on the others, as in a product.
    """

    def value(**moved: np.ndarray) -> np.ndarray:
        return numbers(function(**{**at, **moved}), shape, f"the result of {what}")

    first = value()
    for name, given in at.items():
        if given.shape == shape and np.array_equal(first, given):
            fail(f"the result of {what} is a copy of {name}")
        if np.allclose(value(**{name: given + rng.normal(size=given.shape)}), first):
            fail(f"the result of {what} doesn't depend on {name}")
    if mixed:
        others = {n: a + rng.normal(size=a.shape) for n, a in at.items() if n != mixed}
        step = {mixed: at[mixed] + rng.normal(size=at[mixed].shape)}
        if np.allclose(value(**step) - first, value(**others, **step) - value(**others)):
            fail(f"the result of {what} is a sum that doesn't combine its arguments")


class Layer:
    """A linear layer of the student's, its bias in the shape that the student keeps it in."""

    def __init__(self, submission: object, inputs: int, outputs: int) -> None:
        self.layer = call(submission.linear_layer, inputs, outputs)
        self.sizes = inputs, outputs
        self.held = self._dict("params")
        flat = self.values("params")["b"].shape == (outputs,)
        self.bias_shape = (outputs,) if flat else (1, outputs)

    def _dict(self, name: str) -> object:
        if not is_remote(self.layer) or self.layer.kind != "object":
            fail("linear_layer(...) gives no object of a class")
        found = getattr(self.layer, name)
        if not is_remote(found) or found.kind not in ("dict", "object"):
            fail(f"{name} of linear_layer must be a dict with the keys 'W' and 'b'")
        return found

    def values(self, name: str, layer: object = None) -> dict[str, np.ndarray]:
        """`params` or `gradient` of this layer (or of another object) as float arrays."""
        if layer is not None and not is_remote(layer):
            fail("the model has another value than a linear_layer in it")
        data = plain(self._dict(name) if layer is None else getattr(layer, name))
        if not isinstance(data, dict) or not {"W", "b"} <= set(data):
            fail(f"{name} of linear_layer must be a dict with the keys 'W' and 'b'")
        return {key: numbers(data[key], None, f"{name}[{key!r}]") for key in ("W", "b")}

    def put(self, W: np.ndarray, b: np.ndarray, name: str = "params") -> None:
        """Put W (D, K) and b (K,) into `params` or `gradient`; b in the student's shape."""
        target = self.held if name == "params" else self._dict(name)
        call(target.update, {"W": W, "b": b.reshape(self.bias_shape)})

    def gradient(self) -> dict[str, np.ndarray]:
        """The gradients, that of b as (K,)."""
        found = self.values("gradient")
        if found["W"].shape != self.sizes:
            fail(f"gradient['W'] has shape {found['W'].shape}, {self.sizes} was expected")
        if found["b"].size != self.sizes[1] or found["b"].shape[-1:] != self.sizes[1:]:
            fail(f"gradient['b'] has shape {found['b'].shape}, {self.bias_shape} was expected")
        return {"W": found["W"], "b": found["b"].reshape(-1)}


class Model:
    """The student's four modules in a dict, with these parameters.

    params: L1W (D, H), L1b (H,), L2W (H, 10), L2b (10,).
    """

    def __init__(self, submission: object, params: dict[str, np.ndarray]) -> None:
        self.submission, self.params = submission, params
        (inputs, hidden), outputs = params["L1W"].shape, params["L2b"].size
        self.layers = {
            "L1": Layer(submission, inputs, hidden),
            "L2": Layer(submission, hidden, outputs),
        }
        self.relu, self.loss = call(submission.relu), call(submission.softmax_cross_entropy)
        self.modules = {
            "L1": self.layers["L1"].layer,
            "nonlinear1": self.relu,
            "L2": self.layers["L2"].layer,
            "loss": self.loss,
        }
        self.put()

    def put(self, **other: np.ndarray) -> None:
        """Put the parameters there, or others by name."""
        all_ = {**self.params, **other}
        for name, layer in self.layers.items():
            layer.put(all_[f"{name}W"], all_[f"{name}b"])

    def forward(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """a1, h1, a2, loss of the student's forward_pass."""
        names = "a1, h1, a2, loss"
        return call(self.submission.forward_pass, self.modules, x, y, returns=names)

    def backward(self, x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
        """Gradients by the student's forward_pass and backward_pass, named as the parameters."""
        a1, h1, a2, _ = self.forward(x, y)
        call(self.submission.backward_pass, self.modules, x, a1, h1, a2, y)
        return self.gradients()

    def gradients(self) -> dict[str, np.ndarray]:
        """What stands in `gradient` of both layers."""
        found = {name: layer.gradient() for name, layer in self.layers.items()}
        return {f"{name}{key}": g[key] for name, g in found.items() for key in g}

    def wired(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """The right wiring around the student's own modules: a1, h1, a2, gradients."""
        l1, l2 = (self.layers[name].layer for name in ("L1", "L2"))
        a1 = call(l1.forward, x, returns="u")
        h1 = call(self.relu.forward, a1, returns="h")
        a2 = call(l2.forward, h1, returns="u")
        grad = call(l2.backward, h1, call(self.loss.backward, a2, y, returns="grad"), returns="dX")
        call(l1.backward, x, call(self.relu.backward, a1, grad, returns="grad"), returns="dX")
        return a1, h1, a2, self.gradients()

    def verify_real(self, x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> None:
        """Refuse a forward pass that agrees with itself by doing nothing."""

        def scores(**at: np.ndarray) -> object:
            rows = at.pop("x")
            self.put(**at)
            return self.forward(rows, y)[2]

        at = {"x": x, "L1W": self.params["L1W"], "L2W": self.params["L2W"]}
        real_attempt(scores, at, (len(x), self.params["L2b"].size), rng, "forward_pass", "L1W")
        self.put()


def right_model(reference: object, params: dict[str, np.ndarray]) -> dict:
    """The reference's modules with these parameters."""
    model = reference.make_model(*params["L1W"].shape, params["L2b"].size)
    for name in ("L1", "L2"):
        model[name].params["W"] = params[f"{name}W"].copy()
        model[name].params["b"] = params[f"{name}b"][np.newaxis].copy()
    return model


def right_gradients(reference: object, params: dict, x: np.ndarray, y: np.ndarray) -> dict:
    """The reference's gradients, named as the parameters."""
    model = right_model(reference, params)
    a1, h1, a2, _ = reference.forward_pass(model, x, y)
    reference.backward_pass(model, x, a1, h1, a2, y)
    found = {n: model[n].gradient for n in ("L1", "L2")}
    return {
        f"{n}{key}": g[key].reshape(params[f"{n}{key}"].shape)
        for n, g in found.items()
        for key in g
    }


@pytest.fixture(name="params")
def _params(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters for four features, six hidden units and five classes."""
    shapes = {"L1W": (4, 6), "L1b": (6,), "L2W": (6, 5), "L2b": (5,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.fixture(name="batch")
def _batch(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """x (3, 4) and labels y (3,) of five classes."""
    return rng.normal(size=(3, 4)), rng.permutation(5)[:3]


@pytest.fixture(name="own")
def _own() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (numbers, either, real_attempt, Layer, Model, right_model, right_gradients)
    return SimpleNamespace(**{item.__name__: item for item in shared})

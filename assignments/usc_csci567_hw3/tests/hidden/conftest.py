"""What several hidden tests share: the student's layers and models, and judging by own pieces."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import call, fail, finite_array, made, plain, real_attempt
from grader.checks.values import is_remote

CLASSES = 10


class Layer:
    """A linear layer of the student's, its bias in the shape that the student keeps it in."""

    def __init__(self, submission: object, inputs: int, outputs: int) -> None:
        self.layer = made(submission.linear_layer, inputs, outputs)
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
        return {key: finite_array(data[key], None, f"{name}[{key!r}]") for key in ("W", "b")}

    def put(self, W: np.ndarray, b: np.ndarray, name: str = "params") -> None:
        """Put W (D, K) and b (K,) into `params` or `gradient`; b in the student's shape."""
        target = self.held if name == "params" else self._dict(name)
        call(target.update, {"W": W, "b": b.reshape(self.bias_shape)})

    def ask(self, *keys: str, name: str = "gradient") -> None:
        """Ask for these arrays of `gradient` or `params` by themselves.

        A diagnosis sees by what was asked for that a known bug gives others, and ends there.
        """
        held = self.held if name == "params" else self._dict(name)
        for key in keys if held.kind == "dict" else ():
            call(held.get, key)

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
        self.relu, self.loss = made(submission.relu), made(submission.softmax_cross_entropy)
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
        for layer in self.layers.values():
            layer.ask("W", "b")
        return self.gradients()

    def gradients(self) -> dict[str, np.ndarray]:
        """What stands in `gradient` of both layers."""
        found = {name: layer.gradient() for name, layer in self.layers.items()}
        return {f"{name}{key}": g[key] for name, g in found.items() for key in g}

    def after(self, returned: object) -> dict[str, np.ndarray]:
        """Parameters after an update, of the model that came back, or of the one handed over."""
        found = {}
        for name, layer in self.layers.items():
            held = layer.layer
            if is_remote(returned) and returned.kind == "dict" and name in returned:
                held = returned[name]
            values = layer.values("params", held)
            found |= {f"{name}W": values["W"], f"{name}b": values["b"].ravel()}
        return found

    def wired(self, x: np.ndarray, y: np.ndarray) -> tuple:
        """The right wiring around the student's own modules: a1, h1, a2, gradients."""
        l1, l2 = (self.layers[name].layer for name in ("L1", "L2"))
        a1 = call(l1.forward, x, returns="u")
        h1 = call(self.relu.forward, a1, returns="h")
        a2 = call(l2.forward, h1, returns="u")
        grad = call(l2.backward, h1, call(self.loss.backward, a2, y, returns="grad"), returns="dX")
        call(l1.backward, x, call(self.relu.backward, a1, grad, returns="grad"), returns="dX")
        return a1, h1, a2, self.gradients()

    def verify_modules(self, x: np.ndarray, rng: np.random.Generator) -> None:
        """Refuse layers whose backward combines nothing: no gradients follow from those."""
        for layer in self.layers.values():
            X = rng.normal(size=(len(x), layer.sizes[0]))
            at = {"X": X, "grad": rng.normal(size=(len(x), layer.sizes[1]))}

            def of_w(X: np.ndarray, grad: np.ndarray, layer: Layer = layer) -> np.ndarray:
                call(layer.layer.forward, X)
                call(layer.layer.backward, X, grad)
                return layer.gradient()["W"]

            real_attempt(of_w, at, layer.sizes, rng, "backward of linear_layer", mixed="X")

    def verify_backward(self, x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> None:
        """Refuse a backward_pass whose gradients are constants or sums of pixels."""
        shape = self.params["L1W"].shape
        real_attempt(
            lambda x: self.backward(x, y)["L1W"], {"x": x}, shape, rng, "backward_pass", mixed=True
        )

    def verify_real(self, x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> None:
        """Refuse a forward pass that agrees with itself by doing nothing."""

        def scores(**at: np.ndarray) -> object:
            rows = at.pop("x")
            self.put(**at)
            return self.forward(rows, y)[2]

        at = {"x": x, "L1W": self.params["L1W"], "L2W": self.params["L2W"]}
        real_attempt(
            scores, at, (len(x), self.params["L2b"].size), rng, "forward_pass", mixed="L1W"
        )
        self.put()


def right_model(reference: object, params: dict[str, np.ndarray]) -> dict:
    """The reference's modules with these parameters; random numbers stay where they were."""
    state = np.random.get_state()
    model = reference.make_model(*params["L1W"].shape, params["L2b"].size)
    np.random.set_state(state)
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
def _batch(
    rng: np.random.Generator, params: dict[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """x (3, 4) and labels y (3,) of five classes; each row has hidden units on, and off."""
    while True:
        x = rng.normal(size=(3, 4))
        on = x @ params["L1W"] + params["L1b"] > 0
        if np.all(on.any(axis=1) & ~on.all(axis=1)):
            return x, rng.permutation(5)[:3]


@pytest.fixture(name="own")
def _own() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (Layer, Model, right_model, right_gradients)
    return SimpleNamespace(**{item.__name__: item for item in shared})

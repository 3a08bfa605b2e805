"""What several hidden tests share: the student's network, and following a mistake through."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest

from grader.checks import call, fail, finite_array, made, plain, real_attempt, same
from grader.checks.values import is_remote
from grader.checks.values import numbers as any_numbers
from grader.errors import CheckFailed

NAMES = ("W1", "b1", "W2", "b2")
NO_MODEL = ("dict", "list", "tuple", "array", "function", "module")
ACTIVATIONS = ("sigmoid", "relu")
APART = 0.05  # how far hidden inputs stay from the kink of ReLU
HISTORIES = ("loss_history", "grad_magnitude_history", "train_acc_history", "val_acc_history")


class Net:
    """A TwoLayerMLP of the student's with these parameters, biases in the form that it keeps."""

    def __init__(self, submission: object, params: dict[str, np.ndarray], activation: str) -> None:
        self.submission, self.activation = submission, activation
        self.shapes = {name: value.shape for name, value in params.items()}
        (d, h), (_, c) = self.shapes["W1"], self.shapes["W2"]
        self.model = made(submission.TwoLayerMLP, d, h, c, 0.1, activation)
        if self.model.kind in NO_MODEL:
            fail("TwoLayerMLP(...) gives no object of the class: is it one?")
        self._loss = self.model.loss
        held = plain(self._params())
        for name in NAMES:
            if not isinstance(held, dict) or name not in held:
                fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
        self.rows = {n for n, s in self.shapes.items() if getattr(held[n], "shape", ()) == (1, *s)}
        self.put(params)

    def _params(self) -> object:
        params = self.model.params
        if not is_remote(params) or params.kind not in ("dict", "object"):
            fail("params must be a dict of arrays, with names as keys")
        return params

    def put(self, params: dict[str, np.ndarray]) -> None:
        """Put these arrays into the params of the model."""
        self._params().update({k: v[None] if k in self.rows else v for k, v in params.items()})

    def held(self, told: bool = False) -> dict[str, np.ndarray]:
        """The parameters as they are now, float arrays in the shapes of the task text.

        told: ask for them once more, as `tell` does.
        """
        params = self._params()
        found = plain(params)
        if told and is_remote(params):
            plain(params)
        if not isinstance(found, dict) or not set(NAMES) <= set(found):
            fail("params has lost a key: it needs W1, b1, W2 and b2 after training too")
        return {name: self.shaped(found[name], name, f"params[{name!r}]") for name in NAMES}

    def scores(self, x: np.ndarray) -> np.ndarray:
        """loss(X), a finite float array (N, C)."""
        what = "the array of scores"
        return finite_array(call(self._loss, x, returns="scores"), (len(x), self.classes), what)

    @property
    def classes(self) -> int:
        """Number of classes."""
        return self.shapes["W2"][1]

    def both(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> tuple[np.ndarray, object]:
        """loss(X, y): the loss as an array without axes, in its own precision, and grads."""
        loss, grads = call(self._loss, x, y, returns="loss, grads", **kwargs)
        if is_remote(loss) and loss.kind == "dict":
            fail("loss(X, y) gives the dict of gradients first: the loss comes before it")
        array = any_numbers(loss, "loss")
        if array.size != 1:
            fail(f"loss has shape {array.shape}, one number was expected")
        finite_array(array, None, "loss")
        return array.reshape(()), grads

    def loss(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> np.ndarray:
        """The loss alone."""
        return self.both(x, y, **kwargs)[0]

    def raw_grads(
        self, x: np.ndarray, y: np.ndarray, told: tuple[str, ...] = (), **kwargs: float
    ) -> dict[str, object]:
        """The gradients as they came; keys verified. told: those that `tell` asks for."""
        handle = self.both(x, y, **kwargs)[1]
        grads = plain(handle)
        for name in NAMES:
            if not isinstance(grads, dict) or name not in grads:
                fail(f"grads has no key {name!r}; it needs the same keys as params")
        tell(handle, told)
        return grads

    def grads(
        self, x: np.ndarray, y: np.ndarray, told: tuple[str, ...] = (), **kwargs: float
    ) -> dict[str, np.ndarray]:
        """The gradients as float arrays in the shapes of the task text."""
        found = self.raw_grads(x, y, told, **kwargs)
        return {name: self.shaped(found[name], name, f"grads[{name!r}]") for name in NAMES}

    def shaped(self, value: object, name: str, what: str) -> np.ndarray:
        """An entry of params or grads as a float array in the shape of the task text."""
        return finite_array(value, self.shapes[name], what, row=True)

    def verify_real(self, x: np.ndarray, params: dict[str, np.ndarray], rng) -> None:
        """Refuse a forward pass that is a constant, a copy or a sum of its inputs, or random."""

        def scores(x, W1, W2):
            self.put({**params, "W1": W1, "W2": W2})
            return self.scores(x)

        at = {"x": x, "W1": params["W1"], "W2": params["W2"]}
        shape = (len(x), self.classes)
        real_attempt(scores, at, shape, rng, "loss(X)", mixed=True)
        self.put(params)
        first = self.scores(x)
        if not np.allclose(self.scores(x), first, rtol=1e-6):
            fail("loss(X) gives other scores in each call")
        if np.allclose(self.scores(x[:, ::-1]), first, rtol=1e-6):
            fail("loss(X) gives the same scores for features in another order")
        self._verify_hidden(x, params, rng)

    def _verify_hidden(self, x: np.ndarray, params: dict[str, np.ndarray], rng) -> None:
        """Refuse networks without a hidden layer: scores that are linear in x for both activations.

        For one of them alone, the activation may be forgotten, a mistake that 2.1 charges.
        """
        others = (name for name in ACTIVATIONS if name != self.activation)
        failure = self._linear(x, rng)
        for name in others:
            failure = failure and Net(self.submission, params, name)._linear(x, rng)
        if failure:
            raise failure

    def _linear(self, x: np.ndarray, rng: np.random.Generator) -> CheckFailed | None:
        """The failure that says so, if the scores are linear in x."""
        shape = len(x), self.classes
        try:
            real_attempt(lambda x: self.scores(x), {"x": x}, shape, rng, "loss(X)", mixed=True)
        except CheckFailed as failure:
            return failure
        return None


def tell(container: object, names: tuple[str, ...]) -> None:
    """Ask for these entries of a dict of the student's by themselves.

    What comes along with a handle says little to a diagnosis; at the first array that was asked
    for and is another one, it gives up a known bug, instead of playing the rest of the check.
    """
    if is_remote(container) and container.kind == "dict":
        for name in names:
            container[name]


def right_network(reference: object, activation: str, params: dict | None = None) -> object:
    """A network of the reference's with these parameters.

    It leaves NumPy's random state alone, which a rehearsed variant of the reference shares.
    """
    state = np.random.get_state()
    model = reference.TwoLayerMLP(1, 1, 1, activation=activation)
    np.random.set_state(state)
    model.params = params or model.params
    return model


def same_grads(grads: dict, expected: dict[str, np.ndarray], names: tuple[str, ...]) -> None:
    """Compare these entries of grads; biases may be one row."""
    for name in names:
        shape = expected[name].shape
        same(grads[name], expected[name], f"grads[{name!r}]", shapes=((1, *shape),))


def drawn(rng: np.random.Generator, n: int, d: int, h: int, c: int) -> tuple:
    """Parameters, X (n, d) and y (n,); every label another class where there are enough.

    No hidden input is near the kink of ReLU, each unit is on for some row and off for some other.
    """
    shapes = {"W1": (d, h), "b1": (h,), "W2": (h, c), "b2": (c,)}
    while True:
        params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        x = rng.normal(size=(n, d))
        inputs = x @ params["W1"] + params["b1"]
        on = inputs > 0
        if np.abs(inputs).min() > APART and np.all(on.any(axis=0) & ~on.all(axis=0)):
            return params, x, np.resize(rng.permutation(c), n)


@dataclass(frozen=True)
class Plan:
    """How to train. rows: of the training set, all the same if equal; batch: of an update.

    A batch has as many rows as there are classes, so that a predict along the wrong axis spoils
    accuracies alone; with a small rate, wrong gradients, charged elsewhere, don't run away.
    """

    rows: int = 4
    batch: int = 4
    epochs: int = 1
    rate: float = 0.01
    decay: float = 1.0
    reg: float = 0.0
    equal: bool = True
    activation: str = "sigmoid"


class Right:
    """Loss and gradients of the reference."""

    def __init__(self, reference, plan):
        self.model = right_network(reference, plan.activation)

    def step(self, params, x, y, reg):
        self.model.params = params
        return self.model.loss(x, y, reg)


class Own:
    """Loss and gradients of the student's."""

    def __init__(self, net):
        self.net = net

    def step(self, params, x, y, reg):
        self.net.put(params)
        return float(self.net.loss(x, y, reg=reg)), self.net.grads(x, y, reg=reg)


class Replayed(NamedTuple):
    """What training must give. losses, magnitudes: of every update, the norm that of W1's gradient.

    ends: of every epoch, the rows of its last update, parameters before and after it.
    """

    params: dict
    losses: list
    magnitudes: list
    ends: list


def replay(model, params, x, y, plan):
    """All updates of a training, each by the model's loss and gradients."""
    draw = np.random.RandomState(1)
    losses, magnitudes, ends = [], [], []
    for epoch in range(plan.epochs):
        order = draw.permutation(plan.rows)
        for update in range(max(plan.rows // plan.batch, 1)):
            rows = order[update * plan.batch : (update + 1) * plan.batch]
            loss, grads = model.step(params, x[rows], y[rows], plan.reg)
            losses.append(loss)
            magnitudes.append(np.linalg.norm(grads["W1"]))
            step = plan.rate * plan.decay**epoch
            before = params
            params = {name: value - step * grads[name] for name, value in params.items()}
        ends.append((rows, before, params))
    return Replayed(params, losses, magnitudes, ends)


def trained(net, x, y, plan, x_val=None, y_val=None, read=()):
    """Train the student's network from where it is; these of its histories, as they came.

    What isn't read says nothing to a diagnosis; how many updates and epochs there were does.
    """
    x_val, y_val = (x[: plan.batch], y[: plan.batch]) if x_val is None else (x_val, y_val)
    options = {"learning_rate": plan.rate, "learning_rate_decay": plan.decay, "reg": plan.reg}
    options |= {"num_epochs": plan.epochs, "batch_size": plan.batch}
    found = call(net.model.train, x, y, x_val, y_val, returns="a dict of histories", **options)
    kind = found.kind if is_remote(found) else ""
    found = plain(found) if kind == "object" else found
    if not (kind == "dict" or isinstance(found, dict)) or not set(HISTORIES) <= set(found):
        fail(f"train must return a dict with the keys {', '.join(HISTORIES)}")
    for history in (found["loss_history"], found["val_acc_history"]):
        if is_remote(history) and history.kind == "list":
            len(history)
    return {name: items(found[name]) for name in read}


def items(history):
    """A history as plain data, its items asked for."""
    return list(plain(tuple(history))) if is_remote(history) and history.kind == "list" else history


def alike(got, asked):
    """Whether both are the same parameters."""
    # gradients may be float32, summed up in any order
    return all(np.allclose(got[name], asked[name], rtol=1e-5, atol=1e-6) for name in asked)


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (same_grads, drawn, right_network, Net, Plan, Right, Own, replay, trained, alike)
    return SimpleNamespace(**{item.__name__: item for item in shared})

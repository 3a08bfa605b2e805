"""The student's model, as the hidden tests of layers, loss, penalty and training use it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import numpy as np

from grader.checks import call, fail, finite_array, finite_number, plain
from grader.checks.values import is_remote
from grader.errors import CheckFailed, StudentError

from .judging import arrays

NO_MODEL = ("dict", "list", "tuple", "array", "function", "module")


def attribute(model: object, name: str, what: str = "what came back first") -> object:
    """An attribute of the student's model; CheckFailed where that is no model.

    what: the model in messages; by default what an optimizer gave back.
    """
    if not is_remote(model) or model.kind in NO_MODEL:
        fail(f"{what} is no model")
    try:
        return getattr(model, name)
    except StudentError as error:
        if error.kind != "AttributeError":
            raise
    return fail(f"{what} has no {name}: is it another object than the model?")


def made(submission: object, sizes: tuple[int, int, int], *args, **kwargs) -> tuple:
    """A new model of the student's, its params and the function that puts arrays there."""
    what = "SoftmaxClassifier(...)"
    model = call(submission.SoftmaxClassifier, *sizes, *args, **kwargs)
    params = attribute(model, "params", what)
    if not is_remote(params) or params.kind not in ("dict", "object"):
        fail("params must be a dict of arrays, with names as keys")
    return model, params, params.update


def tell(names: Iterable[str], held: object) -> None:
    """Ask for the arrays of a dict, params or grads, one by one.

    Of wrong ones alone: what was asked for is what tells a known bug from another early.
    """
    for name in names:
        with suppress(StudentError, CheckFailed):
            call(held.get, name)


class Model:
    """A model of the student's with these parameters, in the shapes that it keeps them in.

    params: arrays by name, of N(0, 1) size. kept: a model of the same student's, whose shapes are
    known.
    """

    def __init__(self, submission: object, params: dict, kept: "Model | None" = None, **kwargs):
        self.shapes = {name: value.shape for name, value in params.items()}
        sizes = (*self.shapes["W1"], self.shapes["W2"][1])
        self.model, held, self.put_all = made(submission, sizes, 0.1, **kwargs)
        self.run = self.model.forwards_backwards
        self.rows = self._rows(plain(held)) if kept is None else kept.rows
        self.put(params)

    def _rows(self, held: object) -> set[str]:
        """Names of biases that the student keeps as one row."""
        for name in self.shapes:
            if not isinstance(held, dict) or name not in held:
                fail(f"params has no key {name!r}; it needs W1, b1, W2 and b2")
        return {k for k, s in self.shapes.items() if getattr(held[k], "shape", ()) == (1, *s)}

    def put(self, params: dict[str, np.ndarray]) -> None:
        """Put these arrays into model.params."""
        rows = {k: v[np.newaxis] if k in self.rows else v for k, v in params.items()}
        call(self.put_all, rows)

    def loss(self, x: np.ndarray, y: np.ndarray, **kwargs) -> np.ndarray:
        """The loss, a finite number; an array, so that float32 stays what it is."""
        return self.both(x, y, **kwargs)[0]

    def grads(self, x: np.ndarray, y: np.ndarray, **kwargs) -> dict:
        """The gradients, a dict of whatever the student put there; keys verified."""
        return self.named(self.both(x, y, **kwargs)[1])

    def named(self, handle: object) -> dict:
        """The student's grads as a dict; keys verified."""
        grads = plain(handle)
        if not isinstance(grads, dict):
            fail("grads, the second result with labels, must be a dict with the keys of params")
        for name in self.shapes:
            if name not in grads:
                other = next((k for k in (f"d{name}", name.lower()) if k in grads), "")
                instead = f": {other!r} stands there instead" if other else ""
                fail(f"grads has no key {name!r}; it needs the same keys as params{instead}")
        return grads

    def both(self, x: np.ndarray, y: np.ndarray, **kwargs) -> tuple[np.ndarray, object]:
        """The loss as `loss` gives it, and the student's grads."""
        loss, grads = call(self.run, x, y, returns="loss, grads", **kwargs)
        finite_number(loss, "loss")
        return np.reshape(plain(loss), ()), grads


class Trainee:
    """The student's model, and the ways in which training tests use it.

    start: parameters by name, put into the model by `begin`. back, val_history: the params after
    training, and the history that came with them.
    """

    def __init__(self, submission: object, sizes: tuple[int, int, int]) -> None:
        self.sizes = sizes
        self.model, self.held, self.put_all = made(submission, sizes)
        self.start: dict[str, np.ndarray] = {}
        self.back: object = None
        self.val_history: object = None

    def begin(self, start: dict[str, np.ndarray]) -> None:
        """Put parameters into the model, from which training starts."""
        self.start = start
        self.put(start)

    def put(self, params: dict[str, np.ndarray]) -> None:
        """Put these arrays into model.params."""
        call(self.put_all, params)

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shapes in which the student keeps the parameters, by name."""
        found = {name: value.shape for name, value in arrays(self.held, "params").items()}
        if not {"W1", "b1", "W2", "b2"} <= set(found):
            fail("params needs the keys W1, b1, W2 and b2")
        if len(found["W1"]) != 2 or len(found["W2"]) != 2:
            fail("W1 and W2 must have two axes")
        (d, h), (h_too, c) = found["W1"], found["W2"]
        biases = found["b1"] in ((h,), (1, h)) and found["b2"] in ((c,), (1, c))
        if h != h_too or not biases:
            fail("the shapes of W1, b1, W2 and b2 don't fit together")
        if any(size < asked for size, asked in zip((d, h, c), self.sizes, strict=True)):
            fail("W1 and W2 are smaller than the arguments of SoftmaxClassifier say")
        return found

    def verify_gradients(self, x: np.ndarray, y: np.ndarray) -> None:
        """Refuse gradients that don't depend on rows and labels: they can't judge an update."""
        here = self.gradients(self.start, x, y)
        there = self.gradients(self.start, x[:, ::-1] + 1.0, (y + 1) % self.start["W2"].shape[1])
        if all(np.allclose(here[name], there[name]) for name in self.start):
            fail("the update can't be judged: your gradients don't depend on rows and labels")

    def gradients(self, params: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray) -> dict:
        """The student's own gradients at these parameters, as the update would use them."""
        self.put(params)
        _, grads = call(self.model.forwards_backwards, x, y, returns="loss, grads")
        grads = arrays(grads, "grads")
        for name, value in self.start.items():
            if name not in grads:
                fail("the update can't be judged: grads doesn't have the keys of params")
            if grads[name].size == value.size:
                grads[name] = grads[name].reshape(value.shape)
            elif grads[name].shape[-value.ndim :] != value.shape:
                fail("the update can't be judged: a gradient has another shape than its parameter")
        return grads

    def scores(self, params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
        """The student's own scores (N, classes) at these parameters."""
        self.put(params)
        classes = self.start["W2"].shape[1]
        run = self.model.forwards_backwards
        return finite_array(call(run, x), (len(x), classes), "the array of scores")

    def train(
        self, train: Callable[..., object], data: dict, beta: float | None, **kwargs
    ) -> tuple:
        """The model and both histories that an optimizer gives back; beta: None for plain SGD."""
        kwargs = kwargs if beta is None else {**kwargs, "beta": beta}
        names = "model, train_acc_history, val_acc_history"
        return call(train, self.model, data, returns=names, **kwargs)

    def rule(
        self, train: Callable[..., object], case: Any, validation: tuple, plan: Any, **changed
    ) -> dict:
        """The parameters after training on a case as the plan says, but for what is changed."""
        self.begin(case.start)
        options = {
            "learning_rate": plan.rate,
            "lr_decay": plan.decay,
            "batch_size": len(case.y) // plan.updates,
            "num_epochs": plan.epochs,
        }
        return self.trained(train, case.data(*validation), plan.beta, **{**options, **changed})

    def trained(
        self, train: Callable[..., object], data: dict, beta: float | None, **kwargs
    ) -> dict:
        """The parameters after training, in the shapes of `start` where the sizes agree."""
        model, _, self.val_history = self.train(train, data, beta, **kwargs)
        self.back = attribute(model, "params")
        found = arrays(self.back, "params of the model after training")
        for name, value in self.start.items():
            if name not in found:
                fail(f"params of the model after training has no key {name!r}")
            if found[name].size == value.size:
                found[name] = found[name].reshape(value.shape)
        return found

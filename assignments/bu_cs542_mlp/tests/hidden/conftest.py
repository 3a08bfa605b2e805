"""What several hidden tests share: the student's network, and following a mistake through."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import call, fail, plain, same
from grader.checks.values import is_remote, refuse_half
from grader.checks.values import numbers as any_numbers
from grader.errors import CheckFailed, StudentError, SubmissionFault

NAMES = ("W1", "b1", "W2", "b2")
NO_MODEL = ("dict", "list", "tuple", "array", "function", "module")
APART = 0.05  # how far hidden inputs stay from the kink of ReLU


def numbers(value: object, shape: tuple[int, ...] | None, what: str) -> np.ndarray:
    """The value as a finite float64 array of this shape (None: any); CheckFailed otherwise."""
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    refuse_half(array, what)
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite: {np.count_nonzero(~np.isfinite(array))} of {array.size}")
    return array.astype(float)


def any_of(right: Callable[[], None], *own: Callable[[], None]) -> None:
    """Pass when `right` passes, or any of the others; the message is that of `right`.

    `right` compares with the reference, `own` with what follows from the student's own earlier
    parts, so that a mistake costs its points once.
    """
    try:
        return right()
    except CheckFailed as failure:
        for attempt in own:
            try:
                return attempt()
            except SubmissionFault:
                continue
        raise failure from None


def by_right_or_own(attempt: Callable[[bool], None]) -> None:
    """Try `attempt(False)`, by the reference's gradients; where it fails, by the student's own."""
    try:
        attempt(False)
    except (CheckFailed, StudentError):
        attempt(True)


def real_attempt(
    function: Callable[..., object],
    at: dict[str, np.ndarray],
    shape: tuple[int, ...],
    rng: np.random.Generator,
    what: str,
) -> np.ndarray:
    """The function's value, a float array; refuses one that agrees with itself by doing nothing.

    CheckFailed unless function(**at) has this shape and changes with every argument.
    """
    first = numbers(function(**at), shape, what)
    for name, value in at.items():
        moved = {**at, name: value + rng.normal(size=value.shape)}
        if np.allclose(numbers(function(**moved), shape, what), first, rtol=1e-9, atol=1e-12):
            fail(f"{what} doesn't depend on {name}")
    return first


def combines(
    function: Callable[..., object], at: dict[str, np.ndarray], rng: np.random.Generator, what: str
) -> None:
    """Refuse a sum of functions of its arguments, one each: the right one multiplies them."""
    step = {name: value + rng.normal(size=value.shape) for name, value in at.items()}
    first, *others = at
    one = {**at, first: step[first]}
    rest = {**step, first: at[first]}
    values = [numbers(function(**point), None, what) for point in (at, one, rest, step)]
    start, by_one, by_rest, by_all = values
    if others and np.allclose(by_all - by_rest, by_one - start, rtol=1e-6, atol=1e-9):
        fail(f"{what} is a sum that doesn't combine its arguments")


class Net:
    """A TwoLayerMLP of the student's with these parameters, biases in the form that it keeps."""

    def __init__(self, submission: object, params: dict[str, np.ndarray], activation: str) -> None:
        self.shapes = {name: value.shape for name, value in params.items()}
        (d, h), (_, c) = self.shapes["W1"], self.shapes["W2"]
        self.model = call(submission.TwoLayerMLP, d, h, c, 0.1, activation)
        if not is_remote(self.model) or self.model.kind in NO_MODEL:
            fail("TwoLayerMLP(...) gives no object of the class: is it one?")
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

    def held(self) -> dict[str, np.ndarray]:
        """The parameters as they are now, float arrays in the shapes of the task text."""
        found = plain(self._params())
        if not isinstance(found, dict) or not set(NAMES) <= set(found):
            fail("params has lost a key: it needs W1, b1, W2 and b2 after training too")
        return {name: self._shaped(found[name], name, f"params[{name!r}]") for name in NAMES}

    def scores(self, x: np.ndarray) -> np.ndarray:
        """loss(X), a finite float array (N, C)."""
        what = "the array of scores"
        return numbers(call(self.model.loss, x, returns="scores"), (len(x), self.classes), what)

    @property
    def classes(self) -> int:
        """Number of classes."""
        return self.shapes["W2"][1]

    def both(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> tuple[np.ndarray, object]:
        """loss(X, y): the loss as an array without axes, in its own precision, and grads."""
        loss, grads = call(self.model.loss, x, y, returns="loss, grads", **kwargs)
        array = any_numbers(loss, "loss")
        if array.size != 1:
            fail(f"loss has shape {array.shape}, one number was expected")
        numbers(array, None, "loss")
        return array.reshape(()), grads

    def loss(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> np.ndarray:
        """The loss alone."""
        return self.both(x, y, **kwargs)[0]

    def raw_grads(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> dict[str, object]:
        """The gradients as they came; keys verified."""
        grads = plain(self.both(x, y, **kwargs)[1])
        for name in NAMES:
            if not isinstance(grads, dict) or name not in grads:
                fail(f"grads has no key {name!r}; it needs the same keys as params")
        return grads

    def grads(self, x: np.ndarray, y: np.ndarray, **kwargs: float) -> dict[str, np.ndarray]:
        """The gradients as float arrays in the shapes of the task text."""
        found = self.raw_grads(x, y, **kwargs)
        return {name: self._shaped(found[name], name, f"grads[{name!r}]") for name in NAMES}

    def _shaped(self, value: object, name: str, what: str) -> np.ndarray:
        shape = self.shapes[name]
        array = numbers(value, None, what)
        return numbers(array.reshape(shape) if array.shape == (1, *shape) else array, shape, what)

    def verify_real(self, x: np.ndarray, params: dict[str, np.ndarray], rng) -> None:
        """Refuse a forward pass that is a constant, a copy or a sum of its inputs."""

        def scores(x, W1, W2):
            self.put({**params, "W1": W1, "W2": W2})
            return self.scores(x)

        at = {"x": x, "W1": params["W1"], "W2": params["W2"]}
        shape = (len(x), self.classes)
        real_attempt(scores, at, shape, rng, "loss(X)")
        combines(scores, at, rng, "loss(X)")
        self.put(params)


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


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (numbers, any_of, by_right_or_own, real_attempt, same_grads, drawn, Net)
    return SimpleNamespace(**{item.__name__: item for item in shared})

"""What several hidden tests share: judging a result against the student's own earlier pieces."""

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import call, fail, finite_number, plain, same
from grader.checks.values import is_remote, refuse_half
from grader.checks.values import numbers as any_numbers
from grader.errors import CheckFailed, StudentError, SubmissionFault


def numbers(
    value: object, shape: tuple[int, ...] | None, what: str, *, half: bool = False
) -> np.ndarray:
    """The value as a finite float array of this shape (None: any); CheckFailed otherwise.

    half: keep half precision as it is, instead of refusing it.
    """
    array = any_numbers(value, what)
    if array.dtype.kind == "c":
        fail(f"{what} has complex numbers, real ones were expected")
    if not half:
        refuse_half(array, what)
    if shape is not None and array.shape != shape:
        fail(f"{what} has shape {array.shape}, {shape} was expected")
    if array.dtype != np.float16:
        array = array.astype(float)
    if not np.all(np.isfinite(array)):
        fail(f"{what} is not finite")
    return array


def arrays(value: object, what: str, *, half: bool = False) -> dict[str, np.ndarray]:
    """The value as a dict of finite float arrays; half as for `numbers`; CheckFailed otherwise."""
    data = plain(value)
    if not isinstance(data, dict) or not data or not all(isinstance(key, str) for key in data):
        fail(f"{what} must be a dict of arrays, with names as keys")
    what = f"an array in {what}"
    return {key: numbers(item, None, what, half=half) for key, item in data.items()}


def reshaped(value: object, shape: tuple[int, ...], what: str) -> np.ndarray:
    """As `numbers`, where (1, M) is taken for (M,) and one number in an array for a number."""
    array = numbers(value, None, what)
    if array.shape == (1, *shape) or array.size == 1:
        array = array.reshape(shape) if array.size == np.prod(shape) else array
    return numbers(array, shape, what)


def either(right: Callable[[], None], own: Callable[[], None]) -> None:
    """Pass when `right` passes, or when it fails and `own` passes.

    `right` compares with the reference, `own` with what follows from the student's own earlier
    pieces, so that a mistake costs its points once. The message is always the first one: a result
    that fits neither is told how it differs from the right one.
    """
    try:
        right()
    except CheckFailed as failure:
        try:
            own()
        except SubmissionFault:
            raise failure from None


def by_right_or_own(attempt: Callable[[bool], None]) -> None:
    """Try `attempt(False)`, by the reference's gradients; where it fails, by the student's own.

    The message is that of the second, in which mistakes of earlier parts have no share.
    """
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
    *,
    mixed: bool = False,
) -> np.ndarray:
    """The function's value, a float array; refuses one that agrees with itself by doing nothing.

    what: the function's name. mixed: whether the right one multiplies its arguments (or the entries
    of its only one), which no sum of functions of each does. CheckFailed unless function(**at) has
    this shape, changes with every argument, is no copy of one of them, and mixes them if asked.
    """
    result = f"the result of {what}"
    first = reshaped(function(**at), shape, result)
    for name, value in at.items():
        if value.shape == shape and np.array_equal(first, value):
            fail(f"{result} is a copy of {name}")
        moved = {**at, name: value + rng.normal(size=value.shape)}
        if np.allclose(reshaped(function(**moved), shape, result), first):
            fail(f"{result} doesn't depend on {name}")
    if mixed:
        _verify_mixed(lambda **at: reshaped(function(**at), shape, result), at, first, rng, result)
    return first


def _verify_mixed(
    function: Callable[..., np.ndarray],
    at: dict[str, np.ndarray],
    first: np.ndarray,
    rng: np.random.Generator,
    result: str,
) -> None:
    """Refuse a sum of a function of one part of the arguments and of one of the other part."""
    step = {name: rng.normal(size=value.shape) for name, value in at.items()}
    chosen = {name: np.full(value.shape, name == next(iter(at))) for name, value in at.items()}
    if len(at) == 1:
        chosen = {name: np.arange(value.size) % 2 == 0 for name, value in at.items()}

    def moved(part: bool) -> np.ndarray:
        return function(**{n: v + step[n] * (chosen[n] == part) for n, v in at.items()})

    both = function(**{name: value + step[name] for name, value in at.items()})
    if np.allclose(both - moved(True), moved(False) - first, rtol=1e-6, atol=1e-9):
        fail(f"{result} is a sum that doesn't combine its arguments")


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
        grads = plain(self.both(x, y, **kwargs)[1])
        for name in self.shapes:
            if not isinstance(grads, dict) or name not in grads:
                fail(f"grads has no key {name!r}; it needs the same keys as params")
        return grads

    def both(self, x: np.ndarray, y: np.ndarray, **kwargs) -> tuple[np.ndarray, object]:
        """The loss as `loss` gives it, and the student's grads."""
        loss, grads = call(self.run, x, y, returns="loss, grads", **kwargs)
        finite_number(loss, "loss")
        return np.reshape(plain(loss), ()), grads


def same_grads(grads: dict, expected: dict[str, np.ndarray]) -> None:
    """Compare the entries of grads that are expected; biases may be one row."""
    for name, value in expected.items():
        same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))


def shaped(grads: dict, shapes: dict[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """The gradients as arrays in the shapes of the parameters; CheckFailed for other shapes."""
    return {name: reshaped(grads[name], s, f"grads[{name!r}]") for name, s in shapes.items()}


@pytest.fixture(name="batch")
def _batch(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """X (3, 4) and labels y (3,) of six classes."""
    return rng.normal(size=(3, 4)), rng.permutation(6)[:3]


@pytest.fixture(name="params")
def _params(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters for four features, five hidden units and six classes, biases included."""
    shapes = {"W1": (4, 5), "b1": (5,), "W2": (5, 6), "b2": (6,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


class Trainee:
    """The student's model, and the ways in which training tests use it.

    start: parameters by name, put into the model by `begin`.
    """

    def __init__(self, submission: object, sizes: tuple[int, int, int]) -> None:
        self.sizes = sizes
        self.model, self.held, self.put_all = made(submission, sizes)
        self.start: dict[str, np.ndarray] = {}

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
        return numbers(call(run, x), (len(x), classes), "the array of scores")

    def train(
        self, train: Callable[..., object], data: dict, beta: float | None, **kwargs
    ) -> tuple:
        """The model and both histories that an optimizer gives back; beta: None for plain SGD."""
        kwargs = kwargs if beta is None else {**kwargs, "beta": beta}
        names = "model, train_acc_history, val_acc_history"
        return call(train, self.model, data, returns=names, **kwargs)

    def trained(
        self, train: Callable[..., object], data: dict, beta: float | None, **kwargs
    ) -> dict:
        """The parameters after training, in the shapes of `start` where the sizes agree."""
        model, _, _ = self.train(train, data, beta, **kwargs)
        found = arrays(attribute(model, "params"), "params of the model after training")
        for name, value in self.start.items():
            if name not in found:
                fail(f"params of the model after training has no key {name!r}")
            if found[name].size == value.size:
                found[name] = found[name].reshape(value.shape)
        return found


@pytest.fixture(name="follow")
def _follow() -> SimpleNamespace:
    """The functions above, since a test module can't import from a file beside it."""
    shared = (numbers, arrays, reshaped, either, by_right_or_own, real_attempt, attribute)
    shared += (same_grads, shaped, Model, Trainee)
    return SimpleNamespace(**{item.__name__: item for item in shared})

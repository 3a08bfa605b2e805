"""Trained nets of the student's as numbers, which the grader runs itself.

What a net has learnt is in its parameters. Scores that the student's code gives might come from
anywhere: from a table of the test images, say, which are published.
"""

from collections.abc import Callable

import numpy as np

from grader.checks import call, fail, finite_array, plain

PART = 50  # images at a time, for the sake of memory
MOST_WORK = 5e7  # products an image; a net trained within the time of 7a has a tenth of that
MOST_NUMBERS = 3e6  # an image, in the largest array on the way
MOST_PADDING = 16
LARGEST = 1e30  # of a parameter; float32 goes to 1e38
POWERS = np.logspace(-9, 9, 4000)
GRID = np.concatenate([-POWERS[::-1], [0.0], POWERS])[np.newaxis]
"""Numbers at which a student's ReLU is asked for its values, as one row."""


def layers_of(net: object, what: str) -> list[dict]:
    """A net of the student's as plain data; CheckFailed where it is no list of dicts."""
    layers = plain(net)
    if not isinstance(layers, (list, tuple)) or not all(isinstance(k, dict) for k in layers):
        fail(f"{what} must be a net: a list of layers, each a dict")
    return list(layers)


def parameters(layer: dict, what: str) -> tuple[np.ndarray, np.ndarray]:
    """Weights and biases of a layer as float32 arrays; refuses what isn't finite in float32."""
    found = []
    for name in ("weights", "biases"):
        value = finite_array(layer.get(name), None, f"{name} of {what}")
        if not value.size or np.abs(value).max() > LARGEST:
            fail(f"{name} of {what} are empty, or too large for float32")
        found.append(value.astype(np.float32))
    return found[0], found[1]


def like(given: list[dict], net: object) -> list[dict]:
    """The given net with the parameters of the one that came back from its training.

    Whatever else the student's layers hold counts for nothing.
    """
    came, found = layers_of(net, "what training gives first"), []
    if len(came) != len(given):
        fail(f"the net that training gives has {len(came)} layers, {len(given)} were handed over")
    for number, layer in enumerate(given):
        found.append(dict(layer))
        if "weights" not in layer:
            continue
        weights, biases = parameters(came[number], f"layer {number}")
        if weights.shape != layer["weights"].shape or biases.size != layer["biases"].size:
            fail(f"the parameters of layer {number} have another shape after training")
        found[-1] |= {"weights": weights, "biases": biases.reshape(layer["biases"].shape)}
    return found


class Reading:
    """Reads a net of the given types, layer by layer, and what running it costs.

    shape: of one image, then of what each layer makes of it. work: products of numbers. numbers:
    entries of the largest array.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape, self.work, self.numbers = shape, 0, 0

    def layer(self, layer: dict, what: str) -> dict:
        """The layer with what it needs alone; CheckFailed where it can't be run."""
        kind = layer.get("type")
        if type(kind) is not str or kind not in {"relu", "softmaxloss", *READ}:
            fail(f"{what} isn't of one of the given types")
        found = READ[kind](self, layer, what) if kind in READ else {}
        if found is None:
            fail(f"{what} doesn't fit the one before it")
        if self.work > MOST_WORK or self.numbers > MOST_NUMBERS:
            fail(f"{what} is larger than what the grader runs by itself")
        return {"type": kind, **found}

    def convolution(self, layer: dict, what: str) -> dict | None:
        (weights, biases), padding = parameters(layer, what), layer.get("padding", 0)
        if not isinstance(padding, int | np.integer) or not 0 <= padding <= MOST_PADDING:
            return None
        if weights.ndim != 4 or len(self.shape) != 3 or weights.shape[2] != self.shape[2]:
            return None
        height, width = (self.shape[i] + 2 * padding - weights.shape[i] + 1 for i in (0, 1))
        if min(height, width) < 1 or biases.size != weights.shape[3]:
            return None
        pixels, self.shape = int(height * width), (int(height), int(width), weights.shape[3])
        self.work += weights.size * pixels
        self.numbers = max(self.numbers, max(weights[..., 0].size, weights.shape[3]) * pixels)
        return {"weights": weights, "biases": biases.reshape(-1), "padding": int(padding)}

    def dense(self, layer: dict, what: str) -> dict | None:
        weights, biases = parameters(layer, what)
        if weights.ndim != 2 or weights.shape[1] != np.prod(self.shape):
            return None
        if biases.size != len(weights):
            return None
        self.shape, self.work = (len(weights),), self.work + weights.size
        return {"weights": weights, "biases": biases.reshape(-1, 1)}

    def pooling(self, _layer: dict, _what: str) -> dict | None:
        if len(self.shape) != 3 or self.shape[0] % 2 or self.shape[1] % 2:
            return None
        self.shape = (self.shape[0] // 2, self.shape[1] // 2, self.shape[2])
        return {}


READ = {
    "convolution": Reading.convolution,
    "fully_connected": Reading.dense,
    "maxpooling": Reading.pooling,
}


def known(net: object, shape: tuple[int, int, int]) -> list[dict]:
    """A net of the given types alone, for images of this shape (H, W, C), to be run by the grader.

    Raises CheckFailed for other types, layers that don't fit and nets that take too long.
    """
    reading, layers = Reading(shape), layers_of(net, "what improved gives")
    return [reading.layer(layer, f"layer {number}") for number, layer in enumerate(layers)]


def by_grader(forward: Callable, net: list[dict], x: np.ndarray) -> np.ndarray:
    """The scores of images x (H, W, C, N), one row an image.

    forward: called as forward(number, layer, x), gives a layer's output.
    """
    rows = []
    for start in range(0, x.shape[-1], PART):
        value = x[..., start : start + PART]
        with np.errstate(all="ignore"):  # a net that ran away has scores of inf
            for number, layer in enumerate(net):
                if layer["type"] != "softmaxloss":
                    value = forward(number, layer, value)
        rows.append(value.reshape(-1, value.shape[-1], order="F").T)
    return np.concatenate(rows)


class Probed:
    """The student's dense layer and ReLU, as the grader knows them from probes without any image.

    A dense layer is known by what it makes of zeros and of single ones, a ReLU, which works entry
    by entry, by its values at many numbers. So a mistake in one of them, which 2 and 3 charge,
    costs nothing where the net has learnt nevertheless.
    """

    def __init__(self, submission: object, right: Callable) -> None:
        """right: the reference's function of a layer, its input and labels."""
        self.submission, self.right = submission, right
        self.dense: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        self.values: np.ndarray | None = None

    def forward(self, number: int, layer: dict, x: np.ndarray) -> np.ndarray:
        """The output of a layer for x."""
        if layer["type"] == "relu":
            return self._relu(x)
        if layer["type"] != "fully_connected":
            return self.right(layer, x, None)
        if number not in self.dense:
            self.dense[number] = self._dense(layer, x.shape[:-1])
        weights, biases = self.dense[number]
        return weights @ x.reshape(-1, x.shape[-1], order="F") + biases

    def _relu(self, x: np.ndarray) -> np.ndarray:
        if self.values is None:
            got = call(self.submission.relu_forward, GRID, returns="Z")
            self.values = finite_array(got, GRID.shape, "the result of relu_forward")[0]
        return np.interp(x, GRID[0], self.values).astype(np.float32)

    def _dense(self, layer: dict, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        function, size = self.submission.fully_connected_forward, int(np.prod(shape))
        given, outputs = (layer["weights"], layer["biases"]), len(layer["weights"])
        ones = np.eye(size, dtype=np.float32).reshape(*shape, size, order="F")
        what = "the result of fully_connected_forward"
        of_ones = finite_array(call(function, ones, *given), (outputs, size), what)
        of_zero = finite_array(call(function, 0 * ones[..., :1], *given), (outputs, 1), what)
        return (of_ones - of_zero).astype(np.float32), of_zero.astype(np.float32)

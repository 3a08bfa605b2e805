"""Runs of `training` on small nets: what goes in, and replays of what must come out.

A run is compared with replays by the right gradients and step, or by the student's own ones,
because mistakes in those are charged elsewhere.
"""

from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

import numpy as np

from grader.checks import call, dicts_of, fail, finite_array, last_of
from grader.checks.values import is_remote
from grader.errors import SubmissionFault

H, C, N = 5, 3, 6
IMAGE = (2, 2, 2)
FORMS = ("images", "convolutions", "columns")
RATE = 0.25
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32
NAMES = ("weights", "biases")
UNUSABLE = (SubmissionFault, KeyError, ValueError, TypeError, IndexError)
"""What a replay by a student's own piece may end with."""


@dataclass
class Plan:
    """A run: how many batches of two samples, and the options of the update.

    plotted: whether the options hold the average for the plot, which may be missing.
    """

    iterations: int = 1
    momentum: float = 0.0
    decay: float = 0.0
    plotted: bool = True

    def opts(self):
        found = {
            "iterations": self.iterations,
            "batch_size": 2,
            "learning_rate": RATE,
            "momentum": self.momentum,
            "weight_decay": self.decay,
        }
        return {**found, "moving_average": 0.995} if self.plotted else found


class Case:
    """A net, and samples at which every part of its gradient is alive: all equal, or all unlike.

    form: one of `FORMS`. "images": a convolution, pooling, a dense layer; as in any net that the
    task text tells of, the scores are (classes, N). "convolutions": a convolution takes the dense
    layer's place, so that of the student's own layers the softmax loss alone takes part; the scores
    are (1, 1, classes, N). "columns": two dense layers with ReLU between, on columns.
    """

    def __init__(self, reference, rng, *, equal, form):
        samples = rng.normal(size=(*IMAGE, 1 if equal else N))
        samples = np.tile(samples, N) if equal else samples
        flat = form == "columns"
        first = dense(rng, np.prod(IMAGE), H) if flat else convolution(rng, IMAGE[2], H)
        last = (convolution if form == "convolutions" else dense)(rng, H, C)
        middle = {"type": "relu" if flat else "maxpooling"}
        self.net = [first, middle, last, {"type": "softmaxloss"}]
        if flat:  # one unit is off, the others are on, none is close to its kink
            samples = samples.reshape(-1, N, order="F")
            first["biases"] = rng.uniform(3, 4, (H, 1)) * np.array([[1], [1], [-1], [1], [1]])
            first["weights"] *= 0.5 / np.sqrt(len(samples))
        self.x = samples
        scores = reference.evaluate(self.net, samples)[0][-1].reshape(C, N)
        # The least likely class has a large gradient; unlike samples have other labels a batch.
        least = np.argmin(scores, axis=0)
        self.labels = least if equal else (np.arange(N) + rng.integers(C)) % C


def dense(rng, inputs, outputs):
    """A dense layer."""
    weights, biases = rng.normal(size=(outputs, inputs)) * 0.7, rng.normal(size=(outputs, 1))
    return {"type": "fully_connected", "weights": weights, "biases": biases * 0.3}


def convolution(rng, inputs, outputs):
    """A convolution of 1 x 1 pixels."""
    weights, biases = rng.normal(size=(1, 1, inputs, outputs)) * 0.7, rng.normal(size=outputs)
    return {"type": "convolution", "weights": weights, "biases": biases * 0.3, "padding": 0}


class Right:
    """Loss, gradients and step of the reference."""

    def __init__(self, reference):
        self.evaluate, self.step = reference.evaluate, reference.momentum_step

    def both(self, net, x, labels):
        outputs, grads = self.evaluate(net, x, labels, True)
        return float(outputs[-1]), grads


class Own:
    """Those of the student; CheckFailed where they are of no use.

    reshaped: whether a gradient came in another shape than its array has.
    """

    def __init__(self, submission):
        self.submission, self.numbers = submission, finite_array
        self.reshaped = False

    def both(self, net, x, labels):
        outputs, grads = call(
            self.submission.evaluate, net, x, labels, True, returns="outputs, grads"
        )
        loss = float(self.numbers(last_of(outputs, "outputs of evaluate"), (), "the loss"))
        found = dicts_of(grads, len(net), "grads of evaluate")
        return loss, [self._layer(k, g) for k, g in zip(net, found, strict=True)]

    def _layer(self, layer, grads):
        shapes = {name: layer[name].shape for name in NAMES if name in layer}
        found = {name: self.numbers(grads.get(name), None, name) for name in shapes}
        self.reshaped |= any(g.shape != shapes[name] for name, g in found.items())
        return {
            name: g.reshape(shapes[name]) if g.size == np.prod(shapes[name]) else g
            for name, g in found.items()
        }

    def step(self, *arguments):
        w, m = call(self.submission.momentum_step, *arguments, returns="w, m")
        return self.numbers(w, None, "w"), self.numbers(m, None, "m")


def replay(case, plan, both, step):
    """The net after the run and the loss of each iteration."""
    net = [dict(layer) for layer in case.net]
    averages = [{n: np.zeros(k[n].shape) for n in NAMES if n in k} for k in net]
    losses = []
    for iteration in range(plan.iterations):
        rows = np.arange(2 * iteration, 2 * iteration + 2) % N
        loss, grads = both(net, case.x[..., rows], case.labels[rows])
        losses.append(loss)
        for layer, average, grad in zip(net, averages, grads, strict=True):
            for name in average:
                layer[name], average[name] = step(
                    layer[name], grad[name], average[name], RATE, plan.momentum, plan.decay
                )
    return net, losses


def fits(found, net):
    """Whether the parameters are those of this net."""
    return all(
        value.size == net[i][name].size
        and np.allclose(value.ravel(), net[i][name].ravel(), **CLOSE)
        for i, layer in enumerate(found)
        for name, value in layer.items()
    )


def other_batch(case, plan, losses, right):
    """What the recorded losses say of the first batch that is out of order; "" if nothing."""
    if not isinstance(losses, np.ndarray):
        return ""
    losses = losses.ravel()
    done = [
        replay(case, replace(plan, iterations=count + 1), right.both, right.step)
        for count in range(min(len(losses), plan.iterations))
    ]
    wrong = [k for k, (_, run) in enumerate(done) if not np.isclose(run[-1], losses[k], rtol=1e-6)]
    if not wrong:
        return ""
    at = wrong[0]
    net = done[at - 1][0] if at else case.net
    pairs = list(combinations_with_replacement(range(N), 2))
    tried = [right.both(net, case.x[..., rows], case.labels[rows])[0] for rows in map(list, pairs)]
    found = [pair for pair, loss in zip(pairs, tried, strict=True) if np.isclose(loss, losses[at])]
    if len(found) != 1:
        return ""
    first, second = (int(row) for row in np.arange(2 * at, 2 * at + 2) % N)
    return (
        f"The recorded losses show that iteration {at}, counted from 0, takes other samples than "
        f"those whose turn it is: with batches of two of {N} samples, {found[0][0]} and "
        f"{found[0][1]} instead of {first} and {second}."
    )


def replays(submission, reference, case, plan):
    """The net and losses of the right run, then those by the student's own gradients or step.

    Only pieces that differ from the right ones are tried.
    """
    right, own = Right(reference), Own(submission)
    yield replay(case, plan, right.both, right.step)
    both = own.both if agrees(gradients_at, case, own.both, right.both) is False else None
    step = own.step if agrees(steps_at, case, own.step, right.step) is False else None
    for pieces in ((both, right.step), (right.both, step), (both, step)):
        if None in pieces:
            continue
        try:
            net, losses = replay(case, plan, *pieces)
        except UNUSABLE:
            continue  # of no use for a replay: what is wrong with it is told elsewhere
        moved = [np.abs(a["weights"] - b["weights"]).max() for a, b in weighted(net, case.net)]
        if min(moved) > 1e-4:
            yield net, losses


def agrees(values_at, case, own, right):
    """Whether the student's piece gives the values of the right one; None where it is of no use."""
    try:
        pairs = zip(values_at(case, own), values_at(case, right), strict=True)
        return all(np.allclose(*pair, rtol=1e-5, atol=1e-9) for pair in pairs)
    except UNUSABLE:
        return None


def gradients_at(case, both):
    """Losses and gradients at two points; CheckFailed where the gradients ignore the data."""
    samples = (case.x[..., :2], case.labels[:2]), (1.0 - case.x[..., :2], (case.labels[:2] + 1) % C)
    (loss, here), (other, there) = (both(case.net, *part) for part in samples)
    pairs = [(a[n], b[n]) for a, b in zip(here, there, strict=True) for n in a]
    if all(np.allclose(*pair) for pair in pairs):
        fail("your gradients don't depend on the data")
    return [np.asarray(loss), np.asarray(other), *(array for pair in pairs for array in pair)]


def steps_at(case, step):
    """Some steps from the first weights; CheckFailed where they ignore the gradient."""
    w = case.net[0]["weights"]
    grad, still = np.cos(10 * w), np.zeros(w.shape)
    steps = [step(w, g, still, RATE, 0.0, 0.0)[0] for g in (grad, grad + 1.0)]
    if np.allclose(*steps):
        fail("your step doesn't depend on the gradient")
    return [*steps, *step(w, grad, w + 1.0, RATE, 0.3, 0.4)]


def weighted(*nets):
    """The layers with parameters, side by side."""
    return [k for k in zip(*nets, strict=True) if "weights" in k[0]]


def trained(submission, follow, case, plan, start=None):
    """Parameters of each layer after the student's run, and what came as losses.

    start: what the run begins with, where that is not the case's own net.
    The net is asked for by itself, so that a diagnosis sees at once whether it is another one.
    """
    net, losses = call(
        submission.training,
        case.net if start is None else start,
        case.x,
        case.labels,
        plan.opts(),
        returns="net, losses",
    )
    if is_remote(net):
        len(net)
    layers = follow.layers_of(net, "what training gives back first")
    if len(layers) != len(case.net):
        fail(f"the net has {len(layers)} layers after training, {len(case.net)} before")
    found = []
    for before, after in zip(case.net, layers, strict=True):
        names = [name for name in NAMES if name in before]
        for name in names:
            if name not in after:
                fail(f"a layer has no {name} after training")
        what = "an array of parameters after training"
        found.append({name: finite_array(after[name], None, what) for name in names})
    return found, losses


def moved(start, net):
    """What a run added to the parameters, as one array, in the precision of the net."""
    return np.concatenate(
        [
            layer[name].ravel() - before[name].ravel().astype(layer[name].dtype)
            if layer[name].size == before[name].size
            else layer[name].ravel()
            for before, layer in zip(start, net, strict=True)
            for name in NAMES
            if name in before
        ]
    )

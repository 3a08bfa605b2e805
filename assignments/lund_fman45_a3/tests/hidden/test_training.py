"""Problem 5: whole runs of `training`, replayed with a small net.

A run is compared with replays by the right gradients and step, or by the student's own ones,
because mistakes in those are charged elsewhere. In most runs all samples are the same, so that the
order of the batches doesn't matter; one run is about that order alone.
"""

from dataclasses import dataclass

import numpy as np

from grader import points
from grader.checks import call, dicts_of, fail, finite_array, finite_numbers, last_of
from grader.errors import CheckFailed, StudentError, SubmissionFault

H, C, N = 5, 3, 6
IMAGE = (2, 2, 2)
RATE = 0.2
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32
NAMES = ("weights", "biases")
INSIDE = "is the weight decay inside of the moving average? It belongs outside"
PLOTTED = "is opts['moving_average'] used as momentum? It is for the plotted loss alone"


@dataclass
class Plan:
    """A run: how many batches of two samples, and the options of the update."""

    iterations: int = 1
    momentum: float = 0.0
    decay: float = 0.0

    def opts(self):
        return {
            "iterations": self.iterations,
            "batch_size": 2,
            "learning_rate": RATE,
            "momentum": self.momentum,
            "weight_decay": self.decay,
            "moving_average": 0.995,
        }


class Case:
    """A net, and samples at which every part of its gradient is alive: all equal, or all unlike.

    flat: two dense layers with ReLU between, on columns; else two convolutions with pooling
    between, on images, so that of the student's own layers the softmax loss alone takes part.
    """

    def __init__(self, reference, rng, *, equal, flat):
        samples = rng.normal(size=(*IMAGE, 1 if equal else N))
        samples = np.tile(samples, N) if equal else samples
        sizes = ((IMAGE[2], H), (H, C)) if not flat else ((np.prod(IMAGE), H), (H, C))
        first, last = ((dense if flat else convolution)(rng, *size) for size in sizes)
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
    """Those of the student; CheckFailed where they are of no use."""

    def __init__(self, submission, follow):
        self.submission, self.numbers = submission, finite_array

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


def trained(submission, follow, case, plan):
    """Parameters of each layer after the student's run, and the losses."""
    net, losses = call(
        submission.training, case.net, case.x, case.labels, plan.opts(), returns="net, losses"
    )
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


def fits(found, net):
    """Whether the parameters are those of this net."""
    return all(
        value.size == net[i][name].size
        and np.allclose(value.ravel(), net[i][name].ravel(), **CLOSE)
        for i, layer in enumerate(found)
        for name, value in layer.items()
    )


def replays(submission, reference, follow, case, plan):
    """The net and losses of the right run, then those by the student's own gradients or step."""
    right, own = Right(reference), Own(submission, follow)
    yield replay(case, plan, right.both, right.step)
    for both, step in ((own.both, right.step), (right.both, own.step), (own.both, own.step)):
        try:
            verify_real(case, both, step)
            net, losses = replay(case, plan, both, step)
        except (SubmissionFault, KeyError, ValueError, TypeError, IndexError):
            continue  # of no use for a replay: what is wrong with it is told elsewhere
        moved = [np.abs(a["weights"] - b["weights"]).max() for a, b in weighted(net, case.net)]
        if min(moved) > 1e-4:
            yield net, losses


def verify_real(case, both, step):
    """CheckFailed for gradients that ignore the data, and for a step that ignores its gradient."""
    samples = (case.x[..., :2], case.labels[:2]), (1.0 - case.x[..., :2], (case.labels[:2] + 1) % C)
    here, there = (both(case.net, *part)[1] for part in samples)
    pairs = [(a[n], b[n]) for a, b in zip(here, there, strict=True) for n in a]
    if all(np.allclose(*pair) for pair in pairs):
        fail("your gradients don't depend on the data")
    w, grad = case.net[0]["weights"], here[0]["weights"]
    steps = [step(w, g, np.zeros(w.shape), RATE, 0.0, 0.0)[0] for g in (grad, grad + 1.0)]
    if np.allclose(*steps):
        fail("your step doesn't depend on the gradient")


def weighted(*nets):
    """The layers with parameters, side by side."""
    return [k for k in zip(*nets, strict=True) if "weights" in k[0]]


def either_form(attempt):
    """Try with images, or with columns, where the student's softmax loss takes those alone.

    The message is that of the first.
    """
    try:
        attempt(False)
    except (CheckFailed, StudentError) as failure:
        try:
            attempt(True)
        except SubmissionFault:
            raise failure from None


def check_run(submission, reference, follow, rng, plan, *, equal=True):
    """The parameters after a run."""

    def attempt(flat):
        case = Case(reference, rng, equal=equal, flat=flat)
        found, _ = trained(submission, follow, case, plan)
        nets = replays(submission, reference, follow, case, plan)
        if not any(fits(found, net) for net, _ in nets):
            fail(explained(reference, case, plan, found))

    either_form(attempt)


def explained(reference, case, plan, found):
    """What is wrong with the parameters after a run, in words."""
    right = Right(reference)
    net, _ = replay(case, plan, right.both, right.step)
    start = case.net
    if fits(found, start):
        return "the net that came back has the parameters from before training"
    plotted, _ = replay(case, Plan(plan.iterations, 0.995, plan.decay), right.both, right.step)
    if fits(found, plotted):
        return f"training moves the parameters otherwise than asked: {PLOTTED}"

    def inside(w, grad, m, lr, mu, wd):
        return right.step(w, grad + wd * w, m, lr, mu, 0.0)

    if plan.decay and fits(found, replay(case, plan, right.both, inside)[0]):
        return f"training moves the parameters otherwise than asked: {INSIDE}"
    wrong = [
        f"{name} of layer {i}"
        for i, layer in enumerate(found)
        for name in layer
        if not fits([{}] * i + [{name: layer[name]}], net)
    ]
    return f"after training these differ from what the update gives: {', '.join(wrong)}"


@points(1.5, problem="5", title="training: the first step moves every array of parameters")
def test_training_first_step(submission, reference, rng, follow):
    check_run(submission, reference, follow, rng, Plan(momentum=0.5))


@points(1, problem="5", title="training takes the batches in order, and begins anew after the last")
def test_training_order(submission, reference, rng, follow):
    check_run(submission, reference, follow, rng, Plan(iterations=4), equal=False)


@points(1, problem="5", title="training keeps one moving average for each array")
def test_training_momentum(submission, reference, rng, follow):
    check_run(submission, reference, follow, rng, Plan(iterations=3, momentum=0.7))


@points(1, problem="5", title="training hands on the weight decay, for biases too")
def test_training_decay(submission, reference, rng, follow):
    check_run(submission, reference, follow, rng, Plan(iterations=3, momentum=0.4, decay=0.3))


@points(1, problem="5", title="training gives the loss of each iteration, before its update")
def test_training_losses(submission, reference, rng, follow):
    plan = Plan(iterations=3)

    def attempt(flat):
        case = Case(reference, rng, equal=True, flat=flat)
        _, given = trained(submission, follow, case, plan)
        losses = finite_numbers(given, 3, "the list of losses")
        runs = [run for _, run in replays(submission, reference, follow, case, plan)]
        runs = [run for run in runs if np.ptp(run) > 1e-6]  # a constant loss is none
        if not any(np.allclose(losses, run, **CLOSE) for run in runs):
            if np.allclose(losses[:2], runs[0][1:], **CLOSE):
                fail("the losses are those after the updates, each was asked before its update")
            fail("the list of losses doesn't hold the mean loss of each batch, before its update")

    either_form(attempt)

"""Problem 5: whole runs of `training`, replayed with a small net.

In most runs all samples are the same, so that the order of the batches doesn't matter; one run is
about that order alone.
"""

import contextlib
from dataclasses import replace
from functools import partial

import numpy as np

from grader import points
from grader.checks import call, fail, finite_numbers
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared, StudentError, SubmissionFault

from .runs import (
    CLOSE,
    FORMS,
    UNUSABLE,
    Case,
    Own,
    Plan,
    Right,
    agrees,
    fits,
    gradients_at,
    moved,
    other_batch,
    replay,
    replays,
    trained,
)

PASS = 3  # iterations that take all the data
WRAPS = 7  # two passes, and one batch of the third
MOVING = 1e-3  # a gradient that moves an array clearly
INSIDE = "is the weight decay inside of the moving average? It belongs outside"
PLOTTED = "is opts['moving_average'] used as momentum? It is for the plotted loss alone"


class Judge:
    """Compares runs of the student's `training` with replays."""

    def __init__(self, submission, reference, follow):
        self.submission, self.reference, self.follow = submission, reference, follow

    def some_form(self, rng, attempt, *, equal=True):
        """Attempt with images; with another net where the student's `evaluate` is wrong for it.

        attempt: raises where a run on a case is wrong. The message is that of the first.
        """
        first = None
        for form in FORMS:
            case = Case(self.reference, rng, equal=equal, form=form)
            try:
                return attempt(case)
            except (CheckFailed, StudentError) as failure:
                first = first or failure
            own, right = Own(self.submission), Right(self.reference)
            if agrees(gradients_at, case, own.both, right.both) and not own.reshaped:
                break
        raise first from None

    def parameters(self, case, plan):
        """CheckFailed unless the parameters after a run are those of a replay."""
        found, losses = trained(self.submission, self.follow, case, plan)
        nets = replays(self.submission, self.reference, case, plan)
        if not any(fits(found, net) for net, _ in nets):
            with contextlib.suppress(SubmissionFault):  # another check asks whether they are right
                losses = numbers(losses, "the list of losses")
            right = Right(self.reference)
            net, _ = replay(case, plan, right.both, right.step)
            steps = moved(case.net, found), moved(case.net, net)
            cause = partial(other_batch, case, plan, losses, right)
            compared = Compared("the change of the parameters by training", *steps, cause=cause)
            fail(explained(right, net, case, plan, found), compared=compared)

    def first_step(self, case, plan):
        """The parameters after one step; a diagnosis sees more, which tells causes apart."""
        try:
            self.parameters(case, plan)
        except CheckFailed as failure:
            if failure.compared is None:
                raise
            fail(failure.message, failure.detail, compared=self.with_more(failure.compared, case))

    def dense_layers_move(self, case):
        """CheckFailed where a step leaves arrays of dense layers as they were.

        case: a net of dense layers. The student's own gradients must ask for a step; what is wrong
        with these layers is charged elsewhere.
        """
        try:
            found, _ = trained(self.submission, self.follow, case, Plan())
            own = Own(self.submission)
            _, grads = own.both(case.net, case.x[..., :2], case.labels[:2])
        except UNUSABLE:
            return
        still = [
            f"{name} of layer {i}"
            for i, (layer, grad) in enumerate(zip(found, grads, strict=True))
            for name, value in layer.items()
            if fits([{}] * i + [{name: value}], case.net) and np.abs(grad[name]).max() > MOVING
        ]
        if still:
            fail(f"in a net of dense layers these stay as before: {', '.join(still)}")

    def begins_anew(self, case, plan):
        """CheckFailed where a second run, with the net of the first, goes on with its averages."""
        try:
            net, _ = call(
                self.submission.training,
                case.net,
                case.x,
                case.labels,
                plan.opts(),
                returns="net, losses",
            )
            found, _ = trained(self.submission, self.follow, case, plan, net)
        except SubmissionFault:
            return  # whether a net may be trained twice is asked by nobody
        longer = replace(plan, iterations=2 * plan.iterations)
        nets = replays(self.submission, self.reference, case, longer)
        if any(fits(found, right) for right, _ in nets):
            fail("another call of training goes on with the moving averages of the one before")

    def with_more(self, compared, case):
        """What was compared, and behind it the change by three steps with weight decay."""
        plan, right = Plan(PASS, momentum=0.6, decay=0.3), Right(self.reference)
        try:
            found, _ = trained(self.submission, self.follow, case, plan)
            steps = (
                moved(case.net, found),
                moved(case.net, replay(case, plan, right.both, right.step)[0]),
            )
        except SubmissionFault:
            return compared
        both = zip((compared.got, compared.expected), steps, strict=True)
        return Compared(compared.what, *map(np.concatenate, both), cause=compared.cause)

    def losses(self, case, plan):
        """CheckFailed unless the losses are those of a replay."""
        _, given = trained(self.submission, self.follow, case, plan)
        losses = self.list_of_losses(case, plan, given)
        right = None
        for _, run in replays(self.submission, self.reference, case, plan):
            right = run if right is None else right
            alive = plan.iterations == 1 or np.ptp(run) > 1e-6  # a constant loss is none
            if alive and np.allclose(losses, run, **CLOSE):
                return
        compared = Compared("the list of losses", losses, np.array(right))
        fail(wrong_losses(losses, np.array(right)), compared=compared)

    def list_of_losses(self, case, plan, given):
        """A number for each iteration; where it is no such list, the diagnosis gets what it is."""
        try:
            return finite_numbers(given, plan.iterations, "the list of losses")
        except CheckFailed as failure:
            right = Right(self.reference)
            _, expected = replay(case, plan, right.both, right.step)
            with contextlib.suppress(SubmissionFault):
                found = numbers(given, "the list of losses")
                failure.compared = Compared("the list of losses", found, np.array(expected))
            raise

    def own_batch(self, case):
        """CheckFailed where the loss of all the data is recorded, though a batch is learnt from."""
        try:
            found, given = trained(self.submission, self.follow, case, Plan(1))
        except SubmissionFault:
            return  # a layer of the student's own breaks off, which is charged elsewhere
        right = Right(self.reference)
        net, (batch,) = replay(case, Plan(1), right.both, right.step)
        whole, _ = right.both(case.net, case.x, case.labels)
        loss = finite_numbers(given, 1, "the list of losses")
        if fits(found, net) and np.allclose(loss, whole, **CLOSE) and not np.isclose(batch, whole):
            compared = Compared("the loss of the first batch", loss, np.array([batch]))
            fail("the recorded loss is that of all the data, not of the batch", compared=compared)


def wrong_losses(losses, right):
    """Where the recorded losses differ from those of the right run, in words."""
    if np.ptp(right) > 1e-6 and np.allclose(losses[:-1], right[1:], **CLOSE):
        return "each recorded loss but the last is that of the next iteration, after the update"
    first = int(np.argmin(np.isclose(losses, right, **CLOSE)))
    if first:
        at = f"from iteration {first} on, counted from 0"
        return f"the recorded losses differ from the right ones {at}"
    return "the first recorded loss is not the mean loss of the first batch before any update"


def explained(right, net, case, plan, found):
    """What is wrong with the parameters after a run, in words; net: the right ones."""
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


def check_run(submission, reference, follow, rng, plan, *, equal=True):
    """The parameters after a run."""
    judge = Judge(submission, reference, follow)
    judge.some_form(rng, lambda case: judge.parameters(case, plan), equal=equal)


@points(1, problem="5", title="training: the first step moves every array of parameters")
def test_training_first_step(submission, reference, rng, follow):
    judge = Judge(submission, reference, follow)
    judge.some_form(rng, lambda case: judge.first_step(case, Plan(momentum=0.6)))
    judge.dense_layers_move(Case(reference, rng, equal=True, form="columns"))


@points(1, problem="5", title="training takes the batches in order, and begins anew after the last")
def test_training_order(submission, reference, rng, follow):
    judge = Judge(submission, reference, follow)

    def attempt(case):
        try:
            judge.parameters(case, Plan(WRAPS))
        except StudentError as error:
            judge.parameters(case, Plan(PASS))
            fail(f"training breaks off in the second pass through the data: {error.message}")

    judge.some_form(rng, attempt, equal=False)


@points(1, problem="5", title="training keeps one moving average for each array")
def test_training_momentum(submission, reference, rng, follow):
    judge = Judge(submission, reference, follow)

    def attempt(case):
        judge.parameters(case, Plan(PASS, momentum=0.7))
        try:  # further passes, with averages that are 0 again at their start
            judge.parameters(case, Plan(WRAPS, momentum=0.7))
        except SubmissionFault:
            try:
                judge.parameters(case, Plan(WRAPS))
            except SubmissionFault:
                return  # further passes are wrong as such, which another check charges
            raise
        judge.begins_anew(case, Plan(PASS, momentum=0.7))

    judge.some_form(rng, attempt)


@points(1, problem="5", title="training hands on the weight decay, for biases too")
def test_training_decay(submission, reference, rng, follow):
    check_run(submission, reference, follow, rng, Plan(PASS, momentum=0.4, decay=0.3))


@points(1, problem="5", title="training gives the loss of each iteration, before its update")
def test_training_losses(submission, reference, rng, follow):
    judge = Judge(submission, reference, follow)

    def attempt(case):
        judge.losses(case, Plan(PASS))
        try:  # the decay's own effect comes later, and is for other checks
            judge.losses(case, Plan(1, decay=0.3, plotted=False))
        except StudentError as error:
            if error.kind == "KeyError" and "moving_average" in error.words:
                fail("training needs opts['moving_average'], which may be missing")
            raise

    judge.some_form(rng, attempt)
    judge.own_batch(Case(reference, rng, equal=False, form="images"))

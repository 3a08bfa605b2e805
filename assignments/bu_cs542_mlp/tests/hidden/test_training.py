"""Problem 2.3: the update rule, which rows an update takes, and the histories.

What each update must give is replayed with the gradients of the reference, or, where that isn't
what came, with the student's own: a mistake in those is charged in 2.2. All training rows are the
same row where the choice of rows isn't what is judged.
"""

from functools import partial

import numpy as np

from grader import points
from grader.checks import by_right_or_own, fail, same
from grader.errors import CheckFailed, Compared

from .steps import cause, entries_words

N, D, H, C = 12, 6, 5, 4


def case(follow, rng, plan):
    """Parameters, X and y of a training set; with plan.equal all its rows are one."""
    params, x, y = follow.drawn(rng, N, D, H, C)
    x, y = x[: plan.rows], y[: plan.rows]
    if plan.equal:
        x, y = np.tile(x[0], (plan.rows, 1)), np.full(plan.rows, y[0])
    return params, x, y


def verify_own(follow, rng, net, params, x, y):
    """Refuse a network that is none, and gradients that don't depend on the rows.

    They can't judge an update.
    """
    drawn, rows, _ = follow.drawn(rng, N, D, H, C)
    net.put(drawn)
    net.verify_real(rows, drawn, rng)
    own = follow.Own(net)
    here = own.step(params, x, y, 0.0)[1]
    there = own.step(params, x[:, ::-1] + 1.0, (y + 1) % C, 0.0)[1]
    if all(np.allclose(here[name], there[name]) for name in here):
        fail("the update can't be judged: your gradients don't depend on rows and labels")


def check(submission, reference, follow, rng, plan, judge, history=""):
    """Train once; judge(follow, start, end, histories, replayed, why), by right or own gradients.

    history: the one that is judged; without it, the parameters are.
    """

    def attempt(own):
        params, x, y = case(follow, rng, plan)
        net = follow.Net(submission, params, plan.activation)
        if own:
            verify_own(follow, rng, net, params, x, y)
        net.put(params)
        histories = follow.trained(net, x, y, plan, read=(history,) if history else ())
        got = net.held(told=not history)
        model = follow.Own(net) if own else follow.Right(reference, plan)
        replayed = follow.replay(model, params, x, y, plan)
        why = partial(cause, follow.Right(reference, plan), params, got, x, y, plan)
        judge(follow, params, got, histories, replayed, why)

    by_right_or_own(attempt)


def parameters_fit(follow, start, got, _, replayed, why):
    """The parameters after training are those of the replay."""
    asked = replayed.params
    if not follow.alike(got, asked):
        moved, right = (together(start, end) for end in (got, asked))
        compared = Compared("what training adds to the parameters", moved, right, cause=why)
        fail(differing(start, got, asked), compared=compared)


def together(start, end):
    """All that training changed, one flat array."""
    return np.concatenate([(end[name] - start[name]).ravel() for name in end])


def differing(start, got, asked):
    """How the parameters moved, compared with how they should have, in words."""
    right = {name: asked[name] - start[name] for name in asked}
    moved = {name: got[name] - start[name] for name in asked}
    still = [n for n in asked if np.abs(moved[n]).max() < 1e-3 * np.abs(right[n]).max()]
    if len(still) == len(asked):
        return "training doesn't move the parameters of the model"
    if still:
        return f"training leaves {', '.join(still)} as before, while the others move"
    a, m = together(start, asked), together(start, got)
    factor = (a @ m) / (a @ a)
    together_moved = all(
        np.abs(moved[n] - factor * right[n]).max() < 0.05 * np.abs(moved[n]).max() for n in asked
    )
    near = np.abs(m - factor * a).max() < 1e-3 * np.abs(m).max()
    if abs(factor - 1.0) > 0.01 and near and together_moved:
        way = ", and in the opposite direction" if factor < 0 else ""
        return f"all parameters move {abs(factor):.3g} times as far as they should{way}"
    wrong = [n for n in asked if not np.allclose(moved[n], right[n], rtol=1e-5, atol=1e-6)]
    telling = all(np.abs(value).max() > 1e-4 for value in right.values())
    if len(wrong) < len(asked) and telling:
        return f"training moves {', '.join(wrong)} otherwise than asked, the others are right"
    return "the parameters move, but otherwise than the task text says"


@points(3, problem="2.3", title="an update moves every parameter by -learning_rate * gradient")
def test_update(submission, reference, follow, rng):
    plan = follow.Plan(rows=N, activation="relu")
    check(submission, reference, follow, rng, plan, parameters_fit)
    check(submission, reference, follow, rng, follow.Plan(), parameters_fit)


@points(1, problem="2.3", title="train uses the gradient with reg")
def test_update_reg(submission, reference, follow, rng):
    check(submission, reference, follow, rng, follow.Plan(reg=0.3), parameters_fit)


@points(3, problem="2.3", title="the rate is multiplied by learning_rate_decay once an epoch")
def test_decay(submission, reference, follow, rng):
    check(submission, reference, follow, rng, follow.Plan(epochs=3, decay=0.6), parameters_fit)
    check(
        submission, reference, follow, rng, follow.Plan(rows=N, epochs=2, decay=0.6), parameters_fit
    )


@points(3, problem="2.3", title="update i takes the i-th batch of the epoch's permutation")
def test_batches(submission, reference, follow, rng):
    plan = follow.Plan(rows=N, epochs=2, equal=False)
    check(submission, reference, follow, rng, plan, parameters_fit)


@points(1, problem="2.3", title="an epoch has N // batch_size updates, at least one")
def test_remainder(submission, reference, follow, rng):
    check(submission, reference, follow, rng, follow.Plan(rows=N - 1), parameters_fit)
    check(submission, reference, follow, rng, follow.Plan(batch=8, epochs=2), parameters_fit)


def check_history(submission, reference, follow, rng, name, kept):
    """A history by update holds what the replay kept; that of each batch, where these are right."""

    def fits(histories, replayed):
        asked = np.array(getattr(replayed, kept))
        shapes = ((len(asked), 1),)
        try:
            same(histories[name], asked, name, rtol=1e-4, atol=1e-5, shapes=shapes)
        except CheckFailed as failure:
            if failure.compared is not None:
                got = np.asarray(failure.compared.got)
                told = partial(entries_words, name, got, len(asked), len(replayed.ends))
                failure.compared = failure.compared._replace(cause=told)
            raise

    def judge(_, __, ___, histories, replayed, ____):
        fits(histories, replayed)

    def judge_batches(follow, _, got, histories, replayed, __):
        if follow.alike(got, replayed.params):  # else rows may be others, charged elsewhere
            fits(histories, replayed)

    plan = follow.Plan(rows=N, epochs=2, reg=0.1)
    check(submission, reference, follow, rng, plan, judge, name)
    plan = follow.Plan(rows=N, epochs=2, reg=0.1, equal=False)
    check(submission, reference, follow, rng, plan, judge_batches, name)


@points(1.5, problem="2.3", title="loss_history has the loss of each batch before its update")
def test_loss_history(submission, reference, follow, rng):
    check_history(submission, reference, follow, rng, "loss_history", "losses")


@points(1.5, problem="2.3", title="grad_magnitude_history has the norm of W1's gradient by update")
def test_magnitude_history(submission, reference, follow, rng):
    check_history(submission, reference, follow, rng, "grad_magnitude_history", "magnitudes")

"""Problem 2.3: predict, the update rule, which rows an update takes, and the histories.

What each update must give is replayed with the gradients of the reference, or, where that isn't
what came, with the student's own: a mistake in those is charged in 2.2. All training rows are the
same row where the choice of rows isn't what is judged.
"""

from dataclasses import dataclass

import numpy as np

from grader import points
from grader.checks import by_right_or_own, call, fail, finite_numbers, plain, same
from grader.checks.values import is_remote

N, D, H, C = 12, 6, 5, 4
BATCH = C  # so that a predict along the wrong axis spoils accuracies alone
RATE = 0.01  # wrong gradients, charged elsewhere, must not run away
ROWS = 197  # a prime: the accuracy on a part of them is another number
CLEAR = 1e-3  # a lead of the largest score that rounding can't turn
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32, summed up in any order
HISTORIES = ("loss_history", "grad_magnitude_history", "train_acc_history", "val_acc_history")


@dataclass(frozen=True)
class Plan:
    """How to train. rows: of the training set; batch: of an update."""

    rows: int = BATCH
    batch: int = BATCH
    epochs: int = 1
    rate: float = RATE
    decay: float = 1.0
    reg: float = 0.0
    equal: bool = True
    activation: str = "sigmoid"


class Right:
    """Loss and gradients of the reference."""

    def __init__(self, reference, plan):
        self.model = reference.TwoLayerMLP(D, H, C, activation=plan.activation)

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


def case(follow, rng, plan):
    """Parameters, X and y of a training set; with plan.equal all its rows are one."""
    params, x, y = follow.drawn(rng, N, D, H, C)
    x, y = x[: plan.rows], y[: plan.rows]
    if plan.equal:
        x, y = np.tile(x[0], (plan.rows, 1)), np.full(plan.rows, y[0])
    return params, x, y


def replay(model, params, x, y, plan):
    """Parameters at the end, loss and norm of the gradient of W1 of every update."""
    draw = np.random.RandomState(1)
    losses, magnitudes = [], []
    for epoch in range(plan.epochs):
        order = draw.permutation(plan.rows)
        for update in range(max(plan.rows // plan.batch, 1)):
            rows = order[update * plan.batch : (update + 1) * plan.batch]
            loss, grads = model.step(params, x[rows], y[rows], plan.reg)
            losses.append(loss)
            magnitudes.append(np.linalg.norm(grads["W1"]))
            step = plan.rate * plan.decay**epoch
            params = {name: value - step * grads[name] for name, value in params.items()}
    return params, losses, magnitudes


def trained(net, x, y, plan, x_val=None, y_val=None):
    """Train the student's network from where it is; its histories as float arrays."""
    x_val, y_val = (x[:BATCH], y[:BATCH]) if x_val is None else (x_val, y_val)
    options = {"learning_rate": plan.rate, "learning_rate_decay": plan.decay, "reg": plan.reg}
    options |= {"num_epochs": plan.epochs, "batch_size": plan.batch}
    found = call(net.model.train, x, y, x_val, y_val, returns="a dict of histories", **options)
    found = plain(found) if is_remote(found) and found.kind in ("dict", "object") else found
    if not isinstance(found, dict) or not set(HISTORIES) <= set(found):
        fail(f"train must return a dict with the keys {', '.join(HISTORIES)}")
    return found


def verify_own(follow, rng, net, params, x, y):
    """Refuse a network that is none, and gradients that don't depend on the rows.

    They can't judge an update.
    """
    drawn, rows, _ = follow.drawn(rng, N, D, H, C)
    net.put(drawn)
    net.verify_real(rows, drawn, rng)
    own = Own(net)
    here = own.step(params, x, y, 0.0)[1]
    there = own.step(params, x[:, ::-1] + 1.0, (y + 1) % C, 0.0)[1]
    if all(np.allclose(here[name], there[name]) for name in here):
        fail("the update can't be judged: your gradients don't depend on rows and labels")


def check(submission, reference, follow, rng, plan, judge):
    """Train once; judge(start, net, histories, replayed) with right, then with own gradients."""

    def attempt(own):
        params, x, y = case(follow, rng, plan)
        net = follow.Net(submission, params, plan.activation)
        if own:
            verify_own(follow, rng, net, params, x, y)
        model = Own(net) if own else Right(reference, plan)
        replayed = replay(model, params, x, y, plan)
        net.put(params)
        judge(params, net, trained(net, x, y, plan), replayed)

    by_right_or_own(attempt)


def parameters_fit(start, net, _, replayed):
    """The parameters after training are those of the replay."""
    got, asked = net.held(), replayed[0]
    if not all(np.allclose(got[name], asked[name], **CLOSE) for name in asked):
        fail(differing(start, got, asked))


def differing(start, got, asked):
    """How the parameters moved, compared with how they should have, in words."""
    right = {name: asked[name] - start[name] for name in asked}
    moved = {name: got[name] - start[name] for name in asked}
    still = [n for n in asked if np.abs(moved[n]).max() < 1e-3 * np.abs(right[n]).max()]
    if len(still) == len(asked):
        return "training doesn't move the parameters of the model"
    if still:
        return f"training doesn't move {', '.join(still)}: every array in params has to be updated"
    a, m = (np.concatenate([part[n].ravel() for n in asked]) for part in (right, moved))
    factor = (a @ m) / (a @ a)
    if np.abs(m - factor * a).max() < 1e-3 * np.abs(m).max():
        way = ", and the wrong way: up the gradient" if factor < 0 else ""
        return f"all parameters move {abs(factor):.3g} times as far as they should{way}"
    wrong = [n for n in asked if not np.allclose(moved[n], right[n], **CLOSE)]
    if len(wrong) < len(asked):
        return f"training moves {', '.join(wrong)} otherwise than asked, the others are right"
    return "the parameters move, but otherwise than the task text says"


@points(4, problem="2.3", title="predict(X) gives the class of the largest score of each row")
def test_predict(submission, follow, rng):
    for activation in ("sigmoid", "relu"):
        params, x, _ = follow.drawn(rng, N, D, H, C)
        net = follow.Net(submission, params, activation)
        net.verify_real(x, params, rng)
        ranked = np.sort(net.scores(x), axis=1)
        x = x[ranked[:, -1] - ranked[:, -2] > CLEAR]
        classes = np.argmax(net.scores(x), axis=1)
        got = call(net.model.predict, x, returns="y_pred")
        same(got, classes, "predict(X)", shapes=((len(x), 1),))


@points(3, problem="2.3", title="an update moves every parameter by -learning_rate * gradient")
def test_update(submission, reference, follow, rng):
    check(submission, reference, follow, rng, Plan(), parameters_fit)
    check(submission, reference, follow, rng, Plan(rows=N, activation="relu"), parameters_fit)


@points(1, problem="2.3", title="train uses the gradient with reg")
def test_update_reg(submission, reference, follow, rng):
    check(submission, reference, follow, rng, Plan(reg=0.3), parameters_fit)


@points(3, problem="2.3", title="the rate is multiplied by learning_rate_decay once an epoch")
def test_decay(submission, reference, follow, rng):
    check(submission, reference, follow, rng, Plan(epochs=3, decay=0.5), parameters_fit)
    check(submission, reference, follow, rng, Plan(rows=N, epochs=2, decay=0.5), parameters_fit)


@points(3, problem="2.3", title="update i takes the i-th batch of the epoch's permutation")
def test_batches(submission, reference, follow, rng):
    plan = Plan(rows=N, epochs=2, equal=False)
    check(submission, reference, follow, rng, plan, parameters_fit)


@points(1, problem="2.3", title="an epoch has N // batch_size updates, at least one")
def test_remainder(submission, reference, follow, rng):
    check(submission, reference, follow, rng, Plan(rows=N - 1), parameters_fit)
    check(submission, reference, follow, rng, Plan(batch=2 * BATCH, epochs=2), parameters_fit)


def fits(histories, name, asked):
    """A history by update holds what the replay gives."""
    got, what = histories[name], name
    same(got, np.array(asked), what, rtol=1e-4, atol=1e-5, shapes=((len(asked), 1),))


@points(1.5, problem="2.3", title="loss_history has the loss of each batch before its update")
def test_loss_history(submission, reference, follow, rng):
    plan = Plan(rows=N, epochs=2, reg=0.1)

    def judge(_, __, histories, replayed):
        fits(histories, "loss_history", replayed[1])

    check(submission, reference, follow, rng, plan, judge)


@points(1.5, problem="2.3", title="grad_magnitude_history has the norm of W1's gradient by update")
def test_magnitude_history(submission, reference, follow, rng):
    plan = Plan(rows=N, epochs=2, reg=0.1)

    def judge(_, __, histories, replayed):
        fits(histories, "grad_magnitude_history", replayed[2])

    check(submission, reference, follow, rng, plan, judge)


@points(2, problem="2.3", title="both accuracy histories have one fraction of right rows an epoch")
def test_accuracy_histories(submission, follow, rng):
    params, x, y = case(follow, rng, Plan(rows=N))
    net = follow.Net(submission, params, "sigmoid")
    net.verify_real(x, params, rng)
    validation = rng.normal(size=(ROWS, D)), rng.integers(C, size=ROWS)
    asked = []
    for epochs in (1, 2, 3):
        net.put(params)
        histories = trained(net, x, y, Plan(rows=N, epochs=epochs), *validation)
        asked.append(reached(net, *validation))
    if np.allclose(net.held()["W1"], params["W1"]):
        fail("training doesn't move the parameters of the model")
    found = finite_numbers(histories["val_acc_history"], 3, "val_acc_history")
    if not np.any(np.all(np.isclose(found, np.array(asked).T, atol=1e-6), axis=1)):
        fail("val_acc_history isn't the accuracy on X_val after each epoch, as a fraction")
    net.put(params)
    likely = np.full(len(y), np.argmax(net.scores(x)[0]))  # and with tiny steps it stays so
    histories = trained(net, x, likely, Plan(rows=N, epochs=2, rate=1e-9), *validation)
    found = finite_numbers(histories["train_acc_history"], 2, "train_acc_history")
    if not np.allclose(found, 1.0):
        fail("train_acc_history isn't a fraction of right rows: the model gets every row right")


def reached(net, x, y):
    """The accuracy by the student's scores, and by the student's own predict."""
    by_scores = float(np.mean(np.argmax(net.scores(x), axis=1) == y))
    got = np.asarray(plain(call(net.model.predict, x)))
    return by_scores, float(np.mean(got == y)) if got.shape == y.shape else by_scores

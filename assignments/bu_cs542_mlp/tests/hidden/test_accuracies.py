"""Problem 2.3: both accuracy histories, judged on the student's own scores and predictions."""

from contextlib import suppress
from functools import partial

import numpy as np

from grader import points
from grader.checks import call, fail, finite_numbers, plain
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

from .steps import entries_words

N, D, H, C = 12, 6, 5, 4
ROWS = 197  # a prime: the accuracy on a part of them is another number
UPDATES = 3  # of an epoch, in all trainings here
CLEAR = 2e-4  # a lead of the largest score that rounding can't turn


@points(1, problem="2.3", title="both accuracy histories have one fraction of right rows an epoch")
def test_accuracy_histories(submission, follow, rng):
    check_fractions(submission, follow, rng)


def check_fractions(submission, follow, rng):
    """Fractions, not counts; all training rows are the same, so that their choice can't matter."""
    params, x, y = follow.drawn(rng, N, D, H, C)
    x, y = np.tile(x[0], (N, 1)), np.full(N, y[0])
    net = follow.Net(submission, params, "sigmoid")
    validation = rng.normal(size=(ROWS, D)), rng.integers(C, size=ROWS)
    likely = np.full(len(y), np.argmax(net.scores(x)[0]))  # and with tiny steps it stays so
    plan = follow.Plan(rows=N, epochs=3, rate=1e-9)
    histories = follow.trained(net, x, likely, plan, *validation, read=("train_acc_history",))
    words = (
        "train_acc_history isn't 1 where every label is the class of the largest score, and the "
        "rate is so small that it stays so"
    )
    try:
        one_of(histories, "train_acc_history", [(1.0,)] * 3, words)
    except CheckFailed:  # for a diagnosis: is the other one wrong as well
        follow.trained(net, x, likely, plan, *validation, read=("val_acc_history",))
        raise
    words = "val_acc_history isn't the fraction of right rows of X_val after each epoch"
    asked = []
    for epochs in (1, 2, 3):
        net.put(params)
        plan = follow.Plan(rows=N, epochs=epochs)
        histories = follow.trained(net, x, y, plan, *validation, read=("val_acc_history",))
        asked.append(reached(net, *validation))
    if np.allclose(net.held()["W1"], params["W1"]):
        fail("training doesn't move the parameters of the model")
    one_of(histories, "val_acc_history", asked, words)
    other, rows, _ = follow.drawn(rng, N, D, H, C)
    net.put(other)
    net.verify_real(rows, other, rng)


@points(1, problem="2.3", title="accuracies are those after an epoch, on the rows of the task text")
def test_accuracy_rows(submission, reference, follow, rng):
    plan = follow.Plan(rows=101, batch=32, epochs=3, rate=1.0)  # 101 - 3 * 32 are left over
    params, train, val = telling(reference, follow, rng, plan)
    net = follow.Net(submission, params, plan.activation)
    net.put(params)
    read = ("train_acc_history", "val_acc_history")
    histories = follow.trained(net, *train, plan, *val, read=read)
    try:
        got = net.held()
        replayed = follow.replay(follow.Own(net), params, *train, plan)
        known = follow.alike(got, replayed.params)
    except CheckFailed:  # it ran away, by wrong gradients perhaps
        known = False
    if not known:  # the rows of a batch may be others; both are charged elsewhere
        check_fractions(submission, follow, rng)
        return
    check_rows(net, histories, train, val, replayed.ends)
    net.put(params)
    net.verify_real(val[0], params, rng)


def telling(reference, follow, rng, plan):
    """Parameters, training and validation rows that tell right accuracies from near misses.

    By the reference, those before the last update, or of other rows or labels, are other numbers,
    and no row is so near to another class that rounding could turn it.
    """
    right, first = follow.Right(reference, plan), np.arange(plan.batch)
    while True:
        params, _, _ = follow.drawn(rng, N, D, H, C)
        x = rng.normal(size=(2 * plan.rows, D))
        y = np.argmax(x @ rng.normal(size=(D, C)), axis=1)
        train, val = (x[: plan.rows], y[: plan.rows]), (x[plan.rows :], y[plan.rows :])
        found, leads = [], []
        for last, before, after in follow.replay(right, params, *train, plan).ends:
            pairs = ((last, last), (last, first), (last, last[::-1]), (first, last), (first, first))
            right.model.params = before
            earlier = np.mean(right.model.predict(x[last]) == y[last])
            right.model.params = after
            ranked, classes = np.sort(right.model.loss(x), axis=1), right.model.predict(x)
            leads.append(np.min(ranked[:, -1] - ranked[:, -2]))
            every = np.mean(classes[: plan.rows] == train[1])
            found.append((earlier, every, *(np.mean(classes[a] == y[b]) for a, b in pairs)))
        if len(set(zip(*found, strict=True))) == len(found[0]) and min(leads) > CLEAR:
            return params, train, val


def check_rows(net, histories, train, val, ends):
    """Both accuracies are those after each epoch; in training, of the last batch or of all X."""
    asked, on_val = [], []
    for last, _, after in ends:
        net.put(after)
        x, y = train
        asked.append(reached(net, x[last], y[last]) + reached(net, x, y))
        on_val.append(reached(net, *val))
    words = (
        "train_acc_history isn't the fraction of right rows of the last batch, or of X, after each "
        "epoch"
    )
    one_of(histories, "train_acc_history", asked, words)
    words = "val_acc_history isn't the fraction of right rows of X_val after each epoch"
    one_of(histories, "val_acc_history", on_val, words)


def one_of(histories, name, asked, words):
    """The history is one of those asked for, which stand side by side by epoch."""
    try:
        found = finite_numbers(histories[name], len(asked), name)
    except CheckFailed as failure:
        with suppress(CheckFailed):
            came = numbers(histories[name], name)
            told = partial(entries_words, name, came, len(asked), UPDATES * len(asked))
            failure.compared = Compared(name, came, np.array(asked)[:, 0], cause=told)
        raise
    if not np.any(np.all(np.isclose(found, np.array(asked).T, atol=1e-6), axis=1)):
        fail(words, compared=Compared(name, found, np.array(asked)[:, 0]))


def reached(net, x, y):
    """The accuracy by the student's scores, and by the student's own predict."""
    by_scores = float(np.mean(np.argmax(net.scores(x), axis=1) == y))
    got = np.asarray(plain(call(net.model.predict, x)))
    return by_scores, float(np.mean(got == y)) if got.shape == y.shape else by_scores

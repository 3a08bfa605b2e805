"""Problems 4.2c and 4.2d: the update rules, replayed with the student's own gradients.

All training rows are the same row, so that every batch has the same gradient, whichever way rows
are drawn. What each epoch must give is then computed here, from the gradients that the student's
own classifier gives: a mistake in those is charged in 4.2b. The validation labels are what the
replay predicts at its end, so that the last epoch is the best one and restoring the best
parameters changes nothing.
"""

from types import SimpleNamespace

import numpy as np

from grader import points
from grader.checks import call, fail, plain, same

N, D, H, C = 6, 4, 5, 3
RETURNS = "model, train_acc_history, val_acc_history"


def learning(submission, rng):
    """A model with parameters of ordinary size (`start`), and data of N equal rows."""
    model = submission.SoftmaxClassifier(D, H, C)
    start = {name: rng.normal(size=np.shape(p)) for name, p in sorted(plain(model.params).items())}
    return SimpleNamespace(
        model=model,
        start=start,
        x=np.tile(rng.normal(size=D), (N, 1)),
        y=np.full(N, rng.integers(C)),
        x_val=rng.normal(size=(200, D)),
    )


def put(model, params):
    for name, value in params.items():
        model.params[name] = value


def grads_at(case, params):
    """The student's gradients at these parameters: dict of arrays, shaped like the parameters."""
    put(case.model, params)
    _, grads = call(case.model.forwards_backwards, case.x, case.y, returns="loss, grads")
    grads = plain(grads)
    if not isinstance(grads, dict) or any(name not in grads for name in params):
        fail("the update can't be judged: grads doesn't have the keys of params")
    return {name: np.reshape(grads[name], np.shape(value)) for name, value in params.items()}


def replay(case, epochs, updates, rate, decay, beta):
    """Parameters after each epoch of `updates` updates; beta 0 is plain SGD."""
    params = case.start
    velocity = {name: np.zeros_like(value) for name, value in params.items()}
    after = []
    for epoch in range(epochs):
        for _ in range(updates):
            grads = grads_at(case, params)
            step = rate * decay**epoch
            velocity = {name: beta * v + step * grads[name] for name, v in velocity.items()}
            params = {name: value - velocity[name] for name, value in params.items()}
        after.append(params)
    if all(np.allclose(params[name], value) for name, value in case.start.items()):
        fail("the update can't be judged: the gradients of your SoftmaxClassifier are all zero")
    return after


def predictions(case, params):
    put(case.model, params)
    scores = np.asarray(plain(call(case.model.forwards_backwards, case.x_val)), dtype=float)
    return np.argmax(scores, axis=1)


def check_rule(submission, train, rng, epochs, updates, decay=1.0, beta=None):
    """Train on the case and compare the parameters with those of the last or the best epoch.

    beta: None for plain SGD, which isn't told of any.
    """
    case, rate = learning(submission, rng), 0.2
    states = replay(case, epochs, updates, rate, decay, beta or 0.0)
    guesses = [predictions(case, state) for state in states]
    data = {"X_train": case.x, "y_train": case.y, "X_val": case.x_val, "y_val": guesses[-1]}
    put(case.model, case.start)
    model, _, _ = call(
        train,
        case.model,
        data,
        learning_rate=rate,
        lr_decay=decay,
        batch_size=N // updates,
        num_epochs=epochs,
        returns=RETURNS,
        **({} if beta is None else {"beta": beta}),
    )
    got = plain(model.params)
    ties = [s for s, g in zip(states, guesses, strict=True) if np.array_equal(g, guesses[-1])]
    if len(ties) > 1 and any(fits(got, state) for state in ties[:-1]):
        return  # an earlier epoch was as good, and its parameters were restored
    for name, value in states[-1].items():
        same(got.get(name), value, f"params[{name!r}] after training")


def fits(got, state):
    """Whether all parameters are those of this state, to six digits."""
    return all(
        np.shape(got.get(name)) == value.shape and np.allclose(got[name], value, rtol=1e-6)
        for name, value in state.items()
    )


def check_histories(submission, train, rng):
    """The validation history's last or best entry is the accuracy of the model that came back."""
    case = learning(submission, rng)
    put(case.model, case.start)
    y_val = rng.integers(C, size=len(case.x_val))
    data = {"X_train": case.x, "y_train": case.y, "X_val": case.x_val, "y_val": y_val}
    model, train_history, val_history = call(
        train, case.model, data, batch_size=2, num_epochs=4, learning_rate=0.1, returns=RETURNS
    )
    histories = [np.asarray(plain(h), dtype=float) for h in (train_history, val_history)]
    for history, name in zip(histories, RETURNS.split(", ")[1:], strict=True):
        if history.shape != (4,):
            fail(f"{name} must hold one number for each epoch")
        if not np.all((history >= 0) & (history <= 1)):
            fail(f"{name} must hold fractions between 0 and 1")
    reached = np.mean(predictions(SimpleNamespace(model=model, x_val=case.x_val), {}) == y_val)
    if not np.isclose(histories[1], reached, atol=1e-9)[[-1, np.argmax(histories[1])]].any():
        fail(
            "val_acc_history doesn't fit the model that came back: its accuracy on X_val is "
            "neither the last nor the best entry"
        )


@points(0.35, problem="4.2c", title="train_network moves parameters by -learning_rate * gradient")
def test_sgd_update(submission, rng):
    check_rule(submission, submission.train_network, rng, epochs=2, updates=1)


@points(0.25, problem="4.2c", title="train_network multiplies the rate by lr_decay once an epoch")
def test_sgd_decay(submission, rng):
    check_rule(submission, submission.train_network, rng, epochs=3, updates=2, decay=0.5)


@points(0.15, problem="4.2c", title="train_network makes one update for each batch")
def test_sgd_updates_per_epoch(submission, rng):
    check_rule(submission, submission.train_network, rng, epochs=1, updates=3)


@points(0.15, problem="4.2c", title="train_network's histories are accuracies of the model")
def test_sgd_histories(submission, rng):
    check_histories(submission, submission.train_network, rng)


@points(0.15, problem="4.2d", title="SGD_Momentum starts at v = 0: its first step is that of SGD")
def test_momentum_first_step(submission, rng):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, epochs=1, updates=1, beta=0.9)


@points(0.4, problem="4.2d", title="SGD_Momentum: v <- beta v + eta grad, theta <- theta - v")
def test_momentum_update(submission, rng):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, epochs=2, updates=3, beta=0.7)


@points(0.2, problem="4.2d", title="SGD_Momentum multiplies the rate by lr_decay once an epoch")
def test_momentum_decay(submission, rng):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, epochs=3, updates=2, decay=0.5, beta=0.7)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, rng):
    check_histories(submission, submission.SGD_Momentum, rng)

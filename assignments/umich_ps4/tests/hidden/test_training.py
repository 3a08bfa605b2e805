"""Problems 4.2c and 4.2d: the update rules, replayed with the student's own gradients.

All training rows are the same row, so that every batch has the same gradient, whichever way rows
are drawn. What each epoch must give is then computed here, from the gradients that the student's
own classifier gives for a batch: a mistake in those, even one of shape that numpy's broadcasting
bears, is charged in 4.2a or 4.2b. The validation labels are what the replay predicts at its end, so
that the last epoch is a best one; where another is as good, its parameters may have been restored.
"""

import numpy as np

from grader import points
from grader.checks import call, fail, plain, same

N, D, H, C = 6, 4, 5, 3
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32, summed up in any order
RETURNS = "model, train_acc_history, val_acc_history"


class Case:
    """The student's model with parameters of ordinary size (`start`), and data of N equal rows.

    rows: how many validation rows.
    """

    def __init__(self, submission, rng, follow, rows):
        self.follow = follow
        self.model = submission.SoftmaxClassifier(D, H, C)
        self.run, held = self.model.forwards_backwards, self.model.params
        self.put = held.update
        shapes = {name: value.shape for name, value in follow.arrays(held, "params").items()}
        self.start = {name: rng.normal(size=shape) for name, shape in sorted(shapes.items())}
        self.x = np.tile(rng.normal(size=D), (N, 1))
        self.y = np.full(N, rng.integers(C))
        self.x_val = rng.normal(size=(rows, D))
        self.put(self.start)

    def gradients(self, count):
        """The student's gradients for `count` rows at the parameters in the model."""
        _, grads = call(self.run, self.x[:count], self.y[:count], returns="loss, grads")
        grads = self.follow.arrays(grads, "grads")
        for name, value in self.start.items():
            if name not in grads:
                fail("the update can't be judged: grads doesn't have the keys of params")
            if grads[name].shape[-value.ndim :] != value.shape:
                fail("the update can't be judged: a gradient has another shape than its parameter")
        return grads

    def predictions(self):
        """Classes of the validation rows, by the parameters in the model."""
        return self._classes(call(self.run, self.x_val))

    def accuracy_of(self, model, labels):
        """The fraction of right validation rows of a model that training gave back."""
        return np.mean(self._classes(call(model.forwards_backwards, self.x_val)) == labels)

    def _classes(self, scores):
        return np.argmax(self.follow.numbers(scores, (len(self.x_val), C), "the scores"), axis=1)


def replay(case, epochs, updates, rate, decay, beta):
    """Parameters after each epoch of `updates` updates; beta 0 is plain SGD."""
    params, after = case.start, []
    velocity = dict.fromkeys(params, 0.0)
    for epoch in range(epochs):
        for _ in range(updates):
            grads = case.gradients(N // updates)
            step = rate * decay**epoch
            velocity = {name: beta * v + step * grads[name] for name, v in velocity.items()}
            params = {name: value - velocity[name] for name, value in params.items()}
            case.put(params)
        after.append(params)
    if all(np.allclose(params[name], value) for name, value in case.start.items()):
        fail("the update can't be judged: the gradients of your SoftmaxClassifier are all zero")
    return after


def check_rule(submission, train, rng, follow, epochs, updates, decay=1.0, beta=None):
    """Train on the case and compare the parameters with those of the last or the best epoch.

    beta: None for plain SGD, which isn't told of any.
    """
    case, rate = Case(submission, rng, follow, N), 0.2
    *earlier, last = replay(case, epochs, updates, rate, decay, beta or 0.0)
    labels = case.predictions()
    data = {"X_train": case.x, "y_train": case.y, "X_val": case.x_val, "y_val": labels}
    case.put(case.start)
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
    follow.arrays(got, "params after training")
    for state in earlier:
        if fits(got, state):  # right if that epoch was as good, and its parameters were restored
            case.put(state)
            if np.array_equal(case.predictions(), labels):
                return
    for name, value in last.items():
        what = f"params[{name!r}] after training"
        same(got.get(name), value, what, shapes=(case.start[name].shape,), **CLOSE)


def fits(got, state):
    """Whether all parameters are those of this state."""
    return all(
        np.size(got.get(name)) == value.size
        and np.allclose(np.ravel(got[name]), value.ravel(), **CLOSE)
        for name, value in state.items()
    )


def check_histories(submission, train, rng, follow):
    """The validation history's last or best entry is the accuracy of the model that came back."""
    case = Case(submission, rng, follow, 200)
    y_val = rng.integers(C, size=len(case.x_val))
    data = {"X_train": case.x, "y_train": case.y, "X_val": case.x_val, "y_val": y_val}
    model, train_history, val_history = call(
        train, case.model, data, batch_size=2, num_epochs=4, learning_rate=0.1, returns=RETURNS
    )
    names = RETURNS.split(", ")[1:]
    given = zip((train_history, val_history), names, strict=True)
    histories = [follow.numbers(history, (4,), name) for history, name in given]
    for history, name in zip(histories, names, strict=True):
        if not np.all((history >= 0) & (history <= 1)):
            fail(f"{name} must hold fractions between 0 and 1")
    reached = case.accuracy_of(model, y_val)
    if not np.isclose(histories[1], reached, atol=1e-9)[[-1, np.argmax(histories[1])]].any():
        fail(
            "val_acc_history doesn't fit the model that came back: its accuracy on X_val is "
            "neither the last nor the best entry"
        )


@points(0.35, problem="4.2c", title="train_network moves parameters by -learning_rate * gradient")
def test_sgd_update(submission, rng, follow):
    check_rule(submission, submission.train_network, rng, follow, epochs=2, updates=1)


@points(0.25, problem="4.2c", title="train_network multiplies the rate by lr_decay after an epoch")
def test_sgd_decay(submission, rng, follow):
    check_rule(submission, submission.train_network, rng, follow, epochs=3, updates=1, decay=0.5)


@points(0.15, problem="4.2c", title="train_network: an epoch is one update a batch, and one decay")
def test_sgd_epochs(submission, rng, follow):
    check_rule(submission, submission.train_network, rng, follow, epochs=2, updates=3, decay=0.8)


@points(0.15, problem="4.2c", title="train_network's histories are accuracies of the model")
def test_sgd_histories(submission, rng, follow):
    check_histories(submission, submission.train_network, rng, follow)


@points(0.15, problem="4.2d", title="SGD_Momentum starts at v = 0: its first step is that of SGD")
def test_momentum_first_step(submission, rng, follow):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, follow, epochs=1, updates=1, beta=0.9)


@points(0.4, problem="4.2d", title="SGD_Momentum: v <- beta v + eta grad, theta <- theta - v")
def test_momentum_update(submission, rng, follow):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, follow, epochs=3, updates=1, beta=0.7)


@points(0.2, problem="4.2d", title="SGD_Momentum: an epoch is one update a batch, and one decay")
def test_momentum_epochs(submission, rng, follow):
    train = submission.SGD_Momentum
    check_rule(submission, train, rng, follow, epochs=2, updates=2, decay=0.5, beta=0.7)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, rng, follow):
    check_histories(submission, submission.SGD_Momentum, rng, follow)

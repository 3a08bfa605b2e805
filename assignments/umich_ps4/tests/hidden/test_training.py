"""Problems 4.2c and 4.2d: the update rules and the histories.

All training rows are the same row, so that every batch has the same gradient, whichever way rows
are drawn. What each epoch must give is then known: from the gradients of the reference, or, where
that isn't what came, from the student's own, because a mistake in those, even one of shape that
numpy's broadcasting bears, is charged in 4.2a or 4.2b. The validation labels are what the replay
predicts at its end and at no earlier epoch's, so that the last epoch is the best one.
"""

from dataclasses import dataclass

import numpy as np

from grader import points
from grader.checks import by_right_or_own, call, fail, finite_array, finite_numbers

N, D, H, C = 6, 4, 5, 3
SIZES = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32, summed up in any order
RATE = 0.2
ROWS = 197  # a prime: the accuracy on a part of them is another number
TRIES = 6
CLEAR = 1e-3  # a lead of the largest score that rounding can't turn


@dataclass
class Plan:
    """How long to train, and with what; beta None for plain SGD, which isn't told of any."""

    epochs: int
    updates: int
    decay: float = 1.0
    beta: float | None = None


class Right:
    """Gradients and scores of the reference."""

    def __init__(self, reference):
        self.model = reference.SoftmaxClassifier(D, H, C)

    def gradients(self, params, x, y):
        self.model.params = params
        return self.model.forwards_backwards(x, y)[1]

    def scores(self, params, x):
        self.model.params = params
        return self.model.forwards_backwards(x)


class Case:
    """A start, and data of N equal rows, at which every part of the gradient is alive.

    In the hidden layer some units are on and some off, none close to its kink, and the label is
    the least likely class: neither ReLU nor softmax hides a gradient. Sizes follow the shapes.
    """

    def __init__(self, rng, shapes):
        wide = np.sqrt(H / shapes["W2"][0])
        self.start = {name: rng.normal(size=shape) for name, shape in sorted(shapes.items())}
        x = rng.normal(size=shapes["W1"][0])
        x /= np.linalg.norm(x)
        hidden = rng.uniform(0.5, 1.0, shapes["W2"][0]) * wide
        hidden[2:] *= rng.choice([-1.0, 1.0], len(hidden) - 2)
        hidden[2] = -abs(hidden[2])
        self.start["b1"] = (hidden - x @ self.start["W1"]).reshape(shapes["b1"])
        self.start["W2"] *= 0.7 * wide
        self.start["b2"] *= 0.3
        scores = np.maximum(hidden, 0) @ self.start["W2"] + self.start["b2"].ravel()
        self.x, self.y = np.tile(x, (N, 1)), np.full(N, np.argmin(scores))
        self.likely = np.full(N, np.argmax(scores))
        self.x_val = rng.normal(size=(ROWS, len(x)))

    def data(self, x_val, y_val):
        """The dict for the optimizer."""
        return {"X_train": self.x, "y_train": self.y, "X_val": x_val, "y_val": y_val}


def replay(case, model, plan):
    """Parameters after each epoch, by the gradients of `model`."""
    params, after = case.start, []
    velocity = dict.fromkeys(params, 0.0)
    for epoch in range(plan.epochs):
        for _ in range(plan.updates):
            count = N // plan.updates
            grads = model.gradients(params, case.x[:count], case.y[:count])
            step, beta = RATE * plan.decay**epoch, plan.beta or 0.0
            velocity = {name: beta * v + step * grads[name] for name, v in velocity.items()}
            params = {name: value - velocity[name] for name, value in params.items()}
        after.append(params)
    return after


def telling(case, model, states):
    """Validation rows, their labels by the last state, and the states that get all of them right.

    Rows where rounding may turn the prediction of any state are left out.
    """
    scores = np.array([model.scores(params, case.x_val) for params in states])
    ranked = np.sort(scores, axis=2)
    clear = np.all(ranked[:, :, -1] - ranked[:, :, -2] > CLEAR, axis=0)
    classes = np.argmax(scores, axis=2)
    clear = clear if clear.any() else np.ones(len(clear), dtype=bool)
    labels = classes[-1][clear]
    best = [s for s, found in zip(states, classes, strict=True) if np.all(found[clear] == labels)]
    return (case.x_val[clear], labels), best


def alive(case, states):
    """Whether every epoch moves every parameter."""
    pairs = zip([case.start, *states], states, strict=False)
    return all(np.abs(b[name] - a[name]).max() > 1e-4 for a, b in pairs for name in case.start)


def prepared(rng, shapes, make, plan):
    """A case, validation data, and the states after which they are all right.

    Redrawn until that is the state after the last epoch alone, and every epoch moves everything.
    """
    for _ in range(TRIES):
        case = Case(rng, shapes)
        model = make(case)
        states = replay(case, model, plan)
        validation, best = telling(case, model, states)
        if len(best) == 1 and alive(case, states):
            break
    if all(np.allclose(states[-1][name], value) for name, value in case.start.items()):
        fail("the update can't be judged: the gradients of your SoftmaxClassifier are all zero")
    return case, validation, best


def check_rule(submission, reference, train, rng, follow, plan):
    """Train on a case and compare with the last epoch's parameters, by right or own gradients."""

    def attempt(own):
        trainee = follow.Trainee(submission, (D, H, C))

        def model(case):
            trainee.start = case.start
            return trainee if own else Right(reference)

        shapes = trainee.shapes() if own else SIZES
        case, validation, best = prepared(rng, shapes, model, plan)
        if own:
            trainee.verify_gradients(case.x, case.y)
        trainee.begin(case.start)
        got = trainee.trained(
            train,
            case.data(*validation),
            plan.beta,
            learning_rate=RATE,
            lr_decay=plan.decay,
            batch_size=N // plan.updates,
            num_epochs=plan.epochs,
        )
        if not any(fits(got, state) for state in best):
            fail(differing(case.start, got, best[-1]))

    by_right_or_own(attempt)


def fits(got, state):
    """Whether all parameters are those of this state."""
    return all(
        got[name].size == value.size and np.allclose(got[name].ravel(), value.ravel(), **CLOSE)
        for name, value in state.items()
    )


def differing(start, got, right):
    """How the parameters moved, compared with how they should have, in words."""
    for name, value in right.items():
        if got[name].size != value.size:
            return (
                f"params[{name!r}] has shape {got[name].shape} after training, "
                f"{start[name].shape} was expected"
            )
    asked = {name: value - start[name] for name, value in right.items()}
    moved = {name: got[name].reshape(v.shape) - start[name] for name, v in right.items()}
    still = [
        name for name, d in moved.items() if np.abs(d).max() < 1e-3 * np.abs(asked[name]).max()
    ]
    if len(still) == len(asked):
        return "the parameters of the model that came back are those from before training"
    if still:
        return f"training doesn't move {', '.join(still)}: every array in params has to be updated"
    return factor_words(asked, moved) or places(asked, moved)


def factor_words(asked, moved):
    """One factor for all displacements, in words, or ""."""
    a, d = (np.concatenate([v.ravel() for v in part.values()]) for part in (asked, moved))
    factor = (a @ d) / (a @ a)
    if np.abs(d - factor * a).max() > 1e-3 * np.abs(d).max():
        return ""
    if abs(factor + 1) < 1e-3:
        return "the parameters move the wrong way: up the gradient, not down"
    way = ", and the wrong way: up the gradient" if factor < 0 else ""
    return f"all parameters move {abs(factor):.3g} times as far as they should{way}"


def places(asked, moved):
    """Which parameters moved otherwise than they should."""
    wrong = [name for name in asked if not np.allclose(asked[name], moved[name], **CLOSE)]
    if len(wrong) < len(asked):
        return f"training moves {', '.join(wrong)} otherwise than asked, the others are right"
    return "the parameters move, but otherwise than the update in the task text says"


def check_histories(submission, train, rng, follow):
    """Both histories' last or best entries are the accuracies of the model that came back."""
    trainee = follow.Trainee(submission, (D, H, C))
    case = Case(rng, SIZES)
    case.y = case.likely  # from the start: any sample of the rows, at any time, is all right
    trainee.begin(case.start)
    y_val = rng.integers(C, size=ROWS)
    options = {"batch_size": 2, "num_epochs": 4, "learning_rate": 0.1}
    model, *histories = trainee.train(train, case.data(case.x_val, y_val), None, **options)
    names = ("train_acc_history", "val_acc_history")
    run = follow.attribute(model, "forwards_backwards")
    histories = [finite_numbers(h, 4, n) for h, n in zip(histories, names, strict=True)]
    for history, name in zip(histories, names, strict=True):
        if not np.all((history >= 0) & (history <= 1)):
            fail(f"{name} must hold fractions between 0 and 1")
    x = np.concatenate([case.x_val, case.x[:1]])
    scores = call(run, x)
    classes = np.argmax(finite_array(scores, (len(x), C), "the array of scores"), axis=1)
    reached = np.mean(classes[:-1] == y_val)
    if not np.isclose(histories[1], reached, atol=1e-9)[[-1, np.argmax(histories[1])]].any():
        fail(
            "val_acc_history doesn't fit the model that came back: its accuracy on X_val is "
            "neither the last nor the best entry"
        )
    best = histories[1] == histories[1].max()
    if (
        classes[-1] == case.y[0]
        and not np.isclose([histories[0][-1], *histories[0][best]], 1).any()
    ):
        fail("train_acc_history isn't the accuracy on training rows: the model gets all of them")


@points(0.45, problem="4.2c", title="train_network moves parameters by -learning_rate * gradient")
def test_sgd_update(submission, reference, rng, follow):
    plan = Plan(epochs=1, updates=1)  # one step, so that a wrong one can be described
    check_rule(submission, reference, submission.train_network, rng, follow, plan)


@points(0.2, problem="4.2c", title="train_network multiplies the rate by lr_decay after an epoch")
def test_sgd_decay(submission, reference, rng, follow):
    plan = Plan(epochs=3, updates=1, decay=0.5)
    check_rule(submission, reference, submission.train_network, rng, follow, plan)


@points(0.1, problem="4.2c", title="train_network: an epoch is one update a batch, and one decay")
def test_sgd_epochs(submission, reference, rng, follow):
    plan = Plan(epochs=2, updates=3, decay=0.8)
    check_rule(submission, reference, submission.train_network, rng, follow, plan)


@points(0.15, problem="4.2c", title="train_network's histories are accuracies of the model")
def test_sgd_histories(submission, rng, follow):
    check_histories(submission, submission.train_network, rng, follow)


@points(0.15, problem="4.2d", title="SGD_Momentum starts at v = 0: its first step is that of SGD")
def test_momentum_first_step(submission, reference, rng, follow):
    plan = Plan(epochs=1, updates=1, beta=0.9)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.45, problem="4.2d", title="SGD_Momentum: v <- beta v + eta grad, theta <- theta - v")
def test_momentum_update(submission, reference, rng, follow):
    plan = Plan(epochs=3, updates=1, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum: an epoch is one update a batch, and one decay")
def test_momentum_epochs(submission, reference, rng, follow):
    plan = Plan(epochs=2, updates=2, decay=0.5, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, rng, follow):
    check_histories(submission, submission.SGD_Momentum, rng, follow)

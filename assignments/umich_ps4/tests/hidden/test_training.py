"""Problems 4.2c and 4.2d: the update rules and the histories.

All training rows are the same row, so that what each epoch must give is known (`replays`). For the
rules the validation labels are what the replay predicts at its end and at no earlier epoch's, so
that the last epoch is the best one; for the histories the first epoch is.
"""

import numpy as np

from grader import points
from grader.checks import by_right_or_own, call, fail, finite_array, finite_numbers
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

from .replays import (
    CLOSE,
    RATE,
    SIZES,
    C,
    Case,
    D,
    H,
    N,
    Plan,
    Right,
    fits,
    predicted,
    prepared,
    replay,
)

REDRAWS = 40
OTHERS = 0.3  # validation rows of any class


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
            fail(differing(case.start, got, best[-1]), compared=steps(case.start, got, best[-1]))

    by_right_or_own(attempt)


def steps(start, got, right):
    """How far training moved all parameters and how far it should; None for other shapes."""
    if any(got[name].size != value.size for name, value in right.items()):
        return None
    moved, asked = (
        np.concatenate([np.ravel(after[name]) - np.ravel(start[name]) for name in right])
        for after in (got, right)
    )
    return Compared("what training adds to the parameters", moved, asked)


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


def watched(rng, model, plan):
    """A case, its validation labels, and the states before the first epoch and after each.

    The accuracy is highest after the first epoch, so that whoever stops when it doesn't rise stops
    early, and another before that epoch. Training rows have the likeliest class from the start: of
    any sample of them, at any time, all are right.
    """
    for _ in range(REDRAWS):
        case = Case(rng, SIZES)
        case.y = case.likely
        states = [case.start, *replay(case, model, plan)]
        clear, classes = predicted(case, model, states)
        case.x_val, classes = case.x_val[clear], classes[:, clear]
        labels = np.where(
            rng.random(clear.sum()) < OTHERS, rng.integers(C, size=clear.sum()), classes[1]
        )
        reached = np.mean(classes == labels, axis=1)
        if np.all(reached[2:] < reached[1]) and reached[0] != reached[1]:
            break
    return case, labels, states


def check_histories(submission, reference, train, rng, follow, beta=None):
    """Both histories are accuracies of the model, the validation accuracy that of each epoch."""
    plan = Plan(epochs=5, updates=3, beta=beta, rate=0.5)
    right = Right(reference)
    case, y_val, states = watched(rng, right, plan)
    trainee = follow.Trainee(submission, (D, H, C))
    trainee.begin(case.start)
    options = {"batch_size": N // plan.updates, "num_epochs": plan.epochs}
    options["learning_rate"] = plan.rate
    model, *histories = trainee.train(train, case.data(case.x_val, y_val), beta, **options)
    run = follow.attribute(model, "forwards_backwards")
    histories = fractions(histories, case, right, states, y_val)
    x = np.concatenate([case.x_val, case.x[:1]])
    scores = call(run, x)
    classes = np.argmax(finite_array(scores, (len(x), C), "the array of scores"), axis=1)
    got = follow.arrays(follow.attribute(model, "params"), "params of the model after training")
    for judge in (right, trainee):
        if judge is trainee:
            states = [case.start, *replay(case, trainee, plan)]
        if any(fits(got, state) for state in states[1:]):
            verify_epochs(case, judge, states, histories[1], y_val)
            break
    verify_last_or_best(histories, classes, y_val, case.y[0])


def fractions(histories, case, right, states, y_val):
    """Both histories as arrays of fractions, one for each epoch."""
    found = []
    reached = np.mean(predicted(case, right, states[1:])[1] == y_val, axis=1)
    names = ("train_acc_history", "val_acc_history")
    asked = (np.ones(len(reached)), reached)
    for history, name, expected in zip(histories, names, asked, strict=True):
        compared = Compared(name, np.asarray(finite_list(history, name)), expected)
        try:
            found.append(finite_numbers(history, len(reached), name))
        except CheckFailed as failure:
            fail(failure.message, failure.detail, compared=compared)
        if not np.all((found[-1] >= 0) & (found[-1] <= 1)):
            fail(f"{name} must hold fractions between 0 and 1", compared=compared)
    return found


def finite_list(history, name):
    """A history as numbers; what is none is told by `finite_numbers`."""
    try:
        return numbers(history, name)
    except CheckFailed:
        return []


def verify_last_or_best(histories, classes, y_val, label):
    """The model that came back has the last or the best accuracies.

    classes: its predictions for X_val, and for a training row, whose label is the other one.
    """
    train, val = histories
    reached = np.mean(classes[:-1] == y_val)
    if not np.isclose(val, reached, atol=1e-9)[[-1, np.argmax(val)]].any():
        fail(
            "val_acc_history doesn't fit the model that came back: its accuracy on X_val is "
            "neither the last nor the best entry"
        )
    best = val == val.max()
    if classes[-1] == label and not np.isclose([train[-1], *train[best]], 1).any():
        fail(
            "train_acc_history isn't the accuracy on training rows: the model gets all of them",
            compared=Compared("train_acc_history", train, np.ones(len(train))),
        )


def verify_epochs(case, judge, states, val, y_val):
    """The history of a training that went as it should has the accuracy after each epoch."""
    clear, classes = predicted(case, judge, states)
    reached = np.mean(classes == y_val, axis=1)
    if not clear.all() or np.allclose(val, reached[1:], atol=1e-6):
        return
    words = "val_acc_history doesn't hold the accuracy on X_val after each epoch"
    if np.allclose(val, reached[:-1], atol=1e-6):
        words = (
            "val_acc_history has the accuracies before the updates of each epoch, not after them"
        )
    fail(words, compared=Compared("val_acc_history", val, reached[1:]))


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
def test_sgd_histories(submission, reference, rng, follow):
    check_histories(submission, reference, submission.train_network, rng, follow)


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
    plan = Plan(epochs=3, updates=2, decay=0.6, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, reference, rng, follow):
    check_histories(submission, reference, submission.SGD_Momentum, rng, follow, beta=0.7)

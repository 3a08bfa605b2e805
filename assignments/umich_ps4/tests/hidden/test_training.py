"""Problems 4.2c and 4.2d: the update rules and the histories.

All training rows are the same row, so that what each epoch must give is known (`replays`). For the
rules the validation accuracy rises from epoch to epoch, so that the last one is the best; for the
histories the first one is.
"""

from functools import lru_cache, partial

import numpy as np

from grader import points
from grader.checks import by_right_or_own, call, fail, finite_array, finite_numbers
from grader.checks.values import numbers
from grader.errors import CheckFailed, Compared

from .otherwise import otherwise, probed
from .replays import (
    CLOSE,
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
    right_prepared,
    seed_of,
)

REDRAWS = 40
OTHERS = 0.3  # validation rows of any class


def check_rule(submission, reference, train, rng, follow, plan):
    """Train on a case and compare with the last epoch's parameters, by right or own gradients."""

    def new():
        return follow.Trainee(submission, (D, H, C))

    def attempt(own):
        trainee = new()
        case, validation, best = drawn(trainee, own)
        if own:
            trainee.verify_gradients(case.x, case.y)
        got = trainee.rule(train, case, validation, plan)
        if any(fits(got, state) for state in best):
            return
        follow.tell(got, trainee.back)
        compared = steps(case.start, got, best[-1])
        if own and compared is not None:
            found = probed(new, train, case, plan, best[-1])
            val = finite_list(trainee.val_history, "val_acc_history")
            cause = found or partial(otherwise, Right(reference), case, got, plan, val)
            compared = compared._replace(cause=cause)
        fail(differing(case.start, got, best[-1]), compared=compared)

    def drawn(trainee, own):
        if not own:
            return right_prepared(reference, plan, seed_of(rng))

        def model(case):
            trainee.start = case.start
            return trainee

        return prepared(rng, trainee.shapes(), model, plan)

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
        return f"{', '.join(still)} of the model that came back: as before training, or nearly so"
    return factor_words(asked, moved) or places(asked, moved)


def factor_words(asked, moved):
    """One factor for all displacements, in words, or ""."""
    a, d = (np.concatenate([v.ravel() for v in part.values()]) for part in (asked, moved))
    factor = (a @ d) / (a @ a)
    if np.abs(d - factor * a).max() > 1e-3 * np.abs(d).max():
        return ""
    if abs(factor + 1) < 1e-3:
        return "the parameters move the other way than they should"
    way = ", and the other way" if factor < 0 else ""
    return f"all parameters move {abs(factor):.3g} times as far as they should{way}"


def places(asked, moved):
    """Which parameters moved otherwise than they should."""
    wrong = [name for name in asked if not np.allclose(asked[name], moved[name], **CLOSE)]
    if len(wrong) < len(asked):
        return f"training moves {', '.join(wrong)} otherwise than asked, the others are right"
    return "the model that came back hasn't the parameters that the update of the task text gives"


@lru_cache(maxsize=8)
def watched(reference, plan, seed):
    """A case, its validation labels, and the states before the first epoch and after each.

    The accuracy is highest after the first epoch, so that whoever stops when it doesn't rise stops
    early, and another before that epoch. Training rows have the likeliest class from the start: of
    any sample of them, at any time, all are right.
    """
    rng, model = np.random.default_rng(seed), Right(reference)
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
    plan = Plan(epochs=4, updates=2, beta=beta, rate=0.5)
    right = Right(reference)
    case, y_val, states = watched(reference, plan, seed_of(rng))
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
            verify_epochs(case, judge, states, histories, y_val)
            break
    verify_last_or_best(histories, classes, y_val, case.y[0])


def fractions(histories, case, right, states, y_val):
    """Both histories as arrays of fractions, one for each epoch."""
    reached = np.mean(predicted(case, right, states[1:])[1] == y_val, axis=1)
    names = ("train_acc_history", "val_acc_history")
    told = [finite_list(history, name) for history, name in zip(histories, names, strict=True)]
    compared = both(told, reached)
    found = []
    for history, name in zip(histories, names, strict=True):
        try:
            found.append(finite_numbers(history, len(reached), name))
        except CheckFailed as failure:
            fail(failure.message, failure.detail, compared=compared)
        if not np.all((found[-1] >= 0) & (found[-1] <= 1)):
            fail(f"{name} must hold fractions between 0 and 1", compared=compared)
    return found


def both(histories, reached):
    """Both histories, one after the other, and what they should be."""
    got = np.concatenate([np.ravel(history) for history in histories])
    return Compared("both histories", got, np.concatenate([np.ones(len(reached)), reached]))


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
            "neither the last nor the best entry",
            compared=both(histories, np.full(len(val), reached)),
        )
    best = val == val.max()
    if classes[-1] == label and not np.isclose([train[-1], *train[best]], 1).any():
        fail(
            "train_acc_history has no 1 for the model that came back, which gets all training "
            "rows right",
            compared=both(histories, val),
        )


def verify_epochs(case, judge, states, histories, y_val):
    """The history of a training that went as it should has the accuracy after each epoch."""
    train, val = histories
    clear, classes = predicted(case, judge, states)
    reached = np.mean(classes == y_val, axis=1)
    if not clear.all() or np.allclose(val, reached[1:], atol=1e-6):
        return
    words = "val_acc_history isn't what the update of the task text gives on X_val by epoch"
    if np.allclose(val, reached[:-1], atol=1e-6):
        words = (
            "val_acc_history has the accuracies before the updates of each epoch, not after them"
        )
    if np.allclose(train, reached[1:], atol=1e-6):
        words = "train_acc_history holds the accuracies on X_val, and val_acc_history doesn't"
    fail(words, compared=both(histories, reached[1:]))


@points(0.45, problem="4.2c", title="train_network moves parameters by -learning_rate * gradient")
def test_sgd_update(submission, reference, rng, follow):
    plan = Plan(epochs=1, updates=1)  # one step, so that a wrong one can be described
    check_rule(submission, reference, submission.train_network, rng, follow, plan)


@points(0.2, problem="4.2c", title="train_network multiplies the rate by lr_decay after an epoch")
def test_sgd_decay(submission, reference, rng, follow):
    plan = Plan(epochs=4, updates=1, decay=0.7)
    check_rule(submission, reference, submission.train_network, rng, follow, plan)


@points(0.1, problem="4.2c", title="train_network: an epoch is one update a batch, and one decay")
def test_sgd_epochs(submission, reference, rng, follow):
    plan = Plan(epochs=2, updates=4, decay=0.8)
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
    plan = Plan(epochs=4, updates=2, decay=0.8, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, reference, rng, follow):
    check_histories(submission, reference, submission.SGD_Momentum, rng, follow, beta=0.7)

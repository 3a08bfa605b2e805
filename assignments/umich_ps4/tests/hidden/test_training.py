"""Problems 4.2c and 4.2d: the update rules and the histories.

All training rows are the same row, so that what each epoch must give is known (`replays`). For the
rules the validation accuracy rises from epoch to epoch, so that the last one is the best; for the
histories the first one is.
"""

from functools import lru_cache, partial

import numpy as np

from grader import points
from grader.checks import by_right_or_own, call, fail, finite_array
from grader.errors import Compared

from .histories import finite_list, fractions, verify_epochs, verify_last_or_best
from .otherwise import accuracy, otherwise, probed
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
            trainee.start = case.start
            trainee.verify_gradients(case.x, case.y)
        got = trainee.rule(train, case, validation, plan)
        if any(fits(got, state) for state in best):
            return
        follow.tell(got, trainee.back)
        val = finite_list(trainee.val_history, "val_acc_history")
        compared = steps(case.start, got, best[-1], plan.epochs - len(val))
        words = differing(case.start, got, best[-1])
        if own and compared is not None:
            found = probed(new, train, case, plan, got, best[-1])
            measured = Right(reference), case, got, plan, val, validation, found
            compared = compared._replace(cause=partial(otherwise, *measured))
            if len(cases) > 1 and len(val) and fits(got, case.start):
                words += start_words(val[-1], accuracy(Right(reference), case.start, *validation))
        fail(words, compared=compared)

    def drawn(trainee, own):
        if not own or gives_right(new(), plan, *cases[0]):
            cases.append(right_prepared(reference, plan, seed_of(rng)))
            return cases[-1]

        def model(case):
            trainee.start = case.start
            return trainee

        return prepared(rng, trainee.shapes(), model, plan)

    cases = []
    by_right_or_own(attempt)


def gives_right(trainee, plan, case, _, best):
    """Whether the student's own gradients lead where the right ones do: then these may judge."""
    if trainee.shapes() != SIZES:
        return False
    trainee.start = case.start
    return fits(replay(case, trainee, plan)[-1], best[-1])


def start_words(last, reached):
    """What the last accuracy says of parameters that are those from before training."""
    if abs(last - reached) < 1e-6:
        return ": no step was made, or one of zero, or none reached model.params"
    return ", though the last accuracy isn't theirs: what was learnt got lost at the end"


def steps(start, got, right, missing):
    """How far training moved all parameters and how far it should; None for other shapes.

    missing: how many entries a history has too few, which is told apart as well.
    """
    if any(got[name].size != value.size for name, value in right.items()):
        return None
    flat = [
        np.concatenate([np.ravel(each[name]) for name in right]) for each in (start, got, right)
    ]
    if np.array_equal(flat[0], flat[1]):  # no zeros: what they came of is said already
        return Compared("the parameters after training", flat[1], flat[2])
    what = "what training adds to the parameters"
    what += f", with a history that is {missing} entries short" if missing > 0 else ""
    return Compared(what, flat[1] - flat[0], flat[2] - flat[0])


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
    histories = fractions(histories, case, right, states, y_val, plan)
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


@points(0.45, problem="4.2d", title="SGD_Momentum: v <- beta v + eta grad, theta <- theta - v")
def test_momentum_update(submission, reference, rng, follow):
    plan = Plan(epochs=3, updates=1, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum starts at v = 0: its first step is that of SGD")
def test_momentum_first_step(submission, reference, rng, follow):
    plan = Plan(epochs=1, updates=1, beta=0.9)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum: an epoch is one update a batch, and one decay")
def test_momentum_epochs(submission, reference, rng, follow):
    plan = Plan(epochs=4, updates=2, decay=0.8, beta=0.7)
    check_rule(submission, reference, submission.SGD_Momentum, rng, follow, plan)


@points(0.15, problem="4.2d", title="SGD_Momentum's histories are accuracies of the model")
def test_momentum_histories(submission, reference, rng, follow):
    check_histories(submission, reference, submission.SGD_Momentum, rng, follow, beta=0.7)

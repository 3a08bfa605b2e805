"""What an optimizer did instead of the update in the task text, told by its result alone.

Each sentence is a measurement: numbers with which a replay ends at the very parameters that came.
"""

import time
from contextlib import suppress
from dataclasses import replace

import numpy as np

from grader.errors import SubmissionFault

from .named_rules import by_name
from .replays import fits, replay

STILL = (
    "With a learning rate of 0 training changes the parameters: it has to start from those in "
    "params, and to move them by the learning rate times something."
)
MIXED = (
    "The parameters after training depend on X_val: its rows are there for the accuracy alone, "
    "not to be trained on."
)
ROUNDS = 12
STEP = 1e-6
SECONDS = 0.03
"""CPU, for all that is tried on one result."""
EQUAL = 1e-4
"""Rates that differ by less are the same."""


class Late(Exception):
    """The time for a measurement is over."""


class InTime:
    """A model that gives gradients for SECONDS only, then raises Late."""

    def __init__(self, model):
        self.model, self.end = model, time.thread_time() + SECONDS

    def gradients(self, *given):
        if time.thread_time() > self.end:
            raise Late
        return self.model.gradients(*given)


def probed(new, train, case, plan, first, last):
    """What training at a rate of 0, or with other X_val, says; a function that gives it, or None.

    new: makes a trainee. first, last: the parameters that training ended at, and should end at.
    """
    rows = (case.x, case.y)
    with suppress(SubmissionFault):
        still = new().rule(train, case, rows, plan, learning_rate=0.0)
        if not fits(still, case.start):
            return lambda: STILL
    if plan.epochs == 1:
        with suppress(SubmissionFault):
            got = new().rule(train, case, rows, plan)
            if fits(got, last) or fits(got, after_more(new(), case, plan)[0]):
                usual = after_more(new(), case, plan, ROUNDS)
                if not any(fits(first, state) for state in usual):
                    return lambda: MIXED
    return None


def after_more(trainee, case, plan, epochs=1):
    """The parameters after each of some epochs of twice as many updates, or after each update.

    Training on other rows ends at none of them.
    """
    trainee.start = case.start
    if epochs == 1:
        return replay(case, trainee, replace(plan, updates=2 * plan.updates))
    return replay(case, trainee, replace(plan, epochs=epochs, updates=1))


def otherwise(model, case, got, plan, val, validation, found=None):
    """What `model`'s gradients and some other numbers than asked for end at, in words, or "".

    val: the history of validation accuracies that came with the parameters `got`. validation: the
    rows and labels that it is the accuracy on. found: what `probed` gave, which goes before what is
    only measured.
    """
    if any(got[name].size != value.size for name, value in case.start.items()):
        return found() if found else ""
    if fits(got, case.start):
        return ""  # that is said already
    reached = accuracy(model, got, *validation)
    model = InTime(model)
    with suppress(Late):
        epochs = other_end(model, case, got, plan)
        if epochs:
            return early(epochs, plan, val, reached)
        named = by_name(model, case, got, plan)
        if named or found:
            return named or found()
        ways = (other_counts, other_carry, other_rates, other_step)
        return next((words for way in ways if (words := way(model, case, got, plan))), "")
    return found() if found else ""


def other_end(model, case, got, plan):
    """After how many epochs the parameters are these, or 0."""
    longer = replay(case, model, replace(plan, epochs=plan.epochs + 1))
    return next((epochs for epochs, state in enumerate(longer, 1) if fits(got, state)), 0)


def accuracy(model, params, x, y):
    """The accuracy of these parameters."""
    return np.mean(np.argmax(model.scores(params, x), axis=1) == y)


def early(epochs, plan, val, reached):
    """Parameters of another epoch than the last, in words.

    Where the accuracy that the code found was best at this epoch, it is wrong, or a later one went
    wrong. reached: the accuracy of these parameters.
    """
    if epochs > plan.epochs:
        return "Training has one epoch too many."
    if len(val) == plan.epochs and abs(val[epochs - 1] - reached) > 1e-6:
        return (
            f"The parameters after {counted(epochs, 'epoch')} came back, and what val_acc_history "
            "holds for them isn't their accuracy on X_val: look at how the accuracy is computed."
        )
    if len(val) == plan.epochs and val[epochs - 1] == np.max(val):
        return (
            f"The parameters after {counted(epochs, 'epoch')} came back: they are right, but the "
            "accuracy on X_val is no better after later epochs, though it should be. Something "
            "goes wrong between two epochs."
        )
    return (
        f"The model came back with its parameters after {counted(epochs, 'epoch')} of "
        f"{plan.epochs}, although its accuracy on X_val is best after the last."
    )


def other_counts(model, case, got, plan):
    """Another number of updates in an epoch."""
    for updates in range(1, 2 * plan.updates + 1):
        if updates != plan.updates:
            changed = replace(plan, updates=updates)
            if fits(got, replay(case, model, changed)[-1]):
                return (
                    f"An epoch makes {counted(updates, 'update')}: it has "
                    f"{counted(plan.updates, 'batch', 'batches')} of batch_size rows."
                )
    return ""


def counted(number, one, more=""):
    """A number and what it counts."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def other_rates(model, case, got, plan):
    """Another learning rate in each epoch."""
    if plan.decay == 1:
        return ""
    epochs = np.arange(plan.epochs)
    asked = plan.rate * plan.decay**epochs
    guesses = [asked, *(plan.rate * part**epochs for part in (1.0, 0.9, 0.7)), asked * plan.decay]
    rates = solved(lambda rates: replay(case, model, plan, rates)[-1], guesses, got)
    if rates is None or np.any(np.abs(rates) < EQUAL * plan.rate):
        return ""  # an epoch that moves nothing: other parameters than the last came back
    return (
        f"The epochs step as with {listed(rates / asked)} times the learning rates that "
        "learning_rate and lr_decay give them, one number an epoch."
    )


def other_carry(model, case, got, plan):
    """Another part of v that is kept, and another rate."""
    if plan.epochs * plan.updates == 1:
        return ""
    asked = plan.beta or 0.0

    def end(numbers):
        return replay(case, model, replace(plan, beta=numbers[0], rate=numbers[1]))[-1]

    found = solved(end, [(asked + share, plan.rate) for share in (0.1, 0.7)], got)
    if found is None or abs(found[0] - asked) < EQUAL:
        return ""
    same_rate = abs(found[1] / plan.rate - 1) < EQUAL
    rate = "" if same_rate else f", with {found[1] / plan.rate:.3g} times the learning rate"
    if plan.beta is None:
        return f"{found[0]:.3g} times the last step is added to each{rate}: that is momentum."
    if abs(found[0]) < EQUAL:
        if plan.updates == 1:
            return f"The old v has no part in the step of the next epoch{rate}."
        return f"The old v has no part in a step: this is plain SGD{rate}."
    return f"Of the old v {found[0] / asked:.3g} times the part that beta says is kept{rate}."


def other_step(model, case, got, plan):
    """One step along the gradient and the parameters themselves."""
    if plan.epochs * plan.updates != 1:
        return ""
    grads = model.gradients(case.start, case.x, case.y)
    shares = {}
    for name, value in case.start.items():
        moved = got[name].ravel() - value.ravel()
        along = np.stack([grads[name].ravel(), value.ravel()], axis=1)
        share = np.linalg.lstsq(along, moved, rcond=None)[0]
        if np.abs(along @ share - moved).max() > 1e-6 * np.abs(moved).max(initial=1e-9):
            return ""
        shares[name] = share
    if any(abs(share[1]) > 1e-6 for share in shares.values()):
        return "A step also has a part of the parameters themselves, as in weight decay."
    factors = np.array([-share[0] / plan.rate for share in shares.values()])
    if np.ptp(factors) < EQUAL:
        return ""
    parts = [f"{name} {factor:.3g}" for name, factor in zip(shares, factors, strict=True)]
    return f"The arrays move by other multiples of rate times gradient: {', '.join(parts)} times."


def solved(end, guesses, got):
    """The numbers (k,) with which `end` gives these parameters, by Gauss-Newton, or None.

    guesses: where to begin, one after the other.
    """
    want = np.concatenate([np.ravel(got[name]) for name in sorted(end(guesses[0]))])

    def off(numbers):
        state = end(numbers)
        return np.concatenate([np.ravel(state[name]) for name in sorted(state)]) - want

    for guess in guesses:
        numbers = np.array(guess, dtype=float)
        here = off(numbers)
        for _ in range(ROUNDS):
            moves = STEP * np.eye(len(numbers))
            slopes = np.stack([(off(numbers + move) - here) / STEP for move in moves], axis=1)
            step = np.linalg.lstsq(slopes, here, rcond=None)[0]
            tried = [numbers - part * step for part in (1.0, 0.5, 0.2)]
            there = [off(each) for each in tried]
            sizes = [np.linalg.norm(each) for each in there]
            numbers, here = tried[np.argmin(sizes)], there[np.argmin(sizes)]
            if fits(got, end(numbers)):
                return numbers
            if not np.all(np.abs(numbers) < 100):
                break
    return None


def listed(numbers):
    """Numbers with commas between them."""
    return ", ".join(f"{number:.3g}" for number in numbers)

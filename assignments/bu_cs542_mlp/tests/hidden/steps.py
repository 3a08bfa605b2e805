"""What training did instead of what was asked, read from the parameters at its end.

A diagnosis asks for it. Rows, labels and start are known, and so are their gradients: what is left
open, the rate of every update, or how often every row was used, follows from where training ended.
Only what explains all parameters is told.
"""

from collections.abc import Callable

import numpy as np

from .rows import by_rows, flat

Params = dict[str, np.ndarray]
Factors = Callable[[np.ndarray], np.ndarray]
EXACT = 2e-12  # a part of the way: what isn't explained is rounding; curvature is 1e-7 of it
NEARLY = 0.01  # the same where curvature is left out
CLOSE = 1e-3  # factors that differ by less are one
WIDTH = 1e-3  # of central differences by factors
NOISE = 1e-9  # of a gradient that is read from a step
TRIES = 12
SCAN = ((0.15, 6), (0.05, 2), (0.02, 2), (0.01, 1))  # widths, and steps to each side
AFTER_EACH = "The learning rate falls after each update: it should change once an epoch."
MOMENTUM = "The step has momentum: gradients of earlier updates go on in it."
AVERAGED = "The step takes a running average of the gradients instead of that of the batch."
CLIPPED = (
    "The gradient is cut off (clipped) before the step: all entries that should move further move "
    "equally far."
)
LARGEST = 1e100
"""Of a parameter: what is larger can't be measured."""
PLACES = ("first", "second", "third")


def cause(model: object, start: Params, got: Params, x: np.ndarray, y: np.ndarray, plan) -> str:
    """What the updates have instead, a sentence or ""; model: has right loss and gradients."""
    if not np.abs(flat(got)).max() < LARGEST:  # nor where it is no number
        return ""
    if not plan.equal:
        return by_rows(model, start, got, x, y, plan)
    if plan.reg:
        return by_penalty(model, start, got, x, y, plan)
    return by_rate(model, start, got, x, y, plan)


def asked_rates(plan) -> np.ndarray:
    """The rate of each update."""
    updates = max(plan.rows // plan.batch, 1)
    return plan.rate * np.repeat(plan.decay ** np.arange(plan.epochs), updates)


def by_rate(model: object, start: Params, got: Params, x: np.ndarray, y: np.ndarray, plan) -> str:
    """The rates that training had, where all its rows are one and its steps are along gradients."""
    asked = asked_rates(plan)
    x, y = x[: plan.batch], y[: plan.batch]

    def moved(rates: np.ndarray, own: float | np.ndarray = 1.0) -> Params:
        params = start
        for rate in rates:
            grads = model.step(params, x, y, plan.reg)[1]
            steps = dict(zip(params, rate * own * np.ones(len(params)), strict=True))
            params = {name: value - steps[name] * grads[name] for name, value in params.items()}
        return params

    arrays = solved(lambda factors: moved(asked, factors), np.ones(4), start, got)
    if arrays is not None:
        return array_words(dict(zip(start, arrays, strict=True)))
    if is_clipped(flat(got) - flat(start), flat(moved(asked)) - flat(start)):
        return CLIPPED
    if len(asked) == 1:
        return ""
    for words, new in ((MOMENTUM, 1.0), (AVERAGED, 0.0)):

        def ends(mu: np.ndarray, new: float = new) -> Params:
            return pushed(model, start, x, y, asked, mu[0], new + (1 - new) * (1 - mu[0]))

        if solved(ends, np.array([0.9]), start, got) is not None:
            return words
    for several, unit, factors in families(plan, len(asked)):

        def end(f: np.ndarray, factors: Factors = factors) -> Params:
            return moved(asked * factors(f))

        near = len(asked) == len(PLACES)  # so few updates say little of each
        first = nearest(end, got) if near and several == 2 else np.ones(several)
        found = solved(end, first, start, got)
        if found is not None:
            return rate_words(asked, factors(found), unit, plan.epochs)
    return ""


def pushed(
    model: object,
    start: Params,
    x: np.ndarray,
    y: np.ndarray,
    rates: np.ndarray,
    mu: float,
    new: float,
) -> Params:
    """The parameters after updates with a moving sum v <- mu v + new gradient."""
    params, v = start, dict.fromkeys(start, 0.0)
    for rate in rates:
        grads = model.step(params, x, y, 0.0)[1]
        v = {name: mu * v[name] + new * grads[name] for name in params}
        params = {name: value - rate * v[name] for name, value in params.items()}
    return params


def is_clipped(moved: np.ndarray, right: np.ndarray) -> bool:
    """Whether some entries moved equally far, less than they should, and all others as asked."""
    top = np.abs(moved).max()
    cut = np.abs(np.abs(moved) - top) < CLOSE * CLOSE * top
    further = np.abs(right) > top * (1 - NEARLY)
    rest = np.abs(moved - right)[~cut]
    as_asked = rest.max(initial=0.0) < NEARLY * top
    return bool(cut.sum() > 1 and (~cut).any() and further[cut].all() and as_asked)


def families(plan, updates: int) -> list[tuple[int, str, Factors]]:
    """Kinds of wrong rates: how many numbers, what they are told by, and the factors they give.

    Few numbers each: the updates' gradients are nearly the same.
    """
    each = np.arange(updates)
    epoch = each * plan.epochs // updates
    by_update = (2, "update", lambda f: f[0] * f[1] ** each / plan.decay**epoch)
    if updates > len(PLACES):
        return [(plan.epochs, "epoch", lambda f: f[epoch]), by_update]
    later = (updates - 1, "epoch" if plan.epochs > 1 else "update", lambda f: np.append(1.0, f))
    return [later, (2, later[1], by_update[2])]


def array_words(factors: dict[str, float]) -> str:
    """Arrays that move by these factors times what they should."""
    wrong = {name: factor for name, factor in factors.items() if abs(factor - 1) > CLOSE}
    if not wrong:
        return ""
    if np.ptp([*factors.values()]) < CLOSE:
        factor = np.mean([*factors.values()])
        return f"All steps go along the gradient, but {factor:.3g} times as far as they should."
    told = [
        f"{name} moves {factor:.3g} times as far as it should" for name, factor in wrong.items()
    ]
    rest = "; the others move as they should" if len(wrong) < len(factors) else ""
    return f"Arrays have steps of their own: {', '.join(told)}{rest}."


def rate_words(asked: np.ndarray, factors: np.ndarray, unit: str, epochs: int) -> str:
    """Rates that are these factors times those asked for."""
    if np.ptp(factors) < CLOSE or factors.min() < 0:
        return ""  # the check says so
    if unit == "update" and epochs > 1:
        return AFTER_EACH if factors[1] < factors[0] else ""
    if unit == "epoch":
        asked, factors = (rates[:: len(rates) // epochs] for rates in (asked, factors))
    told = [
        f"{'as asked' if abs(f - 1) < CLOSE else f'{f:.3g} times what it should be'} in the {place}"
        for f, place in zip(factors, PLACES, strict=False)
    ]
    words = f"{', '.join(told[:-1])} and {told[-1]} {unit}"
    return (
        f"The steps go along the gradient, but the learning rate is another one: {words}."
        f"{rule_words(asked * factors) if unit == 'epoch' else ''}"
    )


def rule_words(rates: np.ndarray) -> str:
    """How these rates change from epoch to epoch, if in a simple way."""
    ratios = rates[1:] / np.maximum(rates[:-1], 1e-12)
    if np.abs(ratios - 1).max() < CLOSE:
        return " It never changes."
    if (ratios > 1 + CLOSE).all():
        return " It grows from epoch to epoch."
    if len(ratios) > 1 and np.ptp(ratios) < CLOSE:
        return " It changes by one factor after each epoch, but that isn't learning_rate_decay."
    return " After each epoch it should change by the one factor learning_rate_decay."


def solved(
    end: Callable[[np.ndarray], Params], first: np.ndarray, start: Params, got: Params
) -> np.ndarray | None:
    """The numbers with which training ends where it did, by Newton's method; None: there are none.

    end: the parameters that it ends with for such numbers. first: where to begin.
    """
    target, begin = flat(got), flat(start)
    size = max(float(np.linalg.norm(target - begin)), 1e-12)
    at, left = first.copy(), np.inf
    for _ in range(TRIES):
        here = flat(end(at))
        off = target - here
        before, left = left, float(np.linalg.norm(off))
        if left < EXACT * size:
            return at
        if left > 0.9 * before and left < NEARLY * size:
            break  # it comes no nearer
        ways = WIDTH * np.eye(len(at))
        slopes = [(flat(end(at + way)) - flat(end(at - way))) / (2 * WIDTH) for way in ways]
        at = at + np.linalg.lstsq(np.stack(slopes, axis=1), off, rcond=None)[0]
        if not np.abs(at).max() < 1e3:
            break
    return None


def nearest(end: Callable[[np.ndarray], Params], got: Params) -> np.ndarray:
    """Where to begin with two numbers, which make up for one another nearly."""
    target, best = flat(got), (np.inf, 1.0, 1.0)
    for width, steps in SCAN:
        for second in best[2] + width * np.arange(-steps, steps + 1):
            at = np.array([1.0, second])
            off = target - flat(end(at))
            slope = (flat(end(at + np.array([WIDTH, 0.0]))) - (target - off)) / WIDTH
            for _ in range(2):
                at[0] += slope @ off / max(float(slope @ slope), 1e-30)
                off = target - flat(end(at))
            left, first = float(np.linalg.norm(off)), float(at[0])
            best = min(best, (left, first, second))
    return np.array(best[1:])


def by_penalty(
    model: object, start: Params, got: Params, x: np.ndarray, y: np.ndarray, plan
) -> str:
    """How much of reg the one update of a training has in each array."""
    grads = model.step(start, x[: plan.batch], y[: plan.batch], 0.0)[1]
    shares = {}
    for name, value in start.items():
        added = (value - got[name]) / plan.rate - grads[name]
        share = float(np.vdot(added, value) / np.vdot(value, value))
        if np.abs(added - share * value).max() > CLOSE * np.abs(added).max() + NOISE:
            return ""
        shares[name] = share / plan.reg
    told = [
        f"{f'{share:.3g} times what it should be for {name}' if asked else f'there for {name} too'}"
        for name, share in shares.items()
        for asked in (name.startswith("W"),)
        if abs(share - asked) > CLOSE
    ]
    if not told:
        return ""
    return f"Without reg the update is right. With it, its penalty is {', '.join(told)}."


def entries_words(name: str, got: np.ndarray, asked: int, other: int) -> str:
    """A history that doesn't have as many entries as asked for; other: those of the other kind."""
    count = len(got) if got.ndim else 1
    each, wrong = ("epoch", "update") if other > asked else ("update", "epoch")
    if count == asked:
        return ""
    if count == other:
        return f"{name} has an entry for each {wrong}: one for each {each} is asked for."
    if count == asked + 1:
        return f"{name} has one entry more than there are {each}s: one for each is asked for."
    if count < 2:
        words = "one entry" if count else "no entry"
        return f"{name} has {words} at the end: one for each {each} is asked for."
    return ""

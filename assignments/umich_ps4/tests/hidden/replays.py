"""Training on equal rows, replayed: what each epoch must give, whichever way rows are drawn.

Every batch has the same gradient, so that the states are known: from the gradients of the
reference, or, where that isn't what came, from the student's own, because a mistake in those, even
one of shape that numpy's broadcasting bears, is charged in 4.2a or 4.2b.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from grader.checks import fail

N, D, H, C = 8, 4, 5, 3
SIZES = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
CLOSE = {"rtol": 1e-5, "atol": 1e-6}  # gradients may be float32, summed up in any order
RATE = 0.2
ROWS = 197  # a prime: the accuracy on a part of them is another number
TRIES = 20
CLEAR = 1e-3  # a lead of the largest score that rounding can't turn
MARK = 1e-3  # so small that a marked row trains as the others do


@dataclass(frozen=True)
class Plan:
    """How long to train, and with what; beta None for plain SGD, which isn't told of any."""

    epochs: int
    updates: int
    decay: float = 1.0
    beta: float | None = None
    rate: float = RATE

    def rule(self, v, gradient, rate, number):
        """The new v, which is the step as well."""
        v = (self.beta or 0.0) * v + rate * gradient
        return v, v


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
    marked: each row has a small feature of its own besides, whose weights start at 0: they move if
    the row is used.
    """

    def __init__(self, rng, shapes, marked=False):
        if marked:
            shapes = {**shapes, "W1": (shapes["W1"][0] - N, shapes["W1"][1])}
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
        if marked:
            self.start["W1"] = np.pad(self.start["W1"], ((0, N), (0, 0)))
            self.x = np.hstack([self.x, MARK * np.eye(N)])
            self.x_val = np.pad(self.x_val, ((0, 0), (0, N)))

    def data(self, x_val, y_val):
        """The dict for the optimizer."""
        return {"X_train": self.x, "y_train": self.y, "X_val": x_val, "y_val": y_val}


def replay(case, model, plan, rates=None, rule=None):
    """Parameters after each epoch, by the gradients of `model`.

    rates: the learning rate of each epoch or of each update, where it isn't what the plan says.
    rule: gives the new v and the step from the old v, the gradient, the rate and the number of the
        update, where these aren't those of the task text.
    """
    params, after = case.start, []
    velocity = dict.fromkeys(params, 0.0)
    count = max(N // plan.updates, 1)
    asked = plan.rate * plan.decay ** np.arange(plan.epochs) if rates is None else rates
    by_update = np.broadcast_to(np.reshape(asked, (plan.epochs, -1)), (plan.epochs, plan.updates))
    for number, step in enumerate(by_update.ravel(), 1):
        grads = model.gradients(params, case.x[:count], case.y[:count])
        params = dict(params)
        for name, v in velocity.items():
            velocity[name], moved = (rule or plan.rule)(v, grads[name], step, number)
            params[name] = params[name] - moved
        if number % plan.updates == 0:
            after.append(params)
    return after


def predicted(case, model, states):
    """Whether rounding can't turn a row's prediction (rows,), and its class in each state."""
    scores = np.array([model.scores(params, case.x_val) for params in states])
    ranked = np.sort(scores, axis=2)
    clear = np.all(ranked[:, :, -1] - ranked[:, :, -2] > CLEAR, axis=0)
    return clear, np.argmax(scores, axis=2)


def telling(case, model, states, marked):
    """Validation rows with labels, and the states that may come back: the last and the best ones.

    All rows have the label of the training rows, to which more and more of them turn, also with
    other steps than those asked for; marked rows train so slowly that they have the classes of the
    last state instead. Rows where rounding may turn the prediction of any state are left out.
    """
    clear, classes = predicted(case, model, states)
    clear = clear if clear.any() else np.ones(len(clear), dtype=bool)
    labels = classes[-1][clear] if marked else np.full(clear.sum(), case.y[0])
    reached = np.mean(classes[:, clear] == labels, axis=1)
    best = [*(reached[:-1] == reached.max()), True]
    return (case.x_val[clear], labels), [s for s, is_it in zip(states, best, strict=True) if is_it]


def alive(case, states):
    """Whether every epoch moves every parameter."""
    pairs = zip([case.start, *states], states, strict=False)
    return all(np.abs(b[name] - a[name]).max() > 1e-4 for a, b in pairs for name in case.start)


def prepared(rng, shapes, make, plan, marked=False):
    """A case, validation data, and the states that may come back.

    Redrawn until that is the state after the last epoch alone, and every epoch moves everything.
    """
    for _ in range(TRIES):
        case = Case(rng, shapes, marked)
        model = make(case)
        states = replay(case, model, plan)
        validation, best = telling(case, model, states, marked)
        if len(best) == 1 and alive(case, states):
            break
    if all(np.allclose(states[-1][name], value) for name, value in case.start.items()):
        fail("the update can't be judged: the gradients of your SoftmaxClassifier are all zero")
    return case, validation, best


@lru_cache(maxsize=16)
def right_prepared(reference, plan, seed):
    """The same by the reference, the same for the same seed: a diagnosis asks again and again."""
    return prepared(np.random.default_rng(seed), SIZES, lambda _: Right(reference), plan)


def seed_of(rng):
    """A seed for what is kept by its seed."""
    return int(rng.integers(1 << 62))


def fits(got, state):
    """Whether all parameters are those of this state."""
    return all(
        got[name].size == value.size and np.allclose(got[name].ravel(), value.ravel(), **CLOSE)
        for name, value in state.items()
    )

"""Rates and update rules that students take for those of the task text, as replays of training.

Each is exact: it is the cause if training by it ends at the very parameters that came.
"""

import numpy as np

from .replays import fits, replay

FIRST = "The rate of the first epoch has lr_decay in it already: it is learning_rate itself."
LATE = "The first decay comes an epoch late: an epoch has the rate that belongs to the one before."
FIXED = "The learning rate is multiplied by a fixed number, whatever lr_decay says."
GROWING = (
    "The rate is divided by a number that grows with the epochs instead of being multiplied by "
    "lr_decay."
)
POWER = "The learning rate, decayed already, is multiplied by a power of lr_decay."
EACH_BATCH = "The learning rate decays after each batch instead of after each epoch."


def rates_by_name(rate, decay, epochs, updates):
    """(words, rates): the rate of each epoch, (epochs,), or of each update, (epochs, updates)."""
    e = np.arange(epochs)
    step = np.arange(epochs * updates).reshape(epochs, updates)
    parts = (
        ("The learning rate never decays: lr_decay isn't used.", decay**0.0 * np.ones(epochs)),
        *((EACH_BATCH, decay ** (step + late)) for late in (0, 1) if updates > 1),
        (FIRST, decay ** (e + 1)),
        (LATE, decay ** np.maximum(e - 1, 0)),
        ("The learning rate decays once only.", decay ** np.minimum(e, 1)),
        ("The learning rate is divided by lr_decay.", decay**-e),
        ("lr_decay is taken for the part that the learning rate loses.", (1 - decay) ** e),
        ("The learning rate decays twice after each epoch.", decay ** (2 * e)),
        (POWER, decay ** (e * (e + 1) // 2)),
        (POWER, decay ** (e * (e - 1) // 2)),
        (GROWING, 1 / (1 + decay * e)),
        (GROWING, 1 / (1 + decay * (e + 1))),
        (GROWING, 1 / (1 + decay * np.maximum(e - 1, 0))),
        (GROWING, 1 / np.cumprod(1 + decay * e)),
        (GROWING, 1 / np.cumprod(1 + decay * np.maximum(e - 1, 0))),
        ("The root of lr_decay multiplies the learning rate.", decay ** (e / 2)),
        ("The rate follows an exponential function of lr_decay.", np.exp(-decay * e)),
        ("lr_decay becomes the learning rate.", np.where(e, decay / rate, 1.0)),
        *((FIXED, part**e) for part in (0.95, 0.9, 0.99, 0.5)),
    )
    return [(words, rate * shares) for words, shares in parts]


OLD_FIRST = "theta moves by the old v: v has to be updated first."
AVERAGE = "The gradient is multiplied by 1 - beta, as in an average."
SHRUNK = "The step is divided by 1 - beta^t: that is Adam's bias correction, which isn't asked for."
NESTEROV = "The step looks ahead, as Nesterov's momentum does."
LARGER = "The gradient is divided by 1 - beta."
SIGN = "The old v enters with the wrong sign."
COMPLEMENT = "The old v is multiplied by 1 - beta instead of by beta."
ON_BOTH = "beta multiplies the new gradient as well as the old v, in v or in the step."
OUTSIDE = "The learning rate stands in front of v: it belongs to the gradient that goes into v."
ON_SUM = "The learning rate multiplies the old v too."


def rules_by_name(beta):
    """(words, rule): rule(v, g, rate, t) gives the new v and the step, for update number t >= 1."""
    return [
        (OLD_FIRST, lambda v, g, rate, t: (beta * v + rate * g, v)),
        (AVERAGE, lambda v, g, rate, t: (beta * v + (1 - beta) * rate * g,) * 2),
        (SHRUNK, lambda v, g, rate, t: same_but(beta * v + rate * g, 1 / (1 - beta**t))),
        (
            SHRUNK,
            lambda v, g, rate, t: same_but(beta * v + (1 - beta) * g, rate / (1 - beta**t)),
        ),
        (AVERAGE, lambda v, g, rate, t: same_but(beta * v + (1 - beta) * g, rate)),
        (NESTEROV, lambda v, g, rate, t: ahead(beta * v + rate * g, beta, rate * g)),
        (NESTEROV, lambda v, g, rate, t: (beta * v + rate * g, beta * beta * v + rate * g)),
        (LARGER, lambda v, g, rate, t: (v, rate / (1 - beta) * g)),
        (LARGER, lambda v, g, rate, t: (beta * v + rate / (1 - beta) * g,) * 2),
        (SIGN, lambda v, g, rate, t: (-beta * v + rate * g,) * 2),
        (COMPLEMENT, lambda v, g, rate, t: ((1 - beta) * v + rate * g,) * 2),
        (ON_BOTH, lambda v, g, rate, t: (beta * (v + rate * g),) * 2),
        (ON_BOTH, lambda v, g, rate, t: same_but(beta * v + rate * g, beta)),
        (OUTSIDE, lambda v, g, rate, t: same_but(beta * v + g, rate)),
        (ON_SUM, lambda v, g, rate, t: (rate * (beta * v + g),) * 2),
        ("The old v isn't multiplied by beta.", lambda v, g, rate, t: (v + rate * g,) * 2),
        (
            "beta multiplies the gradient instead of the old v.",
            lambda v, g, rate, t: (v + beta * rate * g,) * 2,
        ),
        (
            "beta and 1 - beta are taken as the weights of an average.",
            lambda v, g, rate, t: ((1 - beta) * v + beta * rate * g,) * 2,
        ),
        (
            "The gradient is subtracted once more beside v.",
            lambda v, g, rate, t: (beta * v + rate * g, beta * v + 2 * rate * g),
        ),
        *(
            (
                "The old v is multiplied by a fixed number, whatever beta says.",
                lambda v, g, rate, t, part=part: (part * v + rate * g,) * 2,
            )
            for part in (0.9, 0.5, 0.99)
        ),
    ]


def first_steps():
    """(words, rule): the same for the first update, which has no old v."""
    return [
        ("Only the sign of the gradient is used.", lambda v, g, rate, t: (v, rate * np.sign(g))),
        (
            "Each gradient is divided by its norm.",
            lambda v, g, rate, t: (v, rate * g / np.linalg.norm(g)),
        ),
        ("The gradient is squared.", lambda v, g, rate, t: (v, rate * g**2)),
        ("The absolute value of the gradient is taken.", lambda v, g, rate, t: (v, rate * abs(g))),
        (
            "All entries of an array move by the mean of its gradient.",
            lambda v, g, rate, t: (v, rate * g.mean()),
        ),
        (
            "All entries of an array move by the sum of its gradient.",
            lambda v, g, rate, t: (v, rate * g.sum()),
        ),
    ]


def same_but(v, factor):
    """A new v, and a step that has a factor more."""
    return v, factor * v


def ahead(v, beta, new):
    """A new v, and the step of Nesterov's momentum."""
    return v, beta * v + new


def by_name(model, case, got, plan):
    """The rates, or the rule, by which training ends at the parameters that came, in words.

    Nothing where two of them do: a few updates don't tell all of them apart.
    """
    by_rates = rates_by_name(plan.rate, plan.decay, plan.epochs, plan.updates)
    tried = [(words, {"rates": rates}) for words, rates in by_rates if plan.decay != 1]
    rules = rules_by_name(plan.beta) if plan.beta and plan.decay == 1 else []
    rules += first_steps() if plan.epochs * plan.updates == 1 else []
    tried += [(words, {"rule": rule}) for words, rule in rules]
    fitting = {w for w, change in tried if fits(got, replay(case, model, plan, **change)[-1])}
    return fitting.pop() if len(fitting) == 1 else ""

"""Wrong thoughts of 3a, ReLU of a number, and of 4a, the softmax loss: (what they give, words)."""

import numpy as np

FORWARD = "This is ReLU itself, the forward pass, and no gradient: g has no part in it."
TIMES_OUTPUT = "g is multiplied by the result of ReLU. Its slope, 0 or 1, is the factor."
NO_UPSTREAM = (
    "This is the slope of ReLU alone. By the chain rule it is multiplied by g, which is missing."
)
BY_GRADIENT = (
    "The condition asks about g. Whether the gradient passes depends on x, what went into ReLU."
)
LEAKY = (
    "A part of the gradient passes for negative x too, as in a leaky ReLU. Here the slope is 0 "
    "there."
)
REVERSED = (
    "The condition is the wrong way round: the gradient passes where the unit is off, and is "
    "stopped where it is on."
)


def on(value):
    """1 where it is positive, else 0."""
    return (value > 0) * 1.0


ENTRY_THOUGHTS = (
    (
        lambda v: v.x * on(v.g),
        "x and g have changed places: x is passed on where g is positive. It is g that passes, "
        "and x that decides.",
    ),
    (lambda v: v.x * on(v.x), FORWARD),
    (
        lambda v: v.g,
        "The gradient passes everywhere: no condition on x stops it where ReLU is constant.",
    ),
    (lambda v: v.g * on(-v.x), REVERSED),
    (lambda v: v.g * on(v.g), BY_GRADIENT),
    (
        lambda v: v.g * on(v.x) * on(v.g),
        "g must be positive too to be passed on. Only x, what went into ReLU, decides.",
    ),
    (lambda v: v.g * v.x * on(v.x), TIMES_OUTPUT),
    (lambda v: v.g * v.x, "g is multiplied by x itself. The slope of ReLU, 0 or 1, is the factor."),
    (lambda v: on(v.x), NO_UPSTREAM),
    (lambda v: on(v.g), BY_GRADIENT + " And only the condition is given."),
    (
        lambda v: v.g * on(v.g * v.x),
        "Whether the gradient passes depends on x alone, and not on g x.",
    ),
    (lambda v: np.maximum(v.g * v.x, 0), TIMES_OUTPUT + " And ReLU is applied to the product."),
    (
        lambda v: v.g * np.sign(v.x),
        "The slope for negative x is -1, that of the absolute value. ReLU is constant there.",
    ),
    (lambda v: v.g * np.abs(v.x), "g is multiplied by the absolute value of x, which is no slope."),
    *(
        (lambda v, slope=slope: v.g * np.where(v.x > 0, 1, slope), LEAKY)
        for slope in (0.01, 0.1, 0.2, 0.001, 0.05, 0.3)
    ),
    (lambda v: v.g * on(v.x - 1), "The comparison is with 1. ReLU changes at 0."),
    (lambda v: v.g * on(v.x + 1), "The comparison is with -1. ReLU changes at 0."),
    (lambda v: v.g + on(v.x), "The slope is added to g. The chain rule multiplies them."),
    (lambda v: v.x, "x itself is given, which is neither a slope nor a gradient."),
    (lambda v: np.minimum(v.x, 0), FORWARD + " And the wrong side is cut off."),
    (lambda v: on(-v.x), NO_UPSTREAM + " And the condition is the wrong way round."),
    (lambda v: np.sign(v.x), NO_UPSTREAM + " And for negative x it should be 0."),
    (
        lambda v: v.g * on(v.x) / v.x,
        "It is divided by x. The slope of ReLU is 1 where x is positive.",
    ),
    (
        lambda v: np.maximum(v.x, v.g),
        "The larger of x and g is taken. g passes where x is positive.",
    ),
    (lambda v: v.x * on(v.x) * on(v.g), "x is passed on instead of g, by conditions on both."),
    (lambda v: v.x * on(v.x) - v.g, "g is subtracted from the result of ReLU, as a target is."),
    (
        lambda v: v.g / (1 + np.exp(-v.x)) / (1 + np.exp(v.x)),
        "The slope is that of a sigmoid. ReLU has the slope 0 or 1.",
    ),
    (
        lambda v: v.g * (1 - np.tanh(v.x) ** 2),
        "The slope is that of tanh. ReLU has the slope 0 or 1.",
    ),
    (
        lambda v: v.g / (1 + np.exp(-v.x)),
        "The slope is that of softplus, the smooth relative of ReLU, whose slope is 0 or 1.",
    ),
    (lambda v: 0.0, "The gradient is 0 everywhere. Where x is positive, ReLU has the slope 1."),
    (lambda v: 1.0, NO_UPSTREAM + " And for negative x it should be 0."),
)

BY_P = (
    "This is the gradient by the probabilities. The way back from them through the softmax to the "
    "scores x is missing."
)
LOSS = "This is the loss itself, one number or its terms. Its gradient by x was asked."
OWN_SLOPE = (
    "This is the slope of a probability by its own score. The loss, and with it the label, has no "
    "part in it."
)
RIGHT_ALONE = (
    "Only the score of the right class has a gradient. The others are in the sum of the "
    "exponentials, and move the loss too."
)
NOT_NORMAL = (
    "The exponentials aren't divided by their sum, so that they are no probabilities: the softmax "
    "has to be finished first."
)
EXTRA = (
    "The slope p (1 - p) is multiplied in once more, as for a squared error or a sigmoid. For this "
    "loss it has cancelled."
)
OF_P = "This is the derivative of the probability p_c itself. The logarithm of the loss is missing."


def picked(v, values):
    """The entry at the label, a number."""
    return (v.y * values).sum()


SCORES_THOUGHTS = (
    (lambda v: -v.y / v.p, BY_P),
    (lambda v: -1 / v.p, BY_P + " And every class is taken for the right one."),
    (lambda v: v.y / v.p, BY_P + " And its sign is wrong."),
    (lambda v: 1 / v.p, BY_P + " And every class is taken for the right one."),
    (lambda v: -1 / picked(v, v.p), BY_P),
    (lambda v: v.y * (v.p - 1), RIGHT_ALONE),
    (lambda v: v.y * (1 - v.p), RIGHT_ALONE + " And the sign is wrong."),
    (lambda v: picked(v, v.p) - 1, RIGHT_ALONE + " A vector was asked."),
    (lambda v: v.p * (1 - v.p), OWN_SLOPE),
    (lambda v: v.y * v.p * (1 - v.p), OWN_SLOPE + " It is kept at the label alone."),
    (lambda v: np.exp(v.x) - v.y, NOT_NORMAL),
    (lambda v: np.exp(v.x), NOT_NORMAL + " And the label isn't subtracted."),
    (lambda v: v.x - v.y, "The scores x stand where the probabilities belong."),
    (lambda v: v.y - v.x, "The scores x stand where the probabilities belong, the sign is wrong."),
    (lambda v: v.x / v.x.sum() - v.y, "The exponential is missing in the softmax."),
    (
        lambda v: np.exp(v.x) / v.x.sum() - v.y,
        "In the sum that is divided by, the exponential is missing.",
    ),
    (lambda v: v.x / np.exp(v.x).sum() - v.y, "Above the fraction bar the exponential is missing."),
    (
        lambda v: np.log(v.p) - v.y,
        "The logarithms of the probabilities stand where the probabilities belong.",
    ),
    (lambda v: v.p + v.y, "The label is added. It is to be subtracted."),
    (lambda v: v.p, "The label isn't subtracted: the probabilities alone are given."),
    (lambda v: v.y - v.p, "The sign is wrong: the two terms of the difference are exchanged."),
    (lambda v: -v.p, "The label is missing, and the sign is wrong."),
    (lambda v: -v.y, "The probabilities are missing: only the term of the label is given."),
    (lambda v: v.y, "The label itself is given. The probabilities are missing."),
    (
        lambda v: v.p - 1,
        "1 is subtracted from every probability. Only the right class has this term.",
    ),
    (lambda v: 1 - v.p, "Every class is taken for the right one, and the sign is wrong."),
    (
        lambda v: v.p * v.y,
        "The probability of the right class alone is given, which is no gradient.",
    ),
    (
        lambda v: v.p * (1 - v.y),
        "The right class has no gradient. The loss depends most of all on its score.",
    ),
    (
        lambda v: v.p - v.p * v.y - v.y,
        "At the label the probability is lost. The difference stands there.",
    ),
    (lambda v: (v.p - v.y) * v.p * (1 - v.p), EXTRA),
    (lambda v: 2 * (v.p - v.y) * v.p * (1 - v.p), EXTRA),
    (lambda v: (v.p - v.y) * v.p, "The probabilities are multiplied in once more."),
    (
        lambda v: (v.y - v.p) * v.p,
        "The probabilities are multiplied in once more, and the sign is wrong.",
    ),
    (lambda v: (v.p - v.y) * (1 - v.p), "1 minus the probabilities is multiplied in once more."),
    (lambda v: (v.p - v.y) * v.x, "The scores x are multiplied in, as an input is for weights."),
    (lambda v: (v.p - v.y) @ v.x.T, "The scores x are multiplied in, as an input is for weights."),
    (lambda v: 2 * (v.p - v.y), "There is a factor 2, as a squared error gives it."),
    (
        lambda v: (v.p - v.y) ** 2,
        "The difference is squared, as in a squared error. It is no gradient then.",
    ),
    (
        lambda v: (v.p - v.y) / len(v.x),
        "It is divided by the number of classes. Nothing is averaged here.",
    ),
    (lambda v: np.abs(v.p - v.y), "The absolute value is taken. The gradient has both signs."),
    (lambda v: v.y * np.log(v.p), LOSS),
    (lambda v: -v.y * np.log(v.p), LOSS),
    (lambda v: -picked(v, np.log(v.p)), LOSS),
    (lambda v: picked(v, np.log(v.p)), LOSS),
    (lambda v: -np.log(v.p), LOSS),
    (lambda v: np.log(v.p), LOSS),
    (lambda v: np.log(np.exp(v.x).sum()) - v.x, LOSS),
    (
        lambda v: np.log(np.exp(v.x).sum()) - v.y,
        "The sum's logarithm stands where its derivative belongs.",
    ),
    (lambda v: np.log(np.exp(v.x).sum()), LOSS),
    (lambda v: picked(v, v.p) * (v.y - v.p), OF_P),
    (lambda v: picked(v, v.p) * (v.p - v.y), OF_P),
    (lambda v: np.diag(v.p.ravel()) - v.p @ v.p.T, OWN_SLOPE + " And of a vector a matrix came."),
    (lambda v: v.p * v.p.T - np.diag(v.p.ravel()), OWN_SLOPE + " And of a vector a matrix came."),
    (
        lambda v: (1 - v.y) / (1 - v.p) - v.y / v.p,
        "It is the gradient of the loss for yes and no, by the probabilities.",
    ),
    (
        lambda v: 1 / (1 + np.exp(-v.x)) - v.y,
        "The sigmoid of each score stands where the softmax of all belongs.",
    ),
    (lambda v: np.exp(-v.x) / np.exp(-v.x).sum() - v.y, "The exponents have the wrong sign."),
    (lambda v: 0 * v.x, "The gradient is 0 everywhere. Every score moves the loss."),
    (lambda v: 0.0, "The gradient is 0 everywhere. Every score moves the loss."),
)
